//! Reads mentions: the noun phrases that name people, armed parties and places hit, with their number.

use super::toll::{Quantity, quantities};
use crate::doc::TokenKind;
use crate::lexicon::{Mark, Topic};
use crate::scene::{Scene, gram};
use tocsin_core::Count;

/// Which side a mention is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// People of no said side.
    People,
    /// People who take no part in fighting.
    Civilian,
    /// An armed or security force, or a militia.
    Forces,
    /// People who bear arms, unnamed or of a group.
    Armed,
    /// "Attackers", "assailants".
    Attacker,
    /// A place: no people.
    Place,
}

impl Side {
    /// Whether it is a side that bears arms, of a state or not.
    #[must_use]
    pub fn bears_arms(self) -> bool {
        matches!(self, Self::Armed | Self::Attacker | Self::Forces)
    }
}

/// A noun phrase: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// First token, number and determiner included.
    pub first: usize,
    /// First token of the head: the listed word or name.
    pub head: usize,
    /// One past the last token of the head.
    pub last: usize,
    /// Topic of the head: [`Topic::Actor`], [`Topic::Group`] or [`Topic::Site`].
    pub topic: Topic,
    /// Concept of the head: an actor's key, a group, a kind of site.
    pub concept: &'static str,
    /// Which side.
    pub side: Side,
    /// How many, where said; an article counts as one.
    pub count: Option<Count>,
    /// Whether the number is only an article, a vague word, or follows from a singular.
    pub weak: bool,
}

impl Mention {
    /// Whether they come armed: nameless gunmen, or any party called by its name, a state's no less than others.
    #[must_use]
    pub fn is_armed_party(&self) -> bool {
        matches!(self.side, Side::Armed | Side::Attacker)
            || self.topic == Topic::Actor && self.side.bears_arms()
    }
}

/// Mentions of the tokens `from..to` and the numbers among them.
#[derive(Debug, Default)]
pub struct People {
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
    /// All numbers, in order, those within mentions included.
    pub quantities: Vec<Quantity>,
    /// Things that are carried off or destroyed (livestock, money, medicine): no targets and no people, kept apart.
    pub goods: Vec<Mention>,
}

/// Reads the mentions of the tokens `from..to`.
#[must_use]
pub fn read(scene: &Scene, from: usize, to: usize) -> People {
    let quantities = quantities(scene, from, to);
    let mut mentions: Vec<Mention> = Vec::new();
    let mut goods: Vec<Mention> = Vec::new();
    for mark in scene.marks_in(from, to) {
        if mark.entry.topic == Topic::Group && mark.entry.kind == "goods" && mark.last <= to {
            goods.push(thing(mark));
            continue;
        }
        let side = match mark.entry.topic {
            Topic::Actor => actor_side(mark.entry.kind),
            Topic::Group => group_side(mark.entry.kind),
            Topic::Site => Side::Place,
            _ => continue,
        };
        if mark.last > to {
            continue;
        }
        // "primary-school teachers", "camp guards": a place right before people only says which.
        if side != Side::Place
            && scene.doc.language == tocsin_core::Language::En
            && mentions
                .last()
                .is_some_and(|last| last.side == Side::Place && last.last == mark.first)
        {
            mentions.pop();
        }
        if let Some(last) = mentions.last_mut()
            && is_member(scene, last, mark)
        {
            // "fighters of JNIM", "hommes de l'État islamique": the party is who they are.
            last.topic = Topic::Actor;
            last.concept = mark.entry.concept;
            last.side = side;
            last.last = mark.last;
            continue;
        }
        let floor = mentions.last().map_or(from, |last| last.last);
        if mark.first < floor {
            continue;
        }
        // "Malian army soldiers": the second head extends the first.
        if let Some(last) = mentions.last_mut()
            && last.last == mark.first
            && last.topic == Topic::Actor
            && side != Side::Place
        {
            last.last = mark.last;
            continue;
        }
        mentions.push(mention(scene, &quantities, mark, side, floor));
    }
    People {
        mentions,
        quantities,
        goods,
    }
}

/// The mention of `side` whose head is `mark`, with the words and the number before it, not before `floor`.
fn mention(scene: &Scene, quantities: &[Quantity], mark: &Mark, side: Side, floor: usize) -> Mention {
    let (first, quantity) = left_edge(scene, quantities, mark.first, floor);
    let (count, weak) = match quantity {
        Some(quantity) => (Some(quantity.count), quantity.weak),
        None => (singular(scene, mark, side, first), true),
    };
    Mention {
        first,
        head: mark.first,
        last: mark.last,
        topic: mark.entry.topic,
        concept: mark.entry.concept,
        side,
        count,
        weak,
    }
}

/// Whether `mark` names the party that the people of `last` are of.
fn is_member(scene: &Scene, last: &Mention, mark: &Mark) -> bool {
    mark.entry.topic == Topic::Actor
        && last.topic == Topic::Group
        && last.last < mark.first
        && mark.first - last.last <= 4
        && matches!(last.side, Side::Armed | Side::Attacker | Side::People)
        && !matches!(last.concept, "mob")
        && (last.last..mark.first).any(|at| scene.is(at, gram::OF))
        && (last.last..mark.first).all(|at| {
            scene.is(at, gram::OF | gram::THE)
                || matches!(
                    scene.doc.word(at),
                    "presumes" | "presume" | "suspected" | "groupe" | "group" | "from" | "supposes"
                )
        })
}

/// A mention of goods: only where it stands matters.
fn thing(mark: &Mark) -> Mention {
    Mention {
        first: mark.first,
        head: mark.first,
        last: mark.last,
        topic: Topic::Group,
        concept: mark.entry.concept,
        side: Side::Place,
        count: None,
        weak: true,
    }
}

/// One, for a singular of the list of groups after a determiner ("the driver", "un enfant").
fn singular(scene: &Scene, mark: &Mark, side: Side, first: usize) -> Option<Count> {
    let word = scene.doc.word(mark.last - 1);
    let plural =
        word.ends_with('s') || word.ends_with('x') || word.ends_with("men") || IRREGULAR.contains(&word);
    (!plural
        && side != Side::Place
        && mark.entry.topic == Topic::Group
        && !COLLECTIVE.contains(&word)
        && scene.is(first, gram::THE | gram::A))
    .then(|| Count::exactly(1))
}

/// Plurals without -s.
const IRREGULAR: &[&str] = &["people", "children", "women", "men", "police", "gens", "faithful"];
/// Singulars that are many.
const COLLECTIVE: &[&str] = &[
    "police",
    "army",
    "military",
    "militia",
    "crowd",
    "mob",
    "people",
    "population",
    "armee",
    "foule",
    "gendarmerie",
    "milice",
    "gang",
    "enforcement",
    "personnel",
    "force",
    "family",
    "famille",
    "couple",
    "crew",
    "battalion",
    "group",
    "groupe",
    "arme",
    "terroriste",
    "menage",
    "household",
    "column",
    "commando",
    "squad",
    "column",
    "detachment",
];

fn actor_side(kind: &str) -> Side {
    match kind {
        "state-force" | "foreign-force" | "international" | "private-force" | "community-defence"
        | "militia" => Side::Forces,
        _ => Side::Armed,
    }
}

fn group_side(kind: &str) -> Side {
    match kind {
        "civilian" => Side::Civilian,
        "forces" => Side::Forces,
        "armed" => Side::Armed,
        "attacker" => Side::Attacker,
        _ => Side::People,
    }
}

/// Where the noun phrase of a head at `head` begins, and its number: at most six words to the left, not before `floor`.
fn left_edge(scene: &Scene, quantities: &[Quantity], head: usize, floor: usize) -> (usize, Option<Quantity>) {
    let mut first = head;
    let mut steps = 0;
    while first > floor && steps < 6 {
        if let Some(quantity) = quantities
            .iter()
            .rev()
            .find(|quantity| quantity.last == first && quantity.first >= floor)
        {
            return (quantity.first, Some(*quantity));
        }
        let before = first - 1;
        let token = &scene.doc.tokens[before];
        let word = scene.doc.word(before);
        if scene.is(before, gram::THE | gram::A) && !scene.is(before, gram::OF) {
            return determined(scene, quantities, before, floor);
        }
        if scene.is(before, gram::OF) && word != "of" {
            // "des civils", "d'enfants": the French article of a plural.
            let quantity = quantities
                .iter()
                .find(|q| q.last == before && q.first >= floor && word == "des")
                .or_else(|| {
                    quantities
                        .iter()
                        .find(|q| q.last == before + 1 && q.first >= floor)
                });
            return quantity.map_or((first, None), |quantity| (quantity.first, Some(*quantity)));
        }
        let glued = word == "-" && before > floor && scene.doc.tokens[before - 1].end == token.start;
        let opaque = token.kind == TokenKind::Sign && !glued
            || word == "'s"
            || scene.is_date(before)
            || token.kind == TokenKind::Number
            || scene.is(
                before,
                gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::THAT | gram::AND | gram::HE,
            )
            || scene
                .marks_in(before, first)
                .iter()
                .any(|mark| matches!(mark.entry.topic, Topic::Act | Topic::Harm | Topic::Speech));
        if opaque {
            break;
        }
        first = before;
        steps += 1;
    }
    (first, None)
}

/// A head after a determiner at `at`: "the 12 villagers" was met before; "12 of the villagers" is met here.
fn determined(scene: &Scene, quantities: &[Quantity], at: usize, floor: usize) -> (usize, Option<Quantity>) {
    if let Some(quantity) = quantities
        .iter()
        .find(|quantity| quantity.last == at + 1 && quantity.first >= floor)
    {
        return (quantity.first, Some(*quantity));
    }
    if at > floor
        && matches!(scene.doc.word(at - 1), "of" | "de" | "d'")
        && let Some(quantity) = quantities
            .iter()
            .find(|quantity| quantity.last == at - 1 && quantity.first >= floor)
    {
        return (quantity.first, Some(*quantity));
    }
    (at, None)
}
