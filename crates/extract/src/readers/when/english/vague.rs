//! English words that point into past, present or future without a date.

use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex, Vague};
use super::super::meaning::{Base, Meaning};
use super::Ruled;

/// "now", "currently", "recent years", "in the past", "the future", "these days".
pub(super) fn vague(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some(end) = c
        .after(at, &["these", "days"])
        .or_else(|| c.after(at, &["right", "now"]))
    {
        return Some((end, (Meaning::Present, "present")));
    }
    let the = c.after(at, &["the"]);
    if let Some(the) = the {
        let near = c.skip(the, &["near", "distant", "foreseeable"]);
        if c.is(near, "future") || near > the && c.is(near, "term") {
            return Some((near + 1, (Meaning::Future, "future")));
        }
        if c.is(the, "past") && at > c.first && c.any(at - 1, &["in", "of", "from"]) && !c.is(the + 1, "and")
        {
            let ends =
                matches!(c.lex(the + 1), Lex::None | Lex::Start | Lex::Link) && c.count(the + 1).is_none();
            return ends.then_some((the + 1, (Meaning::Past, "past")));
        }
        if c.any(the, &["moment", "time"]) && at > c.first && c.is(at - 1, "at") {
            let meaning = if c.is(the, "time") {
                Meaning::Past
            } else {
                Meaning::Present
            };
            return Some((the + 1, (meaning, "at-the-time")));
        }
        if c.is(the, "current") || c.is(the, "recent") {
            return vague_word(c, the);
        }
        return None;
    }
    if let Some(end) = c.after(at, &["a", "later", "date"]) {
        return Some((end, (Meaning::Future, "future")));
    }
    vague_word(c, at)
}

fn vague_word(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let more = c.skip(at, &["more", "most"]);
    let Lex::Vague(vague) = c.lex(more) else {
        return None;
    };
    let meaning = match vague {
        Vague::Past => Meaning::Past,
        Vague::Present => Meaning::Present,
        Vague::Future => Meaning::Future,
    };
    let mut end = more + 1;
    // "recent weeks and months"; "current" before a unit is that unit.
    if let Some((after, (unit, grammar))) = c.unit(end) {
        match grammar {
            Grammar::Many => end = after,
            Grammar::One if vague == Vague::Present => {
                return Some((
                    after,
                    (Meaning::shift(0, unit, Base::Publication), "current-unit"),
                ));
            }
            Grammar::One => {}
        }
        if c.is(end, "and")
            && let Some((after, (_, Grammar::Many))) = c.unit(end + 1)
        {
            end = after;
        }
    }
    let end = if c.is(more, "soon") {
        c.after(end, &["after"]).map_or(end, |_| end)
    } else {
        end
    };
    Some((end, (meaning, "vague")))
}
