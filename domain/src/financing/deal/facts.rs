//! What a deal is about: whose demand, which bank's product, who stands beside them, and who bears which part of a loss.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{refusals, text};
use crate::financing::money::{Money, Share};
use crate::hall::{Id, Refusal};

/// The longest loan, in months.
const LONGEST_TERM_MONTHS: u32 = 360;
/// The most parties beside bank and firm.
const MOST_PARTIES: usize = 20;

/// What a deal is about. It never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealFacts {
    /// The firm's demand.
    pub demand: Id,
    /// The firm.
    pub firm: Id,
    /// The bank.
    pub bank: Id,
    /// Its product.
    pub product: Id,
    /// The version of the product, from 1.
    pub product_version: u32,
    /// How much the firm asks for.
    pub amount: Money,
    /// For how many months: 1 to 360.
    pub term_months: u32,
    /// The day on which the firm opens all offers together; `None`: an offer is open as soon as it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers_open_on: Option<NaiveDate>,
}

/// Who stands beside bank and firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Party {
    /// 担保机构: it answers for the loan.
    Guarantor {
        /// Which organisation.
        organisation: Id,
    },
    /// 反担保人: it answers to the guarantor, not to the bank.
    CounterGuarantor {
        /// Its name, since it need not be an organisation of the platform.
        name: String,
        /// The guarantor.
        guarantor: Id,
    },
    /// 保险机构, under a pledge-loan guarantee insurance 质押贷款保证保险.
    Insurer {
        /// Which organisation.
        organisation: Id,
        /// The number of the policy, once it is written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        policy_number: Option<String>,
    },
    /// 评估机构.
    Appraiser {
        /// Which organisation.
        organisation: Id,
    },
    /// 风险补偿资金池.
    RiskPool {
        /// Which pool.
        pool: Id,
    },
}

/// The part of a loss that one of them bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossShare {
    /// The bank, or a party that bears losses.
    pub bearer: Id,
    /// Its part.
    pub share: Share,
}

impl DealFacts {
    pub(super) fn checked(self, today: NaiveDate) -> Result<Self, Refusal> {
        if self.amount == Money::ZERO {
            return Err(refusals::deal_amount_zero());
        }
        a_term(self.term_months)?;
        if self.offers_open_on.is_some_and(|open_on| open_on < today) {
            return Err(refusals::deal_opening_past());
        }
        Ok(self)
    }
}

/// A term that a loan can have.
pub(super) fn a_term(months: u32) -> Result<(), Refusal> {
    if (1..=LONGEST_TERM_MONTHS).contains(&months) { Ok(()) } else { Err(refusals::deal_term_out_of_range()) }
}

impl Party {
    /// By what id it is known in this deal; a counter-guarantor has none of its own.
    #[must_use]
    pub const fn id(&self) -> Option<Id> {
        match self {
            Self::Guarantor { organisation }
            | Self::Insurer { organisation, .. }
            | Self::Appraiser { organisation } => Some(*organisation),
            Self::RiskPool { pool } => Some(*pool),
            Self::CounterGuarantor { .. } => None,
        }
    }

    /// Whether it is an insurer whose policy is not recorded yet.
    #[must_use]
    pub const fn lacks_its_policy(&self) -> bool {
        matches!(self, Self::Insurer { policy_number: None, .. })
    }

    /// A party that can join those that are there.
    pub(super) fn checked(self, facts: &DealFacts, parties: &[Self]) -> Result<Self, Refusal> {
        if parties.len() >= MOST_PARTIES {
            return Err(refusals::deal_parties_too_many());
        }
        let known = |id: Id| id == facts.bank || id == facts.firm || parties.iter().any(|party| party.id() == Some(id));
        if self.id().is_some_and(known) || parties.contains(&self) {
            return Err(refusals::deal_party_twice());
        }
        match self {
            Self::CounterGuarantor { name, guarantor } => {
                let stands =
                    |party: &Self| matches!(party, Self::Guarantor { organisation } if *organisation == guarantor);
                if !parties.iter().any(stands) {
                    return Err(refusals::deal_guarantor_missing());
                }
                Ok(Self::CounterGuarantor { name: text::a_line(&name)?, guarantor })
            }
            Self::Insurer { organisation, policy_number } => {
                let policy_number = policy_number.as_deref().map(text::a_line).transpose()?;
                Ok(Self::Insurer { organisation, policy_number })
            }
            other @ (Self::Guarantor { .. } | Self::Appraiser { .. } | Self::RiskPool { .. }) => Ok(other),
        }
    }
}

/// What each bears of a loss, to the fen: each share rounded down, and the few fen that are left over with the first bearer of
/// the list. All parts together are the loss, where the shares make a whole.
#[must_use]
pub fn parts_of_a_loss(loss: Money, shares: &[LossShare]) -> Vec<(Id, Money)> {
    let part = |share: Share| {
        let exactly = loss.yuan() * share.rate().fraction();
        Money::rounded(exactly.trunc_with_scale(2)).unwrap_or_default()
    };
    let mut parts: Vec<_> = shares.iter().map(|share| (share.bearer, part(share.share))).collect();
    let left_over = Money::sum(parts.iter().map(|(_, part)| *part)).and_then(|together| loss.minus(together));
    if let Some((_, first)) = parts.first_mut() {
        *first = first.plus(left_over.unwrap_or_default()).unwrap_or(*first);
    }
    parts
}

/// Shares that make a whole, each of the bank or of another party, none of nothing and none twice.
pub(super) fn loss_shares(
    shares: Vec<LossShare>,
    facts: &DealFacts,
    parties: &[Party],
) -> Result<Vec<LossShare>, Refusal> {
    let bears = |id: Id| id == facts.bank || parties.iter().any(|party| party.id() == Some(id));
    if shares.iter().any(|share| !bears(share.bearer)) {
        return Err(refusals::deal_bearer_unknown());
    }
    let twice =
        |(place, share): (usize, &LossShare)| shares.iter().skip(place + 1).any(|next| next.bearer == share.bearer);
    if shares.iter().enumerate().any(twice) || shares.iter().any(|share| share.share == Share::default()) {
        return Err(refusals::deal_share_twice());
    }
    if Share::make_a_whole(shares.iter().map(|share| share.share)) {
        Ok(shares)
    } else {
        Err(refusals::deal_shares_no_whole())
    }
}
