use std::collections::BTreeMap;

use serde_json::Value;

use super::pages::text;
use super::{ActivePieces, ActivePiecesError};

/// A piece that a server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePiece {
    pub version: String,
    /// The names of its triggers, and whether each needs a connection.
    pub triggers: BTreeMap<String, bool>,
    /// The same of its actions.
    pub actions: BTreeMap<String, bool>,
}

impl ActivePieces {
    /// A piece of a version, or of the newest one; nothing when the server has no such piece.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn piece(
        &self,
        name: &str,
        version: Option<&str>,
    ) -> Result<Option<RemotePiece>, ActivePiecesError> {
        let mut segments = vec!["pieces"];
        // `@activepieces/piece-slack` are two segments of the path.
        segments.extend(name.split('/'));
        let query: Vec<_> = version
            .map(|version| ("version", version))
            .into_iter()
            .collect();
        let piece = match self.get(&segments, &query).await {
            Ok(piece) => piece,
            Err(ActivePiecesError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let has_auth = match &piece["auth"] {
            Value::Null => false,
            Value::Array(kinds) => !kinds.is_empty(),
            _ => true,
        };
        let version = text(&piece, "/version");
        let version =
            version.ok_or_else(|| ActivePiecesError::unexpected("a piece without a version"))?;
        Ok(Some(RemotePiece {
            version,
            triggers: operations(&piece["triggers"], has_auth),
            actions: operations(&piece["actions"], has_auth),
        }))
    }
}

fn operations(operations: &Value, has_auth: bool) -> BTreeMap<String, bool> {
    let operations = operations.as_object().into_iter().flatten();
    operations
        .map(|(name, operation)| (name.clone(), has_auth && operation["requireAuth"] != false))
        .collect()
}
