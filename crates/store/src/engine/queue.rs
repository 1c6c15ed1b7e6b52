//! A bounded queue from many callers to a few threads that take what waits, several at a time.
//!
//! A thread is woken only when one sleeps, and each wake is meant for one thread: a busy store
//! passes work on without a system call.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

pub(super) struct Queue<T> {
    limit: usize,
    state: Mutex<State<T>>,
    wake: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    /// Threads asleep that no wake is meant for yet.
    idle: usize,
    /// Wakes that no thread has answered yet.
    wakes: usize,
    consumers: usize,
    closed: bool,
}

/// A thread's right to take from a queue. When the last one is dropped, however its thread
/// ended, the queue closes and what waits is dropped: nobody waits for a thread that is gone.
pub(super) struct Consumer<T>(Arc<Queue<T>>);

/// Why an item was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Full,
    Closed,
}

impl<T> Queue<T> {
    /// A queue in which up to `limit` items wait.
    pub(super) fn new(limit: usize) -> Queue<T> {
        Queue {
            limit,
            state: Mutex::new(State {
                waiting: VecDeque::new(),
                idle: 0,
                wakes: 0,
                consumers: 0,
                closed: false,
            }),
            wake: Condvar::new(),
        }
    }

    /// For one more thread that takes from the queue.
    pub(super) fn consumer(self: &Arc<Self>) -> Consumer<T> {
        self.state().consumers += 1;
        Consumer(self.clone())
    }

    // Nothing panics while the lock is held, so a poisoned state is still a sound one.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, item: T) -> Result<(), Refused> {
        let mut state = self.state();
        if state.closed {
            return Err(Refused::Closed);
        }
        if state.waiting.len() >= self.limit {
            return Err(Refused::Full);
        }
        state.waiting.push_back(item);
        if state.idle > 0 {
            state.idle -= 1;
            state.wakes += 1;
            drop(state);
            self.wake.notify_one();
        }
        Ok(())
    }

    /// Takes nothing in any more. What waits is still handed out.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.wakes += state.idle;
        state.idle = 0;
        drop(state);
        self.wake.notify_all();
    }
}

impl<T> Consumer<T> {
    /// Waits for work and moves a fair share of it, at most `most` items, into `taken`: what
    /// waits is divided among the threads that are free. `false` when the queue was closed and
    /// is empty.
    pub(super) fn take(&self, most: usize, taken: &mut Vec<T>) -> bool {
        let queue = &self.0;
        let mut state = queue.state();
        loop {
            if !state.waiting.is_empty() {
                let free = 1 + state.idle + state.wakes;
                let share = state.waiting.len().div_ceil(free).min(most);
                taken.extend(state.waiting.drain(..share));
                return true;
            }
            if state.closed {
                return false;
            }
            state.idle += 1;
            state = queue
                .wake
                .wait_while(state, |state| state.wakes == 0)
                .unwrap_or_else(PoisonError::into_inner);
            state.wakes -= 1;
        }
    }
}

impl<T> Drop for Consumer<T> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.consumers -= 1;
        if state.consumers == 0 {
            state.closed = true;
            let orphans = std::mem::take(&mut state.waiting);
            // Their callers are told without the lock.
            drop(state);
            drop(orphans);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::thread;

    use super::*;

    fn queue<T>(limit: usize) -> (Arc<Queue<T>>, Consumer<T>) {
        let queue = Arc::new(Queue::new(limit));
        let consumer = queue.consumer();
        (queue, consumer)
    }

    #[test]
    fn what_waits_is_taken_in_order_and_up_to_the_cap() {
        let (queue, consumer) = queue(10);
        for item in 0..5 {
            queue.push(item).unwrap();
        }
        let mut taken = Vec::new();
        assert!(consumer.take(3, &mut taken));
        assert_eq!(taken, [0, 1, 2]);
        assert!(consumer.take(3, &mut taken));
        assert_eq!(taken, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_full_queue_refuses() {
        let (queue, _consumer) = queue(1);
        queue.push('a').unwrap();
        assert_eq!(queue.push('b'), Err(Refused::Full));
    }

    #[test]
    fn a_closed_queue_hands_out_what_waits_and_then_ends() {
        let (queue, consumer) = queue(2);
        queue.push('a').unwrap();
        queue.close();
        assert_eq!(queue.push('b'), Err(Refused::Closed));
        let mut taken = Vec::new();
        assert!(consumer.take(8, &mut taken));
        assert!(!consumer.take(8, &mut taken));
        assert_eq!(taken, ['a']);
    }

    #[test]
    fn nothing_waits_for_threads_that_are_gone() {
        let (queue, first) = queue(2);
        let second = queue.consumer();
        let item = Arc::new(());
        queue.push(item.clone()).unwrap();
        drop(first);
        assert_eq!(Arc::strong_count(&item), 2);
        drop(second);
        assert_eq!(Arc::strong_count(&item), 1);
        assert_eq!(queue.push(item), Err(Refused::Closed));
    }

    #[test]
    fn sleeping_threads_get_every_item_once_and_end_with_the_queue() {
        let queue = Arc::new(Queue::new(10_000));
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let consumer = queue.consumer();
                thread::spawn(move || {
                    let mut taken = Vec::new();
                    while consumer.take(7, &mut taken) {}
                    taken
                })
            })
            .collect();
        for item in 0..10_000 {
            queue.push(item).unwrap();
        }
        queue.close();
        let mut all: Vec<i32> = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect();
        all.sort_unstable();
        assert_eq!(all, (0..10_000).collect::<Vec<_>>());
    }
}
