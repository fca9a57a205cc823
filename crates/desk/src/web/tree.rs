//! The reports of an incident as a tree: each under the one it derives from, with the reason.

use super::map::escape;
use super::page::Page;
use crate::view::IncidentView;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Deeper derivations are listed flat below.
const DEEPEST: usize = 8;

/// The tree as nested lists; "" where no report derives from another as far as anyone can tell.
pub fn lineage(page: &Page, view: &IncidentView) -> String {
    let derives = view.lineage.iter().filter(|line| line.direction == "derives");
    let mut parent: BTreeMap<&str, (&str, &str, f32)> = BTreeMap::new();
    for line in derives.filter(|line| !line.to.is_empty() && line.to != line.from) {
        let held = parent.get(line.from.as_str()).map_or(-1.0, |held| held.2);
        if line.strength > held {
            parent.insert(&line.from, (&line.to, &line.reason, line.strength));
        }
    }
    if parent.is_empty() {
        return String::new();
    }
    let reports: BTreeMap<&str, String> = view
        .accounts
        .iter()
        .map(|account| {
            let when = if account.published.is_empty() {
                String::new()
            } else {
                format!(" · {}", escape(&account.published))
            };
            let label = format!(
                r#"<a href="/reports/{}{}">{}</a> <span class="dim">{}{when}</span>"#,
                escape(&account.report),
                page.lang_query(),
                escape(&account.title),
                escape(&account.source)
            );
            (account.report.as_str(), label)
        })
        .collect();
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, (to, _, _)) in &parent {
        below.entry(to).or_default().push(from);
    }
    let mut tree = Tree {
        parent,
        below,
        reports,
        shown: BTreeSet::new(),
    };
    let tops: BTreeSet<&str> = tree.reports.keys().chain(tree.below.keys()).copied().collect();
    let mut out = String::from("<ul class=\"tree\">");
    let roots: Vec<&str> = tops
        .iter()
        .copied()
        .filter(|node| !tree.parent.contains_key(node))
        .collect();
    for node in roots {
        tree.push(&mut out, node, 0);
    }
    // What is left runs in a circle: each derives from the other, so neither can stand above.
    for node in tops {
        if !tree.shown.contains(node) {
            tree.push(&mut out, node, DEEPEST);
        }
    }
    out.push_str("</ul>");
    out
}

struct Tree<'v> {
    parent: BTreeMap<&'v str, (&'v str, &'v str, f32)>,
    below: BTreeMap<&'v str, Vec<&'v str>>,
    reports: BTreeMap<&'v str, String>,
    shown: BTreeSet<&'v str>,
}

impl<'v> Tree<'v> {
    fn push(&mut self, out: &mut String, node: &'v str, depth: usize) {
        if !self.shown.insert(node) {
            return;
        }
        let label = self
            .reports
            .get(node)
            .cloned()
            .unwrap_or_else(|| format!("<b>{}</b>", escape(node)));
        let _ = write!(out, "<li>{label}");
        if let Some((_, reason, _)) = self.parent.get(node) {
            let _ = write!(out, " <span class=\"dim\">— {}</span>", escape(reason));
        }
        let below: Vec<&str> = self
            .below
            .get(node)
            .into_iter()
            .flatten()
            .copied()
            .filter(|child| !self.shown.contains(child))
            .collect();
        if !below.is_empty() && depth < DEEPEST {
            out.push_str("<ul>");
            for child in below {
                self.push(out, child, depth + 1);
            }
            out.push_str("</ul>");
        }
        out.push_str("</li>");
    }
}
