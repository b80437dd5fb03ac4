//! The changes of amount, term and rights that together make a pair match. They hang together: a longer term may leave a
//! right behind, and without the right the amount is no longer covered; so they are found in one go.

use std::collections::BTreeSet;

use super::Change;
use super::prepared::{Cover, PreparedDemand, PreparedProduct};
use super::sought::{Sought, months_left};
use crate::financing::money::Money;
use crate::financing::product::{Condition, PledgedKind};

/// Changes that together make amount, term and rights fit the product.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) amount: Option<Change>,
    pub(super) term: Option<Change>,
    pub(super) add: Option<Change>,
    /// Rights of kinds that are shut out.
    pub(super) other_kinds: Vec<Change>,
    /// Rights under pledge.
    pub(super) pledged: Vec<Change>,
}

/// What a product asks of rights, read once from its conditions.
struct Asked<'p> {
    one_of: Option<&'p BTreeSet<PledgedKind>>,
    only: Option<&'p BTreeSet<PledgedKind>>,
    worth: i64,
    unpledged: bool,
}

impl<'p> Asked<'p> {
    fn by(product: &'p PreparedProduct) -> Self {
        let mut asked = Self { one_of: None, only: None, worth: 0, unpledged: false };
        for condition in &product.offer.conditions {
            if let Condition::RightOfKind { kinds } = condition {
                asked.one_of = Some(kinds);
            } else if let Condition::OnlyKinds { kinds } = condition {
                asked.only = Some(kinds);
            } else if let Condition::ValuationAtLeast { value } = condition {
                asked.worth = value.fen();
            } else if *condition == Condition::NoExistingPledge {
                asked.unpledged = true;
            }
        }
        asked
    }

    fn shuts_out(&self, kind: PledgedKind) -> bool {
        self.only.is_some_and(|only| !only.contains(&kind))
    }
}

/// The changes for a pair.
pub(super) fn plan(demand: &PreparedDemand, product: &PreparedProduct) -> Plan {
    let asked = Asked::by(product);
    let mut plan = Plan::default();
    let kept = the_rights_that_may_stay(demand, &asked, &mut plan);
    let sought = &demand.sought;
    let terms = &product.offer.terms;

    let within = sought.term_months.clamp(terms.term_months.least, terms.term_months.most.max(terms.term_months.least));
    let term = a_term_that_a_right_outlives(&kept, product, within);
    let amount = sought.amount.clamp(terms.amount.least, terms.amount.most.max(terms.amount.least));
    let cover = product.cover(&kept, term);
    let lent = cover.unwrap_or_default();

    let lacks_kind = asked.one_of.is_some_and(|kinds| !kinds.iter().any(|kind| kept.has_right_with(*kind, 0)));
    let worth_lacking = asked.worth.saturating_sub(i64::try_from(kept.worth).unwrap_or(i64::MAX)).max(0);
    let least_covered = lent >= Cover::of_fen(terms.amount.least.fen());
    let mut to_amount = amount;
    if cover.is_none() || lacks_kind || worth_lacking > 0 || !least_covered {
        plan.add = the_right_to_add(product, &asked, lacks_kind).map(|kind| {
            let for_the_amount = Cover::of_fen(amount.fen()).worth_lacking(lent, product.ratio(kind));
            let worth = Money::from_fen(for_the_amount.max(worth_lacking)).unwrap_or(Money::MAX);
            Change::AddRight { kind, worth, months: product.months_to_count(kind, term) }
        });
    } else {
        to_amount = Money::from_fen(lent.whole_fen()).map_or(amount, |covered| covered.min(amount));
    }
    plan.amount = (to_amount != sought.amount).then_some(Change::Amount { to: to_amount });
    plan.term = (term != sought.term_months).then_some(Change::Term { to_months: term });
    plan
}

/// The demand without the rights that the product does not take, which the plan names.
fn the_rights_that_may_stay(demand: &PreparedDemand, asked: &Asked<'_>, plan: &mut Plan) -> PreparedDemand {
    let mut rights = Vec::new();
    for right in &demand.sought.rights {
        let leave_out = || Change::RemoveRight { key: right.key.clone() };
        let (other, pledged) = (asked.shuts_out(right.key.kind), asked.unpledged && !right.free_of_pledge);
        plan.other_kinds.extend(other.then(leave_out));
        plan.pledged.extend(pledged.then(leave_out));
        if !other && !pledged {
            rights.push(right.clone());
        }
    }
    PreparedDemand::of(Sought { rights, ..demand.sought.clone() }, demand.on)
}

/// This term, or where no right counts for it the longest one for which some right does and that the bank still lends for.
fn a_term_that_a_right_outlives(kept: &PreparedDemand, product: &PreparedProduct, term: u16) -> u16 {
    if product.cover(kept, term).is_some() {
        return term;
    }
    let lives = kept.sought.rights.iter().filter(|right| product.ratio(right.key.kind) > 0).filter_map(|right| {
        let months = months_left(kept.on, right.ends_on);
        (months >= product.months_to_count(right.key.kind, product.offer.terms.term_months.least)).then_some(months)
    });
    lives.max().map_or(term, |longest| longest.min(term))
}

/// The kind of right on which the product lends most, of those with which everything asked of kinds is met.
fn the_right_to_add(product: &PreparedProduct, asked: &Asked<'_>, lacks_kind: bool) -> Option<PledgedKind> {
    let fits = |kind: &PledgedKind| {
        !asked.shuts_out(*kind) && (!lacks_kind || asked.one_of.is_none_or(|kinds| kinds.contains(kind)))
    };
    product.accepted().filter(fits).max_by_key(|kind| (product.ratio(*kind), std::cmp::Reverse(*kind)))
}
