//! Sessions: opened with a password and, where there is one, a second factor; listed, ended, and asked at each request.

use domain::accounts::{Login, SecondFactor, person};
use hall::act::{Act, ActFault, Answer, uuid_of};
use hall::http::{Fault, Sentence};
use hall::journal::{Aggregate, NewEntry, Payload};
use hall::policy::{Call, Who};
use hall::privacy::mask;
use hall::secrets::TotpSecret;
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Desk, SecondFactorIs, found};
use crate::store;
use crate::store::persons::Kept;
use crate::store::sessions::{Holder, Session};
use hall::secrets::OneTimeSecret;

/// The kind of case under which sessions stand in the journal. They are operational and are not replayed.
const KIND: &str = "accounts.session";

/// The most characters of what a browser calls itself.
const LONGEST_AGENT: usize = 200;

/// What somebody shows to be let in.
pub struct Credentials {
    /// The login, in either case.
    pub login: String,
    /// The password.
    pub password: Zeroizing<String>,
    /// A code of the second factor.
    pub code: Option<String>,
    /// The organisation to act for, where the person belongs to several.
    pub organisation: Option<Uuid>,
    /// What the browser calls itself.
    pub agent: String,
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The token for the cookie; shown this once.
    pub token: Zeroizing<String>,
    /// The session.
    pub session: SessionView,
}

/// A session as its owner sees it. Its instants are real time.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// Its id.
    pub id: Uuid,
    /// The person.
    pub person: Uuid,
    /// The organisation acted for.
    pub organisation: Option<Uuid>,
    /// Whether the second factor was passed.
    pub second_factor: bool,
    /// Where it was opened from, masked.
    pub address: String,
    /// What opened it.
    pub agent: String,
    /// When it was opened.
    pub opened_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// When it ends at the latest.
    pub ends_at: i64,
}

impl Desk {
    /// Lets somebody in. Whatever is wrong with login or password is answered in the same words after the same time.
    ///
    /// # Errors
    /// 401 `accounts.login_refused`, 401 `accounts.second_factor_needed`, 429 `accounts.attempts_too_many`, or why the
    /// person may not log in.
    pub async fn open_session(&self, call: &Call, credentials: Credentials) -> Result<Opened, ActFault> {
        let login = Login::parse(&credentials.login).ok();
        let login_word = login.as_ref().map_or(credentials.login.as_str(), Login::as_str);
        let attempt = self.attempt(login_word, call.address).await?;
        let reader = self.acts().database().reader();
        let kept = match &login {
            Some(login) => store::persons::find_by_login(reader, login.as_str()).await?,
            None => None,
        };
        let hash = kept.as_ref().map(|kept| kept.keeping.password_hash.as_str()).filter(|hash| !hash.is_empty());
        let right = self.verify(credentials.password.clone(), hash).await?;
        let kept = kept.filter(|_| right).ok_or_else(refused)?;
        person::may_act(&kept.person.state)?;
        let step = self.passed_step(&kept, credentials.code.as_deref())?;
        let token = OneTimeSecret::draw("zqs");
        let (credentials, kept, token_digest) = (&credentials, &kept, &token.digest);
        let session = self
            .acts()
            .perform_own::<_, ActFault, _>(call, |act| {
                Box::pin(async move {
                    store::attempts::succeed(act.transaction(), attempt).await?;
                    if let Some(step) = step {
                        let before = kept.keeping.second_factor_step;
                        if !store::persons::use_step(act.transaction(), kept.person.id, before, step).await? {
                            return Err(refused().into());
                        }
                    }
                    let now = act.real_millis();
                    let session = Session {
                        id: act.new_id(),
                        person: kept.person.id,
                        organisation: organisation_of(kept, credentials.organisation)?,
                        token_digest: token_digest.clone(),
                        second_factor: step.is_some(),
                        address: call.address.map(mask::address_of_network).unwrap_or_default(),
                        agent: credentials.agent.chars().filter(|c| !c.is_control()).take(LONGEST_AGENT).collect(),
                        opened_at: now,
                        seen_at: now,
                        ended_at: None,
                    };
                    store::sessions::insert(act.transaction(), &session).await?;
                    act.record(entry(session.id, 1, "opened", session.person));
                    Ok(session)
                })
            })
            .await?;
        Ok(Opened { token: token.text, session: self.view(session) })
    }

    /// The step of the code that was shown, where the person has a second factor.
    fn passed_step(&self, kept: &Kept, code: Option<&str>) -> Result<Option<i64>, ActFault> {
        let factor = kept.person.state.facts().map(|facts| facts.second_factor).unwrap_or_default();
        match factor {
            SecondFactor::None | SecondFactor::Pending => return Ok(None),
            SecondFactor::Confirmed { .. } => {}
        }
        let Some(code) = code else {
            let refusal = domain::accounts::refusals::second_factor_needed();
            return Err(Fault::not_let_in(refusal.code, Sentence::new(refusal.zh, refusal.en)).into());
        };
        let secret = self.second_factor_of(kept)?;
        let now = self.clocks().real.now_millis();
        let step = secret.step_of(code, now, kept.keeping.second_factor_step);
        step.map(Some).ok_or_else(|| refused().into())
    }

    /// The secret of a person's second factor.
    pub(super) fn second_factor_of(&self, kept: &Kept) -> Result<TotpSecret, ActFault> {
        let cannot_be = |cause: &str| ActFault::Inconsistent {
            table: "accounts_person",
            cause: format!("{}: {cause}", kept.person.id),
        };
        let sealed = kept.keeping.second_factor.as_deref().ok_or_else(|| cannot_be("its second factor is missing"))?;
        TotpSecret::from_sealed(sealed, &self.0.second_factors, kept.person.id.as_bytes())
            .map_err(|_| cannot_be("its second factor does not open"))
    }

    /// The person whose session this is, with the session: not ended, not idle for too long, not too old.
    pub(crate) async fn session_of(&self, token: &str) -> Result<Option<Holder>, ActFault> {
        let reader = self.acts().database().reader();
        let digest = hall::secrets::digest_of(token);
        let Some(holder) = store::sessions::find_by_token(reader, &digest).await? else { return Ok(None) };
        let session = &holder.session;
        let now = self.clocks().real.now_millis();
        if session.ended_at.is_some() || now >= self.ends_at(session) {
            return Ok(None);
        }
        if person::may_act(&holder.kept.person.state).is_err() {
            return Ok(None);
        }
        if now - session.seen_at > SEEN_EVERY {
            // A disk that is full must not keep anybody from reading.
            if let Err(error) = store::sessions::note_seen(self.acts().database().writer(), session.id, now).await {
                tracing::warn!(%error, "it could not be noted that a session is used");
            }
        }
        Ok(Some(holder))
    }

    /// Whether a session counts as having passed the second factor: a factor that was reset since then counts no more.
    pub(crate) fn has_passed(&self, session: &Session, kept: &Kept) -> bool {
        let factor = kept.person.state.facts().map(|facts| facts.second_factor).unwrap_or_default();
        let confirmed = matches!(factor, SecondFactor::Confirmed { .. });
        self.0.second_factor == SecondFactorIs::Off || (session.second_factor && confirmed)
    }

    /// When a session ends if it is not used again.
    fn ends_at(&self, session: &Session) -> i64 {
        let numbers = self.numbers();
        let idle = session.seen_at + i64::from(numbers.session_idle_seconds) * 1_000;
        idle.min(session.opened_at + i64::from(numbers.session_longest_seconds) * 1_000)
    }

    fn view(&self, session: Session) -> SessionView {
        let ends_at = self.ends_at(&session);
        let Session { id, person, organisation, second_factor, address, agent, opened_at, seen_at, .. } = session;
        SessionView { id, person, organisation, second_factor, address, agent, opened_at, seen_at, ends_at }
    }

    /// A page of the caller's sessions that are open, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn sessions(
        &self,
        call: &Call,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<SessionView>, u64), ActFault> {
        let person = found(call.person())?;
        let reader = self.acts().database().reader();
        let (numbers, now) = (self.numbers(), self.clocks().real.now_millis());
        let seen_after = now - i64::from(numbers.session_idle_seconds) * 1_000;
        let opened_after = now - i64::from(numbers.session_longest_seconds) * 1_000;
        let still_open = (seen_after, opened_after);
        let (rows, total) = store::sessions::page(reader, person, still_open, before, limit).await?;
        Ok((rows.into_iter().map(|session| self.view(session)).collect(), total))
    }

    /// Ends one of the caller's sessions.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for another's, or one that has ended.
    pub async fn end_session(&self, call: &Call, id: Uuid) -> Result<Answer, ActFault> {
        let person = found(call.person())?;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let session = store::sessions::find(act.transaction(), id).await?;
                    found(session.filter(|session| session.person == person && session.ended_at.is_none()))?;
                    end(act, id, person).await?;
                    Ok(Answer::done(&true))
                })
            })
            .await
    }

    /// Ends the session that the request came with.
    ///
    /// # Errors
    /// The database's.
    pub async fn close_session(&self, call: &Call) -> Result<(), ActFault> {
        let Who::Person { id: person, session, .. } = call.caller.who else { return Ok(()) };
        self.acts()
            .perform_own::<_, ActFault, _>(call, |act| Box::pin(async move { end(act, session, person).await }))
            .await
    }
}

/// How often it is noted that a session is used, in milliseconds.
const SEEN_EVERY: i64 = 60_000;

/// Ends a session, once.
pub(crate) async fn end(act: &Act<'_>, session: Uuid, person: Uuid) -> Result<(), ActFault> {
    if store::sessions::end(act.transaction(), session, act.real_millis()).await? {
        act.record(entry(session, 2, "ended", person));
    }
    Ok(())
}

fn entry(session: Uuid, version: i32, event: &str, person: Uuid) -> NewEntry {
    NewEntry {
        aggregate: Aggregate { kind: KIND, id: session },
        version,
        kind: format!("{KIND}_{event}"),
        payload_version: 1,
        payload: Payload::Open(json!({"person": person})),
        audience: Vec::new(),
    }
}

/// One answer for whatever is wrong: who asks learns nothing of which logins there are.
fn refused() -> Fault {
    let said = Sentence::new("登录名、密码或验证码不正确", "The login, the password or the code is not right");
    Fault::not_let_in("accounts.login_refused", said)
}

/// The organisation that a session acts for: the one asked for, or else the first.
fn organisation_of(kept: &Kept, asked: Option<Uuid>) -> Result<Option<Uuid>, ActFault> {
    let memberships = kept.person.state.facts().into_iter().flat_map(|facts| facts.memberships.keys());
    let mut organisations = memberships.map(|id| uuid_of(*id));
    match asked {
        None => Ok(organisations.next()),
        Some(asked) if organisations.any(|id| id == asked) => Ok(Some(asked)),
        Some(_) => Err(ActFault::of_field("/organisation_id", domain::accounts::refusals::member_not())),
    }
}
