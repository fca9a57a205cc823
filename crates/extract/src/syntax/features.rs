//! What the three models look at: words and parts of speech around a word, around a move, around a pair.
//!
//! Each feature is a 32-bit number: its template and its values mixed. Training and reading share these functions.

use super::label::Rel;
use super::state::{Seen, State};
use super::words::{Word, fold};

/// Features of a part of speech.
pub const TAG: usize = 14;
/// Features of a move.
pub const MOVE: usize = 36;
/// Features of a relation.
pub const REL: usize = 21;

/// Fills an array of features, one template after the other.
struct Filler<'a> {
    out: &'a mut [u32],
    at: usize,
}

impl Filler<'_> {
    /// The next template's feature, of a hashed word and small values.
    #[inline]
    fn put(&mut self, word: u32, small: u32) {
        let seed = (self.at as u64 + 1).wrapping_mul(0xA24B_AED4_963E_E407);
        let mixed = fold((u64::from(word) | u64::from(small) << 32) ^ seed);
        if let Some(to) = self.out.get_mut(self.at) {
            *to = mixed as u32;
        }
        self.at += 1;
    }

    /// The next template's feature, of two hashed words and small values.
    #[inline]
    fn pair(&mut self, word: u32, other: u32, small: u32) {
        self.put(word ^ other.rotate_left(15).wrapping_mul(0x9E37_79B1), small);
    }
}

/// The features of the part of speech of word `at`; those of the words before it are set.
pub fn tag(state: &State, at: usize, out: &mut [u32; TAG]) {
    let none = state.len + 1;
    let get = |offset: isize| -> &Word {
        let index = at.checked_add_signed(offset).filter(|&index| index < state.len);
        &state.words[index.unwrap_or(none)]
    };
    let tag =
        |back: usize| -> u32 { u32::from(at.checked_sub(back).map_or(31, |index| state.seen[index].tag)) };
    let (own, before, next) = (get(0), get(-1), get(1));
    let (one, two) = (tag(1), tag(2) << 5 | tag(1));
    let mut f = Filler { out, at: 0 };
    f.put(own.accented, 0);
    f.put(own.form, u32::from(own.shape));
    f.put(own.ending, u32::from(own.shape));
    f.put(own.short_ending, u32::from(own.shape & 7) << 5 | one);
    f.put(own.beginning, u32::from(own.shape & 7));
    f.put(own.ending, 1 << 10 | one);
    f.put(0, u32::from(own.shape) << 10 | two);
    f.put(
        0,
        u32::from(own.shape) << 8 | u32::from(next.shape) << 4 | u32::from(before.shape) & 7,
    );
    f.put(before.accented, 0);
    f.put(get(-2).form, one);
    f.put(next.accented, 0);
    f.put(next.ending, u32::from(own.shape & 7));
    f.put(next.form, one);
    f.put(get(2).form, 0);
}

/// How far apart two words are, in seven steps.
#[inline]
fn distance(from: usize, to: usize) -> u32 {
    match to.abs_diff(from) {
        0 => 0,
        1 => 1,
        2 => 2,
        3..=4 => 3,
        5..=7 => 4,
        8..=13 => 5,
        _ => 6,
    }
}

/// Relations of a head's dependents that bear on what else it can take, as bits of five.
const TELLING: [u32; 5] = [
    1 << Rel::Subject as u8 | 1 << Rel::PassiveSubject as u8,
    1 << Rel::Object as u8 | 1 << Rel::Complement as u8 | 1 << Rel::OpenComplement as u8,
    1 << Rel::Case as u8 | 1 << Rel::Mark as u8,
    1 << Rel::PassiveAux as u8,
    1 << Rel::Aux as u8 | 1 << Rel::Copula as u8,
];

#[inline]
fn telling(seen: &Seen) -> u32 {
    TELLING
        .iter()
        .enumerate()
        .map(|(index, bits)| u32::from(seen.rels & bits != 0) << index)
        .sum()
}

/// The features of the next move.
#[expect(clippy::too_many_lines, reason = "a table of templates")]
pub fn next(state: &State, out: &mut [u32; MOVE]) {
    let (s0, s1, s2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let (b0, b1, b2) = (state.waiting(0), state.waiting(1), state.waiting(2));
    let word = |at: usize| state.words[at].form;
    let seen = |at: usize| &state.seen[at];
    let tag = |at: usize| u32::from(state.seen[at].tag);
    let (ws0, ws1, wb0, wb1) = (word(s0), word(s1), word(b0), word(b1));
    let (ts0, ts1, ts2) = (tag(s0), tag(s1), tag(s2));
    let (tb0, tb1, tb2) = (tag(b0), tag(b1), tag(b2));
    let (k0, k1, q0) = (seen(s0), seen(s1), seen(b0));
    let child = |at: u16| {
        (
            u32::from(state.seen[at as usize].tag),
            u32::from(state.seen[at as usize].rel),
        )
    };
    let ((l0t, l0r), (r0t, r0r)) = (child(k0.first), child(k0.last));
    let (r1t, r1r) = child(k1.last);
    let (lbt, lbr) = child(q0.first);
    let near = distance(s0, b0);
    let apart = distance(s1, s0);
    let (set0, set1, setb) = (telling(k0), telling(k1), telling(q0));
    let mut f = Filler { out, at: 0 };
    f.put(ws0, 0);
    f.put(ws0, 32 | ts0);
    f.put(wb0, tb0);
    f.put(wb1, tb1);
    f.put(word(b2), tb2);
    f.put(ws1, ts1);
    f.put(0, ts0 << 5 | tb0);
    f.put(ws0, ts0 << 5 | tb0);
    f.put(ws0, ts1 << 5 | ts0);
    f.put(0, ts1 << 10 | ts0 << 5 | tb0);
    f.put(0, ts0 << 10 | tb0 << 5 | tb1);
    f.put(wb1, ts0 << 5 | tb0);
    f.put(0, tb0 << 10 | tb1 << 5 | tb2);
    f.put(0, ts2 << 10 | ts1 << 5 | ts0);
    f.put(0, ts1 << 15 | ts0 << 10 | tb0 << 5 | tb1);
    f.put(0, ts0 << 15 | tb0 << 10 | tb1 << 5 | tb2);
    f.put(0, ts2 << 15 | ts1 << 10 | ts0 << 5 | tb0);
    f.put(0, ts0 << 15 | l0t << 10 | l0r << 5 | tb0);
    f.put(0, ts0 << 15 | r0t << 10 | r0r << 5 | tb0);
    f.put(0, ts1 << 15 | r1t << 10 | r1r << 5 | ts0);
    f.put(0, ts0 << 15 | lbt << 10 | lbr << 5 | tb0);
    f.put(0, ts1 << 15 | ts0 << 10 | l0t << 5 | l0r);
    f.put(0, ts1 << 15 | ts0 << 10 | r0t << 5 | r0r);
    f.put(0, ts0 << 10 | tb0 << 5 | near);
    f.put(0, ts1 << 15 | ts0 << 10 | apart << 5 | near);
    f.put(ws0, near);
    f.put(ws0, u32::from(k0.rights) << 3 | u32::from(k0.lefts));
    f.put(
        0,
        ts0 << 11 | tb0 << 6 | u32::from(k0.rights) << 3 | u32::from(k0.lefts),
    );
    f.put(
        0,
        ts1 << 11 | ts0 << 6 | u32::from(k1.rights) << 3 | u32::from(k1.lefts),
    );
    f.put(wb0, u32::from(q0.lefts));
    f.put(0, ts0 << 10 | tb0 << 5 | set0);
    f.put(ws0, set0);
    f.put(0, ts1 << 15 | ts0 << 10 | set1 << 5 | set0);
    f.put(0, ts0 << 15 | tb0 << 10 | setb << 5 | set0);
    f.put(wb0, setb << 5 | ts0);
    f.put(state.words[b0].ending, ts0 << 5 | tb0);
}

/// The features of the relation of `dependent` to `head`, while the dependent is still on the stack.
pub fn relation(state: &State, head: usize, dependent: usize, out: &mut [u32; REL]) {
    let (hw, dw) = (&state.words[head], &state.words[dependent]);
    let (h, d) = (&state.seen[head], &state.seen[dependent]);
    let (ht, dt) = (u32::from(h.tag), u32::from(d.tag));
    let left = u32::from(dependent < head);
    let far = distance(head, dependent);
    let opener = usize::from(d.first);
    let (ot, or) = (
        u32::from(state.seen[opener].tag),
        u32::from(state.seen[opener].rel),
    );
    let opening = state.words[opener].accented;
    let (before, after) = (dependent.checked_sub(1), dependent + 1);
    let tag_at = |at: usize| u32::from(state.seen[at.min(state.len + 1)].tag);
    let beside = tag_at(before.unwrap_or(state.len + 1)) << 5 | tag_at(after);
    let core = ht << 6 | dt << 1 | left;
    let (hset, dset) = (telling(h), telling(d));
    let passive = u32::from(h.rels & Rel::PassiveAux.bit() != 0);
    let mut f = Filler { out, at: 0 };
    f.put(0, core);
    f.put(0, core << 3 | far);
    f.put(opening, core);
    f.pair(opening, dw.form, ht);
    f.put(0, core << 10 | ot << 5 | or);
    f.put(0, core << 6 | hset << 1 | passive);
    f.put(0, core << 5 | dset);
    f.put(0, core << 11 | hset << 6 | dset << 1 | passive);
    f.put(0, core << 10 | beside);
    f.put(dw.ending, core);
    f.put(hw.ending, core << 1 | passive);
    f.put(dw.form, 0);
    f.put(dw.form, hset << 6 | ht << 1 | passive);
    f.put(0, core << 6 | u32::from(h.lefts) << 3 | u32::from(h.rights));
    f.put(0, core << 8 | u32::from(dw.shape) << 4 | u32::from(hw.shape));
    f.put(state.words[before.unwrap_or(state.len + 1)].form, core);
    f.put(state.words[after.min(state.len + 1)].form, core);
    f.put(opening, hset << 12 | dset << 6 | left);
    f.put(opening, core << 3 | far);
    f.put(
        0,
        core << 10
            | u32::from(state.seen[usize::from(h.last)].rel) << 5
            | u32::from(state.seen[usize::from(d.last)].rel),
    );
    f.put(state.words[usize::from(d.last)].form, core);
}
