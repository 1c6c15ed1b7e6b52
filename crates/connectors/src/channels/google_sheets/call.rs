use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::GoogleSheets;
use super::access::GoogleAccess;
use super::failure::failure;
use crate::channels::{ChannelFailure, JsonApi, VendorAddresses};
use crate::http::HttpClient;

/// A sheet of a spreadsheet, by its ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SheetRef {
    pub spreadsheet: String,
    /// The number after `gid=` in its address.
    pub sheet: i64,
}

/// What one step goes to Google with.
#[derive(Clone, Debug)]
pub struct SheetCall<'a> {
    pub client: &'a HttpClient,
    pub vendors: &'a VendorAddresses,
    pub access: GoogleAccess,
    pub sheet: SheetRef,
    /// For each request.
    pub time: Duration,
    /// In Unix seconds.
    pub now: i64,
}

impl GoogleSheets {
    /// Sends a request that has to succeed. A token that has ended early is replaced once.
    pub(super) async fn ask(
        &self,
        call: &SheetCall<'_>,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, ChannelFailure> {
        let mut may_log_in_again = true;
        loop {
            let token = self.logins.token(call).await?;
            let api = JsonApi {
                client: call.client,
                base: &call.vendors.google,
                token: &token,
                time: call.time,
                now: call.now,
            };
            let answer = api.send(method.clone(), path, body).await?;
            if answer.is_success() {
                return Ok(answer.body);
            }
            let again = answer.status == 401 && may_log_in_again;
            if !(again && self.logins.forget(&call.access)) {
                return Err(failure(&answer, call));
            }
            may_log_in_again = false;
        }
    }
}
