//! The only crate that speaks SQL.
//!
//! [`engine`] runs closures as transactions on SQLite or PostgreSQL; the tables beside it say
//! what the transactions do. Nothing above this crate sees a statement or a driver.
//!
//! Each table has a module with one function per statement. A function takes the transaction
//! first, and the organization next wherever rows belong to one.

pub mod activepieces;
pub mod api_keys;
pub mod attempts;
mod codec;
pub mod connections;
pub mod contacts;
pub mod deliveries;
pub mod engine;
pub mod events;
pub mod external_refs;
pub mod file_rows;
mod flow_check;
pub mod flow_customer_steps;
pub mod flow_run_steps;
pub mod flow_run_waitpoints;
pub mod flow_runs;
pub mod flow_step_tests;
pub mod flow_versions;
pub mod flows;
pub mod idempotency;
pub mod inbox_messages;
pub mod leads;
pub mod migrations;
pub mod nodes;
pub mod organizations;
pub mod overview;
mod page;
pub mod quote_versions;
pub mod quotes;
pub mod sessions;
pub mod submission_intake;
pub mod submissions;
pub mod subscriptions;
pub mod templates;
pub mod users;
pub mod webhook_endpoints;

pub use engine::{
    DatabaseUrl, DatabaseUrlError, Engine, Migration, Notifications, Param, Row, SqliteRole, Store,
    StoreError, StoreOptions, Tx, Wake,
};
pub use page::Page;
pub use webhook_endpoints::EndpointStatus;
