//! Every kind of problem has its sentence, with place and detail, in both languages.

use tocsin_core::ProblemKind;

const KINDS: [ProblemKind; 13] = [
    ProblemKind::Empty,
    ProblemKind::Binary,
    ProblemKind::Encoding,
    ProblemKind::TooLarge,
    ProblemKind::TooDeep,
    ProblemKind::Loop,
    ProblemKind::Permission,
    ProblemKind::Unreadable,
    ProblemKind::Malformed,
    ProblemKind::Language,
    ProblemKind::NoDate,
    ProblemKind::Withheld,
    ProblemKind::Cap,
];

#[test]
fn every_problem_can_be_said() {
    let texts = [
        include_str!("../../../data/messages/en/intake.ftl"),
        include_str!("../../../data/messages/fr/intake.ftl"),
    ];
    for kind in KINDS {
        let name = serde_json::to_value(kind).expect("a name");
        let key = format!("problem-{} =", name.as_str().expect("a name"));
        for text in texts {
            let line = text.lines().find(|line| line.starts_with(&key)).expect(&key);
            assert!(
                line.contains("{ $place }") && line.contains("{ $detail }"),
                "{line}"
            );
        }
    }
}
