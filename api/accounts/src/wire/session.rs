//! Sessions on the wire.

use hall::http::Instant;
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use crate::desk;

/// 登录。What somebody shows to be let in.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct LoginRequest {
    /// 登录名。The login.
    #[oai(validator(max_length = 200))]
    pub login: String,
    /// 密码。The password.
    #[oai(validator(max_length = 2000))]
    pub password: String,
    /// 验证码（已启用第二重验证时）。A code of the second factor, where there is one.
    #[oai(validator(max_length = 20))]
    pub code: Option<String>,
    /// 代表的机构（属于多个机构时）。The organisation to act for, where the person belongs to several.
    pub organisation_id: Option<Uuid>,
}

impl Example for LoginRequest {
    fn example() -> Self {
        Self {
            login: "zhang.san".into(),
            password: "correct-Horse-battery-7".into(),
            code: None,
            organisation_id: None,
        }
    }
}

/// 会话。A session. Its times are real ones.
#[derive(Debug, Object)]
#[oai(rename = "Session", skip_serializing_if_is_none)]
pub struct SessionView {
    /// Its id.
    pub id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// The organisation acted for.
    pub organisation_id: Option<Uuid>,
    /// Whether the second factor was passed.
    pub second_factor_passed: bool,
    /// 来源地址（部分隐藏）。Where it was opened from, masked.
    pub address: String,
    /// 客户端。What opened it, as it names itself.
    pub agent: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
    /// When it ends if it is not used again.
    pub ends_at: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl SessionView {
    /// The session, as its owner sees it from another or the same one.
    pub(crate) fn of(session: &desk::SessionView, current: Option<Uuid>) -> Self {
        Self {
            id: session.id,
            person_id: session.person,
            organisation_id: session.organisation,
            second_factor_passed: session.second_factor,
            address: session.address.clone(),
            agent: session.agent.clone(),
            opened_at: Instant::of_millis(session.opened_at),
            seen_at: Instant::of_millis(session.seen_at),
            ends_at: Instant::of_millis(session.ends_at),
            current: current == Some(session.id),
        }
    }
}
