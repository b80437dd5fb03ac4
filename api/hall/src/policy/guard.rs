//! The guard: stands before every handler and admits a request with all that its row asks for, or says why not.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use domain::accounts::is_privileged;
use domain::hall::{Power, Role};
use poem::Request;
use poem::http::{HeaderName, Method, StatusCode, header};
use uuid::Uuid;

use super::{Caller, Effect, Facts, Idempotency, Mandate, Persons, Policy, Row, Who, Whose};
use crate::http::{Fault, FieldFault, Language, Sentence};
use crate::limits::{Limits, Payer, RateClass};

/// The cookie of a browser's session.
pub const SESSION_COOKIE: &str = "zhiquan_session";

/// The header in which an agency names the enterprise it acts for.
pub const ACTING_FOR: HeaderName = HeaderName::from_static("zhiquan-acting-for");

/// The header with the key of a request that may be sent again.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The longest key.
const LONGEST_KEY: usize = 255;

/// The longest cookie or token that is looked at.
const LONGEST_CREDENTIAL: usize = 4_096;

/// Who stands behind a credential. The room of accounts answers; everything is read anew at each request.
#[async_trait]
pub trait Authenticator: Debug + Send + Sync {
    /// The person whose session this is; `None`: nobody's, or no longer.
    async fn person(&self, session: &str) -> Result<Option<Caller>, Fault>;

    /// The program to which this token was given; `None`: not one of ours, or no longer.
    async fn program(&self, token: &str) -> Result<Option<Caller>, Fault>;

    /// What an agency may do for an enterprise today; empty: nothing.
    async fn powers(&self, agency: Uuid, enterprise: Uuid) -> Result<BTreeSet<Power>, Fault>;
}

/// The guard. Clones share everything.
#[derive(Debug, Clone)]
pub struct Guard(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    policy: Policy,
    authenticator: Arc<dyn Authenticator>,
    limits: Limits,
}

impl Guard {
    /// The guard with its table, its source of callers and the rates it holds.
    pub fn new(policy: Policy, authenticator: Arc<dyn Authenticator>, limits: Limits) -> Self {
        Self(Arc::new(Inside { policy, authenticator, limits }))
    }

    /// The table.
    pub fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// Admits a request to an operation of the contract.
    ///
    /// # Errors
    /// 401, 403, 404, 428 or 429, or what the authenticator could not answer.
    pub async fn admit(
        &self,
        request: &Request,
        operation: &str,
        request_id: &str,
        language: Language,
    ) -> Result<Facts, Fault> {
        // The table was checked against the contract at the start.
        let row = self.0.policy.row(operation).ok_or_else(Fault::internal)?;
        let address = self.address(request);
        self.within_rate_of_address(row, address)?;
        let caller = match row.persons {
            Persons::Anyone => Caller::VISITOR,
            Persons::LoggedIn | Persons::Roles(_) | Persons::Members(_) => self.caller(request).await?,
        };
        self.within_rate_of_caller(row, &caller)?;
        let (caller, whose) = self.permitted(request, row, caller).await?;
        Ok(Facts {
            caller,
            operation: operation.to_owned(),
            whose,
            request_id: request_id.to_owned(),
            language,
            idempotency: key_of(request, row.effect)?,
            if_match: version_of(request, row.effect)?,
            address,
        })
    }

    fn address(&self, request: &Request) -> Option<std::net::IpAddr> {
        let remote = request.remote_addr().as_socket_addr().map(std::net::SocketAddr::ip);
        let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let forwarded = forwarded.collect::<Vec<_>>().join(",");
        self.0.limits.client_address(remote, Some(forwarded.as_str()).filter(|forwarded| !forwarded.is_empty()))
    }

    fn within_rate_of_address(&self, row: &Row, address: Option<std::net::IpAddr>) -> Result<(), Fault> {
        let class = match (row.persons, row.effect) {
            (Persons::Anyone, Effect::Reads | Effect::Calculates) => RateClass::Lookup,
            (Persons::Anyone, _) => RateClass::Login,
            (Persons::LoggedIn | Persons::Roles(_) | Persons::Members(_), _) => return Ok(()),
        };
        let Some(address) = address else { return Ok(()) };
        self.0.limits.check(class, &Payer::Address(address)).map_err(Into::into)
    }

    fn within_rate_of_caller(&self, row: &Row, caller: &Caller) -> Result<(), Fault> {
        let payer = match caller.who {
            Who::Visitor => return Ok(()),
            Who::Person { id, .. } => Payer::Person(id),
            Who::Program { id, .. } => Payer::Client(id),
        };
        let class = match row.effect {
            Effect::Reads | Effect::Calculates => RateClass::Read,
            Effect::Uploads => RateClass::Upload,
            Effect::Creates | Effect::Changes | Effect::Acts | Effect::Enters => RateClass::Act,
        };
        self.0.limits.check(class, &payer).map_err(Into::into)
    }

    /// Who calls, by token or session.
    async fn caller(&self, request: &Request) -> Result<Caller, Fault> {
        if let Some(authorization) = request.header(header::AUTHORIZATION) {
            let token = authorization.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            let token = token.map(|(_, token)| token).filter(|token| token.len() <= LONGEST_CREDENTIAL);
            let Some(token) = token else { return Err(Fault::unauthenticated()) };
            return self.0.authenticator.program(token).await?.ok_or_else(Fault::unauthenticated);
        }
        let Some(session) = cookie(request).filter(|session| session.len() <= LONGEST_CREDENTIAL) else {
            return Err(Fault::unauthenticated());
        };
        if !is_safe(request.method()) {
            came_from_our_own_pages(request)?;
        }
        self.0.authenticator.person(session).await?.ok_or_else(Fault::unauthenticated)
    }

    /// The caller with whose rows the row lets him see.
    async fn permitted(&self, request: &Request, row: &Row, caller: Caller) -> Result<(Caller, Whose), Fault> {
        match row.persons {
            Persons::Anyone => return Ok((caller, Whose::Own)),
            Persons::LoggedIn => {
                return if matches!(caller.who, Who::Person { .. }) {
                    Ok((caller, Whose::Own))
                } else {
                    Err(not_for_programs())
                };
            }
            Persons::Roles(_) | Persons::Members(_) => {}
        }
        let Some(seat) = &caller.seat else { return Err(no_role()) };
        if let Some(hindrance) = &seat.hindrance {
            return Err(Fault::from(hindrance.clone()).with_status(StatusCode::FORBIDDEN));
        }
        if let Some(named) = the_one(request, &ACTING_FOR) {
            let enterprise = named.and_then(|named| named.parse().ok());
            let enterprise = enterprise.ok_or_else(|| unreadable_header("Zhiquan-Acting-For"))?;
            return self.mandated(row, caller, enterprise).await;
        }
        match &caller.who {
            Who::Program { scopes, .. } => match row.scope {
                Some(scope) if scopes.contains(scope) => Ok((caller, Whose::OwnOrganisation)),
                Some(scope) => Err(scope_missing(scope)),
                None => Err(not_for_programs()),
            },
            Who::Person { second_factor, .. } => {
                let held = seat.roles.iter().filter_map(|role| Some((*role, row.persons.whose(*role)?)));
                let usable = held.clone().filter(|(role, _)| *second_factor || !is_privileged(*role, seat.kind));
                match (usable.map(|(_, whose)| whose).max(), held.count()) {
                    (Some(whose), _) => Ok((caller, whose)),
                    (None, 0) => Err(no_role()),
                    (None, _) => Err(second_factor_missing()),
                }
            }
            Who::Visitor => Err(Fault::unauthenticated()),
        }
    }

    /// An agency acts for an enterprise that authorised it. What is not authorised does not exist for it.
    async fn mandated(&self, row: &Row, caller: Caller, enterprise: Uuid) -> Result<(Caller, Whose), Fault> {
        let Some(seat) = &caller.seat else { return Err(no_role()) };
        let is_agent = match &caller.who {
            Who::Person { .. } => seat.roles.contains(&Role::Agent),
            Who::Program { scopes, .. } => row.scope.is_some_and(|scope| scopes.contains(scope)),
            Who::Visitor => false,
        };
        let Some(power) = row.power.filter(|_| is_agent) else { return Err(no_role()) };
        let powers = self.0.authenticator.powers(seat.organisation, enterprise).await?;
        if powers.is_empty() {
            return Err(Fault::not_found());
        }
        if !powers.contains(&power) {
            let said = Sentence::new(
                format!("企业授权不包含“{}”", power.zh()),
                format!("The authorisation does not cover “{power}”"),
            );
            return Err(Fault::forbidden("auth.power_missing", said));
        }
        let mandate = Some(Mandate { enterprise, powers });
        Ok((Caller { mandate, ..caller }, Whose::OwnOrganisation))
    }
}

fn no_role() -> Fault {
    Fault::forbidden("auth.role_missing", Sentence::new("您的角色无权进行此操作", "Your role does not allow this"))
}

fn not_for_programs() -> Fault {
    Fault::forbidden("auth.persons_only", Sentence::new("此操作仅限本人登录后进行", "Only a person may do this"))
}

fn scope_missing(scope: &'static str) -> Fault {
    Fault::forbidden("auth.scope_missing", Sentence::new("客户端的权限范围不足", "The client lacks the scope"))
        .with_detail(Sentence::new(format!("需要 {scope}"), format!("It needs {scope}")))
}

fn second_factor_missing() -> Fault {
    let said = Sentence::new("此操作需要第二重验证", "This needs a second factor");
    Fault::forbidden("auth.second_factor_required", said)
}

fn unreadable_header(name: &'static str) -> Fault {
    let title = Sentence::new("请求头有误", "A header cannot be read");
    let detail = Sentence::new("格式有误", "It is not in its form");
    let field = FieldFault { pointer: format!("header:{name}"), code: "validation.unreadable", detail };
    Fault::bad_request("validation.unreadable", title).with_field(field)
}

/// The value of a header that stands there: none where it cannot be read or stands there twice, which is not the same as
/// a header that is missing.
fn the_one<'r>(request: &'r Request, name: &HeaderName) -> Option<Option<&'r str>> {
    let mut values = request.headers().get_all(name).iter();
    let first = values.next()?;
    Some(first.to_str().ok().filter(|_| values.next().is_none()))
}

const fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The session in the cookies.
fn cookie(request: &Request) -> Option<&str> {
    let cookies = request.headers().get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| value)
}

/// A browser says where a request comes from. The cookie is strict already; this holds where it is not.
fn came_from_our_own_pages(request: &Request) -> Result<(), Fault> {
    let foreign = || {
        let said = Sentence::new("请求来自其他网站", "The request came from another site");
        Err(Fault::forbidden("auth.foreign_origin", said))
    };
    match request.header("sec-fetch-site") {
        Some("same-origin" | "none") | None => {}
        Some(_) => return foreign(),
    }
    let Some(origin) = request.header(header::ORIGIN) else { return Ok(()) };
    let host = request.header(header::HOST).unwrap_or_default();
    match origin.split_once("://") {
        Some((_, authority)) if authority.eq_ignore_ascii_case(host) => Ok(()),
        Some(_) | None => foreign(),
    }
}

fn key_of(request: &Request, effect: Effect) -> Result<Option<Idempotency>, Fault> {
    if !effect.needs_key() {
        return Ok(None);
    }
    let Some(key) = the_one(request, &IDEMPOTENCY_KEY) else {
        let said = Sentence::new("缺少 Idempotency-Key 请求头", "The header Idempotency-Key is required");
        return Err(Fault::precondition_required("idempotency.key_required", said));
    };
    let is_decent =
        |key: &&str| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
    let key = key.filter(is_decent).ok_or_else(|| unreadable_header("Idempotency-Key"))?;
    // The digest of the body is put in when the body has been read.
    Ok(Some(Idempotency { key: key.to_owned(), body_digest: [0; 32] }))
}

/// A strong entity tag of ours: the version in quotes.
fn version_of(request: &Request, effect: Effect) -> Result<Option<i32>, Fault> {
    if !effect.needs_version() {
        return Ok(None);
    }
    let Some(tag) = the_one(request, &header::IF_MATCH) else {
        let said = Sentence::new("缺少 If-Match 请求头", "The header If-Match is required");
        return Err(Fault::precondition_required("version.required", said));
    };
    let version = tag.and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"'));
    let version = version.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match version.and_then(|digits| digits.parse().ok()) {
        Some(version) => Ok(Some(version)),
        // A tag that is none of ours is of a version that does not exist.
        None => Err(Fault::precondition_failed()),
    }
}
