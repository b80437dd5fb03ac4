//! Risk-compensation pools.

use domain::financing::pool::{Caps, PoolState};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::uuid_of;
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use crate::cases::StoredPool;

/// 限额。The most that a pool pays.
#[derive(Debug, Object)]
#[oai(example, rename = "PoolCaps", skip_serializing_if_is_none)]
pub struct CapsWire {
    /// 单笔上限（元）；不填即无上限。For one case; no cap when not said.
    #[oai(validator(max_length = 40))]
    pub per_case: Option<String>,
    /// 年度上限（元）；不填即无上限。In one year; no cap when not said.
    #[oai(validator(max_length = 40))]
    pub per_year: Option<String>,
}

impl Example for CapsWire {
    fn example() -> Self {
        Self { per_case: Some("1000000.00".into()), per_year: Some("10000000.00".into()) }
    }
}

impl CapsWire {
    /// The caps of a body in which they stand under this pointer.
    ///
    /// # Errors
    /// Each amount that cannot be read.
    pub(crate) fn read(&self, under: &str) -> Result<Caps, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let mut cap = |name: &str, text: &Option<String>| {
            text.as_deref().map(|text| fields.money(format!("{under}/{name}"), text).unwrap_or_default())
        };
        let caps = Caps { per_case: cap("per_case", &self.per_case), per_year: cap("per_year", &self.per_year) };
        fields.end()?;
        Ok(caps)
    }

    fn of(caps: &Caps) -> Self {
        Self { per_case: caps.per_case.map(|cap| cap.to_string()), per_year: caps.per_year.map(|cap| cap.to_string()) }
    }
}

/// 设立资金池。A pool that is founded.
#[derive(Debug, Object)]
#[oai(example, rename = "PoolRequest")]
pub struct PoolRequest {
    /// 名称。Its name.
    #[oai(validator(max_length = 400))]
    pub name: String,
    /// 限额。What it pays at most.
    pub caps: CapsWire,
}

impl Example for PoolRequest {
    fn example() -> Self {
        Self { name: "省知识产权质押融资风险补偿资金池".into(), caps: CapsWire::example() }
    }
}

/// 入账。Money that is filled in.
#[derive(Debug, Object)]
#[oai(example, rename = "PoolFundingRequest")]
pub struct FundingRequest {
    /// 金额（元）。How much.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 凭证或说明。By which paper.
    #[oai(validator(max_length = 400))]
    pub reference: String,
}

impl Example for FundingRequest {
    fn example() -> Self {
        Self { amount: "30000000.00".into(), reference: "财政拨款〔2026〕1号".into() }
    }
}

/// 年度代偿。What a pool paid for claims of one year.
#[derive(Debug, Object)]
#[oai(rename = "PoolYear")]
pub struct PoolYearView {
    /// 年度。The year.
    pub year: i32,
    /// 代偿金额（元）。How much.
    pub paid: String,
}

/// 风险补偿资金池。A pool as it stands.
#[derive(Debug, Object)]
#[oai(rename = "Pool")]
pub struct PoolView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 名称。Its name.
    pub name: String,
    /// 管理机构。Who keeps it.
    pub keeper_id: Uuid,
    /// 余额（元）。What is in it.
    pub balance: String,
    /// 限额。What it pays at most.
    pub caps: CapsWire,
    /// 各年度代偿。What it paid, by year.
    pub years: Vec<PoolYearView>,
    /// 代偿笔数。For how many deals it paid.
    pub payments: u64,
}

impl PoolView {
    /// The pool.
    pub(crate) fn of(stored: &StoredPool) -> Self {
        let state: &PoolState = &stored.state;
        let year = |(year, paid): (&i32, &domain::financing::money::Money)| PoolYearView {
            year: *year,
            paid: paid.to_string(),
        };
        Self {
            id: stored.id,
            version: stored.version,
            name: state.name.clone(),
            keeper_id: uuid_of(state.keeper),
            balance: state.balance.to_string(),
            caps: CapsWire::of(&state.caps),
            years: state.paid_by_year.iter().map(year).collect(),
            payments: u64::try_from(state.payments.len()).unwrap_or(u64::MAX),
        }
    }
}
