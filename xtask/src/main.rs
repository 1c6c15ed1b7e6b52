//! The project's own commands: `cargo xtask test | check | generate | bench | provision`.
//!
//! Everything a person or a continuous-integration machine runs against this repository is one
//! of these commands, so that "it passed for me" and "it passed there" mean the same thing.
#![allow(
    clippy::print_stdout,
    reason = "a command line tool speaks on standard output"
)]

mod bench;
mod check;
mod deny;
mod generate;
mod metadata;
mod npm;
mod process;
mod provision;
mod repository;
mod suite;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Tests, checks and generated files of this repository"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run every test: installs what the tests need, ends with "N passed, N failed"
    Test {
        /// Handed to `cargo test`, for example `-p winfactor-domain quote`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        filter: Vec<String>,
    },
    /// Run what continuous integration checks beside the tests: format, lints, tidiness, licences, generated files
    Check,
    /// Rewrite generated files: event schemas, fixtures, the API description, tables in the documentation
    Generate,
    /// Check the rules of the source tree alone (also a part of `check`, and a test)
    Tidy,
    /// Check licences, bans, duplicates and sources of the dependencies alone (also a part of `check`)
    Deny,
    /// Build for release and measure: submissions accepted and delivered a second, and what they cost
    Bench {
        /// Handed to the measuring program, for example `--database sqlite --events 5000`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Install the programs and packages that the tests use, where they are missing
    Provision,
}

fn main() -> anyhow::Result<ExitCode> {
    let passed = match Arguments::parse().command {
        Command::Test { filter } => suite::run(&filter)?,
        Command::Check => check::run()?,
        Command::Generate => generate::run()?,
        Command::Tidy => tidy::run()?,
        Command::Deny => deny::run()?,
        Command::Bench { arguments } => bench::run(&arguments)?,
        Command::Provision => provision::ensure(),
    };
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
