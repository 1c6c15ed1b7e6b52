//! `winfactor activepieces connect`, against a running server and a stand-in of ActivePieces.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::process::{Command, Output};

use serde_json::{Value, json};
use support::{
    Installation, Server,
    flow_desk::{flow, step},
    run, text,
};
use winfactor_testkit::vendors::ActivePiecesStandIn;

struct Office {
    installation: Installation,
    server: Server,
    there: ActivePiecesStandIn,
}

impl Office {
    async fn open() -> Office {
        let installation = Installation::sqlite();
        Office {
            server: installation.serve().await,
            installation,
            there: ActivePiecesStandIn::start(),
        }
    }

    /// Somebody keeps a flow that sends a message to Slack, with this connection.
    async fn keep(&self, connection: &str) -> String {
        let auth = format!("{{{{connections['{connection}']}}}}");
        let input = json!({"auth": auth, "channel": "C1", "sendAsBot": true, "text": "Hello"});
        let mut message = step("message", "slack", "send_channel_message", input);
        message["settings"]["pieceVersion"] = "0.17.0".into();
        let kept = self
            .server
            .post("/flows", &flow("Tell sales", message))
            .await;
        kept["id"].as_str().unwrap().to_owned()
    }

    fn connect(&self, arguments: &[&str], password: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_winfactor"));
        command
            .args(["activepieces", "connect", "--server", &self.server.url])
            .args(["--api-key", &self.installation.api_key])
            .args(arguments);
        if password.is_some() {
            command
                .args(["--url", &self.there.address(), "--password-stdin"])
                .args(["--email", ActivePiecesStandIn::EMAIL]);
        }
        run(command, &format!("{}\n", password.unwrap_or_default()))
    }
}

#[tokio::test]
async fn from_the_sign_in_to_a_run_that_is_shown() {
    let office = Office::open().await;
    office
        .there
        .add_connection("slack-bot", "@activepieces/piece-slack");
    let flow = office.keep("slack-bot").await;
    let said = office.connect(&["--flow", &flow], Some(ActivePiecesStandIn::PASSWORD));
    let out = text(&said.stdout);
    assert!(said.status.success(), "{out}{}", text(&said.stderr));
    for words in [
        "Signed in at http://127.0.0.1:",
        "done: the server has every piece and connection",
        "done: imported as a new flow",
        "done: published and switched on",
        "done: a new endpoint sends it every event",
        "A test event is on its way: evt_",
        "the run succeeded",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert_eq!(office.there.runs().len(), 1);

    // Again, with the sign-in that is there: no second flow.
    let said = office.connect(&["--flow", &flow, "--json"], None);
    let answer: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(answer["report"]["complete"], true, "{answer}");
    assert_eq!(answer["test"]["run"]["status"], "SUCCEEDED", "{answer}");
    assert_eq!(office.there.flows().len(), 1);

    // A run that fails is shown with its step.
    office.there.fail_step("message", "channel_not_found");
    let said = office.connect(&["--flow", &flow], None);
    let out = text(&said.stdout);
    assert_eq!(said.status.code(), Some(1), "{out}");
    assert!(
        out.contains("the run failed at the step MESSAGE: channel_not_found"),
        "{out}"
    );
}

#[tokio::test]
async fn what_is_there_is_listed_and_what_is_missing_is_told() {
    let office = Office::open().await;
    let said = office.connect(&[], Some("wrong"));
    let err = text(&said.stderr);
    assert_eq!(said.status.code(), Some(1));
    assert!(
        err.contains("password: ActivePieces knows no account"),
        "{err}"
    );

    let said = office.connect(&[], Some(ActivePiecesStandIn::PASSWORD));
    let out = text(&said.stdout);
    assert!(said.status.success(), "{}", text(&said.stderr));
    for words in [
        "Flo's Project",
        "No flows there yet.",
        "--recipe ID or --flow ID",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }

    let flow = office.keep("slack-bot").await;
    let said = office.connect(&["--flow", &flow], None);
    let out = text(&said.stdout);
    assert_eq!(said.status.code(), Some(1));
    for words in [
        "failed: one thing is missing",
        "step 2, MESSAGE: the project has no connection with the external id slack-bot",
        "not done: the flow was not imported",
        "it goes on from there",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(office.there.flows().is_empty());
}
