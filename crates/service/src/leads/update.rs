use winfactor_domain::{Lead, LeadId, LeadStatus, OrganizationId, Text};
use winfactor_store::leads;

use crate::{Result, Service, ServiceError, fields};

/// Moves a lead to a status: `new`, `contacted` or `closed`.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: LeadId,
    status: &str,
) -> Result<Lead> {
    let mut text = Text::new();
    let (all, code) = (&LeadStatus::ALL, LeadStatus::code);
    let status = fields::word(&mut text, "/status", status, all, code);
    text.finish()?;
    let status = status.expect("without a status the check has ended with its error");
    let moved = service
        .write(move |work| {
            Ok(leads::set_status(
                work.tx,
                organization,
                id,
                status,
                work.now,
            )?)
        })
        .await?;
    moved.ok_or_else(|| ServiceError::not_found("lead", id))
}
