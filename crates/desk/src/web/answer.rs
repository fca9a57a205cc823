//! What every handler answers with: a rendered page, a short message, a problem as RFC 9457 has it, or a failure.

use super::page::Page;
use crate::say::say;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// What a handler gives back.
pub type Answer = Result<Response, Failure>;

/// A page that could not be made. The details go to the desk's own output, never to the visitor.
pub struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        #[expect(
            clippy::print_stderr,
            reason = "the desk's own output is where its operator looks"
        )]
        {
            eprintln!("a page failed: {:#}", self.0);
        }
        let body = "The page could not be made; the desk's own output says why. · La page n'a pas pu être faite ; la sortie du bureau dit pourquoi.\n";
        (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
    }
}

/// `template` as a page.
///
/// # Errors
/// Where the template cannot be rendered.
pub fn render(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    page: Page,
    title: String,
    body: String,
}

/// A page that only says something: the messages `title` and `body`, with `args` for the body.
///
/// # Errors
/// Where the template cannot be rendered.
pub fn message_page(
    page: Page,
    title: &str,
    body: &str,
    args: &[(&str, &str)],
    status: StatusCode,
) -> Answer {
    let (title, body) = (page.t(title), say(page.lang, body, args));
    let rendered = MessagePage { page, title, body }.render()?;
    Ok((status, Html(rendered)).into_response())
}

/// The page for an address at which there is nothing this visitor may see.
///
/// # Errors
/// Where the template cannot be rendered.
pub fn not_found_page(page: Page) -> Answer {
    message_page(
        page,
        "desk-not-found",
        "desk-not-found-body",
        &[],
        StatusCode::NOT_FOUND,
    )
}

/// An error as RFC 9457 has it.
pub fn problem_details(status: StatusCode, title: &str, detail: &str) -> Response {
    let body = serde_json::json!({"type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail});
    (
        status,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
