use maud::{Markup, html};
use winfactor_domain::FieldError;
use winfactor_service::flows::LONGEST_SETTING;

use super::{AppFrame, RecipeView, Section, list::page_head};
use crate::view::{
    form::{Errors, Field, form_token, hidden, summary},
    routes,
    texts::flows::FlowTexts,
};

/// One ready-made flow: what it does, and what is filled in before it is set up.
#[derive(Clone, Copy, Debug)]
pub struct RecipePage<'a> {
    pub frame: AppFrame<'a>,
    pub recipe: &'a RecipeView,
    /// What is to be known of it, a sentence or two each.
    pub notes: &'a [String],
    pub settings: &'a [RecipeSettingView],
    /// Pointers: `/settings/<key>`; anything else is about the whole.
    pub errors: &'a [FieldError],
}

/// Something that a person fills in. It is posted as `setting_<key>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeSettingView {
    pub key: &'static str,
    pub label: &'static str,
    /// Where the person finds it.
    pub help: &'static str,
    /// Of a number, the smallest and the largest one.
    pub range: Option<(u32, u32)>,
    /// What was typed, or what is taken otherwise.
    pub value: String,
}

pub fn recipe_page(page: &RecipePage<'_>) -> Markup {
    let (frame, recipe) = (&page.frame, page.recipe);
    let (locale, shell) = (frame.reader.locale, frame.texts());
    let texts = FlowTexts::of(locale);
    let errors = Errors::new(page.errors, locale);
    let lead = html! { p.lead { (recipe.summary) } };
    let download = html! {
        a.button.button-secondary href=(routes::flow_recipe_export(&recipe.id)) download {
            (texts.export)
        }
    };
    frame.render(
        Section::Flows,
        &recipe.name,
        &html! {
            p.back { a href=(routes::FLOWS) { (texts.back) } }
            (page_head(&recipe.name, &lead, &download))
            ul.bullets { @for note in page.notes { li { (note) } } }
            form.stack.narrow method="post" action=(routes::FLOW_RECIPES) novalidate {
                (form_token(frame.form_token))
                (hidden("recipe", &recipe.id))
                (summary(&errors))
                @for setting in page.settings { (setting_field(setting, errors)) }
                p.hint { (texts.recipe_language) }
                div.actions {
                    button.button { (texts.set_up) }
                    a.button.button-plain href=(routes::FLOWS) { (shell.cancel) }
                }
            }
        },
    )
}

fn setting_field(setting: &RecipeSettingView, errors: Errors<'_>) -> Markup {
    let name = format!("setting_{}", setting.key);
    let pointer = format!("/settings/{}", setting.key);
    let field = match setting.range {
        Some(range) => Field::stepper(&name, setting.label, range, errors.locale),
        None => Field::text(&name, setting.label, errors.locale)
            .max_length(LONGEST_SETTING)
            .autocomplete("off"),
    };
    html! {
        (field.value(&setting.value).required().hint(setting.help).checked(errors, &pointer))
    }
}
