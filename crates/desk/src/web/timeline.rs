//! Draws how many incidents fall into each week, month or year, as a small SVG that prints and needs no script.

use super::map::escape;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Most bars drawn; longer spans take wider steps.
const MOST_BARS: usize = 40;
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 120.0;
/// Room below the bars for their labels.
const FOOT: f64 = 18.0;

/// How wide one bar is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Week,
    Month,
    Year,
}

/// One bar: its first and last day, and how many incidents fall on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How many.
    pub n: usize,
}

/// The bars for `days`, from the first to the last without gaps; weeks where few enough, else months, else years.
pub fn bars(days: &[Date]) -> Vec<Bar> {
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return Vec::new();
    };
    let span = first
        .until(last)
        .map_or(0, |span| span.get_days().unsigned_abs() as usize);
    let step = if span / 7 < MOST_BARS {
        Step::Week
    } else if span / 30 < MOST_BARS {
        Step::Month
    } else {
        Step::Year
    };
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for &day in days {
        *counts.entry(start(step, day)).or_default() += 1;
    }
    let mut out = Vec::new();
    let mut at = start(step, first);
    while at <= last && out.len() < 400 {
        let next = following(step, at);
        out.push(Bar {
            first: at,
            last: next.yesterday().unwrap_or(next),
            n: counts.get(&at).copied().unwrap_or_default(),
        });
        if next <= at {
            break;
        }
        at = next;
    }
    out
}

fn start(step: Step, day: Date) -> Date {
    match step {
        Step::Week => {
            day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset())))
        }
        Step::Month => day.first_of_month(),
        Step::Year => day.first_of_year(),
    }
}

fn following(step: Step, day: Date) -> Date {
    let span = jiff::Span::new();
    day.saturating_add(match step {
        Step::Week => span.weeks(1),
        Step::Month => span.months(1),
        Step::Year => span.years(1),
    })
}

/// The drawing. `title` is read out; each bar leads to `link` of its first and last day.
pub fn draw(bars: &[Bar], title: &str, link: &dyn Fn(&Bar) -> String) -> String {
    let most = bars.iter().map(|bar| bar.n).max().unwrap_or(1).max(1);
    let width = WIDTH / bars.len().max(1) as f64;
    let mut out = String::with_capacity(4 * 1024);
    let _ = write!(
        out,
        r#"<svg class="timeline" viewBox="0 0 {WIDTH:.0} {HEIGHT:.0}" role="group" aria-label="{}" xmlns="http://www.w3.org/2000/svg">"#,
        escape(title)
    );
    for (at, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.n > 0) {
        let height = (HEIGHT - FOOT - 14.0) * bar.n as f64 / most as f64;
        let x = at as f64 * width;
        let (y, wide) = (HEIGHT - FOOT - height, (width - 1.5).clamp(1.0, 90.0));
        let _ = write!(
            out,
            r#"<a href="{}"><title>{} – {}: {}</title><rect x="{x:.1}" y="{y:.1}" width="{wide:.1}" height="{height:.1}"/>"#,
            escape(&link(bar)),
            bar.first,
            bar.last,
            bar.n
        );
        if width > 14.0 {
            let _ = write!(
                out,
                r#"<text x="{:.1}" y="{:.1}">{}</text>"#,
                x + wide / 2.0,
                y - 3.0,
                bar.n
            );
        }
        out.push_str("</a>");
    }
    let ends = [
        (bars.first().map(|bar| bar.first), 0.0, "first"),
        (bars.last().map(|bar| bar.last), WIDTH, "last"),
    ];
    for (day, x, class) in ends {
        if let Some(day) = day {
            let _ = write!(
                out,
                r#"<text class="{class}" x="{x:.0}" y="{:.0}">{day}</text>"#,
                HEIGHT - 4.0
            );
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn no_day_is_lost_and_no_gap_is_left_out() {
        for days in [
            vec![date(2024, 9, 17)],
            vec![date(2024, 9, 17), date(2024, 10, 1), date(2024, 9, 18)],
            vec![date(2022, 3, 27), date(2024, 9, 17)],
            vec![date(1990, 1, 1), date(2024, 12, 31)],
        ] {
            let bars = bars(&days);
            assert_eq!(bars.iter().map(|bar| bar.n).sum::<usize>(), days.len());
            for pair in bars.windows(2) {
                assert_eq!(pair[0].last.tomorrow().unwrap(), pair[1].first);
            }
            assert!(draw(&bars, "x", &|_| "/".into()).ends_with("</svg>"));
        }
        assert!(bars(&[]).is_empty());
    }
}
