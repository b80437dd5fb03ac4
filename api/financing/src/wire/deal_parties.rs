//! Who stands beside bank and firm, and who bears which part of a loss.

use domain::financing::deal::{LossShare, Party, refusals};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::{id_of, uuid_of};
use hall::http::example_id;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

/// 参与方角色。As what somebody stands beside bank and firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "DealPartyRole", rename_all = "snake_case")]
pub enum PartyRoleWire {
    /// 担保机构。A guarantor.
    Guarantor,
    /// 反担保人。Who answers to the guarantor.
    CounterGuarantor,
    /// 保险机构。An insurer.
    Insurer,
    /// 评估机构。An appraiser.
    Appraiser,
    /// 风险补偿资金池。A risk-compensation pool.
    RiskPool,
}

/// 参与方。Who stands beside bank and firm; which fields it has its role says.
#[derive(Debug, Object)]
#[oai(rename = "DealParty", skip_serializing_if_is_none)]
pub struct PartyWire {
    /// 角色。As what.
    pub role: PartyRoleWire,
    /// 机构，担保、保险和评估机构必填。The organisation of a guarantor, an insurer or an appraiser.
    pub organisation_id: Option<Uuid>,
    /// 资金池。The pool.
    pub pool_id: Option<Uuid>,
    /// 反担保人名称。The name of a counter-guarantor.
    #[oai(validator(max_length = 400))]
    pub name: Option<String>,
    /// 反担保人对应的担保机构。The guarantor to whom a counter-guarantor answers.
    pub guarantor_id: Option<Uuid>,
    /// 保单号。The number of an insurer's policy, once it is written.
    #[oai(validator(max_length = 400))]
    pub policy_number: Option<String>,
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
        Self { party: PartyWire { organisation_id: Some(example_id()), ..PartyWire::bare(PartyRoleWire::Guarantor) } }
    }
}

impl PartyWire {
    const fn bare(role: PartyRoleWire) -> Self {
        Self { role, organisation_id: None, pool_id: None, name: None, guarantor_id: None, policy_number: None }
    }

    /// The party.
    ///
    /// # Errors
    /// A field that its role needs and that is not there.
    pub(crate) fn read(self) -> Result<Party, Vec<FieldRefusal>> {
        let lacks = |pointer: &str| FieldRefusal::alone(pointer, refusals::deal_party_lacks());
        let organisation = || self.organisation_id.map(id_of).ok_or_else(|| lacks("/party/organisation_id"));
        Ok(match self.role {
            PartyRoleWire::Guarantor => Party::Guarantor { organisation: organisation()? },
            PartyRoleWire::Appraiser => Party::Appraiser { organisation: organisation()? },
            PartyRoleWire::Insurer => {
                Party::Insurer { organisation: organisation()?, policy_number: self.policy_number }
            }
            PartyRoleWire::CounterGuarantor => Party::CounterGuarantor {
                guarantor: self.guarantor_id.map(id_of).ok_or_else(|| lacks("/party/guarantor_id"))?,
                name: self.name.ok_or_else(|| lacks("/party/name"))?,
            },
            PartyRoleWire::RiskPool => {
                Party::RiskPool { pool: self.pool_id.map(id_of).ok_or_else(|| lacks("/party/pool_id"))? }
            }
        })
    }

    /// A party as it is shown.
    pub(super) fn of(party: &Party) -> Self {
        match party {
            Party::Guarantor { organisation } => {
                Self { organisation_id: Some(uuid_of(*organisation)), ..Self::bare(PartyRoleWire::Guarantor) }
            }
            Party::CounterGuarantor { name, guarantor } => Self {
                name: Some(name.clone()),
                guarantor_id: Some(uuid_of(*guarantor)),
                ..Self::bare(PartyRoleWire::CounterGuarantor)
            },
            Party::Insurer { organisation, policy_number } => Self {
                organisation_id: Some(uuid_of(*organisation)),
                policy_number: policy_number.clone(),
                ..Self::bare(PartyRoleWire::Insurer)
            },
            Party::Appraiser { organisation } => {
                Self { organisation_id: Some(uuid_of(*organisation)), ..Self::bare(PartyRoleWire::Appraiser) }
            }
            Party::RiskPool { pool } => Self { pool_id: Some(uuid_of(*pool)), ..Self::bare(PartyRoleWire::RiskPool) },
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
