//! What stands in the office's register, version after version, and how each is known.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntryKind, PledgeState, PledgeTerms};
use crate::financing::demand::RightKey;
use crate::financing::money::Money;
use crate::hall::{Id, Moment};

/// How the platform knows of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum HowKnown {
    /// The office's notice.
    Notice {
        /// The file.
        file: Id,
        /// Its SHA-256 in lower case.
        digest: String,
    },
    /// An event of the registry (PE01, PC01, …).
    RegistryEvent {
        /// Its code.
        code: String,
    },
    /// A person looked it up.
    Told {
        /// Who.
        person: Id,
        /// Where.
        note: String,
    },
}

/// What a version says. What is `None` is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Who pledges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledgor: Option<String>,
    /// Who takes the pledge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledgee: Option<String>,
    /// The debt that it secures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The last day of the debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debt_until_on: Option<NaiveDate>,
}

/// A version of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What it is.
    pub kind: EntryKind,
    /// The day from which it has effect, as the office says.
    pub on: NaiveDate,
    /// The office's number of it, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What stands in the register from then on; of a release, what stood last.
    pub content: Content,
    /// How it is known.
    pub known: HowKnown,
    /// When the platform wrote it down.
    pub recorded_at: Moment,
}

/// All versions of one entry, the first first, their days never falling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    first: Version,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    later: Vec<Version>,
}

/// What the law makes public of a pledge: the parties, the right, the number and the days, not the debt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntry {
    /// The right.
    pub right: RightKey,
    /// Who pledges.
    pub pledgor: Option<String>,
    /// Who takes the pledge.
    pub pledgee: Option<String>,
    /// The office's number of the registration.
    pub number: Option<String>,
    /// The day of the registration.
    pub registered_on: NaiveDate,
    /// What the last version up to the day is.
    pub last: EntryKind,
    /// Since when it is so.
    pub last_on: NaiveDate,
}

impl Content {
    /// What a contract says.
    #[must_use]
    pub fn of(terms: &PledgeTerms) -> Self {
        Self {
            pledgor: Some(terms.pledgor.clone()),
            pledgee: Some(terms.pledgee.clone()),
            amount: Some(terms.amount),
            debt_until_on: Some(terms.debt_until_on),
        }
    }
}

impl Register {
    /// An entry with its first version.
    pub(super) const fn new(first: Version) -> Self {
        Self { first, later: Vec::new() }
    }

    /// The same with a further version.
    pub(super) fn and(mut self, version: Version) -> Self {
        self.later.push(version);
        self
    }

    /// All versions, the first first.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The first version.
    #[must_use]
    pub const fn first(&self) -> &Version {
        &self.first
    }

    /// The last version.
    #[must_use]
    pub fn last(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// The version that stands on a day; `None`: there was none yet. Of one day the last counts. A release is a version too:
    /// see [`Register::stands_on`].
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Option<&Version> {
        self.versions().filter(|version| version.on <= day).last()
    }

    /// Whether the pledge stands on a day: it arises on registration (民法典 article 444), and has no effect any more from the
    /// day of the release on.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.as_of(day).is_some_and(|version| version.kind != EntryKind::Released)
    }
}

/// What anybody may know of a pledge as it stands on a day; `None`: it is in no register on that day.
#[must_use]
pub fn public_entry(state: &PledgeState, day: NaiveDate) -> Option<PublicEntry> {
    let register = state.register()?;
    let last = register.as_of(day)?;
    Some(PublicEntry {
        right: state.facts().right.clone(),
        pledgor: last.content.pledgor.clone(),
        pledgee: last.content.pledgee.clone(),
        number: register.first().number.clone(),
        registered_on: register.first().on,
        last: last.kind,
        last_on: last.on,
    })
}
