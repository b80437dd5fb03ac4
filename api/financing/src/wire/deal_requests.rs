//! What is asked of deals up to the contract.

use chrono::NaiveDate;
use domain::financing::deal::{Fee, OfferTerms, Valuation};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::id_of;
use hall::http::{Day, example_id};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::deal_words::{RefusalReasonWire, ValuationMethodWire, WithdrawalReasonWire};
use super::schedule::RepaymentWire;
use crate::desk::ContractWish;

/// A day for examples.
pub(super) fn example_day(year: i32, month: u32, day: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
}

/// 提交需求。Puts a demand before the bank of a product.
#[derive(Debug, Object)]
#[oai(example, rename = "DealRequest", skip_serializing_if_is_none)]
pub struct ProposalRequest {
    /// 需求。The demand.
    pub demand_id: Uuid,
    /// 产品。The product.
    pub product_id: Uuid,
    /// 报价开启日：此前各银行报价密封。The day on which all sealed offers are opened; each is open at once when not said.
    pub offers_open_on: Option<Day>,
}

impl Example for ProposalRequest {
    fn example() -> Self {
        Self { demand_id: example_id(), product_id: example_id(), offers_open_on: None }
    }
}

/// 拒绝或否决。Why a bank does not lend.
#[derive(Debug, Object)]
#[oai(example, rename = "DealRefusalRequest", skip_serializing_if_is_none)]
pub struct DealRefusalRequest {
    /// 原因。The reason.
    pub reason: RefusalReasonWire,
    /// 备注；“其他”时必填。What is said besides; needed with `other`.
    #[oai(validator(max_length = 2000))]
    pub note: Option<String>,
}

impl Example for DealRefusalRequest {
    fn example() -> Self {
        Self { reason: RefusalReasonWire::ValueTooLow, note: None }
    }
}

/// 撤回。Why a deal is given up.
#[derive(Debug, Object)]
#[oai(example, rename = "DealWithdrawalRequest", skip_serializing_if_is_none)]
pub struct DealWithdrawalRequest {
    /// 原因。The reason.
    pub reason: WithdrawalReasonWire,
    /// 备注。What is said besides.
    #[oai(validator(max_length = 2000))]
    pub note: Option<String>,
}

impl Example for DealWithdrawalRequest {
    fn example() -> Self {
        Self { reason: WithdrawalReasonWire::RightLost, note: None }
    }
}

/// 备注。What somebody found.
#[derive(Debug, Object)]
#[oai(example, rename = "DealNoteRequest")]
pub struct NoteRequest {
    /// 内容。What it is.
    #[oai(validator(max_length = 2000))]
    pub note: String,
}

impl Example for NoteRequest {
    fn example() -> Self {
        Self { note: "经营正常，权利有效".into() }
    }
}

/// 评估。What the rights are worth: always a range.
#[derive(Debug, Object)]
#[oai(example, rename = "DealValuationRequest", skip_serializing_if_is_none)]
pub struct DealValuationRequest {
    /// 方法。How it was found.
    pub method: ValuationMethodWire,
    /// 下限（元）。The lower end.
    #[oai(validator(max_length = 40))]
    pub low: String,
    /// 上限（元）。The upper end.
    #[oai(validator(max_length = 40))]
    pub high: String,
    /// 评估基准日。The day for which it holds.
    pub valued_on: Day,
    /// 评估机构；不填即银行内部评估。The appraiser; the bank itself when not said.
    pub appraiser_id: Option<Uuid>,
    /// 评估报告。The report, uploaded by the bank.
    pub file_id: Uuid,
}

impl Example for DealValuationRequest {
    fn example() -> Self {
        Self {
            method: ValuationMethodWire::Internal,
            low: "2000000.00".into(),
            high: "2600000.00".into(),
            valued_on: example_day(2026, 11, 20),
            appraiser_id: None,
            file_id: example_id(),
        }
    }
}

impl DealValuationRequest {
    /// The valuation.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub(crate) fn read(&self) -> Result<Valuation, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let (low, high) = (fields.money("/low", &self.low), fields.money("/high", &self.high));
        fields.end()?;
        Ok(Valuation {
            method: self.method.into(),
            low: low.unwrap_or_default(),
            high: high.unwrap_or_default(),
            valued_on: self.valued_on.0,
            appraiser: self.appraiser_id.map(id_of),
            file: id_of(self.file_id),
        })
    }
}

/// 费用。What a loan costs besides.
#[derive(Debug, Object)]
#[oai(rename = "DealFee")]
pub struct FeeWire {
    /// 名称。For what.
    #[oai(validator(max_length = 400))]
    pub name: String,
    /// 金额（元）。How much.
    #[oai(validator(max_length = 40))]
    pub amount: String,
}

/// 报价。What a bank offers.
#[derive(Debug, Object)]
#[oai(example, rename = "OfferTerms", skip_serializing_if_is_none)]
pub struct OfferWire {
    /// 金额（元）。How much.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 年利率（0至1）。The interest of a year.
    #[oai(validator(max_length = 40))]
    pub annual_rate: String,
    /// 期限（月）。For how many months.
    #[oai(validator(minimum(value = "1"), maximum(value = "360")))]
    pub term_months: u32,
    /// 还款方式。How it is repaid.
    pub repayment: RepaymentWire,
    /// 费用。What it costs besides.
    #[oai(validator(max_items = 20))]
    pub fees: Option<Vec<FeeWire>>,
    /// 有效期至（含）。The last day on which it can be accepted.
    pub expires_on: Day,
}

impl Example for OfferWire {
    fn example() -> Self {
        Self {
            amount: "900000.00".into(),
            annual_rate: "0.0385".into(),
            term_months: 12,
            repayment: RepaymentWire::InterestOnly,
            fees: None,
            expires_on: example_day(2026, 12, 31),
        }
    }
}

impl OfferWire {
    /// The terms.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub(crate) fn read(self) -> Result<OfferTerms, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let (amount, rate) = (fields.money("/amount", &self.amount), fields.rate("/annual_rate", &self.annual_rate));
        let fee = |(place, fee): (usize, FeeWire)| {
            let amount = fields.money(format!("/fees/{place}/amount"), &fee.amount);
            Fee { name: fee.name, amount: amount.unwrap_or_default() }
        };
        let fees = self.fees.unwrap_or_default().into_iter().enumerate().map(fee).collect();
        fields.end()?;
        Ok(OfferTerms {
            amount: amount.unwrap_or_default(),
            rate: rate.unwrap_or_default(),
            term_months: self.term_months,
            repayment: self.repayment.into(),
            fees,
            expires_on: self.expires_on.0,
        })
    }

    /// The terms as they are shown.
    pub(super) fn of(terms: &OfferTerms) -> Self {
        let fee = |fee: &Fee| FeeWire { name: fee.name.clone(), amount: fee.amount.to_string() };
        Self {
            amount: terms.amount.to_string(),
            annual_rate: terms.rate.to_string(),
            term_months: terms.term_months,
            repayment: terms.repayment.into(),
            fees: (!terms.fees.is_empty()).then(|| terms.fees.iter().map(fee).collect()),
            expires_on: Day(terms.expires_on),
        }
    }
}

/// 拟定合同。Over which pledges a contract is drawn up.
#[derive(Debug, Object)]
#[oai(example, rename = "DealContractRequest")]
pub struct ContractRequest {
    /// 本金（元），不超过报价。The principal, no more than what was offered.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 材料已备的质押。The pledges of the deal whose papers are ready.
    #[oai(validator(min_items = 1, max_items = 100))]
    pub pledge_ids: Vec<Uuid>,
}

impl Example for ContractRequest {
    fn example() -> Self {
        Self { amount: "900000.00".into(), pledge_ids: vec![example_id()] }
    }
}

impl ContractRequest {
    /// What is to be drawn up.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn read(self) -> Result<ContractWish, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &self.amount);
        fields.end()?;
        Ok(ContractWish { amount: amount.unwrap_or_default(), pledges: self.pledge_ids })
    }
}

/// 签署。A signature under the contract with this digest.
#[derive(Debug, Object)]
#[oai(example, rename = "DealSignatureRequest")]
pub struct SignatureRequest {
    /// 合同文件的 SHA-256。The SHA-256 of the contract.
    #[oai(validator(max_length = 64))]
    pub sha256: String,
    /// 签署日。The day beside the signature.
    pub signed_on: Day,
}

impl Example for SignatureRequest {
    fn example() -> Self {
        Self {
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into(),
            signed_on: example_day(2026, 11, 23),
        }
    }
}

/// 减少质物。A pledge that is left out after all.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeDropRequest")]
pub struct PledgeDropRequest {
    /// 质押。The pledge.
    pub pledge_id: Uuid,
    /// 理由。Why.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

impl Example for PledgeDropRequest {
    fn example() -> Self {
        Self { pledge_id: example_id(), reason: "登记机构不予登记".into() }
    }
}
