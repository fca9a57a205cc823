//! One request: in which language it is answered, and the one way to the register, as far as the visitor may see it.

use super::Shared;
use super::guard::{By, Viewer};
use super::page::Page;
use crate::people::passkey::Place;
use crate::people::role::Right;
use crate::say::Lang;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use tocsin_store::{Account, Seen, Store, View};

/// One request of one visitor. Every handler takes it first.
pub struct Visit {
    /// The language of the answer.
    pub lang: Lang,
    /// Who asks.
    pub viewer: Viewer,
    /// Path and query asked for, without `lang`.
    address: String,
    /// The desk as this browser knows it; `None` where browsers make no passkeys for that.
    pub place: Option<Place>,
    /// What all handlers share.
    pub shared: Arc<Shared>,
}

impl FromRequestParts<Arc<Shared>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Infallible> {
        let viewer = Viewer::from_request_parts(parts, shared).await?;
        Ok(Self {
            viewer,
            lang: language(&parts.uri, &parts.headers).unwrap_or(shared.lang),
            address: address(&parts.uri),
            place: place(shared, &parts.headers),
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
            token: self.viewer.form_token.clone(),
            who: match self.viewer.by {
                By::Session(_) => self.viewer.name.clone(),
                _ => String::new(),
            },
            rights: self.viewer.rights.iter().map(|right| right.key()).collect(),
        }
    }

    /// Whether the visitor may do this.
    pub fn may(&self, right: Right) -> bool {
        self.viewer.may(right)
    }

    /// Reads the register as far as this visitor may see it.
    ///
    /// # Errors
    /// What `work` met; the register's own.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&View<'_>) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let reader = self.viewer.reader.clone();
        let (found, touched) = self
            .shared
            .with_reader(move |store| {
                store.take_touched();
                let found = work(&store.view_as(&reader)?)?;
                Ok((found, store.take_touched()))
            })
            .await?;
        self.note(touched).await?;
        Ok(found)
    }

    /// Notes in the ledger, before the answer leaves, which restricted items are in it; each once an hour and reader.
    async fn note(&self, touched: BTreeSet<String>) -> anyhow::Result<()> {
        if touched.is_empty() || self.viewer.by == By::Machine {
            return Ok(());
        }
        let items = self.shared.not_yet_noted(&self.viewer.name, touched);
        if items.is_empty() {
            return Ok(());
        }
        let seen = Seen {
            who: self.viewer.name.clone(),
            // Not the query: words searched for may themselves be what is restricted.
            what: self.address.split('?').next().unwrap_or_default().to_owned(),
            items,
        };
        self.write(move |store| Ok(store.note_read(&seen, &crate::commands::now())?))
            .await?;
        Ok(())
    }

    /// The visitor's own account; `None` where they have none.
    ///
    /// # Errors
    /// The register's own.
    pub async fn account(&self) -> anyhow::Result<Option<Account>> {
        let name = self.viewer.name.clone();
        self.shared
            .with_reader(move |store| Ok(store.account(&name)?))
            .await
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
            let done = work(&mut store);
            // What a change looks at to be made is not shown to anyone; the change itself is in the ledger.
            store.take_touched();
            shared.wrote(&store);
            done
        });
        done.await?
    }
}

/// The desk as a browser knows it: by the name in the configuration; without one, only this machine's own is believed.
fn place(shared: &Shared, headers: &HeaderMap) -> Option<Place> {
    if !shared.public_origin.is_empty() {
        return Place::of(&shared.public_origin);
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let scheme = if shared.https { "https" } else { "http" };
    Place::of(&format!("{scheme}://{host}")).filter(|place| place.host == "localhost")
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
