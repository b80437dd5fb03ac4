//! What happened to a consent, and what can be asked of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ConsentField, ConsentPurpose};
use crate::hall::{Id, Moment, coded};

/// What happened to a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum ConsentEvent {
    /// The firm gave it. `by` is a person of the firm.
    Given {
        at: Moment,
        by: Id,
        firm: Id,
        bank: Id,
        demand: Id,
        fields: BTreeSet<ConsentField>,
        purpose: ConsentPurpose,
        until_on: NaiveDate,
    },
    /// The bank looked. `by` is a person or program of the bank.
    Read { at: Moment, by: Id, fields: BTreeSet<ConsentField> },
    /// The firm took it back. `by` is a person of the firm.
    Withdrawn { at: Moment, by: Id },
}

/// What can be asked of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum ConsentCommand {
    /// Give it.
    Give {
        by: Id,
        firm: Id,
        bank: Id,
        demand: Id,
        fields: BTreeSet<ConsentField>,
        purpose: ConsentPurpose,
        until_on: NaiveDate,
    },
    /// Look at fields.
    Read { by: Id, fields: BTreeSet<ConsentField> },
    /// Take it back.
    Withdraw { by: Id },
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    ConsentCommandKind {
        /// Give it.
        Give = "give" / "授权",
        /// Look at fields.
        Read = "read" / "查阅",
        /// Take it back.
        Withdraw = "withdraw" / "撤回授权",
    }
}

impl ConsentEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Read { .. } => "read",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl ConsentCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> ConsentCommandKind {
        match self {
            Self::Give { .. } => ConsentCommandKind::Give,
            Self::Read { .. } => ConsentCommandKind::Read,
            Self::Withdraw { .. } => ConsentCommandKind::Withdraw,
        }
    }
}
