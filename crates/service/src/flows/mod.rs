//! Automations as people and integrations look after them: imported from ActivePieces or made from
//! a recipe, switched on and off, tried out, exported again. How they run stands in
//! [`runs`](crate::runs).
//!
//! A flow is kept as the template document it came from, with this one flow in it, so that an
//! export gives back what was imported. Each change of it is a version of its own. A flow with
//! problems can be kept, so that it can be repaired here; it cannot be switched on.
//!
//! Two things somebody has to look at before a flow can be switched on (`guard_rails`): each step
//! that writes to customers is off until a person switches it on, and a step of a service that takes
//! messages without delivering them needs a test that a person saw arrive. Either holds for the
//! settings that the person saw, and no longer when they change.

mod create;
mod customer_step;
mod definition;
mod delete;
mod dry_run;
mod export;
mod flow;
mod get;
mod guard_rails;
mod import;
mod list;
mod name;
mod recipes;
mod step_test;
mod switch;
mod update;

pub use crate::endpoints::{Trial, test_flow as test};
pub use customer_step::{CustomerStepDecision, decide_customer_step};
pub use delete::delete;
pub use dry_run::{DryRun, Occasion, dry_run};
pub use export::export;
pub use flow::{Flow, FlowStep};
pub use get::get;
pub(crate) use guard_rails::fingerprint;
pub use guard_rails::{CustomerStep, Decision, StepTest, TestedStep};
pub use import::{NewFlow, import, import_once};
pub use list::list;
pub use recipes::{
    RecipeSetting, RecipeSummary, WantedRecipe, create_from_recipe, create_from_recipe_once,
    recipe, recipe_template, recipes,
};
pub use step_test::{SentTest, confirm_step_test, test_step};
pub use switch::{disable, enable};
pub use update::{FlowPatch, update};
pub use winfactor_flows::{
    Problem, code::CodeRefusal, exchange::Runs, formulas::FormulaError, recipes::LONGEST_SETTING,
    validate::ProblemKind,
};
