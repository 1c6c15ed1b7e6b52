use maud::{Markup, html};
use winfactor_domain::{EventType, FieldError};

use super::{AppFrame, flow_settings::event_choices};
use crate::view::{
    form::{Errors, Field, form_token, summary},
    routes,
    texts::flows::FlowTexts,
};

/// The form that takes in a flow exported from ActivePieces.
#[derive(Clone, Copy, Debug)]
pub struct FlowImport<'a> {
    pub input: &'a FlowImportInput,
    /// Pointers: `/name`, `/ownerName`, `/eventTypes`; everything else is about the document.
    pub errors: &'a [FieldError],
}

/// What was typed; the names are those of the inputs. `event_type` comes once per chosen event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowImportInput {
    /// Empty: the name in the document.
    pub name: String,
    pub owner_name: String,
    /// Empty: those that the trigger takes.
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
                div.field data-file-into="template" hidden {
                    label for="template-file" { (texts.import_file) }
                    input type="file" id="template-file" accept="application/json,.json";
                }
                (Field::lines("template", texts.import_template, 6, locale).value(&input.template)
                    .required().checked_elsewhere(errors, &["/name", "/ownerName", "/eventTypes"]))
                div.pair {
                    (Field::text("name", texts.name, locale).value(&input.name)
                        .hint(texts.name_hint).max_length(200).checked(errors, "/name"))
                    (Field::text("owner_name", texts.owner_label, locale).value(&input.owner_name)
                        .required().max_length(200).checked(errors, "/ownerName"))
                }
                (event_choices(&input.event_types, errors))
                div.actions { button.button { (texts.import) } }
            }
        }
    }
}
