//! An example installation: an organization with templates, a first automation, a webhook endpoint
//! and something in every list, beside a receiver that shows what arrives.

mod greet;
mod receiver;
mod receiver_page;
mod seed;
mod sign_in;

pub(crate) use greet::greet;
pub(crate) use receiver::Receiver;
pub(crate) use seed::seed;
pub(crate) use sign_in::{api_key, signing_secret};
