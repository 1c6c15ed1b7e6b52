//! Events as people and integrations look at them: the list, one event with everything that was
//! tried, and sending again.

mod get;
mod list;
mod names;
mod redeliver;
mod redeliver_range;

pub(crate) use get::destination_name;
pub use get::{DeliveryView, EventView, get};
pub use list::{latest_of_destination, list, newest_of_type, since};
pub(crate) use names::subject_name;
pub use names::{destination_names, subject_names};
pub use redeliver::redeliver;
pub use redeliver_range::{Range, redeliver_range};
pub use winfactor_store::{
    attempts::AttemptRow,
    deliveries::{DeliveryRow, DeliveryStatus},
    events::{DeliveryCounts, EventFilter, EventRow, EventSummary},
};
