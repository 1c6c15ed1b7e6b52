use super::pages::text;
use super::{ActivePieces, ActivePiecesError};

/// A connection of a project, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteConnection {
    /// As flows name it.
    pub external_id: String,
    pub display_name: String,
    pub piece_name: String,
    /// Nothing is known against it; otherwise somebody has to connect anew.
    pub works: bool,
}

impl ActivePieces {
    /// The connections that flows of a project can use.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn connections(
        &self,
        project: &str,
    ) -> Result<Vec<RemoteConnection>, ActivePiecesError> {
        self.all(&["app-connections"], &[("projectId", project)], |it| {
            Some(RemoteConnection {
                external_id: text(it, "/externalId")?,
                display_name: text(it, "/displayName").unwrap_or_default(),
                piece_name: text(it, "/pieceName").unwrap_or_default(),
                works: text(it, "/status").is_none_or(|status| status == "ACTIVE"),
            })
        })
        .await
    }
}
