//! What the rules look at: the text of every file, and the workspace's manifests.

use std::{fmt, fs, path::Path};

use anyhow::Context;

use super::language::{Kind, spans};
use crate::{metadata::Metadata, repository};

#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: Vec<File>,
    pub(super) metadata: Metadata,
    /// Every path, of binary files as well.
    pub(super) paths: Vec<String>,
}

/// A text file.
#[derive(Debug)]
pub(super) struct File {
    /// Relative to the root, with `/` between parts.
    pub(super) path: String,
    pub(super) text: String,
}

/// One place that breaks a rule, and what to do about it.
#[derive(Debug)]
pub(super) struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Tree {
    pub(super) fn read(root: &Path) -> anyhow::Result<Tree> {
        let paths = repository::files(root)?;
        let mut files = Vec::new();
        for path in &paths {
            let bytes =
                fs::read(root.join(path)).with_context(|| format!("{path} cannot be read"))?;
            if let Ok(text) = String::from_utf8(bytes) {
                files.push(File {
                    path: path.clone(),
                    text,
                });
            }
        }
        Ok(Tree {
            files,
            paths,
            metadata: Metadata::of_workspace(root)?,
        })
    }

    /// The Rust files.
    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// Whether a file or a directory of this path belongs to the repository.
    pub(super) fn contains(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let within = |file: &String| {
            file.strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.paths.iter().any(within)
    }

    /// A tree of these files, for the tests of the rules.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Tree {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        Tree {
            files: files.iter().map(file).collect(),
            paths,
            metadata: Metadata::default(),
        }
    }
}

impl File {
    /// A finding in this file; lines count from 1.
    pub(super) fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            message: message.into(),
        }
    }

    /// Whether the file is a test by itself, not part of what is shipped.
    pub(super) fn is_test(&self) -> bool {
        self.path.starts_with("crates/") && self.path.contains("/tests/")
    }

    /// Whether the file lies in one of these directories.
    pub(super) fn is_in(&self, directories: &[&str]) -> bool {
        directories
            .iter()
            .any(|directory| self.path.starts_with(directory))
    }

    /// The text of a Rust file with comments and the insides of strings left out, line by line as before.
    pub(super) fn code(&self) -> String {
        self.kept(|kind| kind == Kind::Code)
    }

    /// The text of a Rust file with the insides of strings left out.
    pub(super) fn code_and_comments(&self) -> String {
        self.kept(|kind| kind != Kind::Text)
    }

    fn kept(&self, keep: impl Fn(Kind) -> bool) -> String {
        let mut kept = String::with_capacity(self.text.len());
        for span in spans(&self.text) {
            if keep(span.kind) {
                kept.push_str(span.text);
            } else {
                kept.extend(span.text.chars().filter(|letter| *letter == '\n'));
            }
        }
        kept
    }
}

impl Finding {
    /// A finding that concerns a file as a whole.
    pub(super) fn of(path: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            path: path.into(),
            line: 1,
            message: message.into(),
        }
    }
}

/// In the form that terminals and editors turn into a link.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}
