//! API keys: `wf_live_` and 43 characters, 256 random bits in base64url.
//!
//! A key belongs to one organization, is shown once, and is stored as a keyed hash only. It is
//! checked with every request: [`authenticate`] answers from memory for a few seconds (see
//! `recheck_cache`), and when a key was last used is collected in memory and written by a pass
//! ([`flush_last_used`]), at most once a minute for each key.
//!
//! Comparing keys takes no care to be slow: what is looked up is the keyed hash, and somebody who
//! does not know the master key learns nothing about a stored hash from how long the look-up of
//! another one takes.

mod authenticate;
mod create;
mod last_used;
mod revoke;
mod text;

pub use authenticate::{ApiCaller, authenticate};
pub use create::{CreatedApiKey, MAX_ACTIVE, MAX_NAME, NewApiKey, create};
pub use last_used::flush_last_used;
pub use revoke::{get, list, revoke};
pub use winfactor_store::api_keys::ApiKey;

pub(crate) use create::{insert, prepare};

use crate::recheck_cache::RecheckCache;
use last_used::LastUses;

/// What a node remembers about API keys.
#[derive(Debug, Default)]
pub(crate) struct ApiKeysState {
    known: RecheckCache<ApiCaller>,
    last_uses: LastUses,
}
