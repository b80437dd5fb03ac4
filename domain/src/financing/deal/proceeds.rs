//! In which order the proceeds of pledged rights pay.
//!
//! Where they do not pay everything: first the costs of realising the claim, then interest, then the principal, unless the
//! parties agreed otherwise (民法典第五百六十一条). The security covers penalties as well (第三百八十九条); being neither cost
//! nor interest, they come after the principal. What is left belongs to the pledgor, what lacks the debtor still owes
//! (第四百三十八条, of rights with 第四百四十六条).

use serde::{Deserialize, Serialize};

use super::refusals;
use crate::financing::money::Money;
use crate::hall::Refusal;

/// What is owed, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// 实现债权的费用.
    pub costs: Money,
    /// 利息.
    pub interest: Money,
    /// 本金.
    pub principal: Money,
    /// 违约金.
    pub penalty: Money,
}

/// Who gets what of the proceeds. The first five parts sum to the proceeds exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// For costs.
    pub costs: Money,
    /// For interest.
    pub interest: Money,
    /// For the principal.
    pub principal: Money,
    /// For penalties.
    pub penalty: Money,
    /// What the pledgor gets.
    pub surplus: Money,
    /// What the debtor still owes.
    pub shortfall: Money,
}

/// The proceeds by the legal order.
///
/// # Errors
/// The claims are more than an amount can be.
pub fn distribute(proceeds: Money, claims: &Claims) -> Result<Distribution, Refusal> {
    let owed = Money::sum([claims.costs, claims.interest, claims.principal, claims.penalty]);
    let owed = owed.ok_or_else(refusals::deal_amount_too_large)?;
    let mut left = proceeds;
    let mut pays = |claim: Money| {
        let paid = claim.min(left);
        left = left.minus(paid).unwrap_or_default();
        paid
    };
    let (costs, interest) = (pays(claims.costs), pays(claims.interest));
    let (principal, penalty) = (pays(claims.principal), pays(claims.penalty));
    let shortfall = owed.minus(proceeds).unwrap_or_default();
    Ok(Distribution { costs, interest, principal, penalty, surplus: left, shortfall })
}
