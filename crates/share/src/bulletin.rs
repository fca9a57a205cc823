//! A bulletin: what was cleared for one audience as statements, each with a note that says who says so and where it is kept.
//!
//! Nobody but [`bulletin`] can make one, and it takes only what `clear()` passed; writing it in a language and on a page
//! is for the desk.

use crate::{Audience, Cleared, ClearedValue, Mixed, Purpose};
use tocsin_core::{Field, Grade, IncidentId, Tlp, When};

/// The fields a bulletin tells of, in this order; what, where and when stand in the heading.
const TOLD: [Field; 14] = [
    Field::Perpetrator,
    Field::Responsibility,
    Field::Target,
    Field::Site,
    Field::Weapon,
    Field::Killed,
    Field::Injured,
    Field::Missing,
    Field::Abducted,
    Field::Displaced,
    Field::AttackersKilled,
    Field::AttackersInjured,
    Field::AttackersHeld,
    Field::Impact,
];
/// The fields of the heading, told as statements only where there is more than one value.
const HEADING: [Field; 3] = [Field::Event, Field::Date, Field::Place];

/// What was cleared, ready to be written in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Bulletin {
    pub(crate) audience: String,
    pub(crate) purpose: Purpose,
    pub(crate) tlp: Tlp,
    pub(crate) entries: Vec<Entry>,
    pub(crate) notes: Vec<Note>,
}

impl Bulletin {
    /// The name of the audience it was cleared for.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// What it is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The strictest label of what is in it.
    #[must_use]
    pub fn tlp(&self) -> Tlp {
        self.tlp
    }

    /// Its incidents, in the order given.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Its notes; note `n` stands at `n - 1`.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// One incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: IncidentId,
    /// The version told.
    pub version: u32,
    /// What must be read before all else; see [`Cleared::marking`].
    pub marking: &'static str,
    /// Its label.
    pub tlp: Tlp,
    /// Its code; "" where nobody says what happened.
    pub code: String,
    /// The place's name and those of the units it lies in, the narrowest first; empty where nobody says where.
    pub place: Vec<String>,
    /// When; `None` where nobody says.
    pub when: Option<When>,
    /// The grade.
    pub grade: Grade,
    /// A person set the grade; else rules proposed it.
    pub confirmed: bool,
    /// What is told of it.
    pub statements: Vec<Statement>,
    /// How many values may not be told to this audience.
    pub withheld: usize,
}

/// Everything that is told of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The field.
    pub field: Field,
    /// Its values, side by side, each with the number of its note.
    pub values: Vec<(ClearedValue, usize)>,
    /// The values cannot all hold, and nobody has decided between them.
    pub contradiction: bool,
}

/// What a value rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The incident it is kept under.
    pub incident: IncidentId,
    /// In this version.
    pub version: u32,
    /// Under this field.
    pub field: Field,
    /// Who says it, as far as that may be told.
    pub speakers: Vec<String>,
    /// How it is put, each way once.
    pub stances: Vec<&'static str>,
    /// Independent lines it goes back to, as far as anyone can tell.
    pub origins: usize,
    /// Claims that deny it.
    pub denials: usize,
    /// The sources of the incident's reports, as far as they may be told.
    pub sources: Vec<String>,
}

/// The bulletin of what was cleared for `audience`, in the order given.
///
/// # Errors
/// [`Mixed`], and nothing is told, where one of them was cleared for another audience.
pub fn bulletin(incidents: &[Cleared], audience: &Audience) -> Result<Bulletin, Mixed> {
    let mut out = Bulletin {
        audience: audience.name.clone(),
        purpose: audience.purpose,
        tlp: Tlp::Clear,
        entries: Vec::new(),
        notes: Vec::new(),
    };
    for cleared in incidents {
        if cleared.audience != audience.name || cleared.purpose != audience.purpose {
            return Err(Mixed {
                incident: cleared.id.clone(),
                cleared_for: cleared.audience.clone(),
                audience: audience.name.clone(),
            });
        }
        out.tlp = out.tlp.max(cleared.tlp);
        let entry = entry(cleared, &mut out.notes);
        out.entries.push(entry);
    }
    Ok(out)
}

fn entry(cleared: &Cleared, notes: &mut Vec<Note>) -> Entry {
    let heading = HEADING
        .into_iter()
        .filter(|field| cleared.values(*field).len() > 1);
    let statements = heading
        .chain(TOLD)
        .filter(|field| !cleared.values(*field).is_empty())
        .map(|field| statement(cleared, field, notes))
        .collect();
    let mut place: Vec<String> = Vec::new();
    if let Some(told) = &cleared.place {
        let units = told.units.iter().rev().map(|(name, _)| name);
        for name in std::iter::once(&told.name).chain(units) {
            if !name.is_empty() && !place.contains(name) {
                place.push(name.clone());
            }
        }
    }
    Entry {
        id: cleared.id.clone(),
        version: cleared.version,
        marking: cleared.marking(),
        tlp: cleared.tlp,
        code: cleared.code.clone(),
        place,
        when: cleared.when.clone(),
        grade: cleared.grade,
        confirmed: cleared.confirmed,
        statements,
        withheld: cleared.withheld,
    }
}

fn statement(cleared: &Cleared, field: Field, notes: &mut Vec<Note>) -> Statement {
    let values = cleared
        .values(field)
        .iter()
        .map(|value| {
            notes.push(Note {
                incident: cleared.id.clone(),
                version: cleared.version,
                field,
                speakers: value.speakers.clone(),
                stances: value.stances.clone(),
                origins: value.origins,
                denials: value.denials,
                sources: cleared.sources.clone(),
            });
            (value.clone(), notes.len())
        })
        .collect();
    Statement {
        field,
        values,
        contradiction: cleared.discrepancies.contains(&field),
    }
}
