use serde_json::Value;
use winfactor_connectors::channels::slack::{self, SlackAccess};

use super::{Asked, now};
use crate::Service;

/// With a bot's token, or with a person's where that is the only one.
pub(super) async fn ask(service: &Service, value: &Value) -> Asked {
    let access = SlackAccess::of_connection(value, true);
    let access =
        access.or_else(|missing| SlackAccess::of_connection(value, false).map_err(|_| missing))?;
    slack::test(service.http(), service.vendors(), &access, now(service)).await
}
