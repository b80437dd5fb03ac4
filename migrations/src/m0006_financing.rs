//! The room of financing: products of banks, demands of firms, consents of firms to banks.

use sea_orm_migration::prelude::*;

use crate::columns::{IndexOf, id, make, maybe_text, number, small, table, text, unmake};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_financing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        make(manager, tables(), INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unmake(manager, &TABLES).await
    }
}

const TABLES: [&str; 3] = ["financing_product", "financing_demand", "financing_consent"];

const INDEXES: &[IndexOf] = &[
    ("financing_product", "financing_product_bank_id_id_idx", &["bank_id", "id"], false),
    ("financing_product", "financing_product_state_id_idx", &["state", "id"], false),
    ("financing_demand", "financing_demand_firm_id_id_idx", &["firm_id", "id"], false),
    ("financing_demand", "financing_demand_state_id_idx", &["state", "id"], false),
    ("financing_demand", "financing_demand_state_amount_idx", &["state", "amount"], false),
    ("financing_consent", "financing_consent_firm_id_id_idx", &["firm_id", "id"], false),
    ("financing_consent", "financing_consent_bank_id_id_idx", &["bank_id", "id"], false),
    ("financing_consent", "financing_consent_demand_id_idx", &["demand_id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 3] {
    [
        table("financing_product")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("bank_id"))
            .col(text("state"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("financing_demand")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("firm_id"))
            .col(text("state"))
            .col(number("amount"))
            .col(text("purpose"))
            .col(maybe_text("client_reference"))
            .col(maybe_text("sought"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("financing_consent")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("firm_id"))
            .col(id("bank_id"))
            .col(id("demand_id"))
            .col(text("state"))
            .col(text("until_on"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
    ]
}
