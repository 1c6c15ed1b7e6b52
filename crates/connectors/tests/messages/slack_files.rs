//! What each of the three calls of a file comes to when it fails.

use serde_json::{Value, json};
use winfactor_connectors::channels::slack::{Post, SlackFile, share_file};
use winfactor_connectors::channels::{ChannelFailure, ConnectionFault, VendorAddresses, WhoActs};
use winfactor_connectors::secret::SecretText;
use winfactor_testkit::vendors::SlackStandIn;
use winfactor_testkit::{Answer, TestReceiver};

use crate::setup::{NOW, client, failed, object};

const ADDRESS: &str = "/api/files.getUploadURLExternal";
const UPLOAD: &str = "/upload/v1/x";
const COMPLETE: &str = "/api/files.completeUploadExternal";

async fn share(slack: String) -> Result<Value, ChannelFailure> {
    let vendors = VendorAddresses {
        slack,
        ..VendorAddresses::default()
    };
    let file = SlackFile {
        name: "offer 7.pdf".to_owned(),
        content: "offer".into(),
    };
    let block = json!({"type": "divider", "block_id": "run/step_1"});
    let post = Post {
        body: object(json!({"channel_id": "C1", "blocks": [block]})),
        plain: object(json!({"channel_id": "C1", "initial_comment": "Hello"})),
    };
    let token = SecretText::new("xoxb-1");
    share_file(&client(), &vendors, &token, &file, &post, NOW).await
}

#[tokio::test]
async fn a_file_takes_three_calls() {
    let slack = SlackStandIn::start();
    let answer = share(slack.address()).await.unwrap();
    let file = json!({"id": "F0001", "title": "offer 7.pdf"});
    assert_eq!(
        answer,
        json!({"ok": true, "files": [{"ok": true, "files": [file]}]})
    );
    let paths: Vec<String> = slack.calls().iter().map(|it| it.path.clone()).collect();
    assert_eq!(paths, [ADDRESS, "/upload/v1/file", COMPLETE]);
}

/// Which of the calls fails, and how.
enum Fails {
    Address(Answer),
    Upload(Answer),
    Complete(Answer),
}

/// Slack, with one call that fails.
fn failing(fails: Fails) -> TestReceiver {
    let slack = TestReceiver::start();
    let given = json!({"ok": true, "upload_url": slack.url(UPLOAD), "file_id": "F1"});
    slack.answer(ADDRESS, Answer::json(200, &given));
    slack.answer(UPLOAD, Answer::status(200));
    match fails {
        Fails::Address(answer) => slack.answer(ADDRESS, answer),
        Fails::Upload(answer) => slack.answer(UPLOAD, answer),
        Fails::Complete(answer) => slack.answer(COMPLETE, answer),
    }
    slack
}

#[tokio::test]
async fn each_failure_of_a_file_says_who_must_act() {
    let word = |word: &str| Answer::json(200, &json!({"ok": false, "error": word}));
    let for_now = |nothing_happened| WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened,
    };
    let (good, broken) = (
        WhoActs::ReceiverForGood,
        WhoActs::Connection(ConnectionFault::Broken),
    );
    use Fails::{Address, Complete, Upload};
    let table = [
        (Address(word("missing_scope")), broken, "files:write"),
        (Address(Answer::status(502)), for_now(true), "its side"),
        (Upload(Answer::status(413)), WhoActs::Author, "too large"),
        (
            Upload(Answer::status(500)),
            for_now(true),
            "no files for now",
        ),
        (Upload(Answer::status(403)), good, "not taken"),
        (Complete(Answer::status(502)), for_now(false), "its side"),
        (Complete(word("not_in_channel")), good, "/invite"),
        (Complete(word("invalid_channel")), good, "channel's ID"),
        (
            Complete(word("file_type_not_allowed")),
            WhoActs::Author,
            "this type",
        ),
    ];
    for (fails, who, said) in table {
        let slack = failing(fails);
        let (acts, message) = failed(share(slack.url("")).await);
        assert_eq!(acts, who, "{message}");
        assert!(message.contains(said), "{message}");
    }
}
