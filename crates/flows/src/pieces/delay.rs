//! ActivePieces' delay: wait for a time, or until a moment. Short waits happen in place, longer ones
//! pause the run.

use serde_json::{Map, Value, json};

use crate::javascript::{date_of_text, epoch_ms, iso_text, number_value, to_number};

use super::definition::{ActionDefinition, PieceDefinition};
use super::property::{PropDefinition, PropertyType};

pub const DELAY_PIECE: &str = "@activepieces/piece-delay";
pub const DELAY_FOR: &str = "delayFor";
pub const DELAY_UNTIL: &str = "delay_until";

/// The longest wait in place of [`DELAY_FOR`] and [`DELAY_UNTIL`], in milliseconds.
const IN_PLACE_FOR_MS: i64 = 10_000;
const IN_PLACE_UNTIL_MS: i64 = 60_000;

pub(crate) const UNIT: &str = "unit";
pub(crate) const AMOUNT: &str = "delayFor";
const MOMENT: &str = "delayUntilTimestamp";

pub(super) fn definition() -> PieceDefinition {
    let units = [
        ("seconds", "Seconds"),
        ("minutes", "Minutes"),
        ("hours", "Hours"),
        ("days", "Days"),
    ];
    let delay_for = ActionDefinition::new(
        DELAY_FOR,
        "Delay For",
        vec![
            PropDefinition::required(UNIT, "Unit", PropertyType::one_of(&units)).or("seconds"),
            PropDefinition::required(AMOUNT, "Amount", PropertyType::Number),
        ],
        json!({"delayForInMs": 3_600_000, "success": true}),
    );
    let delay_until = ActionDefinition::new(
        DELAY_UNTIL,
        "Delay Until",
        vec![PropDefinition::required(
            MOMENT,
            "Date and Time",
            PropertyType::DateTime,
        )],
        json!({"delayTill": "2026-01-31T08:00:00.000Z", "success": true}),
    );
    PieceDefinition::of_actions(DELAY_PIECE, "Delay", [delay_for, delay_until])
}

/// A wait. While the run is paused the step's output is `{}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Delay {
    /// Milliseconds since 1970; not after now if there is nothing to wait for.
    pub resume_at_ms: i64,
    /// The wait is short enough to keep the run going.
    pub wait_in_place: bool,
    /// The output once the wait is over.
    pub output: Value,
}

/// Why an input makes no wait. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DelayError {
    #[error("the amount must be a number that is not below 0")]
    Amount,
    #[error("the unit {unit:?} is not one of seconds, minutes, hours and days")]
    Unit { unit: String },
    #[error("the amount is so large that there is no such date")]
    TooLong,
    #[error("the date and time cannot be read; write it like 2026-01-31T08:00:00Z")]
    Moment,
}

/// `delayFor`, from `now_ms` (milliseconds since 1970) on.
pub fn delay_for(input: &Map<String, Value>, now_ms: i64) -> Result<Delay, DelayError> {
    let unit_ms = match input.get(UNIT) {
        None | Some(Value::Null) => 1000.0,
        Some(unit) => match unit.as_str() {
            Some("seconds") => 1000.0,
            Some("minutes") => 60_000.0,
            Some("hours") => 3_600_000.0,
            Some("days") => 86_400_000.0,
            _ => {
                return Err(DelayError::Unit {
                    unit: unit.as_str().map_or(unit.to_string(), ToOwned::to_owned),
                });
            }
        },
    };
    let amount = input
        .get(AMOUNT)
        .filter(|amount| amount.is_number())
        .map(to_number)
        .filter(|amount| *amount >= 0.0)
        .ok_or(DelayError::Amount)?;
    let delay_ms = amount * unit_ms;
    let resume_at_ms = epoch_ms(now_ms as f64 + delay_ms).ok_or(DelayError::TooLong)?;
    Ok(Delay {
        resume_at_ms,
        wait_in_place: delay_ms <= IN_PLACE_FOR_MS as f64,
        output: json!({"delayForInMs": number_value(delay_ms), "success": true}),
    })
}

/// `delay_until`; a moment in the past is no wait at all.
pub fn delay_until(input: &Map<String, Value>, now_ms: i64) -> Result<Delay, DelayError> {
    let moment = input.get(MOMENT).and_then(Value::as_str);
    let resume_at_ms = moment.and_then(date_of_text).ok_or(DelayError::Moment)?;
    Ok(Delay {
        resume_at_ms,
        wait_in_place: resume_at_ms - now_ms <= IN_PLACE_UNTIL_MS,
        output: json!({"delayTill": iso_text(resume_at_ms), "success": true}),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: i64 = 1_700_000_000_000;

    fn for_input(input: Value) -> Result<Delay, DelayError> {
        delay_for(input.as_object().unwrap(), NOW)
    }

    #[test]
    fn up_to_ten_seconds_are_waited_in_place() {
        let table = [
            (json!({"unit": "seconds", "delayFor": 10}), 10_000, true),
            (
                json!({"unit": "seconds", "delayFor": 10.001}),
                10_001,
                false,
            ),
            (json!({"unit": "seconds", "delayFor": 0}), 0, true),
            (json!({"delayFor": 2}), 2000, true),
            (json!({"unit": "minutes", "delayFor": 0.1}), 6000, true),
            (json!({"unit": "minutes", "delayFor": 5}), 300_000, false),
            (json!({"unit": "hours", "delayFor": 1.5}), 5_400_000, false),
            (
                json!({"unit": "days", "delayFor": 30}),
                2_592_000_000_i64,
                false,
            ),
        ];
        for (input, delay_ms, wait_in_place) in table {
            let delay = for_input(input.clone()).unwrap();
            assert_eq!(delay.resume_at_ms, NOW + delay_ms, "{input}");
            assert_eq!(delay.wait_in_place, wait_in_place, "{input}");
            assert_eq!(
                delay.output,
                json!({"delayForInMs": delay_ms, "success": true})
            );
        }
    }

    #[test]
    fn amounts_and_units_are_checked() {
        let unit = "weeks".to_owned();
        let table = [
            (json!({"unit": "seconds"}), DelayError::Amount),
            (
                json!({"unit": "seconds", "delayFor": -1}),
                DelayError::Amount,
            ),
            (
                json!({"unit": "seconds", "delayFor": "5"}),
                DelayError::Amount,
            ),
            (
                json!({"unit": "weeks", "delayFor": 1}),
                DelayError::Unit { unit },
            ),
            (
                json!({"unit": "days", "delayFor": 1e9}),
                DelayError::TooLong,
            ),
        ];
        for (input, error) in table {
            assert_eq!(for_input(input.clone()), Err(error), "{input}");
        }
    }

    #[test]
    fn up_to_a_minute_before_a_moment_is_waited_in_place() {
        let until = |text: &str| {
            let input = json!({"delayUntilTimestamp": text});
            delay_until(input.as_object().unwrap(), NOW)
        };
        let table = [
            ("2023-11-14T22:13:20.000Z", 0, true),
            ("2023-11-14T22:14:20.000Z", 60_000, true),
            ("2023-11-14T22:14:20.001Z", 60_001, false),
            ("2023-11-14T22:13:19.000Z", -1000, true),
        ];
        for (text, wait_ms, wait_in_place) in table {
            let delay = until(text).unwrap();
            assert_eq!(delay.resume_at_ms, NOW + wait_ms, "{text}");
            assert_eq!(delay.wait_in_place, wait_in_place, "{text}");
            assert_eq!(delay.output, json!({"delayTill": text, "success": true}));
        }
        assert_eq!(until("tomorrow"), Err(DelayError::Moment));
    }
}
