//! Webhook endpoints: the addresses an organization wants its events sent to. How they are sent
//! stands in [`outbox`](crate::outbox).

mod address;
mod create;
mod delete;
pub(crate) mod flow_check;
mod get;
mod input;
mod list;
mod pause;
mod resume;
mod rotate_secret;
mod settings;
mod test;
mod update;

pub use address::{AddressWarning, address_warning};
pub use create::{Created, create, create_once};
pub use delete::delete;
pub use get::{Endpoint, get};
pub(crate) use input::event_types;
pub use input::{AuthInput, EndpointInput, EndpointPatch};
pub use list::list;
pub use pause::pause;
pub use resume::{Resume, Resumed, resume};
pub use rotate_secret::{OVERLAP, rotate_secret};
pub use settings::AuthSettings;
pub(crate) use settings::SealedSettings;
pub(crate) use test::sample_body;
pub use test::{Trial, test, test_flow};
pub use update::update;
pub use winfactor_connectors::signing::{HmacAlgorithm, HmacEncoding};
pub use winfactor_store::webhook_endpoints::{EndpointState, EndpointStatus, FlowCheck, FlowState};
