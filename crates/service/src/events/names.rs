use std::collections::HashMap;

use winfactor_domain::{LeadId, OrganizationId, QuoteId, SubmissionId};
use winfactor_store::{Tx, leads, quotes, submissions};

use super::destination_name;
use crate::{Result, Service};

/// What people call the submissions, quotes and leads of these ids: the customer's name, the
/// quote's number. An id of nothing that is there, as the sample in a test event has, is left out.
pub async fn subject_names(
    service: &Service,
    organization: OrganizationId,
    mut ids: Vec<String>,
) -> Result<HashMap<String, String>> {
    ids.sort_unstable();
    ids.dedup();
    service
        .read(move |tx| {
            let mut names = HashMap::new();
            for id in &ids {
                if let Some(name) = subject_name(tx, organization, id)? {
                    names.insert(id.clone(), name);
                }
            }
            Ok(names)
        })
        .await
}

/// What people call the endpoints and flows of these ids; those that were deleted are left out.
pub async fn destination_names(
    service: &Service,
    organization: OrganizationId,
    mut ids: Vec<String>,
) -> Result<HashMap<String, String>> {
    ids.sort_unstable();
    ids.dedup();
    service
        .read(move |tx| {
            let mut names = HashMap::new();
            for id in &ids {
                if let Ok(destination) = id.parse()
                    && let Some(name) = destination_name(tx, organization, destination)?
                {
                    names.insert(id.clone(), name);
                }
            }
            Ok(names)
        })
        .await
}

/// What people call one submission, quote or lead; nothing when there is none of that id.
pub(crate) fn subject_name(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: &str,
) -> Result<Option<String>> {
    if let Ok(id) = id.parse::<SubmissionId>() {
        let found = submissions::get(tx, organization, id)?;
        return Ok(found.map(|submission| submission.customer.name));
    }
    if let Ok(id) = id.parse::<QuoteId>() {
        let found = quotes::get(tx, organization, id)?;
        return Ok(found.map(|quote| quote.number.to_string()));
    }
    if let Ok(id) = id.parse::<LeadId>() {
        let found = leads::get(tx, organization, id)?;
        return Ok(found.map(|lead| lead.name));
    }
    Ok(None)
}
