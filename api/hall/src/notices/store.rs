//! Inboxes: written, listed, marked as read. All SQL of them is here.

use std::collections::HashMap;

use domain::hall::Moment;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Select, Set,
};
use uuid::Uuid;

use super::rows::{notice, reading};
use super::{Notice, Recipient, StoredNotice};
use crate::db::newest_first;

pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    id: Uuid,
    notice: &Notice,
    moment: Moment,
) -> Result<(), DbErr> {
    notice::Entity::insert(row_of(id, notice, moment)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Rows of one statement: with more, a database has too many parameters.
const AT_ONCE: usize = 500;

/// The same for many, in few statements.
pub(super) async fn insert_all(
    transaction: &DatabaseTransaction,
    new_id: impl Fn() -> Uuid,
    notices: &[Notice],
    moment: Moment,
) -> Result<(), DbErr> {
    for some in notices.chunks(AT_ONCE) {
        let rows = some.iter().map(|notice| row_of(new_id(), notice, moment));
        notice::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn row_of(id: Uuid, notice: &Notice, moment: Moment) -> notice::ActiveModel {
    let (recipient_kind, recipient_id) = words_of(notice.recipient);
    notice::ActiveModel {
        id: Set(id),
        recipient_kind: Set(recipient_kind.into()),
        recipient_id: Set(recipient_id),
        kind: Set(notice.kind.into()),
        aggregate_kind: Set(notice.aggregate.kind.into()),
        aggregate_id: Set(notice.aggregate.id),
        facts: Set(notice.facts.to_string()),
        raised_at: Set(moment.millis()),
    }
}

const fn words_of(recipient: Recipient) -> (&'static str, Uuid) {
    match recipient {
        Recipient::Person(id) => ("person", id),
        Recipient::Organisation(id) => ("organisation", id),
    }
}

/// Whose inboxes are read, by whom.
#[derive(Debug, Clone)]
pub(super) struct Inboxes {
    pub(super) recipients: Vec<Recipient>,
    /// The person whose marks count; `None` for programs, which have none.
    pub(super) reader: Option<Uuid>,
}

impl Inboxes {
    fn all(&self) -> Select<notice::Entity> {
        let mut any = Condition::any();
        for (kind, id) in self.recipients.iter().copied().map(words_of) {
            let one =
                Condition::all().add(notice::Column::RecipientId.eq(id)).add(notice::Column::RecipientKind.eq(kind));
            any = any.add(one);
        }
        notice::Entity::find().filter(any)
    }

    fn unread(&self) -> Select<notice::Entity> {
        let Some(reader) = self.reader else { return self.all() };
        let mut read = Query::select();
        read.column(reading::Column::NoticeId)
            .from(reading::Entity)
            .and_where(sea_orm::sea_query::ExprTrait::eq(reading::Column::PersonId.into_expr(), reader));
        self.all().filter(notice::Column::Id.not_in_subquery(read))
    }
}

/// A page of inboxes, the newest first, and how many there are in all.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    inboxes: &Inboxes,
    only_unread: bool,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredNotice>, u64), DbErr> {
    let all = if only_unread { inboxes.unread() } else { inboxes.all() };
    let (rows, total) = newest_first(connection, all, notice::Column::Id, before, limit).await?;
    let marks = marks(connection, inboxes.reader, rows.iter().map(|row| row.id).collect()).await?;
    Ok((rows.into_iter().filter_map(|row| stored(row, &marks)).collect(), total))
}

/// One notice of these inboxes.
pub(super) async fn find(
    connection: &impl ConnectionTrait,
    inboxes: &Inboxes,
    id: Uuid,
) -> Result<Option<StoredNotice>, DbErr> {
    let row = inboxes.all().filter(notice::Column::Id.eq(id)).one(connection).await?;
    let marks = marks(connection, inboxes.reader, vec![id]).await?;
    Ok(row.and_then(|row| stored(row, &marks)))
}

async fn marks(
    connection: &impl ConnectionTrait,
    reader: Option<Uuid>,
    notices: Vec<Uuid>,
) -> Result<HashMap<Uuid, i64>, DbErr> {
    let Some(reader) = reader.filter(|_| !notices.is_empty()) else { return Ok(HashMap::new()) };
    let rows = reading::Entity::find()
        .filter(reading::Column::PersonId.eq(reader))
        .filter(reading::Column::NoticeId.is_in(notices))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.notice_id, row.read_at)).collect())
}

/// Marks a notice as read; what was marked before stays as it was.
pub(super) async fn mark(
    transaction: &DatabaseTransaction,
    notice_id: Uuid,
    person_id: Uuid,
    read_at: i64,
) -> Result<(), DbErr> {
    let row = reading::ActiveModel { notice_id: Set(notice_id), person_id: Set(person_id), read_at: Set(read_at) };
    let known = OnConflict::columns([reading::Column::NoticeId, reading::Column::PersonId]).do_nothing().to_owned();
    reading::Entity::insert(row).on_conflict(known).exec_without_returning(transaction).await?;
    Ok(())
}

fn stored(row: notice::Model, marks: &HashMap<Uuid, i64>) -> Option<StoredNotice> {
    let recipient = match row.recipient_kind.as_str() {
        "person" => Recipient::Person(row.recipient_id),
        _ => Recipient::Organisation(row.recipient_id),
    };
    Some(StoredNotice {
        recipient,
        read_at: marks.get(&row.id).copied(),
        id: row.id,
        kind: row.kind,
        aggregate_kind: row.aggregate_kind,
        aggregate_id: row.aggregate_id,
        facts: serde_json::from_str(&row.facts).ok()?,
        raised: Moment::from_millis(row.raised_at).ok()?,
    })
}
