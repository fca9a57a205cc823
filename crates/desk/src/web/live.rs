//! News as server-sent events: that something this reader may see changed, never what. Without script a page is refreshed.

use super::guard::By;
use super::visit::Visit;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

/// The stream of news: one event, then it ends. The browser asks again by itself, so that who asks, and what they may see,
/// is found out anew each time.
pub async fn live(visit: Visit, headers: HeaderMap) -> Response {
    let news = visit.shared.news.subscribe();
    let last_seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let seen = last_seen.unwrap_or_else(|| *news.borrow());
    let events = stream::unfold(Some((visit, news, seen)), |state| async move {
        let (visit, mut news, mut seen) = state?;
        loop {
            let last = *news.borrow_and_update();
            let after = seen;
            seen = last.max(seen);
            if last > after {
                if let By::Session(secret) = &visit.viewer.by
                    && !visit.shared.sessions.lasts(secret)
                {
                    return None;
                }
                let changed = visit
                    .read(move |view| Ok(view.happenings(after, 99)?.len()))
                    .await
                    .ok()?;
                if changed > 0 {
                    let event = Event::default()
                        .event("changed")
                        .id(last.to_string())
                        .data(changed.to_string());
                    return Some((Ok::<_, Infallible>(event), None));
                }
            }
            news.changed().await.ok()?;
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(25)))
        .into_response()
}
