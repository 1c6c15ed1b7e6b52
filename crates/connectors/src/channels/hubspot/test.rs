use http::Method;

use super::HubSpot;
use super::failure::failure;
use crate::channels::{ChannelFailure, Verdict};

impl HubSpot<'_> {
    /// Asks whether the token is good; says whose it is. Every token may ask that, whatever its
    /// scopes are.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn test(&self) -> Result<Verdict, ChannelFailure> {
        let answer = self
            .0
            .send(Method::GET, "/account-info/v3/details", None)
            .await?;
        if !answer.is_success() {
            return Err(failure(&answer));
        }
        let account = answer.body["portalId"].as_i64();
        let account = account.map_or_else(|| "?".to_owned(), |id| id.to_string());
        Ok(Verdict::Works(format!(
            "Connected to the HubSpot account {account}."
        )))
    }
}
