use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::Timestamp;
use winfactor_service::activepieces::SignedIn;

/// The sign-in at an ActivePieces server. Its token is never shown.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivePiecesSignIn {
    /// The server's base address.
    #[schema(example = "https://cloud.activepieces.com")]
    url: String,
    #[schema(example = "anna@windows.example")]
    email: String,
    /// The project that the account works in first.
    #[schema(example = "q2XJh0kTz8Vw5sNfR7LmB")]
    project_id: String,
    /// Whether the sign-in is still good; otherwise somebody has to sign in again.
    signed_in: bool,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    signed_in_at: Timestamp,
    /// Unix milliseconds: seven days later, or when the server did not take the token any more.
    #[schema(value_type = i64, example = 1773043200000i64)]
    expires_at: Timestamp,
}

impl From<SignedIn> for ActivePiecesSignIn {
    fn from(sign_in: SignedIn) -> Self {
        ActivePiecesSignIn {
            url: sign_in.url,
            email: sign_in.email,
            project_id: sign_in.project_id,
            signed_in: sign_in.is_live,
            signed_in_at: sign_in.signed_in_at,
            expires_at: sign_in.expires_at,
        }
    }
}
