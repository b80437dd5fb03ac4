//! Persons and their second factors on the wire. What is personal is masked, unless its reading was written down.

use domain::accounts::{PersonState, SecondFactor, SuspensionReason};
use hall::act::{id_of, uuid_of};
use hall::http::Instant;
use hall::policy::{Call, Who};
use hall::privacy::mask;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::codes::{OrganisationKindWire, RoleWire, on_the_wire};
use crate::desk;

/// 角色。Roles.
#[derive(Debug, Object)]
#[oai(example)]
pub struct RolesRequest {
    /// 全部角色。All roles from now on.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub roles: Vec<RoleWire>,
}

impl Example for RolesRequest {
    fn example() -> Self {
        Self { roles: vec![RoleWire::EnterpriseMember, RoleWire::OrganisationAdministrator] }
    }
}

/// 用户状态。Where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "PersonStateName", rename_all = "snake_case")]
pub enum PersonStateWire {
    /// 正常。May log in.
    Active,
    /// 暂停。May not log in for a time.
    Suspended,
    /// 已删除。Erased.
    Erased,
}

impl PersonStateWire {
    const fn of(state: &PersonState) -> Self {
        match state {
            PersonState::Active { .. } => Self::Active,
            PersonState::Suspended { .. } => Self::Suspended,
            PersonState::Erased { .. } => Self::Erased,
        }
    }
}

/// 成员。A member of an organisation. Name, telephone and mail address are masked.
#[derive(Debug, Object)]
#[oai(rename = "Member", skip_serializing_if_is_none)]
pub struct MemberView {
    /// The person.
    pub person_id: Uuid,
    /// The version, as in the `ETag`.
    pub version: i32,
    /// Where the person stands.
    pub state: PersonStateWire,
    /// The roles in the organisation asked about.
    pub roles: Vec<RoleWire>,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// The name, masked unless the reading was written down with its purpose.
    pub name: Option<String>,
    /// The telephone number, likewise.
    pub phone: Option<String>,
    /// The mail address, likewise.
    pub email: Option<String>,
}

impl MemberView {
    /// The person as a member of an organisation, masked.
    pub(crate) fn masked(person: &desk::PersonView, organisation: Option<Uuid>) -> Self {
        let details = person.details.as_ref();
        Self {
            name: details.map(|details| mask::person_name(&details.name)),
            phone: details.and_then(|details| details.phone.as_deref().map(mask::phone)),
            email: details.and_then(|details| details.email.as_deref().map(mask::email)),
            ..Self::without_details(person, organisation)
        }
    }

    fn without_details(person: &desk::PersonView, organisation: Option<Uuid>) -> Self {
        let facts = person.state.facts();
        let memberships = facts.map(|facts| &facts.memberships);
        let roles = organisation.and_then(|id| memberships?.get(&id_of(id)));
        let factor = facts.map(|facts| facts.second_factor).unwrap_or_default();
        Self {
            person_id: person.id,
            version: person.version,
            state: PersonStateWire::of(&person.state),
            roles: roles.map(|membership| on_the_wire(&membership.roles)).unwrap_or_default(),
            second_factor: matches!(factor, SecondFactor::Confirmed { .. }),
            name: None,
            phone: None,
            email: None,
        }
    }
}

/// 本人在一个机构中的身份。What the caller is in one organisation.
#[derive(Debug, Object)]
#[oai(rename = "Membership")]
pub struct MembershipView {
    /// The organisation.
    pub organisation_id: Uuid,
    /// What it is.
    pub kind: OrganisationKindWire,
    /// The roles there.
    pub roles: Vec<RoleWire>,
}

/// 本人。The caller.
#[derive(Debug, Object)]
#[oai(rename = "Myself", skip_serializing_if_is_none)]
pub struct MyselfView {
    /// The person.
    pub person_id: Uuid,
    /// The version, as in the `ETag`.
    pub version: i32,
    /// The login.
    pub login: String,
    /// The name.
    pub name: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The organisation that this session acts for.
    pub organisation_id: Option<Uuid>,
    /// Every organisation that the caller belongs to.
    pub memberships: Vec<MembershipView>,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Whether this session has passed it.
    pub second_factor_passed: bool,
}

impl MyselfView {
    /// The caller, by his own eyes.
    pub(crate) fn of(person: desk::PersonView, call: &Call) -> Self {
        let facts = person.state.facts().cloned().unwrap_or_default();
        let membership = |(id, membership): (&domain::hall::Id, &domain::accounts::Membership)| MembershipView {
            organisation_id: uuid_of(*id),
            kind: membership.kind.into(),
            roles: on_the_wire(&membership.roles),
        };
        let details = person.details;
        let (name, phone, email) = details.map_or((None, None, None), |d| (Some(d.name), d.phone, d.email));
        Self {
            person_id: person.id,
            version: person.version,
            login: person.login,
            name,
            phone,
            email,
            organisation_id: call.caller.seat.as_ref().map(|seat| seat.organisation),
            memberships: facts.memberships.iter().map(membership).collect(),
            second_factor: matches!(facts.second_factor, SecondFactor::Confirmed { .. }),
            second_factor_passed: matches!(call.caller.who, Who::Person { second_factor: true, .. }),
        }
    }
}

/// 修改密码。Another password.
#[derive(Debug, Object)]
#[oai(example)]
pub struct PasswordRequest {
    /// 原密码。The password of now.
    #[oai(validator(max_length = 200))]
    pub old_password: String,
    /// 新密码。The password from now on.
    #[oai(validator(max_length = 200))]
    pub new_password: String,
}

impl Example for PasswordRequest {
    fn example() -> Self {
        Self { old_password: "correct-Horse-battery-7".into(), new_password: "another-Horse-battery-8".into() }
    }
}

/// 验证码。A code of the second factor.
#[derive(Debug, Object)]
#[oai(example)]
pub struct CodeRequest {
    /// 六位验证码。Six digits.
    #[oai(validator(max_length = 20))]
    pub code: String,
}

impl Example for CodeRequest {
    fn example() -> Self {
        Self { code: "123456".into() }
    }
}

/// 第二重验证的密钥，仅显示一次。The secret of a second factor, shown this once.
#[derive(Debug, Object)]
#[oai(rename = "SecondFactorSecret", skip_serializing_if_is_none)]
pub struct SecondFactorView {
    /// `base32` for typing it in, `uri` for a picture to be scanned.
    pub secret: Option<serde_json::Value>,
}

/// 用途。What personal data are read for.
#[derive(Debug, Object)]
#[oai(example)]
pub struct PurposeRequest {
    /// 用途，2 至 200 个字符；将记入日志并向本人公开。The purpose; it is written down and shown to the person.
    #[oai(validator(min_length = 2, max_length = 200))]
    pub purpose: String,
}

impl Example for PurposeRequest {
    fn example() -> Self {
        Self { purpose: "核实账户申诉人的身份".into() }
    }
}

/// 一次查阅。One reading of personal data.
#[derive(Debug, Object)]
#[oai(rename = "PurposeReading", skip_serializing_if_is_none)]
pub struct PurposeView {
    /// Its id.
    pub id: Uuid,
    /// Who read: a person or a program.
    pub reader_id: Option<Uuid>,
    /// For which organisation.
    pub organisation_id: Option<Uuid>,
    /// What was read.
    pub fields: String,
    /// What for.
    pub purpose: String,
    /// When.
    pub read_at: Instant,
}

/// 暂停原因。Why a person is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "SuspensionReason", rename_all = "snake_case")]
pub enum SuspensionReasonWire {
    /// 账户可能被盗用。The login may be in other hands.
    Compromised,
    /// 所在机构要求。The organisation asked for it.
    AskedByOrganisation,
    /// 违反平台规则。The person broke the rules.
    BrokeRules,
    /// 长期未使用。Not used for long.
    Unused,
}

impl From<SuspensionReasonWire> for SuspensionReason {
    fn from(wire: SuspensionReasonWire) -> Self {
        match wire {
            SuspensionReasonWire::Compromised => Self::Compromised,
            SuspensionReasonWire::AskedByOrganisation => Self::AskedByOrganisation,
            SuspensionReasonWire::BrokeRules => Self::BrokeRules,
            SuspensionReasonWire::Unused => Self::Unused,
        }
    }
}

/// 暂停用户。Why a person is suspended.
#[derive(Debug, Object)]
#[oai(example)]
pub struct SuspensionRequest {
    /// 原因。Why.
    pub reason: SuspensionReasonWire,
}

impl Example for SuspensionRequest {
    fn example() -> Self {
        Self { reason: SuspensionReasonWire::Compromised }
    }
}
