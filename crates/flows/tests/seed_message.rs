//! The documentation's example of a message, resolved with the sample submission.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use serde_json::json;
use support::webhook_sample;
use winfactor_flows::expressions::{Connections, Evaluator, Scope, Stopwatch, Template};

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
