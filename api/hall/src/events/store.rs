//! What an organisation hears, by position. All SQL of the feed is here.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
    Select,
};
use uuid::Uuid;

use crate::journal::rows::{entry, feed};
use crate::journal::{SealedEntry, beginning_of, last_position, of_rows};

/// How many events a filter is held against in one reading; what follows is asked for with `next_after`.
const LOOKED_AT: i64 = 5_000;

/// Whose events, and of which kinds.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The organisation that hears them; `None`: all events.
    pub(super) organisation: Option<Uuid>,
    /// How their kinds begin.
    pub(super) kind: Option<String>,
}

/// What stands behind a position.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) entries: Vec<SealedEntry>,
    /// Everything up to here was looked at.
    pub(super) next_after: i64,
    /// Where the journal stands.
    pub(super) last_position: i64,
}

/// The next events behind a position.
pub(super) async fn heard(
    connection: &impl ConnectionTrait,
    question: &Question,
    after: i64,
    limit: u64,
) -> Result<Heard, DbErr> {
    let last_position = last_position(connection).await?;
    let end = match question.kind {
        None => last_position,
        Some(_) => end_of_look(connection, question.organisation, after).await?.unwrap_or(last_position),
    };
    // The journal may have grown since its last position was read.
    let end = end.min(last_position);
    if end <= after {
        return Ok(Heard { entries: Vec::new(), next_after: after, last_position });
    }
    let mut found = match question.organisation {
        None => entry::Entity::find()
            .filter(entry::Column::Position.gt(after))
            .filter(entry::Column::Position.lte(end))
            .order_by_asc(entry::Column::Position),
        Some(organisation) => {
            feed_of(organisation, after).filter(feed::Column::Position.lte(end)).order_by_asc(feed::Column::Position)
        }
    };
    if let Some(beginning) = &question.kind {
        found = found.filter(entry::Column::Kind.like(beginning_of(beginning)));
    }
    let entries = of_rows(found.limit(limit).all(connection).await?)?;
    let is_full = entries.len() as u64 >= limit;
    let next_after = entries.last().filter(|_| is_full).map_or(end, |last| last.position);
    Ok(Heard { entries, next_after, last_position })
}

fn feed_of(organisation: Uuid, after: i64) -> Select<entry::Entity> {
    let heard = entry::Entity::belongs_to(feed::Entity).from(entry::Column::Position).to(feed::Column::Position);
    let heard: RelationDef = heard.into();
    entry::Entity::find()
        .join(JoinType::InnerJoin, heard)
        .filter(feed::Column::OrganisationId.eq(organisation))
        .filter(feed::Column::Position.gt(after))
}

/// The last position that a filter is held against, where more follow.
async fn end_of_look(
    connection: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    after: i64,
) -> Result<Option<i64>, DbErr> {
    let Some(organisation) = organisation else { return Ok(Some(after.saturating_add(LOOKED_AT))) };
    feed::Entity::find()
        .select_only()
        .column(feed::Column::Position)
        .filter(feed::Column::OrganisationId.eq(organisation))
        .filter(feed::Column::Position.gt(after))
        .order_by_asc(feed::Column::Position)
        .offset(LOOKED_AT.unsigned_abs() - 1)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await
}
