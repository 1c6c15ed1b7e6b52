use maud::{Markup, html};
use winfactor_domain::EventType;

use super::AppFrame;
use crate::view::{
    form::{form_token, hidden},
    routes,
    texts::{event_types::event_name, flows::FlowTexts},
};

/// A ready-made flow that can be set up with one click, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeView {
    pub id: String,
    pub name: String,
    /// What it does, in a sentence.
    pub summary: String,
    pub event_types: Vec<EventType>,
    pub recommended: bool,
}

/// The ready-made flows, each with its button. It posts `recipe`.
pub(super) fn recipe_cards(recipes: &[RecipeView], frame: &AppFrame<'_>) -> Markup {
    let locale = frame.reader.locale;
    let texts = FlowTexts::of(locale);
    html! {
        @if !recipes.is_empty() {
            section aria-labelledby="recipes" {
                h2 #recipes .section-title { (texts.recipes) }
                ul.recipes role="list" {
                    @for recipe in recipes {
                        li.card.recipe {
                            div {
                                h3 {
                                    (recipe.name)
                                    @if recipe.recommended { " " span.tag { (texts.recommended) } }
                                }
                                p { (recipe.summary) }
                                p.aside {
                                    @for (index, kind) in recipe.event_types.iter().enumerate() {
                                        @if index > 0 { ", " }
                                        (event_name(*kind, locale))
                                    }
                                }
                            }
                            (set_up(recipe, frame, false, texts.set_up))
                        }
                    }
                }
            }
        }
    }
}

/// The button that sets a recipe up; with `switch_on`, it is on at once.
pub(super) fn set_up(
    recipe: &RecipeView,
    frame: &AppFrame<'_>,
    switch_on: bool,
    label: &str,
) -> Markup {
    html! {
        form method="post" action=(routes::FLOW_RECIPES) {
            (form_token(frame.form_token))
            (hidden("recipe", &recipe.id))
            @if switch_on { (hidden("switch_on", "yes")) }
            button.button.button-small .button-secondary[!switch_on] { (label) }
        }
    }
}
