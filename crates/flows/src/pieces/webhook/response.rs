use serde_json::{Map, Value, json};

use crate::javascript::{display, to_number};

pub(super) const RESPONSE_TYPE: &str = "responseType";
pub(super) const FIELDS: &str = "fields";
pub(super) const RESPOND: &str = "respond";

/// The answer to the call that started a run, or that waits for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// 100 to 599.
    pub status: u16,
    /// Texts by name, as they were written.
    pub headers: Map<String, Value>,
    pub body: Value,
    /// None: nothing is sent, the step has just an output.
    pub respond: Option<Respond>,
}

/// What happens once the response is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Respond {
    /// The run ends successfully; nothing further runs, also out of loops and routers.
    Stop,
    /// The run goes on.
    Respond,
}

/// Why an input makes no response. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    #[error("the response is missing")]
    NoFields,
    #[error("the status of the response must be a whole number from 100 to 599, not {status}")]
    Status { status: String },
    #[error("the headers of the response must be names with texts")]
    Headers,
    #[error("the body of the response is not valid JSON")]
    NotJson,
    #[error("the address to redirect to is missing")]
    NoAddress,
    #[error("the response type {response_type:?} is not one of json, raw and redirect")]
    Type { response_type: String },
}

impl Response {
    /// Reads the input of `return_response`.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, ResponseError> {
        let fields = input
            .get(FIELDS)
            .and_then(Value::as_object)
            .ok_or(ResponseError::NoFields)?;
        let mut response = Self {
            status: status(fields.get("status"))?,
            headers: headers(fields.get("headers"))?,
            body: json!({}),
            respond: match input.get(RESPOND).and_then(Value::as_str) {
                Some("stop") => Some(Respond::Stop),
                Some("respond") => Some(Respond::Respond),
                _ => None,
            },
        };
        let body = fields.get("body");
        match input.get(RESPONSE_TYPE).and_then(Value::as_str) {
            None | Some("json") => response.body = json_body(body)?,
            Some("raw") => response.body = body.cloned().unwrap_or(response.body),
            Some("redirect") => response.redirect_to(body)?,
            Some(other) => {
                return Err(ResponseError::Type {
                    response_type: other.to_owned(),
                });
            }
        }
        Ok(response)
    }

    fn redirect_to(&mut self, address: Option<&Value>) -> Result<(), ResponseError> {
        let address = address
            .and_then(Value::as_str)
            .filter(|address| !address.trim().is_empty())
            .ok_or(ResponseError::NoAddress)?;
        let has_scheme = address.starts_with("http://") || address.starts_with("https://");
        let location = if has_scheme {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        self.status = 301;
        self.headers.insert("Location".to_owned(), location.into());
        self.body = address.into();
        Ok(())
    }

    /// The output of the step: `{status, headers, body}`.
    pub fn output(&self) -> Value {
        json!({"status": self.status, "headers": self.headers, "body": self.body})
    }
}

fn status(status: Option<&Value>) -> Result<u16, ResponseError> {
    let status = match status {
        None | Some(Value::Null) => return Ok(200),
        Some(Value::String(text)) if text.is_empty() => return Ok(200),
        Some(status) => status,
    };
    let number = to_number(status);
    if number.fract() == 0.0 && (100.0..600.0).contains(&number) {
        Ok(number as u16)
    } else {
        Err(ResponseError::Status {
            status: display(status),
        })
    }
}

fn headers(headers: Option<&Value>) -> Result<Map<String, Value>, ResponseError> {
    match headers {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(headers)) => Ok(headers
            .iter()
            .map(|(name, value)| (name.clone(), display(value).into()))
            .collect()),
        Some(_) => Err(ResponseError::Headers),
    }
}

fn json_body(body: Option<&Value>) -> Result<Value, ResponseError> {
    match body {
        None => Err(ResponseError::NotJson),
        Some(Value::String(text)) => serde_json::from_str(text).map_err(|_| ResponseError::NotJson),
        Some(body) => Ok(body.clone()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(input: Value) -> Result<Response, ResponseError> {
        Response::from_input(input.as_object().unwrap())
    }

    #[test]
    fn responses_are_read() {
        let table = [
            (
                json!({"responseType": "json", "fields": {"body": "{\"a\": 1}", "status": "201"}, "respond": "stop"}),
                json!({"status": 201, "headers": {}, "body": {"a": 1}}),
                Some(Respond::Stop),
            ),
            (
                json!({"responseType": "json", "fields": {"body": [1], "headers": {"X-A": 5}}, "respond": "respond"}),
                json!({"status": 200, "headers": {"X-A": "5"}, "body": [1]}),
                Some(Respond::Respond),
            ),
            (
                json!({"responseType": "raw", "fields": {"body": "<p>hi</p>", "status": 404}}),
                json!({"status": 404, "headers": {}, "body": "<p>hi</p>"}),
                None,
            ),
            (
                json!({"responseType": "raw", "fields": {}, "respond": "stop"}),
                json!({"status": 200, "headers": {}, "body": {}}),
                Some(Respond::Stop),
            ),
            (
                json!({"responseType": "redirect", "fields": {"body": "example.com/a"}, "respond": "stop"}),
                json!({"status": 301, "headers": {"Location": "https://example.com/a"}, "body": "example.com/a"}),
                Some(Respond::Stop),
            ),
            (
                json!({"responseType": "redirect", "fields": {"body": "http://x.example"}, "respond": "stop"}),
                json!({"status": 301, "headers": {"Location": "http://x.example"}, "body": "http://x.example"}),
                Some(Respond::Stop),
            ),
        ];
        for (input, output, respond) in table {
            let response = read(input.clone()).unwrap();
            assert_eq!(response.output(), output, "{input}");
            assert_eq!(response.respond, respond, "{input}");
        }
    }

    #[test]
    fn wrong_responses_are_named() {
        let table = [
            (json!({"responseType": "json"}), "the response is missing"),
            (
                json!({"fields": {"body": "{"}}),
                "the body of the response is not valid JSON",
            ),
            (
                json!({"fields": {}}),
                "the body of the response is not valid JSON",
            ),
            (
                json!({"fields": {"body": {}, "status": 42}}),
                "the status of the response must be a whole number from 100 to 599, not 42",
            ),
            (
                json!({"fields": {"body": {}, "status": "ok"}}),
                "the status of the response must be a whole number from 100 to 599, not ok",
            ),
            (
                json!({"fields": {"body": {}, "headers": []}}),
                "the headers of the response must be names with texts",
            ),
            (
                json!({"responseType": "redirect", "fields": {"body": " "}}),
                "the address to redirect to is missing",
            ),
            (
                json!({"responseType": "xml", "fields": {}}),
                "the response type \"xml\" is not one of json, raw and redirect",
            ),
        ];
        for (input, message) in table {
            assert_eq!(read(input).unwrap_err().to_string(), message);
        }
    }
}
