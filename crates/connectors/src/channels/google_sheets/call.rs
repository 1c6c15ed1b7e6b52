use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::GoogleSheets;
use super::failure::failure;
use crate::channels::google::{GoogleAccess, GoogleApi, LogIn};
use crate::channels::{ChannelFailure, VendorAddresses};
use crate::http::{DEFAULT_TIMEOUT, HttpClient};

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

impl SheetCall<'_> {
    pub(super) fn log_in(&self) -> LogIn<'_> {
        LogIn {
            client: self.client,
            vendors: self.vendors,
            access: &self.access,
            time: self.time.min(DEFAULT_TIMEOUT),
            now: self.now,
        }
    }
}

impl GoogleSheets {
    pub(super) fn api<'a>(&'a self, call: &'a SheetCall<'_>) -> GoogleApi<'a> {
        GoogleApi {
            base: &call.vendors.google,
            logins: &self.logins,
            log_in: call.log_in(),
        }
    }

    /// Sends a request that has to succeed.
    pub(super) async fn ask(
        &self,
        call: &SheetCall<'_>,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, ChannelFailure> {
        let answer = self.api(call).send(method, path, body).await?;
        match answer.is_success() {
            true => Ok(answer.body),
            false => Err(failure(&answer, call)),
        }
    }
}
