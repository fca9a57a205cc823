//! What programs send, taken apart; what cannot be meant is a problem as RFC 9457 has it, and answers carry ETags.

use crate::web::answer::{Failure, problem_details};
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tocsin_core::id::sha256_hex;

/// A body as JSON.
pub struct Sent<T>(pub T);

/// A query.
pub struct Query<T>(pub T);

/// The parameters of a path.
pub struct Path<T>(pub T);

/// Why a request cannot be meant.
pub struct Refusal(Response);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.0
    }
}

/// A problem with a status and what is wrong, for programs.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    problem_details(status, status.canonical_reason().unwrap_or("Problem"), detail)
}

/// The answer for what is not there, or not there for this reader: the same in every case.
pub fn missing() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "There is no such thing in this register, or none that this account may see.",
    )
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self(problem(rejection.status(), &rejection.body_text()))
    }
}

impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        Self(problem(rejection.status(), &rejection.body_text()))
    }
}

impl From<PathRejection> for Refusal {
    fn from(rejection: PathRejection) -> Self {
        // A parameter that is no number names nothing that is there.
        let missing_number = matches!(rejection, PathRejection::FailedToDeserializePathParams(_));
        Self(
            if missing_number && rejection.status() == StatusCode::BAD_REQUEST {
                missing()
            } else {
                problem(rejection.status(), &rejection.body_text())
            },
        )
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let axum::Json(value) = axum::Json::<T>::from_request(request, state).await?;
        Ok(Self(value))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let axum::extract::Query(value) = axum::extract::Query::<T>::from_request_parts(parts, state).await?;
        Ok(Self(value))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let axum::extract::Path(value) = axum::extract::Path::<T>::from_request_parts(parts, state).await?;
        Ok(Self(value))
    }
}

/// `value` as JSON with an ETag over the bytes this reader gets; 304 where they have them already.
///
/// # Errors
/// Where the value cannot be written as JSON.
pub fn tagged(headers: &HeaderMap, value: &impl Serialize) -> Result<Response, Failure> {
    let bytes = serde_json::to_vec(value)?;
    let tag = format!("W/\"{}\"", &sha256_hex(&bytes)[..32]);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|held| held.split(',').any(|one| one.trim() == tag || one.trim() == "*"));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_str(&tag)?);
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("authorization, cookie, accept-language"),
    );
    Ok(response)
}

/// `value` as JSON with a status.
///
/// # Errors
/// Where the value cannot be written as JSON.
pub fn answered(status: StatusCode, value: &impl Serialize) -> Result<Response, Failure> {
    Ok((
        status,
        [(header::CONTENT_TYPE, "application/json")],
        serde_json::to_vec(value)?,
    )
        .into_response())
}
