//! Merge and split as constraints on accounts.

use tocsin_core::{
    AccountId, Act, Constraint, Decision, Grade, Handling, Incident, IncidentId, ProposedGrade, ReportId,
    SourceLetter, Standing,
};
use tocsin_review::merge_split::{constraints, without};

fn account(name: &str) -> AccountId {
    AccountId {
        report: ReportId(name.to_owned()),
        n: 0,
    }
}

fn incident(id: &str, members: &str) -> Incident {
    Incident {
        id: IncidentId(id.to_owned()),
        version: 1,
        members: members.split_whitespace().map(account).collect(),
        parts: Vec::new(),
        standing: Standing::Told,
        links: Vec::new(),
        maybe: Vec::new(),
        fields: Vec::new(),
        discrepancies: Vec::new(),
        lineage: Vec::new(),
        grade: ProposedGrade {
            grade: Grade {
                source: SourceLetter::F,
                information: 6,
            },
            reasons: Vec::new(),
            raise: Vec::new(),
        },
        handling: Handling::default(),
    }
}

fn decision(act: Act) -> Decision {
    Decision {
        number: 1,
        incident: IncidentId("x".into()),
        version: 1,
        act,
        who: "ana".into(),
        when: "2024-09-18T08:00:00Z".into(),
        why: "same school".into(),
    }
}

/// `a=b` must be one, `a/b` must be two.
fn shown(found: &[Constraint]) -> String {
    let shown: Vec<String> = found
        .iter()
        .map(|one| {
            format!(
                "{}{}{}",
                one.a.report,
                if one.same { "=" } else { "/" },
                one.b.report
            )
        })
        .collect();
    shown.join(" ")
}

#[test]
fn a_merge_holds_both_sides_together() {
    let (one, other) = (incident("x", "a c"), incident("y", "b"));
    let merge = decision(Act::Merge {
        with: other.id.clone(),
    });
    assert_eq!(shown(&constraints(&merge, &one, Some(&other))), "a=b b=c");
    assert_eq!(shown(&constraints(&merge, &one, None)), "");
    assert_eq!(shown(&constraints(&merge, &one, Some(&incident("z", "b")))), "");
}

#[test]
fn a_split_keeps_each_taken_out_apart_from_each_that_stays() {
    let one = incident("x", "a b c d");
    let split = |names: &str| {
        decision(Act::Split {
            accounts: names.split_whitespace().map(account).collect(),
        })
    };
    assert_eq!(shown(&constraints(&split("b"), &one, None)), "a/b b/c b/d");
    assert_eq!(
        shown(&constraints(&split("b c"), &one, None)),
        "a/b a/c b=c b/d c/d"
    );
    // Taking out all, or what is not there, splits nothing.
    assert_eq!(shown(&constraints(&split("a b c d"), &one, None)), "");
    assert_eq!(shown(&constraints(&split("q"), &one, None)), "");
    assert_eq!(shown(&constraints(&decision(Act::Comment), &one, None)), "");
}

#[test]
fn undoing_takes_back_one_decisions_words_only() {
    let one = incident("x", "a b c");
    let split = decision(Act::Split {
        accounts: vec![account("b")],
    });
    let laid = constraints(&split, &one, None);
    let mut twice = laid.clone();
    twice.extend(laid.clone());
    assert_eq!(shown(&without(&twice, &laid)), "a/b b/c");
    assert_eq!(shown(&without(&laid, &laid)), "");
}
