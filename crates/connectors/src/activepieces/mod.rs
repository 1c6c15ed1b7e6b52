//! ActivePieces' own interface, as its people's browsers use it: signing in, projects, flows, pieces,
//! connections, runs.
//!
//! Keys for programs exist in its paid editions only, so we sign in with the e-mail address and the
//! password of a person, and keep the token that comes back; it is good for seven days. Each function
//! is one request (a list: one for each page) and says what went wrong as an [`ActivePiecesError`].
//!
//! The server checks less than one would expect: it imports and publishes flows whose connections and
//! pieces do not exist. What a flow needs is therefore asked for here, before it is imported.
//!
//! Shapes: `@activepieces/shared` 0.96.2, and a server 0.82.1 as measured.

mod connections;
mod error;
mod flows;
mod pages;
mod pieces;
mod projects;
mod runs;
mod server;
mod sign_in;

pub use connections::RemoteConnection;
pub use error::ActivePiecesError;
pub use flows::RemoteFlow;
pub use pieces::RemotePiece;
pub use projects::RemoteProject;
pub use runs::{RemoteFailedStep, RemoteRun};
pub use server::{ActivePieces, base_address};
pub use sign_in::{SignIn, TOKEN_LIFE, sign_in};
