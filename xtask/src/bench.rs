//! `cargo xtask bench`: builds the server as it is shipped, and measures it from outside.

use std::process::Command;

use crate::process;

/// Hands `arguments` to the measuring program of `crates/bench`.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<bool> {
    let mut build = process::cargo();
    build.args([
        "build",
        "--release",
        "--locked",
        "--package=winfactor",
        "--package=winfactor-bench",
    ]);
    // The path of each program is told by cargo, wherever it builds.
    build.arg("--message-format=json-render-diagnostics");
    println!("$ {}", process::line(&build));
    let programs = process::executables(&mut build)?;
    let program = |name: &str| {
        programs
            .iter()
            .find(|path| path.file_stem().is_some_and(|stem| stem == name))
    };
    let (Some(server), Some(bench)) = (program("winfactor"), program("winfactor-bench")) else {
        anyhow::bail!("the build made no winfactor and no winfactor-bench");
    };
    process::succeeds(
        Command::new(bench)
            .arg("--server")
            .arg(server)
            .args(arguments),
    )
}
