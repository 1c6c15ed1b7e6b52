use serde_json::Value;
use winfactor_connectors::channels::{
    Verdict,
    pipedrive::{self, PipedriveAccess},
};

use super::{Asked, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let access = PipedriveAccess::of_connection(value, service.vendors())?;
    let said = pipedrive::test(service.http(), &access, now(service)).await?;
    Ok(Verdict::Works(said))
}
