use maud::{Markup, html};
use winfactor_domain::{EventType, FieldError};

use super::{FlowPage, FlowView};
use crate::view::{
    form::{Errors, Field, button_form, form_token, group_error, summary},
    routes,
    texts::{event_types::event_name, flows::FlowTexts},
};

/// What can be changed about a flow here; its steps are edited in ActivePieces.
#[derive(Clone, Copy, Debug)]
pub struct FlowSettings<'a> {
    pub input: &'a FlowSettingsInput,
    /// Pointers: `/name`, `/ownerName`, `/eventTypes`.
    pub errors: &'a [FieldError],
}

/// What was typed; the names are those of the inputs. `event_type` comes once per chosen event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowSettingsInput {
    pub name: String,
    pub owner_name: String,
    /// Empty: those that the trigger takes.
    pub event_types: Vec<EventType>,
}

impl FlowSettingsInput {
    /// The flow as it is.
    pub fn of(flow: &FlowView) -> Self {
        FlowSettingsInput {
            name: flow.name.clone(),
            owner_name: flow.owner.clone().unwrap_or_default(),
            event_types: flow.event_types.clone(),
        }
    }
}

pub(super) fn settings(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    let (frame, flow) = (&page.frame, page.flow);
    let locale = frame.reader.locale;
    let (input, errors) = (
        page.settings.input,
        Errors::new(page.settings.errors, locale),
    );
    // A flow without an owner cannot be switched on: the field shows itself.
    let open = errors.any() || flow.owner.is_none();
    html! {
        details.card.further.import open[open] {
            summary { (texts.settings) }
            form.stack.narrow method="post" action=(routes::flow(flow.id)) novalidate {
                (form_token(frame.form_token))
                (summary(&errors))
                div.pair {
                    (Field::text("name", texts.name, locale).value(&input.name).required()
                        .max_length(200).checked(errors, "/name"))
                    (Field::text("owner_name", texts.owner_label, locale).value(&input.owner_name)
                        .required().max_length(200).checked(errors, "/ownerName"))
                }
                (event_choices(&input.event_types, errors))
                div.actions { button.button.button-secondary { (frame.texts().save) } }
            }
        }
        details.removal {
            summary { (texts.delete_title) }
            p.hint { (texts.delete_hint) }
            (button_form(&routes::flow_delete(flow.id), frame.form_token, "button button-danger",
                texts.delete))
        }
    }
}

/// The events that start a flow.
pub(super) fn event_choices(chosen: &[EventType], errors: Errors<'_>) -> Markup {
    let locale = errors.locale;
    let texts = FlowTexts::of(locale);
    html! {
        fieldset.choices {
            legend { (texts.events_label) }
            p.hint { (texts.events_hint) }
            div.choice-grid {
                @for kind in EventType::ALL {
                    label.choice {
                        input type="checkbox" name="event_type" value=(kind)
                            checked[chosen.contains(&kind)];
                        span { (event_name(kind, locale)) }
                    }
                }
            }
            (group_error(errors, "/eventTypes"))
        }
    }
}
