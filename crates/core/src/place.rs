//! Places as the words give them: a unit or a point with its uncertainty, and the alternatives nothing decided between.

use serde::{Deserialize, Serialize};

/// What kind of place, from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A continent or a region of several countries ("the Sahel", "Liptako-Gourma").
    Area,
    /// A country.
    Country,
    /// First level: region (Mali), région (Burkina Faso), state.
    Admin1,
    /// Second level: cercle (Mali), province (Burkina Faso), département (Niger).
    Admin2,
    /// Third level: commune, arrondissement.
    Admin3,
    /// A city, town, village or camp of people.
    Populated,
    /// A quarter of a town.
    Quarter,
    /// An airport, camp, school, mine, bridge, market.
    Site,
    /// A road or a section of one.
    Road,
    /// A river, forest, hill, lake.
    Natural,
}

/// One administrative unit a place lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AdminUnit {
    /// 0 country, 1–3 below it.
    pub level: u8,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 (level 0), ISO 3166-2 (below); the P-code where only that is known; "" if none is.
    pub code: String,
    /// The P-code by which humanitarian data name it; "" if none is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pcode: String,
}

/// How a text relates the event to a named anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// "near", "around", "aux environs de".
    Near,
    /// "10 km north of": kilometres, and the bearing in degrees from north where said.
    Offset {
        /// Distance in kilometres, > 0.
        km: f32,
        /// Degrees clockwise from north, 0..360; `None` if no direction is said.
        bearing: Option<f32>,
    },
    /// "between X and Y", "on the X–Y road": the other end by name.
    Between {
        /// The other end as named.
        other: String,
    },
}

/// A resolved place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Stable key, `geonames:2460596`, `pcode:ML0701`, `desk:…`; "" where the place is only named.
    pub key: String,
    /// Its usual name (as said, where not resolved).
    pub name: String,
    /// What kind it is.
    pub kind: PlaceKind,
    /// The units it lies in, from level 0 down; a unit includes itself.
    pub admin: Vec<AdminUnit>,
    /// Latitude in degrees north, −90..=90, and longitude in degrees east, −180..=180 (WGS 84); `None` if not resolved.
    pub point: Option<(f64, f64)>,
    /// Half-width of the uncertainty in kilometres, > 0 where `point` is given.
    pub radius_km: f32,
    /// Relation to the place, where the event is not simply at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Other places of that name that nothing in the text rules out, by key and short description.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<(String, String)>,
}

impl Place {
    /// A place that is only named: no key, no point.
    #[must_use]
    pub fn named(name: &str, kind: PlaceKind) -> Self {
        Self {
            key: String::new(),
            name: name.to_owned(),
            kind,
            admin: Vec::new(),
            point: None,
            radius_km: 0.0,
            relation: None,
            alternatives: Vec::new(),
        }
    }

    /// ISO 3166-1 alpha-2 of the country; "" where not known.
    #[must_use]
    pub fn country(&self) -> &str {
        self.admin
            .first()
            .filter(|unit| unit.level == 0)
            .map_or("", |unit| unit.code.as_str())
    }

    /// The unit of `level` this lies in; `None` where not known, or where the place is wider than that.
    #[must_use]
    pub fn unit(&self, level: u8) -> Option<&AdminUnit> {
        self.admin.iter().find(|unit| unit.level == level)
    }

    /// Whether both can be the place of one event: one holds the other, they are the same, or they lie within each
    /// other's uncertainty. Places that are only named meet where the folded names are equal, or nothing is known.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        if !self.key.is_empty() && self.key == other.key {
            return true;
        }
        if self.kind == PlaceKind::Area || other.kind == PlaceKind::Area {
            return true;
        }
        let shared = self.admin.len().min(other.admin.len());
        let same_units = self.admin[..shared]
            .iter()
            .zip(&other.admin[..shared])
            .all(|(a, b)| {
                if a.code.is_empty() || b.code.is_empty() {
                    a.name == b.name
                } else {
                    a.code == b.code
                }
            });
        let (wide, narrow) = if self.width() <= other.width() {
            (self, other)
        } else {
            (other, self)
        };
        if shared > 0 && same_units && wide.is_unit() && wide.admin.len() <= narrow.admin.len() {
            return true;
        }
        match (
            self.distance_km(other),
            shared > 0 && !same_units && self.is_unit() && other.is_unit(),
        ) {
            (_, true) => false,
            (Some(km), _) => km <= f64::from(self.radius_km + other.radius_km),
            (None, _) => {
                self.name.to_lowercase() == other.name.to_lowercase() || spelt_alike(&self.name, &other.name)
            }
        }
    }

    fn width(&self) -> u8 {
        self.kind as u8
    }

    fn is_unit(&self) -> bool {
        matches!(
            self.kind,
            PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
        )
    }

    /// Great-circle distance in kilometres; `None` unless both have points.
    #[must_use]
    pub fn distance_km(&self, other: &Self) -> Option<f64> {
        Some(haversine_km(self.point?, other.point?))
    }
}

/// Whether two names may be spellings of one: alike but for one letter where sounds that are written in several ways are written
/// in one ("Diallassagou", "Djalasagu"). Names of fewer than six letters are never alike.
#[must_use]
pub fn spelt_alike(a: &str, b: &str) -> bool {
    let (a, b) = (sounds(a), sounds(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 6 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let (rest, others) = (&short[same..], &long[same..]);
    if short.len() == long.len() {
        rest.is_empty() || rest[1..] == others[1..]
    } else {
        *rest == others[1..]
    }
}

/// The letters of a name, sounds that are written in several ways in one: "ou" and "w" as u, "c" and "q" as k, "j" and "y"
/// as i; double letters, accents and other signs left out.
fn sounds(name: &str) -> Vec<char> {
    let folded = name
        .chars()
        .take(64)
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'à' | 'â' | 'ä' | 'á' | 'ā' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' | 'í' | 'y' | 'j' => Some('i'),
            'ô' | 'ö' | 'ó' => Some('o'),
            'û' | 'ü' | 'ú' | 'ù' | 'w' => Some('u'),
            'c' | 'q' => Some('k'),
            c => c.is_alphanumeric().then_some(c),
        });
    let mut letters: Vec<char> = Vec::new();
    for c in folded {
        match (letters.last(), c) {
            (Some(last), c) if *last == c => {}
            (Some('o'), 'u') => {
                letters.pop();
                letters.push('u');
            }
            (_, c) => letters.push(c),
        }
    }
    letters
}

/// Great-circle distance in kilometres between two (latitude, longitude) pairs in degrees, on a sphere of 6371.0088 km
/// (the IUGG mean radius).
#[must_use]
pub fn haversine_km((lat1, lon1): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let (phi1, phi2) = (lat1.to_radians(), lat2.to_radians());
    let half_lat = ((phi2 - phi1) / 2.0).sin();
    let half_lon = ((lon2 - lon1).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + phi1.cos() * phi2.cos() * half_lon * half_lon;
    2.0 * 6371.0088 * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mali() -> AdminUnit {
        AdminUnit {
            level: 0,
            name: "Mali".into(),
            code: "ML".into(),
            ..AdminUnit::default()
        }
    }

    fn place(name: &str, kind: PlaceKind, admin: Vec<AdminUnit>, point: (f64, f64), radius_km: f32) -> Place {
        Place {
            key: format!("t:{name}"),
            point: Some(point),
            radius_km,
            admin,
            ..Place::named(name, kind)
        }
    }

    #[test]
    fn a_country_meets_its_town_but_two_towns_do_not_meet() {
        let country = place("Mali", PlaceKind::Country, vec![mali()], (17.0, -4.0), 600.0);
        let bamako = place("Bamako", PlaceKind::Populated, vec![mali()], (12.65, -8.0), 10.0);
        let gao = place("Gao", PlaceKind::Populated, vec![mali()], (16.27, -0.04), 5.0);
        assert!(country.meets(&bamako) && bamako.meets(&country));
        assert!(!bamako.meets(&gao));
        assert!(Place::named("the Sahel", PlaceKind::Area).meets(&gao));
    }

    #[test]
    fn spellings_of_one_name() {
        for (one, other, alike) in [
            ("Diallassagou", "Djallassagou", true),
            ("Diallassagou", "Dialassagou", true),
            ("Ouagadougou", "Wagadugu", true),
            ("Tombouctou", "Timbuktu", true),
            ("Koro", "Goro", false),
            ("Bandiagara", "Badiangara", false),
            ("Niono", "Nioro", false),
            ("Dianweli", "Dianwely", true),
            ("", "", false),
        ] {
            assert_eq!(spelt_alike(one, other), alike, "{one} {other}");
        }
    }

    #[test]
    fn distance_bamako_gao() {
        let km = haversine_km((12.65, -8.0), (16.27, -0.04));
        assert!((930.0..970.0).contains(&km), "{km}");
    }
}
