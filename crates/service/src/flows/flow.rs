use winfactor_domain::{EventType, FlowId, OrganizationId, Timestamp};
use winfactor_flows::{
    Problem,
    exchange::{Runs, runs_here_only, where_it_runs},
};
use winfactor_store::{StoreError, Tx, flow_versions, flows::FlowRow};

use super::{
    definition::{Definition, Surroundings},
    guard_rails::{Checks, CustomerStep, GuardRails, TestedStep},
};
use crate::Result;

/// An automation as people see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    pub id: FlowId,
    pub name: String,
    /// Who looks after it.
    pub owner_name: Option<String>,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    pub enabled: bool,
    /// Raised by every change of what it does.
    pub revision: i64,
    /// The trigger first, each step followed by the steps inside it.
    pub steps: Vec<FlowStep>,
    /// What keeps it from being switched on.
    pub problems: Vec<Problem>,
    /// Its steps that write to customers, or may do so.
    pub customer_steps: Vec<CustomerStep>,
    /// Its steps of which somebody has to see a message arrive.
    pub tested_steps: Vec<TestedStep>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A step of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep {
    /// The trigger is 1.
    pub number: usize,
    /// By which expressions refer to it.
    pub name: String,
    /// What people call it.
    pub display_name: String,
    /// How many loops and routers it stands inside of.
    pub depth: usize,
    /// It is passed over.
    pub skipped: bool,
    pub runs: Runs,
    /// ActivePieces cannot run it: the flow can be exported, but that step stays behind.
    pub here_only: bool,
}

impl Flow {
    pub(super) fn of(
        row: FlowRow,
        definition: &Definition,
        surroundings: &Surroundings<'_>,
        checks: &Checks,
    ) -> Self {
        let rails = GuardRails::of(definition, surroundings.catalog, &row.event_types, checks);
        let problems = rails.with(definition.problems(surroundings, &row.event_types));
        let steps = definition.flow().steps().into_iter();
        let steps = steps.map(|numbered| FlowStep {
            runs: where_it_runs(&numbered, &problems),
            here_only: runs_here_only(numbered.step),
            number: numbered.number,
            name: numbered.step.name().to_owned(),
            display_name: numbered.step.label().to_owned(),
            depth: numbered.depth,
            skipped: numbered.skipped,
        });
        let steps = steps.collect();
        Flow {
            id: row.id,
            name: row.name,
            owner_name: row.owner_name,
            problems,
            customer_steps: rails.customer_steps,
            tested_steps: rails.tested_steps,
            event_types: row.event_types,
            enabled: row.enabled,
            revision: row.revision,
            steps,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What a flow does at the version that is in force.
pub(super) fn definition(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: &FlowRow,
) -> Result<Definition> {
    let text = flow_versions::get(tx, organization, flow.id, flow.revision)?;
    let text = text.ok_or_else(|| StoreError::Corrupt {
        what: format!("flow {} has no version {}", flow.id, flow.revision),
        source: None,
    })?;
    Definition::stored(&text)
}
