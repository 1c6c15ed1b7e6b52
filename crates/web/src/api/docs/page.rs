use maud::{DOCTYPE, Markup, html};

use super::{
    guide::guide,
    operation::{operation, prose},
    schema::object,
    specification::{Specification, Tag},
};

/// The whole page; `base` is where the API begins.
pub(super) fn page(specification: &Specification, base: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (specification.title()) }
                link rel="stylesheet" href="/api/v1/docs/style.css";
            }
            body {
                header {
                    h1 { (specification.title()) }
                    (prose(specification.description()))
                    p { a href="/api/v1/openapi.json" { "The OpenAPI document" } " for programs." }
                }
                (contents(specification))
                main {
                    (guide(base))
                    @for tag in specification.tags() {
                        section.tag id=(anchor(tag)) {
                            h2 { (capitalized(tag.name)) }
                            (prose(tag.description))
                            @for each in specification.operations(tag.name) {
                                (operation(specification, each, base))
                            }
                        }
                    }
                    section id="schemas" {
                        h2 { "Shapes" }
                        p { "What is sent and answered. Fields marked “always” are never left out." }
                        @for (name, schema) in specification.schemas() {
                            section.schema id={ "schema-" (name) } {
                                h3 { (name) }
                                (object(specification, schema))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn contents(specification: &Specification) -> Markup {
    html! {
        nav aria-label="Contents" {
            p { a href="#guide" { "How to call" } }
            @for tag in specification.tags() {
                details {
                    summary { (capitalized(tag.name)) }
                    ul {
                        li { a href={ "#" (anchor(tag)) } { "Overview" } }
                        @for each in specification.operations(tag.name) {
                            li { a href={ "#" (each.id()) } { (each.summary()) } }
                        }
                    }
                }
            }
            p { a href="#schemas" { "Shapes" } }
        }
    }
}

fn anchor(tag: Tag<'_>) -> String {
    format!("tag-{}", tag.name.replace(' ', "-"))
}

fn capitalized(name: &str) -> String {
    let mut rest = name.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
