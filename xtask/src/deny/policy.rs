//! The parts of `deny.toml` that are enforced here.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Policy {
    pub(super) graph: Graph,
    pub(super) licenses: Licenses,
    pub(super) bans: Bans,
    pub(super) sources: Sources,
}

#[derive(Debug, Deserialize)]
pub(super) struct Graph {
    pub(super) targets: Vec<String>,
    /// Crates of the workspace that are not shipped.
    pub(super) exclude: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Licenses {
    /// SPDX identifiers, with their exception where they have one.
    pub(super) allow: Vec<String>,
    #[serde(default)]
    pub(super) exceptions: Vec<Exception>,
}

/// Licences allowed for one package only.
#[derive(Debug, Deserialize)]
pub(super) struct Exception {
    #[serde(rename = "crate")]
    pub(super) name: String,
    pub(super) allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Bans {
    #[serde(default)]
    pub(super) deny: Vec<Named>,
    #[serde(default)]
    pub(super) skip: Vec<Named>,
}

/// A package, or some versions of it (`name@requirement`), and why it stands here.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    #[serde(rename = "crate")]
    pub(super) name: String,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Sources {
    pub(super) allow_registry: Vec<String>,
}
