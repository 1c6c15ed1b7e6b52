//! What strangers type is data, wherever the recipe runs: the message is escaped by the recipe
//! itself, once.

use serde_json::{Value, json};
use winfactor_domain::events::sample::Fullness;
use winfactor_domain::{EventType, Locale};

use crate::scene::{Done, event, recipe, run_with};

const NAME: &str = "<!channel> & \"O'Neil\" <script>x</script>";

fn lead(id: &str) -> Done {
    let mut event = event(EventType::LeadCreated, Locale::En, Fullness::Full);
    event["data"]["contact"]["name"] = json!(NAME);
    event["data"]["contact"]["message"] =
        json!("Budget:\n@everyone *now* {{trigger.body}}\n\n=1+1");
    event["data"]["contact"]["messagePreview"] = json!("Budget: <@U1>|x");
    event["data"]["urls"]["leadsPage"] = json!("https://app.example/leads?a=1&b=\"|>");
    run_with(recipe(id), Locale::En, &event, &Value::Null)
}

#[test]
fn in_slack_nobody_is_called() {
    let done = lead("lead-to-slack");
    let text = done.only()["text"].as_str().unwrap();
    assert_eq!(
        text,
        "*New message from a visitor*\n\
         Name: &lt;!channel&gt; &amp; \"O'Neil\" &lt;script&gt;x&lt;/script&gt;\n\
         E-mail: jane.smith@example.com\n\
         Phone: +31612345678\n\
         > Budget: &lt;@U1&gt;|x\n\
         <https://app.example/leads?a=1&amp;b=\"%7C&gt;|Open the messages>"
    );
}

#[test]
fn in_teams_nothing_is_an_element_or_an_attribute() {
    let done = lead("lead-to-teams");
    let content = done.only()["content"].as_str().unwrap();
    assert_eq!(
        content,
        "<p><b>New message from a visitor</b></p>\
         <p>Name: &lt;!channel&gt; &amp; &quot;O&#39;Neil&quot; &lt;script&gt;x&lt;/script&gt;<br>\
         E-mail: jane.smith&#64;example.com<br>Phone: +31612345678</p>\
         <blockquote>Budget: &lt;&#64;U1&gt;|x</blockquote>\
         <p><a href=\"https://app.example/leads?a=1&amp;b=&quot;|&gt;\">Open the messages</a></p>"
    );
}

/// A mail in plain text has no markup; the customer's own words stay whole, line by line.
#[test]
fn in_a_mail_the_words_are_quoted_as_they_are() {
    let done = lead("lead-to-email");
    let mail = done.only();
    let body = mail["body"].as_str().unwrap();
    let quoted = "> Budget:\n> @everyone *now* {{trigger.body}}\n> \n> =1+1\n\n";
    assert!(body.contains(quoted), "{body}");
    assert!(body.starts_with(&format!("Name: {NAME}\n")), "{body}");
    assert_eq!(mail["subject"], "New message from a visitor");
}

#[test]
fn in_a_sheet_a_cell_is_what_was_typed() {
    let done = lead("lead-to-sheets");
    let input = done.only();
    assert_eq!(input["values"]["D"], NAME);
    assert_eq!(input["as_string"], true);
}
