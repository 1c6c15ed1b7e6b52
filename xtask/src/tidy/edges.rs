//! Which crate of the workspace may use which: `domain ← {store, flows, connectors} ← service ← web ← winfactor`.
//!
//! A crate is here to forbid something. The store cannot call out while a transaction is open,
//! because it cannot name the connectors; a page cannot read the database behind the use cases'
//! back, because it cannot name the store.

use super::tree::{Finding, Tree};
use crate::metadata::Package;

/// Each crate, and what it may use of the others.
const ALLOWED: [(&str, &[&str]); 10] = [
    (DOMAIN, &[]),
    (STORE, &[DOMAIN]),
    (FLOWS, &[DOMAIN]),
    (CONNECTORS, &[DOMAIN]),
    (SERVICE, &[DOMAIN, STORE, FLOWS, CONNECTORS]),
    (WEB, &[DOMAIN, FLOWS, SERVICE]),
    (
        "winfactor",
        &[DOMAIN, STORE, FLOWS, CONNECTORS, SERVICE, WEB],
    ),
    (TESTKIT, &[DOMAIN, STORE, FLOWS, CONNECTORS, SERVICE, WEB]),
    // It measures the built binary from outside: none of the product's code is its own.
    ("winfactor-bench", &[TESTKIT]),
    ("xtask", &[]),
];

const STORE: &str = "winfactor-store";
const FLOWS: &str = "winfactor-flows";
const CONNECTORS: &str = "winfactor-connectors";
const SERVICE: &str = "winfactor-service";
const WEB: &str = "winfactor-web";
const DOMAIN: &str = "winfactor-domain";
/// Any crate's tests may use it, and nothing that is shipped may.
const TESTKIT: &str = "winfactor-testkit";

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let members: Vec<&Package> = tree.metadata.members().collect();
    let mut findings = Vec::new();
    for member in &members {
        let manifest = manifest(tree, &member.name);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == member.name) else {
            let message = format!(
                "{} is new: say in the rule of edges what it may depend on",
                member.name
            );
            findings.push(Finding::of(manifest, message));
            continue;
        };
        for dependency in &member.dependencies {
            let ours = members.iter().any(|other| other.name == dependency.name);
            let in_tests = dependency.kind.as_deref() == Some("dev") && dependency.name == TESTKIT;
            if ours && !in_tests && !allowed.contains(&dependency.name.as_str()) {
                let message = format!(
                    "{} must not depend on {}: ask through a crate in between",
                    member.name, dependency.name
                );
                findings.push(Finding::of(manifest.clone(), message));
            }
        }
    }
    findings
}

/// The path of a crate's manifest.
pub(super) fn manifest(tree: &Tree, name: &str) -> String {
    let directory = name.strip_prefix("winfactor-").unwrap_or(name);
    let path = format!("crates/{directory}/Cargo.toml");
    if tree.contains(&path) {
        path
    } else {
        format!("{directory}/Cargo.toml")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::metadata::{Dependency, Metadata};

    /// A crate's name, and its dependencies with their kinds.
    type Crate<'a> = (&'a str, &'a [(&'a str, Option<&'a str>)]);

    /// A tree whose workspace has these crates.
    pub(in crate::tidy) fn workspace(crates: &[Crate<'_>]) -> Tree {
        let dependency = |(name, kind): &(&str, Option<&str>)| Dependency {
            name: (*name).to_owned(),
            kind: kind.map(str::to_owned),
        };
        let package = |(name, dependencies): &Crate<'_>| Package {
            id: (*name).to_owned(),
            name: (*name).to_owned(),
            dependencies: dependencies.iter().map(dependency).collect(),
            ..Package::default()
        };
        let packages: Vec<Package> = crates.iter().map(package).collect();
        let workspace_members = packages.iter().map(|package| package.id.clone()).collect();
        Tree {
            metadata: Metadata {
                packages,
                workspace_members,
                ..Metadata::default()
            },
            ..Tree::default()
        }
    }

    #[test]
    fn a_crate_uses_only_those_below_it() {
        let tree = workspace(&[
            ("winfactor-domain", &[]),
            ("winfactor-testkit", &[("winfactor-domain", None)]),
            (
                "winfactor-store",
                &[
                    ("winfactor-domain", None),
                    ("winfactor-testkit", Some("dev")),
                    ("serde", None),
                ],
            ),
            ("winfactor-flows", &[("winfactor-store", Some("dev"))]),
            ("winfactor-web", &[("winfactor-store", None)]),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("winfactor-flows must not depend on winfactor-store"));
        assert!(findings[1].contains("winfactor-web must not depend on winfactor-store"));
    }

    #[test]
    fn nothing_that_is_shipped_uses_the_testkit() {
        let tree = workspace(&[
            ("winfactor-testkit", &[]),
            ("winfactor", &[("winfactor-testkit", None)]),
        ]);
        assert_eq!(findings(&tree).len(), 1);
    }

    #[test]
    fn a_new_crate_needs_a_place_in_the_order() {
        assert_eq!(findings(&workspace(&[("winfactor-extra", &[])])).len(), 1);
    }
}
