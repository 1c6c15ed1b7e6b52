use maud::Markup;
use winfactor_domain::{LeadStatus, Locale, QuoteStatus, SubmissionStatus};

use super::{Tone, badge};
use crate::view::texts::status::StatusTexts;

/// Whether a webhook endpoint is sent to, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointState {
    Active,
    /// Sent to, but the last attempts failed.
    Failing,
    PausedByHand,
    PausedAfterFailures,
    /// The ActivePieces flow behind it is switched off; a probe goes on.
    FlowOff,
    /// The receiver said that it is gone.
    Gone,
}

impl EndpointState {
    /// Whether events are held for it rather than sent.
    pub fn holds_events(self) -> bool {
        !matches!(self, EndpointState::Active | EndpointState::Failing)
    }
}

/// Where a flow's run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Running,
    /// Until a moment, an approval, or the next try of a step.
    Waiting,
    Succeeded,
    /// A step ended the run on purpose.
    Stopped,
    Failed,
}

/// Where a step of a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Running,
    Waiting,
    Succeeded,
    Failed,
    /// Its effect may have happened; nobody can tell.
    Uncertain,
    Skipped,
    NotReached,
}

pub(crate) fn submission(status: SubmissionStatus, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    match status {
        SubmissionStatus::New => badge(Tone::New, texts.submission_new),
        SubmissionStatus::Quoted => badge(Tone::Calm, texts.submission_quoted),
        SubmissionStatus::Closed => badge(Tone::Quiet, texts.submission_closed),
    }
}

pub(crate) fn quote(status: QuoteStatus, locale: Locale) -> Markup {
    let tone = match status {
        QuoteStatus::Draft => Tone::Quiet,
        QuoteStatus::Sent => Tone::Calm,
        QuoteStatus::Viewed => Tone::New,
        QuoteStatus::Accepted => Tone::Good,
        QuoteStatus::Rejected => Tone::Bad,
        QuoteStatus::Expired => Tone::Waiting,
    };
    badge(tone, quote_word(status, locale))
}

pub(crate) fn quote_word(status: QuoteStatus, locale: Locale) -> &'static str {
    let texts = StatusTexts::of(locale);
    match status {
        QuoteStatus::Draft => texts.quote_draft,
        QuoteStatus::Sent => texts.quote_sent,
        QuoteStatus::Viewed => texts.quote_viewed,
        QuoteStatus::Accepted => texts.quote_accepted,
        QuoteStatus::Rejected => texts.quote_rejected,
        QuoteStatus::Expired => texts.quote_expired,
    }
}

pub(crate) fn lead(status: LeadStatus, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    match status {
        LeadStatus::New => badge(Tone::New, texts.lead_new),
        LeadStatus::Contacted => badge(Tone::Calm, texts.lead_contacted),
        LeadStatus::Closed => badge(Tone::Quiet, texts.lead_closed),
    }
}

pub(crate) fn endpoint(state: EndpointState, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    match state {
        EndpointState::Active => badge(Tone::Good, texts.endpoint_active),
        EndpointState::Failing => badge(Tone::Waiting, texts.endpoint_failing),
        EndpointState::PausedByHand => badge(Tone::Quiet, texts.endpoint_paused),
        EndpointState::PausedAfterFailures => badge(Tone::Bad, texts.endpoint_paused_failing),
        EndpointState::FlowOff => badge(Tone::Waiting, texts.endpoint_flow_off),
        EndpointState::Gone => badge(Tone::Bad, texts.endpoint_gone),
    }
}

pub(crate) fn flow_switch(on: bool, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    if on {
        badge(Tone::Good, texts.flow_on)
    } else {
        badge(Tone::Quiet, texts.flow_off)
    }
}

pub(crate) fn run(state: RunState, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    match state {
        RunState::Running => badge(Tone::Calm, texts.run_running),
        RunState::Waiting => badge(Tone::Waiting, texts.run_waiting),
        RunState::Succeeded => badge(Tone::Good, texts.run_succeeded),
        RunState::Stopped => badge(Tone::Quiet, texts.run_stopped),
        RunState::Failed => badge(Tone::Bad, texts.run_failed),
    }
}

pub(crate) fn step(state: StepState, locale: Locale) -> Markup {
    let texts = StatusTexts::of(locale);
    match state {
        StepState::Running => badge(Tone::Calm, texts.run_running),
        StepState::Waiting => badge(Tone::Waiting, texts.run_waiting),
        StepState::Succeeded => badge(Tone::Good, texts.step_succeeded),
        StepState::Failed => badge(Tone::Bad, texts.run_failed),
        StepState::Uncertain => badge(Tone::Waiting, texts.step_uncertain),
        StepState::Skipped => badge(Tone::Quiet, texts.step_skipped),
        StepState::NotReached => badge(Tone::Quiet, texts.step_not_reached),
    }
}
