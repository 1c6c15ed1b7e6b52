use serde::{Deserialize, Deserializer};

/// For a field that may be left out (stays as it is), null (is cleared) or a value. Stands beside
/// `#[serde(default)]`.
pub(super) fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
