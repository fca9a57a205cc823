//! Weights of one model: rows of bytes found by a feature's hash, each guarded by a byte of that hash.
//!
//! Rows stand in pairs; a feature is looked for in both rows of its pair, and weighs nothing where neither is its own.

/// Bytes of a row of [`Narrow`]: three weights and the guard.
pub const NARROW: usize = 4;
/// Bytes of a row of [`Wide`]: the guard and 31 weights.
pub const WIDE: usize = 32;

/// Weights of the moves: three a row, each raised by [`RAISE`], the guard in the highest byte.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// Pairs of rows, the one with the even number in the lower half.
    pairs: Vec<u64>,
    mask: usize,
}

/// Added to every weight of a [`Narrow`] row, so that sums of lanes never borrow from one another.
const RAISE: u8 = 128;

impl Narrow {
    /// From bytes, [`NARROW`] a row; the number of rows must be a power of two and at least 2. `None` where it is not.
    #[must_use]
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let count = bytes.len() / NARROW;
        if count < 2 || !count.is_power_of_two() || !bytes.len().is_multiple_of(NARROW) {
            return None;
        }
        let raised =
            |row: &[u8]| u32::from_le_bytes([row[0] ^ RAISE, row[1] ^ RAISE, row[2] ^ RAISE, row[3]]);
        let pairs = bytes
            .chunks_exact(2 * NARROW)
            .map(|pair| u64::from(raised(&pair[..NARROW])) | u64::from(raised(&pair[NARROW..])) << 32)
            .collect::<Vec<u64>>();
        Some(Self {
            mask: pairs.len() - 1,
            pairs,
        })
    }

    /// The scores of the three moves over `features` (500 at most).
    #[inline]
    #[must_use]
    pub fn score<const N: usize>(&self, features: &[u32; N]) -> [i32; 3] {
        // All rows are fetched before any is weighed: most lie outside the nearest cache, and so they come side by side.
        let mut pairs = [0u64; N];
        for (to, &feature) in pairs.iter_mut().zip(features) {
            *to = self
                .pairs
                .get(feature as usize >> 1 & self.mask)
                .copied()
                .unwrap_or(0);
        }
        // The first and third weight in lanes of 16 bits, the second beside the number of rows found.
        let (mut outer, mut inner, mut found) = (0u32, 0u32, 0u32);
        for (feature, pair) in features.iter().zip(pairs) {
            let (one, two) = (pair as u32, (pair >> 32) as u32);
            // No branches: a wrong guess of the processor would cost more than both rows.
            let guard = feature & 0xFF00_0000;
            let row = one & same(one, guard) | two & same(two, guard);
            outer += row & 0x00FF_00FF;
            inner += row >> 8 & 0xFF;
            found += (same(one, guard) | same(two, guard)) & 1;
        }
        let raised = i32::from(RAISE) * found as i32;
        [
            (outer & 0xFFFF) as i32 - raised,
            inner as i32 - raised,
            (outer >> 16) as i32 - raised,
        ]
    }
}

/// All bits where the highest bytes of both are the same, else none.
#[inline]
fn same(row: u32, guard: u32) -> u32 {
    // The highest byte of the difference minus one borrows only from zero.
    (((row ^ guard) >> 24).wrapping_sub(1) as i32 >> 31) as u32
}

/// Two rows of [`Wide`], in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Pair([[u8; WIDE]; 2]);

impl Pair {
    #[inline]
    fn guards(&self) -> (u8, u8) {
        (self.0[0][0], self.0[1][0])
    }
}

/// Weights of a model of up to 31 classes.
#[derive(Clone, Debug, Default)]
pub struct Wide {
    pairs: Vec<Pair>,
    mask: usize,
}

impl Wide {
    /// From bytes, [`WIDE`] a row; the number of rows must be a power of two and at least 2. `None` where it is not.
    #[must_use]
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<WIDE>();
        if rows.len() < 2 || !rows.len().is_power_of_two() || !rest.is_empty() {
            return None;
        }
        let (pairs, _) = rows.as_chunks::<2>();
        let pairs: Vec<Pair> = pairs.iter().copied().map(Pair).collect();
        Some(Self {
            mask: pairs.len() - 1,
            pairs,
        })
    }

    /// The scores of all classes over `features` (200 at most), from the second place on; the first means nothing.
    #[inline]
    #[must_use]
    pub fn score<const N: usize>(&self, features: &[u32; N]) -> [i16; WIDE] {
        // All rows are found before any is added, as above, and without branches: a row that is not the feature's own
        // counts as zeros.
        let mut rows = [(0usize, 0u8); N];
        for (to, &feature) in rows.iter_mut().zip(features) {
            let guard = (feature >> 24) as u8;
            let at = feature as usize >> 1 & self.mask;
            let (one, two) = self.pairs.get(at).map_or((0, 0), Pair::guards);
            let own = 0u8.wrapping_sub(u8::from(one == guard) | u8::from(two == guard));
            *to = (2 * at + usize::from(one != guard), own);
        }
        let mut sum = [0i16; WIDE];
        for (half, sum) in sum.as_chunks_mut::<{ WIDE / 2 }>().0.iter_mut().enumerate() {
            for &(at, own) in &rows {
                let Some(row) = self.pairs.get(at / 2).map(|Pair(rows)| &rows[at % 2]) else {
                    continue;
                };
                let (halves, _) = row.as_chunks::<{ WIDE / 2 }>();
                for (total, weight) in sum.iter_mut().zip(&halves[half]) {
                    *total = total.wrapping_add(i16::from((weight & own) as i8));
                }
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_counts_only_for_its_own_feature() {
        let mut bytes = vec![0u8; 4 * NARROW];
        bytes[8..12].copy_from_slice(&[5, (-7i8) as u8, 0, 9]);
        let table = Narrow::open(&bytes).unwrap();
        let own = 9 << 24 | 2;
        assert_eq!(table.score(&[own]), [5, -7, 0]);
        assert_eq!(table.score(&[own | 1]), [5, -7, 0]);
        assert_eq!(table.score(&[own, own, 8 << 24 | 2, 9 << 24]), [10, -14, 0]);
        assert!(Narrow::open(&bytes[..12]).is_none());
    }

    #[test]
    fn wide_rows_too() {
        let mut bytes = vec![0u8; 2 * WIDE];
        bytes[WIDE] = 3;
        bytes[WIDE + 2] = 200;
        let table = Wide::open(&bytes).unwrap();
        let scores = table.score(&[3 << 24, 4 << 24]);
        assert_eq!(scores[2], -56);
        assert!(
            scores
                .iter()
                .enumerate()
                .all(|(at, &score)| at < 1 || at == 2 || score == 0)
        );
    }
}
