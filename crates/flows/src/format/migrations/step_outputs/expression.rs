use std::collections::BTreeSet;

use crate::javascript::quoted_length;

/// The expression reads why a step failed, for which there is no word in the version before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReadsError(pub(super) String);

/// The expression with each step's `output` member taken off. What stands in quotes, or is the name
/// of a member itself, is left as it is; so is a step's name without `output`.
pub(super) fn without_output(
    expression: &str,
    steps: &BTreeSet<String>,
) -> Result<String, ReadsError> {
    let mut out = String::with_capacity(expression.len());
    let mut rest = expression;
    // Of each open brace, whether it is the `${` of a template.
    let mut braces = Vec::new();
    // The quotes that are not looked for any more: the time must not grow with their number.
    let mut unclosed = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            // A quote without its end (in a regular expression, say) stands for itself.
            '\'' | '"' if !unclosed.contains(&first) => {
                quoted_length(rest, first).unwrap_or_else(|| {
                    unclosed.push(first);
                    1
                })
            }
            '`' => template_length(&rest[1..], &mut braces) + 1,
            '{' => {
                braces.push(false);
                1
            }
            '}' if braces.pop() == Some(true) => template_length(&rest[1..], &mut braces) + 1,
            _ if is_word(first) => word_length(rest),
            _ => first.len_utf8(),
        };
        let (taken, after) = rest.split_at(length);
        let is_step = is_word(first) && steps.contains(taken) && !follows_dot(&out);
        out.push_str(taken);
        rest = after;
        if is_step {
            if member(rest, "error").is_some() {
                return Err(ReadsError(expression.trim().to_owned()));
            }
            rest = member(rest, "output").unwrap_or(rest);
        }
    }
    Ok(out)
}

/// What follows `.name`, `?.name`, `['name']` or `?.['name']` at the start of the text.
fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let text = text.trim_start();
    let (chained, text) = match text.strip_prefix("?.") {
        Some(text) => (true, text.trim_start()),
        None => (false, text),
    };
    if let Some(inside) = text.strip_prefix('[') {
        let inside = inside.trim_start();
        let quote = inside.chars().next().filter(|c| "'\"`".contains(*c))?;
        let after = inside[1..].strip_prefix(name)?.strip_prefix(quote)?;
        return after.trim_start().strip_prefix(']');
    }
    let named = match text.strip_prefix('.') {
        Some(named) if !chained => named.trim_start(),
        None if chained => text,
        _ => return None,
    };
    let after = named.strip_prefix(name)?;
    (!after.starts_with(is_word)).then_some(after)
}

/// Whether a word after this is the name of a member: after a dot, but not after `...`.
fn follows_dot(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with('.') && !before.ends_with("...")
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

fn word_length(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// How far the text of a template goes: to its end, or to its next `${`, which is then noted.
fn template_length(text: &str, braces: &mut Vec<bool>) -> usize {
    let mut escaped = false;
    for (position, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' => return position + 1,
            '$' if text[position..].starts_with("${") => {
                braces.push(true);
                return position + 2;
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> BTreeSet<String> {
        ["trigger", "step_1", "fetch"].map(str::to_owned).into()
    }

    #[test]
    fn the_output_of_steps_is_taken_off() {
        let table = [
            ("trigger['output'].body.id", "trigger.body.id"),
            ("trigger['output']['body']", "trigger['body']"),
            (" step_1.output.items[0] ", " step_1.items[0] "),
            ("step_1 [ \"output\" ] .id", "step_1 .id"),
            ("step_1?.output?.id ?? 'none'", "step_1?.id ?? 'none'"),
            ("step_1?.['output'].id", "step_1.id"),
            ("step_1['output']", "step_1"),
            ("step_1['output'].output", "step_1.output"),
            ("step_1['output']['output']", "step_1['output']"),
            ("fetch['output'] + step_1['output']", "fetch + step_1"),
            ("[...step_1['output']]", "[...step_1]"),
            (
                "f(step_1['output'], x => x['output'])",
                "f(step_1, x => x['output'])",
            ),
            (
                "`${step_1['output'].a} step_1.output`",
                "`${step_1.a} step_1.output`",
            ),
            (
                "`${`${step_1.output}`}` + step_1.output",
                "`${`${step_1}`}` + step_1",
            ),
            ("{step_1: step_1['output']}", "{step_1: step_1}"),
            (
                "step_1['output'].text.replace(/'/g, '')",
                "step_1.text.replace(/'/g, '')",
            ),
            (
                "step_1['output'].reduce((a, b) => { a.n += b; return a; }, {})",
                "step_1.reduce((a, b) => { a.n += b; return a; }, {})",
            ),
        ];
        for (nested, plain) in table {
            assert_eq!(without_output(nested, &steps()).as_deref(), Ok(plain));
        }
    }

    #[test]
    fn what_is_no_output_of_a_step_stays() {
        for expression in [
            "trigger.body.output",
            "other['output']",
            "x.step_1.output",
            "'step_1.output' + \"trigger['output']\"",
            "step_1.outputs",
            "step_10.output",
            "step_1",
            "step_1[output]",
            "connections['step_1']",
            "flattenNestedKeys(step_1, ['output'])",
            "'it\\'s step_1.output'",
            "`open ${step_1",
            "'",
            "",
        ] {
            assert_eq!(
                without_output(expression, &steps()).as_deref(),
                Ok(expression)
            );
        }
    }

    #[test]
    fn why_a_step_failed_cannot_be_read() {
        for expression in [
            "step_1['error'].message",
            "step_1?.error",
            " fetch.error ?? '' ",
        ] {
            let refused = without_output(expression, &steps());
            assert_eq!(refused, Err(ReadsError(expression.trim().to_owned())));
        }
        assert!(without_output("step_1.errors", &steps()).is_ok());
    }
}
