//! What is true once the contract is signed: the pledges, the money, and what becomes of a loan that is not paid back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Contract, DisposalMethod, Distribution, LoanClass, Offer, Stamp};
use crate::financing::money::Money;
use crate::hall::{Id, Moment};

/// The agreement of both: the offer that was accepted, its approval, the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The offer.
    pub offer: Offer,
    /// Who of the firm accepted it, and when.
    pub accepted: Stamp,
    /// Who of the bank approved it, and when; never who made the offer.
    pub approved: Stamp,
    /// The contract.
    pub contract: Contract,
}

/// A right that is to be pledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPledge {
    /// The pledge.
    pub pledge: Id,
    /// The part of the debt that it secures.
    pub secured: Money,
}

/// A pledge of the deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledged {
    /// The pledge.
    pub pledge: Id,
    /// The part of the debt that it secures; of those agreed on before the money, all together are no more than the contract.
    pub secured: Money,
    /// The day on which the office registered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<NaiveDate>,
    /// The day on which it was released or otherwise ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_on: Option<NaiveDate>,
}

/// That the bank pays before every pledge is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Who of the bank said so, and when.
    pub stamp: Stamp,
    /// Why.
    pub reason: String,
}

/// The collateral of a deal: its pledges, and the waiver of what lacks of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Collateral {
    /// The pledges, each once.
    pub pledges: Vec<Pledged>,
    /// Whether the bank pays without their registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

/// The money, paid out once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disbursement {
    /// Who of the bank paid, and when it was told.
    pub stamp: Stamp,
    /// How much.
    pub amount: Money,
    /// The day.
    pub on: NaiveDate,
    /// The bank's reference.
    pub reference: String,
}

/// A loan that was paid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// What both agreed on.
    pub agreement: Agreement,
    /// What secures it.
    pub collateral: Collateral,
    /// The money.
    pub disbursement: Disbursement,
}

/// A look at the firm after the loan 贷后检查.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Who of the bank looked, and when.
    pub stamp: Stamp,
    /// What was found.
    pub note: String,
}

/// What the firm did not pay when it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrears {
    /// Who of the bank said so, and when.
    pub stamp: Stamp,
    /// Since which day.
    pub since_on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// That the loan is bad 不良.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultRecord {
    /// Who of the bank said so, and when.
    pub stamp: Stamp,
    /// The day of the recognition.
    pub on: NaiveDate,
    /// Its class.
    pub class: LoanClass,
    /// The principal that is not paid back.
    pub outstanding: Money,
}

/// What one of them paid of the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compensated {
    /// Who.
    pub bearer: Id,
    /// How much.
    pub amount: Money,
}

/// What the others paid of the loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compensation {
    /// Who of the bank told it, and when.
    pub stamp: Stamp,
    /// The day of the claim.
    pub claimed_on: NaiveDate,
    /// The loss of principal.
    pub loss: Money,
    /// Who paid what.
    pub paid: Vec<Compensated>,
}

/// The pledged rights were turned into money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// Who of the bank told it, and when.
    pub stamp: Stamp,
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub method: DisposalMethod,
    /// The money that came in.
    pub proceeds: Money,
    /// Who got what of it.
    pub distribution: Distribution,
    /// The paper that proves it.
    pub file: Id,
}

/// That the debt was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Who of the bank said so, and when.
    pub stamp: Stamp,
    /// The day.
    pub on: NaiveDate,
}

/// A loan that went bad, and who paid of the loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLoan {
    /// The default.
    pub default: DefaultRecord,
    /// What others paid; `None`: nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compensation: Option<Compensation>,
}

/// How a deal was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum Ending {
    /// The debt was paid.
    Settled { settlement: Settlement },
    /// The rights were disposed of.
    Disposed { bad: BadLoan, disposal: Disposal },
}

impl Pledged {
    /// A pledge that is not registered yet.
    pub(super) const fn new(new: NewPledge) -> Self {
        Self { pledge: new.pledge, secured: new.secured, registered_on: None, released_on: None }
    }

    /// Whether it stands in the office's register.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.registered_on.is_some() && self.released_on.is_none()
    }
}

impl Collateral {
    /// One of its pledges.
    #[must_use]
    pub fn pledged(&self, pledge: Id) -> Option<&Pledged> {
        self.pledges.iter().find(|pledged| pledged.pledge == pledge)
    }

    /// One of its pledges changes.
    pub(super) fn change(&mut self, pledge: Id, change: impl FnOnce(&mut Pledged)) {
        if let Some(pledged) = self.pledges.iter_mut().find(|pledged| pledged.pledge == pledge) {
            change(pledged);
        }
    }

    /// What its pledges secure together; those that ended secure nothing. `None`: more than an amount can be.
    #[must_use]
    pub fn secured(&self) -> Option<Money> {
        Money::sum(self.pledges.iter().filter(|one| one.released_on.is_none()).map(|one| one.secured))
    }

    /// Whether every pledge stands in the register; a deal without any has none that does.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        !self.pledges.is_empty() && self.pledges.iter().all(Pledged::stands)
    }

    /// Whether a pledge still stands in the register.
    #[must_use]
    pub fn any_stands(&self) -> bool {
        self.pledges.iter().any(Pledged::stands)
    }

    /// The day from which the bank can pay: of the waiver, or of the last registration; `None`: it cannot yet.
    #[must_use]
    pub fn free_on(&self) -> Option<NaiveDate> {
        let registered = self.is_registered().then(|| self.pledges.iter().filter_map(|one| one.registered_on).max());
        let waived = self.waiver.as_ref().map(|waiver| waiver.stamp.at.legal_day());
        match (registered.flatten(), waived) {
            (Some(registered), Some(waived)) => Some(registered.min(waived)),
            (registered, waived) => registered.or(waived),
        }
    }
}

impl Stamp {
    /// Of a person at a moment.
    #[must_use]
    pub const fn of(by: Id, at: Moment) -> Self {
        Self { by, at }
    }
}
