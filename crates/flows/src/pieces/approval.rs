//! ActivePieces' approval: make two links, and wait until somebody follows one of them.

use serde_json::{Value, json};
use url::Url;

use super::definition::{ActionDefinition, PieceDefinition};
use super::resume::ResumePayload;

pub const APPROVAL_PIECE: &str = "@activepieces/piece-approval";
pub const WAIT_FOR_APPROVAL: &str = "wait_for_approval";
pub const CREATE_APPROVAL_LINKS: &str = "create_approval_links";

/// The query parameter of a link, and its values.
const ACTION: &str = "action";
const APPROVE: &str = "approve";
const DISAPPROVE: &str = "disapprove";

pub(super) fn definition() -> PieceDefinition {
    let wait = ActionDefinition::new(
        WAIT_FOR_APPROVAL,
        "Wait for Approval",
        Vec::new(),
        json!({"approved": true}),
    );
    let links = ActionDefinition::new(
        CREATE_APPROVAL_LINKS,
        "Create Approval Links",
        Vec::new(),
        json!({
            "approvalLink": "https://flows.example/resume/1?action=approve",
            "disapprovalLink": "https://flows.example/resume/1?action=disapprove",
        }),
    );
    PieceDefinition::of_actions(APPROVAL_PIECE, "Approval", [wait, links])
}

/// The output of `create_approval_links`. `resume_url` is where the run that waits is called.
pub fn links(resume_url: &Url) -> Value {
    let link = |action: &str| {
        let mut link = resume_url.clone();
        link.query_pairs_mut().append_pair(ACTION, action);
        String::from(link)
    };
    json!({"approvalLink": link(APPROVE), "disapprovalLink": link(DISAPPROVE)})
}

/// The output of `wait_for_approval` while the run is paused.
pub fn output_while_waiting() -> Value {
    json!({"approved": true})
}

/// The output of `wait_for_approval` once somebody followed a link.
pub fn output_after(payload: &ResumePayload) -> Value {
    let action = payload.query_params.get(ACTION).and_then(Value::as_str);
    json!({"approved": action == Some(APPROVE)})
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_followed_link_approves_or_not() {
        for (query, approved) in [
            (json!({"action": "approve"}), true),
            (json!({"action": "disapprove"}), false),
            (json!({"action": true}), false),
            (json!({}), false),
        ] {
            let payload = ResumePayload {
                query_params: query.as_object().unwrap().clone(),
                ..ResumePayload::default()
            };
            assert_eq!(
                output_after(&payload),
                json!({"approved": approved}),
                "{query}"
            );
        }
    }

    #[test]
    fn links_keep_the_query_of_the_address() {
        let url = Url::parse("https://x.example/runs/1/waitpoints/2?token=a").unwrap();
        assert_eq!(
            links(&url),
            json!({
                "approvalLink": "https://x.example/runs/1/waitpoints/2?token=a&action=approve",
                "disapprovalLink": "https://x.example/runs/1/waitpoints/2?token=a&action=disapprove",
            })
        );
    }
}
