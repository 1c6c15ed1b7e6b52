//! What moves a flow between WinFactor and ActivePieces, and what keeps it from doing so.
//!
//! Both read the same documents, but neither has everything that the other one has. [`where_it_runs`]
//! says of each step whether it runs here; [`needs`] says what a flow expects of an ActivePieces
//! server: pieces, connections, and nothing that runs in WinFactor alone ([`HERE_ONLY_ACTIONS`]).

mod needs;
mod one_side_only;
mod runs;

pub use needs::{ConnectionUse, Needs, PieceUse, UsedStep, needs};
pub use one_side_only::{HERE_ONLY_ACTIONS, THERE_ONLY_ACTIONS, runs_here_only};
pub use runs::{Runs, where_it_runs};
