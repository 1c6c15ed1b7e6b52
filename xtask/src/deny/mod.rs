//! Which dependencies are welcome: `deny.toml`, in cargo-deny's format, enforced without cargo-deny.
//!
//! Building cargo-deny takes longer than building this project, so the rules that change with
//! each new dependency (licence, ban, duplicate, source) are checked here over `cargo metadata`.
//! Where cargo-deny is installed it runs as well, on the same file, and adds the advisories.

mod licences;
mod policy;
mod spdx;
mod versions;

use std::{fs, path::Path};

use anyhow::Context;

use crate::{metadata::Metadata, process, repository};
use policy::Policy;

pub(crate) fn run() -> anyhow::Result<bool> {
    let root = repository::root();
    let refusals = refusals(&root)?;
    for refusal in &refusals {
        println!("{refusal}");
    }
    let mut passed = refusals.is_empty();
    if process::installed("cargo-deny") {
        passed &= process::succeeds(process::cargo().args(["deny", "check"]))?;
    }
    Ok(passed)
}

/// What stands against the dependencies of the workspace in `root`, one sentence each.
fn refusals(root: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(root.join("deny.toml")).context("deny.toml cannot be read")?;
    let policy: Policy =
        toml::from_str(&text).context("deny.toml is not in the form expected here")?;
    let metadata = Metadata::of_everything(root, &policy.graph.targets, &policy.graph.exclude)?;
    let mut refusals = Vec::new();
    refusals.extend(licences::refusals(&policy.licenses, &metadata));
    refusals.extend(versions::banned(&policy.bans, &metadata));
    refusals.extend(versions::duplicates(&policy.bans, &metadata));
    refusals.extend(strangers(&policy.sources, &metadata));
    Ok(refusals)
}

/// Packages from elsewhere than the allowed registries.
fn strangers(sources: &policy::Sources, metadata: &Metadata) -> Vec<String> {
    let known = |source: &str| {
        source
            .strip_prefix("registry+")
            .is_some_and(|index| sources.allow_registry.iter().any(|url| url == index))
    };
    let used = metadata
        .used()
        .filter_map(|package| Some((package, package.source.as_deref()?)));
    used.filter(|(_, source)| !known(source))
        .map(|(package, source)| {
            format!(
                "{} {} comes from {source}: deny.toml allows its registries only",
                package.name, package.version
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{Package, Versions};

    /// Metadata with packages of these names, versions and licences, all of them used.
    pub(super) fn packages(packages: &[(&str, &str, Option<&str>)]) -> Metadata {
        let package = |(name, version, licence): &(&str, &str, Option<&str>)| Package {
            id: format!("{name}@{version}"),
            name: (*name).to_owned(),
            version: (*version).to_owned(),
            license: licence.map(str::to_owned),
            source: Some("registry+https://github.com/rust-lang/crates.io-index".to_owned()),
            ..Package::default()
        };
        let packages: Vec<Package> = packages.iter().map(package).collect();
        let built: Versions = packages
            .iter()
            .map(|package| (package.name.clone(), package.version.clone()))
            .collect();
        Metadata {
            packages,
            shipped: built.clone(),
            built,
            ..Metadata::default()
        }
    }

    #[test]
    fn a_package_from_a_git_repository_is_refused() {
        let sources = policy::Sources {
            allow_registry: vec!["https://github.com/rust-lang/crates.io-index".to_owned()],
        };
        let mut metadata = packages(&[("good", "1.0.0", None), ("forked", "1.0.0", None)]);
        metadata.packages[1].source = Some("git+https://example.org/forked".to_owned());
        let refusals = strangers(&sources, &metadata);
        assert_eq!(refusals.len(), 1);
        assert!(refusals[0].starts_with("forked 1.0.0 comes from git+https://example.org/forked"));
    }
}
