//! The registry: records, the numbers they are found by, their change feed, and the batches that brought them.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_registry"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(batches()).await?;
        manager.create_table(records()).await?;
        manager.create_index(unique(Record::Table, "registry_record_change_number_uk", Record::ChangeNumber)).await?;
        manager.create_index(unique(Record::Table, "registry_record_key_uk", Record::Key)).await?;
        manager.create_table(numbers()).await?;
        manager.create_index(index(Number::Table, "registry_number_record_id_idx", Number::RecordId)).await?;
        manager.create_table(change_counter()).await?;
        let first = Query::insert()
            .into_table(ChangeCounter::Table)
            .columns([ChangeCounter::Id, ChangeCounter::LastNumber])
            .values_panic([1.into(), 0.into()])
            .to_owned();
        manager.execute(first).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(ChangeCounter::Table).to_owned()).await?;
        manager.drop_table(Table::drop().table(Number::Table).to_owned()).await?;
        manager.drop_table(Table::drop().table(Record::Table).to_owned()).await?;
        manager.drop_table(Table::drop().table(Batch::Table).to_owned()).await
    }
}

fn batches() -> TableCreateStatement {
    Table::create()
        .table(Batch::Table)
        .col(ColumnDef::new(Batch::Id).uuid().not_null().primary_key())
        .col(ColumnDef::new(Batch::Source).text().not_null())
        .col(ColumnDef::new(Batch::FileName).text().not_null())
        .col(ColumnDef::new(Batch::FileDigest).text().not_null())
        .col(ColumnDef::new(Batch::StartedAt).big_integer().not_null())
        .col(ColumnDef::new(Batch::FinishedAt).big_integer())
        .col(ColumnDef::new(Batch::LinesDone).big_integer().not_null())
        .col(ColumnDef::new(Batch::RejectsBytes).big_integer().not_null())
        .col(ColumnDef::new(Batch::Progress).text().not_null())
        .index(
            Index::create()
                .name("registry_batch_file_digest_source_uk")
                .unique()
                .col(Batch::FileDigest)
                .col(Batch::Source),
        )
        .to_owned()
}

fn records() -> TableCreateStatement {
    Table::create()
        .table(Record::Table)
        .col(ColumnDef::new(Record::Id).uuid().not_null().primary_key())
        .col(ColumnDef::new(Record::Kind).text().not_null())
        .col(ColumnDef::new(Record::Number).text().not_null())
        .col(ColumnDef::new(Record::Body).text().not_null())
        .col(ColumnDef::new(Record::Key).big_integer().not_null())
        .col(ColumnDef::new(Record::ChangeNumber).big_integer().not_null())
        .col(ColumnDef::new(Record::BatchId).uuid().not_null())
        .col(ColumnDef::new(Record::Version).integer().not_null())
        .col(ColumnDef::new(Record::UpdatedAt).big_integer().not_null())
        .foreign_key(
            ForeignKey::create()
                .name("registry_record_batch_id_fk")
                .from(Record::Table, Record::BatchId)
                .to(Batch::Table, Batch::Id),
        )
        .to_owned()
}

fn numbers() -> TableCreateStatement {
    Table::create()
        .table(Number::Table)
        .col(ColumnDef::new(Number::Kind).text().not_null())
        .col(ColumnDef::new(Number::LookupKey).text().not_null())
        .col(ColumnDef::new(Number::RecordId).uuid().not_null())
        .primary_key(Index::create().name("registry_number_pk").col(Number::Kind).col(Number::LookupKey))
        .foreign_key(
            ForeignKey::create()
                .name("registry_number_record_id_fk")
                .from(Number::Table, Number::RecordId)
                .to(Record::Table, Record::Id),
        )
        .to_owned()
}

fn change_counter() -> TableCreateStatement {
    Table::create()
        .table(ChangeCounter::Table)
        .col(ColumnDef::new(ChangeCounter::Id).integer().not_null().primary_key())
        .col(ColumnDef::new(ChangeCounter::LastNumber).big_integer().not_null())
        .to_owned()
}

fn index(table: impl IntoIden + 'static, name: &str, column: impl IntoIden + 'static) -> IndexCreateStatement {
    Index::create().name(name).table(table.into_iden()).col(column.into_iden()).to_owned()
}

fn unique(table: impl IntoIden + 'static, name: &str, column: impl IntoIden + 'static) -> IndexCreateStatement {
    Index::create().name(name).table(table.into_iden()).col(column.into_iden()).unique().to_owned()
}

#[derive(DeriveIden, Clone, Copy)]
enum Record {
    #[sea_orm(iden = "registry_record")]
    Table,
    Id,
    Kind,
    Number,
    Body,
    Key,
    ChangeNumber,
    BatchId,
    Version,
    UpdatedAt,
}

#[derive(DeriveIden, Clone, Copy)]
enum Number {
    #[sea_orm(iden = "registry_number")]
    Table,
    Kind,
    LookupKey,
    RecordId,
}

#[derive(DeriveIden, Clone, Copy)]
enum Batch {
    #[sea_orm(iden = "registry_batch")]
    Table,
    Id,
    Source,
    FileName,
    FileDigest,
    StartedAt,
    FinishedAt,
    LinesDone,
    RejectsBytes,
    Progress,
}

#[derive(DeriveIden, Clone, Copy)]
enum ChangeCounter {
    #[sea_orm(iden = "registry_change_counter")]
    Table,
    Id,
    LastNumber,
}
