//! The best one-to-one assignment between rows and columns (the Hungarian method in O(n³), with potentials).

/// For each row of `weights` (all rows equally long, all weights ≥ 0) the column it is given so that the sum of the
/// weights is largest and no column is given twice. `None` for a row that gets nothing, or only a weight of 0.
///
/// Weights must be below 2⁶⁰. Among equally good assignments the result is fixed, but not otherwise specified.
#[must_use]
pub fn best(weights: &[Vec<i64>]) -> Vec<Option<usize>> {
    let rows = weights.len();
    let columns = weights.first().map_or(0, Vec::len);
    if columns == 0 {
        return vec![None; rows];
    }
    let mut given = vec![None; rows];
    if rows <= columns {
        let owner = least_cost(rows, columns, |row, column| -weights[row][column]);
        for (column, row) in owner.into_iter().enumerate() {
            if let Some(row) = row {
                given[row] = Some(column);
            }
        }
    } else {
        let owner = least_cost(columns, rows, |column, row| -weights[row][column]);
        for (row, column) in owner.into_iter().enumerate() {
            given[row] = column;
        }
    }
    for (row, column) in given.iter_mut().enumerate() {
        if column.is_some_and(|column| weights[row][column] <= 0) {
            *column = None;
        }
    }
    given
}

/// The sum of the weights that [`best`] reaches.
#[must_use]
pub fn value(weights: &[Vec<i64>]) -> i64 {
    best(weights)
        .iter()
        .zip(weights)
        .filter_map(|(column, row)| Some(row[(*column)?]))
        .sum()
}

/// For each column the row that owns it, every row owning exactly one, at least cost; needs `rows <= columns`.
/// Rows are added one by one; each is placed along the cheapest alternating path, found as Dijkstra would find it on
/// costs reduced by the potentials `of_row` and `of_column`, which keep them ≥ 0.
fn least_cost(rows: usize, columns: usize, cost: impl Fn(usize, usize) -> i64) -> Vec<Option<usize>> {
    let mut of_row = vec![0i64; rows];
    let mut of_column = vec![0i64; columns];
    let mut owner: Vec<Option<usize>> = vec![None; columns];
    for new in 0..rows {
        let mut slack = vec![i64::MAX; columns];
        let mut before: Vec<Option<usize>> = vec![None; columns];
        let mut done = vec![false; columns];
        let mut at: Option<usize> = None;
        let end = loop {
            let row = at.map_or(new, |column| owner[column].unwrap_or(new));
            let mut nearest = columns;
            for column in (0..columns).filter(|&column| !done[column]) {
                let reduced = cost(row, column) - of_row[row] - of_column[column];
                if reduced < slack[column] {
                    slack[column] = reduced;
                    before[column] = at;
                }
                if nearest == columns || slack[column] < slack[nearest] {
                    nearest = column;
                }
            }
            let step = slack[nearest];
            of_row[new] += step;
            for column in 0..columns {
                if done[column] {
                    if let Some(row) = owner[column] {
                        of_row[row] += step;
                    }
                    of_column[column] -= step;
                } else {
                    slack[column] -= step;
                }
            }
            done[nearest] = true;
            if owner[nearest].is_none() {
                break nearest;
            }
            at = Some(nearest);
        };
        let mut column = end;
        while let Some(previous) = before[column] {
            owner[column] = owner[previous];
            column = previous;
        }
        owner[column] = Some(new);
    }
    owner
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All ways to give rows different columns or nothing, by trial.
    fn by_trial(weights: &[Vec<i64>], row: usize, taken: &mut Vec<bool>) -> i64 {
        if row == weights.len() {
            return 0;
        }
        let mut most = by_trial(weights, row + 1, taken);
        for column in 0..weights[row].len() {
            if !taken[column] {
                taken[column] = true;
                most = most.max(weights[row][column] + by_trial(weights, row + 1, taken));
                taken[column] = false;
            }
        }
        most
    }

    #[test]
    fn small_tables_by_hand() {
        // Greedy would take 9 first and reach 9 + 1 = 10; 8 + 7 = 15 is best.
        assert_eq!(best(&[vec![9, 8], vec![7, 1]]), [Some(1), Some(0)]);
        assert_eq!(value(&[vec![9, 8], vec![7, 1]]), 15);
        // More rows than columns: the row worth least gets nothing.
        assert_eq!(best(&[vec![1], vec![3], vec![2]]), [None, Some(0), None]);
        // A pair worth nothing is no pair.
        assert_eq!(best(&[vec![0, 0], vec![0, 5]]), [None, Some(1)]);
        assert_eq!(best(&[vec![], vec![]]), [None, None]);
        assert_eq!(best(&[]), Vec::<Option<usize>>::new());
    }

    #[test]
    fn as_good_as_trying_all() {
        // A fixed sequence of numbers (Knuth's 64-bit linear congruence), so that a failure repeats.
        let mut state = 1u64;
        let mut next = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..400 {
            let (rows, columns) = (next(5) as usize + 1, next(5) as usize + 1);
            let weights: Vec<Vec<i64>> = (0..rows)
                .map(|_| (0..columns).map(|_| next(7) as i64).collect())
                .collect();
            let expected = by_trial(&weights, 0, &mut vec![false; columns]);
            assert_eq!(value(&weights), expected, "{weights:?}");
            let mut used: Vec<usize> = best(&weights).into_iter().flatten().collect();
            used.sort_unstable();
            used.dedup();
            assert_eq!(used.len(), best(&weights).iter().flatten().count());
        }
    }
}
