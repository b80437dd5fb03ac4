//! Login, logout, and the caller's sessions.

use hall::act::Acted;
use hall::http::{Fault, Page, PageAsked};
use hall::policy::{Call, SESSION_COOKIE, Who};
use poem::Request;
use poem::http::header;
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::RoomTags;
use crate::desk::{Credentials, Desk};
use crate::wire::{LoginRequest, SessionView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct SessionsApi;

/// Whether cookies are for encrypted connections alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookies {
    /// Behind TLS: the only way in production.
    Secure,
    /// A demonstration on loopback, which has no TLS.
    OnLoopback,
}

/// The answer to a login: the session, and its token in a cookie.
#[derive(ApiResponse)]
enum LoggedIn {
    /// 已登录，会话令牌在 Cookie 中。Logged in; the token is in the cookie.
    #[oai(status = 200)]
    Ok(
        Json<SessionView>,
        /// The session's cookie: `HttpOnly`, `SameSite=Strict`.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// The answer to a logout.
#[derive(ApiResponse)]
enum LoggedOut {
    /// 已退出。Logged out.
    #[oai(status = 200)]
    Ok(
        Json<bool>,
        /// Takes the cookie away.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

#[OpenApi(tag = "RoomTags::Accounts", prefix_path = "/api/v1")]
impl SessionsApi {
    /// 登录。Logs in: with login, password and, where there is one, a code of the second factor.
    #[oai(path = "/sessions", method = "post", operation_id = "openSession")]
    async fn open(
        &self,
        call: Call,
        desk: Data<&Desk>,
        cookies: Data<&Cookies>,
        request: &Request,
        body: Json<LoginRequest>,
    ) -> Result<LoggedIn, Fault> {
        let LoginRequest { login, password, code, organisation_id } = body.0;
        let credentials = Credentials {
            login,
            password: Zeroizing::new(password),
            code,
            organisation: organisation_id,
            agent: request.header(header::USER_AGENT).unwrap_or_default().to_owned(),
        };
        let opened = desk.open_session(&call, credentials).await?;
        let view = SessionView::of(&opened.session, Some(opened.session.id));
        Ok(LoggedIn::Ok(Json(view), cookie(&opened.token, *cookies.0)))
    }

    /// 退出。Logs out: ends the session that the request comes with.
    #[oai(path = "/sessions/current/end", method = "post", operation_id = "closeSession")]
    async fn close(&self, call: Call, desk: Data<&Desk>, cookies: Data<&Cookies>) -> Result<LoggedOut, Fault> {
        desk.close_session(&call).await?;
        let taken_away = format!("{}; Max-Age=0", cookie("", *cookies.0));
        Ok(LoggedOut::Ok(Json(true), taken_away))
    }

    /// 会话列表。The caller's sessions that are open, the newest first.
    #[oai(path = "/sessions", method = "get", operation_id = "listSessions")]
    async fn list(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<SessionView>>, Fault> {
        let asked = PageAsked::new("sessions", limit.0, cursor.0.as_deref())?;
        let found = desk.sessions(&call, asked.mark(), asked.rows()).await?;
        let current = match call.caller.who {
            Who::Person { session, .. } => Some(session),
            Who::Visitor | Who::Program { .. } => None,
        };
        let view = |session| SessionView::of(&session, current);
        Ok(Json(asked.page(found, |session| session.id, view)))
    }

    /// 结束一个会话。Ends one of the caller's sessions.
    #[oai(path = "/sessions/:id/end", method = "post", operation_id = "endSession")]
    async fn end(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<bool>, Fault> {
        Ok(desk.end_session(&call, id.0).await?.into())
    }
}

/// The cookie that a browser sends back to this platform alone, and no script reads.
fn cookie(token: &str, cookies: Cookies) -> String {
    let secure = match cookies {
        Cookies::Secure => "; Secure",
        Cookies::OnLoopback => "",
    };
    format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}")
}
