//! The operations of financing: who, what, one call, out.

mod answers;
mod bundles;
mod calculators;
mod consents;
mod contracts;
mod deals;
mod demands;
mod lending;
mod matching;
mod pledges;
mod pools;
mod products;
mod register;
mod statistics;

use poem_openapi::Tags;

pub use answers::DealAnswersApi;
pub use bundles::BundlesApi;
pub use calculators::CalculatorsApi;
pub use consents::ConsentsApi;
pub use contracts::DealContractsApi;
pub use deals::DealsApi;
pub use demands::DemandsApi;
pub use lending::LendingApi;
pub use matching::MatchingApi;
pub use pledges::PledgesApi;
pub use pools::PoolsApi;
pub use products::ProductsApi;
pub use register::RegisterApi;
pub use statistics::FinancingStatisticsApi;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
pub(crate) enum RoomTags {
    /// 质押融资：产品、需求、匹配与授权，业务、质押登记与资金池，估值与还款计算。Pledge financing: products, demands, what meets what, consents; deals, pledges and their register, pools; values and schedules.
    Financing,
}
