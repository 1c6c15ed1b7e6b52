//! Which crate may name which dependency from outside.
//!
//! "The only crate with SQL" and "never calls out" mean something because nobody else has the
//! means. A crate that needs one of these talks to its owner instead.

use super::{
    edges::manifest,
    tree::{Finding, Tree},
};

/// A dependency with an owner.
struct Guarded {
    names: &'static [&'static str],
    users: &'static [&'static str],
    why: &'static str,
}

const GUARDED: [Guarded; 8] = [
    Guarded {
        names: &[
            "rusqlite",
            "postgres",
            "tokio-postgres",
            "tokio-postgres-rustls",
            "postgres-types",
        ],
        users: &["winfactor-store", "winfactor-testkit"],
        why: "SQL lives in winfactor-store alone",
    },
    Guarded {
        names: &[
            "hyper",
            "hyper-util",
            "tokio-rustls",
            "hyper-rustls",
            "tower-service",
        ],
        users: &[
            "winfactor-connectors",
            "winfactor-testkit",
            "winfactor-bench",
        ],
        why: "outgoing HTTP goes through the guarded client of winfactor-connectors",
    },
    Guarded {
        names: &["rustls", "rustls-native-certs"],
        users: &[
            "winfactor-connectors",
            "winfactor-store",
            "winfactor-testkit",
            "winfactor-bench",
        ],
        why: "only what dials knows of TLS: the guarded client and the database connection",
    },
    Guarded {
        names: &["lettre"],
        users: &["winfactor-connectors"],
        why: "mail is sent by its connector",
    },
    Guarded {
        names: &["axum", "axum-extra", "utoipa-axum"],
        users: &["winfactor-web", "winfactor", "winfactor-testkit"],
        why: "routes and handlers live in winfactor-web",
    },
    Guarded {
        names: &["rquickjs"],
        users: &["winfactor-flows"],
        why: "expressions are evaluated by winfactor-flows",
    },
    Guarded {
        names: &["getrandom", "rand", "fastrand"],
        users: &["winfactor"],
        why: "randomness is an argument (domain::Rng), drawn from the system by the binary",
    },
    Guarded {
        names: &["tokio", "futures-util"],
        users: &[
            "winfactor-store",
            "winfactor-connectors",
            "winfactor-service",
            "winfactor-web",
            "winfactor",
            "winfactor-testkit",
            "winfactor-bench",
        ],
        why: "winfactor-domain and winfactor-flows do no input or output",
    },
];

/// Dependencies that no shipped crate may have: tests use them, through the testkit or directly.
const TESTS_ONLY: [&str; 7] = [
    "fantoccini",
    "standardwebhooks",
    "insta",
    "proptest",
    "jsonschema",
    "tempfile",
    "rcgen",
];

/// Clients that tests of the web server may use to read its endless answers.
const TEST_CLIENTS: [&str; 2] = ["hyper", "hyper-util"];

/// The crates that only developers run.
const NOT_SHIPPED: [&str; 3] = ["winfactor-testkit", "winfactor-bench", "xtask"];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in tree.metadata.members() {
        for dependency in &member.dependencies {
            let (user, name) = (member.name.as_str(), dependency.name.as_str());
            let is_test_client = user == "winfactor-web"
                && dependency.kind.as_deref() == Some("dev")
                && TEST_CLIENTS.contains(&name);
            let guarded = GUARDED
                .iter()
                .find(|guarded| guarded.names.contains(&name) && !is_test_client);
            if let Some(guarded) = guarded.filter(|guarded| !guarded.users.contains(&user)) {
                let message = format!("{user} must not depend on {name}: {}", guarded.why);
                findings.push(Finding::of(manifest(tree, user), message));
            }
            let shipped = dependency.kind.is_none() && !NOT_SHIPPED.contains(&user);
            if shipped && TESTS_ONLY.contains(&name) {
                let message = format!(
                    "{user} depends on {name}, which is for tests: make it a dev-dependency"
                );
                findings.push(Finding::of(manifest(tree, user), message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::edges::tests::workspace;
    use super::*;

    #[test]
    fn only_the_owner_names_a_guarded_dependency() {
        let tree = workspace(&[
            ("winfactor-store", &[("rusqlite", None), ("tokio", None)]),
            (
                "winfactor-service",
                &[("rusqlite", Some("dev")), ("serde", None)],
            ),
            ("winfactor-domain", &[("tokio", None)]),
            ("winfactor-web", &[("axum", None), ("hyper", None)]),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].contains("winfactor-service must not depend on rusqlite"));
        assert!(findings[1].contains("winfactor-domain must not depend on tokio"));
        assert!(findings[2].contains("winfactor-web must not depend on hyper"));
    }

    #[test]
    fn what_is_for_tests_is_not_shipped() {
        let tree = workspace(&[
            ("winfactor-testkit", &[("fantoccini", None)]),
            ("winfactor-flows", &[("insta", Some("dev"))]),
            ("winfactor-web", &[("tempfile", None)]),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("winfactor-web depends on tempfile"));
    }
}
