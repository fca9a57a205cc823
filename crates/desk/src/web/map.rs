//! Draws the map on the server, as a small SVG that prints and needs no script: outlines, pins, and a list of what they are.

use std::fmt::Write;
use std::sync::LazyLock;

/// A stretch of the earth in degrees: west, south, east, north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Westernmost longitude.
    pub west: f64,
    /// Southernmost latitude.
    pub south: f64,
    /// Easternmost longitude.
    pub east: f64,
    /// Northernmost latitude.
    pub north: f64,
}

/// One incident on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Latitude and longitude in degrees.
    pub point: (f64, f64),
    /// Half-width of the uncertainty in kilometres; drawn as a circle where it is wide enough to see.
    pub radius_km: f64,
    /// What a reader is told when pointing at it.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// State of the incident, as a style class.
    pub class: &'static str,
}

/// Width of the drawing in user units; the height follows from the frame.
const WIDTH: f64 = 600.0;
/// Kilometres in a degree of latitude, on average.
const KM_PER_DEGREE: f64 = 111.2;
/// The frame shown where there is nothing to show: Mali, Burkina Faso, Niger.
const HOME: Frame = Frame {
    west: -12.5,
    south: 9.5,
    east: 12.0,
    north: 21.5,
};

/// A ring of points: longitude and latitude in degrees, or x and y once drawn.
type Ring = Vec<(f64, f64)>;

static OUTLINES: LazyLock<Vec<(&'static str, Ring)>> = LazyLock::new(|| {
    include_str!("../../../../data/map/outlines.tsv")
        .lines()
        .filter_map(|line| {
            let [_, name, ring] = line.split('\t').collect::<Vec<_>>()[..] else {
                return None;
            };
            let points = ring.split(' ').filter_map(|pair| {
                let (lon, lat) = pair.split_once(',')?;
                Some((lon.parse().ok()?, lat.parse().ok()?))
            });
            Some((name, points.collect()))
        })
        .collect()
});

/// The outlines of countries that ship with Tocsin: name, and a ring of longitude and latitude in degrees.
pub fn outlines() -> impl Iterator<Item = (&'static str, &'static [(f64, f64)])> {
    OUTLINES.iter().map(|(name, ring)| (*name, ring.as_slice()))
}

impl Frame {
    /// The frame that holds all `pins` with room around them, at least some 400 km wide; the home frame for none.
    pub fn around(pins: &[Pin]) -> Self {
        let Some(first) = pins.first() else { return HOME };
        let start = Self {
            west: first.point.1,
            east: first.point.1,
            south: first.point.0,
            north: first.point.0,
        };
        let tight = pins.iter().fold(start, |frame, pin| Self {
            west: frame.west.min(pin.point.1),
            east: frame.east.max(pin.point.1),
            south: frame.south.min(pin.point.0),
            north: frame.north.max(pin.point.0),
        });
        let (lat, lon) = ((tight.north + tight.south) / 2.0, (tight.east + tight.west) / 2.0);
        let half_height = ((tight.north - tight.south) / 2.0 * 1.2).clamp(1.8, 40.0);
        let half_width = ((tight.east - tight.west) / 2.0 * 1.2).clamp(half_height * 1.3, 80.0);
        let half_height = half_height.max(half_width * 0.55);
        Self {
            west: lon - half_width,
            east: lon + half_width,
            south: lat - half_height,
            north: lat + half_height,
        }
    }

    fn scale(&self) -> (f64, f64) {
        let middle = f64::midpoint(self.north, self.south).to_radians().cos().max(0.2);
        let x = WIDTH / (self.east - self.west).max(0.1);
        (x, x / middle)
    }

    fn height(&self) -> f64 {
        ((self.north - self.south) * self.scale().1).clamp(120.0, 900.0)
    }

    fn project(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = self.scale();
        ((lon - self.west) * x, (self.north - lat) * y)
    }
}

/// The map of `pins` within `frame`. `title` is read out by screen readers; the list beside the map says the rest.
pub fn draw(frame: &Frame, pins: &[Pin], title: &str) -> String {
    let height = frame.height();
    let mut out = String::with_capacity(8 * 1024);
    let _ = write!(
        out,
        r#"<svg class="map" viewBox="0 0 {WIDTH:.0} {height:.0}" role="group" aria-label="{}" xmlns="http://www.w3.org/2000/svg">"#,
        escape(title)
    );
    let mut labels = String::new();
    out.push_str(r#"<path class="land" d=""#);
    for (name, ring) in OUTLINES.iter() {
        let points: Vec<(f64, f64)> = ring.iter().map(|&(lon, lat)| frame.project(lon, lat)).collect();
        let inside = clip(&points, height);
        push_ring(&mut out, &inside);
        push_label(&mut labels, name, &inside, height);
    }
    out.push_str(r#""/>"#);
    out.push_str(&labels);
    let mut order: Vec<&Pin> = pins.iter().collect();
    // Wide circles first, so that small ones stay on top and can be reached.
    order.sort_by(|a, b| {
        b.radius_km
            .total_cmp(&a.radius_km)
            .then_with(|| a.href.cmp(&b.href))
    });
    for pin in order {
        push_pin(&mut out, frame, pin);
    }
    out.push_str("</svg>");
    out
}

fn push_ring(out: &mut String, ring: &[(f64, f64)]) {
    let mut last = None;
    for &(x, y) in ring {
        let here = (x.round() as i64, y.round() as i64);
        if last == Some(here) {
            continue;
        }
        let _ = match last {
            None => write!(out, "M{} {}", here.0, here.1),
            Some((px, py)) => write!(out, "l{} {}", here.0 - px, here.1 - py),
        };
        last = Some(here);
    }
    if last.is_some() {
        out.push('z');
    }
}

fn push_label(out: &mut String, name: &str, ring: &[(f64, f64)], height: f64) {
    let (Some(west), Some(east)) = (
        ring.iter().map(|p| p.0).reduce(f64::min),
        ring.iter().map(|p| p.0).reduce(f64::max),
    ) else {
        return;
    };
    let (Some(north), Some(south)) = (
        ring.iter().map(|p| p.1).reduce(f64::min),
        ring.iter().map(|p| p.1).reduce(f64::max),
    ) else {
        return;
    };
    if east - west < 70.0 || south - north < 40.0 {
        return;
    }
    let (x, y) = (
        f64::midpoint(west, east).clamp(40.0, WIDTH - 40.0),
        f64::midpoint(north, south).clamp(16.0, height - 8.0),
    );
    let _ = write!(out, r#"<text x="{x:.0}" y="{y:.0}">{}</text>"#, escape(name));
}

fn push_pin(out: &mut String, frame: &Frame, pin: &Pin) {
    let (x, y) = frame.project(pin.point.1, pin.point.0);
    let wide = pin.radius_km / KM_PER_DEGREE * frame.scale().1;
    let _ = write!(
        out,
        r#"<a href="{}"><title>{}</title>"#,
        escape(&pin.href),
        escape(&pin.label)
    );
    if wide > 8.0 {
        let _ = write!(
            out,
            r#"<circle class="around" cx="{x:.0}" cy="{y:.0}" r="{:.0}"/>"#,
            wide.min(160.0)
        );
    }
    let _ = write!(
        out,
        r#"<circle class="pin {}" cx="{x:.0}" cy="{y:.0}" r="6"/></a>"#,
        pin.class
    );
}

/// The part of a ring inside the drawing, with a margin: Sutherland and Hodgman's clipping, one side after another.
fn clip(ring: &[(f64, f64)], height: f64) -> Ring {
    const MARGIN: f64 = 6.0;
    // Side by side: whether it bounds x or y, where, and on which side of it lies the drawing.
    let sides = [
        (true, -MARGIN, 1.0),
        (true, WIDTH + MARGIN, -1.0),
        (false, -MARGIN, 1.0),
        (false, height + MARGIN, -1.0),
    ];
    let mut points = ring.to_vec();
    for (is_x, limit, sign) in sides {
        let axis = |p: (f64, f64)| if is_x { p.0 } else { p.1 };
        let within = |p: (f64, f64)| (axis(p) - limit) * sign >= 0.0;
        let mut kept = Vec::with_capacity(points.len());
        for (index, &here) in points.iter().enumerate() {
            let before = points[(index + points.len() - 1) % points.len()];
            if within(before) != within(here) {
                let share = (limit - axis(before)) / (axis(here) - axis(before));
                kept.push((
                    before.0 + share * (here.0 - before.0),
                    before.1 + share * (here.1 - before.1),
                ));
            }
            if within(here) {
                kept.push(here);
            }
        }
        points = kept;
    }
    points
}

/// Text made safe inside markup and attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(lat: f64, lon: f64) -> Pin {
        Pin {
            point: (lat, lon),
            radius_km: 5.0,
            label: "<Bamako> & co".into(),
            href: "/incidents/i1".into(),
            class: "new",
        }
    }

    #[test]
    fn a_map_is_small_and_safe() {
        let pins = [pin(12.65, -8.0), pin(13.9, -0.4)];
        let svg = draw(&Frame::around(&pins), &pins, "Incidents");
        assert!(svg.len() < 8 * 1024, "{} bytes", svg.len());
        assert!(svg.contains("&lt;Bamako&gt; &amp; co") && !svg.contains("<Bamako>"));
        assert_eq!(svg.matches("class=\"pin new\"").count(), 2);
    }

    #[test]
    fn every_pin_lies_inside() {
        for pins in [
            vec![],
            vec![pin(12.65, -8.0)],
            vec![pin(-33.0, 18.0), pin(36.0, 3.0), pin(0.0, 0.0)],
        ] {
            let frame = Frame::around(&pins);
            for pin in &pins {
                let (x, y) = frame.project(pin.point.1, pin.point.0);
                assert!(
                    (0.0..=WIDTH).contains(&x) && (0.0..=frame.height()).contains(&y),
                    "{x} {y} in {frame:?}"
                );
            }
            assert!(draw(&frame, &pins, "").ends_with("</svg>"));
        }
    }
}
