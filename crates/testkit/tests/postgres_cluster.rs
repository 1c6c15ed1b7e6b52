//! The server of the tests leaves nothing behind.
#![allow(clippy::unwrap_used)]

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

use tokio_postgres::{Client, NoTls};
use winfactor_testkit::postgres::{Cluster, Durability};

/// Set for the child.
const CHILD: &str = "WINFACTOR_TEST_CLUSTER_CHILD";

/// A connection, and a task that ends with it.
async fn connect(address: &str) -> (Client, tokio::task::JoinHandle<()>) {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.unwrap();
    let ended = tokio::spawn(async move {
        // How it ended does not matter.
        let _ = connection.await;
    });
    (client, ended)
}

#[tokio::test]
async fn the_server_stops_when_its_process_is_killed() {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "holds_a_server_until_it_is_killed", "--ignored"])
        .arg("--nocapture")
        .env(CHILD, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let address = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .find_map(|line| line.strip_prefix("address ").map(str::to_owned))
        .unwrap();
    let (client, ended) = connect(&address).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(60), ended).await;
    assert!(ended.is_ok(), "the server still runs");
    drop(client);
}

#[test]
#[ignore = "the child of the test above"]
fn holds_a_server_until_it_is_killed() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let cluster = Cluster::start(Durability::Fast).unwrap();
    println!("address {}", cluster.create_database());
    loop {
        std::thread::park();
    }
}

#[tokio::test]
async fn the_folder_goes_with_the_server() {
    let cluster = Cluster::start(Durability::Synced).unwrap();
    let (client, _ended) = connect(&cluster.create_database()).await;
    let row = client.query_one("SHOW data_directory", &[]).await.unwrap();
    let folder: String = row.get(0);
    assert!(std::fs::exists(&folder).unwrap());
    drop(cluster);
    assert!(!std::fs::exists(&folder).unwrap());
}

#[tokio::test]
async fn each_database_is_empty_and_apart() {
    let cluster = Cluster::shared();
    let (first, _ended) = connect(&cluster.create_database()).await;
    first
        .batch_execute("CREATE TABLE t (a BIGINT)")
        .await
        .unwrap();
    let (second, _ended) = connect(&cluster.create_database()).await;
    assert!(second.batch_execute("SELECT a FROM t").await.is_err());
}
