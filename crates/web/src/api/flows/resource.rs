use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{FlowId, Timestamp};
use winfactor_service::flows::{self, Problem, Runs};

use crate::api::word::{EventTypeWord, Word};

/// An automation that WinFactor runs itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Flow {
    #[schema(value_type = String, example = "flow_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: FlowId,
    #[schema(example = "New submission to the inbox")]
    name: String,
    /// Who looks after it; without anybody it cannot be switched on.
    #[schema(example = "Anna de Vries")]
    owner_name: Option<String>,
    /// What starts it. Empty means all.
    event_types: Vec<EventTypeWord>,
    enabled: bool,
    /// Raised by every change of what it does.
    #[schema(example = 1)]
    revision: i64,
    /// The trigger first, each step followed by the steps inside it.
    steps: Vec<FlowStep>,
    /// What keeps it from being switched on.
    #[schema(value_type = Vec<FlowProblem>)]
    problems: Vec<Problem>,
    /// The steps that write to customers: each is off until somebody switches it on.
    customer_facing_steps: Vec<CustomerFacingStep>,
    /// The steps that need a test that somebody saw arrive.
    tested_steps: Vec<TestedStep>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// A step of a flow.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowStep {
    /// The trigger is 1.
    #[schema(example = 2)]
    number: usize,
    /// By which expressions refer to it.
    #[schema(example = "step_1")]
    name: String,
    /// What people call it.
    #[schema(example = "Post to the inbox")]
    display_name: String,
    /// How many loops and routers it stands inside of.
    #[schema(example = 0)]
    depth: usize,
    /// It is passed over.
    skipped: bool,
    /// `here`, `activePiecesOnly`, `notYet` (not before its problems are solved) or `skipped`.
    #[schema(value_type = String, example = "here")]
    runs: Runs,
    /// ActivePieces cannot run it: its WinFactor piece has no such action.
    here_only: bool,
}

/// A step that writes to customers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomerFacingStep {
    /// Its name.
    #[schema(example = "step_2")]
    step: String,
    /// The trigger is 1.
    #[schema(example = 3)]
    step_number: usize,
    /// What people call it.
    #[schema(example = "Thank the customer")]
    step_display_name: String,
    /// Through what it writes.
    #[schema(example = "SMTP")]
    channel: String,
    /// Whom it writes to, as it stands in the flow; empty when the action itself knows the customer.
    #[schema(example = "{{trigger.body.data.customer.email}}")]
    recipient: String,
    /// Whether the flow itself tells that it is the customer. Otherwise the address shows in each run,
    /// and the step has to be switched on only if it turns out to be a customer's.
    certain: bool,
    switched_on: bool,
    /// Somebody decided that it is passed over. Neither this nor switched on: undecided.
    left_out: bool,
    /// Of its present settings: send it along with the decision about them.
    #[schema(example = "5d41402abc4b2a76b9719d911017c592")]
    fingerprint: String,
    /// Unix milliseconds.
    #[schema(value_type = Option<i64>, example = 1772438400000i64)]
    decided_at: Option<Timestamp>,
    #[schema(example = "Anna de Vries")]
    decided_by: Option<String>,
}

impl From<flows::CustomerStep> for CustomerFacingStep {
    fn from(step: flows::CustomerStep) -> Self {
        let decision = step.decision.as_ref();
        CustomerFacingStep {
            switched_on: decision.is_some_and(|decision| decision.switched_on),
            left_out: decision.is_some_and(|decision| !decision.switched_on),
            decided_at: decision.map(|decision| decision.at),
            decided_by: decision.map(|decision| decision.by.clone()),
            step: step.name,
            step_number: step.number,
            step_display_name: step.display_name,
            channel: step.channel,
            recipient: step.recipient,
            certain: step.is_certain,
            fingerprint: step.fingerprint,
        }
    }
}

/// A step of which somebody has to see a message arrive before the flow can be switched on.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TestedStep {
    /// Its name.
    #[schema(example = "step_2")]
    step: String,
    /// The trigger is 1.
    #[schema(example = 3)]
    step_number: usize,
    /// What people call it.
    #[schema(example = "Tell the fitters")]
    step_display_name: String,
    /// Through what it writes.
    #[schema(example = "WhatsApp Business")]
    channel: String,
    /// The last test of the step as it is now.
    test: Option<StepTest>,
}

impl From<flows::TestedStep> for TestedStep {
    fn from(step: flows::TestedStep) -> Self {
        TestedStep {
            step: step.name,
            step_number: step.number,
            step_display_name: step.display_name,
            channel: step.channel,
            test: step.test.map(StepTest::from),
        }
    }
}

/// A message that was sent to try a step out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct StepTest {
    /// The number or address that it was sent to.
    #[schema(example = "+31612345678")]
    to: String,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    sent_at: Timestamp,
    #[schema(example = "Anna de Vries")]
    sent_by: String,
    /// When somebody said that it arrived, in Unix milliseconds.
    #[schema(value_type = Option<i64>, example = 1772438400000i64)]
    confirmed_at: Option<Timestamp>,
    #[schema(example = "Anna de Vries")]
    confirmed_by: Option<String>,
}

impl From<flows::StepTest> for StepTest {
    fn from(test: flows::StepTest) -> Self {
        let (confirmed_at, confirmed_by) = test.confirmed.unzip();
        StepTest {
            to: test.to,
            sent_at: test.sent_at,
            sent_by: test.sent_by,
            confirmed_at,
            confirmed_by,
        }
    }
}

/// One thing that keeps a flow from running.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
struct FlowProblem {
    /// The trigger is 1.
    #[schema(example = 2)]
    step_number: usize,
    #[schema(example = "step_1")]
    step_name: String,
    #[schema(example = "Post to the inbox")]
    step_display_name: String,
    /// A stable word for programs.
    #[schema(example = "input_missing")]
    code: String,
    /// A sentence for people.
    #[schema(example = "Title is missing")]
    message: String,
}

impl From<flows::Flow> for Flow {
    fn from(flow: flows::Flow) -> Self {
        let steps = flow.steps.into_iter().map(|step| FlowStep {
            number: step.number,
            name: step.name,
            display_name: step.display_name,
            depth: step.depth,
            skipped: step.skipped,
            runs: step.runs,
            here_only: step.here_only,
        });
        let customer_steps = flow.customer_steps.into_iter();
        Flow {
            id: flow.id,
            name: flow.name,
            owner_name: flow.owner_name,
            event_types: flow.event_types.into_iter().map(Word).collect(),
            enabled: flow.enabled,
            revision: flow.revision,
            steps: steps.collect(),
            problems: flow.problems,
            customer_facing_steps: customer_steps.map(CustomerFacingStep::from).collect(),
            tested_steps: flow
                .tested_steps
                .into_iter()
                .map(TestedStep::from)
                .collect(),
            created_at: flow.created_at,
            updated_at: flow.updated_at,
        }
    }
}
