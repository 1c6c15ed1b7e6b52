use winfactor_domain::{FlowId, OrganizationId};
use winfactor_flows::audience::{Reach, writing_steps};
use winfactor_store::flow_customer_steps::{self, CustomerStepRow};

use super::{
    Flow,
    get::{get, stored_for_update},
    guard_rails::fingerprint,
};
use crate::{Result, Service, ServiceError};

/// Whether a step may write to customers.
#[derive(Clone, Debug)]
pub struct CustomerStepDecision {
    /// Its name within the flow.
    pub step: String,
    /// Of the settings that whoever decides has seen.
    pub fingerprint: String,
    /// It writes to them; otherwise it is left out.
    pub switched_on: bool,
}

/// Switches a step on that writes to customers, or leaves it out. That holds for the settings that
/// were seen: once they change, the step is undecided again. `by` is who decides, for people.
///
/// # Errors
/// `step_changed` when the step has other settings by now.
pub async fn decide_customer_step(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    decision: CustomerStepDecision,
    by: &str,
) -> Result<Flow> {
    let (owned, by) = (service.clone(), by.to_owned());
    service
        .write(move |work| {
            let (row, definition) = stored_for_update(work.tx, organization, id)?;
            let steps = writing_steps(definition.flow(), owned.flow_versions().catalog());
            let mut steps = steps.into_iter().filter(|step| step.reach != Reach::Fixed);
            let Some(step) = steps.find(|step| step.name == decision.step) else {
                let what = "step that writes to customers";
                return Err(ServiceError::not_found(what, &decision.step));
            };
            let present = fingerprint(&step);
            if present != decision.fingerprint {
                let message = format!(
                    "step {}, {}, was changed since it was read: look at it again",
                    step.number, step.display_name
                );
                return Err(ServiceError::conflict("step_changed", message));
            }
            let decided = CustomerStepRow {
                organization,
                flow: row.id,
                step_name: step.name,
                fingerprint: present,
                switched_on: decision.switched_on,
                decided_at: work.now,
                decided_by: by.clone(),
            };
            Ok(flow_customer_steps::put(work.tx, &decided)?)
        })
        .await?;
    get(service, organization, id).await
}
