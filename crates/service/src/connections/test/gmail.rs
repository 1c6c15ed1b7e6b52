use serde_json::Value;
use winfactor_connectors::channels::gmail::{GmailCall, GoogleAccess};

use super::{Asked, TIME, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let call = GmailCall {
        client: service.http(),
        vendors: service.vendors(),
        access: GoogleAccess::of_connection(value)?,
        is_draft: false,
        time: TIME,
        now: now(service),
    };
    service.outside().gmail().test(&call).await
}
