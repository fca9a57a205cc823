//! Area under the ROC curve: how well a score parts two classes.

/// The chance that a random one of `yes` scores above a random one of `no`, ties counting half; `None` if one is empty.
#[must_use]
pub fn auc(yes: &[f64], no: &[f64]) -> Option<f64> {
    if yes.is_empty() || no.is_empty() {
        return None;
    }
    let mut sorted = no.to_vec();
    sorted.sort_by(f64::total_cmp);
    let above: f64 = yes
        .iter()
        .map(|score| {
            let below = sorted.partition_point(|other| other < score);
            let up_to = sorted.partition_point(|other| other <= score);
            below as f64 + (up_to - below) as f64 / 2.0
        })
        .sum();
    Some(above / (yes.len() * no.len()) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Pairs: .9 over .1 and .5; .5 over .1, tie with .5; .0 below both: (2 + 1.5 + 0) / 6.
        assert_eq!(auc(&[0.9, 0.5, 0.0], &[0.1, 0.5]), Some(3.5 / 6.0));
        assert_eq!(auc(&[1.0], &[0.0]), Some(1.0));
        assert_eq!(auc(&[0.0], &[0.0]), Some(0.5));
        assert_eq!(auc(&[], &[0.0]), None);
    }
}
