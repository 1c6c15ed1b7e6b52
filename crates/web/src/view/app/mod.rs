//! The pages of the organization's people: what arrived, what was offered, what became of it, and
//! where the events went.

mod endpoint;
mod endpoint_form;
mod endpoints;
mod event;
mod events;
mod flow;
mod flow_checks;
mod flow_import;
mod flow_problem;
mod flow_run;
mod flow_settings;
mod flows;
mod home;
mod inbox;
mod leads;
mod list;
mod quote;
mod quote_editor;
mod quote_history;
mod quotes;
mod recipe;
mod recipes;
mod shell;
mod sign_in;
mod submission;
mod submissions;

pub use endpoint::{EndpointPage, Secret, endpoint_page};
pub use endpoint_form::{EndpointFormPage, EndpointInput, EndpointWarning, endpoint_form_page};
pub use endpoints::{EndpointView, EndpointsPage, endpoints_page};
pub use event::{AttemptView, DeliveryView, EventPage, event_page};
pub use events::{
    Destination, EventFilter, EventStateFilter, EventView, EventsPage, Subject, events_page,
};
pub use flow::{FlowPage, FlowRunView, FlowStepView, flow_page};
pub use flow_checks::{FlowChecks, FlowChecksInput, Obstacle};
pub use flow_import::{FlowImport, FlowImportInput};
pub use flow_run::{FlowRunPage, StepView, flow_run_page};
pub use flow_settings::{FlowSettings, FlowSettingsInput};
pub use flows::{FlowView, FlowsPage, flows_page};
pub use home::{Attention, Counts, FirstRun, HomePage, home_page};
pub use inbox::{InboxPage, MessageLink, MessageView, inbox_message, inbox_page};
pub use leads::{LeadsPage, leads_page};
pub use list::Older;
pub use quote::{QuotePage, quote_page};
pub use quote_editor::{LineInput, QuoteInput};
pub use quotes::{QuotesPage, quotes_page};
pub use recipe::{RecipePage, RecipeSettingView, recipe_page};
pub use recipes::RecipeView;
pub use shell::{AppFrame, Section};
pub use sign_in::{SignInPage, SignInProblem, sign_in_page};
pub use submission::{SubmissionPage, submission_page};
pub use submissions::{SubmissionsPage, submissions_page};
