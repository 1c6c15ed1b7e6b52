use serde_json::Value;
use winfactor_connectors::channels::{
    Verdict,
    salesforce::{self, SalesforceAccess},
};

use super::{Asked, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let access = SalesforceAccess::of_connection(value, service.vendors())?;
    let said = salesforce::test(service.http(), &access, now(service)).await?;
    Ok(Verdict::Works(said))
}
