//! Ids are TypeIDs: a prefix that tells the kind, `_`, and a UUIDv7 in 26 characters of Crockford's
//! base 32 (<https://github.com/jetify-com/typeid>). They sort by the moment they were made.

use std::{cmp, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::{Rng, Timestamp};

/// The kind of thing an id names; gives the id its prefix.
pub trait IdKind {
    const PREFIX: &'static str;
}

/// The id of a `K`. Its text is stable: it stands in the database, in addresses and in events.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SUFFIX_LENGTH: usize = 26;

impl<K: IdKind> Id<K> {
    /// A new id. Two ids of different milliseconds sort by time.
    pub fn new(now: Timestamp, rng: &dyn Rng) -> Self {
        let millis = u64::try_from(now.0).unwrap_or(0);
        Id {
            uuid: uuid::Builder::from_unix_timestamp_millis(millis, &rng.bytes()).into_uuid(),
            kind: PhantomData,
        }
    }

    /// Sorts before every id made at or after `moment`, and after all earlier ones: where a list
    /// that is read in the order of its ids begins or ends in time.
    pub fn earliest_at(moment: Timestamp) -> Self {
        let millis = u64::try_from(moment.0).unwrap_or(0);
        Id {
            uuid: uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid(),
            kind: PhantomData,
        }
    }

    /// The moment at which the id was made.
    pub fn created_at(self) -> Timestamp {
        let bytes = self.uuid.as_bytes();
        let mut wide = [0; 8];
        wide[2..].copy_from_slice(&bytes[..6]);
        Timestamp(i64::from_be_bytes(wide))
    }

    fn suffix(self) -> [u8; SUFFIX_LENGTH] {
        let mut rest = self.uuid.as_u128();
        let mut suffix = [0; SUFFIX_LENGTH];
        for place in suffix.iter_mut().rev() {
            *place = ALPHABET[(rest & 31) as usize];
            rest >>= 5;
        }
        suffix
    }
}

impl<K: IdKind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = self.suffix();
        let suffix = std::str::from_utf8(&suffix).map_err(|_| fmt::Error)?;
        f.write_str(K::PREFIX)?;
        f.write_str("_")?;
        f.write_str(suffix)
    }
}

impl<K: IdKind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K: IdKind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let error = || IdError {
            prefix: K::PREFIX,
            text: text.chars().take(64).collect(),
        };
        let suffix = text
            .strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .filter(|suffix| suffix.len() == SUFFIX_LENGTH)
            .ok_or_else(error)?;
        // 26 characters carry 130 bits; the first may use only three of its five.
        if suffix.as_bytes()[0] > b'7' {
            return Err(error());
        }
        let mut wide = 0u128;
        for byte in suffix.bytes() {
            let digit = ALPHABET.iter().position(|&c| c == byte).ok_or_else(error)?;
            wide = (wide << 5) | digit as u128;
        }
        Ok(Id {
            uuid: Uuid::from_u128(wide),
            kind: PhantomData,
        })
    }
}

/// A text that is not an id of the expected kind.
#[derive(Debug, thiserror::Error)]
#[error("\"{text}\" is not an id of the form {prefix}_… with 26 characters")]
pub struct IdError {
    prefix: &'static str,
    text: String,
}

// Derives would ask the same of `K`, which is only a name.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> hash::Hash for Id<K> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<K: IdKind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: IdKind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

macro_rules! kinds {
    ($($kind:ident, $alias:ident, $prefix:literal;)*) => {$(
        #[doc = concat!("Marks ids that start with `", $prefix, "_`.")]
        #[derive(Debug)]
        pub enum $kind {}
        impl IdKind for $kind {
            const PREFIX: &'static str = $prefix;
        }
        #[doc = concat!("An id that starts with `", $prefix, "_`.")]
        pub type $alias = Id<$kind>;
    )*};
}

kinds! {
    ApiKeyKind, ApiKeyId, "key";
    ConnectionKind, ConnectionId, "conn";
    ContactKind, ContactId, "contact";
    EndpointKind, EndpointId, "endpoint";
    EventKind, EventId, "evt";
    FileRowKind, FileRowId, "row";
    FlowKind, FlowId, "flow";
    FlowRunKind, FlowRunId, "run";
    LeadKind, LeadId, "lead";
    LineItemKind, LineItemId, "item";
    MessageKind, MessageId, "msg";
    NodeKind, NodeId, "node";
    OrganizationKind, OrganizationId, "org";
    QuoteKind, QuoteId, "quote";
    SessionKind, SessionId, "session";
    SubmissionKind, SubmissionId, "sub";
    TemplateKind, TemplateId, "template";
    UserKind, UserId, "user";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[derive(Debug)]
    struct Fixed(u8);
    impl Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn the_text_of_an_id_reads_back_and_tells_its_moment() {
        let id = QuoteId::new(Timestamp(1_710_768_000_000), &Fixed(0xa5));
        let text = id.to_string();
        assert!(text.starts_with("quote_01"), "{text}");
        assert_eq!(text.len(), "quote_".len() + 26);
        assert_eq!(text.parse::<QuoteId>().unwrap(), id);
        assert_eq!(id.created_at(), Timestamp(1_710_768_000_000));
    }

    #[test]
    fn the_encoding_is_that_of_typeid() {
        // Pair published with the TypeID specification.
        let id: LeadId = "lead_01h455vb4pex5vsknk084sn02q".parse().unwrap();
        assert_eq!(
            id.uuid,
            Uuid::from_u128(0x01890a5d_ac96_774b_bcce_b302099a8057)
        );
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let early = EventId::new(Timestamp(1000), &Fixed(0xff)).to_string();
        let late = EventId::new(Timestamp(1001), &Fixed(0)).to_string();
        assert!(early < late);
    }

    #[test]
    fn a_moment_has_a_place_among_the_ids() {
        let before = EventId::new(Timestamp(999), &Fixed(0xff));
        let at = EventId::new(Timestamp(1000), &Fixed(0));
        let place = EventId::earliest_at(Timestamp(1000));
        assert!(before.to_string() < place.to_string());
        assert!(place.to_string() <= at.to_string());
    }

    #[test]
    fn another_kind_or_a_damaged_text_is_refused() {
        let id = QuoteId::new(Timestamp(1), &Fixed(1)).to_string();
        assert!(id.parse::<LeadId>().is_err());
        for text in [
            "",
            "quote_",
            "quote_xyz789",
            "quote_81h455vb4pex5vsknk084sn02q",
        ] {
            assert!(text.parse::<QuoteId>().is_err(), "{text}");
        }
        let upper = id.to_uppercase();
        assert!(upper.parse::<QuoteId>().is_err());
    }
}
