//! The pages that an organization's customers see. They need no account, work without scripts, and
//! show the organization, not the product behind it.

mod configurator;
mod contact;
mod frame;
mod offer;
mod offer_answer;
mod offer_lines;
mod organization;
mod submitted;

pub use configurator::{ConfiguratorInput, ConfiguratorPage, configurator_page};
pub use contact::{ContactForm, ContactInput};
pub use frame::PublicFrame;
pub use offer::{OfferPage, OfferState, offer_page};
pub use offer_answer::{AcceptInput, OfferForms, RejectInput};
pub(super) use offer_lines::{line_items, totals};
pub use organization::{OrganizationPage, organization_page};
pub use submitted::{SubmittedPage, submitted_page};
