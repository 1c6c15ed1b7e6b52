//! Installs what the tests use, where it is missing.
//!
//! The tests run against real parts: a PostgreSQL server, a Chromium, the published verifier of
//! Standard Webhooks, the published types of ActivePieces, a mail server, a reader of workbooks.
//! Where they cannot be installed from here (no package manager, no rights), what to install by hand
//! is said, and the tests that need it fail with the same words.

mod packages;
mod python;

use crate::{npm, process, repository};

/// A part of the tests that comes from outside the repository.
struct Need {
    what: &'static str,
    present: fn() -> bool,
    /// The Debian and Ubuntu packages that bring it.
    packages: &'static [&'static str],
}

const NEEDS: [Need; 5] = [
    Need {
        what: "the PostgreSQL server programs",
        present: postgresql_present,
        packages: &["postgresql"],
    },
    Need {
        what: "Chromium",
        present: || {
            ["chromium", "chromium-browser", "google-chrome"]
                .iter()
                .any(|name| process::installed(name))
        },
        // Without a font a page is drawn with empty boxes for letters.
        packages: &["chromium", "fonts-liberation"],
    },
    Need {
        what: "ChromeDriver",
        present: || process::installed("chromedriver"),
        packages: &["chromium-driver"],
    },
    Need {
        what: "Node.js and npm",
        present: || process::installed("node") && process::installed("npm"),
        packages: &["nodejs", "npm"],
    },
    Need {
        what: "Python",
        present: || process::installed("python3"),
        packages: &["python3", "python3-venv"],
    },
];

/// Installs what is missing. `false`, with the missing parts named, when something still is.
pub(crate) fn ensure() -> bool {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|need| need.what).collect();
        println!("The tests use {}: installing.", names.join(", "));
        let packages: Vec<&str> = missing
            .iter()
            .flat_map(|need| need.packages)
            .copied()
            .collect();
        if let Err(refusal) = packages::install(&packages) {
            println!("{refusal:#}");
        }
    }
    let mut complete = true;
    for need in NEEDS.iter().filter(|need| !(need.present)()) {
        complete = false;
        println!(
            "Missing: {}. Please install it by hand (on Debian and Ubuntu: apt-get install {}).",
            need.what,
            need.packages.join(" ")
        );
    }
    let directory = repository::root().join("crates/testkit/oracle");
    if let Err(refusal) = npm::install(&directory) {
        complete = false;
        println!(
            "{refusal:#}\nMissing: the webhook verifier, ActivePieces' types and those of vendors. Please run `npm ci` in crates/testkit/oracle by hand."
        );
    }
    let directory = repository::root().join("crates/testkit/python");
    if let Err(refusal) = python::install(&directory) {
        complete = false;
        println!(
            "{refusal:#}\nMissing: the mail server and the reader of workbooks. Please install crates/testkit/python/requirements.txt into crates/testkit/python/venv by hand."
        );
    }
    complete
}

/// Debian keeps the server's programs off the search path, one directory for each major version.
fn postgresql_present() -> bool {
    process::installed("initdb")
        || std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|versions| {
            versions
                .flatten()
                .any(|version| version.path().join("bin/initdb").is_file())
        })
}
