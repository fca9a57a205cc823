//! Cross-validation: what a model says of things it was not trained on.

/// Number of parts; thing `k` is in part `k` modulo this.
pub const FOLDS: usize = 5;

/// Fits on all but one part and shows the model what is in that part, for every part; then fits on all and gives that model.
pub fn across<M>(count: usize, fit: impl Fn(&[usize]) -> M, mut see: impl FnMut(&M, usize)) -> M {
    for fold in 0..FOLDS {
        let others: Vec<usize> = (0..count).filter(|k| k % FOLDS != fold).collect();
        let model = fit(&others);
        for k in (0..count).filter(|k| k % FOLDS == fold) {
            see(&model, k);
        }
    }
    fit(&(0..count).collect::<Vec<_>>())
}

/// Area under the curve of scores against yes (1) and no (0): .5 is chance.
#[must_use]
pub fn area(scored: &[(f32, f32)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut no, mut yes, mut sum) = (0f64, 0f64, 0f64);
    for (_, truth) in sorted {
        if truth > 0.5 {
            sum += no;
            yes += 1.0;
        } else {
            no += 1.0;
        }
    }
    sum / (no * yes).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_seen_by_a_model_trained_on_it() {
        let mut seen = Vec::new();
        let last = across(12, <[usize]>::to_vec, |model, k| {
            assert!(!model.contains(&k));
            seen.push(k);
        });
        seen.sort_unstable();
        assert_eq!(seen, last);
        assert!((area(&[(0.1, 0.0), (0.9, 1.0), (0.5, 1.0), (0.6, 0.0)]) - 0.75).abs() < 1e-9);
    }
}
