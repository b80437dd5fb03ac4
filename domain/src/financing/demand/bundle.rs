//! The rights of a demand: from where each comes, and the consent of those who own it too.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::data::a_digest;
use super::{RegisteredOwner, RightAnswer, RightKey, refusals, same_name};
use crate::financing::money::Money;
use crate::financing::product::{PledgedKind, text};
use crate::financing::valuation::Method;
use crate::hall::{FieldRefusal, Id, Moment, coded, must};

/// The most consents that are kept of one right.
const MOST_CONSENTS: usize = 50;
/// The most owners that a certificate names.
const MOST_OWNERS: usize = 50;
/// For how many months a valuation is valid at most.
const LONGEST_VALIDITY: u32 = 60;

/// A right of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledRight {
    /// Which.
    pub key: RightKey,
    /// From where it comes.
    pub origin: Origin,
    /// What those who own it too have said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<CoOwnerConsent>,
    /// What it is worth; `None`: nobody valued it, and no bank can say what it lends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<StatedValue>,
}

/// What a right is worth: a range by a method, with the report that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedValue {
    /// The lower end.
    pub low: Money,
    /// The upper end.
    pub high: Money,
    /// By which method it was found.
    pub method: Method,
    /// The day for which it holds.
    pub valued_on: NaiveDate,
    /// The last day on which it may be used.
    pub valid_until_on: NaiveDate,
    /// The report; `None`: it was calculated on the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Id>,
}

/// From where a right comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// It stands in the registry.
    Registry {
        /// The key of its record.
        record_key: String,
    },
    /// The firm declares it, and a person checks its certificate.
    Declared {
        /// What the certificate says.
        certificate: Certificate,
        /// What the person found.
        verdict: Verdict,
    },
}

/// What the certificate of a copyright says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The file.
    pub file: Id,
    /// Its SHA-256 in lower case.
    pub digest: String,
    /// The title of the work.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// Who owns it, all that are named.
    pub owners: Vec<String>,
    /// When the work was completed.
    pub completed_on: NaiveDate,
}

/// What a person of the platform found of a declared right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Nobody looked yet.
    Unchecked,
    /// The certificate is genuine, and the work is protected.
    Accepted {
        /// Who looked.
        by: Id,
        /// When.
        at: Moment,
        /// The last day of protection (著作权法第二十三条).
        protected_until_on: NaiveDate,
    },
    /// It is not.
    Refused {
        /// Who looked.
        by: Id,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
}

coded! {
    /// What a paper of the co-owners says (专利权质押登记办法 article 4).
    ConsentKind {
        /// One of them agrees to the pledge.
        Consent = "consent" / "同意出质",
        /// All agreed before that each may pledge without the others.
        AgreedOtherwise = "agreed_otherwise" / "另有约定",
    }
}

/// What a co-owner said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoOwnerConsent {
    /// What the paper says.
    pub kind: ConsentKind,
    /// Whose it is.
    pub co_owner: String,
    /// The paper.
    pub file: Id,
    /// Its SHA-256 in lower case.
    pub digest: String,
    /// The day that it bears.
    pub given_on: NaiveDate,
    /// Who recorded it.
    pub recorded_by: Id,
}

impl BundledRight {
    /// The right as it is kept, when it comes into a bundle: nobody looked at it yet, and nobody agreed.
    pub(super) fn checked(self, today: NaiveDate) -> Result<Self, FieldRefusal> {
        let number = text::a_line(&self.key.number, 100, "/key/number", refusals::demand_right_number)?;
        let is_copyright = self.key.kind == PledgedKind::Copyright;
        let is_declared = matches!(self.origin, Origin::Declared { .. });
        must(is_copyright == is_declared, "/origin", refusals::demand_right_wrong_origin)?;
        let origin = match self.origin {
            Origin::Registry { record_key } => Origin::Registry {
                record_key: text::a_line(&record_key, 100, "/origin/record_key", refusals::demand_right_number)?,
            },
            Origin::Declared { certificate, .. } => {
                Origin::Declared { certificate: certificate.checked(today)?, verdict: Verdict::Unchecked }
            }
        };
        let value = self.value.map(|value| value.checked(today)).transpose()?;
        Ok(Self { key: RightKey { number, ..self.key }, origin, consents: Vec::new(), value })
    }

    /// What a person found of its certificate; `None`: it stands in the registry.
    #[must_use]
    pub const fn verdict(&self) -> Option<&Verdict> {
        match &self.origin {
            Origin::Registry { .. } => None,
            Origin::Declared { verdict, .. } => Some(verdict),
        }
    }

    /// The owners that its certificate names; `None`: it stands in the registry.
    pub(super) fn declared_owners(&self) -> Option<Vec<RegisteredOwner>> {
        match &self.origin {
            Origin::Registry { .. } => None,
            Origin::Declared { certificate, .. } => {
                let named = |name: &String| RegisteredOwner { name: name.clone(), uscc: None };
                Some(certificate.owners.iter().map(named).collect())
            }
        }
    }

    /// Its last day: of a declared right, the one that the person read from the certificate; `None`: not known.
    #[must_use]
    pub const fn last_day(&self, known: &RightAnswer) -> Option<NaiveDate> {
        match self.verdict() {
            Some(Verdict::Accepted { protected_until_on, .. }) => Some(*protected_until_on),
            Some(Verdict::Unchecked | Verdict::Refused { .. }) | None => known.ends_on,
        }
    }

    /// Those of these co-owners who have not agreed.
    #[must_use]
    pub fn lacks_consent_of<'n>(&self, co_owners: &[&'n str]) -> Vec<&'n str> {
        if self.consents.iter().any(|consent| consent.kind == ConsentKind::AgreedOtherwise) {
            return Vec::new();
        }
        let agreed = |name: &str| self.consents.iter().any(|consent| same_name(&consent.co_owner, name));
        co_owners.iter().copied().filter(|name| !agreed(name)).collect()
    }

    /// A consent as it is kept of this right.
    pub(super) fn takes(&self, consent: CoOwnerConsent, today: NaiveDate) -> Result<CoOwnerConsent, FieldRefusal> {
        must(self.consents.len() < MOST_CONSENTS, "", refusals::demand_consents_too_many)?;
        must(consent.given_on <= today, "/given_on", refusals::demand_day_in_future)?;
        let digest = a_digest(&consent.digest)?;
        let co_owner = text::a_line(&consent.co_owner, 200, "/co_owner", refusals::demand_co_owner)?;
        let stands = |known: &CoOwnerConsent| same_name(&known.co_owner, &co_owner) && known.kind == consent.kind;
        must(!self.consents.iter().any(stands), "/co_owner", refusals::demand_consent_twice)?;
        Ok(CoOwnerConsent { co_owner, digest, ..consent })
    }
}

impl StatedValue {
    /// The value as it is kept.
    pub(super) fn checked(self, today: NaiveDate) -> Result<Self, FieldRefusal> {
        must(self.low > Money::ZERO && self.low <= self.high, "/value/low", refusals::demand_value_range)?;
        must(self.valued_on <= today, "/value/valued_on", refusals::demand_day_in_future)?;
        let longest = self.valued_on.checked_add_months(Months::new(LONGEST_VALIDITY));
        let within = self.valid_until_on >= self.valued_on && longest.is_some_and(|last| self.valid_until_on <= last);
        must(within, "/value/valid_until_on", refusals::demand_value_validity)?;
        Ok(self)
    }

    /// What can be counted on: the lower end, while the valuation may be used.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<Money> {
        (self.valued_on <= day && day <= self.valid_until_on).then_some(self.low)
    }
}

impl Certificate {
    fn checked(self, today: NaiveDate) -> Result<Self, FieldRefusal> {
        must(self.completed_on <= today, "/origin/certificate/completed_on", refusals::demand_day_in_future)?;
        let line = |raw: &str, field: &str| {
            text::a_line(raw, 200, &format!("/origin/certificate/{field}"), refusals::demand_certificate)
        };
        let digest = a_digest(&self.digest).map_err(|refused| FieldRefusal {
            pointer: format!("/origin/certificate{}", refused.pointer),
            ..refused
        })?;
        let (title, author) = (line(&self.title, "title")?, line(&self.author, "author")?);
        let number = (1..=MOST_OWNERS).contains(&self.owners.len());
        must(number, "/origin/certificate/owners", refusals::demand_certificate_owners)?;
        let owners = self.owners.iter().enumerate().map(|(place, owner)| line(owner, &format!("owners/{place}")));
        let owners = owners.collect::<Result<_, _>>()?;
        Ok(Self { digest, title, author, owners, ..self })
    }
}
