use serde_json::Value;
use winfactor_connectors::channels::whatsapp::{self, WhatsAppAccess};

use super::{Asked, now};
use crate::Service;

pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let access = WhatsAppAccess::of_connection(value)?;
    whatsapp::test(service.http(), service.vendors(), &access, now(service)).await
}
