//! The page about formatting shows what really comes out.

use serde_json::{Value, json};
use winfactor_testkit::javascript;

use super::support::{TEXTS, code_step, evaluator, resolve};

const PAGE: &str = include_str!("../../../../docs/flows/formatting.md");
const EXPIRING_SOON: &str = include_str!("../../../../fixtures/events/quote.expiring_soon.json");
const SUBMITTED: &str = include_str!("../../../../fixtures/events/submission.created.json");

/// The cells in backticks of each row of a table that has two or more of them.
fn rows() -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| {
        let cells = line.trim_matches('|').split(" | ").map(str::trim);
        let quoted = cells.filter_map(|it| it.strip_prefix('`')?.strip_suffix('`'));
        quoted.collect::<Vec<_>>()
    };
    let rows = PAGE
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(cells);
    rows.filter(|row| row.len() > 1).collect()
}

/// On the page, blanks that do not break are plain ones.
fn plain(value: &Value) -> String {
    let text = value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"));
    text.replace('\u{a0}', " ")
}

fn event(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn expressions_give_the_results_that_are_shown_here_and_in_node() {
    let mut shown = 0;
    for row in rows() {
        let Some(expression) = row[0]
            .strip_prefix("{{")
            .and_then(|it| it.strip_suffix("}}"))
        else {
            continue;
        };
        let is_size = expression.contains("configuration");
        let body = event(if is_size { SUBMITTED } else { EXPIRING_SOON });
        let data = json!({"trigger": {"body": body}});
        let here = resolve(expression, &data, &mut evaluator()).unwrap();
        let there = javascript::evaluate(&[expression.to_owned()], &data).remove(0);
        assert_eq!(plain(&here), row[1], "{expression}");
        assert_eq!(Ok(here), there, "{expression}");
        shown += 1;
    }
    assert!(shown >= 15, "{shown} examples");
}

#[test]
fn the_code_step_gives_the_texts_that_are_shown() {
    let step = code_step(TEXTS);
    let mut both = event(EXPIRING_SOON);
    both["data"]["configuration"] = event(SUBMITTED)["data"]["configuration"].clone();
    let texts = |locale: &str, units: &str| {
        let inputs = json!({
            "event": both, "locale": locale, "unitSystem": units, "timeZone": "Europe/Amsterdam",
        });
        evaluator().run_code(&step, &inputs).unwrap()
    };
    let (mut metric, mut imperial) = (0, 0);
    for row in rows() {
        match row.as_slice() {
            [output, en, de, nl] => {
                for (locale, shown) in [("en", en), ("de", de), ("nl", nl)] {
                    assert_eq!(
                        plain(&texts(locale, "metric")[*output]),
                        **shown,
                        "{output}"
                    );
                }
                metric += 1;
            }
            [output, shown] if !output.starts_with("{{") && shown.ends_with('"') => {
                for locale in ["en", "de", "nl"] {
                    assert_eq!(
                        plain(&texts(locale, "imperial")[*output]),
                        **shown,
                        "{output}"
                    );
                }
                imperial += 1;
            }
            _ => {}
        }
    }
    assert_eq!((metric, imperial), (7, 3));
}
