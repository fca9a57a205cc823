//! Why reports derive from others, and why accounts were joined.

use crate::say::{self, Lang};
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{Lineage, LineageKind, Link};

/// Why one report derives from another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineageView {
    /// The report that derives.
    pub from: String,
    /// The report or the name of the upstream it derives from.
    pub to: String,
    /// What kind of evidence.
    pub kind: String,
    /// Which way: `derives` or `open`.
    pub direction: String,
    /// Strength, 0 to 1.
    pub strength: f32,
    /// The sentence that explains it.
    pub reason: String,
}

/// Why two accounts are, or may be, one event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LinkView {
    /// One account.
    pub a: String,
    /// The other.
    pub b: String,
    /// Log-odds.
    pub score: f32,
    /// What spoke for and against.
    pub reasons: Vec<String>,
}

pub(super) fn lineage(lang: Lang, line: &Lineage) -> LineageView {
    let kind = match line.kind {
        LineageKind::SameUrl => "same-url",
        LineageKind::Credit => "credit",
        LineageKind::SharedText => "shared-text",
        LineageKind::Translation => "translation",
        LineageKind::SameTemplate => "same-template",
        LineageKind::RareError => "rare-error",
        LineageKind::SameSpeaker => "same-speaker",
        LineageKind::OurOwn => "our-own",
    };
    LineageView {
        from: line.from.to_string(),
        to: line
            .to
            .as_ref()
            .map_or_else(|| line.upstream.clone(), ToString::to_string),
        kind: kind.to_owned(),
        direction: if line.direction == tocsin_core::Direction::Derives {
            "derives"
        } else {
            "open"
        }
        .to_owned(),
        strength: line.strength,
        reason: say::reason(lang, &line.reason),
    }
}

pub(super) fn link(lang: Lang, link: &Link) -> LinkView {
    LinkView {
        a: link.a.to_string(),
        b: link.b.to_string(),
        score: link.score,
        reasons: link
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}
