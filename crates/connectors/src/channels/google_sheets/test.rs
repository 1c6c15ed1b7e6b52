use http::Method;

use super::GoogleSheets;
use super::call::{SheetCall, SheetRef};
use super::failure::failure;
use crate::channels::google::GoogleAccess;
use crate::channels::path::path;
use crate::channels::{ChannelFailure, Verdict};

/// No spreadsheet has this ID: to ask for it shows nothing but whether the token is taken.
const NO_SPREADSHEET: &str = "winfactor-connection-test";

impl GoogleSheets {
    /// Logs in, or asks whether the token is taken. Which spreadsheets are shared shows by writing.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn test(&self, call: SheetCall<'_>) -> Result<Verdict, ChannelFailure> {
        let call = SheetCall {
            sheet: SheetRef {
                spreadsheet: NO_SPREADSHEET.to_owned(),
                sheet: 0,
            },
            ..call
        };
        // A login from before says nothing about today.
        self.logins.forget(&call.access);
        if let GoogleAccess::ServiceAccount { account, .. } = &call.access {
            self.logins.token(&call.log_in()).await?;
            return Ok(Verdict::Works(format!(
                "Logged in as {0}. Share each spreadsheet with {0} as an editor.",
                account.email
            )));
        }
        let path = path(
            &["v4", "spreadsheets", NO_SPREADSHEET],
            &[("fields", "spreadsheetId")],
        );
        let answer = self.api(&call).send(Method::GET, &path, None).await?;
        match answer.status {
            400 | 404 => Ok(Verdict::Works("Google takes the access token.".to_owned())),
            _ => Err(failure(&answer, &call)),
        }
    }
}
