//! What is found and agreed on the way to the money: valuations, the offer, the contract.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::a_term;
use super::{Side, ValuationMethod, refusals, text};
use crate::financing::money::{Money, Rate};
use crate::financing::schedule::Repayment;
use crate::hall::{Id, Moment, Refusal};

/// The most fees of an offer.
const MOST_FEES: usize = 20;
/// The most rights that one contract pledges.
pub(super) const MOST_PLEDGES: usize = 100;

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Who.
    pub by: Id,
    /// When.
    pub at: Moment,
}

/// What the rights are worth: always a range, by a method, with the file that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valuation {
    /// How it was found.
    pub method: ValuationMethod,
    /// The lower end.
    pub low: Money,
    /// The upper end.
    pub high: Money,
    /// The day for which it holds.
    pub valued_on: NaiveDate,
    /// The appraiser; `None`: the bank itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appraiser: Option<Id>,
    /// The report.
    pub file: Id,
}

/// What a bank offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferTerms {
    /// How much.
    pub amount: Money,
    /// The interest of a year.
    pub rate: Rate,
    /// For how many months: 1 to 360.
    pub term_months: u32,
    /// How it is paid back.
    pub repayment: Repayment,
    /// What it costs besides; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// The last day on which the firm can accept it.
    pub expires_on: NaiveDate,
}

/// What a loan costs beside the interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// For what, 1 to 100 characters.
    pub name: String,
    /// How much.
    pub amount: Money,
}

/// An offer, and who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What is offered.
    pub terms: OfferTerms,
    /// Who of the bank made it, and when.
    pub made: Stamp,
}

/// A contract as it is drawn up, and as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The file.
    pub file: Id,
    /// Its SHA-256 in lower case: what is signed is this.
    pub digest: String,
    /// The principal.
    pub amount: Money,
    /// Who drew it up, and when.
    pub drawn_up: Stamp,
    /// The bank's signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<Signature>,
    /// The firm's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<Signature>,
}

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed.
    pub by: Id,
    /// The day that stands beside the signature.
    pub on: NaiveDate,
}

impl Valuation {
    pub(super) fn checked(self, today: NaiveDate) -> Result<Self, Refusal> {
        if self.high < self.low || self.high == Money::ZERO {
            return Err(refusals::deal_range_turned());
        }
        if self.valued_on > today { Err(refusals::deal_day_in_future()) } else { Ok(self) }
    }
}

impl OfferTerms {
    /// The terms as they are kept. They can be accepted on a day that has not passed, and not before all offers are open.
    pub(super) fn checked(self, first_day: NaiveDate) -> Result<Self, Refusal> {
        if self.amount == Money::ZERO {
            return Err(refusals::deal_amount_zero());
        }
        a_term(self.term_months)?;
        if self.expires_on < first_day {
            return Err(refusals::deal_offer_expires_too_soon());
        }
        if self.fees.len() > MOST_FEES {
            return Err(refusals::deal_fees_too_many());
        }
        let named = |fee: Fee| Ok(Fee { name: text::a_line(&fee.name)?, ..fee });
        let fees: Result<Vec<_>, Refusal> = self.fees.into_iter().map(named).collect();
        Ok(Self { fees: fees?, ..self })
    }
}

impl Contract {
    /// The signature of a side.
    #[must_use]
    pub const fn signature(&self, side: Side) -> Option<Signature> {
        match side {
            Side::Bank => self.bank,
            Side::Firm => self.firm,
        }
    }

    /// The day on which the second of both signed; `None`: one has not.
    #[must_use]
    pub fn signed_on(&self) -> Option<NaiveDate> {
        Some(self.bank?.on.max(self.firm?.on))
    }

    /// The same with a signature.
    pub(super) const fn signed(mut self, side: Side, signature: Signature) -> Self {
        match side {
            Side::Bank => self.bank = Some(signature),
            Side::Firm => self.firm = Some(signature),
        }
        self
    }
}
