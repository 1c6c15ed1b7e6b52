use serde_json::Value;
use winfactor_flows::{
    PieceCatalog,
    audience::Reach,
    pieces::Audience,
    run::{StepOutcome, StepRequest},
};

use super::{
    judge::{Facts, Reached, Verdict, judge},
    people::named_by,
    recipients, told,
};
use crate::runs::winfactor_actions::rehearse;

/// The same as [`check`](super::check) for a run without a server, of which nothing is known but what
/// started it: the body of an event, perhaps. Whoever sends it wants it sent, so that no step has to
/// be switched on.
pub(in crate::runs) fn check_alone(
    catalog: &PieceCatalog,
    request: &StepRequest,
    body: &Value,
) -> Option<StepOutcome> {
    let piece = catalog.piece(&request.piece_name)?;
    let mut actions = piece.actions.iter();
    let action = actions.find(|action| *action.name == *request.action_name)?;
    if action.audience == Audience::Nobody {
        return None;
    }
    let customer = named_by(body);
    let recipients = recipients(action.audience, request);
    let facts = Facts {
        event_type: body["eventType"]
            .as_str()
            .and_then(|name| name.parse().ok()),
        is_test: body["test"] == true,
        reached: Reached {
            customer: recipients.iter().any(|address| customer.has(address)),
            ..Reached::default()
        },
        switched_on: Some(true),
    };
    match judge(Reach::Unknown, action.audience, &facts) {
        Verdict::Send | Verdict::PassOver(_) => None,
        Verdict::Rehearse(reason) => Some(told(rehearse(catalog, request), reason)),
        Verdict::Refuse(reason) => Some(StepOutcome::Failed(reason.to_owned())),
    }
}
