use maud::{Markup, html};
use serde_json::Value;

use super::{
    curl::curl,
    example::{example, example_request},
    schema::{limits, type_of, type_of_parameter},
    specification::{Answer, Operation, Specification, text},
};

/// One operation with all that a caller needs to know.
pub(super) fn operation(
    specification: &Specification,
    operation: Operation<'_>,
    base: &str,
) -> Markup {
    let body = operation.body().map(|(schema, written)| {
        let body = written
            .cloned()
            .unwrap_or_else(|| example_request(specification, schema));
        (schema, body)
    });
    let example_body = body.as_ref().map(|(_, body)| body);
    html! {
        section.operation id=(operation.id()) {
            h3 { (operation.summary()) }
            p.address { span.method { (operation.method.to_uppercase()) } " " code { (operation.path) } }
            (prose(operation.description()))
            @if !operation.parameters().is_empty() { (parameters(operation.parameters())) }
            @if let Some((schema, _)) = &body {
                h4 { "Body" }
                p { (type_of(schema)) }
                (prose(operation.body_description()))
            }
            h4 { "Call" }
            pre { code { (curl(operation, base, example_body)) } }
            h4 { "Answers" }
            (answers(specification, operation))
        }
    }
}

fn parameters(parameters: &[Value]) -> Markup {
    html! {
        h4 { "Parameters" }
        dl.fields {
            @for parameter in parameters {
                dt {
                    code { (text(parameter, "name")) } " "
                    span.place { "in the " (place(parameter)) } ", "
                    (type_of_parameter(&parameter["schema"]))
                    @if parameter["required"] == true { " " span.required { "always" } }
                }
                dd {
                    (prose(text(parameter, "description")))
                    (limits(&parameter["schema"]))
                }
            }
        }
    }
}

fn place(parameter: &Value) -> &str {
    match text(parameter, "in") {
        "path" => "address",
        other => other,
    }
}

fn answers(specification: &Specification, operation: Operation<'_>) -> Markup {
    let (good, bad): (Vec<_>, Vec<_>) = operation
        .responses()
        .partition(|answer| answer.status.starts_with('2'));
    let statuses: Vec<_> = bad.iter().map(|answer| answer.status).collect();
    html! {
        @for answer in good { (result(specification, answer)) }
        details {
            summary { "Refusals: " (statuses.join(", ")) }
            @for answer in bad {
                p { span.status { (answer.status) } " " (inline(answer.description)) }
            }
        }
    }
}

fn result(specification: &Specification, answer: Answer<'_>) -> Markup {
    html! {
        p {
            span.status { (answer.status) } " " (inline(answer.description)) " "
            @if let Some(schema) = answer.schema { (type_of(schema)) }
        }
        @if answer.media_type == Some("application/json") && let Some(schema) = answer.schema {
            details {
                summary { "Example" }
                pre { code { (pretty(&example(specification, schema))) } }
            }
        }
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Paragraphs, in which words between backticks are code.
pub(super) fn prose(text: &str) -> Markup {
    let paragraphs = text.split("\n\n").map(str::trim);
    html! {
        @for paragraph in paragraphs.filter(|paragraph| !paragraph.is_empty()) {
            p { (inline(paragraph)) }
        }
    }
}

fn inline(text: &str) -> Markup {
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}
