//! Figures for those who supervise financing: pledges registered, loans paid out, and how banks answer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::calendar::elapsed_days;
use domain::financing::deal::RefusalReason;
use domain::financing::product::PledgedKind;
use domain::financing::statistics::{Period, Waits};
use hall::act::ActFault;
use uuid::Uuid;

use super::Desk;
use crate::store::statistics as counts;

/// How many, and how much together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Volume {
    /// How many.
    pub(crate) count: i64,
    /// Of how many of them the amount is not known.
    pub(crate) unknown: i64,
    /// What is known of the amounts, in fen.
    pub(crate) fen: i64,
}

impl Volume {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.unknown += other.unknown;
        self.fen += other.fen;
    }
}

/// What one bank made of what it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// How many deals it was asked.
    pub(crate) asked: i64,
    /// How many of them it answered.
    pub(crate) answered: i64,
    /// How many wait for its answer.
    pub(crate) open: i64,
    /// How long its answers took.
    pub(crate) waits: Waits,
    /// How many it does not lend on, by the reason.
    pub(crate) refused: BTreeMap<RefusalReason, i64>,
}

/// The figures of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Of which days.
    pub(crate) period: Period,
    /// Of which bank alone; `None`: of all of them.
    pub(crate) bank: Option<Uuid>,
    /// The pledges registered.
    pub(crate) pledges: Volume,
    /// The same by the year of the registration.
    pub(crate) pledges_by_year: BTreeMap<i32, Volume>,
    /// The same by the kind of right.
    pub(crate) pledges_by_kind: BTreeMap<PledgedKind, Volume>,
    /// The same by the bank; `None`: made elsewhere.
    pub(crate) pledges_by_bank: BTreeMap<Option<Uuid>, Volume>,
    /// The same by the region of the firm; `None`: it is not known.
    pub(crate) pledges_by_region: BTreeMap<Option<String>, Volume>,
    /// The loans paid out.
    pub(crate) loans: Volume,
    /// The same by the bank.
    pub(crate) loans_by_bank: BTreeMap<Uuid, Volume>,
    /// What each bank made of what it was asked.
    pub(crate) answers: BTreeMap<Uuid, Answers>,
    /// The names of the banks.
    pub(crate) names: BTreeMap<Uuid, String>,
}

impl Figures {
    fn of(period: Period, bank: Option<Uuid>) -> Self {
        Self {
            period,
            bank,
            pledges: Volume::default(),
            pledges_by_year: BTreeMap::new(),
            pledges_by_kind: BTreeMap::new(),
            pledges_by_bank: BTreeMap::new(),
            pledges_by_region: BTreeMap::new(),
            loans: Volume::default(),
            loans_by_bank: BTreeMap::new(),
            answers: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    fn add_pledges(&mut self, counted: &counts::PledgesCounted) -> Result<(), ActFault> {
        let year = counted.year.parse().map_err(|_| not_known("financing_pledge", &counted.year))?;
        let kind = PledgedKind::from_code(&counted.kind).ok_or_else(|| not_known("financing_pledge", &counted.kind))?;
        let volume = Volume {
            count: counted.pledges,
            unknown: counted.pledges - counted.known,
            fen: counted.secured.unwrap_or_default(),
        };
        self.pledges.add(volume);
        self.pledges_by_year.entry(year).or_default().add(volume);
        self.pledges_by_kind.entry(kind).or_default().add(volume);
        self.pledges_by_bank.entry(counted.bank_id).or_default().add(volume);
        self.pledges_by_region.entry(counted.region.clone()).or_default().add(volume);
        Ok(())
    }

    fn add_loans(&mut self, counted: &counts::LoansCounted) {
        let volume = Volume { count: counted.loans, unknown: 0, fen: counted.paid.unwrap_or_default() };
        self.loans.add(volume);
        self.loans_by_bank.entry(counted.bank_id).or_default().add(volume);
    }

    fn add_deals(&mut self, counted: &counts::DealsCounted) -> Result<(), ActFault> {
        let answers = self.answers.entry(counted.bank_id).or_default();
        answers.asked += counted.deals;
        answers.open += counted.open;
        if let Some(answered_on) = &counted.answered_on {
            answers.answered += counted.deals;
            let days = elapsed_days(day(&counted.matched_on)?, day(answered_on)?);
            answers.waits.add(days, counted.deals.unsigned_abs());
        }
        if let Some(code) = &counted.refused_for {
            let reason = RefusalReason::from_code(code).ok_or_else(|| not_known("financing_deal", code))?;
            *answers.refused.entry(reason).or_default() += counted.deals;
        }
        Ok(())
    }

    /// The banks that the figures tell of.
    fn banks(&self) -> BTreeSet<Uuid> {
        let of_pledges = self.pledges_by_bank.keys().copied().flatten();
        of_pledges.chain(self.loans_by_bank.keys().copied()).chain(self.answers.keys().copied()).collect()
    }
}

fn not_known(table: &'static str, said: &str) -> ActFault {
    ActFault::Inconsistent { table, cause: format!("{said} is not known") }
}

fn day(written: &str) -> Result<NaiveDate, ActFault> {
    written.parse().map_err(|_| not_known("financing_deal", written))
}

impl Desk {
    /// The figures of all banks, or of one, from one day to another, both included.
    ///
    /// # Errors
    /// Days that are no period, with the field; or the database's.
    pub(crate) async fn statistics(
        &self,
        from_on: NaiveDate,
        to_on: NaiveDate,
        bank: Option<Uuid>,
    ) -> Result<Figures, ActFault> {
        let period = Period::new(from_on, to_on).map_err(|refusal| ActFault::of_field("?to_on", refusal))?;
        let reader = self.acts().database().reader();
        let mut figures = Figures::of(period, bank);
        for counted in &counts::pledges(reader, period, bank).await? {
            figures.add_pledges(counted)?;
        }
        for counted in &counts::loans(reader, period, bank).await? {
            figures.add_loans(counted);
        }
        for counted in &counts::deals(reader, period, bank).await? {
            figures.add_deals(counted)?;
        }
        figures.names = accounts::door::names_of(reader, figures.banks()).await?;
        Ok(figures)
    }
}
