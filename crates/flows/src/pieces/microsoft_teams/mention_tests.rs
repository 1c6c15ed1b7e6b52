#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::expressions::Escaping;

fn member(name: &str, user_id: &str) -> Member {
    Member {
        name: name.to_owned(),
        user_id: user_id.to_owned(),
        email: Some(format!("{user_id}@windows.example")),
    }
}

fn team() -> Vec<Member> {
    vec![
        member("Jane", "u1"),
        member("Jane Doe", "u2"),
        member("Söhne & O'Neil", "u3"),
        member("Sam Smith", "u4"),
        member("Sam Smith", "u5"),
    ]
}

/// A message as it is after the placeholders of its step were resolved: `⟨…⟩` was inserted.
fn message(content_type: &str, content: &str) -> TeamsMessage {
    let is_html = content_type == HTML;
    let mut resolved = String::new();
    for part in content.split_inclusive('⟩') {
        let (typed, inserted) = part.split_once('⟨').unwrap_or((part, ""));
        resolved.push_str(typed);
        let inserted = inserted.trim_end_matches('⟩');
        resolved.push_str(&Escaping::Fenced { is_html }.text(inserted));
    }
    let input = json!({"contentType": content_type, "content": resolved});
    TeamsMessage::from_input(input.as_object().unwrap()).unwrap()
}

/// Content, whom it mentions, and whom it does not.
fn posted(content_type: &str, content: &str) -> (String, Vec<String>, Vec<String>) {
    let team = team();
    let posting = message(content_type, content).graph_posting(Some(&team));
    let mentions = posting.body["mentions"].as_array().cloned();
    let user = |mention: Value| {
        mention["mentioned"]["user"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    (
        posting.body["body"]["content"].as_str().unwrap().to_owned(),
        mentions.unwrap_or_default().into_iter().map(user).collect(),
        posting
            .not_mentioned
            .into_iter()
            .map(|it| it.name)
            .collect(),
    )
}

#[test]
fn who_was_typed_with_an_at_is_mentioned() {
    let table = [
        (
            "@Jane Doe, look",
            "<at id=\"0\">Jane Doe</at>, look",
            vec!["u2"],
        ),
        ("look, @jane!", "look, <at id=\"0\">Jane</at>!", vec!["u1"]),
        (
            "(@JANE DOE)\n@Jane  <b>",
            "(<at id=\"0\">Jane Doe</at>)<br><at id=\"1\">Jane</at> &nbsp;&lt;b&gt;",
            vec!["u2", "u1"],
        ),
        (
            "@u5@windows.example: @Söhne & O'Neil",
            "<at id=\"0\">Sam Smith</at>: <at id=\"1\">Söhne &amp; O&#39;Neil</at>",
            vec!["u5", "u3"],
        ),
        ("info@jane.example @", "info@jane.example @", vec![]),
    ];
    for (content, expected, mentioned) in table {
        let (html, users, left) = posted("text", content);
        assert_eq!(
            (html.as_str(), users),
            (
                expected,
                mentioned.iter().map(|it| (*it).to_owned()).collect()
            ),
            "{content}"
        );
        assert_eq!(left, [""; 0], "{content}");
    }
    let body = message("text", "@Jane").graph_posting(Some(&team())).body;
    let user = json!({"id": "u1", "displayName": "Jane"});
    assert_eq!(
        body,
        json!({
            "body": {"contentType": "html", "content": "<at id=\"0\">Jane</at>"},
            "mentions": [{"id": 0, "mentionText": "Jane", "mentioned": {"user": user}}],
        })
    );
}

#[test]
fn in_html_elements_stay_as_they_are() {
    let (html, users, left) = posted(
        "html",
        "<a href=\"https://x.example/@Jane\" title='@Jane'>@Jane</a> @S&ouml;hne @Söhne &amp; O&#39;Neil",
    );
    assert_eq!(
        html,
        "<a href=\"https://x.example/@Jane\" title='@Jane'><at id=\"0\">Jane</at></a> \
         @S&ouml;hne <at id=\"1\">Söhne &amp; O&#39;Neil</at>"
    );
    assert_eq!(
        (users, left),
        (vec!["u1".to_owned(), "u3".to_owned()], vec!["S".to_owned()])
    );
}

#[test]
fn what_is_inserted_mentions_nobody() {
    for (content_type, content, html) in [
        ("html", "New: ⟨@Jane⟩", "New: @Jane"),
        (
            "html",
            "⟨<at id=\"0\">Jane</at>⟩",
            "&lt;at id=&quot;0&quot;&gt;Jane&lt;/at&gt;",
        ),
        ("text", "⟨@Jane⟩ <b>", "@Jane <b>"),
        ("text", "@⟨Jane⟩", "@Jane"),
        ("text", "⟨info⟩@Jane", "info@Jane"),
    ] {
        assert_eq!(
            posted(content_type, content),
            (html.to_owned(), vec![], vec![]),
            "{content}"
        );
    }
    // What was typed is a name as far as it was typed.
    let (html, users, left) = posted("text", "@Jane⟨tte⟩ @Jane⟨ Doe⟩");
    assert_eq!(html, "@Janette <at id=\"0\">Jane</at> Doe");
    assert_eq!(
        (users, left),
        (vec!["u1".to_owned()], vec!["Jane".to_owned()])
    );
}

#[test]
fn who_is_not_mentioned_is_told_with_the_reason() {
    let team = team();
    let content = "@Joan and @sam smith, @Joan";
    let posting = message("text", content).graph_posting(Some(&team));
    assert_eq!(
        posting.body,
        json!({"body": {"contentType": "text", "content": content}})
    );
    let reasons: Vec<(&str, bool)> = posting
        .not_mentioned
        .iter()
        .map(|it| (it.name.as_str(), it.reason.contains("several members")))
        .collect();
    assert_eq!(reasons, [("Joan", false), ("sam smith", true)]);

    let jane = message("text", "@Jane");
    assert!(jane.may_mention());
    assert!(!message("text", "⟨@Jane⟩ info@windows.example").may_mention());
    let long = message("text", &format!("@Jane\n{}", "a line\n".repeat(9000)));
    for (posting, word) in [
        (jane.graph_posting(None), "TeamMember.Read.All"),
        (jane.webhook_posting(), "webhook"),
        (long.graph_posting(Some(&team)), "too long"),
    ] {
        assert_eq!(posting.body["mentions"], Value::Null);
        let [left] = &posting.not_mentioned[..] else {
            panic!("one is left: {:?}", posting.not_mentioned);
        };
        assert_eq!(left.name, "Jane");
        assert!(left.reason.contains(word), "{}", left.reason);
    }
}
