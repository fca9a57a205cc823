//! The traps of the Sahel with full dumps beneath: homonyms by the dozen must not drown what the text says.
//! The dumps are no part of the project; without them each test says so and passes.

use std::path::PathBuf;
use std::sync::LazyLock;
use tocsin_core::{Language, Place};
use tocsin_extract::Doc;
use tocsin_extract::readers::places;
use tocsin_gazetteer::{Gazetteer, GazetteerBuilder};

/// The shipped gazetteer with the dumps of seven countries beneath its overlay; `None` where they are absent.
static FULL: LazyLock<Option<Gazetteer>> = LazyLock::new(|| {
    let root = std::env::var_os("TOCSIN_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let folder = root.join("data/gazetteer");
    let read = |name: &str| std::fs::read(folder.join(name)).ok();
    let mut builder = GazetteerBuilder::new();
    builder
        .country_info("countryInfo.txt", &read("countryInfo.txt")?)
        .unwrap();
    builder
        .admin_codes("admin1CodesASCII.txt", &read("admin1CodesASCII.txt")?)
        .unwrap();
    builder
        .geonames("sahel_gazetteer.tsv", &read("sahel_gazetteer.tsv")?)
        .unwrap();
    builder
        .geonames("ML.txt", &read("geonames-2023/ML.txt")?)
        .unwrap();
    builder
        .pcodes("pcodes_ML_BF.csv", &read("pcodes_ML_BF.csv")?)
        .unwrap();
    Some(Gazetteer::embedded().with_layer(builder.build().unwrap()))
});

/// The place read for `name` in `text` lies within `km` of `point`.
#[track_caller]
fn near(text: &str, name: &str, point: (f64, f64), km: f64) {
    let Some(gazetteer) = FULL.as_ref() else {
        println!("skipped: the gazetteer dumps are absent");
        return;
    };
    let doc = Doc::of_text(text, Language::Fr, None);
    let marks = places::read(&doc, gazetteer);
    let mark = marks.iter().find(|mark| mark.span.of(text).contains(name));
    let place: &Place = mark
        .and_then(|mark| mark.place.as_ref())
        .unwrap_or_else(|| panic!("no {name} in {text}: {marks:?}"));
    let found = place.point.map_or(f64::INFINITY, |found| {
        tocsin_core::place::haversine_km(found, point)
    });
    assert!(found <= km, "{name} in {text}: {found:.0} km off, {place:?}");
}

#[test]
fn quarters_of_bamako() {
    near(
        "Des tirs ont été entendus à Faladié, à Bamako, mardi matin.",
        "Faladié",
        (12.59, -7.945),
        10.0,
    );
    near(
        "À Bamako, le marché de Banankabougou a brûlé.",
        "Banankabougou",
        (12.60, -7.93),
        10.0,
    );
    near(
        "L'aéroport de Bamako-Sénou est resté fermé.",
        "Sénou",
        (12.53, -7.95),
        10.0,
    );
}

#[test]
fn villages_with_many_homonyms() {
    near(
        "Le village de Farabougou, dans le cercle de Niono, est sous blocus.",
        "Farabougou",
        (14.84, -6.11),
        25.0,
    );
    near(
        "Des combats ont éclaté à Ber, près de Tombouctou, au Mali.",
        "Ber",
        (16.84, -2.53),
        25.0,
    );
    near(
        "L'armée malienne a repris Léré, dans la région de Tombouctou.",
        "Léré",
        (15.71, -4.91),
        25.0,
    );
    near(
        "Boni et Hombori, au Mali, sont encerclées.",
        "Boni",
        (15.08, -2.22),
        25.0,
    );
}

#[test]
fn bare_names_lean_to_what_the_news_knows() {
    near(
        "Farabougou est sous blocus depuis un mois.",
        "Farabougou",
        (14.84, -6.11),
        25.0,
    );
    near("Ogossagou a été attaqué.", "Ogossagou", (13.99, -3.43), 25.0);
}
