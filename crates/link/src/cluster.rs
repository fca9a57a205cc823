//! Groups items by average link, deterministically: the result depends on the items and their scores alone.

/// What a grouping keeps to.
pub(crate) struct Rules<'r> {
    /// Pairs that are one whatever their score.
    pub(crate) must: &'r [(usize, usize)],
    /// Pairs that are never one; they win over `must`.
    pub(crate) cannot: &'r [(usize, usize)],
    /// Two groups are joined only if their pairs' mean score is at least this …
    pub(crate) mean: f32,
    /// … and their best pair's at least this …
    pub(crate) best: f32,
    /// … and their worst pair's at least this …
    pub(crate) worst: f32,
    /// … and, where both have three items or more, their mean is at least this share of the mean within the looser of them.
    pub(crate) cohesion: f32,
}

/// Groups `0..count` by `score(i, j)` for `i < j`. Items must come in an order that does not depend on arrival: it breaks ties.
/// Each group is sorted; groups are sorted by their first item.
pub(crate) fn group(count: usize, score: &dyn Fn(usize, usize) -> f32, rules: &Rules<'_>) -> Vec<Vec<usize>> {
    let mut state = State::new(count, score, rules);
    let mut must: Vec<(usize, usize)> = rules.must.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    must.sort_unstable();
    for (a, b) in must {
        let (a, b) = (state.home[a], state.home[b]);
        if a != b && !state.links[state.at(a, b)].forbidden {
            state.merge(a.min(b), a.max(b), Said::ByAPerson);
        }
    }
    state.join_all(rules);
    let mut groups: Vec<Vec<usize>> = state
        .groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

/// On whose word two groups are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    ByScores,
    ByAPerson,
}

/// What is known between two groups.
#[derive(Clone, Copy)]
struct Between {
    sum: f64,
    best: f32,
    worst: f32,
    forbidden: bool,
}

struct State {
    count: usize,
    groups: Vec<Vec<usize>>,
    home: Vec<usize>,
    links: Vec<Between>,
    /// Sum of scores within each group.
    inner: Vec<f64>,
}

impl State {
    fn new(count: usize, score: &dyn Fn(usize, usize) -> f32, rules: &Rules<'_>) -> Self {
        let none = Between {
            sum: 0.0,
            best: f32::MIN,
            worst: f32::MAX,
            forbidden: false,
        };
        let mut state = Self {
            count,
            groups: (0..count).map(|item| vec![item]).collect(),
            home: (0..count).collect(),
            links: vec![none; count * count],
            inner: vec![0.0; count],
        };
        for a in 0..count {
            for b in a + 1..count {
                let score = score(a, b);
                let at = state.at(a, b);
                state.links[at] = Between {
                    sum: f64::from(score),
                    best: score,
                    worst: score,
                    forbidden: false,
                };
            }
        }
        for &(a, b) in rules.cannot.iter().filter(|(a, b)| a != b) {
            let at = state.at(a, b);
            state.links[at].forbidden = true;
        }
        state
    }

    fn at(&self, a: usize, b: usize) -> usize {
        a.min(b) * self.count + a.max(b)
    }

    /// Joins, again and again, the two groups with the highest mean that the rules allow; the first in order among equals.
    fn join_all(&mut self, rules: &Rules<'_>) {
        // For each group the best of those after it. A join changes only what concerns the two groups joined.
        let mut best: Vec<Option<(f64, usize)>> =
            (0..self.count).map(|a| self.best_after(a, rules)).collect();
        loop {
            let mut first: Option<(f64, usize, usize)> = None;
            for (a, found) in best.iter().enumerate() {
                if let Some((mean, b)) = *found
                    && first.is_none_or(|(highest, _, _)| mean > highest)
                {
                    first = Some((mean, a, b));
                }
            }
            let Some((_, a, b)) = first else { break };
            self.merge(a, b, Said::ByScores);
            best[b] = None;
            for (other, best) in best.iter_mut().enumerate() {
                let beside = best.is_some_and(|(_, at)| at == a || at == b);
                if other == a || beside {
                    *best = self.best_after(other, rules);
                } else if other < a
                    && let Some(mean) = self.fits(other, a, rules)
                    && best.is_none_or(|(highest, at)| mean > highest || (mean >= highest && a < at))
                {
                    *best = Some((mean, a));
                }
            }
        }
    }

    /// The group after `a` that it may be joined with at the highest mean; the first in order among equals.
    fn best_after(&self, a: usize, rules: &Rules<'_>) -> Option<(f64, usize)> {
        let mut found: Option<(f64, usize)> = None;
        for b in a + 1..self.count {
            if let Some(mean) = self.fits(a, b, rules)
                && found.is_none_or(|(highest, _)| mean > highest)
            {
                found = Some((mean, b));
            }
        }
        found
    }

    /// The mean score of two groups, if the rules allow to join them.
    fn fits(&self, a: usize, b: usize, rules: &Rules<'_>) -> Option<f64> {
        let link = &self.links[self.at(a, b)];
        if self.groups[a].is_empty()
            || self.groups[b].is_empty()
            || link.forbidden
            || link.best < rules.best
            || link.worst < rules.worst
        {
            return None;
        }
        let mean = link.sum / (self.groups[a].len() * self.groups[b].len()) as f64;
        (mean >= f64::from(rules.mean) && self.coheres(a, b, mean, rules.cohesion)).then_some(mean)
    }

    /// Whether two groups are about as close to each other as the items within them: two dense groups side by side are two
    /// events of one kind.
    fn coheres(&self, a: usize, b: usize, mean: f64, cohesion: f32) -> bool {
        if self.groups[a].len() < 3 || self.groups[b].len() < 3 {
            return true;
        }
        mean >= f64::from(cohesion) * self.within(a).min(self.within(b))
    }

    /// Mean score within a group of two items at least.
    fn within(&self, a: usize) -> f64 {
        let pairs = self.groups[a].len() * (self.groups[a].len() - 1) / 2;
        self.inner[a] / pairs.max(1) as f64
    }

    /// Joins group `b` into group `a`. What a person joined is one event told in two ways: another group fits it if it fits
    /// either; what scores joined must fit on the whole.
    fn merge(&mut self, a: usize, b: usize, said: Said) {
        let (len_a, len_b) = (self.groups[a].len() as f64, self.groups[b].len() as f64);
        self.inner[a] += self.inner[b] + self.links[self.at(a, b)].sum;
        for item in std::mem::take(&mut self.groups[b]) {
            self.home[item] = a;
            self.groups[a].push(item);
        }
        for other in (0..self.count).filter(|&other| other != a && other != b) {
            let (kept, gone) = (self.at(a, other), self.at(b, other));
            let gone = self.links[gone];
            let kept = &mut self.links[kept];
            if said == Said::ByAPerson {
                kept.sum = (kept.sum / len_a).max(gone.sum / len_b) * (len_a + len_b);
                kept.worst = kept.worst.max(gone.worst);
            } else {
                kept.sum += gone.sum;
                kept.worst = kept.worst.min(gone.worst);
            }
            kept.best = kept.best.max(gone.best);
            kept.forbidden |= gone.forbidden;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        count: usize,
        scores: &[(usize, usize, f32)],
        must: &[(usize, usize)],
        cannot: &[(usize, usize)],
        expected: &str,
    ) {
        let score = |a: usize, b: usize| {
            scores
                .iter()
                .find(|(x, y, _)| (*x, *y) == (a, b))
                .map_or(-2.0, |(_, _, score)| *score)
        };
        let rules = Rules {
            must,
            cannot,
            mean: 1.0,
            best: 2.0,
            worst: -3.0,
            cohesion: 0.0,
        };
        let groups: Vec<String> = group(count, &score, &rules)
            .iter()
            .map(|group| {
                group
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(groups.join(" | "), expected);
    }

    #[test]
    fn joined_by_their_mean() {
        check(3, &[], &[], &[], "0 | 1 | 2");
        check(3, &[(0, 1, 3.0)], &[], &[], "0 1 | 2");
        check(3, &[(0, 1, 3.0), (1, 2, 3.0)], &[], &[], "0 1 | 2");
        check(3, &[(0, 1, 3.0), (1, 2, 3.0), (0, 2, 0.0)], &[], &[], "0 1 2");
        check(3, &[(0, 1, 3.0), (1, 2, 9.0), (0, 2, -4.0)], &[], &[], "0 | 1 2");
        check(2, &[(0, 1, 1.5)], &[], &[], "0 | 1");
    }

    #[test]
    fn a_persons_word_wins() {
        check(2, &[], &[(1, 0)], &[], "0 1");
        check(2, &[(0, 1, 9.0)], &[], &[(1, 0)], "0 | 1");
        check(3, &[(1, 2, 9.0)], &[(0, 1)], &[(0, 2)], "0 1 | 2");
        check(0, &[], &[], &[], "");
        // What fits one telling of a merged event fits the event.
        check(
            3,
            &[(0, 1, 4.0), (0, 2, -9.0), (1, 2, -9.0)],
            &[(0, 2)],
            &[],
            "0 1 2",
        );
    }
}
