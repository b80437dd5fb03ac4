//! Demands and products made ready, so that a pair is compared without allocating.

use chrono::{Months, NaiveDate};

use super::Sought;
use super::sought::months_left;
use crate::financing::money::Rate;
use crate::financing::product::{Condition, Offer, PledgedKind, ProductState};
use crate::hall::Id;

/// The kinds of right.
const KINDS: usize = PledgedKind::ALL.len();
/// What a loan-to-value ratio of one is in the units of [`PreparedProduct::ratio`].
const WHOLE: u64 = 100_000_000;

/// A demand made ready for a day.
#[derive(Debug, Clone)]
pub struct PreparedDemand {
    /// What is sought.
    pub sought: Sought,
    /// The day.
    pub on: NaiveDate,
    lines: [Line; KINDS],
    /// The value of all rights, in fen.
    pub(super) worth: u64,
    /// Whether a right is under pledge, or not known to be free.
    pub(super) some_pledged: bool,
}

/// The rights of one kind, the longest life first.
#[derive(Debug, Clone, Default)]
struct Line {
    /// Months left, and the value in fen of this right and all that live longer.
    steps: Vec<(u16, u64)>,
}

impl Line {
    /// The value in fen of the rights with at least so many months left; `None`: there is none.
    fn worth_with(&self, months: u16) -> Option<u64> {
        let place = self.steps.partition_point(|(left, _)| *left >= months);
        self.steps.get(place.checked_sub(1)?).map(|(_, worth)| *worth)
    }
}

impl PreparedDemand {
    /// A demand made ready for a day.
    #[must_use]
    pub fn of(sought: Sought, on: NaiveDate) -> Self {
        let mut lines: [Line; KINDS] = Default::default();
        for right in &sought.rights {
            let value = right.value.map_or(0, |value| u64::try_from(value.fen()).unwrap_or(0));
            if let Some(line) = lines.get_mut(right.key.kind.place()) {
                line.steps.push((months_left(on, right.ends_on), value));
            }
        }
        for line in &mut lines {
            line.steps.sort_by_key(|(left, _)| std::cmp::Reverse(*left));
            let mut sum = 0_u64;
            for (_, worth) in &mut line.steps {
                sum = sum.saturating_add(*worth);
                *worth = sum;
            }
        }
        let worth = lines.iter().filter_map(|line| line.worth_with(0)).fold(0, u64::saturating_add);
        let some_pledged = sought.rights.iter().any(|right| !right.free_of_pledge);
        Self { sought, on, lines, worth, some_pledged }
    }

    /// Whether there is a right of this kind with so many months left.
    pub(super) fn has_right_with(&self, kind: PledgedKind, months: u16) -> bool {
        self.lines.get(kind.place()).is_some_and(|line| line.worth_with(months).is_some())
    }

    /// Whether the firm existed so many years ago.
    pub(super) fn exists_for(&self, years: u16) -> bool {
        let Some(founded_on) = self.sought.founded_on else { return false };
        founded_on.checked_add_months(Months::new(u32::from(years) * 12)).is_some_and(|day| day <= self.on)
    }
}

/// A version of a product made ready.
#[derive(Debug, Clone)]
pub struct PreparedProduct {
    /// The product.
    pub id: Id,
    /// Its version.
    pub version: u32,
    /// Whether firms may ask for it.
    pub published: bool,
    /// What it offers.
    pub offer: Offer,
    ratios: [u64; KINDS],
    lives: [u16; KINDS],
}

impl PreparedProduct {
    /// A product made ready as it stands.
    #[must_use]
    pub fn of(id: Id, state: &ProductState) -> Self {
        let product = state.product();
        let offer = product.offer.clone();
        let (mut ratios, mut lives) = ([0; KINDS], [0; KINDS]);
        for ratio in &offer.terms.loan_to_value {
            if let Some(place) = ratios.get_mut(ratio.kind.place()) {
                *place = in_parts(ratio.most);
            }
        }
        for condition in &offer.conditions {
            if let Condition::RemainingLife { kind, months } = condition
                && let Some(place) = lives.get_mut(kind.place())
            {
                *place = *months;
            }
        }
        Self { id, version: product.version, published: state.is_published(), offer, ratios, lives }
    }

    /// What is lent on a kind of right, in hundred-millionths of its value; nothing: it is not accepted.
    pub(super) fn ratio(&self, kind: PledgedKind) -> u64 {
        self.ratios.get(kind.place()).copied().unwrap_or(0)
    }

    /// The kinds it lends on.
    pub(super) fn accepted(&self) -> impl Iterator<Item = PledgedKind> {
        PledgedKind::ALL.iter().copied().filter(|kind| self.ratio(*kind) > 0)
    }

    /// The months that a right of this kind must have left to count for a loan of a term.
    pub(super) fn months_to_count(&self, kind: PledgedKind, term_months: u16) -> u16 {
        self.lives.get(kind.place()).copied().unwrap_or(0).max(term_months)
    }

    /// What is lent on the rights of a demand that count for a term; `None`: no right counts.
    pub(super) fn cover(&self, demand: &PreparedDemand, term_months: u16) -> Option<Cover> {
        let mut parts = None;
        for (line, kind) in demand.lines.iter().zip(PledgedKind::ALL) {
            let ratio = self.ratio(*kind);
            if ratio > 0
                && let Some(worth) = line.worth_with(self.months_to_count(*kind, term_months))
            {
                parts = Some(parts.unwrap_or(0) + u128::from(worth) * u128::from(ratio));
            }
        }
        parts.map(Cover)
    }
}

/// An amount that is lent, exactly: in hundred-millionths of a fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cover(u128);

impl Cover {
    /// An amount of so many fen.
    pub(super) fn of_fen(fen: i64) -> Self {
        Self(u128::from(u64::try_from(fen).unwrap_or(0)) * u128::from(WHOLE))
    }

    /// The whole fen of it.
    pub(super) fn whole_fen(self) -> i64 {
        i64::try_from(self.0 / u128::from(WHOLE)).unwrap_or(i64::MAX)
    }

    /// How many whole percent it is of an amount of so many fen.
    pub(super) fn percent_of(self, fen: i64) -> u64 {
        let hundredth = (Self::of_fen(fen).0 / 100).max(1);
        u64::try_from(self.0 / hundredth).unwrap_or(u64::MAX)
    }

    /// The value in fen on which a ratio lends what is lacking to this.
    pub(super) fn worth_lacking(self, lent: Self, ratio: u64) -> i64 {
        let lacking = self.0.saturating_sub(lent.0);
        i64::try_from(lacking.div_ceil(u128::from(ratio.max(1)))).unwrap_or(i64::MAX)
    }
}

fn in_parts(rate: Rate) -> u64 {
    u64::try_from(rate.fraction() * rust_decimal::Decimal::from(WHOLE)).unwrap_or(0)
}
