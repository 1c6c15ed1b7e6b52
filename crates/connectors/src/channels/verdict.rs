/// What a vendor said of a connection when it was asked without sending anything to anybody; the texts
/// are for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is let in.
    Works(String),
    /// Whether it works shows by sending only.
    Unsure(String),
}
