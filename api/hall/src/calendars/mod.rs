//! The calendars of working days: those that ship with the program, and those that an administrator has loaded since.
//!
//! ```text
//! shipped years ──┐
//!                 ├─► the calendar of now ──► every due day
//! loaded years ───┘        │
//!   apply ─────────────────┴─► every open deadline computed anew, its owner told once: one act
//! ```
//!
//! **Invariants**
//! - A loaded year stands over the shipped one. Its row is the fold of its entries in the journal.
//! - An act decides by the calendar that its own transaction sees, whichever process loaded it.
//! - A rehearsal (`dry_run`) answers what applying would change, and changes nothing.

mod case;
mod desk;
pub mod http;
mod rows;
mod store;
mod wire;

use std::sync::{Arc, RwLock};

use crate::act::ActFault;
use crate::db::Connection;
use domain::calendar::{DeadlineRules, RulesFault, SHIPPED, WorkingDays, YearCalendar};
use domain::hall::Refusal;

pub use case::verified;
pub use desk::{CalendarDesk, wording};
pub use http::LegalTimeApi;
pub use wire::{ChannelWire, StepView};

/// Why legal time cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum LegalTimeFault {
    /// A shipped calendar is no calendar.
    #[error("a shipped calendar cannot be read: {0}")]
    Calendar(String),
    /// The calendars do not go together.
    #[error("the shipped calendars do not go together: {0}")]
    Calendars(#[from] Refusal),
    /// A rule file is wrong.
    #[error("the rules of deadlines could not be read: {0}")]
    Rules(#[from] RulesFault),
}

/// The rules of deadlines and the calendar of working days. Clones share everything.
#[derive(Debug, Clone)]
pub struct LegalTime(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    rules: DeadlineRules,
    shipped: WorkingDays,
    current: RwLock<Current>,
}

/// The calendar of now, and the versions of the loaded years that it was made of.
#[derive(Debug)]
struct Current {
    loaded: Vec<(i32, i32)>,
    days: Arc<WorkingDays>,
}

impl LegalTime {
    /// Legal time by these rule files, each with its name, and the shipped calendars.
    ///
    /// # Errors
    /// [`LegalTimeFault`].
    pub fn of(rules: &[(&str, &str)]) -> Result<Self, LegalTimeFault> {
        let read = |text: &&str| serde_json::from_str::<YearCalendar>(text);
        let years: Result<Vec<_>, _> = SHIPPED.iter().map(read).collect();
        let years = years.map_err(|error| LegalTimeFault::Calendar(error.to_string()))?;
        let shipped = WorkingDays::of(years)?;
        let current = Current { loaded: Vec::new(), days: Arc::new(shipped.clone()) };
        let rules = DeadlineRules::parse_all(rules)?;
        Ok(Self(Arc::new(Inside { rules, shipped, current: RwLock::new(current) })))
    }

    /// The rules of deadlines.
    pub fn rules(&self) -> &DeadlineRules {
        &self.0.rules
    }

    /// The calendar as this connection sees it: in an act, the one by which it decides.
    ///
    /// # Errors
    /// The database's, or that a row is no calendar.
    pub async fn calendar(&self, connection: &impl Connection) -> Result<Arc<WorkingDays>, ActFault> {
        let loaded = store::versions(connection).await?;
        if let Some(days) = self.made_of(&loaded) {
            return Ok(days);
        }
        let mut days = self.0.shipped.clone();
        for year in store::all(connection).await? {
            days = days.with(year.state)?;
        }
        let days = Arc::new(days);
        if let Ok(mut current) = self.0.current.write() {
            *current = Current { loaded, days: Arc::clone(&days) };
        }
        Ok(days)
    }

    /// The calendar that is at hand, if it was made of these versions.
    fn made_of(&self, loaded: &[(i32, i32)]) -> Option<Arc<WorkingDays>> {
        let current = self.0.current.read().ok()?;
        (current.loaded == loaded).then(|| Arc::clone(&current.days))
    }
}
