//! Which conditions of a product a demand does not meet.

use std::collections::BTreeSet;

use super::bits::{Failures, Intrinsic};
use super::prepared::{Cover, PreparedDemand, PreparedProduct};
use crate::financing::product::Condition;

/// The conditions of the product that the demand does not meet. Allocates nothing.
#[must_use]
pub fn failing(demand: &PreparedDemand, product: &PreparedProduct) -> Failures {
    let mut failures = Failures::NONE;
    let (sought, terms) = (&demand.sought, &product.offer.terms);
    let cover = product.cover(demand, sought.term_months);
    let some_accepted = product.accepted().any(|kind| demand.has_right_with(kind, 0));
    let some_outlives = product.accepted().any(|kind| demand.has_right_with(kind, sought.term_months));
    let served = terms.regions.is_empty() || begins_with_one(sought.region.as_deref(), &terms.regions);
    failures.note(Intrinsic::ProductPublished, product.published);
    failures.note(Intrinsic::AmountAtLeast, sought.amount >= terms.amount.least);
    failures.note(Intrinsic::AmountAtMost, sought.amount <= terms.amount.most);
    failures.note(Intrinsic::TermAtLeast, sought.term_months >= terms.term_months.least);
    failures.note(Intrinsic::TermAtMost, sought.term_months <= terms.term_months.most);
    failures.note(Intrinsic::RegionServed, served);
    failures.note(Intrinsic::KindAccepted, some_accepted);
    failures.note(Intrinsic::LifeBeyondTerm, some_outlives || !some_accepted);
    failures.note(Intrinsic::LoanToValue, cover.unwrap_or_default() >= Cover::of_fen(sought.amount.fen()));
    for (place, condition) in product.offer.conditions.iter().enumerate() {
        failures.note_condition(place, meets(demand, condition, cover.is_some()));
    }
    failures
}

/// Whether a demand, of which some right counts or none does, meets a condition.
fn meets(demand: &PreparedDemand, condition: &Condition, some_right_counts: bool) -> bool {
    let sought = &demand.sought;
    match condition {
        Condition::RightOfKind { kinds } => kinds.iter().any(|kind| demand.has_right_with(*kind, 0)),
        Condition::OnlyKinds { kinds } => sought.rights.iter().all(|right| kinds.contains(&right.key.kind)),
        Condition::RemainingLife { kind, months } => {
            some_right_counts || !demand.has_right_with(*kind, 0) || demand.has_right_with(*kind, *months)
        }
        Condition::ValuationAtLeast { value } => i64::try_from(demand.worth).unwrap_or(i64::MAX) >= value.fen(),
        Condition::NoExistingPledge => !demand.some_pledged,
        Condition::CreditGradeAtLeast { grade } => sought.credit_grade.is_some_and(|has| has >= *grade),
        Condition::IndustryIn { industries } => begins_with_one(sought.industry.as_deref(), industries),
        Condition::IndustryNotIn { industries } => {
            sought.industry.is_some() && !begins_with_one(sought.industry.as_deref(), industries)
        }
        Condition::SizeIn { sizes } => sought.size.is_some_and(|size| sizes.contains(&size)),
        Condition::RevenueAtLeast { revenue } => sought.revenue.is_some_and(|has| has >= *revenue),
        Condition::RevenueAtMost { revenue } => sought.revenue.is_some_and(|has| has <= *revenue),
        Condition::YearsSinceFounding { years } => demand.exists_for(*years),
        Condition::EmployeesAtLeast { count } => sought.employees.is_some_and(|has| has >= *count),
        Condition::GrantedRightsAtLeast { count } => sought.granted_rights.is_some_and(|has| has >= *count),
        Condition::HighTechCertificate => sought.high_tech == Some(true),
        Condition::PurposeIn { purposes } => purposes.contains(&sought.purpose),
        Condition::DataAttached { data } => sought.data.contains(data),
    }
}

/// Whether a code begins with one of these; one that is not known does not.
fn begins_with_one(code: Option<&str>, prefixes: &BTreeSet<String>) -> bool {
    code.is_some_and(|code| prefixes.iter().any(|prefix| code.starts_with(prefix.as_str())))
}
