//! What a right is worth: three methods, a range around each figure, and a questionnaire.
//!
//! | method | figure | function |
//! |---|---|---|
//! | income 收益法 | the royalties that the owner need not pay, discounted | [`relief_from_royalty`] |
//! | cost 成本法 | what it costs to make it anew, with profit, less what it lost | [`cost`] |
//! | market 市场法 | the middle of what comparable rights were sold for, adjusted | [`market`] |
//!
//! [`estimate`] puts the figure between a low and a high one, and says of each what it assumes. [`IndicatorSet`] is the
//! questionnaire: indicators of law, technology and economy with a weight in each scene, and [`IndicatorSet::score`].
//!
//! The three methods and the three groups are those of GB/T 42748—2023 (专利评估指引, in force 2023-09-01). Its level-2 and
//! level-3 indicators were not read; the set that ships is the platform's own and says so.
//!
//! **Arithmetic.** Amounts, rates and factors are decimals; nothing is rounded to the fen but the figure itself, once, half
//! to even. On the way there are 28 digits; before its rounding each figure is within a ten-thousandth of a fen of the
//! exact one. That is derived at each function, and of the income method compared with rational arithmetic in the tests.

mod cost;
mod factor;
mod field;
mod indicators;
mod market;
mod questionnaire;
mod range;
pub mod refusals;
mod royalty;
mod sensitivity;

#[cfg(test)]
mod tests;

pub use cost::{CostBasis, CostInputs, CostItem, Lives, cost};
pub use factor::Factor;
pub use field::Fields;
pub use indicators::{Indicator, IndicatorFault, IndicatorGroup, IndicatorSet, Scene};
pub use market::{Adjustment, Comparable, MarketInputs, MarketPrices, market};
pub use questionnaire::{GroupPoints, Points, Scored};
pub use range::{Assumption, End, Input, Inputs, Method, Valuation, estimate};
pub use royalty::{ReliefFromRoyalty, relief_from_royalty};
pub use sensitivity::Sensitivity;
