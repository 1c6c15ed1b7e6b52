//! `cargo xtask check`: all that continuous integration asks of a change beside its tests.

use std::io::IsTerminal;

use crate::{deny, generate, process, tidy};

/// Prints what is wrong; `false` when something is.
type Check = fn() -> anyhow::Result<bool>;

/// Runs every check, also after one that failed, so that one run shows all there is to mend.
pub(crate) fn run() -> anyhow::Result<bool> {
    let checks: [(&str, Check); 5] = [
        ("format", format),
        ("tidiness", tidy::run),
        ("dependencies", deny::run),
        ("lints", lints),
        ("generated files", generate::current),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        println!("\n== {name}");
        if check()? {
            println!("ok");
        } else {
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("\nAll checks passed.");
    } else {
        println!("\nNot in order: {}.", failed.join(", "));
    }
    Ok(failed.is_empty())
}

fn format() -> anyhow::Result<bool> {
    let mut fmt = process::cargo();
    fmt.args(["fmt", "--all", "--check"]);
    if !std::io::stdout().is_terminal() {
        fmt.args(["--", "--color=never"]);
    }
    process::succeeds(&mut fmt)
}

fn lints() -> anyhow::Result<bool> {
    process::succeeds(process::cargo().args([
        "clippy",
        "--quiet",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}
