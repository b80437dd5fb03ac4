//! Columns and tables in few words, for the migrations that have many of them.

use sea_orm_migration::prelude::*;

/// An index: its table, its name, its columns, and whether it is unique.
pub(crate) type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

/// Makes tables and indexes.
pub(crate) async fn make(
    manager: &SchemaManager<'_>,
    tables: impl IntoIterator<Item = TableCreateStatement>,
    indexes: &[IndexOf],
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for (table, name, columns, unique) in indexes {
        let mut index = Index::create().name(*name).table(Alias::new(*table)).to_owned();
        for column in *columns {
            index.col(Alias::new(*column));
        }
        if *unique {
            index.unique();
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Drops tables, the last first.
pub(crate) async fn unmake(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for name in tables.iter().rev() {
        manager.drop_table(Table::drop().table(Alias::new(*name)).to_owned()).await?;
    }
    Ok(())
}

pub(crate) fn table(name: &str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

pub(crate) fn id(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().not_null().to_owned()
}

pub(crate) fn maybe_id(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().to_owned()
}

pub(crate) fn text(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().not_null().to_owned()
}

pub(crate) fn maybe_text(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().to_owned()
}

pub(crate) fn number(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().not_null().to_owned()
}

pub(crate) fn maybe_number(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().to_owned()
}

pub(crate) fn small(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).integer().not_null().to_owned()
}

pub(crate) fn octets(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().not_null().to_owned()
}

pub(crate) fn maybe_octets(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().to_owned()
}
