//! Programs: made by an organisation, given scopes and a secret, rotated, suspended, revoked; and the tokens they ask for.

use std::collections::BTreeSet;

use domain::accounts::{ClientCommand, ClientState, client, organisation};
use domain::hall::{Moment, OrganisationKind};
use hall::act::{Act, ActFault, Answer, Stored, id_of, table, uuid_of};
use hall::http::{Fault, Sentence};
use hall::ids::new_id;
use hall::journal::{Aggregate, NewEntry, Payload};
use hall::policy::Call;
use hall::secrets::token::{self, Claims, TokenSettings};
use hall::signing_keys::StoredKey;
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Desk, acting_organisation, found};
use crate::cases::{ClientCase, StoredClient};
use crate::store;
use crate::store::clients::{Digests, KeptClient};
use hall::secrets::{OneTimeSecret, digest_of};

/// Scopes that every organisation may give its programs. Rooms add theirs.
const SCOPES: [&str; 11] = [
    "accounts:read",
    "notices:read",
    "events:read",
    "files:read",
    "files:write",
    "operations:read",
    "registry:read",
    "preexam:read",
    "preexam:write",
    "financing:read",
    "financing:write",
];

/// Scopes that some kinds of organisation may give besides.
const SCOPES_OF_KINDS: [(OrganisationKind, &str); 1] = [(OrganisationKind::ProtectionCentre, "registry:import")];

/// Whom tokens are for.
const AUDIENCE: &str = "zhiquan-api";

/// A token that was given.
#[derive(Debug)]
pub struct Token {
    /// The token.
    pub text: Zeroizing<String>,
    /// For how many seconds it is good.
    pub lifetime_seconds: u32,
    /// What it allows.
    pub scopes: Vec<String>,
}

/// What of an agency's or firm's scopes there is.
fn scopes_of(kind: OrganisationKind) -> BTreeSet<String> {
    let special = SCOPES_OF_KINDS.iter().filter(|(of, _)| *of == kind).map(|(_, scope)| *scope);
    SCOPES.iter().copied().chain(special).map(ToOwned::to_owned).collect()
}

impl Desk {
    /// How tokens are made and held to.
    fn tokens(&self) -> TokenSettings {
        TokenSettings {
            issuer: "zhiquan".into(),
            audience: AUDIENCE.into(),
            lifetime_seconds: self.numbers().token_lifetime_seconds,
        }
    }

    /// Makes a program of the caller's organisation. Its secret is in the answer, this once.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn make_client(
        &self,
        call: &Call,
        name: String,
        scopes: BTreeSet<String>,
        answer: impl Fn(&StoredClient) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let organisation = acting_organisation(call)?;
        let secret = OneTimeSecret::draw("zqc");
        let (name, scopes, secret, answer) = (&name, &scopes, &secret, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = found(table::find::<store::Organisations>(act.transaction(), organisation).await?)?;
                    let command = ClientCommand::Make {
                        organisation: id_of(organisation),
                        name: name.clone(),
                        scopes: scopes.clone(),
                        allowed: scopes_of(of.state.facts().kind),
                    };
                    let events = client::decide(None, command, self.rules(), act.moment())?;
                    let client = found(Stored::<ClientCase>::begun(act, act.new_id(), &events))?;
                    let digests = Digests { current: secret.digest.clone(), previous: None };
                    let kept = KeptClient { client, digests };
                    store::clients::insert(act.transaction(), &kept, act.real_millis()).await?;
                    let secret = secret.text.as_str();
                    Ok(answer(&kept.client).with_secret("client_secret", secret))
                })
            })
            .await
    }

    /// Suspends, reinstates or revokes a program, or changes its scopes.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn change_client(
        &self,
        call: &Call,
        id: Uuid,
        change: ClientChange,
        answer: impl Fn(&StoredClient) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (change, answer) = (&change, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = self.visible_client(act, id).await?;
                    let organisation = uuid_of(kept.client.state.organisation());
                    let command = match change {
                        ClientChange::Suspend(reason) => ClientCommand::Suspend { reason: reason.clone() },
                        ClientChange::Reinstate => ClientCommand::Reinstate,
                        ClientChange::Revoke => ClientCommand::Revoke,
                        ClientChange::Scopes(scopes) => {
                            let of =
                                found(table::find::<store::Organisations>(act.transaction(), organisation).await?)?;
                            let allowed = scopes_of(of.state.facts().kind);
                            ClientCommand::ChangeScopes { scopes: scopes.clone(), allowed }
                        }
                    };
                    let kept = self.change_client_within(act, kept, command, None).await?;
                    Ok(answer(&kept.client))
                })
            })
            .await
    }

    /// Gives a program another secret, in the answer this once; the one before is good for a while.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn rotate_secret(
        &self,
        call: &Call,
        id: Uuid,
        answer: impl Fn(&StoredClient) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let secret = OneTimeSecret::draw("zqc");
        let (secret, answer) = (&secret, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = self.visible_client(act, id).await?;
                    let digest = Some(secret.digest.clone());
                    let kept = self.change_client_within(act, kept, ClientCommand::RotateSecret, digest).await?;
                    let secret = secret.text.as_str();
                    Ok(answer(&kept.client).with_secret("client_secret", secret))
                })
            })
            .await
    }

    async fn visible_client(&self, act: &Act<'_>, id: Uuid) -> Result<KeptClient, ActFault> {
        let kept = store::clients::find(act.transaction(), id).await?;
        let own = |kept: &KeptClient| act.call().may_see(Some(uuid_of(kept.client.state.organisation())));
        let kept = found(kept.filter(own))?;
        act.has_seen(kept.client.version)?;
        Ok(kept)
    }

    async fn change_client_within(
        &self,
        act: &Act<'_>,
        mut kept: KeptClient,
        command: ClientCommand,
        digest: Option<Vec<u8>>,
    ) -> Result<KeptClient, ActFault> {
        let before = kept.client.version;
        let events = client::decide(Some(&kept.client.state), command, self.rules(), act.moment())?;
        kept.client = kept.client.after(act, &events);
        if let Some(digest) = digest {
            kept.digests.previous = Some(std::mem::replace(&mut kept.digests.current, digest));
        }
        store::clients::update(act.transaction(), &kept, before, act.real_millis()).await?;
        Ok(kept)
    }

    /// A page of the programs that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn clients(
        &self,
        call: &Call,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredClient>, u64), ActFault> {
        let reader = self.acts().database().reader();
        store::clients::page(reader, call.confined_to(), after, limit).await
    }

    /// Makes another signing key of the platform, in the answer with its public half.
    ///
    /// # Errors
    /// The database's.
    pub async fn rotate_signing_key(
        &self,
        call: &Call,
        answer: impl Fn(&StoredKey) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        let answered = self
            .acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let next = self.signing().rotate(act).await?;
                    act.record(NewEntry {
                        aggregate: Aggregate { kind: "accounts.signing_key", id: act.new_id() },
                        version: 1,
                        kind: "accounts.signing_key_rotated".into(),
                        payload_version: 1,
                        payload: Payload::Open(json!({"kid": next.public.kid()})),
                        audience: Vec::new(),
                    });
                    Ok(answer(&next))
                })
            })
            .await?;
        self.signing().forget();
        Ok(answered)
    }

    /// Gives a program a token for scopes of its own.
    ///
    /// # Errors
    /// 401 `oauth.invalid_client`, 400 `oauth.invalid_scope`, 403 for one that may not act.
    pub async fn give_token(
        &self,
        call: &Call,
        client_id: &str,
        client_secret: &str,
        scope: Option<&str>,
    ) -> Result<Token, ActFault> {
        let attempt = self.attempt(client_id, call.address).await?;
        let id = client_id.parse().map_err(|_| invalid_client())?;
        let reader = self.acts().database().reader();
        let kept: KeptClient = store::clients::find(reader, id).await?.ok_or_else(invalid_client)?;
        let facts = match &kept.client.state {
            ClientState::Active { facts } | ClientState::Suspended { facts, .. } => facts.clone(),
            ClientState::Revoked { .. } => return Err(invalid_client().into()),
        };
        let digest = digest_of(client_secret);
        let generation = if digest == kept.digests.current {
            Some(facts.generation)
        } else if kept.digests.previous.as_ref() == Some(&digest) {
            facts.generation.checked_sub(1)
        } else {
            None
        };
        let moment: Moment = self.clocks().moment.moment();
        let good = generation.is_some_and(|generation| client::a_secret_is_good(&facts, generation, moment));
        if !good {
            return Err(invalid_client().into());
        }
        client::may_act(&kept.client.state)?;
        let of = found(table::find::<store::Organisations>(reader, uuid_of(facts.organisation)).await?)?;
        organisation::may_act(&of.state)?;
        let scopes = asked_scopes(scope, &facts.scopes)?;
        let key = self.signing().active().await?;
        let token_id = new_id(self.clocks().real.as_ref());
        let scopes_given = &scopes;
        self.acts()
            .perform_own::<_, ActFault, _>(call, |act| {
                Box::pin(async move {
                    store::attempts::succeed(act.transaction(), attempt).await?;
                    act.record(NewEntry {
                        aggregate: Aggregate { kind: "accounts.token", id: token_id },
                        version: 1,
                        kind: "accounts.token_given".into(),
                        payload_version: 1,
                        payload: Payload::Open(json!({"client": id, "scopes": scopes_given})),
                        audience: Vec::new(),
                    });
                    Ok(())
                })
            })
            .await?;
        let claims = Claims { client: id, scopes: scopes.clone(), id: token_id };
        let settings = self.tokens();
        let text = token::issue(&key, &settings, &claims, self.clocks().real.now_millis());
        Ok(Token { text: Zeroizing::new(text), lifetime_seconds: settings.lifetime_seconds, scopes })
    }

    /// The program of a token with the scopes that both the token and the program have now.
    pub(crate) async fn program_of(&self, text: &str) -> Result<Option<(StoredClient, BTreeSet<String>)>, ActFault> {
        let named = token::key_named_in(text);
        let keys = self.signing().public_keys(named.as_deref()).await?;
        let now = self.clocks().real.now_millis();
        let key_of = |named: &str| keys.iter().find(|key| key.kid() == named).copied();
        let claims = match token::verify(text, &self.tokens(), key_of, now) {
            Ok(claims) => claims,
            Err(fault) => {
                tracing::debug!(%fault, "a token was refused");
                return Ok(None);
            }
        };
        let kept = store::clients::find(self.acts().database().reader(), claims.client).await?;
        let Some(kept) = kept.filter(|kept| client::may_act(&kept.client.state).is_ok()) else { return Ok(None) };
        let ClientState::Active { facts } = &kept.client.state else { return Ok(None) };
        let scopes = claims.scopes.into_iter().filter(|scope| facts.scopes.contains(scope)).collect();
        Ok(Some((kept.client, scopes)))
    }
}

/// What is changed of a program.
#[derive(Debug, Clone)]
pub enum ClientChange {
    /// It may not ask for tokens for a time, because.
    Suspend(String),
    /// It may again.
    Reinstate,
    /// It may not, for good.
    Revoke,
    /// It has these scopes from now on.
    Scopes(BTreeSet<String>),
}

/// The scopes asked for, all of them the program's own; all of its own when none is asked for.
fn asked_scopes(asked: Option<&str>, own: &BTreeSet<String>) -> Result<Vec<String>, Fault> {
    let Some(asked) = asked.filter(|asked| !asked.trim().is_empty()) else { return Ok(own.iter().cloned().collect()) };
    let asked: BTreeSet<&str> = asked.split(' ').filter(|scope| !scope.is_empty()).collect();
    if asked.iter().all(|scope| own.contains(*scope)) {
        return Ok(asked.into_iter().map(ToOwned::to_owned).collect());
    }
    let said = Sentence::new("申请的权限范围超出客户端所有", "The client does not have all scopes asked for");
    Err(Fault::bad_request("oauth.invalid_scope", said))
}

/// RFC 6749 section 5.2; one answer for an unknown program and a wrong secret.
fn invalid_client() -> Fault {
    let said = Sentence::new("客户端标识或密钥不正确", "The client or its secret is not right");
    Fault::not_let_in("oauth.invalid_client", said)
}
