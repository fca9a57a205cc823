//! What a move costs: how many arcs of the right tree can no longer be made after it.

use crate::train::treebank::Sentence;
use tocsin_extract::syntax::State;
use tocsin_extract::syntax::state::Move;

/// The cost of each move in [`Move::ALL`]; `None` for one that cannot be made.
#[must_use]
pub fn costs(state: &State, right: &Sentence) -> [Option<u32>; 3] {
    Move::ALL.map(|next| state.can(next).then(|| cost(state, right, next)))
}

fn cost(state: &State, right: &Sentence, next: Move) -> u32 {
    let front = state.front;
    let head = |at: usize| right.heads.get(at).map_or(usize::MAX, |&head| usize::from(head));
    if next == Move::Shift {
        let below = &state.stack[..state.stack.len().saturating_sub(1)];
        let lost_head = below.iter().any(|&at| usize::from(at) == head(front));
        let lost = state
            .stack
            .iter()
            .filter(|&&at| head(usize::from(at)) == front)
            .count();
        return u32::from(lost_head) + lost as u32;
    }
    let top = state.stacked(0);
    let own = head(top);
    // The root waits behind the last word.
    let waits = |at: usize| at >= front && at <= state.len;
    let lost_head = match next {
        Move::Left => own != front && (waits(own) || state.stack.len() > 1 && own == state.stacked(1)),
        _ => waits(own),
    };
    let lost = (front..state.len).filter(|&at| head(at) == top).count();
    u32::from(lost_head) + lost as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_extract::syntax::words::Word;

    fn of(heads: &[u16]) -> Sentence {
        Sentence {
            text: String::new(),
            words: vec![Word::default(); heads.len()],
            tags: vec![0; heads.len()],
            heads: heads.to_vec(),
            rels: vec![1; heads.len()],
        }
    }

    #[test]
    fn following_free_moves_gives_the_right_tree() {
        // "gunmen killed two men": 1, root, 3, 1.
        let right = of(&[1, 4, 3, 1]);
        let mut state = State::default();
        state.words.clone_from(&right.words);
        state.begin();
        while !state.is_done() {
            let costs = costs(&state, &right);
            let free = (0..3).find(|&at| costs[at] == Some(0)).unwrap();
            match state.pair(Move::ALL[free]) {
                Some((head, _)) => state.attach(head, 1),
                None => state.shift(),
            }
        }
        let heads: Vec<u16> = state.seen[..4].iter().map(|seen| seen.head).collect();
        assert_eq!(heads, right.heads);
    }
}
