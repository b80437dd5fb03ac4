//! Tables of cases: each row is one case, with its id, its version, its state as JSON, and columns by which it is looked up.
//!
//! A room says once which columns follow from the state ([`CaseTable::derived`]). From that come reading, writing over the
//! version that was read, and the comparison of each column with the state by `zhiquan verify`. Columns that follow from more
//! than the state (a calendar, a secret) are set beside, by [`row_of`].

use std::fmt;
use std::marker::PhantomData;

use async_trait::async_trait;
use sea_orm::sea_query::ValueType;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IdenStatic,
    Iterable, ModelTrait, QueryFilter,
};
use uuid::Uuid;

use crate::act::{ActFault, Case, Replay, ReplayOf, Stored};
use crate::db::{Snapshot, rows_behind, written};
use crate::verify::{CaseRow, CaseRows, Disagreements};

/// A table in which each row is a case. See [`case_table!`](crate::case_table).
pub trait CaseTable: EntityTrait<Model: Sync> {
    /// What the rows are.
    type Case: Case;
    /// Its name.
    const TABLE: &'static str;
    /// The column of the id.
    const ID: Self::Column;
    /// The column of the version.
    const VERSION: Self::Column;
    /// The column of the state as JSON.
    const BODY: Self::Column;
    /// The column of the real time of the last writing.
    const UPDATED_AT: Self::Column;

    /// The columns that follow from the state alone, beside the four above; the others are not set.
    fn derived(stored: &Stored<Self::Case>) -> Self::ActiveModel;
}

/// Says of the `Entity` of this module that its rows are cases: the table's name, the case, and the columns that follow from its
/// state.
#[macro_export]
macro_rules! case_table {
    ($table:literal: $case:ty, |$stored:ident| $derived:expr) => {
        impl $crate::act::CaseTable for Entity {
            type Case = $case;
            const TABLE: &'static str = $table;
            const ID: Column = Column::Id;
            const VERSION: Column = Column::Version;
            const BODY: Column = Column::Body;
            const UPDATED_AT: Column = Column::UpdatedAt;

            fn derived($stored: &$crate::act::Stored<$case>) -> ActiveModel {
                $derived
            }
        }
    };
}

/// The case of a row.
///
/// # Errors
/// [`ActFault::Inconsistent`] where the row's body is no state.
pub fn stored<E: CaseTable>(row: &E::Model) -> Result<Stored<E::Case>, ActFault> {
    let (id, version, body) = parts::<E>(row);
    Stored::of_row(E::TABLE, id, version, &body)
}

/// The cases of rows.
///
/// # Errors
/// As [`stored`].
pub fn all_stored<E: CaseTable>(rows: &[E::Model]) -> Result<Vec<Stored<E::Case>>, ActFault> {
    rows.iter().map(stored::<E>).collect()
}

fn parts<E: CaseTable>(row: &E::Model) -> (Uuid, i32, String) {
    let id = <Uuid as ValueType>::try_from(row.get(E::ID)).unwrap_or_default();
    let version = <i32 as ValueType>::try_from(row.get(E::VERSION)).unwrap_or_default();
    let body = <String as ValueType>::try_from(row.get(E::BODY)).unwrap_or_default();
    (id, version, body)
}

/// One case.
///
/// # Errors
/// As [`stored`], or the database's.
pub async fn find<E: CaseTable>(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<Stored<E::Case>>, ActFault> {
    let row = E::find().filter(E::ID.eq(id)).one(connection).await?;
    row.as_ref().map(stored::<E>).transpose()
}

/// The row of a case with all columns that follow from its state; `at`: real time, in milliseconds since 1970.
pub fn row_of<E: CaseTable>(stored: &Stored<E::Case>, at: i64) -> E::ActiveModel {
    let mut row = E::derived(stored);
    row.set(E::ID, stored.id.into());
    row.set(E::VERSION, stored.version.into());
    row.set(E::BODY, stored.body().into());
    row.set(E::UPDATED_AT, at.into());
    row
}

/// Writes a new case that has no columns beside its state.
///
/// # Errors
/// The database's.
pub async fn insert<E: CaseTable>(
    transaction: &DatabaseTransaction,
    stored: &Stored<E::Case>,
    at: i64,
) -> Result<(), ActFault> {
    insert_row::<E>(transaction, row_of::<E>(stored, at)).await
}

/// Writes a changed case that has no columns beside its state over the version it was read at.
///
/// # Errors
/// [`ActFault::Stale`], or the database's.
pub async fn update<E: CaseTable>(
    transaction: &DatabaseTransaction,
    stored: &Stored<E::Case>,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    update_row::<E>(transaction, row_of::<E>(stored, at), stored.id, before).await
}

/// Writes the row of a new case.
///
/// # Errors
/// The database's.
pub async fn insert_row<E: CaseTable>(transaction: &DatabaseTransaction, row: E::ActiveModel) -> Result<(), ActFault> {
    E::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes the row of a changed case over the version it was read at.
///
/// # Errors
/// [`ActFault::Stale`], or the database's.
pub async fn update_row<E: CaseTable>(
    transaction: &DatabaseTransaction,
    mut row: E::ActiveModel,
    id: Uuid,
    before: i32,
) -> Result<(), ActFault> {
    row.not_set(E::ID);
    let update = E::update_many().set(row).filter(E::ID.eq(id)).filter(E::VERSION.eq(before));
    written(update.exec(transaction).await?)
}

/// A row as it stands, with the columns that do not say what its state says. What is sealed in it is for the room to say.
pub fn checked_row<E: CaseTable>(row: &E::Model) -> CaseRow {
    let (id, version, body) = parts::<E>(row);
    let mut said = Disagreements::default();
    if let Ok(stored) = stored::<E>(row) {
        let derived = E::derived(&stored);
        for column in E::Column::iter() {
            if let ActiveValue::Set(follows) = derived.get(column) {
                said.agree(row.get(column) == follows, column.as_str());
            }
        }
    }
    CaseRow { id, version, body, sealed_under: None, wrong: said.sentences() }
}

/// The fold of a kind of case and its rows, for the check of the rows against the journal.
pub fn verified<E: CaseTable>() -> (Box<dyn Replay>, Box<dyn CaseRows>) {
    (Box::new(ReplayOf::<E::Case>::default()), Box::new(RowsOf::<E>(PhantomData)))
}

/// The rows of a table of cases.
struct RowsOf<E>(PhantomData<fn() -> E>);

impl<E: CaseTable> fmt::Debug for RowsOf<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RowsOf").field(&E::TABLE).finish()
    }
}

#[async_trait]
impl<E: CaseTable> CaseRows for RowsOf<E> {
    fn tables(&self) -> &'static [&'static str] {
        const { &[E::TABLE] }
    }

    async fn page(&self, snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
        let rows = rows_behind::<E>(snapshot, E::ID, after, limit).await?;
        Ok(rows.iter().map(checked_row::<E>).collect())
    }
}
