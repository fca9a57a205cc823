//! What changed between two versions of an incident, field by field: values that came, values that went.

use crate::say::{Lang, say};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{FieldView, Incident, Value};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeView {
    /// What changed, in words: a field, the grade, the reports.
    pub name: String,
    /// What is there now and was not.
    pub came: Vec<String>,
    /// What was there and is no more.
    pub went: Vec<String>,
}

/// Everything by which `new` differs from `old`, in the order of the page; empty where only links or reasons changed.
pub fn changes(lang: Lang, old: &Incident, new: &Incident) -> Vec<ChangeView> {
    let mut out = Vec::new();
    for field in tocsin_core::Field::ALL {
        let said = |incident: &Incident| {
            let view = incident.fields.iter().find(|view| view.field == field);
            view.map_or_else(Vec::new, |view| values(lang, view))
        };
        push(&mut out, words::field(lang, field), said(old), &said(new));
    }
    let open = |incident: &Incident| {
        let fields = incident.discrepancies.iter();
        fields
            .map(|item| words::field(lang, item.field))
            .collect::<Vec<_>>()
    };
    push(
        &mut out,
        say(lang, "desk-contradictions", &[]),
        open(old),
        &open(new),
    );
    let grade = |incident: &Incident| vec![incident.grade.grade.to_string()];
    push(
        &mut out,
        say(lang, "pages-grade-proposed", &[]),
        grade(old),
        &grade(new),
    );
    let reports = |incident: &Incident| {
        let mut ids: Vec<String> = incident
            .members
            .iter()
            .map(|account| account.report.to_string())
            .collect();
        ids.dedup();
        ids
    };
    push(
        &mut out,
        say(lang, "pages-reports", &[]),
        reports(old),
        &reports(new),
    );
    let tlp = |incident: &Incident| vec![incident.handling.tlp.to_string()];
    push(&mut out, "TLP".to_owned(), tlp(old), &tlp(new));
    out
}

fn values(lang: Lang, view: &FieldView) -> Vec<String> {
    let mut said = Vec::new();
    for rival in &view.rivals {
        let text = match &rival.value {
            Value::Place(place) => words::place(lang, place),
            other => words::value(lang, other),
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}

fn push(out: &mut Vec<ChangeView>, name: String, old: Vec<String>, new: &[String]) {
    let came: Vec<String> = new.iter().filter(|text| !old.contains(text)).cloned().collect();
    let went: Vec<String> = old.into_iter().filter(|text| !new.contains(text)).collect();
    if !came.is_empty() || !went.is_empty() {
        out.push(ChangeView { name, came, went });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went() {
        let mut out = Vec::new();
        push(
            &mut out,
            "Killed".into(),
            vec!["12".into(), "77".into()],
            &["77".into(), "hundreds".into()],
        );
        push(&mut out, "Date".into(), vec!["x".into()], &["x".into()]);
        assert_eq!(
            out,
            [ChangeView {
                name: "Killed".into(),
                came: vec!["hundreds".into()],
                went: vec!["12".into()]
            }]
        );
    }
}
