//! Building and opening indexes: dumps, tables and overlays, good and broken; arbitrary bytes never panic.

use proptest::prelude::*;
use tocsin_gazetteer::{Boundaries, Feature, Gazetteer, GazetteerBuilder, GazetteerError, Index};

fn row(id: u32, name: &str, code: &str, admin1: &str, people: u32) -> String {
    format!(
        "{id}\t{name}\t{name}\t\t14.5\t-4.1\tP\t{code}\tML\t\t{admin1}\t\t\t\t{people}\t\t280\tAfrica/Bamako\t2023-01-01\n"
    )
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    let error = GazetteerBuilder::new()
        .geonames("ML.txt", bytes)
        .unwrap_err()
        .to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn broken_dumps_name_the_line_and_the_remedy() {
    let good = row(1, "Sévaré", "PPL", "04", 100);
    let cut = format!("{good}2\tKonna\tKon");
    refused(
        cut.as_bytes(),
        "line 2: the file ends in mid-line (3 columns where 19 are expected); it was cut short: fetch it again",
    );
    let mixed = format!("{good}ML.04\tMopti\tMopti\t2453347\n");
    refused(
        mixed.as_bytes(),
        "line 2: 4 columns where 19 are expected; give one dump",
    );
    refused(
        &[good.as_bytes(), b"2\tS\xe9var\xe9"].concat(),
        "line 2: these bytes are not UTF-8",
    );
    refused(b"PK\x03\x04rest", "unpack it");
    refused(b"\xff\xfeM\0", "UTF-16");
    refused(
        good.replace("14.5", "140.5").as_bytes(),
        "line 1: “140.5” is no coordinate within ±90",
    );
    refused(
        good.replace("1\tS", "x\tS").as_bytes(),
        "line 1: “x” is no GeoNames number",
    );
    assert!(
        GazetteerBuilder::new()
            .overlay("own.tsv", b"key\tname\n")
            .unwrap_err()
            .to_string()
            .contains("2 columns where an overlay has 9")
    );
    let feature = b"a\tA\t\tvillage\t1\t1\tML\t\t0\n";
    assert!(
        GazetteerBuilder::new()
            .overlay("own.tsv", feature)
            .unwrap_err()
            .to_string()
            .contains("“village” is no feature")
    );
}

#[test]
fn damaged_indexes_are_refused() {
    let mut builder = GazetteerBuilder::new();
    builder
        .geonames("ML.txt", row(1, "Konna", "PPL", "04", 0).as_bytes())
        .unwrap();
    let bytes = builder.to_bytes().unwrap();
    assert_eq!(Index::from_bytes(bytes.clone()).unwrap().len(), 1);
    assert!(matches!(
        Index::from_bytes(bytes[..bytes.len() - 1].to_vec()),
        Err(GazetteerError::Damaged { .. })
    ));
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(Index::from_bytes(changed).unwrap_err(), GazetteerError::Checksum);
    let mut newer = bytes.clone();
    newer[8] = 9;
    assert!(matches!(
        Index::from_bytes(newer),
        Err(GazetteerError::Version { found: 9, .. })
    ));
    assert_eq!(
        Index::from_bytes(b"PK".to_vec()).unwrap_err(),
        GazetteerError::NotAnIndex
    );
    assert_eq!(bytes, builder.to_bytes().unwrap());
}

#[test]
fn layers_add_up_and_the_last_one_is_heard() {
    let mut dump = GazetteerBuilder::new();
    let text = [
        row(1, "Konna", "PPL", "04", 0),
        row(2, "Mopti", "ADM1", "04", 0).replace("\tP\t", "\tA\t"),
    ]
    .concat();
    dump.geonames("ML.txt", text.as_bytes()).unwrap();
    dump.country_info(
        "countryInfo.txt",
        format!("ML\tMLI\t466\tML\tMali{}\n", "\t".repeat(14)).as_bytes(),
    )
    .unwrap();
    assert_eq!(
        dump.pcodes(
            "p.csv",
            b"iso2,level,pcode,name,parent_pcode,source\nML,1,ML05,Mopti,ML,x\n"
        )
        .unwrap(),
        1
    );
    let mut overlay = GazetteerBuilder::new();
    overlay
        .overlay(
            "own.tsv",
            "geonames:1\tKonna\tKona\tseat3\t14.94\t-3.89\tML.04\t\t30000\n".as_bytes(),
        )
        .unwrap();
    let gazetteer = Gazetteer::default()
        .with_layer(dump.build().unwrap())
        .with_layer(overlay.build().unwrap());
    let hits = gazetteer.find("konna");
    assert_eq!(hits.len(), 1);
    let entry = gazetteer.entry(hits[0]).unwrap();
    assert_eq!(
        (entry.feature(), entry.country(), entry.key().as_str()),
        (Feature::Seat3, "ML", "geonames:1")
    );
    let units: Vec<(String, String)> = entry
        .admin()
        .into_iter()
        .map(|unit| (unit.name, unit.code))
        .collect();
    assert_eq!(
        units,
        [("Mali".into(), "ML".into()), ("Mopti".into(), "ML05".into())]
    );
    assert_eq!(gazetteer.find("Kona").len(), 1);
    assert_eq!(gazetteer.find_alike("Conna").len(), 1);
    assert!(gazetteer.find("Nowhere").is_empty());
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..300), magic in any::<bool>()) {
        if magic {
            bytes.splice(0..0, *b"TOCGAZ\r\n\x01\0\0\0");
        }
        let _ = Index::from_bytes(bytes.clone());
        let _ = GazetteerBuilder::new().geonames("x", &bytes);
        let _ = GazetteerBuilder::new().overlay("x", &bytes);
        let _ = GazetteerBuilder::new().admin_codes("x", &bytes);
        let _ = GazetteerBuilder::new().country_info("x", &bytes);
        let _ = GazetteerBuilder::new().pcodes("x", &bytes);
        let _ = Boundaries::read("x", &bytes);
        let _ = Boundaries::from_bytes(&bytes);
    }

    #[test]
    fn any_names_can_be_built_and_found(names in prop::collection::vec("\\PC{1,20}", 1..8)) {
        let mut builder = GazetteerBuilder::new();
        for (id, name) in names.iter().enumerate() {
            let name = name.replace(['\t', '\n', '\r'], " ");
            let _ = builder.geonames("x", row(id as u32, &name, "PPL", "04", 1).as_bytes());
        }
        let gazetteer = Gazetteer::default().with_layer(builder.build().unwrap());
        for name in &names {
            for hit in gazetteer.find(name) {
                prop_assert!(gazetteer.entry(hit).is_some());
            }
        }
    }
}

#[test]
fn one_cercle_under_two_codes_is_one_unit() {
    let mut dump = GazetteerBuilder::new();
    let text = [
        row(1, "Koro Cercle", "ADM2", "04", 0)
            .replace("\tP\t", "\tA\t")
            .replace("\t04\t\t", "\t04\t771\t"),
        row(2, "Dinangourou", "PPL", "04", 0).replace("\t04\t\t", "\t04\t771\t"),
        row(3, "Yoro", "PPL", "04", 0).replace("14.5\t-4.1", "14.5\t-2.1"),
    ]
    .concat();
    dump.geonames("ML.txt", text.as_bytes()).unwrap();
    dump.admin_codes("admin1CodesASCII.txt", b"ML.04\tMopti\tMopti\t2453347\n")
        .unwrap();
    dump.pcodes(
        "p.csv",
        b"iso2,level,pcode,name,parent_pcode,source\nML,1,ML05,Mopti,ML,x\nML,2,ML0505,Koro,ML05,x\n",
    )
    .unwrap();
    let outline = br#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"country":"Mali","country_pcode":"ML","adm1":"Mopti","adm1_pcode":"ML05","adm2":"Koro","adm2_pcode":"ML0505"},
        "geometry":{"type":"Polygon","coordinates":[[[-3,14],[-2,14],[-2,15],[-3,15],[-3,14]]]}}]}"#;
    let outlines = Boundaries::read("koro.geojson", outline).unwrap();
    assert_eq!(dump.locate(&outlines), 1);
    let mut overlay = GazetteerBuilder::new();
    overlay
        .overlay(
            "own.tsv",
            "o:mali\tMali\t\tcountry\t17\t-4\tML\tML\t0\no:mopti\tMopti\t\tadmin1\t14.5\t-4\tML.04\tML-5\t0\n\
             o:koro\tKoro\tCercle de Koro\tadmin2\t14.4\t-2.8\tML.04.koro\t\t0\n\
             o:didia\tDidia\t\ttown\t14.1\t-2.9\tML.04.koro\t\t0\no:far\tFar\t\ttown\t14.2\t-2.5\tML.04\t\t0\n"
                .as_bytes(),
        )
        .unwrap();
    let gazetteer = Gazetteer::default()
        .with_layer(dump.build().unwrap())
        .with_layer(overlay.build().unwrap())
        .with_boundaries(outlines);
    let of = |name: &str| gazetteer.entry(gazetteer.find(name)[0]).unwrap();
    let unit = |name: &str| of(name).units().next().unwrap();
    assert_eq!(unit("Dinangourou"), unit("Didia"));
    assert_eq!(unit("Dinangourou"), unit("Yoro"));
    for name in ["Dinangourou", "Didia", "Yoro", "Far"] {
        let admin = of(name).place().admin;
        let codes: Vec<(&str, &str)> = admin
            .iter()
            .map(|unit| (unit.code.as_str(), unit.pcode.as_str()))
            .collect();
        assert_eq!(
            codes,
            [("ML", ""), ("ML-5", "ML05"), ("ML0505", "ML0505")],
            "{name}"
        );
    }
    let there = gazetteer.units_at((14.9, -2.1));
    assert_eq!(there.last().unwrap().code, "ML0505");
    assert!(gazetteer.units_at((10.0, 10.0)).is_empty());
}

#[test]
fn iso_codes_reach_units_that_a_dump_names() {
    let mut dump = GazetteerBuilder::new();
    dump.geonames(
        "SN.txt",
        row(1, "Kafountine Test", "PPL", "12", 0)
            .replace("\tML\t", "\tSN\t")
            .as_bytes(),
    )
    .unwrap();
    dump.admin_codes(
        "admin1CodesASCII.txt",
        b"SN.12\tZiguinchor\tZiguinchor\t2243939\n",
    )
    .unwrap();
    let gazetteer = Gazetteer::embedded().with_layer(dump.build().unwrap());
    let admin = gazetteer
        .entry(gazetteer.find("Kafountine Test")[0])
        .unwrap()
        .admin();
    assert_eq!(admin[1].code, "SN-ZG", "{admin:?}");
}
