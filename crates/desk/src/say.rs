//! What the desk says, in English and in French: the Fluent messages of every room.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;
use std::sync::LazyLock;
use tocsin_core::{EventCode, Problem, Reason};
use unic_langid::langid;

/// A language the desk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// The language tag used in pages and addresses: `en` or `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// French where the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`) asks for it, else English.
    pub fn of_environment() -> Self {
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        if asked.is_some_and(|value| value.starts_with("fr")) {
            Self::Fr
        } else {
            Self::En
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.tag())
    }
}

macro_rules! rooms {
    ($lang:literal) => {
        [
            include_str!(concat!("../../../data/messages/", $lang, "/intake.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/extract.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/link.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/review.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/share.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/store.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/desk.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/pages.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/people.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/places.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/outside.ftl")),
            include_str!(concat!("../../../data/messages/", $lang, "/shifts.ftl")),
        ]
    };
}

static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(langid!("en"), &rooms!("en")));
static FR: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(langid!("fr"), &rooms!("fr")));

fn bundle(id: unic_langid::LanguageIdentifier, rooms: &[&str]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would end up in terminals and in data.
    bundle.set_use_isolating(false);
    for text in rooms {
        // A broken message is left out and shown by its key; `messages_are_whole` in the house tests finds it.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The message `key` in `lang`, with its arguments. A missing message is its own key in guillemets, never an empty string.
pub fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let bundle = match lang {
        Lang::En => &*EN,
        Lang::Fr => &*FR,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        let list: Vec<String> = args
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        return format!("‹{key} {}›", list.join(" ")).replace(" ›", "›");
    };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        // Whole numbers are handed over as numbers, so that messages can tell one from many.
        match value.parse::<i64>() {
            Ok(number) if number.to_string() == *value => values.set(*name, FluentValue::from(number)),
            _ => values.set(*name, FluentValue::from((*value).to_owned())),
        }
    }
    let mut errors = Vec::new();
    bundle
        .format_pattern(pattern, Some(&values), &mut errors)
        .into_owned()
}

/// A rule's reason in words.
pub fn reason(lang: Lang, reason: &Reason) -> String {
    let args: Vec<(&str, &str)> = reason
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    say(lang, &reason.key, &args)
}

/// The reasons, one sentence after another.
pub fn reasons(lang: Lang, reasons: &[Reason]) -> String {
    let said: Vec<String> = reasons.iter().map(|one| reason(lang, one)).collect();
    said.join(" ")
}

/// A problem in words: what, where, and what to do next.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let kind = serde_json::to_value(problem.kind)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default();
    say(
        lang,
        &format!("problem-{kind}"),
        &[("place", &problem.place), ("detail", &problem.detail)],
    )
}

/// The name of an event code.
pub fn code(lang: Lang, code: &EventCode) -> String {
    match (code.entry(), lang) {
        (Some(entry), Lang::En) => entry.name.0.to_owned(),
        (Some(entry), Lang::Fr) => entry.name.1.to_owned(),
        (None, _) => code.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_speak() {
        assert_eq!(say(Lang::En, "desk-status-new", &[]), "new");
        assert_eq!(say(Lang::Fr, "desk-status-new", &[]), "nouveau");
        assert_eq!(say(Lang::En, "no-such-key", &[("a", "1")]), "‹no-such-key a=1›");
    }
}
