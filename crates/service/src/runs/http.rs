//! The HTTP step: a flow's own request, through the guarded client.

use std::time::Duration;

use bytes::Bytes;
use winfactor_connectors::{
    http::HttpClient,
    http_request::{self, HttpAnswer, Method, OutgoingRequest},
};
use winfactor_flows::{
    pieces::{
        FetchedFile, FileValue,
        http::{
            self as pieces, Answer, FetchedFiles, HTTP_PIECE, Judgement, NoAnswer, SEND_REQUEST,
            SendRequest,
        },
    },
    run::{StepOutcome, StepRequest},
};

/// What is read of a file that a step names by its address, in bytes.
pub(super) const MOST_OF_A_FILE: usize = 20 << 20;

/// Whether the step is one that [`send`] performs.
pub(super) fn performs(request: &StepRequest) -> bool {
    (&*request.piece_name, &*request.action_name) == (HTTP_PIECE, SEND_REQUEST)
}

/// Performs an HTTP step: sends its request, again as its failure mode says. What the request may
/// reach is up to the client.
pub async fn send(client: &HttpClient, request: &StepRequest) -> StepOutcome {
    let mut files = FetchedFiles::new();
    for url in SendRequest::files_to_fetch(&request.input) {
        match fetch(client, &url, request.time_left).await {
            Ok(file) => files.insert(url, file),
            Err(reason) => {
                let host = url.host_str().unwrap_or_default();
                let message = format!("the file could not be fetched from {host}: {reason}");
                return StepOutcome::Failed(message);
            }
        };
    }
    let send = match SendRequest::from_input(&request.input, &files) {
        Ok(send) => send,
        Err(error) => return StepOutcome::Failed(error.to_string()),
    };
    let mut tries = 1;
    loop {
        let answer = once(client, &send, request.time_left).await;
        match send.judge(answer.as_ref(), tries) {
            Judgement::Output(output) => return StepOutcome::Succeeded(output),
            Judgement::Failed(message) => return StepOutcome::Failed(message),
            Judgement::Again => tries += 1,
        }
    }
}

async fn once(
    client: &HttpClient,
    send: &SendRequest,
    time_left: Duration,
) -> Result<Answer, NoAnswer> {
    let request = &send.request;
    let outgoing = OutgoingRequest {
        method: method(request.method),
        url: request.url.to_string(),
        headers: request.headers.clone(),
        body: Bytes::from(request.body.clone().unwrap_or_default()),
        timeout: Some(request.timeout.map_or(time_left, |it| it.min(time_left))),
        follow_redirects: request.follow_redirects,
    };
    let answer = http_request::send(client, outgoing).await;
    let answer = answer.map_err(|failure| NoAnswer {
        reason: failure.to_string(),
    })?;
    Ok(Answer {
        status: answer.status,
        headers: headers(&answer),
        body: answer.body.to_vec(),
    })
}

/// Fetches a file that a step names by its address.
pub(super) async fn fetch(
    client: &HttpClient,
    url: &url::Url,
    time_left: Duration,
) -> Result<FileValue, String> {
    let outgoing = OutgoingRequest {
        method: Method::GET,
        url: url.to_string(),
        headers: Vec::new(),
        body: Bytes::new(),
        timeout: Some(time_left),
        follow_redirects: true,
    };
    let client = client.reading_up_to(MOST_OF_A_FILE);
    let answer = http_request::send(&client, outgoing).await;
    let answer = answer.map_err(|failure| failure.to_string())?;
    if !(200..300).contains(&answer.status) {
        return Err(format!("the answer was {}", answer.status));
    }
    let text = |name: &str| {
        answer
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    Ok(FileValue::fetched(FetchedFile {
        url,
        content_type: text("content-type"),
        content_disposition: text("content-disposition"),
        content: &answer.body,
    }))
}

fn method(method: pieces::Method) -> Method {
    match method {
        pieces::Method::Get => Method::GET,
        pieces::Method::Post => Method::POST,
        pieces::Method::Patch => Method::PATCH,
        pieces::Method::Put => Method::PUT,
        pieces::Method::Delete => Method::DELETE,
        pieces::Method::Head => Method::HEAD,
    }
}

fn headers(answer: &HttpAnswer) -> Vec<(String, String)> {
    let headers = answer.headers.iter();
    headers
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect()
}
