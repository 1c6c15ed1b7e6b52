//! Connections: an organization's accounts at other services, as the steps of its flows use them.
//!
//! A flow names a connection by its external id (`{{connections['slack-office']}}`) and gets its
//! value in the shape that ActivePieces gives it. The value is sealed, bound to its row, and goes
//! out to the runs of flows alone ([`for_flow`]): nothing shows it again.
//!
//! A value is tried out when it is saved, and when somebody asks ([`test`]): its service is asked,
//! without anything being sent to anybody.
//!
//! A connection works until its service says otherwise ([`failed`]). From then on the runs that need
//! it wait in the database, and people are told once. They go on by themselves when somebody enters
//! a new value, or when a test succeeds ([`waiting`]). So do runs that wait for a new access token,
//! where one can be had without a person ([`renewal`]).

mod alert;
mod connection;
mod create;
mod delete;
mod failed;
mod for_flow;
mod get;
mod input;
mod list;
mod renewal;
mod state;
mod test;
mod update;
mod value;
mod waiting;

pub use connection::Connection;
pub use create::{NewConnection, Saved, add, create};
pub use delete::delete;
pub use failed::{Complaint, Fault, failed};
pub(crate) use for_flow::for_run;
pub use for_flow::{FlowConnection, OpenConnection, for_flow};
pub use get::{by_external_id, get};
pub use list::list;
pub(crate) use renewal::{Again, Asker, Renewals, renew_refused};
pub(crate) use state::tell;
pub use test::{TestResult, Tested, test};
pub use update::{ConnectionPatch, update};
pub use value::{ConnectionType, ConnectionValue};
pub(crate) use waiting::wake_in_vain_awaited;
pub use winfactor_store::connections::{ConnectionState, ConnectionStatus};
