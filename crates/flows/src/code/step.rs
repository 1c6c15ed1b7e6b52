use crate::format::CodeSettings;

use super::error::CodeRefusal;

/// A code step that can run: JavaScript without types and without imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeStep {
    pub(crate) source: Box<str>,
}

impl CodeStep {
    pub fn compile(settings: &CodeSettings) -> Result<Self, CodeRefusal> {
        let source = settings.source_code.as_ref().ok_or(CodeRefusal::NoSource)?;
        Ok(Self {
            source: source.code.as_str().into(),
        })
    }
}
