//! The way from the products to a submission.

use std::time::Duration;

use winfactor_service::organizations::OrganizationPatch;

use crate::site::{CONFIGURATION, CONFIGURATOR, ORGANIZATION, Site};

pub(crate) const REQUEST: [(&str, &str); 8] = [
    ("width", "2400"),
    ("height", "1,5 m"),
    ("component_count", "3"),
    ("notes", "Anthracite, please"),
    ("name", "John Smith"),
    ("email", "john.smith@example.com"),
    ("phone", "+31612345678"),
    ("company_name", "Smith Interiors"),
];

#[tokio::test]
async fn the_page_of_an_organization_leads_to_its_products() {
    let site = Site::open().await;
    let page = site.get(ORGANIZATION).await.expect(200);
    assert_eq!(page.texts(".product h3"), ["Modern Glass Panel"]);
    let link = page.attribute(".product a", "href").unwrap();
    assert_eq!(link, format!("{CONFIGURATOR}?lang=en"));
    let configurator = site.get(&link).await.expect(200);
    assert_eq!(configurator.text("h1"), "Modern Glass Panel");
    assert_eq!(configurator.text("#width-hint"), "500 – 6,000 mm");
    assert_eq!(configurator.value(CONFIGURATION, "component_count"), "2");
}

#[tokio::test]
async fn a_configuration_is_submitted_and_thanked_for() {
    let site = Site::open().await;
    let sent = site.fill_in(CONFIGURATOR, CONFIGURATION, &REQUEST).await;
    let thanks = site.get(sent.leads_to()).await.expect(200);
    assert_eq!(thanks.text("h1"), "Thank you, your request has arrived");
    assert!(thanks.shows("john.smith@example.com"));
    assert!(
        thanks.shows("2,400 mm × 1,500 mm"),
        "{}",
        thanks.text("main")
    );
    assert!(thanks.shows("Anthracite, please"));

    let events = site.events("submission.created").await;
    assert_eq!(events.len(), 1);
    let data = &events[0]["data"];
    assert_eq!(data["configuration"]["width"], 2400);
    assert_eq!(data["configuration"]["height"], 1500);
    assert_eq!(data["configuration"]["componentCount"], 3);
    assert_eq!(data["customer"]["companyName"], "Smith Interiors");
    assert_eq!(data["template"]["slug"], "modern-glass-facade");
    assert_eq!(events[0]["customerLocale"], "en");
}

#[tokio::test]
async fn the_thanks_are_for_whoever_asked_and_for_nobody_else() {
    let site = Site::open().await;
    let mine = site.fill_in(CONFIGURATOR, CONFIGURATION, &REQUEST).await;
    let other = [&REQUEST[..5], &[("email", "other@example.com")]].concat();
    let theirs = site.fill_in(CONFIGURATOR, CONFIGURATION, &other).await;
    let path = |page: &str| page.split('?').next().unwrap().to_owned();
    let (mine, theirs) = (path(mine.leads_to()), path(theirs.leads_to()));
    let (my_id, _) = mine.rsplit_once('/').unwrap();
    let (_, their_receipt) = theirs.rsplit_once('/').unwrap();

    for guessed in [format!("{my_id}/{their_receipt}"), format!("{my_id}/x")] {
        let page = site.get(&guessed).await;
        assert_eq!(page.leads_to(), ORGANIZATION);
        assert!(!page.html.contains("john.smith"));
    }
    site.get(my_id).await.expect(404);
    site.app.other_organization().await;
    let elsewhere = mine.replace("window-door-solutions", "other-windows");
    site.get(&elsewhere).await.expect(404);

    site.get(&mine).await.expect(200);
    site.app.clock.advance(Duration::from_secs(25 * 3600));
    assert_eq!(site.get(&mine).await.leads_to(), ORGANIZATION);
}

#[tokio::test]
async fn a_form_that_is_posted_twice_is_one_submission_with_one_answer() {
    let site = Site::open().await;
    let page = site.get(CONFIGURATOR).await;
    for _ in 0..2 {
        let sent = site.send_form(&page, CONFIGURATION, &REQUEST).await;
        let thanks = site.get(sent.leads_to()).await.expect(200);
        assert!(thanks.shows("2,400 mm × 1,500 mm"));
    }
    assert_eq!(site.events("submission.created").await.len(), 1);
}

#[tokio::test]
async fn going_back_for_another_size_is_asked_about_and_never_lost() {
    let site = Site::open().await;
    let page = site.get(CONFIGURATOR).await;
    site.send_form(&page, CONFIGURATION, &REQUEST)
        .await
        .leads_to();
    let wider = [&REQUEST[1..], &[("width", "3000")]].concat();
    let asked = site
        .send_form(&page, CONFIGURATION, &wider)
        .await
        .expect(409);
    assert_eq!(asked.value(CONFIGURATION, "width"), "3000");
    assert_eq!(site.events("submission.created").await.len(), 1);

    site.send_form(&asked, CONFIGURATION, &[]).await.leads_to();
    let widths = site.events("submission.created").await.into_iter();
    let mut widths: Vec<_> = widths
        .map(|event| event["data"]["configuration"]["width"].as_i64().unwrap())
        .collect();
    widths.sort_unstable();
    assert_eq!(widths, [2400, 3000]);
}

#[tokio::test]
async fn the_drawing_follows_the_input() {
    let site = Site::open().await;
    let drawing = format!("{CONFIGURATOR}/drawing?lang=en&component_count=3");
    let narrow = site
        .get(&format!("{drawing}&width=1000&height=2000"))
        .await
        .expect(200);
    let wide = site
        .get(&format!("{drawing}&width=4000&height=2000"))
        .await
        .expect(200);
    assert!(wide.html.starts_with("<svg"), "{}", wide.html);
    assert!(wide.html.contains("4,000\u{a0}mm"), "{}", wide.html);
    assert_ne!(narrow.html, wide.html);
    // While a size is half typed, a usual proportion is drawn without sizes.
    let half = site
        .get(&format!("{drawing}&width=4000&height="))
        .await
        .expect(200);
    assert!(!half.html.contains("4,000"), "{}", half.html);
    let german = format!("{CONFIGURATOR}/drawing?lang=de&width=4000&height=2000");
    assert!(site.get(&german).await.html.contains("4.000\u{a0}mm"));
    site.get("/window-door-solutions/nothing/drawing")
        .await
        .expect(404);
}

#[tokio::test]
async fn sizes_are_typed_in_the_units_of_the_organization() {
    let site = Site::open().await;
    let imperial = OrganizationPatch {
        unit_system: Some("imperial".to_owned()),
        ..OrganizationPatch::default()
    };
    site.patch_organization(imperial).await;
    let sizes = [("width", "7' 10 1/2\""), ("height", "59 1/16 in")];
    let request = [&REQUEST[2..], &sizes].concat();
    let sent = site.fill_in(CONFIGURATOR, CONFIGURATION, &request).await;
    let thanks = site.get(sent.leads_to()).await.expect(200);
    assert!(thanks.shows("7' 10 1/2\""), "{}", thanks.text("main"));
    let configuration = &site.events("submission.created").await[0]["data"]["configuration"];
    assert_eq!(configuration["width"], 2400);
    assert_eq!(configuration["height"], 1500);
}
