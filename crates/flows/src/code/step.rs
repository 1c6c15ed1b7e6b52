use crate::format::CodeSettings;

use super::error::CodeRefusal;
use super::typescript::to_javascript;

/// A code step that can run: JavaScript without types and without imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeStep {
    pub(super) source: Box<str>,
    pub(super) kind: ModuleKind,
}

/// How a module exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ModuleKind {
    /// `export const code = …`
    EcmaScript,
    /// `exports.code = …`
    CommonJs,
}

/// The longest source code in bytes.
pub(super) const MAX_SOURCE: usize = 128 << 10;

impl CodeStep {
    /// Takes the types out, and refuses what cannot run here.
    pub fn compile(settings: &CodeSettings) -> Result<Self, CodeRefusal> {
        let source = settings.source_code.as_ref().ok_or(CodeRefusal::NoSource)?;
        Self::of_source(&source.code)
    }

    pub(super) fn of_source(code: &str) -> Result<Self, CodeRefusal> {
        if code.trim().is_empty() {
            return Err(CodeRefusal::NoSource);
        }
        if code.len() > MAX_SOURCE {
            return Err(CodeRefusal::TooLong { limit: MAX_SOURCE });
        }
        let (source, kind) = to_javascript(code)?;
        Ok(Self {
            source: source.into(),
            kind,
        })
    }
}
