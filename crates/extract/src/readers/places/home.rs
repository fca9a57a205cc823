//! Words that tell in which country a report is at home: forces, offices and institutions that only one country has.

/// The country (ISO 3166-1 alpha-2) that the folded `word` speaks for, and how much, where a mention of the country is 1.
pub(super) fn cue(word: &str, capital: bool) -> Option<(&'static str, f64)> {
    Some(match (word, capital) {
        (
            "fama" | "famas" | "ortm" | "minusma" | "gatia" | "imghad" | "dozo" | "dozos" | "donso"
            | "donsos" | "cmfpr",
            _,
        ) => ("ML", 0.7),
        ("cercle" | "cercles", _) => ("ML", 0.5),
        ("vdp" | "koglweogo" | "koglweogos" | "rtb" | "coalbu", _) => ("BF", 0.7),
        ("mpsr", _) => ("BF", 0.5),
        ("cnsp" | "ortn", _) => ("NE", 0.7),
        (
            "sheriff" | "sheriffs" | "deputies" | "county" | "counties" | "township" | "congressman"
            | "sophomore",
            _,
        ) => ("US", 0.5),
        (
            "statewide" | "countywide" | "citywide" | "downtown" | "freeway" | "interstate" | "medicaid"
            | "freshman",
            _,
        ) => ("US", 0.4),
        ("council" | "councilman" | "mayor" | "elementary" | "commissioner" | "commissioners", _) => {
            ("US", 0.15)
        }
        ("rcmp" | "mountie" | "mounties", _) => ("CA", 0.7),
        ("barangay" | "barangays", _) => ("PH", 0.7),
        ("garda" | "gardai" | "taoiseach", _) => ("IE", 0.7),
        ("lakh" | "crore" | "bjp", _) => ("IN", 0.5),
        _ => return None,
    })
}
