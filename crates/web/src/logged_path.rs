use std::fmt;

/// The path of a request as a log may keep it: without the parts that open something to whoever
/// knows them: the token of a quote's page, signed receipts, and the id of a waitpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LoggedPath<'a>(pub(crate) &'a str);

/// Slugs and ids are shorter, what we sign is longer.
const LONGEST_NAME: usize = 64;

impl fmt::Display for LoggedPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for (index, segment) in self.0.split('/').enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            let opens = match before {
                "q" => index == 2,
                // Below `/api/v1/flow-runs/{run}`.
                "waitpoints" => index == 6,
                _ => false,
            } || segment.len() > LONGEST_NAME;
            f.write_str(if opens { "…" } else { segment })?;
            before = segment;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_something_is_left_out() {
        let receipt = "x".repeat(75);
        let cases = [
            ("/q/XmjpGGEODlOWn00w6vm_KA", "/q/…".to_owned()),
            ("/q/XmjpGGEODlOWn00w6vm_KA/accept", "/q/…/accept".to_owned()),
            (
                &format!("/kozijnen/submissions/sub_01kfs8q5c0e9h8n3w5v7x2m4ta/{receipt}"),
                "/kozijnen/submissions/sub_01kfs8q5c0e9h8n3w5v7x2m4ta/…".to_owned(),
            ),
            (
                "/api/v1/flow-runs/run_01kfs8q5c0e9h8n3w5v7x2m4ta/waitpoints/bnVtYmVy/sync",
                "/api/v1/flow-runs/run_01kfs8q5c0e9h8n3w5v7x2m4ta/waitpoints/…/sync".to_owned(),
            ),
            ("/kozijnen/q", "/kozijnen/q".to_owned()),
            ("/waitpoints/door", "/waitpoints/door".to_owned()),
            ("/", "/".to_owned()),
        ];
        for (path, logged) in cases {
            assert_eq!(LoggedPath(path).to_string(), logged);
        }
    }
}
