//! The syntax of the sentences where it can tell something new: parsed when it is first asked for.

use super::Frame;
use crate::doc::Sentence;
use crate::kit::Kit;
use crate::readers::who::People;
use crate::scene::Scene;
use crate::syntax::{Model, State, Trees};

/// The trees of one text, made sentence by sentence.
pub(super) struct Parsed<'k> {
    model: &'k Model,
    state: State,
    trees: Trees,
}

impl<'k> Parsed<'k> {
    /// Nothing of the text of `scene` is parsed yet.
    pub(super) fn new(scene: &Scene, kit: &'k Kit) -> Self {
        Self {
            model: kit.syntax(scene.doc.language),
            state: State::default(),
            trees: Trees::new(scene.doc.tokens.len()),
        }
    }

    /// The trees, with that of `sentence` among them.
    pub(super) fn with(&mut self, scene: &Scene, sentence: &Sentence) -> &Trees {
        if !self.trees.is_read(sentence.first) {
            self.model.parse(
                scene.doc,
                sentence.first,
                sentence.last,
                &mut self.state,
                &mut self.trees,
            );
        }
        &self.trees
    }
}

/// Whether syntax could say more of `frame` than the words around it have said: somebody armed is named in its
/// sentence who is neither its doer nor its victim yet.
pub(super) fn is_open(people: &People, frame: &Frame) -> bool {
    let named = frame.agents.iter().any(|agent| agent.side.bears_arms());
    !named
        && people.mentions.iter().any(|mention| {
            mention.side.bears_arms() && !frame.agents.contains(mention) && !frame.patients.contains(mention)
        })
}
