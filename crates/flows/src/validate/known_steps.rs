use std::collections::HashMap;

use serde_json::Value;

use crate::format::NumberedStep;

/// What is known of a step at the moment when another one refers to it.
#[derive(Debug)]
pub(super) enum Known<'a> {
    /// It has run; its output looks like one of the samples. Without samples nothing is known of it.
    Output(&'a [Value]),
    Later,
    Skipped,
}

/// The steps of a flow by name, while the flow is gone through in order.
pub(super) struct KnownSteps<'a> {
    by_name: HashMap<&'a str, Entry>,
}

struct Entry {
    number: usize,
    skipped: bool,
    samples: Option<Vec<Value>>,
}

impl<'a> KnownSteps<'a> {
    pub(super) fn new(steps: &[NumberedStep<'a>]) -> Self {
        let mut by_name = HashMap::new();
        for numbered in steps {
            by_name.entry(numbered.step.name()).or_insert(Entry {
                number: numbered.number,
                skipped: numbered.skipped,
                samples: None,
            });
        }
        Self { by_name }
    }

    pub(super) fn is_first_of_its_name(&self, step: &NumberedStep<'_>) -> bool {
        self.by_name
            .get(step.step.name())
            .is_some_and(|entry| entry.number == step.number)
    }

    /// The steps after this one can refer to it.
    pub(super) fn has_run(&mut self, step: &NumberedStep<'_>, samples: Vec<Value>) {
        if let Some(entry) = self.by_name.get_mut(step.step.name())
            && entry.number == step.number
        {
            entry.samples = Some(samples);
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<Known<'_>> {
        let entry = self.by_name.get(name)?;
        Some(match &entry.samples {
            _ if entry.skipped => Known::Skipped,
            Some(samples) => Known::Output(samples),
            None => Known::Later,
        })
    }
}
