//! Working hand in hand with an ActivePieces server: an organization signs in to it, brings flows
//! there, and sees what their runs came to.
//!
//! A flow is *brought* step by step: what it needs is compared with what the server has; the flow is
//! made or replaced there, published, and an endpoint of ours is pointed at its webhook address. Each
//! step is safe to repeat, and the [report](Brought) says what was done and what was not, so that
//! whoever is interrupted begins again. A flow that was brought before is found by its stored id, or
//! by the mark that it carries there.
//!
//! Of a sign-in only the token is kept, encrypted; it ends after seven days. The password is never
//! kept.

mod bring;
mod customer_steps;
mod document;
mod endpoint;
mod error;
mod flows;
mod missing;
mod projects;
mod report;
mod see;
mod session;
mod sign_in;
mod source;
mod test;
mod tested;

pub use bring::{Bring, bring};
pub use flows::{FlowThere, flows};
pub use missing::{Missing, MissingKind};
pub use projects::{Project, projects};
pub use report::{Brought, Progress, StepState, Task};
pub(crate) use see::{FlowSeen, see_flow};
pub use sign_in::{NewSignIn, SignedIn, forget, get, sign_in};
pub use source::Source;
pub use test::test;
pub use tested::{Arrival, FailedStep, RunThere, TestResult, tested};
