use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{oneshot, watch};

use super::{
    Journal, Received,
    script::{Decide, Next, Script},
};

/// What the test and the server's connections share.
#[derive(Debug, Default)]
pub(super) struct State(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    journal: Journal,
    hooks: HashMap<String, Hook>,
    /// For the paths that no script was written for.
    of_all: Script,
    waiting: Vec<Waiting>,
}

/// One path.
#[derive(Debug)]
struct Hook {
    script: Option<Script>,
    /// Counts the releases.
    released: watch::Sender<u64>,
    at_once: usize,
    most_at_once: usize,
}

impl Default for Hook {
    fn default() -> Hook {
        Hook {
            script: None,
            released: watch::Sender::new(0),
            at_once: 0,
            most_at_once: 0,
        }
    }
}

/// A test that waits for a condition.
struct Waiting {
    condition: Box<dyn FnMut(&Journal) -> bool + Send>,
    met: oneshot::Sender<()>,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting(…)")
    }
}

/// How a request that was just noted is to be answered.
pub(super) struct Instruction {
    pub(super) received: Arc<Received>,
    pub(super) next: Next,
    /// Taken before anybody could know of the request, so that no release is missed.
    pub(super) released: watch::Receiver<u64>,
    /// Kept until the request is over.
    pub(super) under_way: UnderWay,
}

/// Counts a request as under way for as long as it lives, cancelled ones too.
pub(super) struct UnderWay {
    state: Arc<State>,
    path: String,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if let Some(hook) = self.state.inside().hooks.get_mut(&self.path) {
            hook.at_once -= 1;
        }
    }
}

impl State {
    /// A test that panicked while asking has broken nothing here.
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn script(&self, path: &str, script: Script) {
        self.inside()
            .hooks
            .entry(path.to_owned())
            .or_default()
            .script = Some(script);
    }

    /// From now on the paths without a script of their own answer like this.
    pub(super) fn script_all(&self, decide: Decide) {
        self.inside().of_all = Script::Decided(decide);
    }

    pub(super) fn release(&self, path: &str) {
        if let Some(hook) = self.inside().hooks.get(path) {
            hook.released.send_modify(|times| *times += 1);
        }
    }

    pub(super) fn most_at_once(&self, path: &str) -> usize {
        self.inside()
            .hooks
            .get(path)
            .map_or(0, |hook| hook.most_at_once)
    }

    pub(super) fn journal<T>(&self, ask: impl FnOnce(&Journal) -> T) -> T {
        ask(&self.inside().journal)
    }

    pub(super) fn forget(&self) {
        self.inside().journal = Journal::default();
    }

    /// Resolves when the condition holds, which may be now.
    pub(super) fn when(
        &self,
        mut condition: impl FnMut(&Journal) -> bool + Send + 'static,
    ) -> oneshot::Receiver<()> {
        let (met, receiver) = oneshot::channel();
        let mut inside = self.inside();
        if condition(&inside.journal) {
            let _ = met.send(());
        } else {
            inside.waiting.push(Waiting {
                condition: Box::new(condition),
                met,
            });
        }
        receiver
    }

    /// Notes a request, wakes the tests whose conditions it fulfils, and says how to answer.
    pub(super) fn note(self: &Arc<State>, received: Received) -> Instruction {
        let mut inside = self.inside();
        let path = received.path.clone();
        let Inside { hooks, of_all, .. } = &mut *inside;
        let hook = hooks.entry(path.clone()).or_default();
        hook.at_once += 1;
        hook.most_at_once = hook.most_at_once.max(hook.at_once);
        let next = hook.script.as_mut().unwrap_or(of_all).next();
        let released = hook.released.subscribe();
        let received = inside.journal.add(received);
        let Inside {
            journal, waiting, ..
        } = &mut *inside;
        for waiting in waiting.extract_if(.., |waiting| {
            waiting.met.is_closed() || (waiting.condition)(journal)
        }) {
            // Nobody listens any more when the test has given up.
            let _ = waiting.met.send(());
        }
        Instruction {
            received,
            next,
            released,
            under_way: UnderWay {
                state: self.clone(),
                path,
            },
        }
    }
}
