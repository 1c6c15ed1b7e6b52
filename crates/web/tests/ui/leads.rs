//! Messages that visitors left.

use winfactor_domain::LeadStatus;
use winfactor_service::leads;

use crate::{forms::Form, office::Office};

#[tokio::test]
async fn a_lead_is_moved_and_the_reader_stays_in_the_list() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let daan = office.leave_lead("Daan").await.lead;
    let anna = office.leave_lead("Anna").await.lead;
    let page = eva.get("/leads?status=new").await.expect(200);
    assert_eq!(page.texts(".message").len(), 2);
    assert!(
        page.text(&format!("#{}", daan.id))
            .contains("Hello from Daan")
    );
    let change = format!("/leads/{}/status", daan.id);
    let form = Form::to(&page, &change);
    assert_eq!(form.value("status"), "contacted");
    let referrer = "https://app.winfactor.example/leads?status=new";
    let moved = eva.send_with(form, &[("referer", referrer)]).await;
    assert_eq!(moved.leads_to(), "/leads?status=new&notice=saved");
    let stored = async |id| leads::get(office.service(), office.id(), id).await.unwrap();
    assert_eq!(stored(daan.id).await.status, LeadStatus::Contacted);
    assert_eq!(stored(anna.id).await, anna, "nothing else changed");
    let page = eva.follow(&moved).await.expect(200);
    assert_eq!(page.texts(".message").len(), 1);

    let page = eva.get("/leads").await.expect(200);
    let nonsense = Form::to(&page, &change).set("status", "gone");
    eva.send(nonsense).await.expect(400);
    assert_eq!(stored(daan.id).await.status, LeadStatus::Contacted);
}

#[tokio::test]
async fn the_link_of_an_event_leads_to_its_lead() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let lead = office.leave_lead("Daan").await.lead;
    let page = eva.get("/events").await.expect(200);
    let link = page
        .attribute(".list tbody td:nth-child(2) a", "href")
        .unwrap();
    assert_eq!(link, format!("/leads#{}", lead.id));
    let page = eva.get(&link).await.expect(200);
    assert!(!page.text(&format!("#{}", lead.id)).is_empty());
}
