//! Makes what linking keeps of a report: shingle hashes of its text, and a probe (keys and weighted terms) of each account.

use crate::facts::{Facts, day_number, days_wide, is_narrower_than_country};
use crate::lineage::{credits, shingles, template, translation};
use crate::words::{self, Shape, Words};
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{AdminUnit, Dossier, Keys as BlockKeys, Nature, Place, Probe, Reading, Report, Span, When};

/// The dossier of `report` with its `reading`, hashes and probes filled in.
pub(crate) fn dossier(report: &Report, reading: Reading) -> Dossier {
    let mut dossier = Dossier::of(report, reading);
    let sketch = shingles::sketch(&report.text);
    dossier.hashes = sketch.hashes;
    dossier.shingles = sketch.distinct;
    dossier.frame = template::frame(report);
    dossier.initials = credits::initials(&report.text);
    let bare = Arc::new(dossier.clone());
    dossier.probes = Facts::all(&bare)
        .iter()
        .map(|facts| probe(report, facts))
        .collect();
    dossier
}

fn probe(report: &Report, facts: &Facts) -> Probe {
    let words = Words::of(&text_of(report, facts));
    let counts = Terms::of(&words);
    Probe {
        keys: keys(report.nature, facts, &counts),
        terms: with_anchors(counts.vector(), &words),
    }
}

/// Adds the text's pairs of anchors: without weight, so that they never count as words.
fn with_anchors(mut terms: Vec<(u32, f32)>, words: &Words) -> Vec<(u32, f32)> {
    terms.extend(
        translation::anchor_pairs(words)
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
pub(crate) struct Terms<'w> {
    /// Term, how it looks, and its weight, by term.
    list: Vec<(&'w str, Shape, f32)>,
}

impl<'w> Terms<'w> {
    /// Names count three times, numbers twice; how often a word occurs counts by its logarithm.
    pub(crate) fn of(words: &'w Words) -> Self {
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
                list.push((word, shape, weight * times * (1.0 + (group.len() as f32).ln())));
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
        let mut names: Vec<&(&str, Shape, f32)> = self
            .list
            .iter()
            .filter(|(word, shape, _)| {
                *shape == Shape::Name && word.len() > 2 && words::weight(word) >= words::RARE
            })
            .collect();
        names.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(b.0)));
        names.iter().take(most).map(|&&(word, _, _)| word).collect()
    }
}

/// The feature of a word: 32 bits of its hash.
pub(crate) fn feature(word: &str) -> u32 {
    feature_of(&[word])
}

/// The feature of a word made of `parts`.
pub(crate) fn feature_of(parts: &[&str]) -> u32 {
    (words::hash_joined(parts) >> 32) as u32
}

/// Most keys made of rare names, for one account.
const NAME_KEYS: usize = 8;

fn keys(nature: Nature, facts: &Facts, terms: &Terms<'_>) -> BlockKeys {
    let mut keys = Keys {
        found: BTreeSet::new(),
        buckets: time_buckets(facts),
        timeless: facts.undated() && published(facts).is_none(),
        pinned: is_pinned(facts),
    };
    for place in facts.places().filter(|place| is_narrower_than_country(place)) {
        for cell in cells(place) {
            keys.at_any_time(&format!("p:{cell}"));
            keys.with_times(&format!("p:{cell}"), "dymY");
        }
        for unit in place.admin.iter().filter(|unit| unit.level > 0) {
            keys.unless_pinned(&format!("u:{}", name_of(unit)));
        }
    }
    let family = family(facts.code());
    for country in facts.countries() {
        keys.at_any_time(&format!("c:{country}:{family}"));
        keys.with_times(&format!("c:{country}:{family}"), "m");
        keys.unless_pinned(&format!("c:{country}:{family}"));
    }
    for actor in facts.claimants() {
        keys.with_times(&format!("r:{actor}"), "dym");
    }
    for actor in facts.blamed() {
        keys.with_times(&format!("a:{actor}"), "m");
        keys.unless_pinned(&format!("a:{actor}"));
    }
    for (field, toll) in facts.tolls() {
        let Some(number) = toll.count.exact().filter(|&n| n >= 13) else {
            continue;
        };
        keys.with_times(&format!("k:{}:{number}", field.key()), "dymY");
        // Only a large number that nobody rounds to is rare by itself.
        if number >= 40 && number % 10 != 0 {
            keys.found.insert(format!("k:{}:{number}", field.key()));
        }
    }
    for name in terms.rare_names(NAME_KEYS) {
        keys.at_any_time(&format!("n:{name}"));
        keys.with_times(&format!("n:{name}"), "dm");
    }
    // Samples and exercises live in a world of their own.
    let world = match nature {
        Nature::Real => "",
        Nature::Sample => "sample/",
        Nature::Exercise => "exercise/",
    };
    let found = keys.found.into_iter();
    if world.is_empty() {
        return found.collect();
    }
    found.map(|key| format!("{world}{key}")).collect()
}

/// The keys of one account as they are gathered. [`asked`] says which find which.
struct Keys {
    found: BTreeSet<String>,
    buckets: BTreeSet<String>,
    timeless: bool,
    pinned: bool,
}

impl Keys {
    /// `base` without a time; with `?` where neither the account nor its publication gives one.
    fn at_any_time(&mut self, base: &str) {
        let doubt = if self.timeless { "?" } else { "" };
        self.found.insert(format!("{base}{doubt}"));
    }

    /// `base` with every stretch of time of the `kinds` named.
    fn with_times(&mut self, base: &str, kinds: &str) {
        let buckets = self
            .buckets
            .iter()
            .filter(|bucket| bucket.starts_with(|c| kinds.contains(c)));
        self.found
            .extend(buckets.map(|bucket| format!("{base}:{bucket}")));
    }

    /// `base` with every stretch of days; also with `~` where the account may lie anywhere.
    fn unless_pinned(&mut self, base: &str) {
        for bucket in self.buckets.iter().filter(|bucket| bucket.starts_with('d')) {
            self.found.insert(format!("{base}:{bucket}"));
            if !self.pinned {
                self.found.insert(format!("{base}:{bucket}~"));
            }
        }
    }
}

/// Whether every place an account names below its country is one certain spot, so that its cells find all that are near it.
fn is_pinned(facts: &Facts) -> bool {
    let spot =
        |place: &Place| place.point.is_some() && place.radius_km <= 60.0 && place.alternatives.is_empty();
    let mut places = facts
        .places()
        .filter(|place| is_narrower_than_country(place))
        .peekable();
    places.peek().is_some() && places.all(spot)
}

/// The keys to ask the register for, given an account's own. Two accounts that ask for each other ask both ways.
///
/// - A key with `?` is that of an account that says too little of when: it asks for all accounts of the place (or the name),
///   while exact ones ask only for such vague ones there, and meet each other by keys with a time. So busy places stay cheap.
/// - A key with `~` is in the same way that of an account that could be anywhere in a country, or in a unit of it: those with a
///   certain spot meet each other by their spots. So busy days stay cheap.
/// - A key with a year and a stretch of it (`Y2024-20`) asks for the years before and after: a wrong year is off by one.
pub(crate) fn asked(keys: &BlockKeys) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    each_asked(keys, &mut |key| {
        asked.insert(key.to_owned());
    });
    asked
}

/// Tells each of the keys that [`asked`] gives, some perhaps twice.
pub(crate) fn each_asked(keys: &BlockKeys, tell: &mut dyn FnMut(&str)) {
    let mut made = String::with_capacity(48);
    for key in keys.iter() {
        if let Some(bare) = key.strip_suffix(['?', '~']) {
            tell(bare);
            tell(key);
            continue;
        }
        made.clear();
        match bucket(key) {
            Bucket::Days if is_of_a_wide_kind(key) => {
                made.push_str(key);
                made.push('~');
                tell(&made);
            }
            Bucket::Days => tell(key),
            Bucket::Year(base, year, stretch) => {
                for year in [year - 1, year + 1] {
                    tell(&format!("{base}:Y{year}-{stretch}"));
                }
            }
            Bucket::None if bare_of(key).starts_with("k:") => tell(key),
            Bucket::Coarse | Bucket::None => {
                made.push_str(key);
                made.push('?');
                tell(&made);
            }
        }
    }
}

/// The time in a key.
enum Bucket<'k> {
    /// A stretch of four days.
    Days,
    /// A month, or a stretch of any year.
    Coarse,
    /// A stretch of one year: what comes before it in the key, the year, the stretch.
    Year(&'k str, i32, &'k str),
    /// No time.
    None,
}

fn bucket(key: &str) -> Bucket<'_> {
    let Some((base, last)) = key.rsplit_once(':') else {
        return Bucket::None;
    };
    let (kind, rest) = last.split_at(last.chars().next().map_or(0, char::len_utf8));
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match kind {
        _ if !digits(rest) || !base.contains(':') => Bucket::None,
        "d" => Bucket::Days,
        "m" | "y" => Bucket::Coarse,
        "Y" => match rest
            .rsplit_once('-')
            .and_then(|(year, at)| Some((year.parse().ok()?, at)))
        {
            Some((year, at)) => Bucket::Year(base, year, at),
            None => Bucket::None,
        },
        _ => Bucket::None,
    }
}

/// A key without the world it is of.
pub(crate) fn bare_of(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

/// Whether a key is of a whole country or unit, or of an actor.
fn is_of_a_wide_kind(key: &str) -> bool {
    let bare = bare_of(key);
    bare.starts_with("c:") || bare.starts_with("a:") || bare.starts_with("u:")
}

/// The wide class a code belongs to, for keys: what may be told of one event falls into one class.
pub(crate) fn family(code: &str) -> &'static str {
    const CLASSES: [(&str, &str); 12] = [
        ("attack", "violence"),
        ("armed-clash", "violence"),
        ("abduction", "violence"),
        ("property-destruction", "violence"),
        ("mob-violence", "violence"),
        ("disrupted-attack", "violence"),
        ("violent-demonstration", "violence"),
        ("protest", "protest"),
        ("threat", "threat"),
        ("armed-presence", "threat"),
        ("blockade", "threat"),
        ("rumour", "threat"),
    ];
    let book = tocsin_core::Codebook::get();
    // From the code upwards; the order of the classes decides where a code lies in two.
    let mut classes: Vec<usize> = Vec::new();
    let mut at = code;
    for _ in 0..8 {
        classes.extend(CLASSES.iter().position(|(wide, _)| *wide == at));
        match book.entry(at) {
            Some(entry) if !entry.parent.is_empty() => at = entry.parent,
            _ => break,
        }
    }
    classes.iter().min().map_or("other", |&class| CLASSES[class].1)
}

/// Stretches of time the account may lie in: `d` four days, by number, of its dates widened by two days, or, where it gives
/// none, of the week before its publication; `m` months, with `?` where it says no more (without any date, the months up to
/// its publication); `Y` a stretch of its year, to find
/// wrong years; `y` the same of any year, with `?` where it says no year.
fn time_buckets(facts: &Facts) -> BTreeSet<String> {
    let mut buckets = BTreeSet::new();
    // By month and day, so that a stretch is the same in leap years.
    let stretch = |month: i8, day: i8| (i32::from(month) * 31 + i32::from(day)) / 4;
    for when in facts.times() {
        if let (Some(first), Some(last)) = (when.first, when.last) {
            let exact = days_wide(when).is_some_and(|days| days <= 10);
            if exact {
                for day in (day_number(first) - 2)..=(day_number(last) + 2) {
                    buckets.insert(format!("d{}", day.div_euclid(4)));
                }
                for day in [first, last] {
                    let at = stretch(day.month(), day.day());
                    buckets.insert(format!("y{at}"));
                    buckets.insert(format!("Y{}-{at}", day.year()));
                }
            }
            let wide = if exact { "" } else { "?" };
            buckets.insert(format!("m{:04}-{:02}{wide}", first.year(), first.month()));
            buckets.insert(format!("m{:04}-{:02}{wide}", last.year(), last.month()));
        }
        if let Some((month, day)) = when.month_day.filter(|_| when.first.is_none()) {
            buckets.insert(format!("y{}?", stretch(month as i8, day.max(1) as i8)));
        }
    }
    if let Some(published) = published(facts).filter(|_| facts.undated()) {
        let last = day_number(published);
        for day in (last - 7)..=last {
            buckets.insert(format!("d{}", day.div_euclid(4)));
        }
        for back in 0..MONTHS_BACK {
            let month = published.saturating_sub(jiff::Span::new().months(back));
            buckets.insert(format!("m{:04}-{:02}?", month.year(), month.month()));
        }
    }
    buckets
}

/// A report that gives no date may tell of an event of the month it came out in, or of those before: so many in all.
const MONTHS_BACK: i64 = 3;

fn published(facts: &Facts) -> Option<jiff::civil::Date> {
    facts.dossier.published.as_ref().and_then(day_of)
}

/// The day a publication gives; `None` where it is open.
pub(crate) fn day_of(when: &When) -> Option<jiff::civil::Date> {
    when.first.or(when.last)
}

/// A unit in keys: its code, or its name where it has none.
fn name_of(unit: &AdminUnit) -> String {
    words::fold(if unit.code.is_empty() {
        &unit.name
    } else {
        &unit.code
    })
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
                cells.insert(format!("u{}", name_of(unit)));
            }
        }
        None => {
            cells.insert(format!("={}", words::fold(&place.name)));
        }
    }
    cells
}
