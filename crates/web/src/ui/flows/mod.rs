//! Flows: what happens by itself, who looks after it, and what each run did.

mod customer_step;
mod delete;
mod export;
mod from_recipe;
mod import;
mod list;
mod recipe;
mod run;
mod settings;
mod show;
mod step_test;
mod switch;
mod views;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) use views::recommended;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::FLOWS, get(list::list).post(import::import))
        .route(routes::FLOW_RECIPES, post(from_recipe::from_recipe))
        .route("/flows/recipes/{id}", get(recipe::show))
        .route("/flows/recipes/{id}/export", get(recipe::export))
        .route("/flows/{id}", get(show::show).post(settings::save))
        .route("/flows/{id}/export", get(export::export))
        .route("/flows/{id}/enable", post(switch::enable))
        .route("/flows/{id}/disable", post(switch::disable))
        .route("/flows/{id}/customer-steps", post(customer_step::decide))
        .route("/flows/{id}/step-tests", post(step_test::send))
        .route("/flows/{id}/step-tests/confirm", post(step_test::confirm))
        .route("/flows/{id}/delete", post(delete::delete))
        .route("/flow-runs/{id}", get(run::show))
        .route("/flow-runs/{id}/retry", post(run::retry))
}
