use std::time::Duration;

use http::Method;
use serde_json::json;

use super::ActivePiecesError;
use super::pages::text;
use super::server::{answer, call};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// How long a token is good.
pub const TOKEN_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// What a server gives to whoever signs in.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub token: SecretText,
    /// The project that the account works in first.
    pub project_id: String,
}

/// Signs in with the password of a person, which is sent once and kept nowhere.
///
/// # Errors
/// [`ActivePiecesError::WrongPassword`] above all.
pub async fn sign_in(
    client: &HttpClient,
    base: &str,
    email: &str,
    password: &SecretText,
) -> Result<SignIn, ActivePiecesError> {
    let body = json!({"email": email, "password": password.expose()});
    let call = call(Method::POST, base, &["authentication", "sign-in"], &[]).json(&body);
    let signed_in = answer(call, client).await.map_err(|error| match error {
        // Without a token there is none that could have expired.
        ActivePiecesError::SignedOut => ActivePiecesError::WrongPassword,
        error => error,
    })?;
    let token = text(&signed_in, "/token").map(SecretText::new);
    let project_id = text(&signed_in, "/projectId");
    token
        .zip(project_id)
        .map(|(token, project_id)| SignIn { token, project_id })
        .ok_or_else(|| ActivePiecesError::unexpected("a sign-in without a token and a project"))
}
