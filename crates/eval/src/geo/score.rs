//! The scorer of toponyms: spans by overlap, coordinates by distance.
//!
//! - **overlap**: a toponym is found if a predicted one overlaps it, one to one.
//! - **acc161**: of the found ones, the share put within 161 km (100 miles) of the gold point; one put nowhere is wrong.
//! - **mean_km**, **median_km**: distance of the found ones that are put somewhere.
//! - **recall161**: of all gold toponyms, the share found and put within 161 km.
//! - **candidate_recall161**: of all gold toponyms, the share for which the gazetteer holds any place of the words' name
//!   within 161 km, or which the reader puts there by other means (other spellings, names of peoples): ranking alone can
//!   do no better.

use crate::spans;
use crate::tally::{self, Tally, ratio};
use tocsin_core::place::haversine_km;

/// Within this many kilometres (100 miles) a point counts as right.
pub const NEAR_KM: f64 = 161.0;

/// A point: latitude and longitude in degrees.
pub type Point = (f64, f64);

/// A toponym: its bytes in the text, and its point (`None`: put nowhere).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toponym {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Where it is.
    pub point: Option<Point>,
}

/// The counts of one or more texts.
#[derive(Clone, Debug, Default)]
pub struct Toponyms {
    /// Spans.
    pub overlap: Tally,
    /// Distances of found toponyms in kilometres; `None` where put nowhere.
    pub distances: Vec<Option<f64>>,
    /// Gold toponyms some candidate of which lies near.
    pub with_candidate: usize,
}

impl Toponyms {
    /// Adds one text, both lists by place in the text; gives for each gold toponym the predicted one matched to it.
    pub fn add(&mut self, given: &[Toponym], gold: &[Toponym]) -> Vec<Option<usize>> {
        let stretches =
            |list: &[Toponym]| -> Vec<_> { list.iter().map(|one| (one.start, one.end)).collect() };
        let map = spans::by_overlap(&stretches(gold), &stretches(given));
        for (want, got) in gold.iter().zip(&map) {
            if let Some(got) = got {
                self.distances.push(apart(want.point, given[*got].point));
            }
        }
        let found = map.iter().flatten().count();
        self.overlap.add(&Tally::of(found, given.len(), gold.len()));
        map
    }

    /// Notes whether any of `candidates` of a gold toponym at `point` lies near it.
    pub fn weigh_candidates(&mut self, point: Option<Point>, candidates: &[Point]) -> bool {
        let near = candidates
            .iter()
            .any(|&candidate| is_near(point, Some(candidate)));
        self.with_candidate += usize::from(near);
        near
    }

    fn near(&self) -> f64 {
        self.distances
            .iter()
            .flatten()
            .filter(|&&km| km <= NEAR_KM)
            .count() as f64
    }

    /// The scores by name; not a number where nothing allows them to be computed.
    #[must_use]
    pub fn scores(&self) -> Vec<(&'static str, f64)> {
        let put: Vec<f64> = self.distances.iter().flatten().copied().collect();
        vec![
            ("overlap_p", self.overlap.precision()),
            ("overlap_r", self.overlap.recall()),
            ("overlap_f1", self.overlap.f1()),
            ("acc161", ratio(self.near(), self.distances.len() as f64)),
            ("mean_km", tally::mean(&put).unwrap_or(f64::NAN)),
            ("median_km", tally::median(&put).unwrap_or(f64::NAN)),
            ("recall161", ratio(self.near(), self.overlap.wanted)),
            (
                "candidate_recall161",
                ratio(self.with_candidate as f64, self.overlap.wanted),
            ),
        ]
    }
}

fn apart(a: Option<Point>, b: Option<Point>) -> Option<f64> {
    Some(haversine_km(a?, b?))
}

/// Whether both are somewhere, and near each other.
#[must_use]
pub fn is_near(a: Option<Point>, b: Option<Point>) -> bool {
    apart(a, b).is_some_and(|km| km <= NEAR_KM)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: usize, end: usize, point: Option<Point>) -> Toponym {
        Toponym { start, end, point }
    }

    #[test]
    fn by_hand() {
        // One degree of longitude on the equator is 111.195 km on a sphere of 6371.0088 km.
        let gold = [
            at(0, 4, Some((0.0, 0.0))),   // found, put 1° away: 111.195 km, near
            at(10, 14, Some((0.0, 0.0))), // found, put 2° away: 222.390 km, far
            at(20, 24, Some((0.0, 0.0))), // found, put nowhere
            at(30, 34, Some((0.0, 0.0))), // missed
        ];
        let given = [
            at(2, 4, Some((0.0, 1.0))),
            at(10, 20, Some((0.0, 2.0))),
            at(20, 24, None),
            at(50, 54, Some((0.0, 0.0))), // spurious
        ];
        let mut score = Toponyms::default();
        score.add(&given, &gold);
        assert!(score.weigh_candidates(Some((0.0, 0.0)), &[(50.0, 0.0), (0.0, 1.0)]));
        assert!(!score.weigh_candidates(Some((0.0, 0.0)), &[]));
        let expected = [
            ("overlap_p", 0.75),
            ("overlap_r", 0.75),
            ("overlap_f1", 0.75),
            ("acc161", 1.0 / 3.0),
            ("mean_km", 166.793),
            ("median_km", 166.793),
            ("recall161", 0.25),
            ("candidate_recall161", 0.25),
        ];
        for ((name, value), (name1, value1)) in score.scores().iter().zip(expected) {
            assert_eq!(*name, name1);
            assert!(
                (value - value1).abs() < 1e-3,
                "{name}: {value}, expected {value1}"
            );
        }
    }

    #[test]
    fn nothing_at_all() {
        let scores = Toponyms::default().scores();
        assert_eq!(scores[2].1, 0.0);
        assert!(scores[4].1.is_nan());
    }
}
