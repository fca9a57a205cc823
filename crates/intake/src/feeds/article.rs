//! stub
use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use tocsin_core::Problem;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Article;

impl Feed for Article {
    fn key(&self) -> &'static str {
        "article"
    }
    fn recognises(&self, _item: &Item<'_>) -> Option<Confidence> {
        None
    }
    fn open(&self, _item: &Item<'_>, _: &mut Vec<Problem>) -> Vec<Draft> {
        Vec::new()
    }
}
