//! Submissions: looked at, closed and reopened, quoted.

use winfactor_domain::{Submission, SubmissionStatus};
use winfactor_service::{
    Page,
    quotes::{self, QuoteFilter},
    submissions,
};

use crate::{forms::Form, office::Office};

async fn stored(office: &Office, submission: &Submission) -> Submission {
    submissions::get(office.service(), office.id(), submission.id)
        .await
        .unwrap()
}

async fn quotes_of(office: &Office, submission: &Submission) -> usize {
    let filter = QuoteFilter {
        submission: Some(submission.id),
        ..QuoteFilter::default()
    };
    let page = Page {
        limit: 10,
        before: None,
    };
    let (quotes, _) = quotes::list(office.service(), office.id(), filter, page)
        .await
        .unwrap();
    quotes.len()
}

#[tokio::test]
async fn a_submission_is_closed_and_reopened() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let submission = office.app.submit().await;
    let other = office.app.submit().await;
    let address = format!("/submissions/{}", submission.id);
    let change = format!("{address}/status");
    let closed = eva.press(&address, &change).await;
    assert_eq!(
        stored(&office, &submission).await.status,
        SubmissionStatus::Closed
    );
    assert_eq!(
        stored(&office, &other).await.status,
        SubmissionStatus::New,
        "it alone"
    );
    let page = eva.follow(&closed).await.expect(200);
    assert_eq!(page.text("[role=status]"), "Saved.");
    assert!(
        page.text(".page-head").contains("Closed"),
        "{}",
        page.text(".page-head")
    );
    assert!(page.text(".page-head .actions").contains("Reopen"));

    eva.press(&address, &change).await.leads_to();
    assert_eq!(
        stored(&office, &submission).await.status,
        SubmissionStatus::New
    );
    let nonsense = Form::to(&eva.get(&address).await, &change).set("status", "lost");
    eva.send(nonsense).await.expect(400);
    assert_eq!(
        stored(&office, &submission).await.status,
        SubmissionStatus::New
    );
    assert_eq!(
        office.event_types().await,
        ["submission.created"; 2],
        "no event tells of it"
    );
}

#[tokio::test]
async fn a_quote_is_made_once_however_often_the_button_is_pressed() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let submission = office.app.submit().await;
    let address = format!("/submissions/{}", submission.id);
    let page = eva.get(&address).await.expect(200);
    let form = Form::to(&page, &format!("{address}/quotes"));
    let (one, two) = tokio::join!(eva.send(form.clone()), eva.send(form));
    assert_eq!(one.leads_to(), two.leads_to(), "a double click is one wish");
    assert_eq!(quotes_of(&office, &submission).await, 1);
    assert_eq!(
        office.event_types().await,
        ["submission.created", "quote.created"]
    );
    let editor = eva.follow(&one).await.expect(200);
    assert!(editor.text("[role=status]").contains("created as a draft"));
    assert!(editor.shows("Eva de Vries"), "whoever made it is named");

    // The page loaded anew is a new wish.
    let page = eva.get(&address).await.expect(200);
    assert!(page.text(".list").contains("Q-2026-0001"));
    assert!(
        page.text(".page-head").contains("Quoted"),
        "{}",
        page.text(".page-head")
    );
    eva.send(Form::to(&page, &format!("{address}/quotes")))
        .await
        .leads_to();
    assert_eq!(quotes_of(&office, &submission).await, 2);
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_status() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.app.submit().await;
    office.draft().await;
    let rows = async |address: &str| eva.get(address).await.expect(200).texts(".list tbody tr");
    assert_eq!(rows("/submissions").await.len(), 2);
    let new = rows("/submissions?status=new").await;
    assert_eq!(new.len(), 1);
    assert!(
        new[0].contains("John Smith") && new[0].contains("Modern Glass Panel"),
        "{new:?}"
    );
    assert!(new[0].contains("2,400 mm × 1,500 mm"), "{new:?}");
    assert_eq!(rows("/submissions?status=closed").await.len(), 0);
    // A bookmark with an unknown word leads to the whole list.
    assert_eq!(
        rows("/submissions?status=lost&cursor=nonsense").await.len(),
        2
    );
}
