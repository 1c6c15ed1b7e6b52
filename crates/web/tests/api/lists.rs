use serde_json::json;

use crate::support::Server;

#[tokio::test]
async fn every_row_comes_once_on_the_way_through_the_parts() {
    Server::on_both_engines(|server| async move {
        let mut made = Vec::new();
        for number in 0..7 {
            let contact = json!({"name": "N", "email": format!("n{number}@example.com")});
            let contact = server.post("/contacts", &contact, 201).await;
            made.push(contact["id"].as_str().unwrap().to_owned());
            server
                .app
                .clock
                .advance(std::time::Duration::from_millis(1));
        }
        let mut seen = Vec::new();
        let mut path = "/contacts?limit=3".to_owned();
        let mut parts = 0;
        loop {
            let part = server.get(&path).await;
            parts += 1;
            let rows = part["data"].as_array().unwrap();
            seen.extend(
                rows.iter()
                    .map(|row| row["id"].as_str().unwrap().to_owned()),
            );
            let Some(cursor) = part["nextCursor"].as_str() else {
                break;
            };
            path = format!("/contacts?limit=3&cursor={cursor}");
            // What is new belongs to no later part.
            let contact = json!({"name": "L", "email": format!("late{parts}@example.com")});
            server.post("/contacts", &contact, 201).await;
        }
        made.reverse();
        assert_eq!(seen, made);
        assert_eq!(parts, 3);
    })
    .await;
}

#[tokio::test]
async fn a_list_whose_last_part_is_full_has_no_further_one() {
    let server = Server::start().await;
    for number in 0..2 {
        let contact = json!({"name": "N", "email": format!("n{number}@example.com")});
        server.post("/contacts", &contact, 201).await;
    }
    let part = server.get("/contacts?limit=2").await;
    assert_eq!(part["data"].as_array().unwrap().len(), 2);
    assert_eq!(part["nextCursor"], json!(null));
}
