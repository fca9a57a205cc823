//! The accounts judged to tell of one event, with all that speaks for and against.

use crate::{
    AccountId, ClaimRef, Field, Handling, IncidentId, ProposedGrade, Reason, ReportId, Standing, Value,
};
use serde::{Deserialize, Serialize};

/// Why one report derives from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineageKind {
    /// The same address: another capture of the same item.
    SameUrl,
    /// A credit line or upstream mark names it.
    Credit,
    /// Shared text.
    SharedText,
    /// The same text in another language.
    Translation,
    /// The same template or engine.
    SameTemplate,
    /// A rare error both make.
    RareError,
    /// Both rest on the same speaker's words.
    SameSpeaker,
    /// Derived from what this desk itself sent out.
    OurOwn,
}

/// Which of two derives from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// `from` derives from `to`.
    Derives,
    /// They are related; which came first is open.
    Open,
}

/// Evidence that `from` and `to` are not independent. What has no lineage is *unknown*, never "independent".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lineage {
    /// The later, or the first by id where that is open.
    pub from: ReportId,
    /// The other report; `None` where the upstream item is named but not held here.
    pub to: Option<ReportId>,
    /// The upstream's name where `to` is `None` ("Reuters"); else "".
    pub upstream: String,
    /// What kind of evidence.
    pub kind: LineageKind,
    /// Which way.
    pub direction: Direction,
    /// Strength 0..=1; for shared text the share of `from`'s 3-grams found in `to`.
    pub strength: f32,
    /// The sentence that explains it.
    pub reason: Reason,
}

/// Why two accounts are, are not, or may be one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// One account.
    pub a: AccountId,
    /// The other.
    pub b: AccountId,
    /// Score: log-odds that both tell of one event; > 0 for, < 0 against.
    pub score: f32,
    /// What spoke for and against, strongest first.
    pub reasons: Vec<Reason>,
}

/// One independent line of a claim, as far as anyone can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Who it goes back to: a speaker's name, an upstream's, or the report's source.
    pub name: String,
    /// The claims that go back to it.
    pub claims: Vec<ClaimRef>,
    /// Why they count as one; empty for a single claim.
    pub reasons: Vec<Reason>,
}

/// One value of one field, with everyone who gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The value, as its clearest claim gives it.
    pub value: Value,
    /// The claims that give it, denials not among them.
    pub claims: Vec<ClaimRef>,
    /// The claims that deny it.
    pub denials: Vec<ClaimRef>,
    /// The independent lines among `claims`.
    pub origins: Vec<Origin>,
}

/// All values said of one field: side by side, never averaged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldView {
    /// The field.
    pub field: Field,
    /// Its values, the one with most origins first, then the most exact, then by text order.
    pub rivals: Vec<Rival>,
}

/// Values that cannot all hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// The field they are of.
    pub field: Field,
    /// The sides: each a set of claims that agree among themselves and cannot hold with the others.
    pub sides: Vec<Vec<ClaimRef>>,
    /// Possible explanations (a wrong year, an update, another count), most likely first.
    pub explanations: Vec<Reason>,
}

/// The accounts judged to tell of the same event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its id, kept through all versions.
    pub id: IncidentId,
    /// 1 for the first, then rising by one with every change.
    pub version: u32,
    /// Its accounts, sorted.
    pub members: Vec<AccountId>,
    /// The incidents that are parts of this one (a complex, coordinated attack); empty for a simple one.
    pub parts: Vec<IncidentId>,
    /// Told, or only a candidate.
    pub standing: Standing,
    /// Why its members were joined.
    pub links: Vec<Link>,
    /// Accounts of other incidents that may tell of the same event: for a person to decide.
    pub maybe: Vec<Link>,
    /// All values of all fields, in the order of [`Field::ALL`].
    pub fields: Vec<FieldView>,
    /// Values that cannot all hold.
    pub discrepancies: Vec<Discrepancy>,
    /// Lineage among its reports, and to upstreams.
    pub lineage: Vec<Lineage>,
    /// The grade the rules propose.
    pub grade: ProposedGrade,
    /// The strictest handling among its reports.
    pub handling: Handling,
}

impl Incident {
    /// The values of `field`; empty if nobody says anything of it.
    #[must_use]
    pub fn rivals(&self, field: Field) -> &[Rival] {
        self.fields
            .iter()
            .find(|view| view.field == field)
            .map_or(&[], |view| &view.rivals)
    }

    /// The first value of `field`; `None` if nobody says anything of it.
    #[must_use]
    pub fn leading(&self, field: Field) -> Option<&Value> {
        self.rivals(field).first().map(|rival| &rival.value)
    }
}
