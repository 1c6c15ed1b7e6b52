//! The members of a team, from as many answers as Graph gives.

use serde_json::json;
use winfactor_connectors::channels::teams::{TeamMember, members};
use winfactor_connectors::channels::{ConnectionFault, WhoActs};
use winfactor_connectors::secret::SecretText;
use winfactor_testkit::vendors::teams::{TOKEN, TeamsStandIn};
use winfactor_testkit::{Answer, TestReceiver};

use crate::setup::{NOW, client};

#[tokio::test]
async fn all_answers_are_read_and_the_token_goes_to_no_other_host() {
    // It names graph.microsoft.com for its second answer.
    let teams = TeamsStandIn::start();
    let token = SecretText::new(TOKEN);
    let found = members(&client(), &teams.address(), &token, "t1", NOW).await;
    let found = found.unwrap().unwrap();
    let names: Vec<&str> = found.iter().map(|it| it.display_name.as_str()).collect();
    assert_eq!(names, ["Eva de Vries", "Sam O'Neil", "Zoë"]);
    let zoe = TeamMember {
        display_name: "Zoë".to_owned(),
        user_id: "user-zoe".to_owned(),
        email: Some("user-zoe@windows.example".to_owned()),
    };
    assert_eq!(found[2], zoe);
    assert_eq!(teams.calls().len(), 2);
}

#[tokio::test]
async fn an_answer_may_have_hundreds_of_members_and_never_ends_the_search() {
    let teams = TestReceiver::start();
    let member = |n: usize| {
        json!({"displayName": format!("Person {n}"), "userId": format!("user-{n}"),
            "id": "M".repeat(150), "email": null})
    };
    let crowd: Vec<_> = (0..999).map(member).collect();
    let own = "https://graph.microsoft.com/v1.0/teams/t1/members?$skiptoken=again";
    let endless = json!({"value": crowd, "@odata.nextLink": own});
    teams.answer("/v1.0/teams/t1/members", Answer::json(200, &endless));
    let token = SecretText::new(TOKEN);
    let found = members(&client(), &teams.url(""), &token, "t1", NOW).await;
    assert_eq!(found.unwrap().unwrap().len(), 999 * 30);
    assert_eq!(teams.requests().len(), 30);
}

#[tokio::test]
async fn members_that_are_not_shown_are_no_failure() {
    let later = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: true,
    };
    let expired = WhoActs::Connection(ConnectionFault::Expired);
    for (status, expected) in [
        (403, Ok(None)),
        (401, Err(expired)),
        (404, Err(WhoActs::ReceiverForGood)),
        (500, Err(later)),
        (503, Err(later)),
    ] {
        let teams = TestReceiver::start();
        teams.answer("/v1.0/teams/t1/members", Answer::status(status));
        let token = SecretText::new(TOKEN);
        let found = members(&client(), &teams.url(""), &token, "t1", NOW).await;
        assert_eq!(found.map_err(|failure| failure.who), expected, "{status}");
    }
}
