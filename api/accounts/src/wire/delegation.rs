//! Authorisations of agencies, programs, tokens and signing keys on the wire.

use domain::accounts::{AuthorisationState, ClientState};
use hall::act::uuid_of;
use hall::http::{Day, Instant};
use hall::signing_keys::StoredKey;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use serde::Deserialize;
use uuid::Uuid;

use super::codes::PowerWire;
use crate::cases::{StoredAuthorisation, StoredClient};
use crate::desk::Token;

/// 授权代理机构。What an enterprise lets an agency do.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct AuthorisationRequest {
    /// 代理机构。The agency.
    pub agency_id: Uuid,
    /// 授权事项。In what it may act.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub powers: Vec<PowerWire>,
    /// 最后一日（含）；不填则至撤回为止。The last day, inclusive; until withdrawn when not said.
    pub until_on: Option<Day>,
}

impl Example for AuthorisationRequest {
    fn example() -> Self {
        Self {
            agency_id: hall::http::example_id(),
            powers: vec![PowerWire::Files, PowerWire::PreExamination],
            until_on: None,
        }
    }
}

/// 缩减授权。What remains of an authorisation.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct LimitRequest {
    /// 保留的事项。In what it may still act.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub powers: Vec<PowerWire>,
    /// 最后一日（含）。The last day, inclusive.
    pub until_on: Option<Day>,
}

impl Example for LimitRequest {
    fn example() -> Self {
        Self { powers: vec![PowerWire::Files], until_on: None }
    }
}

/// 授权状态。Where an authorisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "AuthorisationStateName", rename_all = "snake_case")]
pub enum AuthorisationStateWire {
    /// 有效。The agency may act, up to the last day.
    Granted,
    /// 已撤回。Taken back.
    Withdrawn,
    /// 已到期。Over.
    Expired,
}

/// 授权。An authorisation.
#[derive(Debug, Object)]
#[oai(rename = "Authorisation", skip_serializing_if_is_none)]
pub struct AuthorisationView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// Who lets act.
    pub enterprise_id: Uuid,
    /// Who may act.
    pub agency_id: Uuid,
    /// Where it stands.
    pub state: AuthorisationStateWire,
    /// In what, while it stands.
    pub powers: Option<Vec<PowerWire>>,
    /// The last day, inclusive.
    pub until_on: Option<Day>,
}

impl AuthorisationView {
    /// The authorisation as it stands.
    pub(crate) fn of(authorisation: &StoredAuthorisation) -> Self {
        use AuthorisationStateWire as Wire;
        let (enterprise, agency) = authorisation.state.parties();
        let (state, powers, until_on) = match &authorisation.state {
            AuthorisationState::Granted { powers, until_on, .. } => (Wire::Granted, Some(powers), *until_on),
            AuthorisationState::Withdrawn { .. } => (Wire::Withdrawn, None, None),
            AuthorisationState::Expired { last_day_on, .. } => (Wire::Expired, None, Some(*last_day_on)),
        };
        Self {
            id: authorisation.id,
            version: authorisation.version,
            enterprise_id: uuid_of(enterprise),
            agency_id: uuid_of(agency),
            state,
            powers: powers.map(|powers| powers.iter().copied().map(Into::into).collect()),
            until_on: until_on.map(Day),
        }
    }
}

/// 客户端程序。A program.
#[derive(Debug, Object)]
#[oai(example)]
pub struct ClientRequest {
    /// 名称。What it is called.
    #[oai(validator(max_length = 200))]
    pub name: String,
    /// 权限范围。What it may do.
    #[oai(validator(min_items = 1, max_items = 50))]
    pub scopes: Vec<String>,
}

impl Example for ClientRequest {
    fn example() -> Self {
        Self { name: "ERP 接口".into(), scopes: vec!["notices:read".into(), "events:read".into()] }
    }
}

/// 权限范围。Scopes.
#[derive(Debug, Object)]
#[oai(example)]
pub struct ClientScopes {
    /// 全部权限范围。All scopes from now on.
    #[oai(validator(min_items = 1, max_items = 50))]
    pub scopes: Vec<String>,
}

impl Example for ClientScopes {
    fn example() -> Self {
        Self { scopes: vec!["events:read".into()] }
    }
}

/// 客户端状态。Where a program stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ClientStateName", rename_all = "snake_case")]
pub enum ClientStateWire {
    /// 正常。It may ask for tokens.
    Active,
    /// 暂停。It may not for a time.
    Suspended,
    /// 已吊销。It may not, for good.
    Revoked,
}

/// 客户端程序。A program of an organisation.
#[derive(Debug, Object)]
#[oai(rename = "Client", skip_serializing_if_is_none)]
pub struct ClientView {
    /// 客户端标识。The `client_id`.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// The organisation it acts for.
    pub organisation_id: Uuid,
    /// Where it stands.
    pub state: ClientStateWire,
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Until when the secret before the last one is good.
    pub older_secret_until_at: Option<Instant>,
    /// 密钥，仅显示一次。The secret, shown this once.
    pub client_secret: Option<String>,
}

impl ClientView {
    /// The program as it stands.
    pub(crate) fn of(client: &StoredClient) -> Self {
        let (state, name, facts) = match &client.state {
            ClientState::Active { facts } => (ClientStateWire::Active, &facts.name, Some(facts)),
            ClientState::Suspended { facts, .. } => (ClientStateWire::Suspended, &facts.name, Some(facts)),
            ClientState::Revoked { name, .. } => (ClientStateWire::Revoked, name, None),
        };
        Self {
            id: client.id,
            version: client.version,
            organisation_id: uuid_of(client.state.organisation()),
            state,
            name: name.clone(),
            scopes: facts.map(|facts| facts.scopes.iter().cloned().collect()).unwrap_or_default(),
            older_secret_until_at: facts.and_then(|facts| facts.older_until).map(Instant),
            client_secret: None,
        }
    }
}

/// 令牌请求（RFC 6749 第 4.4 节）。A request for a token by client credentials.
#[derive(Debug, Object, Deserialize)]
#[oai(example, skip_serializing_if_is_none)]
pub struct TokenRequest {
    /// `client_credentials`.
    #[oai(validator(max_length = 100))]
    pub grant_type: String,
    /// The client, unless `Authorization: Basic` names it.
    #[oai(validator(max_length = 200))]
    pub client_id: Option<String>,
    /// Its secret, likewise.
    #[oai(validator(max_length = 200))]
    pub client_secret: Option<String>,
    /// The scopes asked for, separated by blanks; all of the client's when not said.
    #[oai(validator(max_length = 2000))]
    pub scope: Option<String>,
}

impl Example for TokenRequest {
    fn example() -> Self {
        Self { grant_type: "client_credentials".into(), client_id: None, client_secret: None, scope: None }
    }
}

/// 令牌。A token (RFC 6749 section 5.1).
#[derive(Debug, Object)]
pub struct TokenAnswer {
    /// The token: a JWT of the profile of RFC 9068.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// For how many seconds it is good.
    pub expires_in: u32,
    /// What it allows.
    pub scope: String,
}

impl From<Token> for TokenAnswer {
    fn from(token: Token) -> Self {
        Self {
            access_token: token.text.to_string(),
            token_type: "Bearer".into(),
            expires_in: token.lifetime_seconds,
            scope: token.scopes.join(" "),
        }
    }
}

/// 签名密钥。A signing key of the platform.
#[derive(Debug, Object)]
#[oai(rename = "SigningKey", skip_serializing_if_is_none)]
pub struct SigningKeyView {
    /// Its name.
    pub kid: String,
    /// Its public half, 32 octets in hexadecimal digits.
    pub public_key: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was rotated out.
    pub retired_at: Option<Instant>,
}

impl SigningKeyView {
    /// The key, of which only the public half is shown.
    pub(crate) fn of(key: &StoredKey) -> Self {
        Self {
            kid: key.public.kid(),
            public_key: key.public.to_hex(),
            created_at: Instant::of_millis(key.created_at),
            retired_at: key.retired_at.map(Instant::of_millis),
        }
    }
}
