//! News as server-sent events: that something this reader may see changed, never what. Without script a page is refreshed.

use super::visit::Visit;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

/// The stream of news. It ends with the session: every event asks the register again, as far as the reader sees now.
pub async fn live(visit: Visit) -> Response {
    let news = visit.shared.news.subscribe();
    let seen = *news.borrow();
    let events = stream::unfold((visit, news, seen), |(visit, mut news, mut seen)| async move {
        loop {
            news.changed().await.ok()?;
            let last = *news.borrow_and_update();
            let after = seen;
            seen = last;
            let changed = visit
                .read(move |view| Ok(view.happenings(after, 99)?.len()))
                .await
                .ok()?;
            if changed > 0 {
                let event = Event::default().event("changed").data(changed.to_string());
                return Some((Ok::<_, Infallible>(event), (visit, news, seen)));
            }
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(25)))
        .into_response()
}
