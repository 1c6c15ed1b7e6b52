//! What cargo knows about the workspace and its dependencies: the parts of `cargo metadata` used here.

use std::{collections::BTreeSet, path::Path, process::Command};

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::process;

/// Packages by name and version.
pub(crate) type Versions = BTreeSet<(String, String)>;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    /// What is really built; empty when cargo was asked for the workspace alone.
    #[serde(skip)]
    pub(crate) built: Versions,
    /// What of that is not for tests only.
    #[serde(skip)]
    pub(crate) shipped: Versions,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) license: Option<String>,
    /// Where it comes from; nothing for a package of this repository.
    pub(crate) source: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
    /// The registries it may be published to; an empty list when it is private.
    pub(crate) publish: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// Nothing for a normal dependency, else `dev` or `build`.
    pub(crate) kind: Option<String>,
}

impl Metadata {
    /// The workspace's own packages, as their manifests describe them.
    pub(crate) fn of_workspace(root: &Path) -> anyhow::Result<Metadata> {
        read(root, &["--no-deps"])
    }

    /// All packages, and which of them are built and shipped for these targets. `cargo metadata`
    /// alone also names what only features that nobody asked for would bring.
    pub(crate) fn of_everything(
        root: &Path,
        targets: &[String],
        unshipped: &[String],
    ) -> anyhow::Result<Metadata> {
        let mut metadata = read(root, &[])?;
        let unshipped: Vec<&str> = unshipped
            .iter()
            .flat_map(|name| ["--exclude", name])
            .collect();
        for target in targets {
            metadata.built.extend(tree(
                root,
                &["--edges=normal,build,dev", "--target", target],
            )?);
            let shipped = [&["--edges=normal,build", "--target", target], &*unshipped].concat();
            metadata.shipped.extend(tree(root, &shipped)?);
        }
        Ok(metadata)
    }

    /// The packages of this repository.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The packages that are built.
    pub(crate) fn used(&self) -> impl Iterator<Item = &Package> {
        self.among(&self.built)
    }

    /// The packages that are shipped.
    pub(crate) fn shipped(&self) -> impl Iterator<Item = &Package> {
        self.among(&self.shipped)
    }

    fn among<'a>(&'a self, versions: &'a Versions) -> impl Iterator<Item = &'a Package> {
        self.packages
            .iter()
            .filter(|package| versions.contains(&(package.name.clone(), package.version.clone())))
    }
}

fn tree(root: &Path, arguments: &[&str]) -> anyhow::Result<Versions> {
    let mut tree = process::cargo();
    tree.current_dir(root)
        .args([
            "tree",
            "--workspace",
            "--locked",
            "--prefix=none",
            "--format={p}",
        ])
        .args(arguments);
    Ok(String::from_utf8_lossy(&output(&mut tree)?)
        .lines()
        .filter_map(name_and_version)
        .collect())
}

/// `serde v1.0.228 (proc-macro)`
fn name_and_version(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.split_once(" v")?;
    Some((name.to_owned(), rest.split(' ').next()?.to_owned()))
}

fn read(root: &Path, arguments: &[&str]) -> anyhow::Result<Metadata> {
    let mut metadata = process::cargo();
    metadata
        .current_dir(root)
        .args(["metadata", "--format-version=1", "--locked"])
        .args(arguments);
    serde_json::from_slice(&output(&mut metadata)?)
        .context("cargo metadata answered in an unknown form")
}

fn output(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command
        .output()
        .with_context(|| format!("`{}` did not start", process::line(command)))?;
    ensure!(
        output.status.success(),
        "`{}` failed: {}",
        process::line(command),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
