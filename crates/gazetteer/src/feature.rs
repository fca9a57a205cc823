//! What a place is, finer than its kind: a capital, a seat, an airport, a well. Tells likely meanings from unlikely ones.

use tocsin_core::PlaceKind;

/// The class of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Feature {
    Area = 0,
    Continent = 1,
    Country = 2,
    Admin1 = 3,
    Admin2 = 4,
    Admin3 = 5,
    Capital = 6,
    /// Seat of a first-level unit.
    Seat1 = 7,
    /// Seat of a second-level unit.
    Seat2 = 8,
    /// Seat of a unit below.
    Seat3 = 9,
    Town = 10,
    /// A town or village given up or destroyed.
    Former = 11,
    Quarter = 12,
    /// A named spot without houses of its own.
    Locality = 13,
    Airport = 14,
    Camp = 15,
    Mine = 16,
    School = 17,
    Site = 18,
    Road = 19,
    Ocean = 20,
    Water = 21,
    Terrain = 22,
    Park = 23,
}

impl Feature {
    const ALL: [Self; 24] = [
        Self::Area,
        Self::Continent,
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Admin3,
        Self::Capital,
        Self::Seat1,
        Self::Seat2,
        Self::Seat3,
        Self::Town,
        Self::Former,
        Self::Quarter,
        Self::Locality,
        Self::Airport,
        Self::Camp,
        Self::Mine,
        Self::School,
        Self::Site,
        Self::Road,
        Self::Ocean,
        Self::Water,
        Self::Terrain,
        Self::Park,
    ];

    /// The feature stored as `byte`; an unknown one reads as a locality.
    #[must_use]
    pub fn from_byte(byte: u8) -> Self {
        Self::ALL.get(byte as usize).copied().unwrap_or(Self::Locality)
    }

    /// The name used in overlays: `seat2`.
    #[must_use]
    pub fn key(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The feature an overlay calls `key`; `None` if there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.key() == key)
    }

    /// The feature of a GeoNames class and code (`P`, `PPLA2`); `None` for what no report names (undersea, unknown classes).
    #[must_use]
    pub fn from_geonames(class: &str, code: &str) -> Option<Self> {
        Some(match (class, code) {
            ("A", "ADM1" | "ADM1H") => Self::Admin1,
            ("A", "ADM2" | "ADM2H") => Self::Admin2,
            ("A", _) if code.starts_with("PCL") || code == "TERR" => Self::Country,
            ("A", _) => Self::Admin3,
            ("P", "PPLC") => Self::Capital,
            ("P", "PPLA") => Self::Seat1,
            ("P", "PPLA2") => Self::Seat2,
            ("P", "PPLA3" | "PPLA4" | "PPLA5") => Self::Seat3,
            ("P", "PPLX") => Self::Quarter,
            ("P", "PPLQ" | "PPLH" | "PPLW" | "PPLCH") => Self::Former,
            ("P", _) => Self::Town,
            ("S", "AIRP" | "AIRB" | "AIRF" | "AIRH" | "AIRQ") => Self::Airport,
            ("S", "INSM" | "CMPREF" | "CMP" | "BRKS" | "FT" | "MILB") => Self::Camp,
            ("S", _) if code.starts_with("MN") => Self::Mine,
            ("S", "SCH" | "SCHA" | "SCHC" | "SCHM" | "SCHN" | "UNIV") => Self::School,
            ("S", _) => Self::Site,
            ("R", _) => Self::Road,
            ("H", "OCN" | "SEA" | "GULF") => Self::Ocean,
            ("H", _) => Self::Water,
            ("T" | "V", _) => Self::Terrain,
            ("L", "CONT") => Self::Continent,
            ("L", "RGN" | "RGNE" | "RGNH" | "AREA") => Self::Area,
            ("L", "PRK" | "RES" | "RESF" | "RESN" | "RESW") => Self::Park,
            ("L", "MILB" | "INDS") => Self::Camp,
            ("L", _) => Self::Locality,
            _ => return None,
        })
    }

    /// The kind readers speak of.
    #[must_use]
    pub fn kind(self) -> PlaceKind {
        match self {
            Self::Area | Self::Continent => PlaceKind::Area,
            Self::Country => PlaceKind::Country,
            Self::Admin1 => PlaceKind::Admin1,
            Self::Admin2 => PlaceKind::Admin2,
            Self::Admin3 => PlaceKind::Admin3,
            Self::Capital
            | Self::Seat1
            | Self::Seat2
            | Self::Seat3
            | Self::Town
            | Self::Former
            | Self::Locality => PlaceKind::Populated,
            Self::Quarter => PlaceKind::Quarter,
            Self::Airport | Self::Camp | Self::Mine | Self::School | Self::Site => PlaceKind::Site,
            Self::Road => PlaceKind::Road,
            Self::Ocean | Self::Water | Self::Terrain | Self::Park => PlaceKind::Natural,
        }
    }

    /// Half-width in kilometres of what such a name covers, when nothing better is known; > 0.
    #[must_use]
    pub fn radius_km(self) -> f32 {
        match self {
            Self::Continent | Self::Ocean => 2000.0,
            Self::Area => 250.0,
            Self::Country => 400.0,
            Self::Admin1 => 120.0,
            Self::Admin2 => 45.0,
            Self::Admin3 => 15.0,
            Self::Capital => 10.0,
            Self::Seat1 => 6.0,
            Self::Seat2 => 4.0,
            Self::Seat3 | Self::Town | Self::Former | Self::Locality => 3.0,
            Self::Quarter => 2.0,
            Self::Airport | Self::Camp | Self::Mine | Self::School | Self::Site => 2.0,
            Self::Road => 50.0,
            Self::Water | Self::Terrain | Self::Park => 25.0,
        }
    }
}
