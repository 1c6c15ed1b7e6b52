use super::pages::text;
use super::{ActivePieces, ActivePiecesError};

/// A project: flows, connections and runs belong to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteProject {
    pub id: String,
    pub display_name: String,
}

impl ActivePieces {
    /// The projects that the account works in.
    ///
    /// # Errors
    /// See [`ActivePiecesError`]; the same for all requests.
    pub async fn projects(&self) -> Result<Vec<RemoteProject>, ActivePiecesError> {
        self.all(&["projects"], &[], |project| {
            Some(RemoteProject {
                id: text(project, "/id")?,
                display_name: text(project, "/displayName").unwrap_or_default(),
            })
        })
        .await
    }
}
