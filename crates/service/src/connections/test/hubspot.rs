use serde_json::Value;
use winfactor_connectors::channels::{JsonApi, access_token, hubspot::HubSpot};

use super::{Asked, TIME, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let token = access_token(value, "HubSpot")?;
    let hubspot = HubSpot(JsonApi {
        client: service.http(),
        base: &service.vendors().hubspot,
        token: &token,
        time: TIME,
        now: now(service),
    });
    hubspot.test().await
}
