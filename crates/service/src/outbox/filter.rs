//! Conditions that an endpoint sets on the payloads it wants: all of them must hold.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Which payloads an endpoint wants, beside their event types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventFilter(pub Vec<Condition>);

/// One condition: the value at a path compared to a given one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Keys from the top of the payload, separated by dots: `data.template.slug`.
    pub path: String,
    pub operator: Operator,
    /// Not used by `exists` and `not_exists`.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
}

/// How the value at the path is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    Equals,
    NotEquals,
    /// Text that contains the given text, without regard to case.
    Contains,
    GreaterThan,
    LessThan,
    /// There, and not null.
    Exists,
    NotExists,
}

/// Why a filter cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterProblem {
    #[error("must have at most {max} conditions", max = EventFilter::MAX_CONDITIONS)]
    TooMany,
    #[error("condition {0}: path must be keys separated by dots, such as data.template.slug")]
    Path(usize),
    #[error("condition {0}: value must be a {1}")]
    Value(usize, &'static str),
}

impl EventFilter {
    pub const MAX_CONDITIONS: usize = 20;

    pub fn check(&self) -> Result<(), FilterProblem> {
        if self.0.len() > Self::MAX_CONDITIONS {
            return Err(FilterProblem::TooMany);
        }
        for (index, condition) in self.0.iter().enumerate() {
            let path = &condition.path;
            if path.len() > 200 || path.split('.').any(str::is_empty) {
                return Err(FilterProblem::Path(index));
            }
            let needed = match condition.operator {
                Operator::Contains if !condition.value.is_string() => "text",
                Operator::GreaterThan | Operator::LessThan if !condition.value.is_number() => {
                    "number"
                }
                Operator::Equals | Operator::NotEquals
                    if condition.value.is_object() || condition.value.is_array() =>
                {
                    "text, number, true, false or null"
                }
                _ => continue,
            };
            return Err(FilterProblem::Value(index, needed));
        }
        Ok(())
    }

    /// Whether a payload fulfils every condition.
    pub fn accepts(&self, payload: &Value) -> bool {
        self.0.iter().all(|condition| condition.holds(payload))
    }
}

impl Condition {
    fn holds(&self, payload: &Value) -> bool {
        let mut found = Some(payload);
        for key in self.path.split('.') {
            found = found.and_then(|value| value.get(key));
        }
        let found = found.unwrap_or(&Value::Null);
        match self.operator {
            Operator::Equals => same(found, &self.value),
            Operator::NotEquals => !same(found, &self.value),
            Operator::Contains => match (found.as_str(), self.value.as_str()) {
                (Some(text), Some(part)) => text.to_lowercase().contains(&part.to_lowercase()),
                _ => false,
            },
            Operator::GreaterThan => numbers(found, &self.value).is_some_and(|(a, b)| a > b),
            Operator::LessThan => numbers(found, &self.value).is_some_and(|(a, b)| a < b),
            Operator::Exists => !found.is_null(),
            Operator::NotExists => found.is_null(),
        }
    }
}

/// Numbers are the same when their values are: 1250.00 and 1250.
fn same(a: &Value, b: &Value) -> bool {
    numbers(a, b).map_or_else(|| a == b, |(a, b)| a == b)
}

fn numbers(a: &Value, b: &Value) -> Option<(f64, f64)> {
    Some((a.as_f64()?, b.as_f64()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    fn filter(conditions: Value) -> EventFilter {
        serde_json::from_value(conditions).unwrap()
    }

    #[test]
    fn every_condition_must_hold() {
        let payload = json!({"data": {
            "template": {"slug": "door"}, "quote": {"total": 1250.00}, "customer": {"phone": null},
        }});
        let cases = [
            (json!([]), true),
            (
                json!([{"path": "data.template.slug", "operator": "equals", "value": "door"}]),
                true,
            ),
            (
                json!([{"path": "data.template.slug", "operator": "not_equals", "value": "door"}]),
                false,
            ),
            (
                json!([{"path": "data.quote.total", "operator": "equals", "value": 1250}]),
                true,
            ),
            (
                json!([{"path": "data.quote.total", "operator": "greater_than", "value": 1250}]),
                false,
            ),
            (
                json!([{"path": "data.quote.total", "operator": "less_than", "value": 1250.01}]),
                true,
            ),
            (
                json!([{"path": "data.template.slug", "operator": "contains", "value": "OO"}]),
                true,
            ),
            (
                json!([{"path": "data.customer.phone", "operator": "exists"}]),
                false,
            ),
            (
                json!([{"path": "data.nothing.here", "operator": "not_exists"}]),
                true,
            ),
            (
                json!([
                    {"path": "data.template.slug", "operator": "exists"},
                    {"path": "data.quote.total", "operator": "greater_than", "value": 9999},
                ]),
                false,
            ),
        ];
        for (conditions, expected) in cases {
            let filter = filter(conditions);
            assert_eq!(filter.check(), Ok(()));
            assert_eq!(filter.accepts(&payload), expected, "{filter:?}");
        }
    }

    #[test]
    fn a_condition_that_can_never_mean_anything_is_refused() {
        let wrong = filter(json!([{"path": "a..b", "operator": "exists"}]));
        assert_eq!(wrong.check(), Err(FilterProblem::Path(0)));
        let wrong = filter(json!([{"path": "a", "operator": "greater_than", "value": "1"}]));
        assert_eq!(wrong.check(), Err(FilterProblem::Value(0, "number")));
    }
}
