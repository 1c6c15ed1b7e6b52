/// A part of a list, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many rows at most; one more is read to know whether there are more.
    pub limit: u32,
    /// Only rows older than this id.
    pub before: Option<String>,
}

/// Sorts after every id, so that a list without a cursor begins with the newest row.
const AFTER_ALL_IDS: &str = "~";

impl Page {
    pub(crate) fn before(&self) -> &str {
        self.before.as_deref().unwrap_or(AFTER_ALL_IDS)
    }

    pub(crate) fn rows(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Splits off the row that was read to see whether there are more.
    pub fn split<T>(&self, mut rows: Vec<T>) -> (Vec<T>, bool) {
        let more = rows.len() > self.limit as usize;
        rows.truncate(self.limit as usize);
        (rows, more)
    }
}
