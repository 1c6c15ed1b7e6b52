//! The people of an organization: who they are, how they sign in, how long that lasts.
//!
//! - A password is kept as an Argon2id hash, made and checked on blocking threads, a few at a time
//!   (`password`). An unknown e-mail address costs as much time as a known one.
//! - A session is a token of 256 random bits in a cookie, kept as a keyed hash. It lasts two weeks
//!   and is extended while it is used. Who it belongs to is remembered for a few seconds (see
//!   `recheck_cache`).
//! - Sign-ins that fail are counted per e-mail address and per network address, in memory: enough
//!   against guessing, and nothing to clean up.

mod change_password;
mod password;
mod session;
mod sign_in;
mod sign_in_limits;
mod users;

use tokio::sync::Semaphore;

pub use change_password::{change_password, reset_password};
pub use session::{
    SESSION_LIFETIME, SessionKey, Staff, session, sign_out, signed_in, sweep_sessions,
};
pub use sign_in::{SignIn, SignInAttempt, SignedIn, sign_in};
pub use users::{MAX_NAME, NewUser, create, list, remove, update_profile};
pub use winfactor_store::users::User;

pub(crate) use users::{check, insert, prepare};

use crate::recheck_cache::RecheckCache;
use sign_in_limits::SignInLimits;

/// Passwords hashed at the same time: each takes 19 MiB and a processor for some 20 ms.
const HASHES_AT_ONCE: usize = 4;

/// What a node remembers about sign-ins.
#[derive(Debug)]
pub(crate) struct AccountsState {
    sessions: RecheckCache<Staff>,
    limits: SignInLimits,
    hashing: Semaphore,
}

impl Default for AccountsState {
    fn default() -> Self {
        AccountsState {
            sessions: RecheckCache::default(),
            limits: SignInLimits::default(),
            hashing: Semaphore::new(HASHES_AT_ONCE),
        }
    }
}
