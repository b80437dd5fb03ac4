//! Where a consent stands.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ConsentField, ConsentPurpose};
use crate::hall::{Id, Moment};

/// What a firm lets a bank see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whose data it is.
    pub firm: Id,
    /// Who may look.
    pub bank: Id,
    /// At which demand.
    pub demand: Id,
    /// At what of it.
    pub fields: BTreeSet<ConsentField>,
    /// For what.
    pub purpose: ConsentPurpose,
    /// The last day.
    pub until_on: NaiveDate,
    /// When it was given.
    pub given_at: Moment,
    /// What the bank has looked at, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

/// One look of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When.
    pub at: Moment,
    /// Who: a person or program of the bank.
    pub by: Id,
    /// At what.
    pub fields: BTreeSet<ConsentField>,
}

/// Where a consent stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the consent is what its type says")]
pub enum ConsentState {
    /// The firm gave it; up to its last day it stands.
    Given { consent: Consent },
    /// The firm took it back.
    Withdrawn {
        consent: Consent,
        /// When.
        at: Moment,
    },
}

impl ConsentState {
    /// The consent as it was given, with what was looked at.
    #[must_use]
    pub const fn consent(&self) -> &Consent {
        match self {
            Self::Given { consent } | Self::Withdrawn { consent, .. } => consent,
        }
    }

    /// Whether it lets the bank look on this day.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        matches!(self, Self::Given { consent } if day <= consent.until_on)
    }

    /// Whether the bank may be handed what belongs to this field on this day: the consent stands, and a look at it was written
    /// down before.
    #[must_use]
    pub fn was_looked_at(&self, field: ConsentField, day: NaiveDate) -> bool {
        self.stands_on(day) && self.consent().readings.iter().any(|reading| reading.fields.contains(&field))
    }
}
