use http::Method;

use super::TeamsAccess;
use super::graph::failure;
use crate::channels::{Call, ChannelFailure, Verdict};
use crate::http::HttpClient;

/// Asks Graph whose the sign-in is. A webhook cannot be asked without a message. `now` is in Unix
/// seconds.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    access: &TeamsAccess,
    now: i64,
) -> Result<Verdict, ChannelFailure> {
    let unsure = |advice: &str| Ok(Verdict::Unsure(advice.to_owned()));
    let TeamsAccess::Graph { token, base } = access else {
        return unsure(
            "This is a webhook's address, which takes messages only: send one to try it.",
        );
    };
    let call = Call::new(Method::GET, format!("{base}/v1.0/me")).bearer(token);
    let reply = call.send(client).await?;
    match reply.status {
        200 => {
            let me = reply.json();
            let name = ["displayName", "userPrincipalName"];
            let name = name.iter().find_map(|key| me[*key].as_str());
            let name = name.unwrap_or("an account");
            Ok(Verdict::Works(format!("Signed in as {name}.")))
        }
        // To post does not need the permission to look.
        403 => unsure(
            "Microsoft takes the sign-in, which may not look at itself: send a message to try it.",
        ),
        _ => Err(failure(&reply, now)),
    }
}
