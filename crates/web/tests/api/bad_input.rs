//! Bad input of every kind is refused with its code and place, and changes nothing.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Server, details, refusal};

/// A submission that is in order.
fn submission(server: &Server) -> Value {
    json!({
        "templateId": server.app.template.id,
        "locale": "en",
        "customer": {"name": "John Smith", "email": "john.smith@example.com"},
        "configuration": {"width": 2400, "height": 1500, "componentCount": 3},
    })
}

/// The same with one value replaced, or taken away.
fn with(mut document: Value, pointer: &str, value: Option<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document
        .pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap();
    match value {
        Some(value) => parent.insert(name.to_owned(), value),
        None => parent.remove(name),
    };
    document
}

#[tokio::test]
async fn a_submission_that_cannot_be_accepted_names_every_field() {
    Server::on_both_engines(|server| async move {
        let before = server.snapshot().await;
        let good = submission(&server);
        let long = "x".repeat(201);
        let cases = [
            ("/templateId", None, "/templateId", "unknown_value"),
            (
                "/templateId",
                Some(json!("template_1")),
                "/templateId",
                "unknown_value",
            ),
            ("/templateId", Some(json!(7)), "/templateId", "type"),
            ("/locale", Some(json!("fr")), "/locale", "unknown_value"),
            ("/locale", Some(json!("EN")), "/locale", "unknown_value"),
            ("/customer", None, "/customer", "required"),
            ("/customer", Some(json!("John")), "/customer", "type"),
            ("/customer/name", None, "/customer/name", "required"),
            (
                "/customer/name",
                Some(json!("  ")),
                "/customer/name",
                "required",
            ),
            (
                "/customer/name",
                Some(json!(null)),
                "/customer/name",
                "type",
            ),
            (
                "/customer/name",
                Some(json!(long)),
                "/customer/name",
                "too_long",
            ),
            (
                "/customer/name",
                Some(json!("a\nb")),
                "/customer/name",
                "control_characters",
            ),
            ("/customer/email", None, "/customer/email", "required"),
            (
                "/customer/email",
                Some(json!("john")),
                "/customer/email",
                "email",
            ),
            (
                "/customer/age",
                Some(json!(7)),
                "/customer/age",
                "unknown_field",
            ),
            ("/configuration", None, "/configuration", "required"),
            (
                "/configuration/width",
                None,
                "/configuration/width",
                "required",
            ),
            (
                "/configuration/width",
                Some(json!(499)),
                "/configuration/width",
                "out_of_range",
            ),
            (
                "/configuration/width",
                Some(json!(6001)),
                "/configuration/width",
                "out_of_range",
            ),
            (
                "/configuration/width",
                Some(json!(-2400)),
                "/configuration/width",
                "out_of_range",
            ),
            (
                "/configuration/width",
                Some(json!(2400.5)),
                "/configuration/width",
                "type",
            ),
            (
                "/configuration/width",
                Some(json!("2400")),
                "/configuration/width",
                "type",
            ),
            (
                "/configuration/width",
                Some(json!(1e30)),
                "/configuration/width",
                "type",
            ),
            (
                "/configuration/height",
                Some(json!(3201)),
                "/configuration/height",
                "out_of_range",
            ),
            (
                "/configuration/componentCount",
                Some(json!(0)),
                "/configuration/componentCount",
                "out_of_range",
            ),
            (
                "/configuration/componentCount",
                Some(json!(101)),
                "/configuration/componentCount",
                "out_of_range",
            ),
            (
                "/configuration/depth",
                Some(json!(70)),
                "/configuration/depth",
                "unknown_field",
            ),
            ("/status", Some(json!("closed")), "/status", "unknown_field"),
        ];
        for (place, value, pointer, code) in cases {
            let body = with(good.clone(), place, value);
            let reply = server.call(Method::POST, "/submissions", Some(&body)).await;
            let expected = vec![(pointer.to_owned(), code.to_owned())];
            assert_eq!(details(&reply), expected, "{body}");
        }
        assert_eq!(server.snapshot().await, before);
    })
    .await;
}

#[tokio::test]
async fn all_mistakes_of_a_request_are_told_at_once() {
    let server = Server::start().await;
    let body = json!({
        "templateId": "template_1",
        "locale": "fr",
        "customer": {},
        "configuration": {"width": 0, "componentCount": 0},
    });
    let reply = server.call(Method::POST, "/submissions", Some(&body)).await;
    let pointers: Vec<_> = details(&reply)
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    let expected = [
        "/templateId",
        "/locale",
        "/customer/name",
        "/customer/email",
        "/configuration/width",
        "/configuration/height",
        "/configuration/componentCount",
    ];
    assert_eq!(pointers, expected);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_before_anything_else() {
    let server = Server::start().await;
    let before = server.snapshot().await;
    let key = format!("Bearer {}", server.app.api_key);
    let json_type = "application/json";
    let cases: [(&str, Vec<u8>, u16, &str); 12] = [
        (json_type, b"{".to_vec(), 400, "malformed_json"),
        (json_type, b"".to_vec(), 400, "malformed_json"),
        (json_type, b"nonsense".to_vec(), 400, "malformed_json"),
        (json_type, b"{\"a\": 1,}".to_vec(), 400, "malformed_json"),
        (json_type, b"{} {}".to_vec(), 400, "malformed_json"),
        (json_type, b"\xff\xfe".to_vec(), 400, "malformed_json"),
        (json_type, vec![b'['; 100_000], 400, "malformed_json"),
        ("text/plain", b"{}".to_vec(), 415, "unsupported_media_type"),
        (
            "application/x-www-form-urlencoded",
            b"a=b".to_vec(),
            415,
            "unsupported_media_type",
        ),
        (
            "application/jsonp",
            b"{}".to_vec(),
            415,
            "unsupported_media_type",
        ),
        (json_type, vec![b' '; (1 << 20) + 1], 413, "too_large"),
        (
            "application/json; charset=utf-8",
            b"[]".to_vec(),
            422,
            "validation_error",
        ),
    ];
    for (media_type, body, status, code) in cases {
        let headers = [
            ("authorization", key.as_str()),
            ("content-type", media_type),
        ];
        let start = String::from_utf8_lossy(&body[..body.len().min(20)]).into_owned();
        let reply = server
            .send(Method::POST, "/submissions", &headers, body)
            .await;
        assert_eq!(
            refusal(&reply),
            (status, code.to_owned()),
            "{media_type} {start}"
        );
    }
    let headers = [("authorization", key.as_str())];
    let reply = server
        .send(Method::POST, "/submissions", &headers, "{}")
        .await;
    assert_eq!(refusal(&reply).0, 415, "a body without a media type");
    assert_eq!(server.snapshot().await, before);
}

#[tokio::test]
async fn malformed_json_is_told_with_line_and_column() {
    let server = Server::start().await;
    let key = format!("Bearer {}", server.app.api_key);
    let headers = [
        ("authorization", key.as_str()),
        ("content-type", "application/json"),
    ];
    let body = "{\n  \"templateId\": template_1\n}";
    let reply = server
        .send(Method::POST, "/submissions", &headers, body)
        .await;
    let told: Value = reply.json();
    let message = told["error"]["message"].as_str().unwrap();
    assert!(message.contains("line 2, column"), "{message}");
}

#[tokio::test]
async fn a_body_without_end_is_not_waited_for_beyond_the_limit() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let server = Server::start().await;
    let mut stream = tokio::net::TcpStream::connect(server.address)
        .await
        .unwrap();
    let head = format!(
        "POST /api/v1/submissions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: 10000000000\r\n\r\n",
        server.app.api_key
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 413");
}

#[tokio::test]
async fn ids_that_are_none_or_unknown_name_nothing() {
    Server::on_both_engines(|server| async move {
        let kinds = [
            ("/templates/", "template"),
            ("/submissions/", "sub"),
            ("/quotes/", "quote"),
            ("/contacts/", "contact"),
            ("/leads/", "lead"),
            ("/events/", "evt"),
            ("/webhook-endpoints/", "endpoint"),
            ("/flows/", "flow"),
            ("/flow-runs/", "run"),
            ("/connections/", "conn"),
        ];
        for (path, prefix) in kinds {
            let unknown = format!("{prefix}_01h455vb4pex5vsknk084sn02q");
            let of_another_kind = "org_01h455vb4pex5vsknk084sn02q".to_owned();
            let bad = ["1", "%00", "..%2f", "%F0%9F%AA%9F"].map(str::to_owned);
            for id in bad.into_iter().chain([unknown, of_another_kind]) {
                let path = format!("{path}{id}");
                let refused = server.refused(Method::GET, &path, None).await;
                assert_eq!(refused, (404, "not_found".to_owned()), "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn parameters_that_are_unknown_or_out_of_range_are_named() {
    let server = Server::start().await;
    let cases = [
        ("/submissions?page=2", "/query/page", "unknown_field"),
        ("/submissions?limit=0", "/query/limit", "out_of_range"),
        ("/submissions?limit=101", "/query/limit", "out_of_range"),
        ("/submissions?limit=many", "/query/limit", "type"),
        ("/submissions?cursor=abc", "/query/cursor", "cursor"),
        ("/submissions?status=open", "/query/status", "unknown_value"),
        ("/submissions?templateId=7", "/query/templateId", "invalid"),
        (
            "/submissions?createdAfter=yesterday",
            "/query/createdAfter",
            "type",
        ),
        ("/quotes?status=open", "/query/status", "unknown_value"),
        ("/quotes?submissionId=7", "/query/submissionId", "invalid"),
        ("/leads?status=open", "/query/status", "unknown_value"),
        ("/events?type=quote.deleted", "/query/type", "unknown_value"),
        ("/events?status=lost", "/query/status", "unknown_value"),
        ("/flow-runs?status=lost", "/query/status", "unknown_value"),
        ("/contacts?name=John", "/query/name", "unknown_field"),
        ("/inbox?limit=1&limit=2", "/query/limit", "duplicate_field"),
    ];
    for (path, pointer, code) in cases {
        let reply = server.call(Method::GET, path, None).await;
        let expected = vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(details(&reply), expected, "{path}");
    }
}
