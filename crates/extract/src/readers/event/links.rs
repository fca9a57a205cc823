//! Who did it and who was hit, read off the syntax: subjects, objects, "by", relative clauses.

use super::Frame;
use crate::readers::who::{Mention, People};
use crate::scene::{Scene, gram};
use crate::syntax::{Rel, Tag, Trees};

/// Mentions by the link that leads to them; the link's name is part of a claim's rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Linked {
    /// Who did it.
    pub(super) agents: Vec<Mention>,
    /// By which link.
    pub(super) agents_by: &'static str,
    /// Who or what was hit.
    pub(super) patients: Vec<Mention>,
    /// By which link.
    pub(super) patients_by: &'static str,
}

/// Follows the links of one frame.
struct Links<'a> {
    scene: &'a Scene<'a>,
    trees: &'a Trees,
    people: &'a People,
    frame: &'a Frame,
    out: Linked,
}

/// What the syntax of its sentence says of the parties of `frame`; empty where `trees` has not parsed the sentence.
pub(super) fn of(scene: &Scene, trees: &Trees, people: &People, frame: &Frame) -> Linked {
    let mut links = Links {
        scene,
        trees,
        people,
        frame,
        out: Linked::default(),
    };
    if let Some(head) = links.node(frame.first, frame.last) {
        links.of_verb(head);
    }
    links.out
}

/// How far up or down a chain of links is followed.
const FAR: usize = 4;

impl Links<'_> {
    /// The token of `first..last` that the others hang on; `None` where the sentence was not parsed.
    fn node(&self, first: usize, last: usize) -> Option<usize> {
        let trees = self.trees;
        (first..last)
            .filter(|&at| trees.is_read(at))
            .find(|&at| trees.head(at).is_none_or(|head| !(first..last).contains(&head)))
    }

    fn agents(&mut self, at: usize, by: &'static str) {
        if self.out.agents.is_empty() {
            self.out.agents = self.parties(at);
            self.out.agents_by = by;
        }
    }

    fn patients(&mut self, at: usize, by: &'static str) {
        if self.out.patients.is_empty() {
            self.out.patients = self.parties(at);
            self.out.patients_by = by;
        }
    }

    /// The mentions that the noun at `at` and the nouns joined to it stand for, outside the trigger.
    fn parties(&self, at: usize) -> Vec<Mention> {
        let trees = self.trees;
        let mut heads = vec![at];
        heads.extend(trees.related(at, Rel::Conjunct));
        let mut out: Vec<Mention> = Vec::new();
        for head in heads {
            if let Some(mention) = self.mention(head, 0)
                && !out.contains(&mention)
                && (mention.last <= self.frame.first || mention.head >= self.frame.last)
            {
                out.push(mention);
            }
        }
        out
    }

    /// The mention whose head is the noun at `at`; else that of its phrase, or of "men" in "a group of men".
    fn mention(&self, at: usize, depth: usize) -> Option<Mention> {
        let trees = self.trees;
        let holds = |mention: &&Mention, at: usize| mention.head <= at && at < mention.last;
        if let Some(found) = self.people.mentions.iter().find(|mention| holds(mention, at)) {
            return Some(*found);
        }
        if depth >= 2 {
            return None;
        }
        let phrase = trees.phrase(at);
        let within = |child: &usize| {
            let rel = trees.rel(*child);
            let of = trees
                .case(*child)
                .is_some_and(|case| self.scene.is(case, gram::OF));
            matches!(rel, Rel::Flat | Rel::Apposition)
                || rel == Rel::NounMod && of
                || rel == Rel::Compound && phrase.first <= *child
        };
        trees
            .children(at)
            .filter(within)
            .find_map(|child| self.mention(child, depth + 1))
    }

    /// Whether the verb at `at` is passive, by its auxiliary or as a participle under a noun.
    fn is_passive(&self, at: usize) -> bool {
        let trees = self.trees;
        trees.related(at, Rel::PassiveAux).next().is_some()
            || trees.rel(at) == Rel::NounClause && trees.tag(at) == Tag::Participle
    }

    /// The "by" phrase of the verb or noun at `at`.
    fn by(&self, at: usize) -> Option<usize> {
        let trees = self.trees;
        trees.children(at).find(|&child| {
            trees.rel(child) == Rel::Agent
                || matches!(trees.rel(child), Rel::Oblique | Rel::NounMod)
                    && trees
                        .case(child)
                        .is_some_and(|case| matches!(self.scene.doc.word(case), "by" | "par"))
        })
    }

    /// The subject of the verb at `at`, its own or the one it shares; with whether it is the subject of a passive.
    fn subject(&self, at: usize) -> Option<(usize, bool, &'static str)> {
        let trees = self.trees;
        let mut verb = at;
        let mut name = "subject";
        for _ in 0..FAR {
            let own = trees
                .children(verb)
                .find(|&child| matches!(trees.rel(child), Rel::Subject | Rel::PassiveSubject));
            if let Some(subject) = own {
                let passive = trees.rel(subject) == Rel::PassiveSubject || self.is_passive(verb);
                if trees.tag(subject) != Tag::Relative {
                    return Some((subject, passive, name));
                }
                let noun = trees
                    .head(verb)
                    .filter(|_| trees.rel(verb) == Rel::RelativeClause)?;
                return Some((noun, passive, "relative clause"));
            }
            let head = trees.head(verb)?;
            match trees.rel(verb) {
                // "tried to kill", "attacked and burnt", "…, killing 12": the subject of the verb above.
                Rel::OpenComplement | Rel::AdverbClause | Rel::Conjunct if !self.is_passive(verb) => {
                    name = "shared subject";
                    verb = head;
                }
                Rel::Conjunct => verb = head,
                Rel::NounClause => return Some((head, self.is_passive(verb), "participle")),
                Rel::RelativeClause => return self.relative(verb, head),
                _ => return None,
            }
        }
        None
    }

    /// "the men who attacked" parsed without a subject: the noun stands for it, unless the pronoun is the object.
    fn relative(&self, verb: usize, noun: usize) -> Option<(usize, bool, &'static str)> {
        let trees = self.trees;
        let object = trees
            .related(verb, Rel::Object)
            .any(|child| trees.tag(child) == Tag::Relative);
        (!object).then(|| (noun, self.is_passive(verb), "relative clause"))
    }

    fn of_verb(&mut self, verb: usize) {
        let trees = self.trees;
        let passive = self.is_passive(verb);
        if let Some(by) = self.by(verb).filter(|_| passive) {
            self.agents(by, "agent");
        }
        if let Some((subject, subject_passive, name)) = self.subject(verb) {
            // A verb that shares the subject of a passive is passive only if it is a participle itself.
            if passive || subject_passive && trees.tag(verb) == Tag::Participle {
                self.patients(subject, name);
            } else if !subject_passive {
                self.agents(subject, name);
            }
        }
        if passive {
            return;
        }
        let object = trees
            .related(verb, Rel::Object)
            .find(|&child| child >= self.frame.last && trees.tag(child) != Tag::Relative);
        if let Some(object) = object {
            self.patients(object, "object");
        } else if trees.rel(verb) == Rel::RelativeClause
            && trees.related(verb, Rel::Object).next().is_some()
            && let Some(noun) = trees.head(verb)
        {
            self.patients(noun, "relative clause");
        }
        // "opened fire on the crowd", "s'en sont pris à": what the trigger's preposition leads to.
        let onto = trees.children(verb).find(|&child| {
            trees.rel(child) == Rel::Oblique
                && child >= self.frame.last
                && trees.case(child).is_some_and(|case| self.is_onto(case))
        });
        if let Some(onto) = onto {
            self.patients(onto, "preposition");
        }
    }

    fn is_onto(&self, case: usize) -> bool {
        matches!(
            self.scene.doc.word(case),
            "on" | "against" | "at" | "contre" | "sur"
        )
    }
}
