//! Deals, pledges and pools of financing. What must be once is a unique key here, whatever a program forgets: one accepted deal
//! of a demand, one pledge on each place that a right has for one, one disbursement of a deal.

use sea_orm_migration::prelude::*;

use crate::columns::{IndexOf, id, make, maybe_id, maybe_number, maybe_text, number, small, table, text, unmake};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_financing_deals"
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

const TABLES: [&str; 6] = [
    "financing_deal",
    "financing_disbursement",
    "financing_pledge",
    "financing_pool",
    "financing_sight",
    "financing_watch",
];

const INDEXES: &[IndexOf] = &[
    ("financing_deal", "financing_deal_firm_id_id_idx", &["firm_id", "id"], false),
    ("financing_deal", "financing_deal_bank_id_id_idx", &["bank_id", "id"], false),
    ("financing_deal", "financing_deal_demand_id_idx", &["demand_id"], false),
    ("financing_deal", "financing_deal_matched_on_idx", &["matched_on"], false),
    ("financing_deal", "financing_deal_disbursed_on_idx", &["disbursed_on"], false),
    ("financing_deal", "financing_deal_accepted_demand_key", &["accepted_demand_id"], true),
    ("financing_pledge", "financing_pledge_firm_id_id_idx", &["firm_id", "id"], false),
    ("financing_pledge", "financing_pledge_bank_id_id_idx", &["bank_id", "id"], false),
    ("financing_pledge", "financing_pledge_deal_id_idx", &["deal_id"], false),
    ("financing_pledge", "financing_pledge_number_kind_idx", &["number", "kind"], false),
    ("financing_pledge", "financing_pledge_pledgor_idx", &["pledgor"], false),
    ("financing_pledge", "financing_pledge_pledgee_idx", &["pledgee"], false),
    ("financing_pledge", "financing_pledge_registered_on_idx", &["registered_on"], false),
    ("financing_pledge", "financing_pledge_place_key", &["place"], true),
    ("financing_pool", "financing_pool_keeper_id_id_idx", &["keeper_id", "id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 6] {
    [
        table("financing_deal")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("demand_id"))
            .col(id("firm_id"))
            .col(id("bank_id"))
            .col(id("product_id"))
            .col(text("state"))
            .col(maybe_id("accepted_demand_id"))
            .col(number("amount"))
            .col(maybe_text("matched_on"))
            .col(maybe_text("answered_on"))
            .col(maybe_text("refused_for"))
            .col(maybe_text("disbursed_on"))
            .col(maybe_number("disbursed"))
            .col(maybe_number("outstanding"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("financing_disbursement")
            .col(id("deal_id").primary_key())
            .col(number("amount"))
            .col(text("disbursed_on"))
            .to_owned(),
        table("financing_pledge")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(maybe_id("deal_id"))
            .col(maybe_id("firm_id"))
            .col(maybe_id("bank_id"))
            .col(text("kind"))
            .col(text("number"))
            .col(text("state"))
            .col(maybe_text("place"))
            .col(maybe_text("pledgor"))
            .col(maybe_text("pledgee"))
            .col(maybe_text("registered_on"))
            .col(maybe_text("released_on"))
            .col(maybe_number("secured"))
            .col(maybe_text("region"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("financing_pool")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("keeper_id"))
            .col(text("state"))
            .col(number("balance"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("financing_sight").col(id("pledge_id").primary_key()).col(text("sight")).to_owned(),
        table("financing_watch").col(small("id").primary_key()).col(number("change_number")).to_owned(),
    ]
}
