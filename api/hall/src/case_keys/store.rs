//! Wrapped keys: kept, found, destroyed. All SQL of them is here.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::rows::case_key;

pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    case: Uuid,
    wrapped: Vec<u8>,
    at: i64,
) -> Result<(), DbErr> {
    let row = case_key::ActiveModel {
        id: Set(case),
        wrapped: Set(Some(wrapped)),
        created_at: Set(at),
        destroyed_at: Set(None),
    };
    case_key::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// The wrapped keys of these cases; without those that were destroyed.
pub(super) async fn wrapped(connection: &impl ConnectionTrait, cases: &[Uuid]) -> Result<Vec<(Uuid, Vec<u8>)>, DbErr> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let rows = case_key::Entity::find().filter(case_key::Column::Id.is_in(cases.iter().copied()));
    let rows = rows.all(connection).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.wrapped?))).collect())
}

pub(super) async fn destroy(transaction: &DatabaseTransaction, case: Uuid, at: i64) -> Result<(), DbErr> {
    let gone =
        case_key::ActiveModel { wrapped: Set(None), destroyed_at: Set(Some(at)), ..case_key::ActiveModel::default() };
    let destroy = case_key::Entity::update_many().set(gone).filter(case_key::Column::Id.eq(case));
    destroy.filter(case_key::Column::DestroyedAt.is_null()).exec(transaction).await?;
    Ok(())
}

/// Every case whose key was destroyed, in the order of its destruction.
///
/// # Errors
/// The database's.
pub async fn destroyed(connection: &impl ConnectionTrait) -> Result<Vec<Uuid>, DbErr> {
    let rows = case_key::Entity::find()
        .filter(case_key::Column::DestroyedAt.is_not_null())
        .order_by_asc(case_key::Column::DestroyedAt)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The cases whose keys were destroyed at this instant or later, each with its instant.
///
/// # Errors
/// The database's.
pub async fn destroyed_since(connection: &impl ConnectionTrait, at: i64) -> Result<Vec<(Uuid, i64)>, DbErr> {
    case_key::Entity::find()
        .select_only()
        .columns([case_key::Column::Id, case_key::Column::DestroyedAt])
        .filter(case_key::Column::DestroyedAt.gte(at))
        .order_by_asc(case_key::Column::DestroyedAt)
        .into_tuple()
        .all(connection)
        .await
}

/// Destroys keys that a backup brought back; answers how many.
///
/// # Errors
/// The database's.
pub async fn destroy_again(connection: &impl ConnectionTrait, cases: &[Uuid], at: i64) -> Result<u64, DbErr> {
    let mut gone = 0;
    for cases in cases.chunks(500) {
        let update = case_key::Entity::update_many()
            .col_expr(case_key::Column::Wrapped, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(case_key::Column::DestroyedAt, Expr::value(at))
            .filter(case_key::Column::Id.is_in(cases.iter().copied()))
            .filter(case_key::Column::DestroyedAt.is_null());
        gone += update.exec(connection).await?.rows_affected;
    }
    Ok(gone)
}
