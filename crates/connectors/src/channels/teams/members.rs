use http::Method;
use serde_json::Value;
use url::Url;

use super::graph::failure;
use crate::channels::path::path;
use crate::channels::{Call, ChannelFailure};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// Members in one answer, the most that Graph gives.
const IN_ANSWER: &str = "999";
/// Such an answer takes half of this.
const MAX_ANSWER_BYTES: usize = 2 << 20;
/// A team has 25,000 members at most.
const MAX_ANSWERS: usize = 30;

/// Somebody in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    pub display_name: String,
    pub user_id: String,
    pub email: Option<String>,
}

/// The members of a team; nothing when the connection may not see them. `now` is in Unix seconds.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn members(
    client: &HttpClient,
    base: &str,
    token: &SecretText,
    team: &str,
    now: i64,
) -> Result<Option<Vec<TeamMember>>, ChannelFailure> {
    let client = client.reading_up_to(MAX_ANSWER_BYTES);
    let mut members = Vec::new();
    let first = path(&["v1.0", "teams", team, "members"], &[("$top", IN_ANSWER)]);
    let mut next = Some(first);
    for _ in 0..MAX_ANSWERS {
        let Some(path) = next else { break };
        let call = Call::new(Method::GET, format!("{base}{path}")).bearer(token);
        let reply = call.send(&client).await;
        let reply = reply.map_err(ChannelFailure::before_any_effect)?;
        match reply.status {
            200 => {}
            403 => return Ok(None),
            _ => return Err(failure(&reply, now).before_any_effect()),
        }
        let answer = reply.json();
        members.extend(
            answer["value"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(member),
        );
        next = answer["@odata.nextLink"].as_str().and_then(path_of);
    }
    Ok(Some(members))
}

/// Guests of other kinds have no user's id, and cannot be mentioned by one.
fn member(value: &Value) -> Option<TeamMember> {
    let text = |key: &str| value[key].as_str().filter(|it| !it.is_empty());
    Some(TeamMember {
        display_name: text("displayName")?.to_owned(),
        user_id: text("userId")?.to_owned(),
        email: text("email").map(str::to_owned),
    })
}

/// Graph's address of the next answer without its host, so that the token goes to no other one than
/// that of the configured base.
fn path_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    // Without a slash it would be taken for more of the base's host.
    let path = Some(url.path()).filter(|path| path.starts_with('/'))?;
    let query = url.query().map(|query| format!("?{query}"));
    Some(format!("{path}{}", query.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn the_next_answer_is_asked_for_at_the_same_host() {
        let graph = "https://graph.microsoft.com/v1.0/teams/t1/members?$skiptoken=a%2Fb";
        for (address, expected) in [
            (graph, Some("/v1.0/teams/t1/members?$skiptoken=a%2Fb")),
            ("https://evil.example/x", Some("/x")),
            ("mailto:@evil.example", None),
            ("/v1.0/teams", None),
        ] {
            assert_eq!(path_of(address).as_deref(), expected, "{address}");
        }
    }
}
