//! What this room does when something falls due: it sends the command that a person would send.

use async_trait::async_trait;
use domain::accounts::{AuthorisationCommand, InvitationCommand};
use hall::act::{Act, ActFault, Case, table, uuid_of};
use hall::deadlines::{Deadline, FallsDue};
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use serde_json::json;

use crate::cases::InvitationCase;
use crate::desk::{AUTHORISATION_EXPIRES, Desk, INVITATION_EXPIRES};
use crate::notices::kinds;
use crate::store;

/// The room's answer to the sweep.
#[derive(Debug, Clone)]
pub struct AccountsDue(pub Desk);

#[async_trait]
impl FallsDue for AccountsDue {
    fn room(&self) -> &'static str {
        "accounts."
    }

    async fn fall_due(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault> {
        match deadline.kind.as_str() {
            INVITATION_EXPIRES => self.invitation_expires(act, deadline).await,
            AUTHORISATION_EXPIRES => self.authorisation_expires(act, deadline).await,
            other => Err(ActFault::Inconsistent { table: "hall_deadline", cause: format!("nobody knows {other}") }),
        }
    }
}

impl AccountsDue {
    async fn invitation_expires(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault> {
        let Some(known) = table::find::<store::Invitations>(act.transaction(), deadline.aggregate_id).await? else {
            return Ok(());
        };
        if known.state.has_ended() {
            return Ok(());
        }
        let expired = self.0.change_invitation_within(act, known, InvitationCommand::Expire).await?;
        let notice = Notice {
            recipient: Recipient::Organisation(uuid_of(expired.state.organisation())),
            kind: kinds::INVITATION_EXPIRED,
            aggregate: Aggregate { kind: InvitationCase::KIND, id: expired.id },
            facts: json!({}),
        };
        Ok(notices::raise(act, notice).await?)
    }

    async fn authorisation_expires(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault> {
        let Some(known) = table::find::<store::Authorisations>(act.transaction(), deadline.aggregate_id).await? else {
            return Ok(());
        };
        if known.state.has_ended() {
            return Ok(());
        }
        self.0.change_authorisation_within(act, known, AuthorisationCommand::Expire).await?;
        Ok(())
    }
}
