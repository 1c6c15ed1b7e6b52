//! A process that is killed has kept what it acknowledged.

use std::{
    collections::HashSet,
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use winfactor_store::StoreOptions;

use crate::database::{Database, insert, on_both_engines, stored};

/// Tells the child which database to write to.
const CHILD: &str = "WINFACTOR_TEST_KILL_DATABASE";

on_both_engines!(what_was_acknowledged_survives_the_process);

async fn what_was_acknowledged_survives_the_process(database: Database) {
    let address = match &database.url {
        winfactor_store::DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
        // The address as the tests' server gives it has no password to hide.
        winfactor_store::DatabaseUrl::Postgres(_) => format!("{}?sslmode=disable", database.url),
    };
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::writes_until_it_is_killed", "--ignored"])
        .arg("--nocapture")
        .env(CHILD, address)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut acknowledged = HashSet::new();
    for line in output.lines() {
        if let Some(id) = line.unwrap().strip_prefix("acknowledged ") {
            acknowledged.insert(id.to_owned());
        }
        if acknowledged.len() == 200 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(acknowledged.len(), 200, "the child ended early");

    let kept: HashSet<_> = stored(&database.open()).await.into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[tokio::test]
#[ignore = "the child of the test above"]
async fn writes_until_it_is_killed() {
    let Ok(address) = env::var(CHILD) else {
        return;
    };
    let url = address.parse().unwrap();
    let options = StoreOptions::default();
    let store = winfactor_store::Store::open_with(&url, options, crate::database::TABLES).unwrap();
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0.. {
                    let id = format!("{writer}-{number}");
                    let written = id.clone();
                    store.write(move |tx| insert(tx, &written)).await.unwrap();
                    writeln!(std::io::stdout(), "acknowledged {id}").unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}
