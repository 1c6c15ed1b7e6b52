/// The text of an expression that needs a JavaScript engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub(crate) text: Box<str>,
}

impl Script {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.into() }
    }
}
