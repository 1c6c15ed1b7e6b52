//! Asks ActivePieces' own published code whether it takes a flow in, and how it names things.
//!
//! The npm package `@activepieces/shared` is what their server and their builder read, check and
//! import flows with. What we export must pass it, and the words of the format that stand in our
//! code must be its words. `cargo xtask test` installs it; it runs in Node.js, once for each call.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::node;

/// A question about one document or one name.
#[derive(Debug, Serialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
enum Question<'a> {
    Template {
        document: &'a Value,
    },
    Flow {
        document: &'a Value,
    },
    Constant {
        name: &'a str,
    },
    Predicate {
        name: &'a str,
        argument: &'a str,
        of: &'a [String],
    },
    Formula {
        text: &'a str,
        data: &'a Value,
        now: i64,
    },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Ok(Value),
    Error(String),
}

/// A text with formulas, and what they are evaluated with.
#[derive(Clone, Debug)]
pub struct FormulaCase {
    /// With `ap-formula-v1::{…}::ap-formula-v1` in it.
    pub text: String,
    /// The outputs of the steps by name, which `{{path}}` looks into.
    pub data: Value,
    /// The moment of `now()`, in Unix milliseconds.
    pub now_ms: i64,
}

/// Whether ActivePieces imports each of these template documents, in the same order. A refusal
/// names the place and says what is wrong with it.
///
/// # Panics
/// When Node.js or the package is not installed, or the script fails; as all functions here.
pub fn check_templates(documents: &[Value]) -> Vec<Result<(), String>> {
    let question = |document| Question::Template { document };
    verdicts(documents.iter().map(question).collect())
}

/// The same for bare flow versions, or the flows inside of templates.
pub fn check_flows(documents: &[Value]) -> Vec<Result<(), String>> {
    let question = |document| Question::Flow { document };
    verdicts(documents.iter().map(question).collect())
}

/// What the package exports under each of these names: of an enumeration its values, of a list its
/// items, of anything else the value itself.
///
/// # Panics
/// Also when the package exports nothing of such a name.
pub fn constants<const N: usize>(names: [&str; N]) -> [Value; N] {
    let answers = ask(&names.map(|name| Question::Constant { name }));
    let values: Vec<Value> = answers
        .into_iter()
        .map(|answer| answer.unwrap_or_else(|error| panic!("{error}")))
        .collect();
    values.try_into().expect("there is an answer to each name")
}

/// What a function of the package that gives true or false says of each text, given to it as the
/// argument of that name.
pub fn predicate(name: &str, argument: &str, of: &[String]) -> Vec<bool> {
    let question = Question::Predicate { name, argument, of };
    let answer = ask(&[question]).remove(0);
    let values = answer.unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_value(values).expect("the function gives true or false")
}

/// What the package's formula evaluator makes of each text; its own words where it refuses.
pub fn evaluate_formulas(cases: &[FormulaCase]) -> Vec<Result<Value, String>> {
    let questions = cases.iter().map(|case| Question::Formula {
        text: &case.text,
        data: &case.data,
        now: case.now_ms,
    });
    ask(&questions.collect::<Vec<_>>())
}

fn verdicts(questions: Vec<Question<'_>>) -> Vec<Result<(), String>> {
    let answers = ask(&questions).into_iter();
    answers.map(|answer| answer.map(drop)).collect()
}

fn ask(questions: &[Question<'_>]) -> Vec<Result<Value, String>> {
    let answers = node::ask("activepieces.mjs", Some("@activepieces/shared"), questions);
    let result = |answer| match answer {
        Answer::Ok(value) => Ok(value),
        Answer::Error(words) => Err(words),
    };
    answers.into_iter().map(result).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The smallest flow that they import: a trigger that is not chosen yet.
    fn smallest() -> Value {
        json!({
            "displayName": "Smallest", "valid": false, "schemaVersion": "20",
            "trigger": {
                "name": "trigger", "type": "EMPTY", "displayName": "Choose", "valid": false,
                "lastUpdatedDate": "2025-01-01T00:00:00.000Z", "settings": {},
            },
        })
    }

    fn with_action(action: Value) -> Value {
        let mut flow = smallest();
        flow["trigger"]["nextAction"] = action;
        flow
    }

    fn step(name: &str, type_name: &str, settings: Value) -> Value {
        json!({
            "name": name, "type": type_name, "displayName": "A step", "valid": true,
            "lastUpdatedDate": "2025-01-01T00:00:00.000Z", "settings": settings,
        })
    }

    #[test]
    fn what_is_broken_is_refused_with_its_place() {
        let code = json!({"sourceCode": {"code": "", "packageJson": "{}"}, "input": {}});
        let mut looping = step("step_1", "LOOP_ON_ITEMS", json!({"items": "{{trigger}}"}));
        looping["firstLoopAction"] = step("step_2", "CODE", json!({"input": {}}));
        let condition =
            json!({"operator": "TEXT_STARTS_WITH", "firstValue": "a", "secondValue": "b"});
        let branch =
            json!({"branchType": "CONDITION", "branchName": "A", "conditions": [[condition]]});
        let settings = json!({"executionType": "EXECUTE_FIRST_MATCH", "branches": [branch]});
        let mut router = step("step_1", "ROUTER", settings);
        router["children"] = json!([null]);
        let mut without_children = step(
            "step_1",
            "ROUTER",
            json!({"executionType": "EXECUTE_FIRST_MATCH", "branches": []}),
        );
        without_children["children"] = json!([null]);
        let mut without_date = step("step_1", "CODE", code.clone());
        without_date
            .as_object_mut()
            .expect("a step")
            .remove("lastUpdatedDate");

        let cases = [
            (smallest(), None),
            (with_action(step("step_1", "CODE", code.clone())), None),
            (
                with_action(step("step 1", "CODE", code)),
                Some("step 1: name: "),
            ),
            (with_action(looping), Some("step_2: settings.sourceCode: ")),
            (
                with_action(router),
                Some("step_1: settings.branches.0.conditions.0.0.operator: "),
            ),
            (with_action(without_children), Some("step_1: children: ")),
            (with_action(without_date), Some("step_1: lastUpdatedDate: ")),
            (
                with_action(step("step_1", "BRANCH", json!({}))),
                Some("step_1: type: BRANCH is unknown"),
            ),
            (
                json!({"displayName": 1, "valid": true, "schemaVersion": null, "trigger": smallest()["trigger"]}),
                Some("displayName: "),
            ),
        ];
        let documents: Vec<Value> = cases.iter().map(|(document, _)| document.clone()).collect();
        for ((document, place), verdict) in cases.iter().zip(check_flows(&documents)) {
            match (place, verdict) {
                (None, verdict) => assert_eq!(verdict, Ok(()), "{document}"),
                (Some(place), Err(words)) => assert!(words.starts_with(place), "{words}"),
                (Some(place), Ok(())) => panic!("{place} must be refused"),
            }
        }
    }

    #[test]
    fn a_template_is_refused_for_its_own_fields_and_for_its_flows() {
        let template = json!({
            "name": "T", "type": "SHARED", "summary": "", "description": "", "tags": [],
            "blogUrl": "", "metadata": null, "author": "", "categories": [], "pieces": [],
            "status": "PUBLISHED", "flows": [smallest()],
        });
        let with = |key: &str, value: Value| {
            let mut changed = template.clone();
            changed[key] = value;
            changed
        };
        let mut broken_flow = template.clone();
        broken_flow["flows"][0]["trigger"]["settings"] = Value::Null;
        broken_flow["flows"][0]["trigger"]["type"] = json!("PIECE_TRIGGER");
        let verdicts = check_templates(&[
            template.clone(),
            with("type", json!("PRIVATE")),
            with("flows", json!([])),
            broken_flow,
        ]);
        assert_eq!(verdicts[0], Ok(()));
        let words = |index: usize| verdicts[index].clone().unwrap_err();
        assert!(words(1).starts_with("type: "), "{}", words(1));
        assert_eq!(words(2), "flows: a template has at least one flow");
        assert!(
            words(3).starts_with("flows.0: trigger: settings: "),
            "{}",
            words(3)
        );
    }

    #[test]
    fn formulas_are_evaluated_at_the_given_moment() {
        let case = |expression: &str| FormulaCase {
            text: format!("ap-formula-v1::{{{expression}}}::ap-formula-v1"),
            data: json!({"trigger": {"total": 5}}),
            now_ms: 1_736_951_400_000,
        };
        let results = evaluate_formulas(&[
            case("now()"),
            case("add({{trigger.total}};1)"),
            case("nope(1)"),
        ]);
        assert_eq!(results[0], Ok(json!("2025-01-15T14:30:00.000Z")));
        assert_eq!(results[1], Ok(json!(6)));
        assert!(results[2].is_err(), "{:?}", results[2]);
    }
}
