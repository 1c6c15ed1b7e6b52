//! The message of the recommended first automation, resolved with the sample submission.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use support::{EVENT_TYPES, SUBMISSION_CREATED, catalog, webhook_sample};
use winfactor_flows::expressions::{Connections, Evaluator, Scope, Stopwatch, Template};
use winfactor_flows::pieces::EventDelivery;
use winfactor_flows::pieces::inbox::InboxMessage;
use winfactor_flows::recipes::{RECIPES, Recipe, SUBMISSION_TO_INBOX};
use winfactor_flows::run::{RunLimits, RunSetup, RunStatus, StepOutcome, Waitpoints, run_offline};
use winfactor_flows::{CompiledFlow, Run, TemplateDocument, validate_with_samples};

#[test]
fn the_documented_example_message_resolves_exactly() {
    let text = "New submission received\n\
        Customer: {{ trigger['body']['data']['customer']['name'] }}\n\
        Template: {{ trigger['body']['data']['template']['name'] }}\n\
        Size: {{ trigger['body']['data']['configuration']['width'] }} x \
        {{ trigger['body']['data']['configuration']['height'] }} mm";
    let mut scope = Scope::default();
    scope.insert("trigger", webhook_sample());
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    let mut evaluator = Evaluator::new(Connections::default(), 0, 0, stopwatch);
    let template = Template::compile(text).unwrap();
    assert_eq!(
        template.resolve(&scope, &mut evaluator),
        Ok(json!(
            "New submission received\n\
             Customer: John Smith\n\
             Template: Modern Glass Panel\n\
             Size: 5000 x 3000 mm"
        ))
    );
}

#[test]
fn every_recipe_is_valid_with_the_sample_in_every_language() {
    for recipe in RECIPES {
        let locales: Vec<_> = recipe.texts.iter().map(|text| text.locale).collect();
        assert_eq!(locales, ["en", "de", "nl"], "{}", recipe.id);
        assert!(recipe.event_types.iter().all(|it| EVENT_TYPES.contains(it)));
        for text in recipe.texts {
            let document = TemplateDocument::parse(text.template).unwrap();
            assert_eq!(document.name, text.name);
            assert_eq!(document.flows.len(), 1);
            assert_eq!(document.flows[0].display_name, text.name);
            let problems =
                validate_with_samples(&document.flows[0], &catalog(), &[webhook_sample()]);
            assert_eq!(problems, [], "{} {}", recipe.id, text.locale);
        }
    }
}

#[test]
fn recipes_are_found_by_id_and_fall_back_to_english() {
    assert_eq!(
        Recipe::find("submission-to-inbox").unwrap().id,
        SUBMISSION_TO_INBOX.id
    );
    assert!(Recipe::find("none").is_none());
    assert_eq!(SUBMISSION_TO_INBOX.text("nl").locale, "nl");
    assert_eq!(SUBMISSION_TO_INBOX.text("fr").locale, "en");
}

#[test]
fn the_first_automation_posts_the_message() {
    let expected = [
        (
            "en",
            "New submission received",
            "Customer: John Smith\nTemplate: Modern Glass Panel\nSize: 5000 x 3000 mm",
        ),
        (
            "de",
            "Neue Anfrage eingegangen",
            "Kunde: John Smith\nVorlage: Modern Glass Panel\nGröße: 5000 x 3000 mm",
        ),
        (
            "nl",
            "Nieuwe aanvraag ontvangen",
            "Klant: John Smith\nSjabloon: Modern Glass Panel\nAfmetingen: 5000 x 3000 mm",
        ),
    ];
    for (locale, title, text) in expected {
        let template = SUBMISSION_TO_INBOX.text(locale).template;
        let flow = TemplateDocument::parse(template).unwrap().flows.remove(0);
        let flow = Arc::new(CompiledFlow::compile(&flow, &catalog()).unwrap());
        assert!(flow.accepts("submission.created"));
        let delivery = EventDelivery {
            headers: &[],
            raw_body: SUBMISSION_CREATED,
        };
        let output = flow.trigger_output(delivery).unwrap();
        let setup = RunSetup {
            evaluator: evaluator(),
            waitpoints: Waitpoints::new(
                "https://app.winfactor.example".parse().unwrap(),
                String::new,
            ),
            limits: RunLimits::default(),
        };
        let mut run = Run::start(Arc::clone(&flow), output, setup);
        let mut messages = Vec::new();
        let result = run_offline(&mut run, 0, |request| {
            let message = InboxMessage::from_input(&request.input).unwrap();
            let output = message.output("msg_1");
            messages.push(message);
            StepOutcome::Succeeded(output)
        });
        let [message] = messages.as_slice() else {
            panic!("expected one message, got {messages:?}");
        };
        assert_eq!(message.title, title);
        assert_eq!(message.text, text);
        assert_eq!(
            message.link.as_deref(),
            Some("https://app.winfactor.example/submissions/sub_456xyz")
        );
        assert_eq!(result.status, RunStatus::Succeeded);
    }
}

fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    Evaluator::new(Connections::default(), 0, 0, stopwatch)
}
