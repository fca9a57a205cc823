//! Makes places coarser: a grid cell at least ten kilometres wide, or only the name of a district.

use crate::{Area, Audience, ClearedPlace, PlacePrecision, Purpose};
use tocsin_core::{Handling, Place, Tlp};

/// Kilometres in one degree of latitude, on a sphere of the mean radius.
const KM_A_DEGREE: f64 = 111.195;
/// Least width of a cell in kilometres.
const CELL_KM: f64 = 10.0;
/// Height of a cell in degrees of latitude: 11.1 km.
const CELL_LAT: f64 = 0.1;
/// The narrowest unit whose name is told for a coarsened place.
const UNIT_LEVEL: u8 = 2;

/// How exactly a place of something so handled may be told to this audience.
pub(crate) fn precision(audience: &Audience, handling: &Handling) -> PlacePrecision {
    if audience.purpose == Purpose::Desk {
        return audience.places;
    }
    let exact = audience.purpose == Purpose::Partner && handling.tlp == Tlp::Clear && !handling.community;
    let finest = if exact {
        PlacePrecision::Exact
    } else if handling.community {
        PlacePrecision::Admin2
    } else {
        PlacePrecision::Grid
    };
    audience.places.max(finest)
}

/// The place as it may be told.
pub(crate) fn place(place: &Place, precision: PlacePrecision) -> ClearedPlace {
    if precision == PlacePrecision::Exact {
        return ClearedPlace {
            name: place.name.clone(),
            key: place.key.clone(),
            units: units(place, 3),
            area: place.point.map(|(lat, lon)| Area::Point(lat, lon)),
            radius_km: place.radius_km,
            coarsened: false,
        };
    }
    let units = units(place, UNIT_LEVEL);
    let cell = place
        .point
        .filter(|_| precision == PlacePrecision::Grid)
        .and_then(cell);
    let name = units.last().map_or_else(String::new, |(name, _)| name.clone());
    ClearedPlace {
        name,
        key: String::new(),
        units,
        radius_km: cell.map_or(0.0, |_| place.radius_km.max(half_diagonal())),
        area: cell,
        coarsened: true,
    }
}

fn units(place: &Place, deepest: u8) -> Vec<(String, String)> {
    place
        .admin
        .iter()
        .filter(|unit| unit.level <= deepest)
        .map(|unit| (unit.name.clone(), unit.code.clone()))
        .collect()
}

fn half_diagonal() -> f32 {
    (CELL_KM / std::f64::consts::SQRT_2) as f32
}

/// The cell that holds the point; `None` for coordinates off the globe and beyond 85 degrees, where cells lose meaning.
/// Columns are so many that each is at least ten kilometres wide even at the side of the cell nearer to the pole.
fn cell((lat, lon): (f64, f64)) -> Option<Area> {
    if !(lat.abs() <= 85.0 && lon.abs() <= 180.0) {
        return None;
    }
    let row = (lat / CELL_LAT).floor();
    let (south, north) = (row * CELL_LAT, (row + 1.0) * CELL_LAT);
    let narrowest = KM_A_DEGREE * south.abs().max(north.abs()).to_radians().cos();
    let columns = (360.0 * narrowest / CELL_KM).floor().min(3600.0);
    let width = 360.0 / columns;
    let column = ((lon + 180.0) / width).floor().min(columns - 1.0);
    let west = column * width - 180.0;
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    Some(Area::Cell(
        round(south),
        round(west),
        round(north),
        round(west + width),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tocsin_core::place::haversine_km;
    use tocsin_core::{AdminUnit, PlaceKind};

    fn village() -> Place {
        let unit = |level, name: &str, code: &str| AdminUnit {
            level,
            name: name.into(),
            code: code.into(),
            ..AdminUnit::default()
        };
        Place {
            key: "test:1".into(),
            admin: vec![
                unit(0, "Mali", "ML"),
                unit(1, "Region", "ML-X"),
                unit(2, "District", "X1"),
                unit(3, "Commune", "X11"),
            ],
            point: Some((14.512_345, -3.256_789)),
            radius_km: 2.0,
            ..Place::named("Smallvillage", PlaceKind::Populated)
        }
    }

    #[test]
    fn a_coarsened_place_names_nothing_smaller_than_a_district() {
        for precision in [PlacePrecision::Grid, PlacePrecision::Admin2] {
            let told = place(&village(), precision);
            let json = serde_json::to_string(&told).unwrap();
            for secret in ["Smallvillage", "Commune", "X11", "test:1", "14.512", "3.256"] {
                assert!(!json.contains(secret), "{secret} in {json}");
            }
            assert_eq!(told.name, "District");
        }
    }

    #[test]
    fn who_may_have_points() {
        let check = |purpose, tlp, community, expected| {
            let audience = Audience {
                purpose,
                places: PlacePrecision::Exact,
                ..Audience::partner("x", Tlp::Red)
            };
            assert_eq!(
                precision(&audience, &Handling { tlp, community }),
                expected,
                "{purpose:?} {tlp} {community}"
            );
        };
        check(Purpose::Desk, Tlp::Red, true, PlacePrecision::Exact);
        check(Purpose::Partner, Tlp::Clear, false, PlacePrecision::Exact);
        check(Purpose::Partner, Tlp::Green, false, PlacePrecision::Grid);
        check(Purpose::Partner, Tlp::Red, false, PlacePrecision::Grid);
        check(Purpose::Partner, Tlp::Clear, true, PlacePrecision::Admin2);
        check(Purpose::Public, Tlp::Clear, false, PlacePrecision::Grid);
    }

    proptest! {
        #[test]
        fn cells_hold_their_point_and_are_wide_enough(lat in -85.0..85.0f64, lon in -180.0..180.0f64) {
            let Some(Area::Cell(south, west, north, east)) = cell((lat, lon)) else { panic!() };
            prop_assert!(south - 1e-5 <= lat && lat <= north + 1e-5);
            prop_assert!(west - 1e-5 <= lon && lon <= east + 1e-5);
            for side in [south, north] {
                prop_assert!(haversine_km((side, west), (side, east)) >= 9.99);
            }
            prop_assert!(haversine_km((south, west), (north, west)) >= 9.99);
        }

        #[test]
        fn points_of_one_cell_cannot_be_told_apart(dlat in 0.0..0.09f64, dlon in 0.0..0.09f64) {
            prop_assert_eq!(cell((14.505 + dlat, -3.295 + dlon)).map(|c| c.middle().0), cell((14.55, -3.25)).map(|c| c.middle().0));
        }
    }
}
