//! One place a name can mean, reduced to what is compared: where it lies, in which units, how likely it is by itself.

use tocsin_core::PlaceKind;
use tocsin_gazetteer::{Entry, Feature, Unit};

/// Kilometres of one degree of latitude.
const KM_A_DEGREE: f64 = 111.2;
/// Two places further apart than this tell nothing of each other.
const REACH_KM: f64 = 600.0;

/// A candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'g> {
    pub(super) entry: Entry<'g>,
    /// Degrees north and east.
    pub(super) point: Option<(f64, f64)>,
    /// Country, first and second level unit it lies in or is; 0 for none.
    pub(super) units: [u64; 3],
    /// How likely before anything else is looked at, in nats up to a constant.
    pub(super) prior: f64,
}

impl<'g> Candidate<'g> {
    pub(super) fn new(entry: Entry<'g>) -> Self {
        let mut units = [0; 3];
        for Unit { id, level } in entry.units() {
            if let Some(slot) = units.get_mut(level as usize) {
                *slot = id;
            }
        }
        Self {
            entry,
            point: entry.point(),
            units,
            prior: prior(&entry),
        }
    }

    /// The unit it is itself; 0 if it is no unit.
    pub(super) fn own_unit(&self) -> u64 {
        match self.entry.feature() {
            Feature::Country => self.units[0],
            Feature::Admin1 => self.units[1],
            Feature::Admin2 => self.units[2],
            _ => 0,
        }
    }

    /// Whether it lies in the unit that `other` is.
    pub(super) fn lies_in(&self, other: &Candidate) -> bool {
        let unit = other.own_unit();
        unit != 0 && self.units.contains(&unit) && self.own_unit() != unit
    }

    /// Kilometres to `other` on a plane, good to a few percent below 1,000 km; infinite where one has no point.
    pub(super) fn km(&self, other: &Candidate) -> f64 {
        let (Some((lat1, lon1)), Some((lat2, lon2))) = (self.point, other.point) else {
            return f64::INFINITY;
        };
        let wide = (lon2 - lon1).abs();
        let wide = wide.min(360.0 - wide) * ((lat1 + lat2) / 2.0).to_radians().cos();
        KM_A_DEGREE * (wide * wide + (lat2 - lat1) * (lat2 - lat1)).sqrt()
    }

    /// Whether latitude alone parts the two by more than what goes together: most pairs of namesakes, and cheap to say.
    fn is_far_north_or_south(&self, other: &Candidate) -> bool {
        match (self.point, other.point) {
            (Some((here, _)), Some((there, _))) => (here - there).abs() * KM_A_DEGREE > REACH_KM,
            _ => true,
        }
    }

    /// How well the two go together in one text: 0 for not at all.
    pub(super) fn nearness(&self, other: &Candidate) -> f64 {
        let near = if self.is_far_north_or_south(other) {
            0.0
        } else {
            let km = self.km(other);
            if km < REACH_KM {
                3.0 * (-km / 70.0).exp()
            } else {
                0.0
            }
        };
        let same = |level: usize| self.units[level] != 0 && self.units[level] == other.units[level];
        let siblings = same(0) && self.own_unit() != 0 && other.own_unit() != 0 && !same(1);
        let near = near + 0.8 * f64::from(u8::from(siblings));
        near + 1.0 * f64::from(u8::from(same(1))) + 0.4 * f64::from(u8::from(same(0)))
    }
}

/// The classes' own weight; people count beside it.
fn prior(entry: &Entry) -> f64 {
    let class: f64 = match entry.feature() {
        Feature::Country => 17.0,
        Feature::Continent => 17.0,
        Feature::Capital => 12.0,
        Feature::Admin1 => 12.5,
        Feature::Ocean | Feature::Area => 10.0,
        Feature::Seat1 => 9.0,
        Feature::Admin2 => 7.5,
        Feature::Seat2 => 7.5,
        Feature::Quarter | Feature::Airport | Feature::Camp | Feature::Mine | Feature::Seat3 => 6.0,
        Feature::Admin3 => 5.5,
        Feature::Town | Feature::Road | Feature::School | Feature::Park => 5.0,
        Feature::Water | Feature::Terrain => 3.5,
        Feature::Former | Feature::Locality | Feature::Site => 2.5,
    };
    let people = 0.8 * (entry.population() as f64 + 200.0).ln();
    let unit = matches!(
        entry.kind(),
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
    );
    let known = if !unit && entry.is_from_overlay() {
        2.5
    } else {
        0.0
    };
    let other = if entry.by_other_name() && entry.feature() != Feature::Country {
        2.0
    } else {
        0.0
    };
    let lies = if matches!(
        entry.feature(),
        Feature::Locality | Feature::Former | Feature::Water | Feature::Terrain
    ) {
        class
    } else {
        class.max(people)
    };
    lies + known - other
}
