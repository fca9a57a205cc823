//! How many were killed, injured, taken: the numbers of each frame.

use super::roles::{Voice, voice};
use super::{Frame, FrameToll, Harm};
use crate::doc::Sentence;
use crate::lexicon::{Mark, Topic};
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};
use tocsin_core::Count;

fn harm_of(concept: &str) -> Option<Harm> {
    Some(match concept {
        "killed" => Harm::Killed,
        "injured" => Harm::Injured,
        "missing" => Harm::Missing,
        "abducted" => Harm::Abducted,
        "displaced" => Harm::Displaced,
        "held" => Harm::Held,
        "casualties" => Harm::Casualties,
        "neutralised" => Harm::Neutralised,
        _ => return None,
    })
}

/// Gives the frames of one sentence their numbers.
pub(super) fn assign(scene: &Scene, sentence: &Sentence, people: &People, frames: &mut [Frame]) {
    let mut found: Vec<(usize, FrameToll)> = Vec::new();
    for mark in scene.of(Topic::Harm, sentence.first, sentence.last) {
        let Some(harm) = harm_of(mark.entry.concept) else {
            continue;
        };
        let own = frames.iter().position(|frame| frame.first == mark.first);
        let before = found.len();
        match mark.entry.kind {
            "n" => {
                found
                    .extend(counted_noun(scene, sentence, people, mark, harm).map(|toll| (mark.first, toll)));
            }
            "toll" => toll_noun(scene, sentence, people, mark, harm, &mut found),
            _ => {}
        }
        if found.len() == before
            && matches!(mark.entry.kind, "vt" | "vi" | "n")
            && let Some(own) = own
            && !frames[own].noun
        {
            verb(scene, sentence, people, mark, harm, &frames[own], &mut found);
        }
        for (_, toll) in &mut found[before..] {
            toll.running = near(scene, sentence, toll, "running");
        }
    }
    found.extend(taken(frames, &found));
    parts(scene, sentence, people, &mut found);
    found.sort_by_key(|(_, toll)| (toll.first, toll.last));
    found.dedup_by(|b, a| a.1.harm == b.1.harm && a.1.first == b.1.first);
    for (at, toll) in found {
        let home = frames
            .iter()
            .position(|frame| frame.first == at)
            .or_else(|| (0..frames.len()).min_by_key(|&index| frames[index].first.abs_diff(at)));
        if let Some(home) = home {
            frames[home].tolls.push(toll);
        }
    }
}

/// "took five teachers": an abduction told by a verb that is none by itself.
fn taken(frames: &[Frame], found: &[(usize, FrameToll)]) -> Vec<(usize, FrameToll)> {
    frames
        .iter()
        .filter(|frame| {
            frame.act == "abduct" && !frame.noun && !found.iter().any(|(at, _)| *at == frame.first)
        })
        .flat_map(|frame| frame.patients.iter().map(move |mention| (frame.first, mention)))
        .filter(|(_, mention)| mention.side != Side::Place)
        .filter_map(|(at, mention)| {
            Some((
                at,
                toll(
                    Harm::Abducted,
                    mention.count?,
                    Some(*mention),
                    mention.first,
                    mention.last,
                ),
            ))
        })
        .collect()
}

fn near(scene: &Scene, sentence: &Sentence, toll: &FrameToll, concept: &str) -> bool {
    let from = toll.first.saturating_sub(10).max(sentence.first);
    let to = (toll.last + 8).min(sentence.last);
    scene
        .of(Topic::Cue, from, to)
        .any(|mark| mark.entry.concept == concept)
}

fn toll(harm: Harm, count: Count, of: Option<Mention>, first: usize, last: usize) -> FrameToll {
    FrameToll {
        harm,
        count,
        of,
        first,
        last,
        part: false,
        running: false,
    }
}

/// "12 dead", "12 people dead", "no casualties", "five people are missing", "the death of 12 soldiers".
fn counted_noun(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    mark: &Mark,
    harm: Harm,
) -> Option<FrameToll> {
    let before = mark.first.checked_sub(1).filter(|&at| at >= sentence.first);
    if before.is_some_and(|at| matches!(scene.doc.word(at), "no" | "aucun" | "aucune" | "zero")) {
        // None was killed, as far as the text says.
        let harm = if harm == Harm::Casualties {
            Harm::Killed
        } else {
            harm
        };
        return Some(toll(harm, Count::exactly(0), None, mark.first - 1, mark.last));
    }
    if before.is_some_and(|at| scene.is(at, gram::BE | gram::HAVE)) {
        let (mention, count) = predicate(scene, people, mark)?;
        return Some(toll(harm, count, Some(mention), mention.first, mention.last));
    }
    let direct = people.quantities.iter().rev().find(|quantity| {
        quantity.last <= mark.first
            && quantity.first >= sentence.first
            && mark.first - quantity.last <= 2
            && (quantity.last..mark.first)
                .all(|at| plain(scene, at) && !people.mentions.iter().any(|m| m.head <= at && at < m.last))
    });
    if let Some(quantity) = direct {
        // "a death", "one dead body": an article counts only before people.
        let article = quantity.weak && quantity.count == Count::exactly(1);
        let of = people
            .mentions
            .iter()
            .find(|m| m.first == mark.last && m.count.is_none() && m.side != Side::Place);
        return (!article).then(|| toll(harm, quantity.count, of.copied(), quantity.first, mark.last));
    }
    let people_before = people.mentions.iter().find(|mention| {
        mention.side != Side::Place
            && mention.last <= mark.first
            && mark.first - mention.last <= 1
            && mention.count.is_some()
    });
    if let Some(mention) = people_before {
        return Some(toll(
            harm,
            mention.count?,
            Some(*mention),
            mention.first,
            mark.last,
        ));
    }
    if let Some((mention, count)) = predicate(scene, people, mark) {
        return Some(toll(harm, count, Some(mention), mention.first, mention.last));
    }
    of_people(scene, people, mark, harm)
}

/// "the death of 12 soldiers".
fn of_people(scene: &Scene, people: &People, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    if !scene.is(mark.last, gram::OF) || mark_is_body(scene, mark) {
        return None;
    }
    let mention = people
        .mentions
        .iter()
        .find(|m| m.first >= mark.last && m.first <= mark.last + 1 && m.side != Side::Place)?;
    Some(toll(
        harm,
        mention.count?,
        Some(*mention),
        mention.first,
        mention.last,
    ))
}

/// "five people are missing", "cinq personnes sont portées disparues": the subject of a noun of harm.
fn predicate(scene: &Scene, people: &People, mark: &Mark) -> Option<(Mention, Count)> {
    const BETWEEN: &[&str] = &[
        "portees",
        "portes",
        "porte",
        "portee",
        "still",
        "reported",
        "encore",
        "toujours",
        "feared",
        "confirmed",
    ];
    if mark.entry.concept == "casualties" {
        return None;
    }
    let subject = people.mentions.iter().rev().find(|mention| {
        mention.side != Side::Place
            && mention.last < mark.first
            && mark.first - mention.last <= 4
            && (mention.last..mark.first).any(|at| scene.is(at, gram::BE))
            && (mention.last..mark.first)
                .all(|at| scene.is(at, gram::BE | gram::HAVE) || BETWEEN.contains(&scene.doc.word(at)))
    })?;
    Some((*subject, subject.count?))
}

fn mark_is_body(scene: &Scene, mark: &Mark) -> bool {
    matches!(
        scene.doc.word(mark.first),
        "wounded" | "injured" | "blesses" | "missing" | "blesse"
    )
}

fn plain(scene: &Scene, at: usize) -> bool {
    !scene.is(
        at,
        gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::AND | gram::THAT,
    ) && !scene.is_break(at)
        && scene.doc.word(at) != ","
}

/// "death toll rose to 12", "le nombre de morts est passé de 10 à 12": the last number that follows.
fn toll_noun(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    mark: &Mark,
    harm: Harm,
    out: &mut Vec<(usize, FrameToll)>,
) {
    let to = (mark.last + 10).min(sentence.last);
    let follows = |from: usize| {
        people.quantities.iter().find(|q| {
            q.first >= from
                && q.last <= to
                && !q.weak
                && (from..q.first).all(|at| !scene.is_break(at) && scene.doc.word(at) != ",")
        })
    };
    let Some(first) = follows(mark.last) else { return };
    // "from 10 to 12": the new number stands.
    let second =
        follows(first.last).filter(|next| matches!(scene.doc.word(next.first.saturating_sub(1)), "to" | "a"));
    let quantity = second.unwrap_or(first);
    // "a toll of 12 dead" is met as a counted noun.
    let counted = scene
        .of(Topic::Harm, quantity.last, (quantity.last + 3).min(sentence.last))
        .any(|other| other.entry.kind == "n");
    if !counted {
        out.push((
            mark.first,
            toll(harm, quantity.count, None, quantity.first, quantity.last),
        ));
    }
}

/// The people a verb of harm has as object, or in the passive as subject.
fn verb(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    mark: &Mark,
    harm: Harm,
    frame: &Frame,
    out: &mut Vec<(usize, FrameToll)>,
) {
    let before = out.len();
    let subject_harmed = mark.entry.kind == "vi" || voice(scene, people, frame, sentence) != Voice::Active;
    let harmed: &[Mention] = if mark.entry.kind == "vi"
        && frame.act != "die"
        && voice(scene, people, frame, sentence) == Voice::Active
    {
        &frame.agents
    } else {
        &frame.patients
    };
    for mention in harmed.iter().filter(|mention| mention.side != Side::Place) {
        let Some(count) = mention
            .count
            .or_else(|| bare_plural(scene, mention, out.len() == before))
        else {
            continue;
        };
        out.push((
            mark.first,
            toll(harm, count, Some(*mention), mention.first, mention.last),
        ));
    }
    if out.len() > before {
        return;
    }
    // "killing 12", "12 were killed".
    let clause = scene.clause(mark.first, sentence.first, sentence.last);
    let quantity = if subject_harmed {
        people.quantities.iter().rev().find(|q| {
            q.last <= mark.first
                && q.first >= clause.0
                && !q.weak
                && (q.last..mark.first)
                    .all(|at| !people.mentions.iter().any(|m| m.first <= at && at < m.last))
        })
    } else {
        people.quantities.iter().find(|q| {
            q.first >= mark.last
                && q.first <= mark.last + 2
                && (!q.weak || is_many(scene, q.first))
                && (mark.last..q.first)
                    .all(|at| scene.doc.word(at) != "," && !scene.is(at, gram::IN | gram::BY))
        })
    };
    if let Some(quantity) = quantity.filter(|q| !(q.weak && q.count == Count::exactly(1))) {
        out.push((
            mark.first,
            toll(harm, quantity.count, None, quantity.first, quantity.last),
        ));
    }
}

fn is_many(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.doc.word(at),
        "dozens" | "scores" | "hundreds" | "several" | "many" | "thousands"
    )
}

/// "killed civilians", "des civils": two at least; only of people named by a plural of the list of groups.
fn bare_plural(scene: &Scene, mention: &Mention, only: bool) -> Option<Count> {
    let word = scene.doc.word(mention.last - 1);
    let plural = (word.ends_with('s') && !word.ends_with("ss"))
        || matches!(word, "people" | "children" | "women" | "men");
    let general = matches!(
        mention.concept,
        "security-forces" | "militiamen" | "police" | "officials"
    );
    (only && plural && !general && mention.topic == Topic::Group && !scene.is(mention.first, gram::THE))
        .then_some(Count {
            least: 2,
            most: None,
            about: false,
        })
}

/// "including three children", "dont 3 enfants", "three of them women": parts of the number before.
fn parts(scene: &Scene, sentence: &Sentence, people: &People, found: &mut Vec<(usize, FrameToll)>) {
    let mut extra: Vec<(usize, FrameToll)> = Vec::new();
    for cue in scene
        .of(Topic::Cue, sentence.first, sentence.last)
        .filter(|mark| mark.entry.concept == "part")
    {
        let of_them = matches!(scene.doc.word(cue.last - 1), "them" | "whom" | "eux" | "elles")
            && scene.doc.word(cue.first) != "among";
        // The number the part is of: the nearest before, in the sentence.
        let Some((at, whole)) = found
            .iter()
            .filter(|(_, toll)| toll.first < cue.first)
            .max_by_key(|(_, toll)| (!toll.part, toll.first))
            .copied()
        else {
            continue;
        };
        let mut last = cue.last;
        for mention in people
            .mentions
            .iter()
            .filter(|mention| mention.side != Side::Place && mention.first >= cue.first)
        {
            let near = mention.first <= last + 2 || (of_them && mention.first <= cue.last + 2);
            if !near || (last..mention.first).any(|t| scene.is_break(t) || scene.is(t, gram::BE | gram::HAVE))
            {
                break;
            }
            let own = found.iter_mut().find(|(_, toll)| {
                toll.of.is_some_and(|of| of.first == mention.first)
                    || (toll.first <= mention.first && mention.first < toll.last)
            });
            if let Some((_, toll)) = own {
                if toll.first != whole.first {
                    toll.part = toll.harm == whole.harm;
                    last = toll.last;
                    continue;
                }
                break;
            }
            if let Some(count) = mention.count {
                extra.push((
                    at,
                    FrameToll {
                        part: true,
                        ..toll(whole.harm, count, Some(*mention), mention.first, mention.last)
                    },
                ));
            }
            last = mention.last;
        }
    }
    found.extend(extra);
}
