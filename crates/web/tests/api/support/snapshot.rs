use std::collections::BTreeMap;

use serde_json::Value;

use super::Server;

/// All that the lists of an organization hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<&'static str, Value>);

const LISTS: [&str; 11] = [
    "/organization",
    "/templates?limit=100",
    "/submissions?limit=100",
    "/quotes?limit=100",
    "/contacts?limit=100",
    "/leads?limit=100",
    "/events?limit=100",
    "/webhook-endpoints?limit=100",
    "/flows?limit=100",
    "/connections?limit=100",
    "/inbox?limit=100",
];

impl Snapshot {
    pub(crate) async fn take(server: &Server) -> Snapshot {
        let mut lists = BTreeMap::new();
        for path in LISTS {
            lists.insert(path, server.get(path).await);
        }
        Snapshot(lists)
    }
}
