//! Persons in the database: the state, what lets them in, and what is personal, sealed under their keys.

use std::collections::BTreeSet;

use domain::hall::Role;
use hall::act::{ActFault, CaseTable, Stored, table, uuid_of};
use hall::case_table;
use hall::db::{Snapshot, newest_first, oldest_first, rows_behind};
use hall::verify::{CaseRow, Disagreements};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};
use uuid::Uuid;

use crate::cases::{PersonCase, StoredPerson};
use crate::rows::person::{ActiveModel, Column, Entity, Model};
use crate::rows::{membership, purpose};

/// What lets a person in, and what is personal.
#[derive(Clone)]
pub(crate) struct Keeping {
    pub(crate) login: String,
    pub(crate) password_hash: String,
    /// The secret of the second factor, sealed.
    pub(crate) second_factor: Option<Vec<u8>>,
    /// The last step of a code that was used.
    pub(crate) second_factor_step: Option<i64>,
    /// Name, telephone and mail address, sealed under the person's key.
    pub(crate) details: Option<Vec<u8>>,
}

impl std::fmt::Debug for Keeping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keeping(…)")
    }
}

/// A person with what is kept beside the state.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) person: StoredPerson,
    pub(crate) keeping: Keeping,
}

pub(super) fn kept(row: Model) -> Result<Kept, ActFault> {
    let person = Stored::of_row(Entity::TABLE, row.id, row.version, &row.body)?;
    let keeping = Keeping {
        login: row.login,
        password_hash: row.password_hash,
        second_factor: row.second_factor,
        second_factor_step: row.second_factor_step,
        details: row.details,
    };
    Ok(Kept { person, keeping })
}

/// One person.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Kept>, ActFault> {
    Entity::find_by_id(id).one(connection).await?.map(kept).transpose()
}

/// The person with this login.
pub(crate) async fn find_by_login(connection: &impl ConnectionTrait, login: &str) -> Result<Option<Kept>, ActFault> {
    Entity::find().filter(Column::Login.eq(login)).one(connection).await?.map(kept).transpose()
}

case_table!("accounts_person": PersonCase, |person| ActiveModel {
    state: Set(person.name_of_state()),
    ..ActiveModel::default()
});

fn row(Kept { person, keeping }: &Kept, at: i64) -> ActiveModel {
    ActiveModel {
        login: Set(keeping.login.clone()),
        password_hash: Set(keeping.password_hash.clone()),
        second_factor: Set(keeping.second_factor.clone()),
        second_factor_step: Set(keeping.second_factor_step),
        details: Set(keeping.details.clone()),
        ..table::row_of::<Entity>(person, at)
    }
}

/// Writes a new person.
pub(crate) async fn insert(transaction: &DatabaseTransaction, kept: &Kept, at: i64) -> Result<(), ActFault> {
    table::insert_row::<Entity>(transaction, row(kept, at)).await?;
    Ok(memberships(transaction, &kept.person).await?)
}

/// Writes a changed person over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    kept: &Kept,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    table::update_row::<Entity>(transaction, row(kept, at), kept.person.id, before).await?;
    Ok(memberships(transaction, &kept.person).await?)
}

/// Remembers the step of a code, so that it opens nothing twice; false where another request was faster.
pub(crate) async fn use_step(
    transaction: &DatabaseTransaction,
    person: Uuid,
    before: Option<i64>,
    step: i64,
) -> Result<bool, DbErr> {
    let used = ActiveModel { second_factor_step: Set(Some(step)), ..ActiveModel::default() };
    let unused = match before {
        Some(before) => Column::SecondFactorStep.eq(before),
        None => Column::SecondFactorStep.is_null(),
    };
    let update = Entity::update_many().set(used).filter(Column::Id.eq(person)).filter(unused);
    Ok(update.exec(transaction).await?.rows_affected == 1)
}

/// Brings the list of members along with the state.
async fn memberships(transaction: &DatabaseTransaction, person: &StoredPerson) -> Result<(), DbErr> {
    use membership::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::PersonId.eq(person.id)).exec(transaction).await?;
    let held = person.state.facts().into_iter().flat_map(|facts| &facts.memberships);
    let rows: Vec<ActiveModel> = held
        .map(|(organisation, membership)| ActiveModel {
            person_id: Set(person.id),
            organisation_id: Set(uuid_of(*organisation)),
            roles: Set(words_of(&membership.roles)),
        })
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn words_of(roles: &BTreeSet<Role>) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    format!(",{},", words.join(","))
}

/// A page of an organisation's members, and how many there are in all.
pub(crate) async fn members(
    connection: &impl ConnectionTrait,
    organisation: Uuid,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Kept>, u64), ActFault> {
    let all = membership::Entity::find().filter(membership::Column::OrganisationId.eq(organisation));
    let (of_page, total) = oldest_first(connection, all, membership::Column::PersonId, after, limit).await?;
    let ids = of_page.into_iter().map(|row| row.person_id);
    let rows = Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id).all(connection).await?;
    Ok((rows.into_iter().map(kept).collect::<Result<_, _>>()?, total))
}

/// How many active administrators an organisation has besides one person.
pub(crate) async fn other_administrators(
    connection: &impl ConnectionTrait,
    organisation: Uuid,
    person: Uuid,
) -> Result<u32, ActFault> {
    let administrator = format!("%,{},%", Role::OrganisationAdministrator.code());
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::PersonId.ne(person))
        .filter(membership::Column::Roles.like(administrator))
        .all(connection)
        .await?;
    let ids = rows.into_iter().map(|row| row.person_id);
    let active = Entity::find().filter(Column::Id.is_in(ids)).filter(Column::State.eq("active"));
    Ok(u32::try_from(active.count(connection).await?).unwrap_or(u32::MAX))
}

/// Everyone in an organisation who has this role.
pub(crate) async fn holders(
    connection: &impl ConnectionTrait,
    organisation: Uuid,
    role: Role,
) -> Result<Vec<Uuid>, DbErr> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Roles.like(format!("%,{},%", role.code())))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// The rows behind an id as they stand, with what does not agree within a row or with the list of members, for the check
/// against the journal.
pub(crate) async fn checked(snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
    let rows = rows_behind::<Entity>(snapshot, Column::Id, after, limit).await?;
    let ids = rows.iter().map(|row| row.id);
    let listed = membership::Entity::find().filter(membership::Column::PersonId.is_in(ids)).all(snapshot).await?;
    let listed = |person: Uuid| -> BTreeSet<(Uuid, String)> {
        let own = listed.iter().filter(|row| row.person_id == person);
        own.map(|row| (row.organisation_id, row.roles.clone())).collect()
    };
    Ok(rows.into_iter().map(|row| checked_row(&row, &listed(row.id))).collect())
}

fn checked_row(row: &Model, listed: &BTreeSet<(Uuid, String)>) -> CaseRow {
    let mut checked = table::checked_row::<Entity>(row);
    let mut said = Disagreements::default();
    if let Ok(stored) = StoredPerson::of_row(Entity::TABLE, row.id, row.version, &row.body) {
        let held = stored.state.facts().into_iter().flat_map(|facts| &facts.memberships);
        let held: BTreeSet<_> = held.map(|(id, held)| (uuid_of(*id), words_of(&held.roles))).collect();
        said.agree(held == *listed, "accounts_membership");
    }
    checked.wrong.extend(said.sentences());
    checked.sealed_under = row.details.as_ref().map(|_| row.id);
    checked
}

/// One reading of personal data.
#[derive(Debug, Clone)]
pub struct PurposeReading {
    /// Its id.
    pub id: Uuid,
    /// Whose data.
    pub subject: Uuid,
    /// Whether a person or a program read.
    pub reader_kind: String,
    /// Who read.
    pub reader: Option<Uuid>,
    /// For which organisation.
    pub organisation: Option<Uuid>,
    /// What was read.
    pub fields: String,
    /// What for.
    pub purpose: String,
    /// When, in real time.
    pub read_at: i64,
}

/// Writes down who read whose data and what for.
pub(crate) async fn note_reading(transaction: &DatabaseTransaction, reading: &PurposeReading) -> Result<(), DbErr> {
    let row = purpose::ActiveModel {
        id: Set(reading.id),
        subject_id: Set(reading.subject),
        reader_kind: Set(reading.reader_kind.clone()),
        reader_id: Set(reading.reader),
        organisation_id: Set(reading.organisation),
        fields: Set(reading.fields.clone()),
        purpose: Set(reading.purpose.clone()),
        read_at: Set(reading.read_at),
    };
    purpose::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// A page of the readings of one person's data, the newest first, and how many there are in all.
pub(crate) async fn readings(
    connection: &impl ConnectionTrait,
    subject: Uuid,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<PurposeReading>, u64), DbErr> {
    let all = purpose::Entity::find().filter(purpose::Column::SubjectId.eq(subject));
    let (rows, total) = newest_first(connection, all, purpose::Column::Id, before, limit).await?;
    let reading = |row: purpose::Model| PurposeReading {
        id: row.id,
        subject: row.subject_id,
        reader_kind: row.reader_kind,
        reader: row.reader_id,
        organisation: row.organisation_id,
        fields: row.fields,
        purpose: row.purpose,
        read_at: row.read_at,
    };
    Ok((rows.into_iter().map(reading).collect(), total))
}
