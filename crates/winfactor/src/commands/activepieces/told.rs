//! What the server answers, in words for people.

use std::fmt::Write as _;

use serde_json::Value;

pub(super) fn sign_in(signed_in: &Value) -> String {
    let (email, url) = (text(signed_in, "email"), text(signed_in, "url"));
    format!(
        "Signed in at {url} as {email}; the sign-in is good for seven days, and the password is not kept."
    )
}

pub(super) fn projects(projects: &Value) -> String {
    let mut out = "Projects:".to_owned();
    for project in projects.as_array().into_iter().flatten() {
        let (id, name) = (text(project, "id"), text(project, "displayName"));
        // Writing to a text cannot fail.
        let _ = write!(out, "\n  {id}  {name}");
    }
    out
}

pub(super) fn flows(flows: &Value) -> String {
    let flows = flows.as_array().map(Vec::as_slice).unwrap_or_default();
    if flows.is_empty() {
        return "No flows there yet.".to_owned();
    }
    let mut out = "Flows:".to_owned();
    for flow in flows {
        let (id, name) = (text(flow, "id"), text(flow, "displayName"));
        let state = match (flow["published"] == true, flow["enabled"] == true) {
            (false, _) => "never published",
            (true, false) => "off",
            (true, true) => "on",
        };
        let _ = write!(out, "\n  {id}  {name}: {state}");
        if let Some(endpoint) = flow["endpointId"].as_str() {
            let _ = write!(out, ", gets events from {endpoint}");
        }
    }
    out
}

pub(super) fn brought(brought: &Value) -> String {
    let mut out = format!("{}:", text(brought, "name"));
    for step in brought["steps"].as_array().into_iter().flatten() {
        let mark = match step["state"].as_str() {
            Some("done") => "done",
            Some("failed") => "failed",
            _ => "not done",
        };
        let _ = write!(out, "\n  {mark}: {}", text(step, "message"));
        if step["step"] == "check" {
            for missing in brought["missing"].as_array().into_iter().flatten() {
                let _ = write!(out, "\n    {}", text(missing, "message"));
            }
        }
    }
    if let Some(url) = brought["webhookUrl"].as_str() {
        let _ = write!(out, "\n  Its webhook address: {url}");
    }
    if brought["complete"] != true {
        out.push_str("\nRun this command again when that is mended: it goes on from there.");
    }
    out
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
