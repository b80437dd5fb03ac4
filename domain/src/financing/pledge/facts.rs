//! What a pledge is about.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Content, Procedure, refusals};
use crate::financing::deal::text;
use crate::financing::demand::RightKey;
use crate::financing::money::Money;
use crate::hall::{FieldRefusal, Id, must};

/// What a pledge is about. It never changes; what the register says of it may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeFacts {
    /// The right, one.
    pub right: RightKey,
    /// From where the pledge comes.
    pub origin: Origin,
}

/// From where a pledge comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// It secures a deal of the platform.
    Deal {
        /// Which.
        deal: Id,
        /// The firm that pledges.
        firm: Id,
        /// The bank that takes the pledge.
        bank: Id,
        /// The region of the firm by its six digits (GB/T 2260), where its demand tells it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<String>,
        /// By which procedure it is registered.
        procedure: Procedure,
        /// What the contract says of it.
        terms: PledgeTerms,
    },
    /// It was made elsewhere, and the platform mirrors it.
    Elsewhere,
}

/// What the contract says of a pledge: what the office's form asks for (专利权质押登记办法 article 8; 著作权质权登记办法).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeTerms {
    /// Who pledges, by the name of the register.
    pub pledgor: String,
    /// Who takes the pledge.
    pub pledgee: String,
    /// The debt that it secures.
    pub amount: Money,
    /// The first day of the debt.
    pub debt_from_on: NaiveDate,
    /// The last day on which the debt is performed in time.
    pub debt_until_on: NaiveDate,
    /// What besides the principal it secures.
    pub scope: String,
}

/// The papers that go to the office, in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The file.
    pub file: Id,
    /// Its SHA-256 in lower case.
    pub digest: String,
}

/// A pledge made elsewhere, as something tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The right.
    pub right: RightKey,
    /// The day on which it was registered.
    pub on: NaiveDate,
    /// The office's number, where it is told.
    pub number: Option<String>,
    /// What is told of it.
    pub content: Content,
}

impl PledgeFacts {
    /// The procedure; `None`: it was registered elsewhere.
    #[must_use]
    pub const fn procedure(&self) -> Option<Procedure> {
        match &self.origin {
            Origin::Deal { procedure, .. } => Some(*procedure),
            Origin::Elsewhere => None,
        }
    }

    /// The deal that it secures.
    #[must_use]
    pub const fn deal(&self) -> Option<Id> {
        match &self.origin {
            Origin::Deal { deal, .. } => Some(*deal),
            Origin::Elsewhere => None,
        }
    }

    /// What the contract says; `None`: it was made elsewhere.
    #[must_use]
    pub const fn terms(&self) -> Option<&PledgeTerms> {
        match &self.origin {
            Origin::Deal { terms, .. } => Some(terms),
            Origin::Elsewhere => None,
        }
    }

    /// The facts of a pledge of the platform as they are kept.
    pub(super) fn checked(self) -> Result<Self, FieldRefusal> {
        let Origin::Deal { deal, firm, bank, region, procedure, terms } = self.origin else {
            return Err(refusals::pledge_made_elsewhere().into());
        };
        must(procedure.takes(self.right.kind), "/procedure", refusals::pledge_procedure_of_another_kind)?;
        let terms = terms.checked()?;
        Ok(Self { origin: Origin::Deal { deal, firm, bank, region, procedure, terms }, ..self })
    }
}

impl PledgeTerms {
    fn checked(self) -> Result<Self, FieldRefusal> {
        must(self.amount > Money::ZERO, "/terms/amount", refusals::pledge_amount_zero)?;
        must(self.debt_from_on <= self.debt_until_on, "/terms/debt_until_on", refusals::pledge_days_turned)?;
        let line = |raw: &str, pointer: &str| text::a_line(raw).map_err(|refusal| FieldRefusal::at(pointer, refusal));
        let scope = text::a_reason(&self.scope).map_err(|refusal| FieldRefusal::at("/terms/scope", refusal))?;
        Ok(Self {
            pledgor: line(&self.pledgor, "/terms/pledgor")?,
            pledgee: line(&self.pledgee, "/terms/pledgee")?,
            scope,
            ..self
        })
    }
}

impl Pack {
    /// The pack as it is kept.
    pub(super) fn checked(self) -> Result<Self, FieldRefusal> {
        let digest = text::a_digest(&self.digest).map_err(|refusal| FieldRefusal::at("/pack/digest", refusal))?;
        Ok(Self { digest, ..self })
    }
}
