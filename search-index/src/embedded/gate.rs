//! A bound on the text that waits between the caller and the indexing threads.
//!
//! The engine's own queue counts documents (ten thousand of them), and a patent with its description may be a hundred
//! times a short one: without this bound a load of full texts would hold gigabytes.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Bytes of text that may wait.
const CAPACITY: usize = 32 << 20;
/// How long a full queue may stand still before the writer counts as stalled. Writing a large segment to a slow disk
/// takes seconds.
const PATIENCE: Duration = Duration::from_secs(300);

#[derive(Debug, Default)]
pub(super) struct Gate {
    waiting: Mutex<usize>,
    room: Condvar,
}

/// The right of one document to wait; given back when the document has been indexed and dropped.
#[derive(Debug)]
pub(super) struct Permit {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Gate {
    /// Waits until there is room. A document larger than the whole gate passes alone. `None` when nothing has moved
    /// for minutes.
    pub(super) fn enter(self: &Arc<Self>, bytes: usize) -> Option<Permit> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut waiting, timeout) = self
            .room
            .wait_timeout_while(waiting, PATIENCE, |waiting| *waiting > 0 && *waiting + bytes > CAPACITY)
            .unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        *waiting += bytes;
        Some(Permit { gate: Arc::clone(self), bytes })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut waiting = self.gate.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        self.gate.room.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc;

    use super::{CAPACITY, Gate};

    #[test]
    fn a_full_gate_opens_when_a_permit_is_given_back() {
        let gate = Arc::new(Gate::default());
        let first = gate.enter(CAPACITY).expect("an empty gate is open");
        let (sender, receiver) = mpsc::channel();
        let second = std::thread::spawn({
            let gate = Arc::clone(&gate);
            move || {
                let permit = gate.enter(1);
                sender.send(()).expect("the test listens");
                permit.is_some()
            }
        });
        assert!(receiver.try_recv().is_err(), "the gate is full");
        drop(first);
        receiver.recv().expect("the second document passes");
        assert!(second.join().expect("the thread ends"));
    }

    #[test]
    fn a_document_larger_than_the_gate_passes_alone() {
        let gate = Arc::new(Gate::default());
        assert!(gate.enter(CAPACITY * 3).is_some());
    }
}
