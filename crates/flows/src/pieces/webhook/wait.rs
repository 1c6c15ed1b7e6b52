use serde_json::{Map, Value, json};

use super::super::resume::ResumePayload;
use super::response::{Response, ResponseError};

/// The header of the response that says where the next call is awaited.
pub const RESUME_URL_HEADER: &str = "x-activepieces-resume-webhook-url";

/// A pause of `return_response_and_wait_for_next_webhook`: the response is sent, then the run waits
/// for a call of the address in its header.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitForNextWebhook {
    /// Its `respond` is None: the pause itself sends it.
    pub response: Response,
    /// The output while the run waits: `{nextWebhookUrl}`.
    pub output: Value,
}

impl WaitForNextWebhook {
    /// Reads the input of the action. `resume_url` is where the run will be called.
    pub fn from_input(input: &Map<String, Value>, resume_url: &str) -> Result<Self, ResponseError> {
        let mut response = Response::from_input(input)?;
        response.respond = None;
        response
            .headers
            .insert(RESUME_URL_HEADER.to_owned(), resume_url.into());
        Ok(Self {
            response,
            output: json!({"nextWebhookUrl": resume_url}),
        })
    }
}

/// The output once the next call came: `{body, headers, queryParams}`.
pub fn output_after(payload: &ResumePayload) -> Value {
    payload.to_value()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_response_says_where_the_next_call_is_awaited() {
        let input = json!({
            "responseType": "json", "fields": {"body": {"ok": true}, "headers": {"X-A": "1"}},
        });
        let url = "https://x.example/runs/1/waitpoints/2/sync";
        let wait = WaitForNextWebhook::from_input(input.as_object().unwrap(), url).unwrap();
        assert_eq!(
            wait.response.output(),
            json!({
                "status": 200,
                "headers": {"X-A": "1", RESUME_URL_HEADER: url},
                "body": {"ok": true},
            })
        );
        assert_eq!(wait.output, json!({"nextWebhookUrl": url}));
        let payload = ResumePayload {
            body: json!({"a": 1}),
            query_params: Map::from_iter([("x".to_owned(), json!("y"))]),
            ..ResumePayload::default()
        };
        assert_eq!(
            output_after(&payload),
            json!({"body": {"a": 1}, "headers": {}, "queryParams": {"x": "y"}})
        );
    }
}
