//! The failing conditions of a pair in words, each with the nearest changes that would qualify.

use chrono::Months;

use super::Change;
use super::bits::{Failures, Intrinsic};
use super::plan::{Plan, plan};
use super::prepared::{PreparedDemand, PreparedProduct};
use super::shown::{of_a_condition, of_every_product};
use crate::financing::product::{Condition, Terms};

/// A condition that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Its code.
    pub code: &'static str,
    /// What is asked for and what is there, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// What would qualify, all of it together.
    pub nearest: Vec<Change>,
}

/// The conditions that these bits name, in their order. The nearest changes of all of them together make the pair match.
#[must_use]
pub fn explain(demand: &PreparedDemand, product: &PreparedProduct, failures: Failures) -> Vec<Failing> {
    let plan = plan(demand, product);
    let mut failing = Vec::new();
    for intrinsic in Intrinsic::ALL.iter().copied().filter(|one| failures.has(*one)) {
        let (zh, en) = of_every_product(intrinsic, demand, product);
        let nearest = nearest_for_every_product(intrinsic, &plan, &product.offer.terms);
        failing.push(Failing { code: intrinsic.code(), zh, en, nearest });
    }
    for (place, condition) in product.offer.conditions.iter().enumerate() {
        if failures.has_condition(place) {
            let (zh, en) = of_a_condition(condition, demand);
            let nearest = nearest_for(condition, demand, product, &plan);
            failing.push(Failing { code: condition.code(), zh, en, nearest });
        }
    }
    with_what_follows(failing, &plan)
}

fn one(change: Option<&Change>) -> Vec<Change> {
    change.cloned().into_iter().collect()
}

fn nearest_for_every_product(intrinsic: Intrinsic, plan: &Plan, terms: &Terms) -> Vec<Change> {
    match intrinsic {
        Intrinsic::ProductPublished => vec![Change::AwaitProduct],
        Intrinsic::AmountAtLeast | Intrinsic::AmountAtMost => one(plan.amount.as_ref()),
        Intrinsic::TermAtLeast | Intrinsic::TermAtMost => one(plan.term.as_ref()),
        Intrinsic::RegionServed => {
            terms.regions.first().map(|region| Change::Region { to: region.clone() }).into_iter().collect()
        }
        Intrinsic::KindAccepted => one(plan.add.as_ref()),
        Intrinsic::LifeBeyondTerm => one(plan.add.as_ref().or(plan.term.as_ref())),
        Intrinsic::LoanToValue => one(plan.add.as_ref().or(plan.amount.as_ref()).or(plan.term.as_ref())),
    }
}

fn nearest_for(condition: &Condition, demand: &PreparedDemand, product: &PreparedProduct, plan: &Plan) -> Vec<Change> {
    let change = match condition {
        Condition::OnlyKinds { .. } => return plan.other_kinds.clone(),
        Condition::NoExistingPledge => return plan.pledged.clone(),
        Condition::RightOfKind { .. } | Condition::ValuationAtLeast { .. } => plan.add.clone(),
        Condition::RemainingLife { .. } => plan.add.clone().or(plan.term.clone()),
        Condition::CreditGradeAtLeast { grade } => Some(Change::Credit { to: *grade }),
        Condition::IndustryIn { .. } | Condition::IndustryNotIn { .. } => {
            product.offer.an_industry_that_fits().map(|to| Change::Industry { to })
        }
        Condition::SizeIn { sizes } => sizes.first().map(|to| Change::Size { to: *to }),
        Condition::RevenueAtLeast { revenue } | Condition::RevenueAtMost { revenue } => {
            Some(Change::Revenue { to: *revenue })
        }
        Condition::YearsSinceFounding { years } => {
            demand.on.checked_sub_months(Months::new(u32::from(*years) * 12)).map(|on| Change::FoundedBy { on })
        }
        Condition::EmployeesAtLeast { count } => Some(Change::Employees { to: *count }),
        Condition::GrantedRightsAtLeast { count } => Some(Change::GrantedRights { to: *count }),
        Condition::HighTechCertificate => Some(Change::HighTechCertificate),
        Condition::PurposeIn { purposes } => purposes.first().map(|to| Change::Purpose { to: *to }),
        Condition::DataAttached { data } => Some(Change::AttachData { data: *data }),
    };
    change.into_iter().collect()
}

/// What only follows from another change stands with the last one that brings it about: where a right is left out and the
/// amount is no longer covered, the amount too.
fn with_what_follows(mut failing: Vec<Failing>, plan: &Plan) -> Vec<Failing> {
    let further: Vec<Change> = [&plan.amount, &plan.term, &plan.add]
        .into_iter()
        .flatten()
        .filter(|change| !failing.iter().any(|one| one.nearest.contains(change)))
        .cloned()
        .collect();
    let brings_it_about = |one: &&mut Failing| {
        one.nearest.iter().any(|change| {
            matches!(
                change,
                Change::Amount { .. } | Change::Term { .. } | Change::RemoveRight { .. } | Change::AddRight { .. }
            )
        })
    };
    if let Some(last) = failing.iter_mut().rev().find(brings_it_about) {
        last.nearest.extend(further);
    }
    failing
}
