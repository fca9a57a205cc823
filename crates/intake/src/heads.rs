//! What words in the head of a table promise: a date, a place, a number, or something else.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Dates.
    Date,
    /// Places: capitalised names.
    Place,
    /// Numbers, or words for them.
    Number,
    /// Anything.
    Words,
}

/// Heads of columns in English and French, lower case, longest first within a kind. Own list.
const HEADS: &[(Column, &[&str])] = &[
    (
        Column::Date,
        &[
            "date of the attack",
            "date of attack",
            "date of incident",
            "attack date",
            "incident date",
            "event date",
            "date de l'attaque",
            "date de l'incident",
            "date",
            "month",
            "day",
            "year",
            "period",
            "jour",
            "mois",
            "année",
            "période",
        ],
    ),
    (
        Column::Place,
        &[
            "place",
            "location",
            "town",
            "village",
            "region",
            "area",
            "city",
            "district",
            "site",
            "lieu",
            "localité",
            "commune",
            "ville",
            "région",
            "cercle",
            "endroit",
            "country",
            "pays",
        ],
    ),
    (
        Column::Number,
        &[
            "number of casualties",
            "number of victims",
            "number of deaths",
            "number killed",
            "death toll",
            "people killed",
            "nombre de victimes",
            "nombre de morts",
            "nombre de blessés",
            "casualties",
            "fatalities",
            "victims",
            "deaths",
            "killed",
            "dead",
            "injured",
            "wounded",
            "toll",
            "displaced",
            "abducted",
            "victimes",
            "morts",
            "tués",
            "blessés",
            "bilan",
            "déplacés",
            "enlevés",
            "décès",
        ],
    ),
    (
        Column::Words,
        &[
            "nature of the attack",
            "nature of attack",
            "nature of incident",
            "type of attack",
            "type of incident",
            "attack type",
            "incident type",
            "event type",
            "nature de l'attaque",
            "type d'attaque",
            "type d'incident",
            "perpetrator",
            "perpetrators",
            "perpetrated by",
            "claimed by",
            "armed group",
            "responsible group",
            "group",
            "actor",
            "actors",
            "target",
            "targets",
            "weapon",
            "method",
            "tactic",
            "description",
            "details",
            "incident",
            "attack",
            "event",
            "type",
            "nature",
            "source",
            "outcome",
            "auteur",
            "auteurs",
            "auteur présumé",
            "groupe armé",
            "groupe",
            "cible",
            "cibles",
            "arme",
            "mode opératoire",
            "détails",
            "événement",
            "attaque",
        ],
    ),
];

/// Words that stand in heads of tables of any kind, lower case; they tell a head from a sentence.
const HEAD_WORDS: &[&str] = &[
    "action",
    "actions",
    "activity",
    "actor",
    "area",
    "aspect",
    "attack",
    "casualties",
    "category",
    "cause",
    "challenge",
    "country",
    "current",
    "date",
    "description",
    "detail",
    "details",
    "effect",
    "event",
    "expected",
    "factor",
    "factors",
    "feature",
    "feedback",
    "focus",
    "goal",
    "group",
    "groups",
    "impact",
    "implication",
    "implications",
    "incident",
    "indicator",
    "initiative",
    "initiatives",
    "issue",
    "key",
    "lesson",
    "level",
    "location",
    "measure",
    "method",
    "nature",
    "objective",
    "organisation",
    "organization",
    "outcome",
    "outcomes",
    "place",
    "point",
    "potential",
    "priority",
    "problem",
    "proposed",
    "purpose",
    "reason",
    "recommendation",
    "region",
    "response",
    "result",
    "results",
    "risk",
    "role",
    "sector",
    "situation",
    "solution",
    "solutions",
    "source",
    "stakeholder",
    "status",
    "step",
    "steps",
    "strategy",
    "strategies",
    "tactic",
    "target",
    "threat",
    "toll",
    "topic",
    "type",
    "victims",
    "year",
    "acteur",
    "acteurs",
    "attendu",
    "attendus",
    "auteur",
    "bilan",
    "catégorie",
    "cible",
    "conséquence",
    "conséquences",
    "domaine",
    "défi",
    "effet",
    "enjeu",
    "étape",
    "étapes",
    "facteur",
    "facteurs",
    "groupe",
    "impact",
    "implication",
    "incident",
    "initiative",
    "lieu",
    "localité",
    "menace",
    "mesure",
    "mesures",
    "niveau",
    "objectif",
    "pays",
    "priorité",
    "problème",
    "proposée",
    "recommandation",
    "région",
    "réponse",
    "résultat",
    "résultats",
    "risque",
    "rôle",
    "secteur",
    "solution",
    "stratégie",
    "thème",
    "sujet",
    "victimes",
    "wording",
];

/// The columns of a head and the words of each; `None` if some word belongs to no known head.
#[must_use]
pub fn columns(line: &str) -> Option<Vec<(Column, String)>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (column, len) = head_at(&words[at..])?;
        out.push((column, words[at..at + len].join(" ")));
        at += len;
    }
    (out.len() >= 2).then_some(out)
}

fn head_at(words: &[&str]) -> Option<(Column, usize)> {
    let mut best: Option<(Column, usize)> = None;
    for (column, heads) in HEADS {
        for head in *heads {
            let parts: Vec<&str> = head.split(' ').collect();
            let fits = parts.len() <= words.len()
                && parts
                    .iter()
                    .zip(words)
                    .all(|(part, word)| word.replace('’', "'").to_lowercase() == *part);
            if fits && best.is_none_or(|(_, len)| parts.len() > len) {
                best = Some((*column, parts.len()));
            }
        }
    }
    best
}

/// Whether a line looks like the head of a table: few words, no stop, mostly head words, the first one among them.
#[must_use]
pub fn looks_like_head(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    if !(2..=9).contains(&words.len())
        || line.ends_with(['.', ':', '?', '!', ',', ';'])
        || line.contains(['"', '“', '«'])
    {
        return false;
    }
    let capitals = line
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let is_head = |word: &String| HEAD_WORDS.contains(&word.as_str());
    let known = words.iter().filter(|word| is_head(word)).count();
    let first = is_head(&words[0]);
    let last = words.last().is_some_and(is_head);
    (first && capitals >= 2 && (last || known * 2 >= words.len()))
        || columns(line).is_some_and(|columns| columns.len() >= 3)
}
