//! Recipes that tell that nothing came after an event: they wait, ask WinFactor how the quote
//! stands now, and go on only if it stands where it stood. A quote that was answered, has expired
//! or was revised meanwhile is none of theirs; other events tell of it.

use serde_json::{Value, json};
use winfactor_domain::QuoteStatus;

use super::channels::Scene;
use super::setting::SettingKey;
use super::step::{OnFailure, PieceStep, only_if};
use super::words::{STEPS, occasion_words};
use crate::pieces::delay::{DELAY_FOR, DELAY_PIECE};
use crate::pieces::winfactor_actions::GET_QUOTE;
use crate::pieces::{WINFACTOR_PIECE, delay};

const WAIT: &str = "wait";
const QUOTE: &str = "quote";
const ROUTER: &str = "still_waiting";

/// The steps that tell, behind the wait and under the condition.
pub(super) fn around(steps: Vec<Value>, status: QuoteStatus, scene: &Scene<'_>) -> Vec<Value> {
    let locale = scene.locale;
    let conditions = json!([
        {
            "operator": "TEXT_EXACTLY_MATCHES",
            "firstValue": format!("{{{{{QUOTE}['status']}}}}"),
            "secondValue": status.code(),
            "caseSensitive": false,
        },
        {
            "operator": "NUMBER_IS_EQUAL_TO",
            "firstValue": format!("{{{{{QUOTE}['version']}}}}"),
            "secondValue": "{{trigger['body']['data']['quote']['version']}}",
        },
    ]);
    let names = [
        occasion_words(scene.recipe.occasion()).name.of(locale),
        STEPS.otherwise.of(locale),
    ];
    vec![
        wait(scene),
        get_quote(scene),
        only_if(ROUTER, names, &conditions, steps),
    ]
}

fn wait(scene: &Scene<'_>) -> Value {
    let days = scene.filled.get(SettingKey::Days);
    let days: Option<u32> = days.and_then(|days| days.parse().ok());
    PieceStep {
        name: WAIT,
        display_name: STEPS.wait.of(scene.locale),
        piece: DELAY_PIECE,
        version: "0.3.27",
        action: DELAY_FOR,
        on_failure: OnFailure::GiveUp,
        input: json!({delay::UNIT: "days", delay::AMOUNT: days}),
        is_complete: days.is_some(),
    }
    .value()
}

fn get_quote(scene: &Scene<'_>) -> Value {
    PieceStep {
        name: QUOTE,
        display_name: STEPS.get_quote.of(scene.locale),
        piece: WINFACTOR_PIECE,
        version: "0.1.0",
        action: GET_QUOTE,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::WinFactorConnection),
            "quoteId": "{{trigger['body']['data']['quote']['id']}}",
        }),
        is_complete: true,
    }
    .value()
}
