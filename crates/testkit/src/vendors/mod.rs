//! Stand-ins of the services that channels send to: real HTTP servers on the loopback address that
//! answer as the vendors' documentation says, with their limits, errors and odd answers. Each checks
//! what it gets against the vendor's published description of it, of which the part that is needed is
//! written down beside it.

pub mod activepieces;
pub mod gmail;
mod google_account;
pub mod google_sheets;
pub mod hubspot;
pub mod pipedrive;
pub mod published;
mod query;
pub mod salesforce;
mod schema;
mod script;
mod segments;
pub mod slack;
pub mod teams;
pub mod token_giver;
pub mod whatsapp;

pub use activepieces::ActivePiecesStandIn;
pub use gmail::GmailStandIn;
pub use google_sheets::SheetsStandIn;
pub use hubspot::HubSpotStandIn;
pub use pipedrive::PipedriveStandIn;
pub use salesforce::SalesforceStandIn;
pub use schema::Schema;
pub use slack::{Posted, SlackStandIn};
pub use token_giver::TokenGiver;
