//! The operations of the desk's own work: places, suggestions of outsiders, shifts.

use super::{Gives, Operation, done, of, read};
use crate::shifts::{HandoverView, ShiftView};
use crate::web::api::decisions::Recorded;
use crate::web::api::places::{NewPlace, PlaceAnswer, PlaceRecorded, PlaceStepAnswer, UndoPlace};
use crate::web::api::shifts::{NewHandover, ShiftAnswer, TakeOver};
use crate::web::api::suggestions::{NewSuggestion, NewSuggestionAnswer, SuggestionView};

/// Each with what it takes and gives.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn operations() -> Vec<Operation> {
    vec![
        read(
            "/api/v1/suggestions",
            "What outsiders suggest: those that wait, then those answered.",
            of::<Vec<SuggestionView>>,
        ),
        done(
            ("post", "/api/v1/suggestions"),
            "Suggest a correction or a source for something the public was told.",
            Some(of::<NewSuggestion>),
            Gives::Made(of::<Recorded>),
            &[429, 503],
        ),
        done(
            ("post", "/api/v1/suggestions/{number}/answer"),
            "Take a suggestion up, or decline it.",
            Some(of::<NewSuggestionAnswer>),
            Gives::Made(of::<Recorded>),
            &[],
        ),
        read(
            "/api/v1/shifts",
            "The hand-overs, newest first.",
            of::<Vec<HandoverView>>,
        ),
        done(
            ("post", "/api/v1/shifts"),
            "Sign the present shift off.",
            Some(of::<NewHandover>),
            Gives::Made(of::<Recorded>),
            &[],
        ),
        read(
            "/api/v1/shifts/now",
            "What happened since the last hand-over.",
            of::<ShiftView>,
        ),
        read(
            "/api/v1/shifts/{number}",
            "One hand-over, with what happened in its shift.",
            of::<ShiftAnswer>,
        ),
        done(
            ("post", "/api/v1/shifts/{number}/take"),
            "Take a shift over.",
            Some(of::<TakeOver>),
            Gives::Made(of::<Recorded>),
            &[],
        ),
        read("/api/v1/places", "The desk's own places.", of::<Vec<PlaceAnswer>>),
        done(
            ("post", "/api/v1/places"),
            "Add a place to the gazetteer.",
            Some(of::<NewPlace>),
            Gives::Made(of::<PlaceRecorded>),
            &[409],
        ),
        read(
            "/api/v1/places/{key}",
            "The changes of one place, oldest first.",
            of::<Vec<PlaceStepAnswer>>,
        ),
        done(
            ("put", "/api/v1/places/{key}"),
            "Correct or retire a place.",
            Some(of::<NewPlace>),
            Gives::Made(of::<PlaceRecorded>),
            &[409],
        ),
        done(
            ("post", "/api/v1/places/changes/{number}/undo"),
            "Take the last change of a place back.",
            Some(of::<UndoPlace>),
            Gives::Made(of::<PlaceRecorded>),
            &[409],
        ),
    ]
}
