use http::Method;
use serde_json::{Value, json};

use crate::support::{Server, details};

/// A draft with two lines: 2 × 1250.55 less 10 %, at 21 % tax.
async fn draft(server: &Server) -> (String, Value) {
    let submission = server.app.submit().await;
    let body = json!({
        "taxRate": 21,
        "validityDays": 14,
        "reference": "Keizersgracht",
        "lineItems": [
            {"description": "Schuifpui", "quantity": 2, "unitPrice": "1250.55"},
            {"description": "Korting", "unitPrice": -250.11, "itemType": "discount"},
        ],
    });
    let path = format!("/submissions/{}/quotes", submission.id);
    let made = server.post(&path, &body, 201).await;
    let path = format!("/quotes/{}", made["quoteId"].as_str().unwrap());
    let quote = server.get(&path).await;
    (path, quote)
}

#[tokio::test]
async fn a_quote_is_made_with_lines_terms_and_totals_to_the_cent() {
    Server::on_both_engines(|server| async move {
        let (_, quote) = draft(&server).await;
        assert_eq!(quote["number"], "Q-2026-0001");
        assert_eq!(quote["version"], 1);
        assert_eq!(quote["status"], "draft");
        assert_eq!(quote["taxRate"], 21);
        assert_eq!(quote["validityDays"], 14);
        assert_eq!(quote["reference"], "Keizersgracht");
        assert_eq!(quote["currency"], "EUR");
        assert_eq!(quote["currencySymbol"], "€");
        let totals = json!({"subtotal": 2250.99, "tax": 472.71, "total": 2723.70});
        assert_eq!(quote["totals"], totals);
        assert_eq!(quote["total"], totals["total"]);
        let line = &quote["lineItems"][0];
        assert_eq!((&line["quantity"], &line["order"]), (&json!(2), &json!(0)));
        assert_eq!(line["total"], json!(2501.10));
        assert_eq!(quote["lineItems"][1]["itemType"], "discount");
        assert_eq!(quote["sending"], json!(null));
        assert!(quote["urls"].get("quotePage").is_none());

        let submission = quote["submissionId"].as_str().unwrap();
        let submission = server.get(&format!("/submissions/{submission}")).await;
        assert_eq!(submission["status"], "quoted");
    })
    .await;
}

#[tokio::test]
async fn amounts_keep_the_currencys_decimals_on_the_wire() {
    let server = Server::start().await;
    let (path, _) = draft(&server).await;
    let reply = server.call(Method::GET, &path, None).await;
    assert!(
        reply.text().contains(r#""total":2723.70"#),
        "{}",
        reply.text()
    );
}

#[tokio::test]
async fn without_a_body_a_quote_starts_with_the_defaults() {
    let server = Server::start().await;
    let submission = server.app.submit().await;
    let path = format!("/submissions/{}/quotes", submission.id);
    let reply = server.call(Method::POST, &path, None).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let made: Value = reply.json();
    let quote = server
        .get(&format!("/quotes/{}", made["quoteId"].as_str().unwrap()))
        .await;
    assert_eq!(quote["validityDays"], 30);
    assert_eq!(quote["lineItems"], json!([]));
}

#[tokio::test]
async fn a_quote_is_sent_revised_and_sent_again() {
    Server::on_both_engines(|server| async move {
        let (path, _) = draft(&server).await;
        let terms = json!({"notes": "Levertijd 6 weken", "taxRate": 9});
        assert_eq!(server.patch(&path, &terms).await["taxRate"], 9);

        let send = json!({"recipients": ["john@example.com"], "locale": "de"});
        let sent = server.post(&format!("{path}/send"), &send, 200).await;
        assert_eq!(sent["status"], "sent");
        assert_eq!(sent["locale"], "de");
        assert_eq!(sent["sending"]["recipients"], json!(["john@example.com"]));
        let page = sent["urls"]["quotePage"].as_str().unwrap().to_owned();
        assert!(
            page.starts_with("https://app.winfactor.example/q/"),
            "{page}"
        );

        let refused = server
            .refused(Method::POST, &format!("{path}/send"), None)
            .await;
        assert_eq!(refused, (409, "quote_not_sendable".to_owned()));
        let refused = server.refused(Method::PATCH, &path, Some(&terms)).await;
        assert_eq!(refused, (409, "quote_not_editable".to_owned()));
        let lines = json!({"lineItems": []});
        let refused = server
            .refused(Method::PUT, &format!("{path}/line-items"), Some(&lines))
            .await;
        assert_eq!(refused, (409, "quote_not_editable".to_owned()));

        let linked = server.patch(&path, &json!({"externalRef": "crm:7"})).await;
        assert_eq!(
            (&linked["externalRef"], &linked["status"]),
            (&json!("crm:7"), &json!("sent"))
        );

        let revised = server
            .patch(&path, &json!({"revise": true, "validityDays": 7}))
            .await;
        assert_eq!(
            (&revised["version"], &revised["status"]),
            (&json!(2), &json!("draft"))
        );
        assert_eq!(revised["validityDays"], 7);
        let lines = json!({"lineItems": [{"description": "Raam", "unitPrice": 100}]});
        let reply = server
            .call(Method::PUT, &format!("{path}/line-items"), Some(&lines))
            .await;
        let replaced: Value = reply.json();
        assert_eq!(replaced["totals"]["total"], json!(109.00));
        let again = server.post(&format!("{path}/send"), &json!({}), 200).await;
        assert_eq!(
            again["sending"]["recipients"],
            json!(["john.smith@example.com"])
        );

        let versions = server.get(&format!("{path}/versions")).await;
        let versions = versions["data"].as_array().unwrap();
        assert_eq!(versions.len(), 2);
        assert_eq!(
            (&versions[0]["version"], &versions[1]["version"]),
            (&json!(2), &json!(1))
        );
        assert_eq!(versions[1]["quotePage"], json!(page));
        assert_eq!(versions[1]["lineItems"].as_array().unwrap().len(), 2);
        assert_eq!(versions[0]["answer"], json!(null));
    })
    .await;
}

#[tokio::test]
async fn an_answered_quote_tells_its_answer_and_cannot_be_changed() {
    let server = Server::start().await;
    let sent = server.app.send(&server.app.draft().await).await;
    server.app.accept(&sent).await;
    let path = format!("/quotes/{}", sent.id);
    assert_eq!(server.get(&path).await["status"], "accepted");
    let revise = json!({"revise": true});
    let refused = server.refused(Method::PATCH, &path, Some(&revise)).await;
    assert_eq!(refused, (409, "quote_not_editable".to_owned()));
    let versions = server.get(&format!("{path}/versions")).await;
    let answer = &versions["data"][0]["answer"];
    assert_eq!(
        (&answer["kind"], &answer["byName"]),
        (&json!("accepted"), &json!("John Smith"))
    );
    assert_eq!(versions["data"][0]["viewCount"], 1);
}

#[tokio::test]
async fn quotes_are_listed_by_status_and_submission() {
    let server = Server::start().await;
    let draft = server.app.draft().await;
    let sent = server.app.send(&server.app.draft().await).await;
    let ids = async |query: String| -> Vec<Value> {
        let listed = server.get(&format!("/quotes?{query}")).await;
        let listed = listed["data"].as_array().unwrap().iter();
        listed.map(|quote| quote["id"].clone()).collect()
    };
    assert_eq!(ids(String::new()).await.len(), 2);
    assert_eq!(ids("status=sent".to_owned()).await, [json!(sent.id)]);
    assert_eq!(
        ids(format!("submissionId={}", draft.submission)).await,
        [json!(draft.id)]
    );
}

#[tokio::test]
async fn lines_and_terms_that_cannot_be_are_named() {
    let server = Server::start().await;
    let (path, quote) = draft(&server).await;
    let line = |name: &str, value: Value| {
        let mut line = json!({"description": "Raam", "unitPrice": 100});
        line[name] = value;
        json!({"lineItems": [{"description": "Deur", "unitPrice": 5}, line]})
    };
    let cases = [
        (
            line("description", json!("")),
            "/lineItems/1/description",
            "required",
        ),
        (
            line("quantity", json!(0)),
            "/lineItems/1/quantity",
            "out_of_range",
        ),
        (
            line("quantity", json!(1.2345)),
            "/lineItems/1/quantity",
            "out_of_range",
        ),
        (
            line("quantity", json!("a few")),
            "/lineItems/1/quantity",
            "invalid",
        ),
        (
            line("unitPrice", json!(1.005)),
            "/lineItems/1/unitPrice",
            "amount",
        ),
        (
            line("unitPrice", json!(null)),
            "/lineItems/1/unitPrice",
            "required",
        ),
        (
            line("unitPrice", json!(1e15)),
            "/lineItems/1/unitPrice",
            "amount",
        ),
        (
            line("itemType", json!("gift")),
            "/lineItems/1/itemType",
            "unknown_value",
        ),
        (
            line("total", json!(100)),
            "/lineItems/1/total",
            "unknown_field",
        ),
        (json!({}), "/lineItems", "required"),
    ];
    for (body, pointer, code) in cases {
        let reply = server
            .call(Method::PUT, &format!("{path}/line-items"), Some(&body))
            .await;
        assert_eq!(
            details(&reply),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    let cases = [
        (json!({"taxRate": -1}), "/taxRate", "out_of_range"),
        (
            json!({"validityDays": 731}),
            "/validityDays",
            "out_of_range",
        ),
        (json!({"currency": "XXX"}), "/currency", "unknown_value"),
        (
            json!({"currency": "JPY"}),
            "/lineItems/0/unitPrice",
            "amount",
        ),
        (json!({"status": "accepted"}), "/status", "unknown_field"),
        (json!({"total": 1}), "/total", "unknown_field"),
    ];
    for (body, pointer, code) in cases {
        let reply = server.call(Method::PATCH, &path, Some(&body)).await;
        let found = details(&reply);
        assert_eq!(found[0], (pointer.to_owned(), code.to_owned()), "{body}");
    }
    let send = json!({"recipients": ["john@example.com", "nobody"], "locale": "fr"});
    let reply = server
        .call(Method::POST, &format!("{path}/send"), Some(&send))
        .await;
    let expected = [("/locale", "unknown_value"), ("/recipients/1", "email")];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(details(&reply), expected);
    assert_eq!(server.get(&path).await, quote);
}
