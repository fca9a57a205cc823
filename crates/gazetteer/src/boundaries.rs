//! Boundaries of administrative units: which units a point lies in, where the user has loaded their outlines.

mod bytes;
mod geojson;
mod topojson;

use crate::GazetteerError;
use crate::build::short;

/// A point as stored: longitude and latitude in ten-thousandths of a degree (11 m).
type Corner = (i32, i32);

/// Steps a degree.
const STEPS: f64 = 10_000.0;

/// One unit with its outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// 0 country, 1–3 below.
    pub level: u8,
    /// ISO 3166-1 alpha-2 of its country, as far as the file tells; "" otherwise.
    pub country: String,
    /// Names of the units it lies in, from level 0 down to its own; "" where the file does not tell one.
    pub names: Vec<String>,
    /// P-codes of the same units; "" where the file does not tell one.
    pub pcodes: Vec<String>,
    /// Its outlines and the holes in them, each closed by itself.
    rings: Vec<Vec<Corner>>,
}

impl Area {
    /// Its outlines and the holes in them: longitude and latitude in degrees.
    pub fn rings(&self) -> impl Iterator<Item = Vec<(f64, f64)>> {
        let degrees = |&(x, y): &Corner| (f64::from(x) / STEPS, f64::from(y) / STEPS);
        self.rings
            .iter()
            .map(move |ring| ring.iter().map(degrees).collect())
    }

    /// West, south, east, north.
    fn extent(&self) -> [i32; 4] {
        let mut extent = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
        for &(x, y) in self.rings.iter().flatten() {
            extent = [
                extent[0].min(x),
                extent[1].min(y),
                extent[2].max(x),
                extent[3].max(y),
            ];
        }
        extent
    }

    /// Whether the point lies in an outline and in no hole of it.
    fn holds(&self, (x, y): Corner) -> bool {
        let mut inside = false;
        for ring in &self.rings {
            let mut before = ring.last().copied().unwrap_or((0, 0));
            for &corner in ring {
                let ((x1, y1), (x2, y2)) = (before, corner);
                if (y1 > y) != (y2 > y) {
                    let along = i64::from(y - y1) * i64::from(x2 - x1);
                    let across = i64::from(x - x1) * i64::from(y2 - y1);
                    let left = if y2 > y1 { across < along } else { across > along };
                    inside ^= left;
                }
                before = corner;
            }
        }
        inside
    }
}

/// Outlines of units, of any countries and levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boundaries {
    areas: Vec<Area>,
    extents: Vec<[i32; 4]>,
}

impl Boundaries {
    /// Reads GeoJSON or TopoJSON: polygons with properties that name the unit and those above it, as OCHA's COD files
    /// (`ADM2_FR`, `ADM2_PCODE`, `admin2Name`, …) and Natural Earth (`name`) have them.
    ///
    /// # Errors
    /// If it is neither, is cut short, or no polygon tells the name of its unit; the error says what and the remedy.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, GazetteerError> {
        let error = |what: String, remedy| GazetteerError::Line {
            file: file.to_owned(),
            line: 1,
            what,
            remedy,
        };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|cause| GazetteerError::Line {
                file: file.to_owned(),
                line: cause.line().max(1),
                what: if cause.is_eof() {
                    "the file ends too early".to_owned()
                } else {
                    format!("this is no JSON ({})", short(&cause.to_string()))
                },
                remedy: "fetch the boundaries again, as GeoJSON or TopoJSON in UTF-8",
            })?;
        let found = match value.get("type").and_then(serde_json::Value::as_str) {
            Some("FeatureCollection") => geojson::features(&value),
            Some("Topology") => topojson::features(&value),
            _ => {
                return Err(error(
                    "neither a GeoJSON FeatureCollection nor a TopoJSON Topology".to_owned(),
                    "save the boundaries in one of these two forms",
                ));
            }
        };
        let areas: Vec<Area> = found
            .into_iter()
            .filter_map(|(properties, rings)| geojson::area(&properties, rings))
            .collect();
        if areas.is_empty() {
            return Err(error(
                "no polygon in it tells the name of its unit".to_owned(),
                "give polygons with properties such as ADM2_FR and ADM2_PCODE, or name",
            ));
        }
        Ok(Self::of(areas))
    }

    fn of(areas: Vec<Area>) -> Self {
        let extents = areas.iter().map(Area::extent).collect();
        Self { areas, extents }
    }

    /// These and `more`.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        self.areas.extend(more.areas);
        self.extents.extend(more.extents);
        self
    }

    /// How many units have outlines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.areas.len()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// All units, in the order of the files.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The narrowest unit that holds a point (degrees north and east); of two the first; `None` if none does.
    #[must_use]
    pub fn at(&self, (lat, lon): (f64, f64)) -> Option<&Area> {
        let point = corner(lon, lat);
        let mut best: Option<&Area> = None;
        for (area, [west, south, east, north]) in self.areas.iter().zip(&self.extents) {
            let near = (*west..=*east).contains(&point.0) && (*south..=*north).contains(&point.1);
            if near && best.is_none_or(|best| best.level < area.level) && area.holds(point) {
                best = Some(area);
            }
        }
        best
    }

    /// The outlines as bytes, to be kept in a file; the same outlines give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes::write(&self.areas)
    }

    /// Opens what [`Boundaries::to_bytes`] wrote.
    ///
    /// # Errors
    /// If it is something else, of another version, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GazetteerError> {
        bytes::read(bytes).map(Self::of)
    }
}

/// A corner from degrees.
fn corner(lon: f64, lat: f64) -> Corner {
    let steps = |degrees: f64| (degrees * STEPS).round().clamp(-1_800_000.0, 1_800_000.0) as i32;
    (steps(lon), steps(lat))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"admin0Pcode":"ML","ADM1_FR":"Mopti","ADM1_PCODE":"ML05","ADM2_FR":"Koro","ADM2_PCODE":"ML0505"},
       "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[1,0.5],[1,1],[0.5,1],[0.5,0.5]]]}},
      {"type":"Feature","properties":{"name":"Mali"},
       "geometry":{"type":"MultiPolygon","coordinates":[[[[-5,-5],[5,-5],[5,5],[-5,5],[-5,-5]]]]}},
      {"type":"Feature","properties":{"other":"x"},"geometry":{"type":"Point","coordinates":[1,1]}}]}"#;

    #[test]
    fn points_in_squares() {
        let squares = Boundaries::read("squares", SQUARES.as_bytes()).unwrap();
        assert_eq!(squares.len(), 2);
        let name = |point| squares.at(point).map(|area| area.names.last().unwrap().as_str());
        assert_eq!(name((1.5, 1.5)), Some("Koro"));
        assert_eq!(name((0.75, 0.75)), Some("Mali"), "a hole");
        assert_eq!(name((-1.0, 4.0)), Some("Mali"));
        assert_eq!(name((6.0, 0.0)), None);
        let koro = squares.at((1.5, 1.5)).unwrap();
        assert_eq!((koro.level, koro.country.as_str()), (2, "ML"));
        assert_eq!(koro.pcodes, ["ML", "ML05", "ML0505"]);
        assert_eq!(koro.names, ["", "Mopti", "Koro"]);
    }

    #[test]
    fn arcs_are_put_together() {
        let topology = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
          "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","properties":{"name":"West"},"arcs":[[0,1]]},
            {"type":"Polygon","properties":{"name":"East"},"arcs":[[-1,2]]}]}},
          "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]}"#;
        let countries = Boundaries::read("topology", topology.as_bytes()).unwrap();
        let name = |point| countries.at(point).map(|area| area.names[0].as_str());
        assert_eq!(name((0.5, 0.5)), Some("West"));
        assert_eq!(name((0.5, 1.5)), Some("East"));
    }

    #[test]
    fn what_cannot_be_read_is_said_with_the_remedy() {
        for (bytes, said) in [
            (SQUARES.as_bytes()[..400].to_vec(), "ends too early"),
            (b"PK\x03\x04".to_vec(), "no JSON"),
            (b"{\"type\":\"Feature\"}".to_vec(), "neither a GeoJSON"),
            (
                b"{\"type\":\"FeatureCollection\",\"features\":[]}".to_vec(),
                "no polygon",
            ),
        ] {
            let error = Boundaries::read("f.geojson", &bytes).unwrap_err().to_string();
            assert!(error.contains(said) && error.starts_with("f.geojson"), "{error}");
        }
    }

    #[test]
    fn bytes_come_back_and_damage_is_noticed() {
        let squares = Boundaries::read("squares", SQUARES.as_bytes()).unwrap();
        let bytes = squares.to_bytes();
        assert_eq!(Boundaries::from_bytes(&bytes).unwrap(), squares);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Boundaries::from_bytes(&changed).is_err(), "byte {at}");
            assert!(Boundaries::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        }
    }
}
