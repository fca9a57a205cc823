//! The template scorer against cases computed by hand, and against trying all maps.

use super::*;

/// A template from its type and `role=mention/mention;mention` texts.
fn template(incident_type: &str, fills: &[(usize, &[&[&str]])]) -> Template {
    let mut out = Template {
        incident_type: incident_type.to_owned(),
        ..Template::default()
    };
    for (role, entities) in fills {
        out.roles[*role] = entities
            .iter()
            .map(|entity| entity.iter().map(ToString::to_string).collect())
            .collect();
    }
    out
}

const PERP_IND: usize = 0;
const PERP_ORG: usize = 1;
const TARGET: usize = 2;
const VICTIM: usize = 3;

#[track_caller]
fn micro(predicted: &[Template], gold: &[Template], counts: (f64, f64, f64, f64)) {
    let mut score = Templates::default();
    score.add(predicted, gold);
    let micro = score.micro();
    assert_eq!(
        (micro.right_given, micro.given, micro.right_wanted, micro.wanted),
        counts
    );
}

#[test]
fn one_pair_by_hand() {
    // Predicted: type, PerpInd {guerrillas}, Victim {the peasant}, Victim {soldier}: 4 fills.
    // Gold: type, PerpInd {guerrillas, guerrilla column}, PerpOrg {urng}, Victim {peasant}: 4 fills.
    // Right: type, guerrillas (within the gold entity), peasant (after normalising): 3 from either side.
    micro(
        &[template(
            "attack",
            &[
                (PERP_IND, &[&["Guerrillas"]]),
                (VICTIM, &[&["the peasant"], &["soldier"]]),
            ],
        )],
        &[template(
            "attack",
            &[
                (PERP_IND, &[&["guerrillas", "guerrilla column"]]),
                (PERP_ORG, &[&["urng"]]),
                (VICTIM, &[&["peasant"]]),
            ],
        )],
        (3.0, 4.0, 3.0, 4.0),
    );
}

#[test]
fn an_entity_with_a_mention_too_many_is_wrong() {
    // {farm, house} is not within {farm}: only the type is right, of 2 and 2.
    micro(
        &[template("arson", &[(TARGET, &[&["farm", "house"]])])],
        &[template("arson", &[(TARGET, &[&["farm"]])])],
        (1.0, 2.0, 1.0, 2.0),
    );
}

#[test]
fn two_predicted_entities_may_share_a_gold_one() {
    // Both {farc} and {armed forces of colombia} lie within the one gold entity: 3 of 3 given, but 2 of 2 wanted.
    micro(
        &[template(
            "attack",
            &[(PERP_ORG, &[&["farc"], &["armed forces of colombia"]])],
        )],
        &[template(
            "attack",
            &[(PERP_ORG, &[&["farc", "armed forces of colombia"]])],
        )],
        (3.0, 3.0, 2.0, 2.0),
    );
}

#[test]
fn types_that_may_and_may_not_map() {
    // "attack" is in "attack / bombing": type right.
    micro(
        &[template("attack", &[])],
        &[template("attack / bombing", &[])],
        (1.0, 1.0, 1.0, 1.0),
    );
    // "bombing" is not in "attack": spurious and missing as a whole, the shared victim included.
    micro(
        &[template("bombing", &[(VICTIM, &[&["mayor"]])])],
        &[template("attack", &[(VICTIM, &[&["mayor"]])])],
        (0.0, 2.0, 0.0, 2.0),
    );
}

#[test]
fn identical_gold_templates_count_once_predicted_ones_do_not() {
    let kidnapping = template("kidnapping", &[(VICTIM, &[&["judge"]])]);
    // Gold: one template of 2 fills left. Predicted: two of 2 fills, one maps: 2 of 4, and 2 of 2.
    micro(
        &[kidnapping.clone(), kidnapping.clone()],
        &[kidnapping.clone(), kidnapping.clone()],
        (2.0, 4.0, 2.0, 2.0),
    );
}

#[test]
fn nothing_predicted_or_nothing_wanted() {
    let attack = template("attack", &[(VICTIM, &[&["priest"]])]);
    micro(&[], std::slice::from_ref(&attack), (0.0, 0.0, 0.0, 2.0));
    micro(&[attack], &[], (0.0, 2.0, 0.0, 0.0));
    micro(&[], &[], (0.0, 0.0, 0.0, 0.0));
}

#[test]
fn the_best_map_is_not_the_greedy_one() {
    let x: &[&[&str]] = &[&["x"]];
    let y: &[&[&str]] = &[&["y"]];
    // First predicted shares PerpInd and Victim with gold 0 (3 with the type) and PerpInd with gold 1 (2);
    // the second shares Victim with gold 0 only (2) and nothing but the type with gold 1 (1).
    // In order: 3 + 1 = 4; crossed: 2 + 2 = 4: a tie, and the first map in order is kept.
    let predicted = [
        template("attack", &[(PERP_IND, x), (VICTIM, y)]),
        template("attack", &[(VICTIM, y)]),
    ];
    let gold = [
        template("attack", &[(PERP_IND, x), (VICTIM, y)]),
        template("attack", &[(PERP_IND, x)]),
    ];
    assert_eq!(best_map(&predicted, &gold), [Some(0), Some(1)]);
    // With a target shared by the first predicted and gold 1 the crossed map is better: 3 + 2 = 5 against 4.
    let predicted = [
        template("attack", &[(PERP_IND, x), (VICTIM, y), (TARGET, x)]),
        template("attack", &[(VICTIM, y)]),
    ];
    let gold = [
        template("attack", &[(PERP_IND, x), (VICTIM, y)]),
        template("attack", &[(PERP_IND, x), (TARGET, x)]),
    ];
    assert_eq!(best_map(&predicted, &gold), [Some(1), Some(0)]);
}

/// The best F1 over all maps, by trial.
fn by_trial(predicted: &[Template], gold: &[Template]) -> f64 {
    fn walk(
        row: usize,
        pairs: &[Vec<(i64, i64)>],
        taken: &mut Vec<bool>,
        so_far: (i64, i64),
        end: &mut dyn FnMut((i64, i64)),
    ) {
        if row == pairs.len() {
            end(so_far);
            return;
        }
        walk(row + 1, pairs, taken, so_far, end);
        for column in 0..taken.len() {
            if !taken[column] {
                taken[column] = true;
                let (p, r) = pairs[row][column];
                walk(row + 1, pairs, taken, (so_far.0 + p, so_far.1 + r), end);
                taken[column] = false;
            }
        }
    }
    let pairs: Vec<Vec<(i64, i64)>> = predicted
        .iter()
        .map(|one| gold.iter().map(|other| sum(compare(one, other))).collect())
        .collect();
    let count = |templates: &[Template]| -> f64 {
        templates
            .iter()
            .map(|template| (0..SLOTS).map(|slot| fills(template, slot)).sum::<i64>() as f64)
            .sum()
    };
    let (given, wanted) = (count(predicted), count(gold));
    let mut best = 0.0f64;
    walk(0, &pairs, &mut vec![false; gold.len()], (0, 0), &mut |(p, r)| {
        let tally = Tally {
            right_given: p as f64,
            given,
            right_wanted: r as f64,
            wanted,
        };
        best = best.max(tally.f1());
    });
    best
}

#[test]
fn as_good_as_trying_all_maps() {
    let mut state = 7u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let names = ["a1", "b1", "c1", "d1"];
    let mut make = move |most: u64| -> Vec<Template> {
        (0..next(most + 1))
            .map(|_| {
                let kind = if next(3) == 0 { "bombing" } else { "attack" };
                let mut out = template(kind, &[]);
                for role in 0..5 {
                    out.roles[role] = (0..next(3))
                        .map(|_| {
                            let first = names[next(4) as usize].to_owned();
                            let second = names[next(4) as usize].to_owned();
                            if next(2) == 0 {
                                vec![first]
                            } else {
                                vec![first, second]
                            }
                        })
                        .collect();
                }
                out
            })
            .collect()
    };
    for _ in 0..300 {
        let (predicted, gold) = (make(4), make(4));
        let kept: Vec<Template> = without_repeats(&gold).into_iter().cloned().collect();
        let mut score = Templates::default();
        score.add(&predicted, &gold);
        let expected = by_trial(&predicted, &kept);
        assert!(
            (score.micro().f1() - expected).abs() < 1e-9,
            "{predicted:?}\n{kept:?}"
        );
    }
}
