use http::Method;

use super::failure::{expired, failure};
use super::query::Query;
use super::{Salesforce, SalesforceAccess};
use crate::channels::path::path;
use crate::channels::{ChannelFailure, JsonApi};
use crate::http::{DEFAULT_TIMEOUT, HttpClient};

/// Asks Salesforce whether a token is good; says whose it is. `now` is in Unix seconds.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    access: &SalesforceAccess,
    now: i64,
) -> Result<String, ChannelFailure> {
    let salesforce = Salesforce(JsonApi {
        client,
        base: &access.base,
        token: &access.token,
        time: DEFAULT_TIMEOUT,
        now,
    });
    let userinfo = path(&["services", "oauth2", "userinfo"], &[]);
    let answer = salesforce.0.send(Method::GET, &userinfo, None).await?;
    match answer.status {
        // Bad_OAuth_Token, which is no JSON.
        403 if answer.body.is_null() => return Err(expired()),
        _ if answer.is_success() => {}
        _ => return Err(failure(&answer)),
    }
    let name = answer.text("/name").or(answer.text("/preferred_username"));
    let query = Query {
        fields: &["Name"],
        object: "Organization",
        any_of: &[],
    };
    let found = salesforce.query(query).await?;
    let organization = found.first().and_then(|it| it["Name"].as_str());
    let organization = organization.or(answer.text("/organization_id"));
    Ok(format!(
        "Salesforce, as {} of {}.",
        name.unwrap_or("?"),
        organization.unwrap_or("?")
    ))
}
