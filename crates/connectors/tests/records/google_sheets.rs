use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use winfactor_connectors::channels::google_sheets::{
    Appending, GoogleAccess, GoogleSheets, RowSearch, RowValues, ServiceAccount, SheetCall,
    SheetRef,
};
use winfactor_connectors::channels::{ChannelFailure, ConnectionFault, VendorAddresses, WhoActs};
use winfactor_connectors::http::HttpClient;
use winfactor_testkit::Answer;
use winfactor_testkit::vendors::{SheetsStandIn, google_sheets};

use crate::setup::{NOW, TIME, client, failed, object};

const EVENT: &str = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta";

/// A sheet, and an installation that writes to it.
struct World {
    server: SheetsStandIn,
    client: HttpClient,
    vendors: VendorAddresses,
    sheets: GoogleSheets,
}

impl World {
    fn new() -> World {
        let server = SheetsStandIn::start("Jan's quotes", &["Event", "Customer", "Phone", "Total"]);
        World {
            client: client(),
            vendors: VendorAddresses {
                google: server.address(),
                google_oauth: server.address(),
                ..VendorAddresses::default()
            },
            sheets: GoogleSheets::default(),
            server,
        }
    }

    fn call(&self) -> SheetCall<'_> {
        SheetCall {
            client: &self.client,
            vendors: &self.vendors,
            access: GoogleAccess::ServiceAccount {
                account: ServiceAccount::from_json(&self.server.key_file()).unwrap(),
                subject: None,
            },
            sheet: SheetRef {
                spreadsheet: google_sheets::SPREADSHEET.to_owned(),
                sheet: 0,
            },
            time: TIME,
            now: NOW,
        }
    }

    async fn append(&self, cells: Value) -> Result<Value, ChannelFailure> {
        self.append_unless_there(cells, None).await
    }

    async fn append_unless_there(
        &self,
        cells: Value,
        look_for: Option<&str>,
    ) -> Result<Value, ChannelFailure> {
        let row = Appending {
            values: RowValues::Named {
                cells: object(cells),
                headers: object(json!({"B": "Customer"})),
            },
            look_for: look_for.map(str::to_owned),
        };
        self.sheets.append_row(&self.call(), row).await
    }
}

#[tokio::test]
async fn a_row_is_written_as_it_is() {
    let world = World::new();
    let cells = json!({"A": EVENT, "B": "=HYPERLINK(\"x\")", "C": "+31 6 01", "D": 3025.5});
    let output = world.append(cells).await.unwrap();
    assert_eq!(output["row"], 2);
    assert_eq!(output["updates"]["updatedRange"], "'Jan''s quotes'!A2:D2");
    let expected = vec![
        json!(EVENT),
        json!("=HYPERLINK(\"x\")"),
        json!("+31 6 01"),
        json!(3025.5),
    ];
    assert_eq!(world.server.rows()[1], expected);

    let output = world
        .append(json!({"B": "Jane", "D": null, "A": ""}))
        .await
        .unwrap();
    assert_eq!(output["row"], 3);
    assert_eq!(world.server.rows()[2], [json!(""), json!("Jane")]);
}

#[tokio::test]
async fn rows_at_the_same_time_go_together_and_none_is_lost() {
    let world = World::new();
    let rows = (0..20).map(|n| world.append(json!({"A": n, "B": "Jane"})));
    let outputs = join_all(rows).await;
    let numbers: BTreeSet<_> = outputs
        .into_iter()
        .map(|output| output.unwrap()["row"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (2..22).collect());
    let written: BTreeSet<_> = world.server.rows()[1..]
        .iter()
        .map(|row| row[0].as_u64())
        .collect();
    assert_eq!(written, (0..20).map(Some).collect());
    let requests = world.server.receiver().requests();
    let appends = requests
        .iter()
        .filter(|it| it.path.ends_with(":append"))
        .count();
    assert!(appends <= 2, "{appends} writes for 20 rows");
    assert_eq!(world.server.logins(), 1, "the token is kept");
}

#[tokio::test]
async fn after_an_answer_was_lost_the_row_is_found_and_not_written_twice() {
    let world = World::new();
    let cells = json!({"A": EVENT, "B": "Jane", "D": 3025});
    world.server.lose_next_answer();
    let (who, _) = failed(world.append(cells.clone()).await);
    let uncertain = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: false,
    };
    assert_eq!(who, uncertain);
    let again = world.append_unless_there(cells, Some(EVENT)).await.unwrap();
    assert_eq!(again["row"], 2);
    assert_eq!(world.server.rows().len(), 2);

    // Another row of the same event is another row.
    let other = json!({"A": EVENT, "B": "John", "D": 3025});
    let other = world.append_unless_there(other, Some(EVENT)).await.unwrap();
    assert_eq!(other["row"], 3);
    // Far down it is found, too.
    world.server.write(900, 0, "evt_far");
    world.server.write(900, 1, "Ann");
    let far = json!({"A": "evt_far", "B": "Ann"});
    let far = world
        .append_unless_there(far, Some("evt_far"))
        .await
        .unwrap();
    assert_eq!(far["row"], 901);
}

#[tokio::test]
async fn a_renamed_header_is_told_and_nothing_is_written() {
    let world = World::new();
    world.server.write(0, 1, "Client");
    let (who, message) = failed(world.append(json!({"A": EVENT, "B": "Jane"})).await);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("\"Customer\""), "{message}");
    assert!(message.contains("\"Client\""), "{message}");
    assert_eq!(world.server.rows().len(), 1);
}

#[tokio::test]
async fn a_row_is_changed_where_it_has_values() {
    let world = World::new();
    world
        .append(json!({"A": EVENT, "B": "Jane", "C": "+31 6 01"}))
        .await
        .unwrap();
    let values = RowValues::Named {
        cells: object(json!({"Customer": "Jane Smith", "Phone": "", "Total": 5})),
        headers: object(json!({})),
    };
    let output = world
        .sheets
        .update_row(&world.call(), 2, &values)
        .await
        .unwrap();
    assert_eq!(output["row"], 2);
    assert_eq!(output["updates"]["updatedRows"], 1);
    let expected = [
        json!(EVENT),
        json!("Jane Smith"),
        json!("+31 6 01"),
        json!(5),
    ];
    assert_eq!(world.server.rows()[1], expected);
}

#[tokio::test]
async fn rows_are_found_by_a_cell() {
    let world = World::new();
    for (id, name) in [("e1", "Jane"), ("e2", "John"), ("e3", "Janet")] {
        world
            .append(json!({"A": id, "B": name, "D": 7}))
            .await
            .unwrap();
    }
    let search = RowSearch {
        column: "B".to_owned(),
        value: "jane".to_owned(),
        exact: false,
        starting_row: 1,
        count: 10,
        names_from_row: None,
    };
    let find = async |search: RowSearch| {
        let found = world
            .sheets
            .find_rows(&world.call(), &search)
            .await
            .unwrap();
        let rows = found.as_array().unwrap().clone();
        let numbers = rows
            .iter()
            .map(|row| row["row"].as_u64().unwrap())
            .collect::<Vec<_>>();
        (numbers, rows)
    };
    let (numbers, rows) = find(search.clone()).await;
    assert_eq!(numbers, [2, 4]);
    assert_eq!(
        rows[0]["values"],
        json!({"A": "e1", "B": "Jane", "C": "", "D": "7"})
    );
    let exact = RowSearch {
        value: "Jane".to_owned(),
        exact: true,
        names_from_row: Some(1),
        ..search.clone()
    };
    let (numbers, rows) = find(exact).await;
    assert_eq!(numbers, [2]);
    assert_eq!(rows[0]["values"]["Customer"], "Jane");
    let first = RowSearch {
        count: 1,
        starting_row: 3,
        ..search.clone()
    };
    assert_eq!(find(first).await.0, [4]);
    let all = RowSearch {
        value: String::new(),
        starting_row: 2,
        ..search
    };
    assert_eq!(find(all).await.0, [2, 3, 4]);
}

#[tokio::test]
async fn each_refusal_says_who_must_act() {
    let world = World::new();
    let row = || world.append(json!({"A": EVENT, "B": "Jane"}));
    world
        .server
        .answer_next("POST", "/v4/", google_sheets::quota());
    let wait = WhoActs::ReceiverForNow {
        retry_after: Some(Duration::from_secs(60)),
        nothing_happened: true,
    };
    assert_eq!(failed(row().await).0, wait);
    world
        .server
        .answer_next("GET", "/v4/", google_sheets::service_disabled());
    let (who, message) = failed(row().await);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("switched off"), "{message}");
    world
        .server
        .answer_next("POST", "/v4/", Answer::status(503));
    let uncertain = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: false,
    };
    assert_eq!(failed(row().await).0, uncertain);

    world.server.end_tokens();
    row().await.unwrap();
    assert_eq!(world.server.logins(), 2, "an ended token is replaced");

    world.server.stop_sharing();
    let (who, message) = failed(row().await);
    assert_eq!(who, WhoActs::Author);
    let address = "share the sheet with sheets@winfactor-tests.iam.gserviceaccount.com";
    assert!(message.contains(address), "{message}");
}

#[tokio::test]
async fn a_service_account_that_is_not_let_in_is_a_broken_connection() {
    let world = World::new();
    let refused = json!({"error": "invalid_grant", "error_description": "Invalid JWT Signature."});
    world
        .server
        .answer_next("POST", "/token", Answer::json(400, &refused));
    let (who, message) = failed(world.append(json!({"A": EVENT})).await);
    assert_eq!(who, WhoActs::Connection(ConnectionFault::Broken));
    assert!(message.contains("Invalid JWT Signature."), "{message}");
    assert!(message.contains("Make a new key"), "{message}");
}

#[tokio::test]
async fn another_sheet_and_another_spreadsheet_are_not_there() {
    let world = World::new();
    let mut call = world.call();
    let row = Appending {
        values: RowValues::List(vec![json!("x")]),
        look_for: None,
    };
    call.sheet.sheet = 12;
    let (who, message) = failed(world.sheets.append_row(&call, row.clone()).await);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("no sheet with the ID 12"), "{message}");
    call.sheet.spreadsheet = "1other".to_owned();
    let (who, message) = failed(world.sheets.append_row(&call, row).await);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("check its ID"), "{message}");
}
