use maud::{Markup, html};
use winfactor_domain::Locale;

use super::texts::notices::NoticeTexts;

/// What was just done. A handler redirects with `?notice=<code>`, and the next page says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Saved,
    Deleted,
    QuoteCreated,
    QuoteSent,
    QuoteRevised,
    TestSent,
    RedeliveryStarted,
    /// Nothing was done, because the same is under way.
    InFlight,
    /// Nothing was sent, because the receiver is stopped, switched off or deleted.
    ReceiverStopped,
    EndpointCreated,
    Paused,
    Resumed,
    /// Nothing was resumed: "since" was chosen without a time.
    TimeMissing,
    SecretRotated,
    FlowImported,
    FlowSetUp,
    FlowTested,
    FlowOn,
    FlowOff,
    StepSwitchedOn,
    StepLeftOut,
    StepTestSent,
    StepTestConfirmed,
    RunRetried,
    SignedOut,
}

impl Notice {
    pub const ALL: [Notice; 25] = [
        Notice::Saved,
        Notice::Deleted,
        Notice::QuoteCreated,
        Notice::QuoteSent,
        Notice::QuoteRevised,
        Notice::TestSent,
        Notice::RedeliveryStarted,
        Notice::InFlight,
        Notice::ReceiverStopped,
        Notice::EndpointCreated,
        Notice::Paused,
        Notice::Resumed,
        Notice::TimeMissing,
        Notice::SecretRotated,
        Notice::FlowImported,
        Notice::FlowSetUp,
        Notice::FlowTested,
        Notice::FlowOn,
        Notice::FlowOff,
        Notice::StepSwitchedOn,
        Notice::StepLeftOut,
        Notice::StepTestSent,
        Notice::StepTestConfirmed,
        Notice::RunRetried,
        Notice::SignedOut,
    ];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Notice::Saved => "saved",
            Notice::Deleted => "deleted",
            Notice::QuoteCreated => "quote-created",
            Notice::QuoteSent => "quote-sent",
            Notice::QuoteRevised => "quote-revised",
            Notice::TestSent => "test-sent",
            Notice::RedeliveryStarted => "redelivery-started",
            Notice::InFlight => "in-flight",
            Notice::ReceiverStopped => "receiver-stopped",
            Notice::EndpointCreated => "endpoint-created",
            Notice::Paused => "paused",
            Notice::Resumed => "resumed",
            Notice::TimeMissing => "time-missing",
            Notice::SecretRotated => "secret-rotated",
            Notice::FlowImported => "flow-imported",
            Notice::FlowSetUp => "flow-set-up",
            Notice::FlowTested => "flow-tested",
            Notice::FlowOn => "flow-on",
            Notice::FlowOff => "flow-off",
            Notice::StepSwitchedOn => "step-switched-on",
            Notice::StepLeftOut => "step-left-out",
            Notice::StepTestSent => "step-test-sent",
            Notice::StepTestConfirmed => "step-test-confirmed",
            Notice::RunRetried => "run-retried",
            Notice::SignedOut => "signed-out",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    fn words(self, locale: Locale) -> &'static str {
        let texts = NoticeTexts::of(locale);
        match self {
            Notice::Saved => texts.saved,
            Notice::Deleted => texts.deleted,
            Notice::QuoteCreated => texts.quote_created,
            Notice::QuoteSent => texts.quote_sent,
            Notice::QuoteRevised => texts.quote_revised,
            Notice::TestSent => texts.test_sent,
            Notice::RedeliveryStarted => texts.redelivery_started,
            Notice::InFlight => texts.in_flight,
            Notice::ReceiverStopped => texts.receiver_stopped,
            Notice::EndpointCreated => texts.endpoint_created,
            Notice::Paused => texts.paused,
            Notice::Resumed => texts.resumed,
            Notice::TimeMissing => texts.time_missing,
            Notice::SecretRotated => texts.secret_rotated,
            Notice::FlowImported => texts.flow_imported,
            Notice::FlowSetUp => texts.flow_set_up,
            Notice::FlowTested => texts.flow_tested,
            Notice::FlowOn => texts.flow_on,
            Notice::FlowOff => texts.flow_off,
            Notice::StepSwitchedOn => texts.step_switched_on,
            Notice::StepLeftOut => texts.step_left_out,
            Notice::StepTestSent => texts.step_test_sent,
            Notice::StepTestConfirmed => texts.step_test_confirmed,
            Notice::RunRetried => texts.run_retried,
            Notice::SignedOut => texts.signed_out,
        }
    }

    pub(super) fn render(self, locale: Locale) -> Markup {
        let undone = matches!(
            self,
            Notice::InFlight | Notice::ReceiverStopped | Notice::TimeMissing
        );
        html! {
            p.notice .notice-good[!undone] .notice-waiting[undone] role="status" {
                (self.words(locale))
            }
        }
    }
}
