//! One request: in which language it is answered, and the one way to the register, as far as the visitor may see it.

use super::Shared;
use super::page::Page;
use crate::say::Lang;
use crate::shelf;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use std::convert::Infallible;
use std::sync::Arc;
use tocsin_store::{Store, View};

/// One request of one visitor. Every handler takes it first.
pub struct Visit {
    /// The language of the answer.
    pub lang: Lang,
    /// Path and query asked for, without `lang`.
    address: String,
    shared: Arc<Shared>,
}

impl FromRequestParts<Arc<Shared>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Infallible> {
        Ok(Self {
            lang: language(&parts.uri, &parts.headers).unwrap_or(shared.lang),
            address: address(&parts.uri),
            shared: Arc::clone(shared),
        })
    }
}

impl Visit {
    /// The frame of the page asked for; `here` is the part of the desk it belongs to.
    pub fn page(&self, here: &'static str) -> Page {
        Page {
            lang: self.lang,
            here,
            address: self.address.clone(),
            samples: self.shared.samples,
            token: self.shared.token.clone(),
        }
    }

    /// Whether `token` is the one this desk's own forms carry.
    pub fn is_ours(&self, token: &str) -> bool {
        token == self.shared.token
    }

    /// Reads the register as far as this visitor may see it.
    ///
    /// # Errors
    /// What `work` met; the register's own.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&View<'_>) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let shared = Arc::clone(&self.shared);
        let done = tokio::task::spawn_blocking(move || {
            let idle = shared.readers.lock().ok().and_then(|mut readers| readers.pop());
            let store = match idle {
                Some(store) => store,
                None => Store::read_only(&shared.register)?,
            };
            let result = work(&store.view(shelf::HERE));
            if let Ok(mut readers) = shared.readers.lock() {
                readers.push(store);
            }
            result
        });
        done.await?
    }

    /// Writes to the register; one at a time.
    ///
    /// # Errors
    /// What `work` met; where the writer stopped at an earlier error.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let shared = Arc::clone(&self.shared);
        let done = tokio::task::spawn_blocking(move || {
            let mut store = shared.writer.lock().map_err(|_| {
                anyhow::anyhow!("the writer stopped at an earlier error; start the desk again")
            })?;
            work(&mut store)
        });
        done.await?
    }
}

/// The language the address or the browser asks for; `None` where neither asks for one of ours.
fn language(uri: &Uri, headers: &HeaderMap) -> Option<Lang> {
    let asked = uri
        .query()
        .unwrap_or("")
        .split('&')
        .find_map(|part| part.strip_prefix("lang="));
    let preferred = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    match asked {
        Some("en") => Some(Lang::En),
        Some("fr") => Some(Lang::Fr),
        _ if preferred.starts_with("fr") => Some(Lang::Fr),
        _ if preferred.starts_with("en") => Some(Lang::En),
        _ => None,
    }
}

fn address(uri: &Uri) -> String {
    let query: Vec<&str> = uri
        .query()
        .unwrap_or("")
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="))
        .collect();
    if query.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), query.join("&"))
    }
}
