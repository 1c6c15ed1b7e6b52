use serde_json::Value;
use winfactor_connectors::channels::{
    Verdict,
    smtp::{self, MailServer},
};

use super::Asked;
use crate::Service;

/// Signs in at the mail server.
pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let server = MailServer::of_connection(value)?;
    let said = smtp::test(service.http(), &server, service.host_name()).await?;
    Ok(Verdict::Works(said))
}
