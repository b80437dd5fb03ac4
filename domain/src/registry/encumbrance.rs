//! Whether a right is under pledge or preserved by a court on a day, as the office's events say.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Record, RegistryRules};

/// What an event does to what lies on a right, beside its standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encumbrance {
    /// A pledge is in force 质押登记生效.
    PledgeBegins,
    /// A pledge is struck off 质押登记注销.
    PledgeEnds,
    /// A court preserves it 保全.
    PreservationBegins,
    /// The preservation is released.
    PreservationEnds,
}

/// Whether something lies on a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encumbered {
    /// It does.
    Since {
        /// From which day.
        on: NaiveDate,
        /// By which event.
        code: String,
    },
    /// The events are known in full up to a day, and it does not.
    Free {
        /// Up to which day.
        known_until: NaiveDate,
    },
    /// The events are not known in full.
    Unknown,
}

/// Whether the right is under pledge on a day.
pub fn pledged_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Encumbered {
    lies_on(record, rules, day, (Encumbrance::PledgeBegins, Encumbrance::PledgeEnds))
}

/// Whether a court preserves the right on a day.
pub fn preserved_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Encumbered {
    lies_on(record, rules, day, (Encumbrance::PreservationBegins, Encumbrance::PreservationEnds))
}

/// The events tell no numbers by which an end belongs to a beginning: each end takes one beginning away, the oldest, and what
/// began and has not ended lies on the right. Of the same day the beginning comes first, so that it is not left over.
fn lies_on(
    record: &Record,
    rules: &RegistryRules,
    day: NaiveDate,
    (begins, ends): (Encumbrance, Encumbrance),
) -> Encumbered {
    let does = |code: &str| rules.event_rule(code).and_then(|rule| rule.encumbrance);
    let mut told: Vec<_> = record.events.iter().filter(|event| event.on <= day).collect();
    told.sort_by_key(|event| (event.on, does(&event.code) == Some(ends)));
    let mut open = std::collections::VecDeque::new();
    for event in told {
        match does(&event.code) {
            Some(effect) if effect == begins => open.push_back(event),
            Some(effect) if effect == ends => drop(open.pop_front()),
            _ => {}
        }
    }
    match (open.front(), record.events_known_until) {
        (Some(first), _) => Encumbered::Since { on: first.on, code: first.code.clone() },
        (None, Some(known_until)) => Encumbered::Free { known_until: known_until.min(day) },
        (None, None) => Encumbered::Unknown,
    }
}
