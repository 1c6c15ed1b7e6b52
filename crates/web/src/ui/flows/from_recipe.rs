use axum::response::Response;
use winfactor_domain::{FieldError, FlowId};
use winfactor_service::{
    ServiceError,
    flows::{self, RecipeSetting, WantedRecipe},
    idempotency::Created,
};

use super::{
    import::made,
    recipe::{asked, input_name, render},
};
use crate::{
    form_body::FormBody,
    page_error::PageError,
    ui::{
        answer::{see_with, wrong},
        posted::Posted,
    },
    view::{Notice, routes},
};

/// Sets up a ready-made flow. Whoever asks for it looks after it; its messages are in the
/// organization's language, because all of its people read them.
pub(super) async fn from_recipe(posted: Posted) -> Result<Response, PageError> {
    let (service, organization) = (posted.service(), posted.organization());
    let staff = &posted.session.staff;
    let recipe = flows::recipe(posted.form.text("recipe"), staff.locale)?;
    let missing = missing(&recipe.settings, &posted.form);
    if !missing.is_empty() {
        return again(&posted, &recipe.id, &missing).await;
    }
    let filled = asked(&recipe.settings).map(|setting| {
        let value = posted.form.owned(&input_name(setting));
        (setting.key.to_owned(), value)
    });
    let wanted = WantedRecipe {
        settings: filled.collect(),
        locale: None,
        id: recipe.id,
    };
    let mut parts = vec![b"recipe".as_slice(), wanted.id.as_bytes()];
    parts.extend(wanted.settings.values().map(String::as_bytes));
    let once = posted.once(&parts, made);
    let owner = Some(staff.name.as_str());
    let created =
        flows::create_from_recipe_once(service, organization, &wanted, owner, Some(once)).await;
    let ids = match created {
        Ok(Created::New(flows)) => made(&flows),
        Ok(Created::Replayed(first)) => first.body,
        Err(ServiceError::Invalid(invalid)) => {
            return again(&posted, &wanted.id, &invalid.0).await;
        }
        Err(error) => return Err(error.into()),
    };
    let id: FlowId = ids.parse().map_err(|_| PageError::not_found())?;
    let notice = if posted.form.ticked("switch_on") {
        flows::enable(service, organization, id).await?;
        Notice::FlowOn
    } else {
        Notice::FlowSetUp
    };
    Ok(see_with(&routes::flow(id), notice))
}

/// Steps cannot be filled in on these pages afterwards, so that all is asked for at once.
fn missing(settings: &[RecipeSetting], form: &FormBody) -> Vec<FieldError> {
    let required = asked(settings).filter(|setting| setting.default.is_none());
    let missing = required.filter(|setting| form.text(&input_name(setting)).trim().is_empty());
    let error = |setting: &RecipeSetting| {
        let pointer = format!("/settings/{}", setting.key);
        FieldError::new(&pointer, "required", "must not be empty")
    };
    missing.map(error).collect()
}

async fn again(
    posted: &Posted,
    recipe: &str,
    errors: &[FieldError],
) -> Result<Response, PageError> {
    let desk = posted.desk().await?;
    Ok(wrong(render(&desk, recipe, Some(&posted.form), errors)?))
}
