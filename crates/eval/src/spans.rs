//! Matches predicted stretches of text to wanted ones by overlap, one to one.

/// For each of `wanted` the index of the stretch of `given` matched to it; `None` where nothing overlaps it.
///
/// In the order of the text, each wanted stretch takes the free given one with the longest overlap, the first of equals.
/// Stretches are `(start, end)`, end exclusive; both lists must be sorted by start.
#[must_use]
pub fn by_overlap(wanted: &[(usize, usize)], given: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut taken = vec![false; given.len()];
    let mut from = 0;
    wanted
        .iter()
        .map(|&(start, end)| {
            while from < given.len() && given[from].1 <= start {
                from += 1;
            }
            let mut best: Option<(usize, usize)> = None;
            for (index, &(start1, end1)) in given.iter().enumerate().skip(from) {
                if start1 >= end {
                    break;
                }
                let shared = end.min(end1).saturating_sub(start.max(start1));
                if !taken[index] && shared > best.map_or(0, |(_, most)| most) {
                    best = Some((index, shared));
                }
            }
            let (index, _) = best?;
            taken[index] = true;
            Some(index)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // 0..5 overlaps the first; 6..9 the longest of two; 20..21 nothing.
        assert_eq!(
            by_overlap(&[(0, 5), (6, 9), (20, 21)], &[(3, 7), (7, 12)]),
            [Some(0), Some(1), None]
        );
        // One given stretch over two wanted ones serves the first only.
        assert_eq!(by_overlap(&[(0, 5), (6, 9)], &[(0, 9)]), [Some(0), None]);
        // Touching is not overlapping.
        assert_eq!(by_overlap(&[(0, 5)], &[(5, 6)]), [None]);
        assert_eq!(by_overlap(&[], &[(5, 6)]), Vec::<Option<usize>>::new());
    }
}
