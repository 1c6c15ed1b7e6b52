use super::query::Query;
use crate::receiver::Received;

/// The segments of a request's path, decoded one by one.
pub(super) fn segments(request: &Received) -> Vec<String> {
    let path = request.path.trim_start_matches('/');
    path.split('/').map(decoded).collect()
}

fn decoded(segment: &str) -> String {
    // A plus sign in a path is itself, in a form it is a blank.
    let form = format!("x={}", segment.replace('+', "%2B").replace('&', "%26"));
    let parsed = Query::parse(form.as_bytes());
    parsed.get("x").unwrap_or_default().to_owned()
}
