use serde_json::{Value, json};
use winfactor_domain::EventType;

use super::{Scene, TELL};
use crate::pieces::{INBOX_ACTION, WINFACTOR_PIECE};
use crate::recipes::field::Field;
use crate::recipes::recipe::Recipe;
use crate::recipes::step::{OnFailure, PieceStep};

/// The first three lines of a submission, word by word as the documentation's example has them: the
/// recommended first automation has one step, and no code to wonder about.
const FIRST_LINES: [Field; 3] = [
    Field::CustomerName,
    Field::Template,
    Field::SizeInMillimetres,
];

/// The inbox itself leaves out lines without a value, and takes nothing for markup, so that no step
/// is needed that puts the message together.
pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let message = scene.message();
    let quoted = message.quoted(false).map(|it| it.token(message.event()));
    let text = match scene.recipe == Recipe::RECOMMENDED {
        true => FIRST_LINES.map(|field| message.line(field)).join("\n"),
        false => [Some(message.details()), quoted]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let post = PieceStep {
        name: TELL,
        display_name: scene.step_name(),
        piece: WINFACTOR_PIECE,
        version: "0.1.0",
        action: INBOX_ACTION,
        // It is a part of WinFactor's own transaction: what fails, fails again.
        on_failure: OnFailure::GiveUp,
        input: json!({
            "title": message.title(),
            "text": text,
            "link": message.link(),
            "dropEmptyLines": true,
        }),
        is_complete: true,
    };
    vec![post.value()]
}

pub(super) fn needs_texts(scene: &Scene<'_>) -> bool {
    scene.message().event() != EventType::SubmissionCreated && scene.message().needs_texts()
}
