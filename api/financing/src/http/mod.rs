//! The operations of financing: who, what, one call, out.

mod bundles;
mod calculators;
mod consents;
mod demands;
mod matching;
mod products;

use poem_openapi::Tags;

pub use bundles::BundlesApi;
pub use calculators::CalculatorsApi;
pub use consents::ConsentsApi;
pub use demands::DemandsApi;
pub use matching::MatchingApi;
pub use products::ProductsApi;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
pub(crate) enum RoomTags {
    /// 质押融资：产品、需求、匹配与授权，估值与还款计算。Pledge financing: products, demands, what meets what, consents; values and schedules.
    Financing,
}
