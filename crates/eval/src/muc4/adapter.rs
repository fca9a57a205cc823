//! Writes what the product and the task's own models read in a text as MUC-4 templates.
//!
//! The product keeps no persons' names and codes by its code book; the task wants its six incident types and words of the
//! text. Which words fill which role is judged by models fitted to the task (`model`); dates, places and numbers are the
//! product's.

use super::dateline::Dateline;
use super::model::page::paragraphs;
use super::model::template::build;
use super::model::{Page, Weights};
use super::slots::Coded;
use super::values::Values;
use tocsin_core::{Language, When};
use tocsin_extract::readers::event;
use tocsin_extract::scene::Scene;
use tocsin_extract::{Doc, Kit};
use tocsin_gazetteer::Gazetteer;

/// Holds what reading needs.
#[derive(Debug)]
pub struct Adapter {
    kit: Kit,
    weights: Weights,
}

impl Adapter {
    /// An adapter that reads with `gazetteer` and the weights that ship with the repository.
    #[must_use]
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self {
            kit: Kit::with_gazetteer(gazetteer),
            weights: Weights::read(include_bytes!("../../../../data/models/muc4.bin")).unwrap_or_default(),
        }
    }

    /// The templates of one document.
    #[must_use]
    pub fn code(&self, text: &str, dateline: Option<&Dateline>) -> Vec<Coded> {
        let day = dateline.and_then(|dateline| dateline.day);
        let text = paragraphs(text);
        let doc = Doc::of_text(&text, Language::En, day.map(When::day));
        let scene = Scene::new(&doc, &self.kit);
        let page = Page::of(&scene, &self.kit, &self.weights.classes);
        let judged = self.weights.judge(&page);
        let frames = event::read(&scene, &self.kit);
        let values = Values::new(&scene, &frames, &page, &judged, day);
        let mut coded: Vec<Coded> = Vec::new();
        for filled in build(&judged, &self.weights.knobs) {
            let one = values.coded(&filled);
            if !coded.contains(&one) {
                coded.push(one);
            }
        }
        coded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_can_be_read_and_any_text_coded() {
        let adapter = Adapter::new(Gazetteer::embedded());
        assert_ne!(adapter.weights.knobs.any, 0.0);
        for text in ["", " ", "a", "\u{feff}é (", "the mayor was killed by a bomb."] {
            let coded = adapter.code(text, None);
            assert!(coded.len() <= 7, "{text:?}");
        }
    }
}
