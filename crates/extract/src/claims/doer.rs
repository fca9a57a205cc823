//! Who did it: of the people and parties named around an account's acts, those a linear model takes for the doers.
//!
//! Voice, order and links of syntax tie somebody to an act and weigh most; the rest is for the party named in the sentence
//! before or after ("The men, from the Macina battalion, …"), and against those who were hit, who speak or who help.
//! Who is named never counts, only which kind of people they are. Trained by `tocsin-eval train doer gold/cases`.

use super::choice::{Candidate, Near, best_of_each, side_of};
use super::tidy::UNNAMED;
use super::{Maker, is_doer};
use crate::doc::{Sentence, TokenKind};
use crate::gather::told::{Features, Weights};
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::who::{Mention, Side};
use crate::scene::gram;
use tocsin_core::{Claim, Field, Stance, Value};

/// What must speak for a doer, a logit.
const BAR: f32 = -0.9;

impl Maker<'_, '_> {
    /// The doers of an account, each said by the act nearest to it.
    pub(super) fn perpetrators(&self, out: &mut Vec<Claim>, near: &Near) {
        // Whom only a claim of responsibility names is its claimant: that claim is kept as one.
        let claims = |one: &Candidate| !one.is_tied() && one.has("claim-in-sentence");
        let mut likely = near.doers(&self.kit.doer);
        likely.retain(|one| one.score > BAR && !claims(one));
        for one in best_of_each(likely, |a, b| self.is_one_party(self.mention(a), self.mention(b))) {
            let (index, agent) = (one.at.0, self.mention(&one));
            let tied = |frame: &Frame| frame.agents.contains(agent) && is_doer(frame, agent);
            let Some(frame) = near.nearest(index, agent.head, tied) else {
                continue;
            };
            let (first, last) = self.name_of(agent);
            let rule = if agent.side == Side::Attacker {
                UNNAMED.to_owned()
            } else if tied(frame) {
                self.by_link("perpetrator", frame.agents_by, frame)
            } else {
                "perpetrator: named beside the act".to_owned()
            };
            let at = out.len();
            let value = Value::Actor(self.actor(agent));
            self.push(out, frame, Field::Perpetrator, value, first, last, &rule);
            let Some(claim) = out.get_mut(at) else { continue };
            self.stand_in(claim, frame, index);
            if self.is_suspected(agent) && claim.stance == Stance::Asserted {
                claim.stance = Stance::Possible;
            }
        }
    }

    /// The mention that is a candidate.
    pub(super) fn mention(&self, one: &Candidate) -> &Mention {
        &self.read.people[one.at.0].mentions[one.at.1]
    }

    /// Whether two mentions are of one party, or of the same people by the same word.
    pub(super) fn is_one_party(&self, a: &Mention, b: &Mention) -> bool {
        let head = |mention: &Mention| self.scene.doc.word(mention.head);
        a.topic == b.topic && a.concept == b.concept && (a.topic == Topic::Actor || head(a) == head(b))
    }
}

/// Sentences looked through for the first armed people of a text.
const CHAIN: usize = 64;

/// Whether a mention has the article of those spoken of before.
fn is_definite(near: &Near, mention: &Mention) -> bool {
    matches!(
        near.scene().doc.word(mention.first),
        "the" | "these" | "those" | "le" | "la" | "les" | "l'" | "ces" | "ses" | "his" | "their" | "leurs"
    )
}

/// People of no said side who often are the doers all the same.
fn is_men(word: &str) -> bool {
    matches!(
        word,
        "men"
            | "man"
            | "youths"
            | "individuals"
            | "persons"
            | "elements"
            | "hommes"
            | "homme"
            | "individus"
            | "jeunes"
            | "personnes"
    )
}

impl Near<'_, '_, '_> {
    /// The people and parties weighed as doers of the account, in text order.
    pub(crate) fn doers(&self, weights: &Weights) -> Vec<Candidate> {
        let may = |mention: &Mention| mention.side != Side::Place;
        self.mentioned(weights, may, |index, sentence, mention| {
            self.doer_features(index, sentence, mention)
        })
    }

    fn doer_features(&self, index: usize, sentence: &Sentence, mention: &Mention) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        self.doer_tied(index, mention, &mut add);
        self.apart(index, sentence, &mut add);
        self.within(index, sentence, mention.first, mention.last, &mut add);
        self.doer_words(index, sentence, mention, &mut add);
        self.kind(mention, &mut add);
        self.deed(mention, &mut add);
        self.reference(index, mention, &mut add);
        self.blame(index, sentence, mention, &mut add);
        out
    }

    /// The chain of reference: the same people named elsewhere as doers or as those hit, and who was spoken of last.
    fn reference(&self, index: usize, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        let head = |one: &Mention| self.scene().doc.word(one.head);
        let same = |one: &Mention| {
            one.head != mention.head
                && one.topic == mention.topic
                && one.concept == mention.concept
                && (one.topic == Topic::Actor || head(one) == head(mention) || is_definite(self, mention))
        };
        let does = self
            .acts()
            .flat_map(|frame| frame.agents.iter().filter(|agent| is_doer(frame, agent)))
            .any(same);
        add("chain:does", does);
        let hit = self.acts().flat_map(|frame| &frame.patients).any(same);
        add("chain:hit", hit && !does);
        add("definite", is_definite(self, mention));
        let men = matches!(mention.side, Side::People) && is_men(head(mention));
        let violent = self.acts().any(|frame| frame.class == ActClass::Violence);
        add("men:violence", men && violent);
        add("men:open", men && violent && self.opens(index, mention));
        let clash = self.acts().any(|frame| frame.act == "clash");
        add(
            "clash:people",
            clash && matches!(mention.side, Side::People | Side::Civilian),
        );
        let armed = |one: &&Mention| matches!(one.side, Side::Armed | Side::Attacker);
        let arms = matches!(mention.side, Side::Armed | Side::Attacker);
        let people = &self.maker.read.people;
        let first = people
            .iter()
            .take(CHAIN)
            .flat_map(|people| &people.mentions)
            .find(armed);
        add(
            "armed:first",
            arms && first.is_some_and(|first| first.head == mention.head),
        );
        let act = self.acts().next();
        let last = act.and_then(|act| {
            let from = act.sentence.saturating_sub(2);
            people.get(from..=act.sentence)?.iter().rev().find_map(|people| {
                people
                    .mentions
                    .iter()
                    .rev()
                    .find(|one| armed(one) && one.head < act.first)
            })
        });
        add(
            "armed:last-before",
            arms && last.is_some_and(|last| last.head == mention.head),
        );
        let rival = self
            .acts()
            .flat_map(|frame| &frame.agents)
            .any(|agent| agent.head != mention.head && agent.is_armed_party() && !same(agent));
        add("rival:does", rival && mention.side.bears_arms());
    }

    /// Whether a mention opens its sentence, or a clause after a comma.
    fn opens(&self, index: usize, mention: &Mention) -> bool {
        let first = self.scene().doc.sentences[index].first;
        mention.first == first || mention.first > first && self.scene().doc.word(mention.first - 1) == ","
    }

    /// Words of blame, doubt and denial in its sentence, and on which side of them it stands.
    fn blame(
        &self,
        index: usize,
        sentence: &Sentence,
        mention: &Mention,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let blame = scene
            .of(Topic::Speech, sentence.first, sentence.last)
            .find(|mark| matches!(mark.entry.concept, "accuse" | "blame" | "attribute"));
        if let Some(mark) = blame {
            add("blame:before", mark.last <= mention.first);
            add("blame:after", mark.first >= mention.last);
            let arms = mention.side.bears_arms();
            add("blame:armed", arms && mark.last <= mention.first);
            let next = self.maker.read.people[index]
                .mentions
                .iter()
                .find(|one| one.first >= mark.last && one.side.bears_arms());
            add("blame:first", next.is_some_and(|next| next.head == mention.head));
        }
        let denies = scene
            .of(Topic::Speech, sentence.first, sentence.last)
            .any(|mark| mark.entry.concept == "deny");
        add("denial-in-sentence", denies);
        let doubt = scene
            .of(Topic::Cue, sentence.first, sentence.last)
            .any(|mark| mark.entry.concept == "suspected");
        add("suspected-in-sentence", doubt && mention.side.bears_arms());
    }

    /// Whether voice, order or syntax make it the doer of an act, or the one hit.
    fn doer_tied(&self, index: usize, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        let does = |frame: &&Frame| {
            frame.agents.contains(mention)
                && is_doer(frame, mention)
                && !matches!(frame.class, ActClass::Refer | ActClass::General)
        };
        let own = self.acts().any(|frame| does(&frame));
        let linked = self
            .acts()
            .any(|frame| does(&frame) && !frame.agents_by.is_empty());
        let hit = self.acts().any(|frame| frame.patients.contains(mention));
        let loosely = !own && self.acts().any(|frame| frame.agents.contains(mention));
        add("tied", own);
        add("tied:link", linked);
        add("tied:first", self.acts().take(1).any(|frame| does(&frame)));
        add("tied:loosely", loosely);
        add("hit", hit);
        add("counted", self.is_counted(mention));
        let other = |frame: &Frame| frame.agents.contains(mention);
        add("tied:other", !own && self.others_in(index).any(other));
        let left = |frame: &Frame| frame.status.why.is_some() && other(frame);
        add("tied:left-out", !own && self.others_in(index).any(left));
        let hits = |frame: &Frame| frame.patients.contains(mention);
        add("hit:other", !hit && self.others_in(index).any(hits));
        let named = self
            .acts()
            .any(|frame| frame.agents.iter().any(|agent| is_doer(frame, agent)));
        add("untied:all", !named);
        add("alone:untied", !named && self.maker.events == 1);
    }

    /// The words around it.
    fn doer_words(
        &self,
        index: usize,
        sentence: &Sentence,
        mention: &Mention,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let before = mention.first.checked_sub(1).filter(|&at| at >= sentence.first);
        let last = before.map_or("", |at| scene.doc.word(at));
        let is = |bits: u16| before.is_some_and(|at| scene.is(at, bits));
        add("before:by", is(gram::BY));
        add("before:of", is(gram::OF));
        add(
            "before:against",
            matches!(
                last,
                "against" | "contre" | "on" | "sur" | "at" | "to" | "a" | "aux" | "au"
            ),
        );
        add("before:prep", is(gram::PREP) && !is(gram::BY | gram::OF));
        add("before:nothing", before.is_none());
        add("before:comma", last == ",");
        let clause = scene.clause(mention.first, sentence.first, sentence.last);
        let opens = (clause.0..mention.first).all(|at| {
            scene.is(at, gram::THE | gram::A | gram::AND) || scene.doc.tokens[at].kind != TokenKind::Word
        });
        add("opens-clause", opens);
        let next = scene.doc.word(mention.last);
        add("after:who", matches!(next, "who" | "qui" | "that" | "which"));
        add("after:possessive", next == "'s");
        add("after:verb", scene.is(mention.last, gram::HAVE | gram::BE));
        add("after:comma", next == ",");
        add("speaks", self.speaks(index, mention));
        let cue = |concept: &str, from: usize, to: usize| {
            scene
                .of(Topic::Cue, from, to)
                .any(|mark| mark.entry.concept == concept)
        };
        let near = mention.first.saturating_sub(4).max(sentence.first);
        add("suspected", cue("suspected", near, mention.last + 1));
        let claimed = scene
            .of(Topic::Speech, sentence.first, sentence.last)
            .any(|mark| mark.entry.concept == "responsibility");
        add("claim-in-sentence", claimed);
        let blamed = scene
            .of(Topic::Speech, near, mention.first)
            .any(|mark| matches!(mark.entry.concept, "accuse" | "blame" | "attribute"));
        add("blamed", blamed);
    }

    /// Which kind of people it is, whoever they are.
    fn kind(&self, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        add(side_of(mention), true);
        add("numbered", mention.count.is_some() && !mention.weak);
        let mentions = || {
            self.maker
                .read
                .people
                .iter()
                .take(64)
                .flat_map(|people| &people.mentions)
        };
        let again = mentions()
            .filter(|other| {
                other.head != mention.head && other.concept == mention.concept && other.topic == mention.topic
            })
            .count();
        add("named:again", again > 0);
        let arms = |other: &&Mention| other.side.bears_arms();
        let rivals = mentions()
            .filter(arms)
            .any(|other| other.concept != mention.concept);
        add("armed:only", mention.side.bears_arms() && !rivals);
        let attackers = mentions()
            .any(|other| matches!(other.side, Side::Armed | Side::Attacker) && other.topic != Topic::Actor);
        add(
            "people:no-attackers",
            matches!(mention.side, Side::People | Side::Civilian) && !attackers,
        );
        add(
            "forces:no-attackers",
            mention.side == Side::Forces && mention.topic != Topic::Actor && !attackers,
        );
    }

    /// What was done: crowds march and riot, forces arrest and disperse, armed people do the rest.
    fn deed(&self, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        let crowd = self
            .acts()
            .any(|frame| matches!(frame.act, "protest" | "riot" | "mob"));
        let order = self.acts().any(|frame| {
            matches!(
                frame.act,
                "arrest" | "operation" | "disperse" | "air-strike" | "repel" | "free"
            )
        });
        let people = matches!(mention.side, Side::People | Side::Civilian);
        add("crowd:people", crowd && people);
        add("crowd:armed", crowd && mention.side.bears_arms());
        let nameless = mention.topic != Topic::Actor;
        add("order:forces", order && nameless && mention.side == Side::Forces);
        add(
            "order:armed",
            order && nameless && matches!(mention.side, Side::Armed | Side::Attacker),
        );
        add("clash", self.acts().any(|frame| frame.act == "clash"));
        let violent = self.acts().any(|frame| frame.class == ActClass::Violence);
        add("violence:people", violent && people && !crowd);
        add("presage", !violent);
    }
}
