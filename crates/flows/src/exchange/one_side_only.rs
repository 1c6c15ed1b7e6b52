use crate::format::{ActionKind, Step};
use crate::pieces::winfactor_actions::APPEND_ROW_TO_FILE;
use crate::pieces::{INBOX_ACTION, WINFACTOR_PIECE};

/// Actions of the WinFactor piece that the embedded runner has and the piece in ActivePieces has not:
/// they write what only WinFactor's own pages show.
pub const HERE_ONLY_ACTIONS: [&str; 2] = [INBOX_ACTION, APPEND_ROW_TO_FILE];

/// Actions that the piece in ActivePieces has and the embedded runner has not: a call of the API needs
/// an API key, and the embedded runner has none, since its steps act for the organization whose flow
/// it is.
pub const THERE_ONLY_ACTIONS: [&str; 1] = ["custom_api_call"];

/// Whether a step runs in WinFactor alone: its piece in ActivePieces lacks the action.
#[must_use]
pub fn runs_here_only(step: Step<'_>) -> bool {
    let Step::Action(action) = step else {
        return false;
    };
    let ActionKind::Piece(settings) = &action.kind else {
        return false;
    };
    let operation = settings.operation.as_deref();
    settings.piece_name == WINFACTOR_PIECE
        && operation.is_some_and(|name| HERE_ONLY_ACTIONS.contains(&name))
}
