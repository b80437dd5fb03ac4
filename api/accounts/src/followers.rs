//! What this room does when something has happened: the sessions and feeds of a person end who was suspended, left an organisation, or
//! lost the second factor that they passed.
//!
//! A request is refused at once in any case, for the guard reads the person's state each time; this makes what is listed
//! agree with it.

use async_trait::async_trait;
use domain::accounts::PersonEvent;
use hall::act::{Act, ActFault, Case};
use hall::deadlines::end_feeds;
use hall::followers::Follower;
use hall::journal::SealedEntry;
use uuid::Uuid;

use crate::cases::PersonCase;
use crate::desk::end_session;
use crate::store;

/// Ends sessions that nobody may use any more.
#[derive(Debug, Clone, Copy)]
pub struct SessionsEnd;

#[async_trait]
impl Follower for SessionsEnd {
    fn name(&self) -> &'static str {
        "accounts.sessions_end"
    }

    async fn within(&self, act: &Act<'_>, entries: &[SealedEntry]) -> Result<(), ActFault> {
        for sealed in entries.iter().filter(|sealed| sealed.entry.aggregate_kind == PersonCase::KIND) {
            let entry = &sealed.entry;
            let event = PersonCase::event_of(entry.payload_version, &entry.payload);
            let event = event.map_err(|cause| ActFault::Inconsistent { table: "hall_entry", cause })?;
            match event {
                PersonEvent::Suspended { .. } | PersonEvent::SecondFactorReset => {
                    end_all(act, entry.aggregate_id, None).await?
                }
                PersonEvent::Left { organisation } => {
                    end_all(act, entry.aggregate_id, Some(hall::act::uuid_of(organisation))).await?;
                }
                PersonEvent::Joined { .. }
                | PersonEvent::RolesChanged { .. }
                | PersonEvent::Reinstated
                | PersonEvent::PasswordChanged
                | PersonEvent::SecondFactorBegun
                | PersonEvent::SecondFactorConfirmed { .. }
                | PersonEvent::ContactChanged
                | PersonEvent::Erased { .. } => {}
            }
        }
        Ok(())
    }
}

/// Ends the sessions that were opened before this entry is read, of all organisations or of one, and the feeds likewise.
async fn end_all(act: &Act<'_>, person: Uuid, of: Option<Uuid>) -> Result<(), ActFault> {
    end_feeds(act, person, of).await?;
    for session in store::sessions::open_of(act.transaction(), person).await? {
        if of.is_none() || session.organisation == of {
            end_session(act, session.id, person).await?;
        }
    }
    Ok(())
}
