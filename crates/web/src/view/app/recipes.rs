use maud::{Markup, html};

use super::AppFrame;
use crate::view::{
    form::{form_token, hidden},
    routes,
    texts::flows::FlowTexts,
};

/// A ready-made flow, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeView {
    pub id: String,
    pub name: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// The event, or that nothing came after it. Recipes of the same stand together.
    pub occasion: String,
    /// Where it tells something.
    pub channel: String,
    pub recommended: bool,
}

/// The ready-made flows: the recommended one with its button, then a line for each occasion with
/// the channels that can be told of it.
pub(super) fn recipe_list(recipes: &[RecipeView], frame: &AppFrame<'_>) -> Markup {
    let texts = FlowTexts::of(frame.reader.locale);
    let of_one = |a: &RecipeView, b: &RecipeView| a.occasion == b.occasion;
    html! {
        @if !recipes.is_empty() {
            section aria-labelledby="recipes" {
                h2 #recipes .section-title { (texts.recipes) }
                div.stack {
                    p.lead { (texts.recipes_intro) }
                    @for recipe in recipes.iter().filter(|recipe| recipe.recommended) {
                        (recommended(recipe, frame, texts))
                    }
                    ul.card.occasions role="list" {
                        @for group in recipes.chunk_by(of_one) {
                            li.occasion {
                                h3 { (group[0].occasion) }
                                ul.filters role="list" {
                                    @for recipe in group {
                                        li {
                                            a href=(routes::flow_recipe(&recipe.id))
                                                aria-label=(recipe.name) { (recipe.channel) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn recommended(recipe: &RecipeView, frame: &AppFrame<'_>, texts: &FlowTexts) -> Markup {
    html! {
        div.card.recipe {
            div {
                h3 {
                    a href=(routes::flow_recipe(&recipe.id)) { (recipe.name) }
                    " " span.tag { (texts.recommended) }
                }
                p { (recipe.summary) }
            }
            (set_up(recipe, frame, false, texts.set_up))
        }
    }
}

/// The button that sets up a recipe that needs nothing filled in; with `switch_on`, it is on at
/// once.
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
