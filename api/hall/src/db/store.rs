//! Statements that many tables share: pages in order, walks by id, a write over the version that was read, many rows at once.

use sea_orm::sea_query::{Alias, Expr, IntoIden, Query, TableRef, ValueTuple};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityName, EntityTrait, IdenStatic, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, UpdateResult, Value,
};
use uuid::Uuid;

use super::Snapshot;
use crate::act::ActFault;

/// A page of these rows behind one of them, in the order of a column that tells each from every other; and how many there
/// are in all.
///
/// # Errors
/// [`DbErr`].
pub async fn oldest_first<E>(
    connection: &impl ConnectionTrait,
    all: Select<E>,
    column: E::Column,
    after: Option<impl Into<Value>>,
    limit: u64,
) -> Result<(Vec<E::Model>, u64), DbErr>
where
    E: EntityTrait<Model: Sync>,
{
    let total = all.clone().count(connection).await?;
    let behind = after.map(|mark| column.gt(mark));
    let rows = behind.into_iter().fold(all, Select::filter).order_by_asc(column).limit(limit);
    Ok((rows.all(connection).await?, total))
}

/// The same from the other end.
///
/// # Errors
/// [`DbErr`].
pub async fn newest_first<E>(
    connection: &impl ConnectionTrait,
    all: Select<E>,
    column: E::Column,
    before: Option<impl Into<Value>>,
    limit: u64,
) -> Result<(Vec<E::Model>, u64), DbErr>
where
    E: EntityTrait<Model: Sync>,
{
    let total = all.clone().count(connection).await?;
    let behind = before.map(|mark| column.lt(mark));
    let rows = behind.into_iter().fold(all, Select::filter).order_by_desc(column).limit(limit);
    Ok((rows.all(connection).await?, total))
}

/// The rows behind an id, in the order of their ids: a page of a walk through a whole table.
///
/// # Errors
/// [`DbErr`].
pub async fn rows_behind<E: EntityTrait>(
    snapshot: &Snapshot,
    id: E::Column,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<E::Model>, DbErr> {
    let behind = after.map(|after| id.gt(after));
    behind.into_iter().fold(E::find(), Select::filter).order_by_asc(id).limit(limit).all(snapshot).await
}

/// An update of a case that was read at a version found it at that version.
///
/// # Errors
/// [`ActFault::Stale`].
pub fn written(outcome: UpdateResult) -> Result<(), ActFault> {
    if outcome.rows_affected == 1 { Ok(()) } else { Err(ActFault::Stale) }
}

/// Sets columns of many rows to a value for each, in one statement. Every row has its keys first and then the columns' values;
/// what is said of a row that is not there is without effect.
///
/// # Errors
/// [`DbErr`].
pub async fn update_each<C: IdenStatic>(
    transaction: &DatabaseTransaction,
    table: impl EntityName,
    keys: &[C],
    columns: &[C],
    rows: Vec<Vec<Value>>,
) -> Result<(), DbErr> {
    use sea_orm::ExprTrait as _;
    if rows.is_empty() {
        return Ok(());
    }
    // Both databases call the columns of a list of values `column1`, `column2` …
    let said = |place: usize| Expr::col(("said", Alias::new(format!("column{}", place + 1))));
    let said_table = TableRef::ValuesList(rows.into_iter().map(ValueTuple::Many).collect(), "said".into_iden());
    let mut update = Query::update();
    update.table(table.table_ref()).from(said_table);
    for (place, column) in columns.iter().enumerate() {
        update.value(*column, said(keys.len() + place));
    }
    for (place, key) in keys.iter().enumerate() {
        update.and_where(Expr::col((Alias::new(table.table_name()), *key)).eq(said(place)));
    }
    transaction.execute(&update).await?;
    Ok(())
}
