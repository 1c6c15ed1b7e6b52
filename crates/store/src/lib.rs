//! The only crate that speaks SQL.
//!
//! [`engine`] runs closures as transactions on SQLite or PostgreSQL; the tables beside it say
//! what the transactions do. Nothing above this crate sees a statement or a driver.

pub mod engine;
pub mod migrations;

pub use engine::{
    DatabaseUrl, DatabaseUrlError, Engine, Migration, Notifications, Param, Row, SqliteRole, Store,
    StoreError, StoreOptions, Tx, Wake,
};
