use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use winfactor_service::{
    forms::FormTokenError,
    quotes::{self, RobotReason, ViewKind, ViewSignal},
};

use super::opened::{Opened, refusal};
use crate::{
    AppState, form_body::FormBody, page_error::PageError, public::sender::Sender,
    session::StaffSession, view::Problem,
};

/// Why the page thinks that a person looks at it: it was visible for some seconds, or was touched.
const SIGNALS: [&str; 2] = ["visible", "interaction"];

/// The page reports that a person looks at it.
pub(super) async fn seen(
    State(state): State<AppState>,
    Sender(visitor): Sender,
    opened: Opened,
    session: Option<StaffSession>,
    headers: HeaderMap,
    form: FormBody,
) -> Result<StatusCode, PageError> {
    // A tab that was opened days ago and is looked at now counts as well.
    if opened.verify(&state, &form) == Err(FormTokenError::Foreign) {
        return Err(Problem::FormExpired.into());
    }
    if !SIGNALS.contains(&form.text("signal")) {
        return Err(Problem::BadRequest.into());
    }
    let kind = if is_in_advance(&headers) {
        ViewKind::SuspectedRobot(RobotReason::Prefetch)
    } else {
        ViewKind::Human
    };
    let organization = opened.offer.organization.id;
    let signal = ViewSignal {
        kind,
        visitor,
        viewer_is_staff: session.is_some_and(|session| session.staff.organization == organization),
    };
    let viewed = quotes::view(state.service(), &opened.token, signal).await;
    viewed.map_err(refusal)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a browser loads the page before somebody asks to see it.
pub(super) fn is_in_advance(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .into_iter()
        .filter_map(|name| headers.get(name)?.to_str().ok())
        .any(|purpose| {
            let purpose = purpose.to_ascii_lowercase();
            ["prefetch", "prerender", "preview"]
                .iter()
                .any(|word| purpose.contains(word))
        })
}
