//! HXL table (Humanitarian Exchange Language 1.1): a row of headings, a row of hashtags, one row an incident.

use super::table::{cell, csv};
use super::{Format, Meta};
use crate::{Cleared, iso};
use tocsin_core::Field;

/// `text/csv` with hashtags.
#[derive(Clone, Copy, Debug)]
pub struct Hxl;

/// Headings and hashtags, in order.
const COLUMNS: [(&str, &str); 17] = [
    ("Id", "#event+id"),
    ("Version", "#meta+version"),
    ("First day", "#date+start"),
    ("Last day", "#date+end"),
    ("Type", "#event+type+code"),
    ("Country", "#country+code+v_iso3"),
    ("Admin 1", "#adm1+name"),
    ("Admin 2", "#adm2+name"),
    ("Place", "#loc+name"),
    ("Latitude", "#geo+lat"),
    ("Longitude", "#geo+lon"),
    ("Killed, least", "#affected+killed+min"),
    ("Killed, most", "#affected+killed+max"),
    ("Grade", "#meta+grade"),
    ("Sources", "#meta+source"),
    ("Marking", "#meta+marking"),
    ("TLP", "#meta+tlp"),
];

impl Format for Hxl {
    fn key(&self) -> &'static str {
        "hxl"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8; header=present"
    }

    fn ending(&self) -> &'static str {
        "hxl.csv"
    }

    fn bytes(&self, incidents: &[Cleared], _: &Meta) -> Vec<u8> {
        let heads = COLUMNS.map(|(head, _)| head.to_owned()).to_vec();
        let tags = COLUMNS.map(|(_, tag)| tag.to_owned()).to_vec();
        csv([heads, tags].into_iter().chain(incidents.iter().map(row)))
    }
}

fn row(cleared: &Cleared) -> Vec<String> {
    let place = cleared.place.as_ref();
    let unit = |level: usize| {
        place
            .and_then(|place| place.units.get(level))
            .map_or_else(String::new, |(name, _)| cell(name))
    };
    let middle = place.and_then(|place| place.area).map(|area| area.middle());
    let when = cleared.when.as_ref();
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let (least, most) = killed(cleared);
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    vec![
        cell(&cleared.id.0),
        cleared.version.to_string(),
        day(when.and_then(|when| when.first)),
        day(when.and_then(|when| when.last)),
        cell(&cleared.code),
        cleared
            .country()
            .and_then(|(_, code)| iso::country(code))
            .map_or("", |country| country.alpha3)
            .to_owned(),
        unit(1),
        unit(2),
        place.map_or_else(String::new, |place| cell(&place.name)),
        middle.map_or_else(String::new, |(lat, _)| lat.to_string()),
        middle.map_or_else(String::new, |(_, lon)| lon.to_string()),
        number(least),
        number(most),
        cleared.grade.to_string(),
        cell(&cleared.sources.join("; ")),
        cleared.marking().to_owned(),
        cleared.tlp.to_string(),
    ]
}

/// The least and the most anyone says were killed in this event; the most is `None` where one sets no upper bound.
fn killed(cleared: &Cleared) -> (Option<u64>, Option<u64>) {
    let counts: Vec<_> = cleared
        .values(Field::Killed)
        .iter()
        .filter(|value| !value.partial)
        .filter_map(|value| value.count)
        .collect();
    let least = counts.iter().map(|count| count.least).min();
    let most = counts
        .iter()
        .map(|count| count.most)
        .reduce(|a, b| Some(a?.max(b?)))
        .flatten();
    (least, most)
}
