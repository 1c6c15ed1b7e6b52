//! The only crate that speaks SQL.
//!
//! [`engine`] runs closures as transactions on SQLite or PostgreSQL; the tables beside it say
//! what the transactions do. Nothing above this crate sees a statement or a driver.
//!
//! Each table has a module with one function per statement. A function takes the transaction
//! first, and the organization next wherever rows belong to one.

mod codec;
pub mod engine;
pub mod migrations;
pub mod organizations;
mod page;

pub use engine::{
    DatabaseUrl, DatabaseUrlError, Engine, Migration, Notifications, Param, Row, SqliteRole, Store,
    StoreError, StoreOptions, Tx, Wake,
};
pub use page::Page;
