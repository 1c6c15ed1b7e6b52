//! What somebody has to look at before a flow can be switched on, and what they said.

use sha2::{Digest, Sha256};
use winfactor_domain::{EventType, FlowId, OrganizationId, Timestamp};
use winfactor_flows::{
    PieceCatalog, Problem,
    audience::{Reach, WritingStep, writing_steps},
    pieces::Audience,
    validate::ProblemKind,
};
use winfactor_store::{
    Tx,
    flow_customer_steps::{self, CustomerStepRow},
    flow_step_tests::{self, StepTestRow},
};

use super::definition::Definition;
use crate::Result;

/// A step that writes to customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerStep {
    /// The trigger is 1.
    pub number: usize,
    pub name: String,
    /// What people call it.
    pub display_name: String,
    /// Through what it writes, such as "SMTP".
    pub channel: String,
    /// Whom it writes to, as it stands in the flow. Empty when its action knows the customer.
    pub recipient: String,
    /// What its message is made of, as it stands in the flow: the names of the inputs and their texts.
    pub message: Vec<(String, String)>,
    /// Whether the flow itself tells that it is the customer; otherwise that shows in each run, and
    /// nobody has to decide before.
    pub is_certain: bool,
    /// Of its present settings: what is decided is decided for these.
    pub fingerprint: String,
    /// What somebody decided for its present settings.
    pub decision: Option<Decision>,
}

/// What somebody decided about a step that writes to customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// It writes to them; otherwise it is left out.
    pub switched_on: bool,
    pub at: Timestamp,
    pub by: String,
}

/// A step of which somebody has to see a message arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestedStep {
    /// The trigger is 1.
    pub number: usize,
    pub name: String,
    /// What people call it.
    pub display_name: String,
    /// Through what it writes, such as "WhatsApp Business".
    pub channel: String,
    /// The last test with its present settings.
    pub test: Option<StepTest>,
}

/// A message that was sent to try a step out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTest {
    /// The number or address that it was sent to.
    pub to: String,
    pub sent_at: Timestamp,
    pub sent_by: String,
    /// When somebody said that it arrived, and who.
    pub confirmed: Option<(Timestamp, String)>,
}

/// What people said about the steps of a flow, whatever the steps are now.
#[derive(Clone, Debug, Default)]
pub(super) struct Checks {
    decisions: Vec<CustomerStepRow>,
    tests: Vec<StepTestRow>,
}

impl Checks {
    pub(super) fn load(
        tx: &mut Tx<'_>,
        organization: OrganizationId,
        flow: FlowId,
    ) -> Result<Self> {
        Ok(Checks {
            decisions: flow_customer_steps::of_flow(tx, organization, flow)?,
            tests: flow_step_tests::of_flow(tx, organization, flow)?,
        })
    }

    fn decision(&self, step: &WritingStep, fingerprint: &str) -> Option<Decision> {
        let mut rows = self.decisions.iter();
        let row = rows.find(|row| row.step_name == step.name && row.fingerprint == fingerprint)?;
        Some(Decision {
            switched_on: row.switched_on,
            at: row.decided_at,
            by: row.decided_by.clone(),
        })
    }

    fn test(&self, step: &WritingStep, fingerprint: &str) -> Option<StepTest> {
        let mut rows = self.tests.iter();
        let row = rows.find(|row| row.step_name == step.name && row.fingerprint == fingerprint)?;
        Some(row.clone().into())
    }
}

impl From<StepTestRow> for StepTest {
    fn from(row: StepTestRow) -> Self {
        StepTest {
            to: row.recipient,
            sent_at: row.sent_at,
            sent_by: row.sent_by,
            confirmed: row.confirmed,
        }
    }
}

/// What is to be looked at in a flow.
#[derive(Clone, Debug)]
pub(super) struct GuardRails {
    pub customer_steps: Vec<CustomerStep>,
    pub tested_steps: Vec<TestedStep>,
    problems: Vec<Problem>,
}

impl GuardRails {
    /// For a flow that starts for these events; none means all.
    pub(super) fn of(
        definition: &Definition,
        catalog: &PieceCatalog,
        event_types: &[EventType],
        checks: &Checks,
    ) -> Self {
        let mut rails = GuardRails {
            customer_steps: Vec::new(),
            tested_steps: Vec::new(),
            problems: Vec::new(),
        };
        let internal = internal_event(event_types);
        for step in writing_steps(definition.flow(), catalog) {
            rails.add(step, internal, checks);
        }
        rails
    }

    fn add(&mut self, step: WritingStep, internal: Option<EventType>, checks: &Checks) {
        let fingerprint = fingerprint(&step);
        let decision = checks.decision(&step, &fingerprint);
        let test = checks.test(&step, &fingerprint);
        let is_confirmed = test.as_ref().is_some_and(|test| test.confirmed.is_some());
        let reaches_customer = step.reach == Reach::Customer;
        // One of which it shows in each run still writes to colleagues.
        let is_left_out = reaches_customer && decision.as_ref().is_some_and(|it| !it.switched_on);
        if let Some(event_type) = internal
            && reaches_customer
            && step.audience != Audience::Customer
            && !is_left_out
        {
            let kind = ProblemKind::InternalEventToCustomer {
                event_type: event_type.to_string(),
                recipient: step.recipient.clone(),
            };
            self.problems.push(problem(&step, kind));
        } else if reaches_customer && decision.is_none() {
            let kind = ProblemKind::CustomerStepUndecided;
            self.problems.push(problem(&step, kind));
        }
        if step.needs_confirmed_test && !is_confirmed && !is_left_out {
            let kind = ProblemKind::TestNotConfirmed {
                channel: step.channel.clone(),
            };
            self.problems.push(problem(&step, kind));
        }
        if step.needs_confirmed_test {
            self.tested_steps.push(TestedStep {
                number: step.number,
                name: step.name.clone(),
                display_name: step.display_name.clone(),
                channel: step.channel.clone(),
                test,
            });
        }
        if step.reach != Reach::Fixed {
            self.customer_steps.push(CustomerStep {
                number: step.number,
                name: step.name,
                display_name: step.display_name,
                channel: step.channel,
                recipient: step.recipient,
                message: step.message,
                is_certain: reaches_customer,
                fingerprint,
                decision,
            });
        }
    }

    /// These problems and those found here, in the order of the steps.
    pub(super) fn with(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        problems.extend(self.problems.iter().cloned());
        problems.sort_by_key(|problem| problem.step_number);
        problems
    }
}

/// The event of which customers must not hear, if it starts the flow: they have not seen the quote.
fn internal_event(event_types: &[EventType]) -> Option<EventType> {
    let internal = EventType::QuoteCreated;
    (event_types.is_empty() || event_types.contains(&internal)).then_some(internal)
}

fn problem(step: &WritingStep, kind: ProblemKind) -> Problem {
    Problem {
        step_number: step.number,
        step_name: step.name.clone(),
        step_display_name: step.display_name.clone(),
        kind,
    }
}

/// Stands for the settings of a step.
pub(crate) fn fingerprint(step: &WritingStep) -> String {
    let digest = Sha256::digest(step.settings.as_bytes());
    digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
