//! What a person does for himself: his password, his second factor, and who read his personal data.

use domain::accounts::{Login, PersonCommand, SecondFactor, password_is_strong_enough, refusals};
use hall::act::{ActFault, Answer};
use hall::policy::{Call, Who};
use hall::secrets::TotpSecret;
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::persons::{PersonView, Reading};
use super::{Desk, found, sessions};
use crate::store;
use crate::store::persons::Keeping;

impl Desk {
    /// The caller.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for programs.
    pub async fn myself(&self, call: &Call) -> Result<PersonView, ActFault> {
        let id = found(call.person())?;
        let kept = found(store::persons::find(self.acts().database().reader(), id).await?)?;
        self.view_of(kept).await
    }

    /// A page of the readings of the caller's personal data, the newest first, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn readings(
        &self,
        call: &Call,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<Reading>, u64), ActFault> {
        let person = found(call.person())?;
        Ok(store::persons::readings(self.acts().database().reader(), person, before, limit).await?)
    }

    /// Changes the caller's password. Every other session of his ends.
    ///
    /// # Errors
    /// `accounts.password_wrong` for the old one, or what stands in the way of the new one, by field.
    pub async fn change_password(
        &self,
        call: &Call,
        old: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Result<Answer, ActFault> {
        let id = found(call.person())?;
        let kept = found(store::persons::find(self.acts().database().reader(), id).await?)?;
        let login = Login::parse(&kept.keeping.login).map_err(|refusal| ActFault::of_field("/login", refusal))?;
        let right = self.verify(old, Some(&kept.keeping.password_hash)).await?;
        password_is_strong_enough(&new, &login).map_err(|refusal| ActFault::of_field("/new_password", refusal))?;
        let hash = self.hash(new).await?;
        let (hash, own) = (&hash, own_session(call));
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    // Asked here, so that the request sent again is answered as before: its old password is not right any more.
                    if !right {
                        return Err(ActFault::of_field("/old_password", refusals::password_wrong()));
                    }
                    let kept = found(store::persons::find(act.transaction(), id).await?)?;
                    let keep = |keeping: &mut Keeping| keeping.password_hash.clone_from(hash);
                    self.change_person(act, kept, PersonCommand::ChangePassword, keep).await?;
                    for session in store::sessions::open_of(act.transaction(), id).await? {
                        if Some(session.id) != own {
                            sessions::end(act, session.id, id).await?;
                        }
                    }
                    Ok(Answer::done(&true))
                })
            })
            .await
    }

    /// Begins to set up the caller's second factor. Its secret is in the answer, this once.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn begin_second_factor(&self, call: &Call) -> Result<Answer, ActFault> {
        let id = found(call.person())?;
        let secret = TotpSecret::generate();
        let secret = &secret;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = found(store::persons::find(act.transaction(), id).await?)?;
                    let login = kept.keeping.login.clone();
                    let sealed = secret.to_sealed(&self.0.second_factors, id.as_bytes());
                    let keep = |keeping: &mut Keeping| {
                        keeping.second_factor = Some(sealed);
                        keeping.second_factor_step = None;
                    };
                    self.change_person(act, kept, PersonCommand::BeginSecondFactor, keep).await?;
                    let shown = json!({"base32": *secret.to_base32(), "uri": *secret.to_uri(&login)});
                    Ok(Answer::done(&json!({})).with_secret("secret", shown))
                })
            })
            .await
    }

    /// Confirms the caller's second factor with a code made from it. The session that asks counts as having passed it
    /// after the next login.
    ///
    /// # Errors
    /// `accounts.second_factor_code_wrong`, or what stands in the way.
    pub async fn confirm_second_factor(&self, call: &Call, code: &str) -> Result<Answer, ActFault> {
        let id = found(call.person())?;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = found(store::persons::find(act.transaction(), id).await?)?;
                    let factor = kept.person.state.facts().map(|facts| facts.second_factor).unwrap_or_default();
                    if factor == SecondFactor::Pending {
                        let secret = self.second_factor_of(&kept)?;
                        let step = secret.step_of(code, act.real_millis(), kept.keeping.second_factor_step);
                        let wrong = || ActFault::of_field("/code", refusals::second_factor_code_wrong());
                        let step = step.ok_or_else(wrong)?;
                        let keep = |keeping: &mut Keeping| keeping.second_factor_step = Some(step);
                        self.change_person(act, kept, PersonCommand::ConfirmSecondFactor, keep).await?;
                    } else {
                        self.change_person(act, kept, PersonCommand::ConfirmSecondFactor, |_| {}).await?;
                    }
                    Ok(Answer::done(&true))
                })
            })
            .await
    }
}

/// The session that a request came with.
fn own_session(call: &Call) -> Option<Uuid> {
    match &call.caller.who {
        Who::Person { session, .. } => Some(*session),
        Who::Visitor | Who::Program { .. } => None,
    }
}
