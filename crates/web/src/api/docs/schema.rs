use maud::{Markup, html};
use serde_json::Value;

use super::{
    example::kind,
    operation::prose,
    specification::{Specification, fields, list, reference, text},
};

/// The shape of an object: a row for each of its fields.
pub(super) fn object(specification: &Specification, schema: &Value) -> Markup {
    let parts = list(schema.get("allOf").unwrap_or(&Value::Null));
    html! {
        (prose(text(schema, "description")))
        @if parts.is_empty() {
            (shape(specification, schema))
        } @else {
            @for part in parts {
                @match reference(part) {
                    Some(name) => p { "All fields of " (link(name)) ", and:" },
                    None => (shape(specification, part)),
                }
            }
        }
    }
}

fn shape(specification: &Specification, schema: &Value) -> Markup {
    let choices = list(schema.get("oneOf").unwrap_or(&Value::Null));
    html! {
        @if !choices.is_empty() {
            p { "One of:" }
            @for choice in choices {
                (object(specification, choice))
            }
        } @else if schema.get("properties").is_some() {
            (rows(schema))
        } @else {
            p { (type_of(schema)) }
            (limits(schema))
        }
    }
}

fn rows(schema: &Value) -> Markup {
    let required = list(&schema["required"]);
    html! {
        dl.fields {
            @for (name, field) in fields(&schema["properties"]) {
                dt {
                    code { (name) } " " (type_of(field))
                    @if required.iter().any(|one| one == name) { " " span.required { "always" } }
                }
                dd {
                    (prose(text(field, "description")))
                    (limits(field))
                }
            }
        }
    }
}

/// What a value is, in a word or a link.
pub(super) fn type_of(schema: &Value) -> Markup {
    html! {
        span.type {
            (kind_of(schema))
            @if is_nullable(schema) { ", or null" }
        }
    }
}

/// The same for a parameter: one that is left out is not null.
pub(super) fn type_of_parameter(schema: &Value) -> Markup {
    html! { span.type { (kind_of(schema)) } }
}

fn kind_of(schema: &Value) -> Markup {
    if let Some(name) = reference(schema) {
        return link(name);
    }
    let choices = schema.get("oneOf").map(list).unwrap_or_default();
    let mut parts: Vec<Markup> = choices
        .iter()
        .filter(|choice| choice["type"] != "null")
        .map(kind_of)
        .collect();
    if parts.is_empty() {
        parts.push(match (kind(schema), schema.get("items")) {
            ("array", Some(items)) => html! { "list of " (kind_of(items)) },
            ("array", None) => html! { "list" },
            ("string", _) => html! { "text" },
            ("integer", _) => html! { "whole number" },
            ("boolean", _) => html! { "true or false" },
            ("", _) => html! { "any" },
            (kind, _) => html! { (kind) },
        });
    }
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index > 0 { " or " }
            (part)
        }
    }
}

fn is_nullable(schema: &Value) -> bool {
    let by_type = list(&schema["type"]).iter().any(|kind| kind == "null");
    let choices = schema.get("oneOf").map(list).unwrap_or_default();
    by_type || choices.iter().any(|choice| choice["type"] == "null")
}

/// Possible values, sizes and the default.
pub(super) fn limits(schema: &Value) -> Markup {
    const LIMITS: [(&str, &str); 5] = [
        ("minimum", "at least"),
        ("maximum", "at most"),
        ("maxLength", "most characters:"),
        ("maxItems", "most entries:"),
        ("default", "when left out:"),
    ];
    let values = list(schema.get("enum").unwrap_or(&Value::Null));
    let known: Vec<_> = LIMITS
        .iter()
        .filter_map(|(name, words)| Some((*words, schema.get(*name)?)))
        .collect();
    html! {
        @if !values.is_empty() {
            p.limits {
                @for (index, value) in values.iter().enumerate() {
                    @if index > 0 { ", " }
                    code { (plain(value)) }
                }
            }
        }
        @for (words, value) in &known {
            p.limits { (words) " " (plain(value)) }
        }
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Leads to the description of a named shape.
pub(super) fn link(name: &str) -> Markup {
    html! { a href={ "#schema-" (name) } { (name) } }
}
