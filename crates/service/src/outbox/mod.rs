//! From a recorded event to every destination that wants it.
//!
//! **The database is the truth.** [`record`] writes an event and one delivery per destination in the
//! transaction of the change itself. A delivery is then owned by somebody for a while (a lease), is
//! tried, and its outcome is written with the attempt. Whoever dies gives nothing back, and the
//! lease runs out: nothing is lost, and something may be sent twice, which receivers recognize by
//! the delivery's id.
//!
//! **Memory is the fast lane.** A recorded delivery is leased to this server at once and handed to
//! its lane when the transaction commits, so that the usual way costs two writes: recorded,
//! finished. A lane is bounded; what does not fit is recorded without an owner and
//! [claimed](claim) when there is room.
//!
//! **A failure belongs to its destination.** Each destination has its own [lane](lanes) with its
//! own limit of simultaneous tries. Within a lane the events of one subject go one after the other,
//! and one that fails holds back its own subject only.
//!
//! **What waits follows its destination's state.** Pausing, a flow that is switched off, a receiver
//! that is gone: the state is written first, and deliveries are [aligned](align) with it.

mod alert;
mod align;
mod attempt_log;
pub mod claim;
mod decide;
mod deliver;
mod delivery;
mod dispatcher;
mod endpoint;
mod filter;
mod finish;
mod lane;
mod lanes;
pub mod node;
pub(crate) mod record;
mod retry;
mod usual;
mod worker;

pub(crate) use align::{PART, align};
pub use delivery::{Delivery, Destination};
pub use dispatcher::Dispatcher;
pub(crate) use endpoint::LiveSecret;
pub use filter::{Condition, EventFilter, FilterProblem, Operator};
pub use lane::Limits;
pub use retry::{DEFAULT_SCHEDULE, RetrySchedule, ScheduleProblem};
pub use worker::Worker;
