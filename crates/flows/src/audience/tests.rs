#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::pieces::WINFACTOR_PIECE;

fn catalog() -> PieceCatalog {
    PieceCatalog::embedded(["quote.created", "quote.sent"])
}

fn step(name: &str, piece: &str, action: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name, "valid": true,
        "settings": {
            "pieceName": piece, "pieceVersion": "1.0.0", "actionName": action, "input": input,
        },
    })
}

fn mail(to: Value) -> Value {
    step(
        "mail",
        "@activepieces/piece-smtp",
        "send-email",
        json!({"to": to}),
    )
}

fn flow(trigger: (&str, &str), actions: &[Value]) -> FlowVersion {
    let chain = actions.iter().rev().fold(Value::Null, |next, action| {
        let mut action = action.clone();
        action["nextAction"] = next;
        action
    });
    FlowVersion::from_value(json!({
        "displayName": "Test", "schemaVersion": "20", "valid": true,
        "trigger": {
            "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Trigger", "valid": true,
            "settings": {
                "pieceName": trigger.0, "pieceVersion": "1.0.0", "triggerName": trigger.1,
                "input": {},
            },
            "nextAction": chain,
        },
    }))
    .unwrap()
}

const CATCH_WEBHOOK: (&str, &str) = ("@activepieces/piece-webhook", "catch_webhook");
const QUOTE_CREATED: (&str, &str) = (WINFACTOR_PIECE, "quote_created");

/// Whom the only step that writes to people reaches.
fn reach(trigger: (&str, &str), actions: &[Value]) -> Reach {
    let found = writing_steps(&flow(trigger, actions), &catalog());
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].reach
}

fn reach_of(to: &str) -> Reach {
    reach(CATCH_WEBHOOK, &[mail(json!([to]))])
}

#[test]
fn an_address_of_the_customer_is_found_however_it_is_written() {
    for to in [
        "{{trigger.body.data.customer.email}}",
        "{{ trigger.body.data['customer']['email'] }}",
        "{{trigger['body']?.data.customer?.email}}",
        "Jane <{{trigger.body.data.customer.email}}>",
        "sales@example.com, {{trigger.body.data.contact.email}}",
        "{{trigger.body.data.sending.recipients[0]}}",
        "{{trigger.body.data.sending.recipients}}",
        "{{trigger.body.data.customer}}",
        "{{trigger}}",
        "{{trigger.rawBody}}",
        "{{/*raw*/ trigger.body.data.customer.email}}",
        "{{ trigger.body.data.customer.email.toLowerCase() }}",
        "{{ [trigger.body.data.customer.email, 'x@example.com'].join(',') }}",
        "{{ Object.values(trigger.body.data)[1].email }}",
        "{{ trigger.body['da' + 'ta'].customer.email }}",
        "{{ ({...trigger}).body.data.customer.email }}",
        "{{ `${trigger.body.data.customer.email}` }}",
        "{{ trigger.body.data.valueOf().customer.email }}",
        "{{ flattenNestedKeys(trigger.body.data, ['customer', 'email']) }}",
        "{{ flattenNestedKeys(trigger.body.data.customer, ['email']) }}",
        "ap-formula-v1::{lower({{trigger.body.data.customer.email}})}::ap-formula-v1",
    ] {
        assert_eq!(reach_of(to), Reach::Customer, "{to}");
    }
}

#[test]
fn colleagues_are_not_taken_for_the_customer() {
    for to in [
        "sales@example.com",
        "{{trigger.body.organization.email}}",
        "",
        "{{not closed",
    ] {
        assert_eq!(reach_of(to), Reach::Fixed, "{to}");
    }
    for to in [
        "{{trigger.body.data.creation.createdByName}}",
        "{{ trigger.body.orgLocale === 'de' ? 'berlin@example.com' : 'sales@example.com' }}",
        "{{ trigger.body.organization.email.toLowerCase() }}",
        "{{step_1.owner}}",
    ] {
        assert_eq!(reach_of(to), Reach::Unknown, "{to}");
    }
}

#[test]
fn copies_count_and_replies_do_not() {
    let customer = "{{trigger.data.customer.email}}";
    for input in ["to", "cc", "bcc"] {
        let step = step(
            "mail",
            "@activepieces/piece-smtp",
            "send-email",
            json!({input: [customer]}),
        );
        assert_eq!(reach(QUOTE_CREATED, &[step]), Reach::Customer, "{input}");
    }
    for input in ["replyTo", "subject", "body"] {
        let step = step(
            "mail",
            "@activepieces/piece-smtp",
            "send-email",
            json!({input: customer}),
        );
        assert_eq!(reach(QUOTE_CREATED, &[step]), Reach::Fixed, "{input}");
    }
    for (piece, action, input) in [
        ("whatsapp", "sendMessage", "to"),
        ("whatsapp", "send-template-message", "to"),
        ("whatsapp", "sendMedia", "to"),
        ("gmail", "send_email", "receiver"),
        ("gmail", "send_email", "bcc"),
        ("slack", "send_direct_message", "userId"),
    ] {
        let piece = format!("@activepieces/piece-{piece}");
        let step = step(
            "message",
            &piece,
            action,
            json!({input: "{{trigger.data.customer.phone}}"}),
        );
        assert_eq!(reach(QUOTE_CREATED, &[step]), Reach::Customer, "{piece}");
    }
}

#[test]
fn an_address_is_followed_through_other_steps() {
    let mapper = |mapping: Value| {
        let piece = "@activepieces/piece-data-mapper";
        step(
            "map",
            piece,
            "advanced_mapping",
            json!({"mapping": mapping}),
        )
    };
    let winfactor = |action: &str| step("find", WINFACTOR_PIECE, action, json!({}));
    let code = json!({
        "name": "code", "type": "CODE", "displayName": "Code", "valid": true,
        "settings": {
            "sourceCode": {"code": "export const code = async (x) => x;", "packageJson": "{}"},
            "input": {"customer": "{{trigger.data.customer}}"},
        },
    });
    let mapping = json!({
        "who": {"mail": "{{trigger.data.customer.email}}", "desk": "{{trigger.organization.email}}"},
        "all": "{{trigger.data}}", "list": ["x@example.com", "{{trigger.data.customer.email}}"],
    });
    for (before, to, expected) in [
        (mapper(mapping.clone()), "{{map.who.mail}}", Reach::Customer),
        (mapper(mapping.clone()), "{{map.who}}", Reach::Customer),
        (mapper(mapping.clone()), "{{map.who.desk}}", Reach::Unknown),
        (
            mapper(mapping.clone()),
            "{{map.all.customer.email}}",
            Reach::Customer,
        ),
        (
            mapper(mapping.clone()),
            "{{map.all.quote.number}}",
            Reach::Unknown,
        ),
        (mapper(mapping.clone()), "{{map.list[1]}}", Reach::Customer),
        (mapper(mapping), "{{map.list[0]}}", Reach::Unknown),
        (
            mapper("{{trigger.data.customer}}".into()),
            "{{map.email}}",
            Reach::Customer,
        ),
        (
            winfactor("find_submission"),
            "{{find.customer.email}}",
            Reach::Customer,
        ),
        (
            winfactor("upsert_contact"),
            "{{find.email}}",
            Reach::Customer,
        ),
        (
            winfactor("find_contact"),
            "{{find.contact.email}}",
            Reach::Customer,
        ),
        (winfactor("find_contact"), "{{find.found}}", Reach::Unknown),
        (
            winfactor("list_leads"),
            "{{find.data[0].email}}",
            Reach::Customer,
        ),
        (
            winfactor("list_leads"),
            "{{find.nextCursor}}",
            Reach::Unknown,
        ),
        (
            winfactor("get_quote"),
            "{{find.customer.email}}",
            Reach::Customer,
        ),
        (
            winfactor("replace_line_items"),
            "{{find.customer.email}}",
            Reach::Customer,
        ),
        (
            winfactor("find_submission"),
            "{{find.template.name}}",
            Reach::Unknown,
        ),
        // That is for whoever runs the flow to see.
        (code, "{{code.email}}", Reach::Unknown),
    ] {
        assert_eq!(
            reach(QUOTE_CREATED, &[before, mail(json!([to]))]),
            expected,
            "{to}"
        );
    }
}

#[test]
fn an_address_is_followed_into_loops_and_routers() {
    let a_loop = |items: &str, to: &str| {
        json!({
            "name": "each", "type": "LOOP_ON_ITEMS", "displayName": "Each", "valid": true,
            "settings": {"items": items}, "firstLoopAction": mail(json!([to])),
        })
    };
    for (items, to, expected) in [
        (
            "{{trigger.data.sending.recipients}}",
            "{{each.item}}",
            Reach::Customer,
        ),
        (
            "{{ [trigger.data.customer] }}",
            "{{each.item.email}}",
            Reach::Customer,
        ),
        ("{{ ['a@example.com'] }}", "{{each.item}}", Reach::Unknown),
        (
            "{{trigger.data.sending.recipients}}",
            "{{each.index}}",
            Reach::Unknown,
        ),
    ] {
        let step = a_loop(items, to);
        assert_eq!(reach(QUOTE_CREATED, &[step]), expected, "{items} {to}");
    }
    let router = json!({
        "name": "router", "type": "ROUTER", "displayName": "Router", "valid": true,
        "settings": {
            "executionType": "EXECUTE_FIRST_MATCH",
            "branches": [{"branchName": "Otherwise", "branchType": "FALLBACK"}],
        },
        "children": [mail(json!(["{{trigger.data.customer.email}}"]))],
    });
    assert_eq!(reach(QUOTE_CREATED, &[router]), Reach::Customer);
}

#[test]
fn an_offer_that_is_sent_goes_to_the_customer_and_a_skipped_step_to_nobody() {
    let send = step(
        "send",
        WINFACTOR_PIECE,
        "send_quote",
        json!({"quoteId": "x"}),
    );
    assert_eq!(reach(QUOTE_CREATED, &[send]), Reach::Customer);
    let mut skipped = mail(json!(["{{trigger.data.customer.email}}"]));
    skipped["skip"] = true.into();
    let channel = step(
        "slack",
        "@activepieces/piece-slack",
        "send_channel_message",
        json!({}),
    );
    assert_eq!(
        writing_steps(&flow(QUOTE_CREATED, &[skipped, channel]), &catalog()),
        []
    );
}

#[test]
fn the_settings_are_the_same_until_something_of_the_message_changes() {
    let settings = |step: Value| {
        let found = writing_steps(&flow(QUOTE_CREATED, &[step]), &catalog());
        found[0].settings.clone()
    };
    let with = |key: &str, value: Value| {
        let mut step = mail(json!(["a@example.com"]));
        step["settings"]["input"]["subject"] = "Hello".into();
        step["settings"]["input"]["body"] = "x".into();
        step["settings"]["input"][key] = value;
        step
    };
    let original = settings(with("body", "x".into()));
    let mut renamed = with("body", "x".into());
    renamed["displayName"] = "Another name".into();
    renamed["settings"]["pieceVersion"] = "2.0.0".into();
    renamed["settings"]["sampleData"] = json!({"lastTestDate": "2026"});
    renamed["settings"]["input"] =
        json!({"body": "x", "subject": "Hello", "to": ["a@example.com"]});
    assert_eq!(settings(renamed), original);
    for changed in [
        with("body", "y".into()),
        with("to", json!(["b@example.com"])),
        with("auth", "{{connections['other']}}".into()),
    ] {
        assert_ne!(settings(changed), original);
    }
}
