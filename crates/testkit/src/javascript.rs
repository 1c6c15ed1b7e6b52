//! Runs JavaScript in Node.js, to compare with.
//!
//! ActivePieces evaluates expressions and code steps there; what our own engine gives must be the
//! same. Its time zone is UTC, its language American English.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::node;

#[derive(Debug, Serialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
enum Question<'a> {
    Expression { text: &'a str, data: &'a Value },
    Code { source: &'a str, inputs: &'a Value },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Ok(Value),
    Error(String),
}

/// The value of each expression, which sees the members of `data` by name; the error in words where
/// it throws.
///
/// # Panics
/// When Node.js is not installed, or the script fails; as all functions here.
pub fn evaluate(expressions: &[String], data: &Value) -> Vec<Result<Value, String>> {
    let question = |text: &String| serde_json::to_value(Question::Expression { text, data });
    ask(expressions.iter().map(question))
}

/// What the exported `code` of a module makes of each of these inputs.
pub fn run_code(source: &str, inputs: &[Value]) -> Vec<Result<Value, String>> {
    let question = |inputs| serde_json::to_value(Question::Code { source, inputs });
    ask(inputs.iter().map(question))
}

fn ask(questions: impl Iterator<Item = serde_json::Result<Value>>) -> Vec<Result<Value, String>> {
    let questions: Result<Vec<Value>, _> = questions.collect();
    let questions = questions.expect("a question is JSON");
    let answers = node::ask("javascript.mjs", None, &questions).into_iter();
    answers
        .map(|answer| match answer {
            Answer::Ok(value) => Ok(value),
            Answer::Error(words) => Err(words),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn node_writes_for_languages_that_it_knows_and_in_utc() {
        let data = json!({"trigger": {"total": 1250.5}});
        let answers = evaluate(
            &[
                "trigger.total.toLocaleString('de-DE')".to_owned(),
                "new Date(0).toLocaleString()".to_owned(),
                "nothing.of.it".to_owned(),
            ],
            &data,
        );
        assert_eq!(
            answers[0],
            Ok(json!("1.250,5")),
            "Node.js with all languages"
        );
        assert_eq!(answers[1], Ok(json!("1/1/1970, 12:00:00 AM")));
        assert!(answers[2].is_err(), "{:?}", answers[2]);
        let code = "export const code = async ({ name }) => ({ greeting: `Hello ${name}` });";
        let greeted = run_code(code, &[json!({"name": "Ada"})]);
        assert_eq!(greeted, [Ok(json!({"greeting": "Hello Ada"}))]);
    }
}
