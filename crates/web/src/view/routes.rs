//! The addresses of the pages and of the forms on them, written once: links, forms and redirects
//! use these, and the router mounts the same patterns.

use winfactor_domain::{
    EndpointId, EventId, FlowId, FlowRunId, LeadId, MessageId, QuoteId, Slug, SubmissionId,
};

pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
pub const INBOX: &str = "/inbox";
pub const INBOX_STREAM: &str = "/inbox/stream";
pub const INBOX_READ_ALL: &str = "/inbox/read";
pub const SUBMISSIONS: &str = "/submissions";
pub const QUOTES: &str = "/quotes";
pub const LEADS: &str = "/leads";
pub const EVENTS: &str = "/events";
pub const TEST_EVENT: &str = "/events/test";
pub const ENDPOINTS: &str = "/webhooks";
pub const NEW_ENDPOINT: &str = "/webhooks/new";
pub const FLOWS: &str = "/flows";
/// Where a ready-made flow is asked for.
pub const FLOW_RECIPES: &str = "/flows/recipes";

/// An organization's public page.
pub fn organization(slug: &Slug) -> String {
    format!("/{slug}")
}

/// Where the contact form is posted to.
pub fn public_leads(slug: &Slug) -> String {
    format!("/{slug}/leads")
}

/// Where the configurator is posted to.
pub fn public_submissions(slug: &Slug) -> String {
    format!("/{slug}/submissions")
}

/// Thanks for a submission; the receipt shows that it is the reader's own.
pub fn public_submission(slug: &Slug, id: SubmissionId, receipt: &str) -> String {
    format!("/{slug}/submissions/{id}/{receipt}")
}

/// The configurator of a template.
pub fn configurator(organization: &Slug, template: &Slug) -> String {
    format!("/{organization}/{template}")
}

/// The drawing of a configuration, as a fragment: `?width=&height=&component_count=&lang=`.
pub fn configurator_drawing(organization: &Slug, template: &Slug) -> String {
    format!("/{organization}/{template}/drawing")
}

/// The customer's page of a sent version.
pub fn offer(token: &str) -> String {
    format!("/q/{token}")
}

pub fn offer_seen(token: &str) -> String {
    format!("/q/{token}/seen")
}

pub fn offer_accept(token: &str) -> String {
    format!("/q/{token}/accept")
}

pub fn offer_reject(token: &str) -> String {
    format!("/q/{token}/reject")
}

pub fn message_read(id: MessageId) -> String {
    format!("{INBOX}/{id}/read")
}

pub fn submission(id: SubmissionId) -> String {
    format!("{SUBMISSIONS}/{id}")
}

pub fn submission_status(id: SubmissionId) -> String {
    format!("{SUBMISSIONS}/{id}/status")
}

pub fn submission_quotes(id: SubmissionId) -> String {
    format!("{SUBMISSIONS}/{id}/quotes")
}

pub fn quote(id: QuoteId) -> String {
    format!("{QUOTES}/{id}")
}

pub fn quote_send(id: QuoteId) -> String {
    format!("{QUOTES}/{id}/send")
}

pub fn quote_revise(id: QuoteId) -> String {
    format!("{QUOTES}/{id}/revise")
}

pub fn lead(id: LeadId) -> String {
    format!("{LEADS}#{id}")
}

pub fn lead_status(id: LeadId) -> String {
    format!("{LEADS}/{id}/status")
}

pub fn event(id: EventId) -> String {
    format!("{EVENTS}/{id}")
}

pub fn event_redeliver(id: EventId) -> String {
    format!("{EVENTS}/{id}/redeliver")
}

pub fn endpoint(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}")
}

pub fn endpoint_edit(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/edit")
}

pub fn endpoint_pause(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/pause")
}

pub fn endpoint_resume(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/resume")
}

pub fn endpoint_rotate(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/rotate-secret")
}

pub fn endpoint_test(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/test")
}

pub fn endpoint_delete(id: EndpointId) -> String {
    format!("{ENDPOINTS}/{id}/delete")
}

pub fn flow(id: FlowId) -> String {
    format!("{FLOWS}/{id}")
}

pub fn flow_enable(id: FlowId) -> String {
    format!("{FLOWS}/{id}/enable")
}

pub fn flow_disable(id: FlowId) -> String {
    format!("{FLOWS}/{id}/disable")
}

pub fn flow_export(id: FlowId) -> String {
    format!("{FLOWS}/{id}/export")
}

pub fn flow_recipe(id: &str) -> String {
    format!("{FLOW_RECIPES}/{id}")
}

pub fn flow_recipe_export(id: &str) -> String {
    format!("{FLOW_RECIPES}/{id}/export")
}

/// Where it is decided whether a step may write to customers.
pub fn flow_customer_steps(id: FlowId) -> String {
    format!("{FLOWS}/{id}/customer-steps")
}

/// The part of the flow's page that is about those steps.
pub fn flow_customer_steps_part(id: FlowId) -> String {
    format!("{FLOWS}/{id}#customer-steps")
}

/// Where a message of a step is sent to try it out: the form names the step.
pub fn flow_step_tests(id: FlowId) -> String {
    format!("{FLOWS}/{id}/step-tests")
}

/// The part of the flow's page that is about those messages.
pub fn flow_step_tests_part(id: FlowId) -> String {
    format!("{FLOWS}/{id}#step-tests")
}

/// Where it is said that such a message arrived.
pub fn flow_step_tests_confirm(id: FlowId) -> String {
    format!("{FLOWS}/{id}/step-tests/confirm")
}

pub fn flow_delete(id: FlowId) -> String {
    format!("{FLOWS}/{id}/delete")
}

pub fn flow_run(id: FlowRunId) -> String {
    format!("/flow-runs/{id}")
}

pub fn flow_run_retry(id: FlowRunId) -> String {
    format!("/flow-runs/{id}/retry")
}
