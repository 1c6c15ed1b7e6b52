#![allow(clippy::unwrap_used)]
use std::time::Duration;

use super::*;
use crate::pieces::FileValue;
use serde_json::{Map, Value};

fn input(more: Value) -> Map<String, Value> {
    let mut input = json!({"method": "POST", "url": "https://api.example/items"});
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    input.as_object().unwrap().clone()
}

fn read(more: Value) -> Result<SendRequest, HttpInputError> {
    SendRequest::from_input(&input(more), &FetchedFiles::new())
}

fn header<'a>(request: &'a SendRequest, name: &str) -> Option<&'a str> {
    let headers = &request.request.headers;
    let found = headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

fn body(request: &SendRequest) -> Option<String> {
    let body = request.request.body.clone();
    body.map(|body| String::from_utf8(body).unwrap())
}

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        headers: vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("Via".to_owned(), "a".to_owned()),
            ("via".to_owned(), "b".to_owned()),
            ("Set-Cookie".to_owned(), "x=1".to_owned()),
            ("Set-Cookie".to_owned(), "y=2".to_owned()),
        ],
        body: body.as_bytes().to_vec(),
    }
}

#[test]
fn query_parameters_are_joined() {
    let table = [
        (json!({}), "https://api.example/items"),
        (
            json!({"queryParams": {"q": "a b&c", "n": 5}}),
            "https://api.example/items?q=a+b%26c&n=5",
        ),
        (
            json!({"url": "https://api.example/items?a=1#top", "queryParams": {"a": "2"}}),
            "https://api.example/items?a=1&a=2",
        ),
        (
            json!({"url": " http://localhost:8080 ", "queryParams": {}}),
            "http://localhost:8080/",
        ),
    ];
    for (more, expected) in table {
        assert_eq!(read(more).unwrap().request.url.as_str(), expected);
    }
}

#[test]
fn headers_of_the_step_replace_the_usual_ones() {
    let plain = read(json!({})).unwrap();
    assert_eq!(header(&plain, "accept"), Some("application/json"));
    assert_eq!(header(&plain, "content-type"), None);
    let own = read(json!({
        "headers": {"accept": "text/csv", "X-Count": 5, "X-None": null},
        "body_type": "json", "body": {"data": {"a": 1.0}},
    }))
    .unwrap();
    assert_eq!(header(&own, "Accept"), Some("text/csv"));
    assert_eq!(header(&own, "X-Count"), Some("5"));
    assert_eq!(header(&own, "X-None"), None);
    assert_eq!(header(&own, "Content-Type"), Some("application/json"));
    assert_eq!(own.request.headers.len(), 3);
    assert_eq!(body(&own).as_deref(), Some("{\"a\":1}"));
}

#[test]
fn requests_are_authenticated() {
    let basic = json!({"authType": "BASIC", "authFields": {"username": "u", "password": "p:1"}});
    assert_eq!(
        header(&read(basic).unwrap(), "Authorization"),
        Some("Basic dTpwOjE=")
    );
    let bearer = json!({"authType": "BEARER_TOKEN", "authFields": {"token": "t"}});
    assert_eq!(
        header(&read(bearer).unwrap(), "Authorization"),
        Some("Bearer t")
    );
    let none = json!({"authType": "NONE", "authFields": {"token": "t"}});
    assert_eq!(header(&read(none).unwrap(), "Authorization"), None);
}

#[test]
fn bodies_are_json_or_raw_or_absent() {
    let table = [
        (
            json!({"body_type": "json", "body": {"data": [1, "a"]}}),
            Some("[1,\"a\"]"),
        ),
        (
            json!({"body_type": "raw", "body": {"data": "<a/>"}}),
            Some("<a/>"),
        ),
        (json!({"body": {"data": {"a": null}}}), Some("{\"a\":null}")),
        (json!({"body_type": "none", "body": {"data": "x"}}), None),
        (json!({"body_type": "json", "body": {}}), None),
        (json!({"body_type": "json", "body": {"data": null}}), None),
        (json!({"body_type": "json"}), None),
    ];
    for (more, expected) in table {
        let request = read(more.clone()).unwrap();
        assert_eq!(body(&request).as_deref(), expected, "{more}");
    }
}

#[test]
fn forms_have_fields_and_files() {
    let address = "https://files.example/a.pdf";
    let form = |file: Value| {
        input(json!({
            "headers": {"Content-Type": "application/json"},
            "body_type": "form_data",
            "body": {"data": [
                {"fieldName": "name", "fieldType": "text", "textFieldValue": "Ann"},
                {"fieldName": "empty", "fieldType": "text", "textFieldValue": ""},
                {"fieldName": "none", "fieldType": "file"},
                {"fieldName": "offer", "fieldType": "file", "fileFieldValue": file},
            ]},
        }))
    };
    let embedded = form(json!({"filename": "b.txt", "extension": "txt", "base64": "aGk="}));
    assert_eq!(SendRequest::files_to_fetch(&embedded), []);
    let request = SendRequest::from_input(&embedded, &FetchedFiles::new()).unwrap();
    let content_type = header(&request, "Content-Type").unwrap();
    assert!(content_type.starts_with("multipart/form-data; boundary="));
    let text = body(&request).unwrap();
    assert!(text.contains("name=\"name\"\r\n\r\nAnn\r\n"), "{text}");
    assert!(
        text.contains("name=\"offer\"; filename=\"b.txt\""),
        "{text}"
    );
    assert!(text.contains("\r\n\r\nhi\r\n"), "{text}");
    assert!(!text.contains("empty") && !text.contains("none"), "{text}");

    for file in [json!({"url": address}), json!(address)] {
        let remote = form(file);
        let to_fetch = SendRequest::files_to_fetch(&remote);
        assert_eq!(to_fetch.len(), 1);
        assert_eq!(to_fetch[0].as_str(), address);
        assert_eq!(
            SendRequest::from_input(&remote, &FetchedFiles::new()),
            Err(HttpInputError::File {
                field: "offer".to_owned()
            })
        );
        let fetched = FileValue::Embedded {
            filename: "a.pdf".to_owned(),
            extension: Some("pdf".to_owned()),
            content: b"pdf".to_vec(),
        };
        let files = FetchedFiles::from([(to_fetch[0].clone(), fetched)]);
        let request = SendRequest::from_input(&remote, &files).unwrap();
        assert!(body(&request).unwrap().contains("filename=\"a.pdf\""));
    }

    let older = json!({"body_type": "form_data", "body": {"data": {"a": "1", "b": null}}});
    let text = body(&read(older).unwrap()).unwrap();
    assert!(text.contains("name=\"a\"\r\n\r\n1\r\n") && !text.contains("name=\"b\""));
}

#[test]
fn timeouts_are_in_seconds() {
    let table = [
        (json!({}), None),
        (json!({"timeout": 0}), None),
        (json!({"timeout": null}), None),
        (json!({"timeout": 2.5}), Some(Duration::from_millis(2500))),
    ];
    for (more, expected) in table {
        assert_eq!(read(more).unwrap().request.timeout, expected);
    }
}

#[test]
fn wrong_inputs_are_named() {
    let table = [
        (json!({"method": null}), "the method is missing"),
        (
            json!({"method": "TRACE"}),
            "the method \"TRACE\" is not one of GET, POST, PATCH, PUT, DELETE and HEAD",
        ),
        (json!({"url": " "}), "the URL is missing"),
        (
            json!({"url": "file:///etc/passwd"}),
            "the URL is not a web address that begins with http:// or https://: file:///etc/passwd",
        ),
        (
            json!({"headers": {"X-A": "1\r\nX-B: 2"}}),
            "the header \"X-A\" has characters that headers must not have",
        ),
        (
            json!({"headers": {"X A": "1"}}),
            "the header \"X A\" has characters that headers must not have",
        ),
        (
            json!({"authType": "BASIC", "authFields": {"username": "u"}}),
            "the password of the authentication is missing",
        ),
        (
            json!({"authType": "OAUTH"}),
            "the authentication \"OAUTH\" is not one of NONE, BASIC and BEARER_TOKEN",
        ),
        (
            json!({"body_type": "xml", "body": {"data": "x"}}),
            "the body type \"xml\" is not one of none, form_data, json and raw",
        ),
        (
            json!({"body_type": "form_data", "body": {"data": "x"}}),
            "the form data must be a list of fields with a name, a type and a value",
        ),
        (
            json!({"timeout": -1}),
            "the timeout must be a number of seconds that is not below 0",
        ),
        (
            json!({"failureMode": "panic"}),
            "the failure mode \"panic\" is not known",
        ),
        (
            json!({"use_proxy": true}),
            "requests through a proxy run in ActivePieces only",
        ),
    ];
    for (more, message) in table {
        assert_eq!(read(more).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_successful_answer_is_the_output() {
    let request = read(json!({})).unwrap();
    let table = [
        ("{\"id\":1}", json!({"id": 1})),
        ("5", json!(5)),
        ("plain", json!("plain")),
        ("\u{feff}[1]", json!([1])),
        ("", json!("")),
    ];
    for (text, body) in table {
        let output = json!({
            "status": 201,
            "headers": {
                "content-type": "application/json", "via": "a, b", "set-cookie": ["x=1", "y=2"],
            },
            "body": body,
        });
        let judgement = request.judge(Ok(&answer(201, text)), 1);
        assert_eq!(judgement, Judgement::Output(output), "{text}");
    }
    let binary = read(json!({"response_is_binary": true})).unwrap();
    let Judgement::Output(output) = binary.judge(Ok(&answer(200, "{}")), 1) else {
        panic!("a success has an output");
    };
    assert_eq!(output["body"], "e30=");
}

#[test]
fn redirects_are_answers_unless_they_are_followed() {
    let is_output = |more: Value| {
        let judgement = read(more).unwrap().judge(Ok(&answer(302, "")), 1);
        matches!(judgement, Judgement::Output(_))
    };
    assert!(is_output(json!({})));
    assert!(is_output(json!({"followRedirects": false})));
    assert!(!is_output(json!({"followRedirects": true})));
}

#[test]
fn the_failure_mode_decides_what_a_failure_is() {
    #[derive(Debug, Clone, Copy)]
    enum Came {
        Status(u16),
        Nothing,
    }
    use Came::{Nothing, Status};
    let gives = |mode: Value, came: Came, tries: u32| {
        let request = read(json!({"failureMode": mode})).unwrap();
        let judgement = match came {
            Status(status) => request.judge(Ok(&answer(status, "{}")), tries),
            Nothing => request.judge(
                Err(&NoAnswer {
                    reason: "refused".to_owned(),
                }),
                tries,
            ),
        };
        match judgement {
            Judgement::Output(_) => "output",
            Judgement::Failed(_) => "failed",
            Judgement::Again => "again",
        }
    };
    let table = [
        (
            json!("retry_all"),
            Status(404),
            ["again", "again", "failed"],
        ),
        (
            json!("retry_all"),
            Status(503),
            ["again", "again", "failed"],
        ),
        (json!("retry_all"), Nothing, ["again", "again", "failed"]),
        (json!("retry_5xx"), Status(404), ["output"; 3]),
        (
            json!("retry_5xx"),
            Status(503),
            ["again", "again", "failed"],
        ),
        (json!("retry_5xx"), Nothing, ["again", "again", "failed"]),
        (json!("retry_none"), Status(404), ["failed"; 3]),
        (json!("retry_none"), Status(503), ["failed"; 3]),
        (json!("continue_all"), Status(404), ["output"; 3]),
        (json!("continue_all"), Status(503), ["output"; 3]),
        (json!("continue_all"), Nothing, ["output"; 3]),
        (json!("continue_4xx"), Status(404), ["output"; 3]),
        (
            json!("continue_4xx"),
            Status(503),
            ["again", "again", "failed"],
        ),
        (json!("continue_4xx"), Nothing, ["again", "again", "failed"]),
        (json!("continue_none"), Status(404), ["failed"; 3]),
        (json!("continue_none"), Nothing, ["failed"; 3]),
        (json!(null), Status(503), ["failed"; 3]),
        (json!(""), Status(503), ["failed"; 3]),
    ];
    for (mode, came, expected) in table {
        let all = [1, 2, 3].map(|tries| gives(mode.clone(), came, tries));
        assert_eq!(all, expected, "{mode} {came:?}");
    }
}

#[test]
fn a_failure_tells_the_answer_and_what_was_sent() {
    let sent = json!({"body_type": "json", "body": {"data": {"a": 1}}});
    let failed =
        |request: SendRequest, came: Result<&Answer, &NoAnswer>| match request.judge(came, 1) {
            Judgement::Failed(message) => message,
            other => panic!("{other:?}"),
        };
    assert_eq!(
        failed(read(sent).unwrap(), Ok(&answer(422, "{\"error\":\"no\"}"))),
        "{\"response\":{\"status\":422,\"body\":{\"error\":\"no\"}},\"request\":{\"body\":{\"a\":1}}}"
    );
    let no_answer = NoAnswer {
        reason: "nobody listens there".to_owned(),
    };
    assert_eq!(
        failed(read(json!({})).unwrap(), Err(&no_answer)),
        "{\"response\":{\"status\":500,\"body\":\"nobody listens there\"},\"request\":{}}"
    );
}
