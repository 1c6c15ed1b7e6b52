use super::{
    MasterKey,
    mac::{DerivedKey, hex},
};

/// What a token opens. The same text has another hash for each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    ApiKey,
    Session,
}

impl TokenKind {
    fn label(self) -> &'static [u8] {
        match self {
            TokenKind::ApiKey => b"api key",
            TokenKind::Session => b"session",
        }
    }
}

/// Tokens are 256 random bits: there is nothing to guess, so one pass of a fast keyed hash is
/// enough. (Passwords are another matter: see [`accounts`](crate::accounts).)
pub(super) struct TokenHasher(DerivedKey);

impl TokenHasher {
    pub(super) fn new(key: &MasterKey) -> Self {
        TokenHasher(key.derive("token hash"))
    }

    pub(super) fn hash(&self, kind: TokenKind, token: &str) -> String {
        hex(&self.0.mac(&[kind.label(), token.as_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::secrets::MasterKeys;

    #[test]
    fn stored_hashes_stay_valid_and_differ_by_kind() {
        let keys = MasterKeys::parse("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=").unwrap();
        let hasher = TokenHasher::new(keys.iter().next().unwrap());
        assert_eq!(
            hasher.hash(TokenKind::ApiKey, "wf_live_x"),
            "af5e13549df61e099c2998c3ec26552c35a0d0e161ad8688c1197062ddb8782d"
        );
        assert_eq!(
            hasher.hash(TokenKind::Session, "wf_live_x"),
            "32af2c6f5edd9c15f5221b630a9b5c87c4dd089097da79117c2f6204c1d92e90"
        );
    }
}
