//! Who acts for an organisation beside its people: agencies under an authorisation, and programs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::accounts::AuthorisationCommand;
use hall::act::{Acted, Answer, Created, Versioned};
use hall::http::ReasonRequest;
use hall::http::{Fault, Page, PageAsked, Sentence};
use hall::policy::Call;
use poem::Request;
use poem::http::header;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Form, Json};
use uuid::Uuid;

use super::RoomTags;
use crate::cases::{StoredAuthorisation, StoredClient};
use crate::desk::{AuthorisationWish, ClientChange, Desk};
use crate::wire::{
    AuthorisationRequest, AuthorisationView, ClientRequest, ClientScopes, ClientView, LimitRequest, SigningKeyView,
    TokenAnswer, TokenRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DelegationApi;

fn authorisation_done(authorisation: &StoredAuthorisation) -> Answer {
    Answer::done(&AuthorisationView::of(authorisation)).at_version(authorisation.version)
}

fn client_done(client: &StoredClient) -> Answer {
    Answer::done(&ClientView::of(client)).at_version(client.version)
}

#[OpenApi(tag = "RoomTags::Accounts")]
impl DelegationApi {
    /// 授权代理机构。Lets an agency act for the caller's enterprise.
    #[oai(path = "/api/v1/authorisations", method = "post", operation_id = "grantAuthorisation")]
    async fn grant(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<AuthorisationRequest>,
    ) -> Result<Created<AuthorisationView>, Fault> {
        let AuthorisationRequest { agency_id, powers, until_on } = body.0;
        let wish = AuthorisationWish {
            agency: agency_id,
            powers: powers.into_iter().map(Into::into).collect(),
            until_on: until_on.map(|day| day.0),
        };
        let answer = |authorisation: &StoredAuthorisation| {
            Answer::created(&AuthorisationView::of(authorisation)).at_version(authorisation.version)
        };
        Ok(desk.authorise(&call, wish, answer).await?.into())
    }

    /// 授权列表。The authorisations that the caller's organisation gave or was given.
    #[oai(path = "/api/v1/authorisations", method = "get", operation_id = "listAuthorisations")]
    async fn authorisations(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<AuthorisationView>>, Fault> {
        let asked = PageAsked::new("authorisations", limit.0, cursor.0.as_deref())?;
        let found = desk.authorisations(&call, asked.mark(), asked.rows()).await?;
        let view = |authorisation| AuthorisationView::of(&authorisation);
        Ok(Json(asked.page(found, |authorisation| authorisation.id, view)))
    }

    /// 一项授权。One authorisation.
    #[oai(path = "/api/v1/authorisations/:id", method = "get", operation_id = "getAuthorisation")]
    async fn authorisation(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<AuthorisationView>, Fault> {
        let authorisation = desk.authorisation(&call, id.0).await?;
        Ok(Versioned::new(AuthorisationView::of(&authorisation), authorisation.version))
    }

    /// 缩减授权。Narrows an authorisation, from now on.
    #[oai(path = "/api/v1/authorisations/:id/limit", method = "post", operation_id = "limitAuthorisation")]
    async fn limit(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<LimitRequest>,
    ) -> Result<Acted<AuthorisationView>, Fault> {
        let LimitRequest { powers, until_on } = body.0;
        let powers = powers.into_iter().map(Into::into).collect();
        let command = AuthorisationCommand::Limit { powers, until_on: until_on.map(|day| day.0) };
        Ok(desk.change_authorisation(&call, id.0, command, authorisation_done).await?.into())
    }

    /// 撤回授权。Takes an authorisation back; the agency's next request feels it.
    #[oai(path = "/api/v1/authorisations/:id/withdraw", method = "post", operation_id = "withdrawAuthorisation")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<AuthorisationView>, Fault> {
        let command = AuthorisationCommand::Withdraw;
        Ok(desk.change_authorisation(&call, id.0, command, authorisation_done).await?.into())
    }

    /// 新建客户端程序。Makes a program of the caller's organisation; its secret is shown this once.
    #[oai(path = "/api/v1/clients", method = "post", operation_id = "createClient")]
    async fn make_client(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<ClientRequest>,
    ) -> Result<Created<ClientView>, Fault> {
        let ClientRequest { name, scopes } = body.0;
        let answer = |client: &StoredClient| Answer::created(&ClientView::of(client)).at_version(client.version);
        Ok(desk.make_client(&call, name, scopes.into_iter().collect(), answer).await?.into())
    }

    /// 客户端程序列表。The programs that the caller may see.
    #[oai(path = "/api/v1/clients", method = "get", operation_id = "listClients")]
    async fn clients(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<ClientView>>, Fault> {
        let asked = PageAsked::new("clients", limit.0, cursor.0.as_deref())?;
        let found = desk.clients(&call, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |client| client.id, |client| ClientView::of(&client))))
    }

    /// 轮换密钥。Gives a program another secret, shown this once; the one before is good for another 24 hours.
    #[oai(path = "/api/v1/clients/:id/rotate-secret", method = "post", operation_id = "rotateClientSecret")]
    async fn rotate_secret(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ClientView>, Fault> {
        Ok(desk.rotate_secret(&call, id.0, client_done).await?.into())
    }

    /// 变更权限范围。Changes what a program may do.
    #[oai(path = "/api/v1/clients/:id/change-scopes", method = "post", operation_id = "changeClientScopes")]
    async fn change_scopes(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ClientScopes>,
    ) -> Result<Acted<ClientView>, Fault> {
        let change = ClientChange::Scopes(body.0.scopes.into_iter().collect());
        Ok(desk.change_client(&call, id.0, change, client_done).await?.into())
    }

    /// 暂停客户端程序。Suspends a program: its tokens are good for nothing from now on.
    #[oai(path = "/api/v1/clients/:id/suspend", method = "post", operation_id = "suspendClient")]
    async fn suspend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<ClientView>, Fault> {
        Ok(desk.change_client(&call, id.0, ClientChange::Suspend(body.0.reason), client_done).await?.into())
    }

    /// 恢复客户端程序。Reinstates a program.
    #[oai(path = "/api/v1/clients/:id/reinstate", method = "post", operation_id = "reinstateClient")]
    async fn reinstate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ClientView>, Fault> {
        Ok(desk.change_client(&call, id.0, ClientChange::Reinstate, client_done).await?.into())
    }

    /// 吊销客户端程序。Revokes a program for good.
    #[oai(path = "/api/v1/clients/:id/revoke", method = "post", operation_id = "revokeClient")]
    async fn revoke(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ClientView>, Fault> {
        Ok(desk.change_client(&call, id.0, ClientChange::Revoke, client_done).await?.into())
    }

    /// 签名密钥列表。The platform's signing keys.
    #[oai(path = "/api/v1/signing-keys", method = "get", operation_id = "listSigningKeys")]
    async fn signing_keys(&self, _call: Call, desk: Data<&Desk>) -> Result<Json<Vec<SigningKeyView>>, Fault> {
        let keys = desk.signing().all().await?;
        Ok(Json(keys.iter().map(SigningKeyView::of).collect()))
    }

    /// 轮换签名密钥。Makes another signing key; those before verify what they signed.
    #[oai(path = "/api/v1/signing-keys/rotate", method = "post", operation_id = "rotateSigningKey")]
    async fn rotate_signing_key(&self, call: Call, desk: Data<&Desk>) -> Result<Acted<SigningKeyView>, Fault> {
        let answer = |key: &hall::signing_keys::StoredKey| Answer::done(&SigningKeyView::of(key));
        Ok(desk.rotate_signing_key(&call, answer).await?.into())
    }

    /// 取得令牌（OAuth 2.0 客户端凭据）。A token for a program (RFC 6749 section 4.4).
    ///
    /// 客户端凭据放在 `Authorization: Basic` 或表单中。The client's credentials stand in `Authorization: Basic` or in the form.
    #[oai(path = "/oauth/token", method = "post", operation_id = "issueToken")]
    async fn token(
        &self,
        call: Call,
        desk: Data<&Desk>,
        request: &Request,
        body: Form<TokenRequest>,
    ) -> Result<Json<TokenAnswer>, Fault> {
        let TokenRequest { grant_type, client_id, client_secret, scope } = body.0;
        if grant_type != "client_credentials" {
            let said = Sentence::new("仅支持 client_credentials", "Only client_credentials is supported");
            return Err(Fault::bad_request("oauth.unsupported_grant_type", said));
        }
        let (id, secret) =
            basic(request).unwrap_or_else(|| (client_id.unwrap_or_default(), client_secret.unwrap_or_default()));
        Ok(Json(desk.give_token(&call, &id, &secret, scope.as_deref()).await?.into()))
    }

    /// 公钥集（JWKS）。The public keys with which tokens are verified (RFC 7517).
    #[oai(path = "/.well-known/jwks.json", method = "get", operation_id = "getJwks")]
    async fn jwks(&self, _call: Call, desk: Data<&Desk>) -> Result<Json<serde_json::Value>, Fault> {
        let keys = desk.signing().public_keys(None).await?;
        let keys: Vec<_> = keys.iter().map(hall::secrets::PublicKey::to_jwk).collect();
        Ok(Json(serde_json::json!({ "keys": keys })))
    }
}

/// The credentials in `Authorization: Basic` (RFC 6749 section 2.3.1). Ours have no character that would be encoded.
fn basic(request: &Request) -> Option<(String, String)> {
    let (scheme, encoded) = request.header(header::AUTHORIZATION)?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || encoded.len() > 1_000 {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
