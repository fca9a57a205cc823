//! The table of routes: each with its method, path and the right it asks for. A route cannot be added without one.

use super::Shared;
use super::guard::{self, Viewer};
use crate::people::role::Right;
use axum::Router;
use axum::extract::{FromRequestParts, Request};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use std::sync::Arc;

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET`, `POST`, `PUT`, `DELETE`.
    pub method: &'static str,
    /// Path with parameters in braces.
    pub path: &'static str,
    /// What one must be allowed to do.
    pub right: Right,
}

/// Routes so far.
pub struct Routes {
    shared: Arc<Shared>,
    router: Router<Arc<Shared>>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            router: Router::new(),
            table: Vec::new(),
        }
    }

    /// Adds a page or answer that is only read.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, Arc<Shared>>,
        T: 'static,
    {
        self.add("GET", MethodFilter::GET, path, right, handler)
    }

    /// Adds something that is done.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, Arc<Shared>>,
        T: 'static,
    {
        self.add("POST", MethodFilter::POST, path, right, handler)
    }

    /// Adds something that is set.
    #[must_use]
    pub fn put<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, Arc<Shared>>,
        T: 'static,
    {
        self.add("PUT", MethodFilter::PUT, path, right, handler)
    }

    /// Adds something that is taken away.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, Arc<Shared>>,
        T: 'static,
    {
        self.add("DELETE", MethodFilter::DELETE, path, right, handler)
    }

    fn add<H, T>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        right: Right,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Arc<Shared>>,
        T: 'static,
    {
        let gate = move |shared: axum::extract::State<Arc<Shared>>, request: Request, next: Next| {
            admitted(right, shared.0, request, next)
        };
        let route = on(filter, handler).layer(from_fn_with_state(Arc::clone(&self.shared), gate));
        self.router = self.router.route(path, route);
        self.table.push(Route { method, path, right });
        self
    }

    /// The router, and the table of what is in it.
    pub fn done(self) -> (Router<Arc<Shared>>, Vec<Route>) {
        (self.router, self.table)
    }
}

/// Lets a request through to its handler where its maker may do what the route is for.
async fn admitted(right: Right, shared: Arc<Shared>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let viewer = match Viewer::from_request_parts(&mut parts, &shared).await {
        Ok(viewer) => viewer,
        Err(never) => match never {},
    };
    if viewer.may(right) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    guard::refused(&viewer, &parts, &shared).await.into_response()
}
