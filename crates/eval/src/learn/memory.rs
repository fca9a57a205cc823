//! What was remembered of keys: how often things with a key were yes, as numbers a judge can weigh.

use super::bytes::{Reader, Writer};
use std::collections::BTreeMap;

/// Counts by key.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The share of yes over all things.
    share: f32,
    /// By key: number of yes, number of all.
    of: BTreeMap<u32, (f32, f32)>,
}

/// A key counts as much as this many things of the common share, before any is seen.
const PRIOR: f32 = 4.0;
/// Keys seen less often are not kept.
const LEAST: f32 = 2.0;
/// Larger counts are brought down to this, for the file.
const MOST: f32 = 65_535.0;

impl Memory {
    /// Counts over things: their keys, and 1 for yes or 0 for no.
    pub fn fit<'k>(things: impl IntoIterator<Item = (&'k [u32], f32)>) -> Self {
        let (mut yes, mut all) = (0f32, 0f32);
        let mut of: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
        for (keys, truth) in things {
            yes += truth;
            all += 1.0;
            for key in keys {
                let counts = of.entry(*key).or_default();
                counts.0 += truth;
                counts.1 += 1.0;
            }
        }
        of.retain(|_, counts| counts.1 >= LEAST);
        for counts in of.values_mut().filter(|counts| counts.1 > MOST) {
            *counts = ((counts.0 * MOST / counts.1).round(), MOST);
        }
        Self {
            share: (yes / all.max(1.0)).clamp(1e-4, 1.0 - 1e-4),
            of,
        }
    }

    /// How much more often than all things those with the key were yes: a difference of log-odds, 0 for an unknown key.
    #[must_use]
    pub fn odds(&self, key: u32) -> f32 {
        let Some((yes, all)) = self.of.get(&key) else {
            return 0.0;
        };
        let rate = (yes + PRIOR * self.share) / (all + PRIOR);
        (rate / (1.0 - rate)).ln() - (self.share / (1.0 - self.share)).ln()
    }

    /// The highest, the lowest and the sum of the odds of all keys; zeros without keys.
    #[must_use]
    pub fn numbers(&self, keys: &[u32]) -> [f32; 3] {
        let mut out = [f32::MIN, f32::MAX, 0.0];
        for key in keys {
            let odds = self.odds(*key);
            out = [out[0].max(odds), out[1].min(odds), out[2] + odds];
        }
        if keys.is_empty() { [0.0; 3] } else { out }
    }

    /// Writes the counts.
    pub fn write(&self, to: &mut Writer) {
        to.real(self.share);
        to.whole(self.of.len());
        for (key, (yes, all)) in &self.of {
            to.whole(*key as usize);
            to.whole((*yes as usize) << 16 | *all as usize);
        }
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let share = from.real()?;
        let mut of = BTreeMap::new();
        for _ in 0..from.whole()? {
            let key = from.whole()? as u32;
            let both = from.whole()?;
            of.insert(key, ((both >> 16) as f32, (both & 0xffff) as f32));
        }
        Some(Self { share, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_was_yes() {
        let things: [(&[u32], f32); 6] = [
            (&[1, 3], 1.0),
            (&[1, 3], 1.0),
            (&[2, 3], 0.0),
            (&[2, 3], 0.0),
            (&[2], 0.0),
            (&[9], 1.0),
        ];
        let memory = Memory::fit(things);
        assert!(memory.odds(1) > 0.3 && memory.odds(2) < -0.3 && memory.odds(3).abs() < 1e-5);
        assert_eq!((memory.odds(9), memory.odds(7)), (0.0, 0.0));
        let numbers = memory.numbers(&[1, 2]);
        assert_eq!(numbers[..2], [memory.odds(1), memory.odds(2)]);
        let mut writer = Writer::default();
        memory.write(&mut writer);
        let again = Memory::read(&mut Reader::new(&writer.bytes)).unwrap();
        assert_eq!(again.numbers(&[1, 2]), numbers);
        assert!(Memory::read(&mut Reader::new(&writer.bytes[..9])).is_none());
    }
}
