//! The syntax of the sentences where it can tell something new: parsed when it is first asked for.

use super::Frame;
use crate::doc::Sentence;
use crate::kit::Kit;
use crate::lexicon::Topic;
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
            let names: Vec<_> = scene
                .of(Topic::Actor, sentence.first, sentence.last)
                .map(|mark| mark.first..mark.last)
                .collect();
            self.model.parse(
                scene.doc,
                sentence.first..sentence.last,
                &names,
                &mut self.state,
                &mut self.trees,
            );
        }
        &self.trees
    }
}

/// Whether syntax could say more of `frame` than the words around it have said: a verb that is told, nobody armed did it
/// yet, and somebody armed is named in its sentence who is not its victim. Of nouns ("the attack by") it tells nothing that
/// the words beside them do not.
pub(super) fn is_open(people: &People, frame: &Frame) -> bool {
    let named = frame.agents.iter().any(|agent| agent.side.bears_arms());
    !frame.noun
        && !named
        && frame.status.why.is_none()
        && people
            .mentions
            .iter()
            .any(|mention| mention.side.bears_arms() && !frame.patients.contains(mention))
}
