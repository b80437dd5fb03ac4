//! Whether the process may be sent requests, and what is not as it should be.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

/// What is under way or wrong, by name; empty when all is well. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<RwLock<BTreeMap<&'static str, Hindrance>>>);

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// Requests must wait until it is over: 503.
    NotYet(String),
    /// Requests are served, but somebody should look: 200 and `degraded`.
    Degraded(String),
}

impl Readiness {
    /// Says that something stands in the way.
    pub fn hinder(&self, name: &'static str, hindrance: Hindrance) {
        if let Ok(mut hindrances) = self.0.write() {
            hindrances.insert(name, hindrance);
        }
    }

    /// Says that it no longer does.
    pub fn clear(&self, name: &'static str) {
        if let Ok(mut hindrances) = self.0.write() {
            hindrances.remove(name);
        }
    }

    /// Everything that stands in the way now.
    pub fn hindrances(&self) -> BTreeMap<&'static str, Hindrance> {
        self.0.read().map(|hindrances| hindrances.clone()).unwrap_or_default()
    }
}
