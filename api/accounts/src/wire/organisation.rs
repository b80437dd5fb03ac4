//! Organisations on the wire.

use domain::accounts::{OrganisationFacts, OrganisationState};
use domain::identifier::Uscc;
use hall::act::ActFault;
use hall::http::{Fault, Instant, Sentence};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::codes::OrganisationKindWire;
use super::invitation::{NewPersonFields, example_person};
use crate::cases::StoredOrganisation;

/// 机构的登记信息。An organisation, as it is entered by the platform.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct OrganisationRequest {
    /// 类别。What it is.
    pub kind: OrganisationKindWire,
    /// 名称。Its name, 2 to 100 characters.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub name: String,
    /// 统一社会信用代码。Its unified social credit code; bodies of the state may lack one.
    #[oai(validator(max_length = 100))]
    pub uscc: Option<String>,
}

impl Example for OrganisationRequest {
    fn example() -> Self {
        Self { kind: OrganisationKindWire::ProtectionCentre, name: "示例知识产权保护中心".into(), uscc: None }
    }
}

/// 机构自行登记。An organisation that registers with its first administrator.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct RegistrationRequest {
    /// 类别。What it is.
    pub kind: OrganisationKindWire,
    /// 名称。Its name, 2 to 100 characters.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub name: String,
    /// 统一社会信用代码。Its unified social credit code; needed by those that trade.
    #[oai(validator(max_length = 100))]
    pub uscc: Option<String>,
    /// 首位管理员。Who will administer it.
    pub administrator: NewPersonFields,
}

impl Example for RegistrationRequest {
    fn example() -> Self {
        Self {
            kind: OrganisationKindWire::Enterprise,
            name: "示例科技有限公司".into(),
            uscc: Some("91990000MA0000093A".into()),
            administrator: example_person(),
        }
    }
}

/// What an organisation says it is, read.
pub(crate) fn facts(kind: OrganisationKindWire, name: String, uscc: Option<&str>) -> Result<OrganisationFacts, Fault> {
    let uscc = uscc.map(Uscc::parse).transpose();
    let uscc = uscc.map_err(|fault| Fault::of_field("/uscc", fault.code(), Sentence::new(fault.zh(), fault.en())))?;
    Ok(OrganisationFacts { name, kind: kind.into(), uscc })
}

/// 名称。A name.
#[derive(Debug, Object)]
#[oai(example)]
pub struct NameRequest {
    /// 名称，2 至 100 个字符。The name, 2 to 100 characters.
    #[oai(validator(max_length = 200))]
    pub name: String,
}

impl Example for NameRequest {
    fn example() -> Self {
        Self { name: "示例智能科技有限公司".into() }
    }
}

/// 机构状态。Where an organisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "OrganisationStateName", rename_all = "snake_case")]
pub enum StateWire {
    /// 待审核。Registered and not looked at yet.
    Applied,
    /// 正常。It may act.
    Confirmed,
    /// 未通过。Not confirmed.
    Refused,
    /// 暂停。Kept from acting.
    Suspended,
    /// 注销。It has left.
    Closed,
}

impl StateWire {
    /// The word under which rows of this state are found.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }
}

/// 机构。An organisation.
#[derive(Debug, Object)]
#[oai(rename = "Organisation", skip_serializing_if_is_none)]
pub struct OrganisationView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// What it is.
    pub kind: OrganisationKindWire,
    /// Its name.
    pub name: String,
    /// Its unified social credit code.
    pub uscc: Option<String>,
    /// Where it stands.
    pub state: StateWire,
    /// Since when.
    pub since: Instant,
    /// Why, where it was refused or suspended.
    pub reason: Option<String>,
}

impl OrganisationView {
    /// The organisation as it stands.
    pub(crate) fn of(organisation: &StoredOrganisation) -> Self {
        let facts = organisation.state.facts();
        let (state, since, reason) = match &organisation.state {
            OrganisationState::Applied { since, .. } => (StateWire::Applied, since, None),
            OrganisationState::Confirmed { confirmed_at, .. } => (StateWire::Confirmed, confirmed_at, None),
            OrganisationState::Refused { at, reason, .. } => (StateWire::Refused, at, Some(reason)),
            OrganisationState::Suspended { since, reason, .. } => (StateWire::Suspended, since, Some(reason)),
            OrganisationState::Closed { at, .. } => (StateWire::Closed, at, None),
        };
        Self {
            id: organisation.id,
            version: organisation.version,
            kind: facts.kind.into(),
            name: facts.name.clone(),
            uscc: facts.uscc.as_ref().map(ToString::to_string),
            state,
            since: Instant(*since),
            reason: reason.cloned(),
        }
    }
}

/// What a desk refuses of a request, with the pointers of its body.
pub(crate) fn in_administrator(fault: ActFault) -> Fault {
    let in_the_body = |pointer: &str| match pointer {
        "/login" | "/password" => format!("/administrator{pointer}"),
        other => other.to_owned(),
    };
    Fault::from(fault).with_pointers(in_the_body)
}
