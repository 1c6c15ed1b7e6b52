use winfactor_domain::{FlowId, OrganizationId};
use winfactor_flows::run::RunStatus;
use winfactor_store::{deliveries, flow_customer_steps, flow_runs, flow_step_tests, flows};

use crate::{Result, Service, ServiceError};

/// Removes a flow. Events that wait for it are skipped and runs that have not ended are cancelled;
/// the log of its runs stays.
pub async fn delete(service: &Service, organization: OrganizationId, id: FlowId) -> Result<()> {
    service
        .write(move |work| {
            if !flows::delete(work.tx, organization, id)? {
                return Err(ServiceError::not_found("flow", id));
            }
            flow_customer_steps::delete_of_flow(work.tx, organization, id)?;
            flow_step_tests::delete_of_flow(work.tx, organization, id)?;
            let (cancelled, now) = (RunStatus::Canceled.as_str(), work.now);
            flow_runs::end_open_of_flow(work.tx, organization, id, cancelled, now)?;
            deliveries::skip_open(work.tx, organization, &id.to_string(), now)?;
            Ok(())
        })
        .await
}
