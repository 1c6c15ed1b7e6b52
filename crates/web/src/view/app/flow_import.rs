use maud::{Markup, html};
use winfactor_domain::{EventType, FieldError};

use super::AppFrame;
use crate::view::{
    form::{Errors, Field, form_token, summary},
    routes,
    texts::{event_types::event_name, flows::FlowTexts},
};

/// The form that takes in a flow exported from ActivePieces.
#[derive(Clone, Copy, Debug)]
pub struct FlowImport<'a> {
    pub input: &'a FlowImportInput,
    /// Pointers: `/name`, `/owner`, `/eventTypes`, `/template`.
    pub errors: &'a [FieldError],
}

/// What was typed; the names are those of the inputs. `event_type` comes once per chosen event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowImportInput {
    pub name: String,
    pub owner: String,
    pub event_types: Vec<EventType>,
    /// The template document as JSON.
    pub template: String,
}

pub(super) fn import_form(form: &FlowImport<'_>, frame: &AppFrame<'_>, open: bool) -> Markup {
    let locale = frame.reader.locale;
    let texts = FlowTexts::of(locale);
    let (input, errors) = (form.input, Errors::new(form.errors, locale));
    html! {
        details.card.further.import open[open || errors.any()] {
            summary { (texts.import_title) }
            form.stack.narrow method="post" action=(routes::FLOWS) novalidate {
                (form_token(frame.form_token))
                (summary(&errors))
                div.pair {
                    (Field::text("name", texts.import_name, locale).value(&input.name).required()
                        .max_length(200).checked(errors, "/name"))
                    (Field::text("owner", texts.import_owner, locale).value(&input.owner).required()
                        .max_length(200).checked(errors, "/owner"))
                }
                fieldset.choices {
                    legend { (texts.import_events) }
                    div.choice-grid {
                        @for kind in EventType::ALL {
                            label.choice {
                                input type="checkbox" name="event_type" value=(kind)
                                    checked[input.event_types.contains(&kind)];
                                span { (event_name(kind, locale)) }
                            }
                        }
                    }
                }
                div.field data-file-into="template" hidden {
                    label for="template-file" { (texts.import_file) }
                    input type="file" id="template-file" accept="application/json,.json";
                }
                (Field::lines("template", texts.import_template, 6, locale).value(&input.template)
                    .required().checked(errors, "/template"))
                div.actions { button.button { (texts.import) } }
            }
        }
    }
}
