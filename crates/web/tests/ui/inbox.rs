//! The inbox: what flows wrote, and what was read.

use winfactor_service::inbox;

use crate::office::Office;

async fn unread(office: &Office) -> u64 {
    inbox::unread(office.service(), office.id()).await.unwrap()
}

#[tokio::test]
async fn a_message_says_what_was_submitted_and_leads_to_it() {
    let office = Office::open().await;
    let eva = office.eva().await;
    assert!(eva.get("/inbox").await.shows("No messages yet"));
    office.inbox_flow().await;
    let submission = office.app.submit().await;
    office.app.deliver().await;
    let page = eva.get("/inbox").await.expect(200);
    assert_eq!(page.text(".message h2"), "New submission received");
    assert_eq!(
        page.text(".message .lines"),
        "Customer: John Smith Template: Modern Glass Panel Size: 2400 x 1500 mm"
    );
    assert!(
        page.text(".message-about")
            .contains("Tell the team about a new submission")
    );
    let link = page.attribute(".message .actions a", "href").unwrap();
    assert_eq!(link, format!("/submissions/{}", submission.id));
    assert_eq!(eva.get(&link).await.expect(200).text("h1"), "John Smith");
}

#[tokio::test]
async fn one_message_is_read_and_the_others_are_not() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.inbox_flow().await;
    for _ in 0..3 {
        office.app.submit().await;
    }
    office.app.deliver().await;
    let page = eva.get("/inbox").await.expect(200);
    assert_eq!(page.text("[data-unread]"), "3");
    let action = page.attribute(".message form", "action").unwrap();
    let back = eva.press("/inbox", &action).await;
    assert!(
        back.leads_to().starts_with("/inbox#message-msg_"),
        "{}",
        back.leads_to()
    );
    assert_eq!(unread(&office).await, 2);
    // The second half of a double click changes nothing more.
    let page = eva.get("/inbox").await.expect(200);
    assert_eq!(
        page.texts(".message form").len(),
        2,
        "a message that was read has no button"
    );

    eva.press("/inbox", "/inbox/read").await.leads_to();
    assert_eq!(unread(&office).await, 0);
    let page = eva.get("/inbox").await.expect(200);
    assert_eq!(page.texts(".message").len(), 3);
    assert_eq!(page.texts(".message-unread"), Vec::<String>::new());
}

#[tokio::test]
async fn older_messages_are_a_page_away() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.inbox_flow().await;
    for _ in 0..53 {
        office.app.submit().await;
    }
    office.app.deliver().await;
    let first = eva.get("/inbox").await.expect(200);
    assert_eq!(first.texts(".message").len(), 50);
    let older = first.attribute(".paging a[rel=next]", "href").unwrap();
    let second = eva.get(&older).await.expect(200);
    assert_eq!(second.texts(".message").len(), 3);
    assert!(second.attribute(".paging a[rel=next]", "href").is_none());
    // Reading a message there leads back there.
    let action = second.attribute(".message form", "action").unwrap();
    let form = crate::forms::Form::to(&second, &action);
    let referrer = format!("https://app.winfactor.example{older}");
    let back = eva.send_with(form, &[("referer", &referrer)]).await;
    assert!(back.leads_to().starts_with(&older), "{}", back.leads_to());
}
