use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::io;
use std::sync::Arc;

use serde_json::Value;

use super::path::StepPath;
use super::record::{JournalEntry, StepRecord};

/// The records of a run, and which of them the driver has not been given yet.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: Vec<Kept>,
    positions: HashMap<StepPath, usize>,
    changed: VecDeque<usize>,
    bytes: usize,
    /// Sizes of inputs with their positions, once there was a need to leave some out. One that was
    /// replaced since is passed over.
    inputs: Option<BinaryHeap<(usize, usize)>>,
}

#[derive(Debug)]
struct Kept {
    entry: JournalEntry,
    bytes: usize,
    /// It is in `changed`.
    is_due: bool,
}

/// The records are larger than the limit, with all inputs left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

impl Journal {
    /// What stands in place of an input that was too large to keep.
    pub(super) const TRUNCATED: &str = "(truncated)";

    /// Takes a record that is committed already.
    pub(super) fn restore(&mut self, entry: JournalEntry) {
        self.keep(entry);
    }

    pub(super) fn get(&self, path: &StepPath) -> Option<&Arc<StepRecord>> {
        let position = *self.positions.get(path)?;
        Some(&self.entries[position].entry.record)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &JournalEntry> {
        self.entries.iter().map(|kept| &kept.entry)
    }

    /// Takes a new record, to be committed. One that changes nothing is not given to the driver.
    pub(super) fn put(
        &mut self,
        path: &StepPath,
        record: StepRecord,
        max_bytes: usize,
    ) -> Result<(), TooLarge> {
        self.put_whatever_its_size(path, record);
        while self.bytes > max_bytes {
            self.leave_out_largest_input()?;
        }
        Ok(())
    }

    pub(super) fn put_whatever_its_size(&mut self, path: &StepPath, record: StepRecord) {
        if self.get(path).is_some_and(|kept| **kept == record) {
            return;
        }
        let position = self.keep(JournalEntry {
            path: path.clone(),
            record: Arc::new(record),
        });
        self.mark_changed(position);
    }

    /// Whether there are records that the driver has not been given.
    pub(super) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The next record for the driver.
    pub(super) fn take_changed(&mut self) -> Option<JournalEntry> {
        let position = self.changed.pop_front()?;
        let kept = &mut self.entries[position];
        kept.is_due = false;
        Some(kept.entry.clone())
    }

    fn keep(&mut self, entry: JournalEntry) -> usize {
        let bytes = json_size(&*entry.record);
        self.bytes += bytes;
        let next = self.entries.len();
        let position = *self.positions.entry(entry.path.clone()).or_insert(next);
        if let Some(kept) = self.entries.get_mut(position) {
            self.bytes -= kept.bytes;
            kept.bytes = bytes;
            kept.entry = entry;
        } else {
            self.entries.push(Kept {
                entry,
                bytes,
                is_due: false,
            });
        }
        let kept = &self.entries[position];
        if let Some(inputs) = &mut self.inputs {
            inputs.push((kept.input_size(), position));
        }
        position
    }

    fn mark_changed(&mut self, position: usize) {
        let kept = &mut self.entries[position];
        if !std::mem::replace(&mut kept.is_due, true) {
            self.changed.push_back(position);
        }
    }

    fn leave_out_largest_input(&mut self) -> Result<(), TooLarge> {
        let mut inputs = self.inputs.take().unwrap_or_else(|| {
            let kept = self.entries.iter().enumerate();
            kept.map(|(position, kept)| (kept.input_size(), position))
                .collect()
        });
        let largest = loop {
            match inputs.pop() {
                Some((bytes, position)) if self.entries[position].input_size() == bytes => {
                    break Some((bytes, position));
                }
                Some(_) => {}
                None => break None,
            }
        };
        self.inputs = Some(inputs);
        let (bytes, position) = largest.ok_or(TooLarge)?;
        if bytes <= json_size(Self::TRUNCATED) {
            return Err(TooLarge);
        }
        let kept = &self.entries[position].entry;
        let truncated = JournalEntry {
            path: kept.path.clone(),
            record: Arc::new(StepRecord {
                input: Value::from(Self::TRUNCATED),
                ..(*kept.record).clone()
            }),
        };
        self.keep(truncated);
        self.mark_changed(position);
        Ok(())
    }
}

impl Kept {
    fn input_size(&self) -> usize {
        json_size(&self.entry.record.input)
    }
}

/// How many bytes a value has as JSON.
fn json_size(value: &(impl serde::Serialize + ?Sized)) -> usize {
    struct Count(usize);
    impl io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    // Neither the counter nor a record can fail; should one, its size counts as nothing.
    let _ = serde_json::to_writer(&mut count, value);
    count.0
}
