//! New messages while a page is open.

use std::time::Duration;

use axum::body::BodyDataStream;
use futures_util::StreamExt;
use scraper::{Html, Selector};
use winfactor_service::{accounts, inbox};

use crate::office::{Office, Person};

/// What a browser reads from a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Event {
    kind: String,
    id: String,
    data: String,
}

struct Listening {
    body: BodyDataStream,
    text: String,
}

/// Longer than anything takes; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

impl Listening {
    async fn open(person: &Person<'_>, address: &str, headers: &[(&str, &str)]) -> Listening {
        let response = person.open(address, headers).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        Listening {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        }
    }

    /// The next event; nothing when the stream has ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = read(event);
                self.text = rest.to_owned();
                if event.kind.is_empty() {
                    continue;
                }
                return Some(event);
            }
            let more = tokio::time::timeout(PATIENCE, self.body.next()).await;
            let more = more.expect("the stream says something in time")?;
            self.text
                .push_str(std::str::from_utf8(&more.unwrap()).unwrap());
        }
    }

    async fn next_of(&mut self, kind: &str) -> Event {
        loop {
            let event = self.next().await.expect("the stream goes on");
            if event.kind == kind {
                return event;
            }
        }
    }
}

fn read(text: &str) -> Event {
    let mut event = Event::default();
    let mut data = Vec::new();
    for line in text.lines() {
        match line.split_once(": ").unwrap_or((line, "")) {
            ("event", value) => value.clone_into(&mut event.kind),
            ("id", value) => value.clone_into(&mut event.id),
            ("data", value) => data.push(value),
            _ => {}
        }
    }
    event.data = data.join("\n");
    event
}

fn text(html: &str, selector: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let found = fragment.select(&Selector::parse(selector).unwrap()).next();
    found
        .map(|element| element.text().collect())
        .unwrap_or_default()
}

async fn submitted(office: &Office) {
    office.app.submit().await;
    office.app.deliver().await;
}

#[tokio::test]
async fn a_new_message_arrives_as_the_fragment_that_the_list_shows() {
    let office = Office::open().await;
    office.inbox_flow().await;
    let eva = office.eva().await;
    let page = eva.get("/inbox").await.expect(200);
    let address = page.attribute("[data-stream]", "data-stream").unwrap();
    let mut listening = Listening::open(&eva, &address, &[]).await;
    assert_eq!(
        listening.next().await.unwrap().data,
        "0",
        "how many are unread is said first"
    );

    submitted(&office).await;
    let message = listening.next_of("message").await;
    assert!(message.id.starts_with("msg_"), "{message:?}");
    assert_eq!(text(&message.data, "h2"), "New submission received");
    assert!(text(&message.data, ".lines").contains("John Smith"));
    let id = format!("message-{}", message.id);
    assert!(
        message.data.contains(&format!("id=\"{id}\"")),
        "{}",
        message.data
    );
    assert_eq!(listening.next_of("unread").await.data, "1");
    let page = eva.get("/inbox").await.expect(200);
    assert_eq!(
        page.attribute(".message", "id").as_deref(),
        Some(id.as_str())
    );

    // Its button works: the fragment belongs to the session that listens.
    let read = crate::forms::Form::of(
        &crate::page::Page {
            status: page.status,
            headers: page.headers.clone(),
            html: message.data.clone(),
        },
        "form",
    );
    eva.send(read).await.leads_to();
    assert_eq!(listening.next_of("unread").await.data, "0");

    submitted(&office).await;
    let second = listening.next_of("message").await;
    assert_ne!(second.id, message.id, "each message comes once");
}

#[tokio::test]
async fn a_browser_that_comes_back_hears_what_it_missed() {
    let office = Office::open().await;
    office.inbox_flow().await;
    let eva = office.eva().await;
    let mut listening = Listening::open(&eva, "/inbox/stream", &[]).await;
    listening.next().await.unwrap();
    submitted(&office).await;
    let last = listening.next_of("message").await.id;
    drop(listening);

    office.app.clock.advance(Duration::from_secs(3600));
    let mut missed = Vec::new();
    for _ in 0..3 {
        submitted(&office).await;
        office.app.clock.advance(Duration::from_secs(60));
    }
    let headers = [("last-event-id", last.as_str())];
    // The header knows better than the address, which is from when the page was loaded.
    let mut listening = Listening::open(&eva, "/inbox/stream?after=msg_0", &headers).await;
    for _ in 0..3 {
        missed.push(listening.next_of("message").await.id);
    }
    assert!(missed.is_sorted(), "oldest first");
    assert!(!missed.contains(&last));
    submitted(&office).await;
    let live = listening.next_of("message").await.id;
    assert!(!missed.contains(&live));
}

#[tokio::test]
async fn many_missed_messages_all_come() {
    let office = Office::open().await;
    office.inbox_flow().await;
    let eva = office.eva().await;
    submitted(&office).await;
    let newest = inbox::standing(office.service(), office.id())
        .await
        .unwrap()
        .newest
        .unwrap();
    // All within the same moment, more than are looked for at first.
    for _ in 0..250 {
        office.app.submit().await;
    }
    office.app.deliver().await;
    let address = format!("/inbox/stream?after={newest}");
    let mut listening = Listening::open(&eva, &address, &[]).await;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..250 {
        seen.insert(listening.next_of("message").await.id);
    }
    assert_eq!(seen.len(), 250);
    assert!(!seen.contains(&newest.to_string()));
    submitted(&office).await;
    assert!(seen.insert(listening.next_of("message").await.id));
}

#[tokio::test]
async fn another_organization_hears_nothing() {
    let office = Office::open().await;
    office.inbox_flow().await;
    office.app.other_organization().await;
    let mallory = office.member("eva@other-windows.example").await;
    let mut listening = Listening::open(&mallory, "/inbox/stream", &[]).await;
    assert_eq!(listening.next().await.unwrap().kind, "unread");
    submitted(&office).await;
    office.state.stop_streams();
    assert_eq!(listening.next().await, None, "nothing until the end");
}

#[tokio::test]
async fn a_stream_ends_when_the_server_stops() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let mut listening = Listening::open(&eva, "/inbox/stream", &[]).await;
    listening.next().await.unwrap();
    office.state.stop_streams();
    assert_eq!(listening.next().await, None);
}

#[tokio::test]
async fn a_stream_keeps_its_connection_alive_and_ends_with_the_session() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let mut listening = Listening::open(&eva, "/inbox/stream", &[]).await;
    listening.next().await.unwrap();
    // Only now: a database at work must not be taken for one that is late.
    tokio::time::pause();
    let comment = listening.body.next().await.unwrap().unwrap();
    assert!(comment.starts_with(b":"), "{comment:?}");
    tokio::time::resume();
    let token = eva.cookie("winfactor_session").unwrap();
    accounts::sign_out(office.service(), &token).await.unwrap();
    tokio::time::pause();
    assert!(
        listening.body.next().await.is_none(),
        "nobody is signed in any more"
    );
}
