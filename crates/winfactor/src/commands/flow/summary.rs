//! The result of a run for people: a line for each step, those of an iteration below their loop,
//! then what went out and what came back to the caller.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::run::Printed;

/// Characters of an output that are shown.
const SHOWN: usize = 120;

pub(super) fn summary(printed: &Printed) -> String {
    let Printed {
        result,
        requests,
        channels,
        sent,
    } = printed;
    let mut out = String::new();
    line(&mut out, 0, result.status.as_str());
    if let Some(failed) = &result.failed_step {
        let (name, step) = (&failed.display_name, &failed.name);
        line(&mut out, 0, &format!("{name} ({step}) failed:"));
        lines(&mut out, 1, &failed.message);
    }
    line(&mut out, 0, "");
    steps(&mut out, 0, &result.steps);
    if !requests.is_empty() {
        line(&mut out, 0, "");
        let title = match sent {
            true => "Requests that were made:",
            false => "Requests that would be made (make them with --send):",
        };
        line(&mut out, 0, title);
        for request in requests {
            let (step, method, url) = (&request.step, &request.method, &request.url);
            line(&mut out, 1, &format!("{step}: {method} {url}"));
            for (name, value) in &request.headers {
                line(&mut out, 2, &format!("{name}: {}", plain(value)));
            }
            if let Some(body) = &request.body {
                line(&mut out, 2, &plain(body));
            }
        }
    }
    if !channels.is_empty() {
        line(&mut out, 0, "");
        let title = match sent {
            true => "Given to channels:",
            false => "What would be sent (send it with --send):",
        };
        line(&mut out, 0, title);
        for call in channels {
            let (step, piece, action) = (&call.step, &call.piece, &call.action);
            line(&mut out, 1, &format!("{step}: {action} of {piece}"));
            for (name, value) in &call.input {
                lines(&mut out, 2, &format!("{name}: {}", plain(value)));
            }
        }
    }
    if !result.responses.is_empty() {
        line(&mut out, 0, "");
        line(&mut out, 0, "The caller is answered:");
        for response in &result.responses {
            line(&mut out, 1, &response.to_string());
        }
    }
    out
}

fn steps(out: &mut String, depth: usize, records: &Map<String, Value>) {
    for (name, record) in records {
        let status = record["status"].as_str().unwrap_or_default();
        let iterations = record["output"]["iterations"].as_array();
        let is_loop = record["type"] == "LOOP_ON_ITEMS";
        let output = match record.get("output") {
            Some(output) if !is_loop => shortened(&output.to_string()),
            _ => String::new(),
        };
        let told = format!("{name}  {status}  {output}");
        line(out, depth, told.trim_end());
        if let Some(message) = record["errorMessage"].as_str() {
            lines(out, depth + 1, message);
        }
        for (position, iteration) in iterations
            .filter(|_| is_loop)
            .into_iter()
            .flatten()
            .enumerate()
        {
            line(out, depth + 1, &format!("iteration {}", position + 1));
            if let Some(records) = iteration.as_object() {
                steps(out, depth + 2, records);
            }
        }
    }
}

fn lines(out: &mut String, depth: usize, text: &str) {
    text.lines().for_each(|text| line(out, depth, text));
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{:width$}{text}", "", width = depth * 2);
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
