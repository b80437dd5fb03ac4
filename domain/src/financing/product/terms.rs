//! The terms of a product: what the bank lends, for how long, at what price and on what.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{PledgedKind, ProductKind, Support, refusals, text};
use crate::financing::money::{Money, Rate};
use crate::financing::schedule::Repayment;
use crate::hall::{FieldRefusal, must};

/// The longest term of a loan, in months.
pub(in crate::financing) const LONGEST_TERM: u16 = 360;
/// The largest loan: ten thousand million yuan, in fen. A hundred times of it still is an amount.
pub(in crate::financing) const LARGEST_LOAN_FEN: i64 = 1_000_000_000_000;
/// The most entries of a list of codes.
pub(super) const MOST_CODES: usize = 100;
/// The most papers.
const MOST_PAPERS: usize = 50;
/// The longest decision, in working days.
const LONGEST_DECISION: u16 = 250;

/// The smallest and the largest loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountRange {
    /// The smallest.
    pub least: Money,
    /// The largest.
    pub most: Money,
}

/// The shortest and the longest term, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermRange {
    /// The shortest.
    pub least: u16,
    /// The longest.
    pub most: u16,
}

/// The lowest and the highest interest of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateRange {
    /// The lowest.
    pub least: Rate,
    /// The highest.
    pub most: Rate,
}

/// How much is lent on a kind of right 质押率.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanToValue {
    /// On which kind.
    pub kind: PledgedKind,
    /// At most this part of its value.
    pub most: Rate,
}

/// The terms of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Its name, in Chinese.
    pub name: String,
    /// What it lends on.
    pub kind: ProductKind,
    /// How much.
    pub amount: AmountRange,
    /// For how long.
    pub term_months: TermRange,
    /// At what price.
    pub annual_rate: RateRange,
    /// On which kinds of right; on a kind that is not named nothing is lent.
    pub loan_to_value: Vec<LoanToValue>,
    /// How it is paid back.
    pub repayments: BTreeSet<Repayment>,
    /// Whom the bank wants besides the firm.
    #[serde(default)]
    pub wanted: BTreeSet<Support>,
    /// Working days within which the bank decides.
    pub decision_working_days: u16,
    /// What has to be brought.
    #[serde(default)]
    pub papers: Vec<String>,
    /// Whom to ask, as text.
    pub contact: String,
    /// Where the firm must be, as beginnings of division codes (GB/T 2260); none: anywhere.
    #[serde(default)]
    pub regions: BTreeSet<String>,
}

impl Terms {
    /// The part of the value that is lent on a kind of right; `None`: it is not accepted.
    #[must_use]
    pub fn ratio(&self, kind: PledgedKind) -> Option<Rate> {
        self.loan_to_value.iter().find(|ratio| ratio.kind == kind).map(|ratio| ratio.most)
    }

    /// The terms as they are kept.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub(super) fn checked(self) -> Result<Self, FieldRefusal> {
        let name = text::a_line(&self.name, 100, "/terms/name", refusals::product_name)?;
        let contact = text::a_line(&self.contact, 200, "/terms/contact", refusals::product_contact)?;
        self.the_amounts_can_be_meant()?;
        self.term_and_rate_can_be_meant()?;
        self.the_ratios_can_be_meant()?;
        must(!self.repayments.is_empty(), "/terms/repayments", refusals::product_repayment_missing)?;
        must(self.names_whom_its_kind_wants(), "/terms/wanted", refusals::product_support_missing)?;
        let days = (1..=LONGEST_DECISION).contains(&self.decision_working_days);
        must(days, "/terms/decision_working_days", refusals::product_decision_days)?;
        must(self.papers.len() <= MOST_PAPERS, "/terms/papers", refusals::product_papers_too_many)?;
        must(self.regions.len() <= MOST_CODES, "/terms/regions", refusals::product_regions_too_many)?;
        let regions_sound = self.regions.iter().all(|region| text::is_a_region_prefix(region));
        must(regions_sound, "/terms/regions", refusals::product_region)?;
        let a_paper = |(place, paper): (usize, &String)| {
            text::a_line(paper, 100, &format!("/terms/papers/{place}"), refusals::product_paper)
        };
        let papers = self.papers.iter().enumerate().map(a_paper).collect::<Result<_, _>>()?;
        Ok(Self { name, contact, papers, ..self })
    }

    fn the_amounts_can_be_meant(&self) -> Result<(), FieldRefusal> {
        let AmountRange { least, most } = self.amount;
        must(least > Money::ZERO && least <= most, "/terms/amount/least", refusals::product_amount_range)?;
        must(most.fen() <= LARGEST_LOAN_FEN, "/terms/amount/most", refusals::product_amount_too_large)
    }

    fn term_and_rate_can_be_meant(&self) -> Result<(), FieldRefusal> {
        let TermRange { least, most } = self.term_months;
        let within = least >= 1 && least <= most && most <= LONGEST_TERM;
        must(within, "/terms/term_months", refusals::product_term_range)?;
        let RateRange { least, most } = self.annual_rate;
        must(least <= most, "/terms/annual_rate/least", refusals::product_rate_range)
    }

    fn the_ratios_can_be_meant(&self) -> Result<(), FieldRefusal> {
        must(!self.loan_to_value.is_empty(), "/terms/loan_to_value", refusals::product_ltv_missing)?;
        let mut seen = BTreeSet::new();
        for (place, ratio) in self.loan_to_value.iter().enumerate() {
            let pointer = format!("/terms/loan_to_value/{place}");
            must(seen.insert(ratio.kind), &pointer, refusals::product_ltv_twice)?;
            let from_one_percent = ratio.most.fraction() >= rust_decimal::Decimal::new(1, 2);
            must(from_one_percent, &format!("{pointer}/most"), refusals::product_ltv_range)?;
        }
        Ok(())
    }

    fn names_whom_its_kind_wants(&self) -> bool {
        match self.kind {
            ProductKind::Pure | ProductKind::Combined => true,
            ProductKind::Guaranteed => self.wanted.contains(&Support::Guarantor),
            ProductKind::Insured => self.wanted.contains(&Support::Insurer),
        }
    }
}
