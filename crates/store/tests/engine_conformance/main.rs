//! What a store promises, on both engines: the same tests run on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

mod database;
mod deadlock;
mod gate;
mod grouping;
mod kill;
mod limits;
mod lost_connection;
mod migrations;
mod notifications;
mod refusals;
mod sent;
mod snapshots;
mod sqlite_lock;
mod statements;
mod tls;
