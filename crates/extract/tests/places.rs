//! Cases of the place reader: sentence → what its names mean, with the gazetteer that ships.

use proptest::prelude::*;
use std::fmt::Write;
use std::sync::LazyLock;
use tocsin_core::{Language, Relation, Span};
use tocsin_extract::Doc;
use tocsin_extract::readers::places::{self, PlaceMark};
use tocsin_gazetteer::Gazetteer;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

/// `name=kind/units` for every mark, units by code or name.
fn told(text: &str, language: Language) -> String {
    let doc = Doc::of_text(text, language, None);
    let marks = places::read(&doc, &GAZETTEER);
    marks
        .iter()
        .map(|mark| one(text, mark))
        .collect::<Vec<_>>()
        .join("; ")
}

fn one(text: &str, mark: &PlaceMark) -> String {
    let mut out = mark.whole.of(text).to_owned();
    let Some(place) = &mark.place else {
        return out + "=?";
    };
    let units: Vec<&str> = place
        .admin
        .iter()
        .map(|unit| {
            if unit.code.is_empty() {
                unit.name.as_str()
            } else {
                unit.code.as_str()
            }
        })
        .collect();
    let _ = write!(out, "={:?}/{}", place.kind, units.join("/"));
    match &place.relation {
        Some(Relation::Near) => out += " near",
        Some(Relation::Offset { km, bearing }) => {
            let _ = write!(
                out,
                " {km:.0}km@{}",
                bearing.map_or("?".to_owned(), |bearing| format!("{bearing:.0}"))
            );
        }
        Some(Relation::Between { other }) => {
            let _ = write!(out, " between {other}");
        }
        None => {}
    }
    if !place.alternatives.is_empty() {
        out += " undecided";
    }
    out
}

#[track_caller]
fn en(text: &str, expected: &str) {
    assert_eq!(told(text, Language::En), expected, "{text}");
}

#[track_caller]
fn fr(text: &str, expected: &str) {
    assert_eq!(told(text, Language::Fr), expected, "{text}");
}

#[test]
fn known_traps_of_the_sahel() {
    en(
        "The bodies were found in Faladie, a district of the Malian capital Bamako.",
        "Faladie=Quarter/ML/ML-BKO/Bamako District; Bamako=Populated/ML/ML-BKO/Bamako District",
    );
    fr(
        "Les habitants de Banankabougou ont fui vers Kati.",
        "Banankabougou=Quarter/ML/ML-BKO/Bamako District; Kati=Populated/ML/ML-2/Kati Cercle",
    );
    fr(
        "Le blocus de Farabougou, dans le cercle de Niono, continue.",
        "Farabougou=Populated/ML/ML-4/Niono Cercle; Niono=Admin2/ML/ML-4/Niono Cercle",
    );
    fr(
        "Des combats ont éclaté à Ber, à l'est de Tombouctou.",
        "Ber=Populated/ML/ML-6/Tombouctou Cercle; est de Tombouctou=Populated/ML/ML-6/Tombouctou Cercle near",
    );
    fr(
        "L'attaque de Léré, au Mali, a fait des victimes.",
        "Léré=Populated/ML/ML-6/Niafunké Cercle; Mali=Country/ML",
    );
    en(
        "Flights at Modibo Keita International Airport were suspended.",
        "Modibo Keita International Airport=Site/ML/ML-BKO/Bamako District",
    );
    fr(
        "L'école de gendarmerie de Faladié et l'aéroport de Bamako-Sénou ont été attaqués mardi.",
        "école de gendarmerie de Faladié=Site/ML/ML-BKO/Bamako District; aéroport de Bamako-Sénou=Site/ML/ML-BKO/Bamako District",
    );
    fr(
        "Le camp de Kati a été visé.",
        "camp de Kati=Site/ML/ML-2/Kati Cercle",
    );
}

#[test]
fn a_town_and_the_unit_around_it() {
    en("Fighting went on in Gao.", "Gao=Populated/ML/ML-7/Gao Cercle");
    en("Fighting went on in the Gao region.", "Gao=Admin1/ML/ML-7");
    fr(
        "Des villages de la région de Ségou ont été visés.",
        "Ségou=Admin1/ML/ML-4",
    );
    fr(
        "Le cercle de Bankass reste dangereux.",
        "Bankass=Admin2/ML/ML-5/Bankass Cercle",
    );
    fr(
        "Dans la province du Soum, Inata a été attaquée.",
        "Soum=Admin2/BF/BF-12/BF-SOM; Inata=Populated/BF/BF-12/BF-SOM",
    );
}

#[test]
fn relations_to_a_place() {
    en(
        "The attack took place 10 km north of Gao on Tuesday.",
        "10 km north of Gao=Populated/ML/ML-7/Gao Cercle 10km@0",
    );
    en(
        "About 30 kilometres south-west of the town of Djibo, a convoy was hit.",
        "About 30 kilometres south-west of the town of Djibo=Populated/BF/BF-12/BF-SOM 30km@225",
    );
    fr(
        "L'attaque a eu lieu à 30 km au nord de Gao.",
        "à 30 km au nord de Gao=Populated/ML/ML-7/Gao Cercle 30km@0",
    );
    fr(
        "À une vingtaine de kilomètres de Djibo, un convoi a été visé.",
        "À une vingtaine de kilomètres de Djibo=Populated/BF/BF-12/BF-SOM 20km@?",
    );
    fr(
        "Près de Niono, trois personnes ont été enlevées.",
        "Près de Niono=Populated/ML/ML-4/Niono Cercle near",
    );
    en(
        "Convoys between Boni and Hombori were attacked on the RN16.",
        "between Boni=Populated/ML/ML-5/Douentza Cercle between Hombori; Hombori=Populated/ML/ML-5/Douentza Cercle between Boni; RN16=Road/ML",
    );
    fr(
        "Un engin explosif a sauté sur l'axe Sévaré-Bandiagara.",
        "axe Sévaré=Populated/ML/ML-5/Mopti Cercle between Bandiagara; Bandiagara=Populated/ML/ML-5/Bandiagara Cercle between Sévaré",
    );
}

#[test]
fn units_named_beside_a_name_decide() {
    en(
        "Alexandria, Louisiana, woke to smoke.",
        "Alexandria=Populated/US/US-LA; Louisiana=Admin1/US/US-LA",
    );
    en(
        "He lives in Paris, Texas.",
        "Paris=Populated/US/US-TX; Texas=Admin1/US/US-TX",
    );
    en("He lives in Paris.", "Paris=Populated/FR");
    en(
        "Gunmen killed ten people in Tillaberi, Niger.",
        "Tillaberi=Populated/NE/NE-6/Tillabéri Department; Niger=Country/NE",
    );
}

#[test]
fn names_of_people_and_things_are_no_places() {
    en("Mr. Lincoln said so, and Jordan Smith agreed.", "");
    en("In March the Police and the Commerce minister met.", "");
    en("Chelsea Clinton spoke. Clinton was brief.", "");
}

#[test]
fn an_undecided_name_keeps_its_alternatives() {
    let text = "A fire broke out in Springfield.";
    let doc = Doc::of_text(text, Language::En, None);
    let marks = places::read(&doc, &GAZETTEER);
    let place = marks[0].place.as_ref().unwrap();
    assert_eq!(place.country(), "US");
    assert!(place.alternatives.len() > 1 || place.unit(1).is_some());
}

#[test]
fn text_without_case_is_read() {
    let upper = told(
        "GUERRILLAS ATTACKED A CONVOY IN SAN SALVADOR, EL SALVADOR.",
        Language::En,
    );
    assert!(upper.contains("SAN SALVADOR=Populated/SV"), "{upper}");
    let lower = told(
        "guerrillas attacked a convoy in san salvador, el salvador.",
        Language::En,
    );
    assert!(lower.contains("san salvador=Populated/SV"), "{lower}");
}

#[test]
fn demonyms_stand_apart() {
    let text = "The Malian army met Burkinabè officers.";
    let doc = Doc::of_text(text, Language::En, None);
    let countries: Vec<String> = places::demonyms(&doc, &GAZETTEER)
        .iter()
        .map(|mark| one(text, mark))
        .collect();
    assert_eq!(countries, ["Malian=Country/ML", "Burkinabè=Country/BF"]);
    assert!(places::read(&doc, &GAZETTEER).is_empty());
}

#[test]
fn spans_given_are_resolved_in_order() {
    let text = "From Gao to nowhere at all";
    let doc = Doc::of_text(text, Language::En, None);
    let spans = [Span::new(text, 12, 19).unwrap(), Span::new(text, 5, 8).unwrap()];
    let marks = places::resolve(&doc, &spans, &GAZETTEER);
    assert!(marks[0].place.is_none());
    assert_eq!(marks[1].place.as_ref().unwrap().country(), "ML");
}

proptest! {
    #[test]
    fn never_panics_and_spans_are_of_the_text(text in "(\\PC|Gao|Mali|km|north of| de |, |\\.|Bamako-Sénou|between|\n){0,60}") {
        for language in [Language::En, Language::Fr] {
            let doc = Doc::of_text(&text, language, None);
            let marks = places::read(&doc, &GAZETTEER);
            for mark in marks.iter().chain(&places::demonyms(&doc, &GAZETTEER)) {
                prop_assert!(Span::new(&text, mark.span.start as usize, mark.span.end as usize).is_some());
                prop_assert!(mark.whole.contains(&mark.span));
            }
            for pair in marks.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
        }
    }
}

#[test]
fn one_name_two_places() {
    en(
        "The army entered Kidal, the main town of the Kidal region.",
        "Kidal=Populated/ML/ML-8/Kidal Cercle; Kidal=Admin1/ML/ML-8",
    );
    en(
        "In Mali, a mountain town of Guinea, the market is held on Sundays.",
        "Mali=Populated/GN; Guinea=Country/GN",
    );
    en(
        "New Jersey and New York declared an emergency.",
        "New Jersey=Admin1/US/US-NJ; New York=Admin1/US/US-NY",
    );
}

#[test]
fn names_that_only_look_like_places() {
    fr(
        "La commune de Léré, au Mali, a été reprise.",
        "Léré=Populated/ML/ML-6/Niafunké Cercle; Mali=Country/ML",
    );
    fr("Le capitaine Niger Koné a été reçu par le maire.", "");
    en("Captain Kayes, who leads the Stars, was not hurt.", "");
    en("The New York Times wrote of it in May.", "");
    en(
        "Cases of West Nile virus were found in Ohio.",
        "Ohio=Admin1/US/US-OH",
    );
}

#[test]
fn names_with_an_apostrophe_and_sites_in_lower_case() {
    fr("Des renforts ont quitté N'Djamena.", "N'Djamena=Populated/TD");
    en(
        "Modibo Keita airport reopened at noon.",
        "Modibo Keita airport=Site/ML/ML-BKO/Bamako District",
    );
}

#[test]
fn a_unit_beside_a_name_it_does_not_hold() {
    en(
        "He was arrested in Barsalogho, Ohio.",
        "Barsalogho=Populated/US/US-OH; Ohio=Admin1/US/US-OH",
    );
}
