//! Who wants in, and invitations, on the wire.

use domain::accounts::InvitationState;
use hall::act::{ActFault, uuid_of};
use hall::http::{Fault, Instant};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::codes::{RoleWire, on_the_wire};
use crate::cases::StoredInvitation;
use crate::desk::{Details, NewPerson};

/// 新用户。Who wants in.
#[derive(Debug, Object)]
#[oai(rename = "NewPerson", skip_serializing_if_is_none)]
pub struct NewPersonFields {
    /// 登录名。The login: 3 to 64 of `a-z 0-9 . _ - @`.
    #[oai(validator(max_length = 100))]
    pub login: String,
    /// 密码。The password: at least 12 characters of three classes, or 20.
    #[oai(validator(max_length = 200))]
    pub password: String,
    /// 姓名。The name.
    #[oai(validator(min_length = 1, max_length = 100))]
    pub name: String,
    /// 电话。The telephone number.
    #[oai(validator(max_length = 40))]
    pub phone: Option<String>,
    /// 电子邮箱。The mail address.
    #[oai(validator(max_length = 254))]
    pub email: Option<String>,
}

pub(super) fn example_person() -> NewPersonFields {
    NewPersonFields {
        login: "zhang.san".into(),
        password: "correct-Horse-battery-7".into(),
        name: "张三".into(),
        phone: Some("13900000000".into()),
        email: Some("zhang.san@example.cn".into()),
    }
}

impl From<NewPersonFields> for NewPerson {
    fn from(fields: NewPersonFields) -> Self {
        let NewPersonFields { login, password, name, phone, email } = fields;
        Self { login, password: Zeroizing::new(password), details: Details { name, phone, email } }
    }
}

/// 接受邀请。Who accepts an invitation.
#[derive(Debug, Object)]
#[oai(example)]
pub struct AcceptanceRequest {
    /// 邀请码。The code of the invitation.
    #[oai(validator(max_length = 200))]
    pub code: String,
    /// 新用户。Who accepts it.
    pub person: NewPersonFields,
}

impl Example for AcceptanceRequest {
    fn example() -> Self {
        Self {
            code: "zqi_0000000000000000000000000000000000000000000000000000000000000000".into(),
            person: example_person(),
        }
    }
}

/// 已加入。Who may log in from now on.
#[derive(Debug, Object)]
#[oai(rename = "Joined")]
pub struct JoinedView {
    /// The person.
    pub person_id: Uuid,
}

/// What a desk refuses of an acceptance, with the pointers of its body.
pub(crate) fn in_person(fault: ActFault) -> Fault {
    let in_the_body = |pointer: &str| match pointer {
        "/login" | "/password" => format!("/person{pointer}"),
        other => other.to_owned(),
    };
    Fault::from(fault).with_pointers(in_the_body)
}

/// 邀请。An invitation to be made.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct InvitationRequest {
    /// 机构；不填为本机构。The organisation; the caller's own when not said.
    pub organisation_id: Option<Uuid>,
    /// 角色。The roles offered.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub roles: Vec<RoleWire>,
}

impl Example for InvitationRequest {
    fn example() -> Self {
        Self { organisation_id: None, roles: vec![RoleWire::EnterpriseMember] }
    }
}

/// 邀请状态。Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "InvitationStateName", rename_all = "snake_case")]
pub enum InvitationStateWire {
    /// 待接受。It waits to be accepted.
    Open,
    /// 已接受。Somebody accepted it.
    Accepted,
    /// 已撤回。It was taken back.
    Withdrawn,
    /// 已过期。Nobody accepted it in time.
    Expired,
}

/// 邀请。An invitation.
#[derive(Debug, Object)]
#[oai(rename = "Invitation", skip_serializing_if_is_none)]
pub struct InvitationView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// The organisation that invites.
    pub organisation_id: Uuid,
    /// Where it stands.
    pub state: InvitationStateWire,
    /// The roles offered, while it is open.
    pub roles: Option<Vec<RoleWire>>,
    /// When it expires, while it is open.
    pub expires_at: Option<Instant>,
    /// Who accepted it.
    pub person_id: Option<Uuid>,
    /// 邀请码，仅显示一次。The code, shown this once.
    pub code: Option<String>,
}

impl InvitationView {
    /// The invitation as it stands.
    pub(crate) fn of(invitation: &StoredInvitation) -> Self {
        use InvitationStateWire as Wire;
        let (state, roles, expires_at, person_id) = match &invitation.state {
            InvitationState::Open { roles, expires_at, .. } => (Wire::Open, Some(roles), Some(*expires_at), None),
            InvitationState::Accepted { by, .. } => (Wire::Accepted, None, None, Some(uuid_of(*by))),
            InvitationState::Withdrawn { .. } => (Wire::Withdrawn, None, None, None),
            InvitationState::Expired { .. } => (Wire::Expired, None, None, None),
        };
        Self {
            id: invitation.id,
            version: invitation.version,
            organisation_id: uuid_of(invitation.state.organisation()),
            state,
            roles: roles.map(on_the_wire),
            expires_at: expires_at.map(Instant),
            person_id,
            code: None,
        }
    }
}
