use serde_json::Value;
use winfactor_connectors::channels::teams::{self, TeamsAccess};

use super::{Asked, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let access = TeamsAccess::of_connection(value, service.vendors())?;
    teams::test(service.http(), &access, now(service)).await
}
