//! What a version of a product offers: its terms and conditions, which some firm can meet.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Condition, PledgedKind, Terms, refusals};
use crate::financing::money::Money;
use crate::hall::{FieldRefusal, must};

/// The most conditions, so that those a demand fails are a set of bits.
pub(in crate::financing) const MOST_CONDITIONS: usize = 64;

/// What a version of a product offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The terms.
    pub terms: Terms,
    /// The conditions, in the bank's order.
    #[serde(default)]
    pub conditions: Vec<Condition>,
}

impl Offer {
    /// The offer as it is kept.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub(super) fn checked(self) -> Result<Self, FieldRefusal> {
        let terms = self.terms.checked()?;
        let conditions = self.conditions;
        must(conditions.len() <= MOST_CONDITIONS, "/conditions", refusals::product_conditions_too_many)?;
        for (place, condition) in conditions.iter().enumerate() {
            let pointer = format!("/conditions/{place}");
            condition.can_be_meant(&pointer)?;
            let stood_before = conditions.iter().take(place).any(|before| before.is_of_one_kind_with(condition));
            must(!stood_before, &pointer, refusals::product_condition_twice)?;
        }
        let offer = Self { terms, conditions };
        must(!offer.kinds_wanted().is_empty(), "/conditions", refusals::product_kind_without_ltv)?;
        must(offer.some_firm_can_meet_it(), "/conditions", refusals::product_conditions_contradict)?;
        Ok(offer)
    }

    /// The kinds of right with which everything that is asked of kinds can be met: lent on, not shut out, and wanted.
    #[must_use]
    pub fn kinds_wanted(&self) -> Vec<PledgedKind> {
        let fits = |kind: &PledgedKind| {
            self.conditions.iter().all(|condition| {
                if let Condition::RightOfKind { kinds } | Condition::OnlyKinds { kinds } = condition {
                    kinds.contains(kind)
                } else {
                    true
                }
            })
        };
        self.terms.loan_to_value.iter().map(|ratio| ratio.kind).filter(fits).collect()
    }

    /// An industry that meets what is asked of industries; `None`: there is none, or nothing is asked.
    #[must_use]
    pub fn an_industry_that_fits(&self) -> Option<String> {
        let shut_out = |industry: &str| {
            self.industries_shut_out().is_some_and(|out| out.iter().any(|prefix| industry.starts_with(prefix)))
        };
        match self.industries_taken() {
            Some(taken) => taken.iter().find(|industry| !shut_out(industry)).cloned(),
            None => ('A'..='T').map(String::from).find(|industry| !shut_out(industry)),
        }
    }

    fn industries_taken(&self) -> Option<&BTreeSet<String>> {
        self.conditions.iter().find_map(|condition| {
            if let Condition::IndustryIn { industries } = condition { Some(industries) } else { None }
        })
    }

    fn industries_shut_out(&self) -> Option<&BTreeSet<String>> {
        self.conditions.iter().find_map(|condition| {
            if let Condition::IndustryNotIn { industries } = condition { Some(industries) } else { None }
        })
    }

    fn some_firm_can_meet_it(&self) -> bool {
        let least = self.conditions.iter().find_map(|condition| {
            if let Condition::RevenueAtLeast { revenue } = condition { Some(*revenue) } else { None }
        });
        let most = self.conditions.iter().find_map(|condition| {
            if let Condition::RevenueAtMost { revenue } = condition { Some(*revenue) } else { None }
        });
        least.unwrap_or(Money::ZERO) <= most.unwrap_or(Money::MAX) && self.an_industry_that_fits().is_some()
    }
}
