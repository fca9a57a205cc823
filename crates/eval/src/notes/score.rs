//! The scorer of coded notes.
//!
//! - **deaths_exact**: of all notes with a death toll, the share given just that; saying nothing counts as 0 deaths.
//! - **deaths_exact_positive**: the same, of notes with at least one death.
//! - **type_accuracy**: the share given the wanted event type (of the code's own book).
//! - **actor_accuracy**: the share whose first actor is named: all words of the name given are in the wanted name, or the
//!   other way round, or the wanted name's short form is given.
//! - **within10**, **within25**: of notes with a point, the share put within 10 or 25 km of it.
//! - **abstained**: the share in which no event is read; these count as wrong above.

use crate::cases::score::Share;
use tocsin_core::place::haversine_km;
use tocsin_extract::fold;

/// What is wanted of one note; `None` is not scored.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default)]
pub struct WantedNote {
    /// ISO day.
    pub date: Option<String>,
    /// Event type as ACLED names it.
    pub event_type: Option<String>,
    /// Deaths.
    pub deaths: Option<f64>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Country, by name or code.
    pub country: Option<String>,
    /// First actor.
    pub actor1: Option<String>,
}

/// What is given for one note.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct GivenNote {
    /// No event was read.
    pub abstained: bool,
    /// Deaths.
    pub deaths: u64,
    /// Event type as ACLED names it; "" for none.
    pub event_type: String,
    /// Actors that may stand first, by name.
    pub actors: Vec<String>,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// ISO time; "" for none.
    pub date: String,
}

/// The counts of some notes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Notes {
    deaths_positive: Share,
    deaths: Share,
    event_type: Share,
    actor: Share,
    within10: Share,
    within25: Share,
    abstained: Share,
}

impl Notes {
    /// Adds one note; gives the names of the scores it lowers.
    pub fn add(&mut self, given: &GivenNote, wanted: &WantedNote) -> Vec<&'static str> {
        let mut lowered = Vec::new();
        let mut count = |share: &mut Share, name: &'static str, right: bool| {
            share.0 += usize::from(right);
            share.1 += 1;
            if !right {
                lowered.push(name);
            }
        };
        self.abstained.0 += usize::from(given.abstained);
        self.abstained.1 += 1;
        if let Some(deaths) = wanted.deaths {
            let right = (given.deaths as f64 - deaths).abs() < 0.5;
            count(&mut self.deaths, "deaths", right);
            if deaths > 0.0 {
                self.deaths_positive.0 += usize::from(right);
                self.deaths_positive.1 += 1;
            }
        }
        if let Some(event_type) = &wanted.event_type {
            count(
                &mut self.event_type,
                "type",
                fold(&given.event_type) == fold(event_type),
            );
        }
        if let Some(actor) = wanted.actor1.as_ref().filter(|actor| !actor.is_empty()) {
            let right = given.actors.iter().any(|name| same_actor(name, actor));
            count(&mut self.actor, "actor", right);
        }
        if let (Some(lat), Some(lon)) = (wanted.lat, wanted.lon) {
            let km = given.point.map(|point| haversine_km(point, (lat, lon)));
            count(
                &mut self.within10,
                "within 10 km",
                km.is_some_and(|km| km <= 10.0),
            );
            count(
                &mut self.within25,
                "within 25 km",
                km.is_some_and(|km| km <= 25.0),
            );
        }
        lowered
    }

    /// The scores by name.
    #[must_use]
    pub fn scores(&self) -> [(&'static str, f64); 7] {
        [
            ("deaths_exact_positive", self.deaths_positive.value()),
            ("deaths_exact", self.deaths.value()),
            ("type_accuracy", self.event_type.value()),
            ("actor_accuracy", self.actor.value()),
            ("within10", self.within10.value()),
            ("within25", self.within25.value()),
            ("abstained", self.abstained.value()),
        ]
    }
}

/// Whether both name one actor. A wanted name may begin with a short form ("JNIM: Group for …") and end with years or a
/// place in brackets.
fn same_actor(given: &str, wanted: &str) -> bool {
    let (short, long) = wanted.split_once(':').unwrap_or((wanted, wanted));
    let given = words(given);
    !given.is_empty()
        && [short, long]
            .into_iter()
            .any(|name| holds(&words(name), &given) || holds(&given, &words(name)))
}

fn holds(whole: &[String], part: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|word| whole.contains(word))
}

/// The telling words of a name, folded; what stands in brackets is left out.
fn words(name: &str) -> Vec<String> {
    let plain = name.split('(').next().unwrap_or(name);
    fold(plain)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter(|word| {
            !matches!(
                *word,
                "the"
                    | "of"
                    | "and"
                    | "for"
                    | "in"
                    | "le"
                    | "la"
                    | "les"
                    | "de"
                    | "du"
                    | "des"
                    | "et"
                    | "l"
                    | "d"
            )
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(deaths: f64) -> WantedNote {
        WantedNote {
            deaths: Some(deaths),
            event_type: Some("Battles".into()),
            lat: Some(0.0),
            lon: Some(0.0),
            actor1: Some("GSIM: Group of the North".into()),
            ..WantedNote::default()
        }
    }

    #[test]
    fn by_hand() {
        let mut notes = Notes::default();
        // All right; 0.1° of longitude on the equator is 11.1 km: within 25 but not 10.
        let given = GivenNote {
            deaths: 3,
            event_type: "Battles".into(),
            actors: vec!["soldiers".into(), "gsim".into()],
            point: Some((0.0, 0.1)),
            ..GivenNote::default()
        };
        assert_eq!(notes.add(&given, &wanted(3.0)), ["within 10 km"]);
        // Nothing read: no deaths is right for a note without deaths, all else is wrong.
        let nothing = GivenNote {
            abstained: true,
            ..GivenNote::default()
        };
        assert_eq!(
            notes.add(&nothing, &wanted(0.0)),
            ["type", "actor", "within 10 km", "within 25 km"]
        );
        let scores: Vec<f64> = notes.scores().iter().map(|(_, value)| *value).collect();
        assert_eq!(scores, [1.0, 1.0, 0.5, 0.5, 0.0, 0.5, 0.5]);
    }

    #[test]
    fn actors() {
        for (given, wanted, expected) in [
            ("Group of the North", "GSIM: Group of the North", true),
            ("the army", "Military Forces of Mali (2021-)", false),
            ("Military Forces of Mali", "Military Forces of Mali (2021-)", true),
            ("", "Military Forces", false),
        ] {
            assert_eq!(same_actor(given, wanted), expected, "{given} / {wanted}");
        }
    }
}
