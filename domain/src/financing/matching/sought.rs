//! What a demand brings to the matching: what is wanted, the rights as they are valued, and what is known of the firm.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Change;
use crate::financing::demand::{
    Demand, DemandCheckId, DemandGate, DemandNumbers, RightAnswer, RightKey, Told, examine,
};
use crate::financing::money::Money;
use crate::financing::product::{CreditGrade, DataKind, FirmSize, Purpose};
use crate::hall::Answer;
use crate::hall::Id;

/// What a demand brings to the matching. What is not known is `None`, and meets no condition that asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// The demand.
    pub id: Id,
    /// The amount wanted; never nothing.
    pub amount: Money,
    /// For how many months.
    pub term_months: u16,
    /// What for.
    pub purpose: Purpose,
    /// The rights of the bundle.
    pub rights: Vec<SoughtRight>,
    /// Where the firm is: an administrative division code (GB/T 2260).
    pub region: Option<String>,
    /// Its industry (GB/T 4754).
    pub industry: Option<String>,
    /// Its size.
    pub size: Option<FirmSize>,
    /// Since when it exists.
    pub founded_on: Option<NaiveDate>,
    /// Its revenue of last year.
    pub revenue: Option<Money>,
    /// How many people it has.
    pub employees: Option<u32>,
    /// How many granted rights it holds.
    pub granted_rights: Option<u32>,
    /// Whether it has a certificate as a high-tech enterprise.
    pub high_tech: Option<bool>,
    /// Its grade of credit.
    pub credit_grade: Option<CreditGrade>,
    /// Which data it attached.
    pub data: BTreeSet<DataKind>,
}

/// A right of the bundle as the matching sees it. One that is not known to be in force must not stand here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoughtRight {
    /// Which.
    pub key: RightKey,
    /// The low end of its valuation; `None`: it was not valued, and nothing is lent on it.
    pub value: Option<Money>,
    /// Its last day; `None`: not known, and it has no life that could be counted on.
    pub ends_on: Option<NaiveDate>,
    /// Whether it is known to be under no pledge.
    pub free_of_pledge: bool,
}

impl Sought {
    /// What a demand brings on a day. Of its rights those count that are in force, as its checks say.
    #[must_use]
    pub fn of(id: Id, demand: &Demand, gate: &DemandGate, numbers: &DemandNumbers, on: NaiveDate) -> Self {
        let checks = examine(demand, gate, numbers, on);
        let says_yes = |key: &RightKey, asked: DemandCheckId| {
            let of_it = |right: &Option<RightKey>| right.as_ref() == Some(key);
            checks.iter().any(|one| of_it(&one.right) && one.check == asked && one.answer == Answer::Yes)
        };
        let unknown = RightAnswer::UNKNOWN;
        let in_force = demand.rights.iter().filter(|right| says_yes(&right.key, DemandCheckId::InForce));
        let rights = in_force.map(|right| {
            let known = gate.rights.get(&right.key).unwrap_or(&unknown);
            let none_lies_on_it = known.pledges.unwrap_or(0) == 0;
            SoughtRight {
                key: right.key.clone(),
                value: right.value.as_ref().and_then(|value| value.on(on)),
                ends_on: right.last_day(known),
                free_of_pledge: none_lies_on_it && says_yes(&right.key, DemandCheckId::NotPledged),
            }
        });
        let profile = &demand.profile;
        Self {
            id,
            amount: demand.facts.amount,
            term_months: demand.facts.term_months,
            purpose: demand.facts.purpose,
            rights: rights.collect(),
            region: told(profile.region.as_ref()),
            industry: told(profile.industry.as_ref()),
            size: told(profile.size.as_ref()),
            founded_on: told(profile.founded_on.as_ref()),
            revenue: told(profile.revenue.as_ref()),
            employees: told(profile.employees.as_ref()),
            granted_rights: told(profile.granted_rights.as_ref()),
            high_tech: told(profile.high_tech.as_ref()),
            credit_grade: told(profile.credit_grade.as_ref()),
            data: demand.data.iter().map(|piece| piece.kind).collect(),
        }
    }

    /// The same demand after a change, as of a day. What only the bank can change leaves it as it is.
    #[must_use]
    pub fn after(mut self, change: &Change, on: NaiveDate) -> Self {
        match change.clone() {
            Change::AwaitProduct => {}
            Change::Amount { to } => self.amount = to,
            Change::Term { to_months } => self.term_months = to_months,
            Change::Purpose { to } => self.purpose = to,
            Change::RemoveRight { key } => self.rights.retain(|right| right.key != key),
            Change::AddRight { kind, worth, months } => self.rights.push(SoughtRight {
                key: RightKey { kind, number: "added".into() },
                value: Some(worth),
                ends_on: on.checked_add_months(Months::new(u32::from(months))),
                free_of_pledge: true,
            }),
            Change::Region { to } => self.region = Some(format!("{to:0<6}")),
            Change::Industry { to } => self.industry = Some(to),
            Change::Size { to } => self.size = Some(to),
            Change::FoundedBy { on } => self.founded_on = Some(on),
            Change::Revenue { to } => self.revenue = Some(to),
            Change::Employees { to } => self.employees = Some(to),
            Change::GrantedRights { to } => self.granted_rights = Some(to),
            Change::HighTechCertificate => self.high_tech = Some(true),
            Change::Credit { to } => self.credit_grade = Some(to),
            Change::AttachData { data } => {
                self.data.insert(data);
            }
        }
        self
    }
}

fn told<T: Clone>(fact: Option<&Told<T>>) -> Option<T> {
    fact.map(|told| told.value.clone())
}

/// Whole months from a day to another: a loan of so many months taken out on the one is due by the other.
#[must_use]
pub fn months_left(on: NaiveDate, ends_on: Option<NaiveDate>) -> u16 {
    let Some(ends_on) = ends_on.filter(|end| *end > on) else { return 0 };
    let month_of = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let months = u16::try_from(month_of(ends_on) - month_of(on)).unwrap_or(u16::MAX);
    let is_due_by_then = on.checked_add_months(Months::new(u32::from(months))).is_some_and(|due| due <= ends_on);
    if is_due_by_then { months } else { months.saturating_sub(1) }
}
