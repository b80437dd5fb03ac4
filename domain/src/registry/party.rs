//! Who applied, who owns, who invented, and since when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::identifier::Uscc;

/// What a party is to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 申请人.
    Applicant,
    /// 权利人: the registered owner.
    Owner,
    /// 发明人 or 设计人.
    Inventor,
}

impl PartyRole {
    /// The word on the wire and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Owner => "owner",
            Self::Inventor => "inventor",
        }
    }
}

/// One party of a right, for as long as it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// What it is to the right.
    pub role: PartyRole,
    /// The name as published.
    pub name: String,
    /// The unified social credit code, where the source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<Uscc>,
    /// The address as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A Chinese province or a country, in its short Chinese name (`黑龙江`, `美国`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The first day on which it is one; `None`: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_on: Option<NaiveDate>,
    /// The first day on which it no longer is one; `None`: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
}

impl Party {
    /// A party known from the beginning and with nothing but its name.
    pub fn named(role: PartyRole, name: impl Into<String>) -> Self {
        Self { role, name: name.into(), uscc: None, address: None, region: None, from_on: None, until_on: None }
    }

    /// Whether it is a party on this day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from_on.is_none_or(|from| from <= day) && self.until_on.is_none_or(|until| day < until)
    }
}

/// Those who hold the right on a day: the owners where owners are known, else the applicants.
///
/// An application belongs to its applicants until the register names an owner. Once it has named one, the applicants
/// do not come back: where the last owner's time is over and no other is known, nobody is named.
pub fn holders_on(parties: &[Party], day: NaiveDate) -> Vec<&Party> {
    let of = |role| parties.iter().filter(move |party| party.role == role);
    let an_owner_is_known = of(PartyRole::Owner).any(|owner| owner.from_on.is_none_or(|from| from <= day));
    let role = if an_owner_is_known { PartyRole::Owner } else { PartyRole::Applicant };
    of(role).filter(|party| party.holds_on(day)).collect()
}
