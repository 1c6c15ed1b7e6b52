use super::{Call, Function, Says, expression, words};
use crate::formulas::error::FormulaError;
use crate::formulas::utf16;
use crate::formulas::value::Value;
use crate::javascript::is_whitespace;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "replace",
        &[words("text"), words("find"), words("with")],
        replace,
        Says {
            purpose: "Puts something else everywhere a text occurs.",
            example: r#"replace(first_name;_;" ")"#,
            result: r#""first name""#,
        },
    ),
    Function::new(
        "remove",
        &[words("text"), words("find")],
        |call| Ok(Value::Text(call.text(0).replace(&call.text(1), ""))),
        Says {
            purpose: "Takes a text out everywhere.",
            example: "remove(004-420-712;-)",
            result: r#""004420712""#,
        },
    ),
    Function::new(
        "split",
        &[words("text"), words("separator"), expression("position")],
        split,
        Says {
            purpose: "One of the parts between separators; the first is 0.",
            example: r#"split(Ann Lee;" ";1)"#,
            result: r#""Lee""#,
        },
    ),
    Function::new(
        "extract_between",
        &[words("text"), words("start"), words("end")],
        extract_between,
        Says {
            purpose: "What stands between two marks.",
            example: r#"extract_between(Status [urgent];"[";"]")"#,
            result: r#""urgent""#,
        },
    ),
    Function::new(
        "extract_email",
        &[words("text")],
        |call| Ok(Value::text(email(&call.text(0)).unwrap_or(""))),
        Says {
            purpose: "The first e-mail address.",
            example: "extract_email(Write to ann@acme.com today)",
            result: r#""ann@acme.com""#,
        },
    ),
    Function::new(
        "extract_url",
        &[words("text")],
        |call| Ok(Value::text(url(&call.text(0)).unwrap_or(""))),
        Says {
            purpose: "The first web address.",
            example: "extract_url(See https://acme.com today)",
            result: r#""https://acme.com""#,
        },
    ),
    Function::new(
        "length",
        &[words("text")],
        length,
        Says {
            purpose: "How many characters a text, or items a list has.",
            example: "length(Hello World)",
            result: "11",
        },
    ),
    Function::new(
        "contains",
        &[words("text"), words("find")],
        |call| Ok(Value::Bool(call.text(0).contains(&call.text(1)))),
        Says {
            purpose: "Whether a text occurs in another one.",
            example: "contains(bug, urgent;urgent)",
            result: "true",
        },
    ),
    Function::new(
        "starts_with",
        &[words("text"), words("start")],
        |call| Ok(Value::Bool(call.text(0).starts_with(&call.text(1)))),
        Says {
            purpose: "Whether a text starts so.",
            example: "starts_with(support@acme.com;info@)",
            result: "false",
        },
    ),
    Function::new(
        "ends_with",
        &[words("text"), words("end")],
        |call| Ok(Value::Bool(call.text(0).ends_with(&call.text(1)))),
        Says {
            purpose: "Whether a text ends so.",
            example: "ends_with(report.pdf;.pdf)",
            result: "true",
        },
    ),
    Function::new(
        "word_count",
        &[words("text")],
        |call| {
            Ok(Value::Number(
                call.text(0)
                    .split(is_whitespace)
                    .filter(|word| !word.is_empty())
                    .count() as f64,
            ))
        },
        Says {
            purpose: "How many words a text has.",
            example: "word_count(The quick brown fox)",
            result: "4",
        },
    ),
];

fn replace(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (text, find, with) = (call.text(0), call.text(1), call.text(2));
    let parts = parts(&text, &find);
    let added = with.len().saturating_mul(parts.len());
    call.budget.check(text.len().saturating_add(added))?;
    Ok(Value::Text(parts.join(&with)))
}

fn split(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (text, separator, position) = (call.text(0), call.text(1), call.number(2));
    let parts = parts(&text, &separator);
    let is_position = position >= 0.0 && position.fract() == 0.0;
    let part = is_position.then(|| parts.get(position as usize)).flatten();
    Ok(Value::text(part.copied().unwrap_or("")))
}

/// `text.split(separator)`: without a separator, one part for each character.
pub(super) fn parts<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    if !separator.is_empty() {
        return text.split(separator).collect();
    }
    let characters = text.char_indices();
    characters
        .map(|(at, character)| &text[at..at + character.len_utf8()])
        .collect()
}

fn extract_between(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (text, start, end) = (call.text(0), call.text(1), call.text(2));
    let after = text.split_once(&start).map(|(_, after)| after);
    let between = after.and_then(|after| after.split_once(&end));
    Ok(Value::text(between.map_or("", |(between, _)| between)))
}

/// A list is counted by items, unlike by all the other text functions.
fn length(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let length = match call.get(0) {
        Value::List(items) => items.len(),
        other => utf16::length(&other.to_text()),
    };
    Ok(Value::Number(length as f64))
}

/// Name, `@`, and a domain that ends in at least two letters.
fn email(text: &str) -> Option<&str> {
    let in_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let in_name = |c: char| in_domain(c) || matches!(c, '_' | '%' | '+');
    text.match_indices('@').find_map(|(at, _)| {
        let name = text[..at].len() - text[..at].trim_end_matches(in_name).len();
        let after = &text[at + 1..];
        let domain = &after[..after.find(|c| !in_domain(c)).unwrap_or(after.len())];
        let end = domain.rmatch_indices('.').find_map(|(dot, _)| {
            let ending = &domain[dot + 1..];
            let letters = ending
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(ending.len());
            (dot > 0 && letters >= 2).then_some(dot + 1 + letters)
        })?;
        (name > 0).then(|| &text[at - name..at + 1 + end])
    })
}

/// From `http://` or `https://` to the next blank.
fn url(text: &str) -> Option<&str> {
    text.match_indices("http").find_map(|(start, _)| {
        let address = &text[start..];
        let address = &address[..address.find(is_whitespace).unwrap_or(address.len())];
        let rest = address.strip_prefix("http")?;
        let host = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
        (!host.is_empty()).then_some(address)
    })
}
