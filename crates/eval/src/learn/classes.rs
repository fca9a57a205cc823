//! Word classes by the company words keep: words used alike get one class, so that rare words share what common ones teach.
//!
//! Counts of the two words to the left and right, weighed by how much more often than chance, projected to few
//! dimensions, and grouped around centres. Only hashes of the words are kept.

use super::bytes::{Reader, Writer};
use super::draw::Draw;
use super::name::name;
use std::collections::BTreeMap;

/// Classes of words, a coarse and a fine one each.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// By hash of the word, ascending.
    of: Vec<(u32, u16, u16)>,
}

/// A text to learn from: sentences of words, and how often it counts.
pub type Weighted = (Vec<Vec<String>>, f32);

/// How to group.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Words must count this often.
    pub least: f32,
    /// Company is counted with this many of the most frequent words.
    pub company: usize,
    /// Dimensions of the projection.
    pub dimensions: usize,
    /// Number of coarse and of fine classes.
    pub classes: [usize; 2],
}

/// The form in which a word is looked up: all numbers are one word.
fn key(word: &str) -> u32 {
    let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    name(1, &[if number { "0" } else { word }])
}

impl Classes {
    /// The coarse and the fine class of a word, counted from 1; 0 for a word never seen.
    #[must_use]
    pub fn of(&self, word: &str) -> (u16, u16) {
        let key = key(word);
        self.of
            .binary_search_by_key(&key, |entry| entry.0)
            .map_or((0, 0), |at| (self.of[at].1, self.of[at].2))
    }

    /// Learns classes from texts.
    #[must_use]
    pub fn learn(texts: &[Weighted], how: Group) -> Self {
        let ids = vocabulary(texts, how.least);
        let vectors = project(
            &company(texts, &ids, how.company),
            4 * how.company,
            how.dimensions,
        );
        let [coarse, fine] = how.classes.map(|count| grouped(&vectors, count));
        let mut of: Vec<(u32, u16, u16)> = ids
            .into_iter()
            .map(|(key, id)| (key, 1 + coarse[id] as u16, 1 + fine[id] as u16))
            .collect();
        of.sort_unstable();
        Self { of }
    }

    /// Writes the classes.
    pub fn write(&self, to: &mut Writer) {
        to.whole(self.of.len());
        for (key, coarse, fine) in &self.of {
            to.bytes.extend(key.to_le_bytes());
            to.bytes.extend(coarse.to_le_bytes());
            to.bytes.extend(fine.to_le_bytes());
        }
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let count = from.whole()?;
        let mut of = Vec::new();
        for _ in 0..count {
            let key = from.whole()? as u32;
            let both = from.whole()?;
            of.push((key, both as u16, (both >> 16) as u16));
        }
        Some(Self { of })
    }
}

/// Words that count at least `least`, the most frequent first, by hash.
fn vocabulary(texts: &[Weighted], least: f32) -> BTreeMap<u32, usize> {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    for (sentences, weight) in texts {
        for word in sentences.iter().flatten() {
            *counts.entry(key(word)).or_default() += weight;
        }
    }
    let mut kept: Vec<(u32, f32)> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
    kept.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    kept.into_iter()
        .enumerate()
        .map(|(id, (key, _))| (key, id))
        .collect()
}

/// For each word its company (which word at which of four places) with how much more often than chance, in logarithms.
fn company(texts: &[Weighted], ids: &BTreeMap<u32, usize>, most: usize) -> Vec<Vec<(u32, f32)>> {
    let mut rows: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); ids.len()];
    for (sentences, weight) in texts {
        for sentence in sentences {
            let words: Vec<Option<usize>> =
                sentence.iter().map(|word| ids.get(&key(word)).copied()).collect();
            for (at, id) in words.iter().enumerate().filter_map(|(at, id)| Some((at, (*id)?))) {
                for (place, offset) in [-2isize, -1, 1, 2].into_iter().enumerate() {
                    // Beyond the ends of a sentence stands the most frequent word, a stop or an article.
                    let beside = at.checked_add_signed(offset).and_then(|at| words.get(at));
                    if let Some(other) = beside.copied().unwrap_or(Some(0)).filter(|&other| other < most) {
                        *rows[id].entry((place * most + other) as u32).or_default() += weight;
                    }
                }
            }
        }
    }
    let mut columns = vec![0f64; 4 * most];
    for (column, count) in rows.iter().flatten() {
        columns[*column as usize] += f64::from(*count);
    }
    let all: f64 = columns.iter().sum();
    let smooth: f64 = columns.iter().map(|count| count.powf(0.75)).sum();
    let weigh = |row: &BTreeMap<u32, f32>| {
        let own: f64 = row.values().map(|count| f64::from(*count)).sum();
        row.iter()
            .filter_map(|(&column, &count)| {
                let chance = own / all * (columns[column as usize].powf(0.75) / smooth);
                let times = f64::from(count) / all / chance;
                (times > 1.0).then(|| (column, times.ln() as f32))
            })
            .collect()
    };
    rows.iter().map(weigh).collect()
}

/// The rows projected to the directions in which they differ most (subspace iteration), each of length 1.
fn project(rows: &[Vec<(u32, f32)>], columns: usize, dimensions: usize) -> Vec<Vec<f32>> {
    let mut draw = Draw(17);
    let mut across: Vec<Vec<f32>> = (0..columns)
        .map(|_| {
            (0..dimensions)
                .map(|_| (draw.below(2001) as f32 - 1000.0) / 1000.0)
                .collect()
        })
        .collect();
    let mut down = vec![vec![0f32; dimensions]; rows.len()];
    for _ in 0..5 {
        for (row, out) in rows.iter().zip(&mut down) {
            out.fill(0.0);
            for (column, value) in row {
                add(out, &across[*column as usize], *value);
            }
        }
        straighten(&mut down);
        across.iter_mut().for_each(|row| row.fill(0.0));
        for (row, own) in rows.iter().zip(&down) {
            for (column, value) in row {
                add(&mut across[*column as usize], own, *value);
            }
        }
        straighten(&mut across);
    }
    for (row, out) in rows.iter().zip(&mut down) {
        out.fill(0.0);
        for (column, value) in row {
            add(out, &across[*column as usize], *value);
        }
    }
    let strength = strengths(&down);
    for row in &mut down {
        for (value, strength) in row.iter_mut().zip(&strength) {
            *value /= strength.sqrt().max(1e-9);
        }
        let length = row
            .iter()
            .map(|value| value * value)
            .sum::<f32>()
            .sqrt()
            .max(1e-9);
        row.iter_mut().for_each(|value| *value /= length);
    }
    down
}

fn add(to: &mut [f32], row: &[f32], times: f32) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += times * value;
    }
}

/// Length of each column.
fn strengths(rows: &[Vec<f32>]) -> Vec<f32> {
    let count = rows.first().map_or(0, Vec::len);
    (0..count)
        .map(|k| rows.iter().map(|row| row[k] * row[k]).sum::<f32>().sqrt())
        .collect()
}

/// Makes the columns of `rows` stand at right angles, each of length 1.
fn straighten(rows: &mut [Vec<f32>]) {
    let count = rows.first().map_or(0, Vec::len);
    for k in 0..count {
        for j in 0..k {
            let shared: f64 = rows.iter().map(|row| f64::from(row[k]) * f64::from(row[j])).sum();
            for row in rows.iter_mut() {
                row[k] -= shared as f32 * row[j];
            }
        }
        let square: f64 = rows.iter().map(|row| f64::from(row[k]).powi(2)).sum();
        let length = square.sqrt().max(1e-12) as f32;
        for row in rows.iter_mut() {
            row[k] /= length;
        }
    }
}

/// For each row the nearest of `count` centres, which begin at frequent words and move to the middle of what is near.
fn grouped(rows: &[Vec<f32>], count: usize) -> Vec<usize> {
    let Some(last) = rows.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut centres: Vec<Vec<f32>> = (0..count).map(|k| rows[(3 * k).min(last)].clone()).collect();
    let mut nearest = vec![0; rows.len()];
    for _ in 0..12 {
        for (row, nearest) in rows.iter().zip(&mut nearest) {
            let like = |centre: &Vec<f32>| row.iter().zip(centre).map(|(a, b)| a * b).sum::<f32>();
            let mut best = f32::MIN;
            for (k, centre) in centres.iter().enumerate() {
                let like = like(centre);
                if like > best {
                    (best, *nearest) = (like, k);
                }
            }
        }
        let mut sums = vec![vec![0f32; rows[0].len()]; count];
        for (row, &nearest) in rows.iter().zip(&nearest) {
            add(&mut sums[nearest], row, 1.0);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
            if length > 1e-6 {
                *centre = sum.into_iter().map(|value| value / length).collect();
            }
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_like_company_share_a_class() {
        let text = |s: &str| -> Vec<Vec<String>> {
            s.split('.')
                .map(|s| s.split_whitespace().map(str::to_owned).collect())
                .collect()
        };
        let mut sentences = Vec::new();
        for (animal, tool) in [("cat", "saw"), ("dog", "axe"), ("cow", "rake")] {
            for verb in ["feeds", "strokes", "calls"] {
                sentences.extend(text(&format!(
                    "he {verb} the {animal} at home . he lifts a {tool} with care"
                )));
            }
        }
        let how = Group {
            least: 1.0,
            company: 12,
            dimensions: 4,
            classes: [2, 6],
        };
        let classes = Classes::learn(&[(sentences, 1.0)], how);
        assert_eq!(classes.of("cat"), classes.of("dog"));
        assert_eq!(classes.of("saw"), classes.of("axe"));
        assert_ne!(classes.of("cat").1, classes.of("saw").1);
        assert_eq!(classes.of("never"), (0, 0));
        let mut writer = Writer::default();
        classes.write(&mut writer);
        let again = Classes::read(&mut Reader::new(&writer.bytes)).unwrap();
        assert_eq!(again.of("cow"), classes.of("cow"));
    }
}
