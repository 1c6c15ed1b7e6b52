use axum::{extract::Path, response::Response};
use maud::Markup;
use winfactor_domain::FieldError;
use winfactor_service::{
    Result as ServiceResult,
    flows::{self, RecipeSetting, WantedRecipe},
};

use super::{export::file, views::recipe_view};
use crate::{
    form_body::FormBody,
    page_error::PageError,
    ui::{answer::page, desk::Desk},
    view::app::{RecipePage, RecipeSettingView, recipe_page},
};

/// One ready-made flow, to be filled in.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    Ok(page(render(&desk, &id, None, &[])?))
}

/// The recipe as a file that ActivePieces imports, with nothing filled in.
pub(super) async fn export(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let wanted = WantedRecipe {
        id,
        ..WantedRecipe::default()
    };
    let document = flows::recipe_template(desk.service(), desk.id(), &wanted).await?;
    Ok(file(&document.name, document.to_json()))
}

/// The page with what was typed, if anything was.
pub(super) fn render(
    desk: &Desk,
    id: &str,
    typed: Option<&FormBody>,
    errors: &[FieldError],
) -> ServiceResult<Markup> {
    let mut recipe = flows::recipe(id, desk.reader.locale)?;
    let notes = std::mem::take(&mut recipe.notes);
    let settings: Vec<_> = asked(&recipe.settings)
        .map(|setting| RecipeSettingView {
            key: setting.key,
            label: setting.label,
            help: setting.help,
            range: setting.range,
            value: match typed {
                Some(form) => form.owned(&input_name(setting)),
                None => setting.default.unwrap_or_default().to_owned(),
            },
        })
        .collect();
    Ok(recipe_page(&RecipePage {
        frame: desk.frame(),
        recipe: &recipe_view(recipe),
        notes: &notes,
        settings: &settings,
        errors,
    }))
}

/// What is asked of somebody who sets the flow up here.
pub(super) fn asked(settings: &[RecipeSetting]) -> impl Iterator<Item = &RecipeSetting> {
    settings.iter().filter(|setting| !setting.for_activepieces)
}

/// The name of a setting's input.
pub(super) fn input_name(setting: &RecipeSetting) -> String {
    format!("setting_{}", setting.key)
}
