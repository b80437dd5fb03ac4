//! Who stands beside bank and firm, and who bears which part of a loss.

use domain::financing::deal::{LossShare, Party};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::{id_of, uuid_of};
use hall::http::example_id;
use poem_openapi::types::Example;
use poem_openapi::{Object, Union};
use uuid::Uuid;

/// 担保机构。A guarantor.
#[derive(Debug, Object)]
#[oai(rename = "DealGuarantor")]
pub struct GuarantorWire {
    /// 机构。The organisation.
    pub organisation_id: Uuid,
}

/// 反担保人。Who answers to the guarantor.
#[derive(Debug, Object)]
#[oai(rename = "DealCounterGuarantor")]
pub struct CounterGuarantorWire {
    /// 名称。The name.
    #[oai(validator(max_length = 400))]
    pub name: String,
    /// 担保机构。The guarantor.
    pub guarantor_id: Uuid,
}

/// 保险机构。An insurer.
#[derive(Debug, Object)]
#[oai(rename = "DealInsurer", skip_serializing_if_is_none)]
pub struct InsurerWire {
    /// 机构。The organisation.
    pub organisation_id: Uuid,
    /// 保单号。The number of the policy, once it is written.
    #[oai(validator(max_length = 400))]
    pub policy_number: Option<String>,
}

/// 评估机构。An appraiser.
#[derive(Debug, Object)]
#[oai(rename = "DealAppraiser")]
pub struct AppraiserWire {
    /// 机构。The organisation.
    pub organisation_id: Uuid,
}

/// 风险补偿资金池。A risk-compensation pool.
#[derive(Debug, Object)]
#[oai(rename = "DealRiskPool")]
pub struct RiskPoolWire {
    /// 资金池。The pool.
    pub pool_id: Uuid,
}

/// 参与方。Who stands beside bank and firm.
#[derive(Debug, Union)]
#[oai(rename = "DealParty", discriminator_name = "role")]
pub enum PartyWire {
    /// 担保机构。
    #[oai(mapping = "guarantor")]
    Guarantor(GuarantorWire),
    /// 反担保人。
    #[oai(mapping = "counter_guarantor")]
    CounterGuarantor(CounterGuarantorWire),
    /// 保险机构。
    #[oai(mapping = "insurer")]
    Insurer(InsurerWire),
    /// 评估机构。
    #[oai(mapping = "appraiser")]
    Appraiser(AppraiserWire),
    /// 风险补偿资金池。
    #[oai(mapping = "risk_pool")]
    RiskPool(RiskPoolWire),
}

/// 加入参与方。Who is to stand beside bank and firm.
#[derive(Debug, Object)]
#[oai(example, rename = "DealPartyRequest")]
pub struct PartyRequest {
    /// 参与方。Who it is.
    pub party: PartyWire,
}

impl Example for PartyRequest {
    fn example() -> Self {
        Self { party: PartyWire::Guarantor(GuarantorWire { organisation_id: example_id() }) }
    }
}

impl From<PartyWire> for Party {
    fn from(wire: PartyWire) -> Self {
        match wire {
            PartyWire::Guarantor(one) => Self::Guarantor { organisation: id_of(one.organisation_id) },
            PartyWire::CounterGuarantor(one) => {
                Self::CounterGuarantor { name: one.name, guarantor: id_of(one.guarantor_id) }
            }
            PartyWire::Insurer(one) => {
                Self::Insurer { organisation: id_of(one.organisation_id), policy_number: one.policy_number }
            }
            PartyWire::Appraiser(one) => Self::Appraiser { organisation: id_of(one.organisation_id) },
            PartyWire::RiskPool(one) => Self::RiskPool { pool: id_of(one.pool_id) },
        }
    }
}

impl PartyWire {
    /// A party as it is shown.
    pub(super) fn of(party: &Party) -> Self {
        match party {
            Party::Guarantor { organisation } => {
                Self::Guarantor(GuarantorWire { organisation_id: uuid_of(*organisation) })
            }
            Party::CounterGuarantor { name, guarantor } => {
                let guarantor_id = uuid_of(*guarantor);
                Self::CounterGuarantor(CounterGuarantorWire { name: name.clone(), guarantor_id })
            }
            Party::Insurer { organisation, policy_number } => Self::Insurer(InsurerWire {
                organisation_id: uuid_of(*organisation),
                policy_number: policy_number.clone(),
            }),
            Party::Appraiser { organisation } => {
                Self::Appraiser(AppraiserWire { organisation_id: uuid_of(*organisation) })
            }
            Party::RiskPool { pool } => Self::RiskPool(RiskPoolWire { pool_id: uuid_of(*pool) }),
        }
    }
}

/// 移除参与方。A party that leaves.
#[derive(Debug, Object)]
#[oai(example, rename = "DealPartyRemoval")]
pub struct PartyRemoval {
    /// 机构或资金池。The organisation, or the pool.
    pub party_id: Uuid,
}

impl Example for PartyRemoval {
    fn example() -> Self {
        Self { party_id: example_id() }
    }
}

/// 保单。The number of an insurer's policy.
#[derive(Debug, Object)]
#[oai(example, rename = "DealPolicyRequest")]
pub struct PolicyRequest {
    /// 保险机构。The insurer.
    pub insurer_id: Uuid,
    /// 保单号。The number.
    #[oai(validator(max_length = 400))]
    pub number: String,
}

impl Example for PolicyRequest {
    fn example() -> Self {
        Self { insurer_id: example_id(), number: "ZYBX2026000001".into() }
    }
}

/// 风险分担份额。The part of a loss that one of them bears.
#[derive(Debug, Object)]
#[oai(rename = "LossShare")]
pub struct LossShareWire {
    /// 承担方：银行、参与方机构或资金池。Who bears it.
    pub bearer_id: Uuid,
    /// 百分比，至多两位小数。A part of a hundred, with at most two decimal places.
    #[oai(validator(max_length = 40))]
    pub percent: String,
}

/// 风险分担。Who bears which part of a loss: all together a hundred.
#[derive(Debug, Object)]
#[oai(example, rename = "LossShares")]
pub struct LossSharesRequest {
    /// 各方份额。The parts.
    #[oai(validator(min_items = 1, max_items = 21))]
    pub shares: Vec<LossShareWire>,
}

impl Example for LossSharesRequest {
    fn example() -> Self {
        Self { shares: vec![LossShareWire { bearer_id: example_id(), percent: "100".into() }] }
    }
}

impl LossShareWire {
    /// A share as it is shown.
    pub(super) fn of(share: &LossShare) -> Self {
        Self { bearer_id: uuid_of(share.bearer), percent: share.share.to_string() }
    }
}

impl LossSharesRequest {
    /// The shares.
    ///
    /// # Errors
    /// Each that cannot be read.
    pub(crate) fn read(&self) -> Result<Vec<LossShare>, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let shares: Vec<LossShare> = self
            .shares
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let share = fields.share(format!("/shares/{place}/percent"), &one.percent);
                LossShare { bearer: id_of(one.bearer_id), share: share.unwrap_or_default() }
            })
            .collect();
        fields.end()?;
        Ok(shares)
    }
}
