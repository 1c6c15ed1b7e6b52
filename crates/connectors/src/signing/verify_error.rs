//! Why a delivery is not to be trusted.

use std::time::Duration;

/// The receiver of a delivery must act on these: reject it, or repair its secret or its clock.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    #[error("the signature header has no readable timestamp")]
    Timestamp,
    #[error("the signature header has no v1 signature")]
    NoSignature,
    #[error("no signature fits: the secret is another one, or the body was changed on its way")]
    Mismatch,
    #[error("the signature is right but {} s old: a replay, or a clock that is wrong", age.as_secs())]
    TooOld { age: Duration },
    #[error("the signature is right but {} s ahead of this clock", ahead.as_secs())]
    TooEarly { ahead: Duration },
}

/// `now` and `signed_at` in Unix seconds; a difference of exactly the tolerance is fine.
pub(super) fn check_age(signed_at: i64, now: i64, tolerance: Duration) -> Result<(), VerifyError> {
    let difference = Duration::from_secs(now.abs_diff(signed_at));
    if difference <= tolerance {
        Ok(())
    } else if signed_at < now {
        Err(VerifyError::TooOld { age: difference })
    } else {
        Err(VerifyError::TooEarly { ahead: difference })
    }
}
