//! A year's calendar as a case: loaded, and loaded again where the State Council changes it.

use domain::calendar::YearCalendar;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store;
use crate::act::{Case, Replay, Stored, table};
use crate::verify::CaseRows;

/// The years.
#[derive(Debug, Clone, Copy)]
pub struct CalendarCase;

/// A year as it stands.
pub(super) type StoredCalendar = Stored<CalendarCase>;

/// What happens to a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CalendarEvent {
    /// From now on it is this.
    Applied {
        /// The year.
        calendar: YearCalendar,
        /// How many open deadlines it moved.
        moved: u64,
    },
}

impl Case for CalendarCase {
    const KIND: &'static str = "calendars.year";
    type State = YearCalendar;
    type Event = CalendarEvent;

    fn apply(_before: Option<YearCalendar>, event: &CalendarEvent) -> YearCalendar {
        let CalendarEvent::Applied { calendar, .. } = event;
        calendar.clone()
    }

    fn name(_event: &CalendarEvent) -> &'static str {
        "applied"
    }

    /// Owners hear of their own deadlines, by entries of their own.
    fn audience(_id: Uuid, _state: &YearCalendar) -> Vec<Uuid> {
        Vec::new()
    }
}

/// The id of a year: the same everywhere, so that a year is one case however often it is loaded.
pub(super) const fn id_of_year(year: i32) -> Uuid {
    Uuid::from_u128(0x0193_5c2a_7b00_7000_8000_0000_0000_0000 | year.unsigned_abs() as u128)
}

/// The fold of the years and where their rows are, for the check against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    vec![table::verified::<store::Years>()]
}
