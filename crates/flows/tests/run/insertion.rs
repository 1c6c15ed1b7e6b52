//! What placeholders insert into the inputs of channels, and what the author's own markup becomes.

use serde_json::{Value, json};
use winfactor_flows::pieces::microsoft_teams::TeamsMessage;
use winfactor_flows::run::StepRequest;
use winfactor_flows::{Next, Run};

use crate::world::{START, piece, setup, world_flow};

const HOSTILE: &str = "<!channel> & \"Co\"";

fn request(step: Value) -> StepRequest {
    let trigger = json!({
        "name": HOSTILE, "n": 5, "markup": "<https://x.example|open>",
        "url": "https://x.example/?a=1&b=2", "list": [{"k": "<a>"}],
    });
    request_for(step, trigger)
}

fn request_for(step: Value, trigger: Value) -> StepRequest {
    let mut run = Run::start(world_flow(&[step]), trigger, setup());
    loop {
        match run.next_step(START) {
            Next::Record(_) => {}
            Next::Perform(request) => return request,
            other => panic!("expected a request, got {other:?}"),
        }
    }
}

fn slack(input: Value) -> StepRequest {
    let mut input = input;
    input["channel"] = json!("C1");
    request(piece("s", "slack", "send_channel_message", input))
}

#[test]
fn what_is_inserted_into_a_text_for_slack_is_no_markup() {
    let escaped = "&lt;!channel&gt; &amp; \"Co\"";
    let table = [
        (
            "*New:* {{trigger.name}} <https://y.example|see>",
            format!("*New:* {escaped} <https://y.example|see>"),
        ),
        ("{{trigger.name}}", escaped.to_owned()),
        ("{{trigger.n}} & {{trigger.n}}", "5 & 5".to_owned()),
        (
            "{{trigger.name.toLowerCase()}}!",
            "&lt;!channel&gt; &amp; \"co\"!".to_owned(),
        ),
        ("{{trigger.list}}", "[{\"k\":\"&lt;a&gt;\"}]".to_owned()),
        (
            "{{/*raw*/ trigger.markup}} {{trigger.markup}}",
            "<https://x.example|open> &lt;https://x.example|open&gt;".to_owned(),
        ),
        (
            "{{/*raw*/trigger.markup}}",
            "<https://x.example|open>".to_owned(),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(
            slack(json!({"text": text})).input["text"],
            *expected,
            "{text}"
        );
    }
}

#[test]
fn what_is_inserted_into_blocks_stays_in_its_place() {
    let expected = json!([
        {"type": "section", "text": {"type": "mrkdwn",
            "text": "*New:* &lt;!channel&gt; &amp; \"Co\" 5"}},
        {"type": "button", "url": "https://x.example/?a=1&b=2"},
    ]);
    let as_json = json!([
        {"type": "section", "text": {"type": "mrkdwn",
            "text": "*New:* {{trigger.name}} {{trigger.n}}"}},
        {"type": "button", "url": "{{trigger.url}}"},
    ]);
    let as_text = Value::from(as_json.to_string());
    for blocks in [as_json, as_text] {
        let request = slack(json!({"text": "x", "blocks": blocks}));
        assert_eq!(request.input["blocks"], expected, "{blocks}");
    }
}

#[test]
fn what_is_inserted_into_a_record_stays_in_its_place() {
    let name = "Jane\", \"OwnerId\": \"005D0000001KyEI <&";
    let as_json = json!({"LastName": "{{trigger.name}}", "Description": "{{trigger.n}} of it"});
    let as_text = Value::from(as_json.to_string());
    for data in [as_json, as_text] {
        let input = json!({"object": "Lead", "data": data});
        let step = piece("s", "salesforce", "create_record", input);
        let request = request_for(step, json!({"name": name, "n": 5}));
        let expected = json!({"LastName": name, "Description": "5 of it"});
        assert_eq!(request.input["data"], expected, "{data}");
    }
}

#[test]
fn other_inputs_get_what_is_inserted_as_it_is() {
    let request = slack(json!({"text": "x", "username": "{{trigger.name}}"}));
    assert_eq!(request.input["username"], HOSTILE);
}

#[test]
fn a_request_names_the_connection_of_its_step() {
    let with_auth = slack(json!({"auth": "{{connections['good']}}", "text": "x"}));
    assert_eq!(
        Vec::from_iter(with_auth.settings.connections.iter()),
        ["good"]
    );
    assert_eq!(with_auth.censored_input["auth"], "**REDACTED**");
    assert!(slack(json!({"text": "x"})).settings.connections.is_empty());
}

#[test]
fn what_is_inserted_for_teams_is_marked_for_the_piece_and_not_in_what_is_kept() {
    let teams = |content_type: &str, content: &str| {
        let input = json!({"contentType": content_type, "content": content});
        let action = "microsoft_teams_send_channel_message";
        request(piece("s", "microsoft-teams", action, input))
    };
    for (content_type, shown) in [
        ("html", "@Jane &lt;!channel&gt; &amp; &quot;Co&quot;"),
        ("text", "@Jane <!channel> & \"Co\""),
    ] {
        let asked = teams(content_type, "@Jane {{trigger.name}}");
        assert_eq!(asked.censored_input["content"], shown);
        assert_eq!(asked.readable_input()["content"], shown);
        let message = TeamsMessage::from_input(&asked.input).unwrap();
        assert_eq!(message.webhook_posting().not_mentioned[0].name, "Jane");
        let inserted = teams(content_type, "{{'@Jane'}} @{{'Jane'}} {{trigger.name}}");
        assert!(
            !TeamsMessage::from_input(&inserted.input)
                .unwrap()
                .may_mention()
        );
        let on_purpose = teams(content_type, "{{/*raw*/ '@Jane'}}");
        assert!(
            TeamsMessage::from_input(&on_purpose.input)
                .unwrap()
                .may_mention()
        );
    }
}
