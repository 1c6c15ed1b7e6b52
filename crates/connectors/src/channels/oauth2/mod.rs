//! OAuth 2.0: new access tokens for connections.
//!
//! A connection's value is ActivePieces' own: `access_token`, `refresh_token`, `token_url`,
//! `client_id`, `client_secret`, `expires_in`, `claimed_at`, `scope`, `grant_type`,
//! `authorization_method`. A refresh token, or the grant `client_credentials`, gets a new access
//! token; what the answer leaves out stays as it was.
//!
//! Source: RFC 6749, sections 2.3.1 (client authentication), 4.4 (client credentials), 5 (answers)
//! and 6 (refreshing).

mod answer;
mod grant;
mod request;

pub use grant::Grant;
pub use request::renew;
