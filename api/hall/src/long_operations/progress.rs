//! How far an operation is: told as often as it likes, written twice a second.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};

use super::Words;

/// How far an operation is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 while nobody knows.
    pub total: u64,
    /// Of what (`bytes`).
    pub unit: String,
    /// What it is doing.
    pub text: Option<Words>,
    /// What it has counted.
    pub counts: BTreeMap<String, u64>,
}

/// What an operation says of itself while it runs, and hears. Clones share everything.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Inside>);

#[derive(Debug, Default)]
struct Inside {
    told: Mutex<Told>,
    is_over: AtomicBool,
}

impl Progress {
    pub(super) fn from(told: Told) -> Self {
        Self(Arc::new(Inside { told: Mutex::new(told), is_over: AtomicBool::new(false) }))
    }

    /// Says how far it is. It costs nothing: the last word is written twice a second.
    pub fn tell(&self, told: Told) {
        if let Ok(mut last) = self.0.told.lock() {
            *last = told;
        }
    }

    /// Whether it was cancelled, or the lease lost. Work on a thread of its own must ask; what awaits is dropped.
    pub fn is_over(&self) -> bool {
        self.0.is_over.load(Ordering::Relaxed)
    }

    pub(super) fn told(&self) -> Told {
        self.0.told.lock().map(|told| told.clone()).unwrap_or_default()
    }

    pub(super) fn end(&self) {
        self.0.is_over.store(true, Ordering::Relaxed);
    }
}
