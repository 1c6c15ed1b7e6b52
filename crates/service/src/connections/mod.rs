//! Connections: an organization's accounts at other services, as the steps of its flows use them.
//!
//! A flow names a connection by its external id (`{{connections['slack-office']}}`) and gets its
//! value in the shape that ActivePieces gives it. The value is sealed, bound to its row, and goes
//! out to the runs of flows alone ([`for_flow`]): nothing shows it again.
//!
//! A connection works until a service says otherwise ([`failed`]); from then on the steps that name
//! it fail with the reason, until somebody enters a new value.

mod alert;
mod connection;
mod create;
mod delete;
mod failed;
mod for_flow;
mod get;
mod input;
mod list;
mod try_out;
mod update;
mod value;

pub use connection::Connection;
pub use create::{NewConnection, create};
pub use delete::delete;
pub use failed::{Complaint, Fault, failed};
pub use for_flow::{FlowConnection, OpenConnection, for_flow};
pub use get::{by_external_id, get};
pub use list::list;
pub use try_out::{TriedOut, try_out};
pub use update::{ConnectionPatch, update};
pub use value::{ConnectionType, ConnectionValue};
pub use winfactor_store::connections::{ConnectionState, ConnectionStatus};
