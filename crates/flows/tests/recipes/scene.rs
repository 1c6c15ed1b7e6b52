//! Runs of recipes on sample events, and what they ask of the world outside.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};
use winfactor_domain::events::sample::{Fullness, sample};
use winfactor_domain::{EventType, Locale};
use winfactor_flows::expressions::{Connection, Connections, Evaluator, Stopwatch};
use winfactor_flows::pieces::EventDelivery;
use winfactor_flows::recipes::{Recipe, RecipeWishes, SettingValues};
use winfactor_flows::run::{
    OfflineResult, RunLimits, RunSetup, RunStatus, StepOutcome, StepRequest, Waitpoints,
    run_offline,
};
use winfactor_flows::{CompiledFlow, FlowVersion, Run, TemplateDocument};

use crate::support::catalog;

pub(crate) const EVENT_ID: &str = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta";

/// Something for every setting that must be filled in.
const SETTINGS: [(&str, &str); 9] = [
    ("channel", "C0123456789"),
    ("teamId", "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b"),
    ("channelId", "19:sales@thread.tacv2"),
    ("from", "desk@window-door.example"),
    (
        "to",
        "sales@window-door.example, office@window-door.example",
    ),
    ("spreadsheetId", "1qZ0y0mB7sVd3kq8Yx2oTn5Lr4uWc6EaHfJg"),
    ("sheetId", "0"),
    ("pipelineId", "default"),
    ("stageId", "presentationscheduled"),
];

/// Every recipe in every language.
pub(crate) fn each() -> impl Iterator<Item = (Recipe, Locale)> {
    Recipe::all().flat_map(|recipe| Locale::ALL.map(|locale| (recipe, locale)))
}

pub(crate) fn recipe(id: &str) -> Recipe {
    Recipe::find(id).unwrap()
}

/// What is filled in so that nothing is missing.
pub(crate) fn filled(recipe: Recipe) -> SettingValues {
    let required = recipe
        .settings()
        .into_iter()
        .filter(|setting| setting.is_required());
    required
        .map(|setting| {
            let key = setting.key.name();
            let value = SETTINGS.iter().find(|(name, _)| *name == key);
            (key.to_owned(), value.unwrap().1.to_owned())
        })
        .collect()
}

pub(crate) fn document(
    recipe: Recipe,
    locale: Locale,
    settings: SettingValues,
) -> TemplateDocument {
    let wishes = RecipeWishes {
        settings,
        ..RecipeWishes::in_language(locale)
    };
    recipe.template(&wishes).unwrap()
}

pub(crate) fn flow(recipe: Recipe, locale: Locale) -> FlowVersion {
    document(recipe, locale, filled(recipe)).flows.remove(0)
}

/// What a run did, but for what WinFactor itself was asked.
pub(crate) struct Done {
    pub(crate) asked: Vec<(String, Map<String, Value>)>,
    pub(crate) result: OfflineResult,
}

impl Done {
    /// The input of the one thing that was done.
    #[track_caller]
    pub(crate) fn only(&self) -> &Map<String, Value> {
        let [(_, input)] = self.asked.as_slice() else {
            panic!("one message, not {:?}", self.asked);
        };
        input
    }

    pub(crate) fn actions(&self) -> Vec<&str> {
        self.asked.iter().map(|(action, _)| &**action).collect()
    }
}

/// The event as its recipe gets it; `with` changes it beforehand.
pub(crate) fn event(event_type: EventType, locale: Locale, fullness: Fullness) -> Value {
    serde_json::from_str(&sample(event_type, locale, fullness).render()).unwrap()
}

/// Runs the recipe on the sample of its event.
pub(crate) fn run(recipe: Recipe, locale: Locale, fullness: Fullness) -> Done {
    let event = event(recipe.event_type(), locale, fullness);
    let status = match recipe.event_type() {
        EventType::QuoteViewed => "viewed",
        _ => "sent",
    };
    run_with(
        recipe,
        locale,
        &event,
        &json!({"status": status, "version": 1}),
    )
}

/// Runs it on an event, while the quote is as it is said to be.
pub(crate) fn run_with(recipe: Recipe, locale: Locale, event: &Value, quote: &Value) -> Done {
    let compiled = CompiledFlow::compile(&flow(recipe, locale), &catalog());
    let flow = Arc::new(compiled.unwrap());
    let delivery = EventDelivery {
        headers: &[
            ("X-WinFactor-Event", recipe.event_type().name()),
            ("X-WinFactor-Delivery", EVENT_ID),
        ],
        raw_body: &event.to_string(),
    };
    let output = flow.trigger_output(delivery).unwrap();
    let connections = ["slack", "teams", "smtp", "google-sheets", "hubspot"];
    let works = |name: &str| {
        let value = json!({"type": "SECRET_TEXT", "secret_text": "s3cret"});
        (name.to_owned(), Connection::works(value))
    };
    let connections: Connections = connections.map(works).into_iter().collect();
    let stopwatch = Stopwatch::counting(Duration::from_micros(1));
    let setup = RunSetup {
        evaluator: Evaluator::new(connections, 0, 0, stopwatch),
        waitpoints: Waitpoints::new(
            "https://app.winfactor.example".parse().unwrap(),
            String::new,
        ),
        limits: RunLimits::default(),
    };
    let mut asked = Vec::new();
    let mut run = Run::start(Arc::clone(&flow), output, setup);
    let result = run_offline(&mut run, 0, |request| match &*request.action_name {
        "get_quote" => StepOutcome::Succeeded(quote.clone()),
        _ => {
            asked.push((request.action_name.to_string(), request.input.clone()));
            StepOutcome::Succeeded(answer(request))
        }
    });
    assert_eq!(
        result.status,
        RunStatus::Succeeded,
        "{} {locale:?}: {:?}",
        recipe.id(),
        result.failed_step
    );
    Done { asked, result }
}

/// HubSpot tells what it knows of the contact; the other answers are of no matter.
fn answer(request: &StepRequest) -> Value {
    match request.piece_name.contains("hubspot") {
        true => json!({
            "id": "3314",
            "properties": {"firstname": "J.", "lastname": "S.", "phone": "+49 30 1", "company": null},
        }),
        false => json!({"ok": true}),
    }
}
