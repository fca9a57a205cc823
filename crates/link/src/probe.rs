//! Makes what linking keeps of a report: shingle hashes of its text, and a probe (keys and weighted terms) of each account.

use crate::facts::{Facts, day_number, days_wide, is_narrower_than_country};
use crate::lineage::{shingles, translation};
use crate::words::{self, Shape, Words};
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{Dossier, Nature, Place, Probe, Reading, Report, Span, When};

/// The dossier of `report` with its `reading`, hashes and probes filled in.
pub(crate) fn dossier(report: &Report, reading: Reading) -> Dossier {
    let mut dossier = Dossier::of(report, reading);
    let sketch = shingles::sketch(&report.text);
    dossier.hashes = sketch.hashes;
    dossier.shingles = sketch.distinct;
    let bare = Arc::new(dossier.clone());
    dossier.probes = Facts::all(&bare)
        .iter()
        .map(|facts| probe(report, facts))
        .collect();
    dossier
}

fn probe(report: &Report, facts: &Facts) -> Probe {
    let text = text_of(report, facts);
    let counts = Terms::of(&text);
    Probe {
        keys: keys(report.nature, facts, &counts),
        terms: with_anchors(counts.vector(), &text),
    }
}

/// Adds the text's pairs of anchors: without weight, so that they never count as words.
fn with_anchors(mut terms: Vec<(u32, f32)>, text: &str) -> Vec<(u32, f32)> {
    terms.extend(
        translation::anchor_pairs(text)
            .into_iter()
            .map(|feature| (feature, 0.0)),
    );
    // Where a pair has a word's hash the word stays, being first by weight.
    terms.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1)));
    terms.dedup_by_key(|term| term.0);
    terms
}

/// The words of an account: the whole text where the report tells of nothing else, else the sentences of its claims.
fn text_of(report: &Report, facts: &Facts) -> String {
    let reading = &facts.dossier.reading;
    if reading.accounts.len() <= 1 {
        return words::head(&report.text, words::TEXT_CAP).to_owned();
    }
    let mut spans: BTreeSet<Span> = reading
        .claims_of(facts.id.n)
        .map(|(_, claim)| claim.sentence)
        .collect();
    if facts.id.n == 0 {
        spans.extend(report.title);
    }
    let sentences: Vec<&str> = spans.iter().map(|span| span.of(&report.text)).collect();
    sentences.join("\n")
}

/// Weighted terms of a text, before they become hashes.
pub(crate) struct Terms {
    /// Term, how it looks, and its weight, by term.
    list: Vec<(String, Shape, f32)>,
}

impl Terms {
    /// Names count three times, numbers twice; how often a word occurs counts by its logarithm.
    pub(crate) fn of(text: &str) -> Self {
        let words = Words::of(text);
        let mut seen: Vec<(&str, Shape)> = words.iter().collect();
        // Within one word the strongest reading (Name, Number) comes last.
        seen.sort_unstable_by_key(|&(word, shape)| (word, shape as u8));
        let mut list = Vec::new();
        for group in seen.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(word, _)) = group.last() else { continue };
            let names = group.iter().filter(|(_, shape)| *shape == Shape::Name).count();
            let shape = match group.last() {
                Some((_, Shape::Number)) => Shape::Number,
                _ if names > 0 => Shape::Name,
                _ => Shape::Plain,
            };
            let times = match shape {
                Shape::Name => 3.0,
                Shape::Number => 2.0,
                Shape::Plain => 1.0,
            };
            let weight = words::weight(word);
            if weight > 0.0 {
                list.push((
                    word.to_owned(),
                    shape,
                    weight * times * (1.0 + (group.len() as f32).ln()),
                ));
            }
        }
        Self { list }
    }

    /// Feature hashes with weights of unit length, sorted by hash.
    pub(crate) fn vector(&self) -> Vec<(u32, f32)> {
        let length: f32 = self.list.iter().map(|(_, _, w)| w * w).sum::<f32>().sqrt();
        let mut terms: Vec<(u32, f32)> = self
            .list
            .iter()
            .map(|(word, _, w)| (feature(word), w / length.max(f32::MIN_POSITIVE)))
            .collect();
        terms.sort_unstable_by_key(|&(feature, _)| feature);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        terms
    }

    /// The names that no table of common words lists, the most frequent first, at most `most`.
    fn rare_names(&self, most: usize) -> Vec<&str> {
        let mut names: Vec<&(String, Shape, f32)> = self
            .list
            .iter()
            .filter(|(word, shape, _)| {
                *shape == Shape::Name && word.len() > 2 && words::weight(word) >= words::RARE
            })
            .collect();
        names.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        names
            .iter()
            .take(most)
            .map(|(word, _, _)| word.as_str())
            .collect()
    }
}

/// The feature of a word: 32 bits of its hash.
pub(crate) fn feature(word: &str) -> u32 {
    (words::hash(word) >> 32) as u32
}

/// Most keys made of rare names, for one account.
const NAME_KEYS: usize = 8;

fn keys(nature: Nature, facts: &Facts, terms: &Terms) -> Vec<String> {
    let mut keys = BTreeSet::new();
    let buckets = time_buckets(facts);
    let coarse = |key: String| if facts.undated() { format!("{key}?") } else { key };
    for place in facts
        .places
        .iter()
        .filter(|place| is_narrower_than_country(place))
    {
        for cell in cells(place) {
            keys.insert(coarse(format!("p:{cell}")));
            for bucket in &buckets {
                keys.insert(format!("p:{cell}:{bucket}"));
            }
        }
    }
    for country in facts.countries() {
        keys.insert(coarse(format!("c:{country}:{}", family(&facts.code))));
        for bucket in buckets.iter().filter(|bucket| !bucket.starts_with('y')) {
            keys.insert(format!("c:{country}:{}:{bucket}", family(&facts.code)));
        }
    }
    for actor in facts.claimants.iter().chain(&facts.perpetrators) {
        for bucket in &buckets {
            keys.insert(format!("a:{actor}:{bucket}"));
        }
    }
    for (field, toll) in &facts.tolls {
        let Some(number) = toll.count.exact().filter(|&n| n >= 13) else {
            continue;
        };
        for bucket in &buckets {
            keys.insert(format!("k:{}:{number}:{bucket}", field.key()));
        }
        // Only a large number that nobody rounds to is rare by itself.
        if number >= 40 && number % 10 != 0 {
            keys.insert(format!("k:{}:{number}", field.key()));
        }
    }
    for name in terms.rare_names(NAME_KEYS) {
        keys.insert(format!("n:{name}"));
    }
    // Samples and exercises live in a world of their own.
    let world = match nature {
        Nature::Real => "",
        Nature::Sample => "sample/",
        Nature::Exercise => "exercise/",
    };
    keys.into_iter().map(|key| format!("{world}{key}")).collect()
}

/// The keys to ask the register for, given an account's own.
///
/// A key with `?` is that of an account that says too little of when: it asks for all accounts of the place, while exact ones
/// ask only for such vague ones there, and meet each other by keys with a time. So busy places stay cheap.
pub(crate) fn asked(keys: &[String]) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for key in keys {
        if let Some(bare) = key.strip_suffix('?') {
            asked.insert(bare.to_owned());
            asked.insert(key.clone());
        } else if is_coarse(key) {
            asked.insert(format!("{key}?"));
        } else {
            asked.insert(key.clone());
        }
    }
    asked
}

/// Whether a key of an exact account has no time, or only a month.
fn is_coarse(key: &str) -> bool {
    let bare = key.rsplit('/').next().unwrap_or(key);
    let parts: Vec<&str> = bare.split(':').collect();
    match parts[..] {
        ["p", _] | ["c", _, _] => true,
        ["p", .., bucket] | ["c", .., bucket] | ["a", .., bucket] => bucket
            .strip_prefix('m')
            .is_some_and(|month| month.starts_with(|c: char| c.is_ascii_digit())),
        _ => false,
    }
}

/// The wide class a code belongs to, for keys: what may be told of one event falls into one class.
pub(crate) fn family(code: &str) -> &'static str {
    let book = tocsin_core::Codebook::get();
    let under = |wide: &str| book.is_a(code, wide);
    const VIOLENT: [&str; 7] = [
        "attack",
        "armed-clash",
        "abduction",
        "property-destruction",
        "mob-violence",
        "disrupted-attack",
        "violent-demonstration",
    ];
    if VIOLENT.iter().any(|wide| under(wide)) {
        return "violence";
    }
    if under("protest") {
        return "protest";
    }
    if ["threat", "armed-presence", "blockade", "rumour"]
        .iter()
        .any(|wide| under(wide))
    {
        return "threat";
    }
    "other"
}

/// Stretches of four days the account may lie in, by number: those of its dates, widened by two days,
/// or, where it gives none, the week before its publication. Also the same stretch of any year, for wrong years.
fn time_buckets(facts: &Facts) -> BTreeSet<String> {
    let mut buckets = BTreeSet::new();
    for when in &facts.times {
        if let (Some(first), Some(last)) = (when.first, when.last) {
            if days_wide(when).is_some_and(|days| days <= 10) {
                for day in (day_number(first) - 2)..=(day_number(last) + 2) {
                    buckets.insert(format!("d{}", day.div_euclid(4)));
                }
                buckets.insert(format!("y{}", first.day_of_year() / 4));
                buckets.insert(format!("y{}", last.day_of_year() / 4));
            }
            let wide = if days_wide(when).is_some_and(|days| days <= 10) {
                ""
            } else {
                "?"
            };
            buckets.insert(format!("m{:04}-{:02}{wide}", first.year(), first.month()));
            buckets.insert(format!("m{:04}-{:02}{wide}", last.year(), last.month()));
        }
        if let Some((month, day)) = when.month_day
            && let Ok(date) = jiff::civil::Date::new(2023, month as i8, day.max(1) as i8)
        {
            buckets.insert(format!("y{}", date.day_of_year() / 4));
        }
    }
    if facts.undated()
        && let Some(published) = facts.dossier.published.as_ref().and_then(day_of)
    {
        let last = day_number(published);
        for day in (last - 7)..=last {
            buckets.insert(format!("d{}", day.div_euclid(4)));
        }
        buckets.insert(format!("m{:04}-{:02}", published.year(), published.month()));
    }
    buckets
}

/// The day a publication gives; `None` where it is open.
pub(crate) fn day_of(when: &When) -> Option<jiff::civil::Date> {
    when.first.or(when.last)
}

/// Half-degree cells (about 55 km) a place may lie in, with those that its uncertainty reaches; at most nine.
/// A place without a point is found by its name.
fn cells(place: &Place) -> BTreeSet<String> {
    let mut cells = BTreeSet::new();
    match place.point {
        Some((lat, lon)) if place.radius_km <= 60.0 => {
            // At least 6 km, so that two marks of one town never fall apart at an edge.
            let reach = f64::from(place.radius_km.max(6.0)) / 111.2;
            let reach_lon = reach / lat.to_radians().cos().abs().max(0.1);
            for lat in [lat - reach, lat, lat + reach] {
                for lon in [lon - reach_lon, lon, lon + reach_lon] {
                    cells.insert(format!(
                        "{}_{}",
                        (lat * 2.0).floor() as i32,
                        (lon * 2.0).floor() as i32
                    ));
                }
            }
        }
        Some(_) => {
            if let Some(unit) = place.admin.last() {
                let name = if unit.code.is_empty() {
                    &unit.name
                } else {
                    &unit.code
                };
                cells.insert(format!("u{}", words::fold(name)));
            }
        }
        None => {
            cells.insert(format!("={}", words::fold(&place.name)));
        }
    }
    cells
}
