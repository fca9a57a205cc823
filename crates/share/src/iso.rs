//! Countries of Africa as exchange formats number and group them: ISO 3166-1 numeric and alpha-3, United Nations region.

/// How formats name a country.
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3.
    pub(crate) alpha3: &'static str,
    /// ISO 3166-1 numeric.
    pub(crate) numeric: u16,
    /// Region of the United Nations' geographic scheme.
    pub(crate) region: &'static str,
}

/// The country of an alpha-2 code; `None` outside Africa.
pub(crate) fn country(alpha2: &str) -> Option<Country> {
    REGIONS.iter().find_map(|&(region, countries)| {
        countries
            .iter()
            .find(|entry| entry.0 == alpha2)
            .map(|&(_, alpha3, numeric)| Country {
                alpha3,
                numeric,
                region,
            })
    })
}

type Region = (&'static str, &'static [(&'static str, &'static str, u16)]);

/// Alpha-2, alpha-3 and numeric codes by region.
#[rustfmt::skip]
const REGIONS: &[Region] = &[
    ("Western Africa", &[
        ("BJ", "BEN", 204), ("BF", "BFA", 854), ("CV", "CPV", 132), ("CI", "CIV", 384), ("GM", "GMB", 270),
        ("GH", "GHA", 288), ("GN", "GIN", 324), ("GW", "GNB", 624), ("LR", "LBR", 430), ("ML", "MLI", 466),
        ("MR", "MRT", 478), ("NE", "NER", 562), ("NG", "NGA", 566), ("SN", "SEN", 686), ("SL", "SLE", 694),
        ("TG", "TGO", 768),
    ]),
    ("Middle Africa", &[
        ("AO", "AGO", 24), ("CM", "CMR", 120), ("CF", "CAF", 140), ("TD", "TCD", 148), ("CG", "COG", 178),
        ("CD", "COD", 180), ("GQ", "GNQ", 226), ("GA", "GAB", 266), ("ST", "STP", 678),
    ]),
    ("Northern Africa", &[
        ("DZ", "DZA", 12), ("EG", "EGY", 818), ("LY", "LBY", 434), ("MA", "MAR", 504), ("SD", "SDN", 729),
        ("TN", "TUN", 788), ("EH", "ESH", 732),
    ]),
    ("Eastern Africa", &[
        ("BI", "BDI", 108), ("KM", "COM", 174), ("DJ", "DJI", 262), ("ER", "ERI", 232), ("ET", "ETH", 231),
        ("KE", "KEN", 404), ("MG", "MDG", 450), ("MW", "MWI", 454), ("MU", "MUS", 480), ("MZ", "MOZ", 508),
        ("RW", "RWA", 646), ("SC", "SYC", 690), ("SO", "SOM", 706), ("SS", "SSD", 728), ("UG", "UGA", 800),
        ("TZ", "TZA", 834), ("ZM", "ZMB", 894), ("ZW", "ZWE", 716),
    ]),
    ("Southern Africa", &[
        ("BW", "BWA", 72), ("SZ", "SWZ", 748), ("LS", "LSO", 426), ("NA", "NAM", 516), ("ZA", "ZAF", 710),
    ]),
];
