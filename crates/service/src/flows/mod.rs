//! Automations as people and integrations look after them: imported from ActivePieces or made from
//! a recipe, switched on and off, tried out, exported again. How they run stands in
//! [`runs`](crate::runs).
//!
//! A flow is kept as the template document it came from, with this one flow in it, so that an
//! export gives back what was imported. Each change of it is a version of its own. A flow with
//! problems can be kept, so that it can be repaired here; it cannot be switched on.

mod create;
mod definition;
mod delete;
mod dry_run;
mod export;
mod flow;
mod get;
mod import;
mod list;
mod name;
mod recipes;
mod switch;
mod update;

pub use crate::endpoints::{Trial, test_flow as test};
pub use delete::delete;
pub use dry_run::{DryRun, Occasion, dry_run};
pub use export::export;
pub use flow::{Flow, FlowStep};
pub use get::get;
pub use import::{NewFlow, import, import_once};
pub use list::list;
pub use recipes::{
    RecipeSetting, RecipeSummary, WantedRecipe, create_from_recipe, create_from_recipe_once,
    recipe, recipe_template, recipes,
};
pub use switch::{disable, enable};
pub use update::{FlowPatch, update};
pub use winfactor_flows::{
    Problem, code::CodeRefusal, exchange::Runs, formulas::FormulaError, recipes::LONGEST_SETTING,
    validate::ProblemKind,
};
