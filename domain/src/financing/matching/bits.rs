//! The failing conditions of a pair as a set of bits: first what every product asks for, then its own conditions in order.

use serde::{Deserialize, Serialize};

use crate::financing::product::MOST_CONDITIONS;
use crate::hall::coded;

coded! {
    /// What every product asks for. The place in [`Intrinsic::ALL`] is the bit.
    Intrinsic {
        /// It is published.
        ProductPublished = "product_published" / "产品接受申请",
        /// The amount is not too small.
        AmountAtLeast = "amount_at_least" / "金额不低于下限",
        /// The amount is not too large.
        AmountAtMost = "amount_at_most" / "金额不高于上限",
        /// The term is not too short.
        TermAtLeast = "term_at_least" / "期限不短于下限",
        /// The term is not too long.
        TermAtMost = "term_at_most" / "期限不长于上限",
        /// The firm is where the bank lends.
        RegionServed = "region_served" / "企业所在地区在服务范围内",
        /// There is a right of a kind that the bank lends on.
        KindAccepted = "kind_accepted" / "有可接受的权利类型",
        /// A right that the bank lends on lives as long as the loan.
        LifeBeyondTerm = "life_beyond_term" / "权利存续至还款期限",
        /// What is lent on the rights that count reaches the amount.
        LoanToValue = "loan_to_value" / "质押物可贷额度覆盖金额",
    }
}

/// How many bits are every product's.
const INTRINSIC: usize = Intrinsic::ALL.len();
const _: () = assert!(INTRINSIC + MOST_CONDITIONS <= 128, "a bit for each condition of a product");

/// The conditions that a demand does not meet. Empty: it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Failures(u128);

impl Failures {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether every condition is met.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many are not met.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The bits: the lowest nine are [`Intrinsic`], the next are the product's conditions in their order.
    #[must_use]
    pub const fn bits(self) -> u128 {
        self.0
    }

    /// Whether the product's condition at this place is not met.
    #[must_use]
    pub const fn has_condition(self, place: usize) -> bool {
        self.0 >> (INTRINSIC + place) & 1 == 1
    }

    /// Whether this is not met.
    #[must_use]
    pub fn has(self, intrinsic: Intrinsic) -> bool {
        self.0 & Self::bit_of(intrinsic) != 0
    }

    /// With this one, where it is not met.
    pub(super) fn note(&mut self, intrinsic: Intrinsic, met: bool) {
        if !met {
            self.0 |= Self::bit_of(intrinsic);
        }
    }

    /// With the product's condition at this place, where it is not met.
    pub(super) fn note_condition(&mut self, place: usize, met: bool) {
        self.0 |= u128::from(!met) << (INTRINSIC + place);
    }

    const fn bit_of(intrinsic: Intrinsic) -> u128 {
        1 << match intrinsic {
            Intrinsic::ProductPublished => 0,
            Intrinsic::AmountAtLeast => 1,
            Intrinsic::AmountAtMost => 2,
            Intrinsic::TermAtLeast => 3,
            Intrinsic::TermAtMost => 4,
            Intrinsic::RegionServed => 5,
            Intrinsic::KindAccepted => 6,
            Intrinsic::LifeBeyondTerm => 7,
            Intrinsic::LoanToValue => 8,
        }
    }
}
