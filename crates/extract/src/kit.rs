//! Everything reading needs beside the report: lexicons, actors and the gazetteer, loaded once.

use crate::actors::{self, Actor};
use crate::coding::choice;
use crate::gather::told::Weights;
use crate::lexicon::{Entry, Lexicon, Topic};
use crate::syntax::Model;
use rustc_hash::FxHashMap;
use tocsin_core::{EventCode, Language};
use tocsin_gazetteer::Gazetteer;

/// How much an act says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActClass {
    /// Opens an account.
    Violence,
    /// An early-warning class: opens an account where no violence is told beside it.
    Presage,
    /// Told only beside violence.
    Other,
    /// Points back at an event told already.
    Refer,
    /// Speaks of violence as such.
    General,
    /// Tells something only where its roles make an act of it ("threw a grenade").
    Soft,
}

/// What a concept of the lists of acts means.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its code.
    pub code: EventCode,
    /// How much it says.
    pub class: ActClass,
}

/// Lexicons, actors and gazetteer. Make one and keep it: loading takes some milliseconds.
#[derive(Debug)]
pub struct Kit {
    /// The places by name.
    pub gazetteer: Gazetteer,
    /// What tells an event from words that only sound like one.
    pub told: Weights,
    /// What tells when an act was.
    pub day: Weights,
    /// What tells which kind of event it was.
    pub code: choice::Weights,
    /// What tells who did it.
    pub doer: Weights,
    /// What tells who or what was hit.
    pub target: Weights,
    /// What tells at which kind of site.
    pub site: Weights,
    /// What tells who says it.
    pub speaker: Weights,
    /// What tells where an act was.
    pub place: Weights,
    /// What tells how many were harmed, and how.
    pub number: Weights,
    en: Lexicon,
    fr: Lexicon,
    acts: FxHashMap<&'static str, Act>,
    actors: FxHashMap<&'static str, Actor>,
    syntax_en: Model,
    syntax_fr: Model,
}

impl Kit {
    /// What ships with the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self::with_gazetteer(Gazetteer::embedded())
    }

    /// What ships with the binary, with another gazetteer.
    #[must_use]
    pub fn with_gazetteer(gazetteer: Gazetteer) -> Self {
        let actors = actors::load();
        let mut kit = Self {
            gazetteer,
            told: Weights::embedded(),
            code: choice::Weights::parse(include_str!("../../../data/models/code.tsv")),
            day: Weights::parse(include_str!("../../../data/models/day.tsv")),
            doer: Weights::parse(include_str!("../../../data/models/doer.tsv")),
            target: Weights::parse(include_str!("../../../data/models/target.tsv")),
            site: Weights::parse(include_str!("../../../data/models/site.tsv")),
            speaker: Weights::parse(include_str!("../../../data/models/speaker.tsv")),
            place: Weights::parse(include_str!("../../../data/models/place.tsv")),
            number: Weights::parse(include_str!("../../../data/models/number.tsv")),
            en: lexicon(&ENGLISH),
            fr: lexicon(&FRENCH),
            acts: acts(),
            actors: FxHashMap::default(),
            syntax_en: Model::open(include_bytes!("../../../data/syntax/en.bin")).unwrap_or_default(),
            syntax_fr: Model::open(include_bytes!("../../../data/syntax/fr.bin")).unwrap_or_default(),
        };
        for (actor, aliases) in actors {
            let entry = Entry {
                topic: Topic::Actor,
                concept: actor.key,
                kind: actor.kind,
            };
            for alias in aliases
                .split(';')
                .map(str::trim)
                .filter(|alias| !alias.is_empty())
            {
                kit.en.add_phrase(entry, alias);
                kit.fr.add_phrase(entry, alias);
            }
            kit.actors.insert(actor.key, actor);
        }
        kit
    }

    /// The lexicon of `language`; English for [`Language::Other`].
    #[must_use]
    pub fn lexicon(&self, language: Language) -> &Lexicon {
        match language {
            Language::Fr => &self.fr,
            Language::En | Language::Other => &self.en,
        }
    }

    /// The parser of `language`; English for [`Language::Other`].
    #[must_use]
    pub fn syntax(&self, language: Language) -> &Model {
        match language {
            Language::Fr => &self.syntax_fr,
            Language::En | Language::Other => &self.syntax_en,
        }
    }

    /// What an act concept means; `None` for one the list does not hold.
    #[must_use]
    pub fn act(&self, concept: &str) -> Option<&Act> {
        self.acts.get(concept)
    }

    /// The actor of `key`; `None` if there is none.
    #[must_use]
    pub fn actor(&self, key: &str) -> Option<&Actor> {
        self.actors.get(key)
    }
}

macro_rules! lists {
    ($language:literal) => {
        [
            (
                Topic::Act,
                include_str!(concat!("../../../data/lexicon/", $language, "/acts.tsv")),
            ),
            (
                Topic::Harm,
                include_str!(concat!("../../../data/lexicon/", $language, "/harm.tsv")),
            ),
            (
                Topic::Group,
                include_str!(concat!("../../../data/lexicon/", $language, "/groups.tsv")),
            ),
            (
                Topic::Site,
                include_str!(concat!("../../../data/lexicon/", $language, "/sites.tsv")),
            ),
            (
                Topic::Weapon,
                include_str!(concat!("../../../data/lexicon/", $language, "/weapons.tsv")),
            ),
            (
                Topic::Impact,
                include_str!(concat!("../../../data/lexicon/", $language, "/impacts.tsv")),
            ),
            (
                Topic::Speech,
                include_str!(concat!("../../../data/lexicon/", $language, "/speech.tsv")),
            ),
            (
                Topic::Voice,
                include_str!(concat!("../../../data/lexicon/", $language, "/voices.tsv")),
            ),
            (
                Topic::Cue,
                include_str!(concat!("../../../data/lexicon/", $language, "/cues.tsv")),
            ),
            (
                Topic::Idiom,
                include_str!(concat!("../../../data/lexicon/", $language, "/idioms.tsv")),
            ),
            (
                Topic::Number,
                include_str!(concat!("../../../data/lexicon/", $language, "/numbers.tsv")),
            ),
            (
                Topic::Bound,
                include_str!(concat!("../../../data/lexicon/", $language, "/bounds.tsv")),
            ),
            (
                Topic::Grammar,
                include_str!(concat!("../../../data/lexicon/", $language, "/grammar.tsv")),
            ),
            (
                Topic::Hint,
                include_str!(concat!("../../../data/lexicon/", $language, "/hints.tsv")),
            ),
            (
                Topic::Head,
                include_str!(concat!("../../../data/lexicon/", $language, "/heads.tsv")),
            ),
        ]
    };
}

static ENGLISH: [(Topic, &str); 15] = lists!("en");
static FRENCH: [(Topic, &str); 15] = lists!("fr");

fn lexicon(lists: &'static [(Topic, &'static str)]) -> Lexicon {
    let mut lexicon = Lexicon::new();
    for (topic, text) in lists {
        lexicon.add_list(*topic, text);
    }
    lexicon
}

fn acts() -> FxHashMap<&'static str, Act> {
    include_str!("../../../data/lexicon/acts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (concept, code, class) = (cells.next()?, cells.next()?, cells.next()?);
            let class = match class {
                "violence" => ActClass::Violence,
                "presage" => ActClass::Presage,
                "refer" => ActClass::Refer,
                "general" => ActClass::General,
                "soft" => ActClass::Soft,
                _ => ActClass::Other,
            };
            Some((
                concept,
                Act {
                    code: EventCode::new(code),
                    class,
                },
            ))
        })
        .collect()
}
