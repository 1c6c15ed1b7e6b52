//! The way to one step, for whoever wants to see what it would send.

use crate::format::{Action, ActionKind, FlowVersion, Loop, Trigger};
use crate::pieces::approval::{APPROVAL_PIECE, WAIT_FOR_APPROVAL};
use crate::pieces::webhook::{RETURN_RESPONSE_AND_WAIT, WEBHOOK_PIECE};

/// The flow up to a step and no further, as if every router and every failure had decided for it and
/// nobody had to be waited for. Nothing when the flow has no step of that name. The flow must not be
/// [nested too deep](crate::validate::MAX_NESTING).
pub fn way_to(flow: &FlowVersion, step_name: &str) -> Option<FlowVersion> {
    let actions = way(&flow.trigger.actions, step_name)?;
    Some(FlowVersion {
        trigger: Trigger {
            actions,
            ..flow.trigger.clone()
        },
        ..flow.clone()
    })
}

fn way(chain: &[Action], step_name: &str) -> Option<Vec<Action>> {
    for (position, action) in chain.iter().enumerate() {
        let mut inner = action.inner_chains().into_iter();
        let inside = match action.name == step_name {
            true => Vec::new(),
            false => match inner.find_map(|chain| way(chain, step_name)) {
                Some(inside) => inside,
                None => continue,
            },
        };
        let before = chain[..position].iter().filter(|it| !waits_for_a_call(it));
        let mut steps: Vec<Action> = before.cloned().collect();
        match &action.kind {
            ActionKind::Router(_) => steps.extend(inside),
            ActionKind::Loop(around) => steps.push(Action {
                kind: ActionKind::Loop(Loop {
                    body: inside,
                    ..around.clone()
                }),
                ..action.clone()
            }),
            ActionKind::Piece(_) | ActionKind::Code(_) | ActionKind::Other(_) => {
                steps.push(Action {
                    failure_branches: None,
                    ..action.clone()
                });
                steps.extend(inside);
            }
        }
        return Some(steps);
    }
    None
}

fn waits_for_a_call(action: &Action) -> bool {
    let ActionKind::Piece(settings) = &action.kind else {
        return false;
    };
    matches!(
        (&*settings.piece_name, settings.operation.as_deref()),
        (APPROVAL_PIECE, Some(WAIT_FOR_APPROVAL)) | (WEBHOOK_PIECE, Some(RETURN_RESPONSE_AND_WAIT))
    )
}
