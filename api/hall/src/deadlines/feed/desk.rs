//! Making, showing and ending feeds.

use serde_json::json;
use uuid::Uuid;

use super::store::{self, Feed, Scope};
use crate::act::{Act, ActFault, Acts, Answer};
use crate::deadlines::{ListedDeadline, listed};
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::policy::Call;
use crate::secrets::{OneTimeSecret, digest_of};

/// The most deadlines that a feed shows: the nearest.
const SHOWN: u64 = 2_000;

/// The most feeds of a person that stand at once.
const STANDING: u64 = 20;

/// Makes a feed of the caller's. The answer shows its address, this once.
pub(super) async fn make(
    acts: &Acts,
    call: &Call,
    scope: Scope,
    answer: impl Fn(&Feed, &OneTimeSecret) -> Answer + Send + Sync,
) -> Result<Answer, ActFault> {
    let (secret, answer) = (&OneTimeSecret::draw("zqc"), &answer);
    let person = call.person().ok_or(ActFault::NotFound)?;
    let organisation = call.organisation().ok_or(ActFault::NotFound)?;
    acts.perform::<ActFault, _>(call, |act| {
        Box::pin(async move {
            let (_, total) = store::page(act.transaction(), person, None, 1).await?;
            if total >= STANDING * 10 {
                return Err(too_many().into());
            }
            let id = act.new_id();
            let created_at = act.real_millis();
            let feed = Feed { id, person, organisation, scope, created_at, revoked_at: None };
            store::insert(act.transaction(), &feed, secret.digest.clone()).await?;
            record(act, id, "deadline_feeds.made", organisation);
            Ok(answer(&feed, secret))
        })
    })
    .await
}

fn too_many() -> domain::hall::Refusal {
    domain::hall::Refusal::new("deadline_feeds.too_many", "日历订阅过多", "There are too many feeds")
}

/// Revokes a feed of the caller's: its address shows nothing from now on.
pub(super) async fn revoke(
    acts: &Acts,
    call: &Call,
    id: Uuid,
    answer: impl Fn(&Feed) -> Answer + Send + Sync,
) -> Result<Answer, ActFault> {
    let answer = &answer;
    let person = call.person().ok_or(ActFault::NotFound)?;
    acts.perform::<ActFault, _>(call, |act| {
        Box::pin(async move {
            let mut feed = store::find(act.transaction(), person, id).await?.ok_or(ActFault::NotFound)?;
            if feed.revoked_at.is_some() {
                return Ok(answer(&feed).unchanged());
            }
            feed.revoked_at = Some(act.real_millis());
            store::revoke(act.transaction(), person, Some(id), None, act.real_millis()).await?;
            record(act, act.new_id(), "deadline_feeds.revoked", feed.organisation);
            Ok(answer(&feed))
        })
    })
    .await
}

fn record(act: &Act<'_>, id: Uuid, kind: &str, organisation: Uuid) {
    act.record(NewEntry {
        aggregate: Aggregate { kind: "deadline_feeds.feed", id },
        version: 1,
        kind: kind.into(),
        payload_version: 1,
        payload: Payload::Open(json!({"organisation": organisation})),
        audience: Vec::new(),
    });
}

/// The deadlines behind an address; `None`: there is no such feed, or no longer.
pub(super) async fn deadlines(acts: &Acts, token: &str) -> Result<Option<Vec<ListedDeadline>>, ActFault> {
    let reader = acts.database().reader();
    let Some(feed) = store::by_token(reader, digest_of(token)).await? else { return Ok(None) };
    let person = (feed.scope == Scope::Mine).then_some(feed.person);
    Ok(Some(listed(reader, Some(feed.organisation), person, SHOWN).await?))
}

/// Ends the feeds of a person who was suspended, or left an organisation: those for it, or all.
///
/// # Errors
/// The database's.
pub async fn end_feeds(act: &Act<'_>, person: Uuid, of: Option<Uuid>) -> Result<(), ActFault> {
    store::revoke(act.transaction(), person, None, of, act.real_millis()).await?;
    Ok(())
}
