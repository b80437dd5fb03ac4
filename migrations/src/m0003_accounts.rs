//! The room of accounts: organisations, persons, invitations, authorisations, clients; and what is operational: sessions,
//! attempts to log in, readings of personal data with their purposes.

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexOf, id, make, maybe_id, maybe_number, maybe_octets, maybe_text, number, octets, small, table, text, unmake,
};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_accounts"
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

const TABLES: [&str; 9] = [
    "accounts_organisation",
    "accounts_person",
    "accounts_membership",
    "accounts_invitation",
    "accounts_authorisation",
    "accounts_client",
    "accounts_session",
    "accounts_attempt",
    "accounts_purpose",
];

const INDEXES: &[IndexOf] = &[
    ("accounts_organisation", "accounts_organisation_uscc_uk", &["uscc"], true),
    ("accounts_person", "accounts_person_login_uk", &["login"], true),
    (
        "accounts_membership",
        "accounts_membership_organisation_id_person_id_idx",
        &["organisation_id", "person_id"],
        false,
    ),
    ("accounts_invitation", "accounts_invitation_code_digest_uk", &["code_digest"], true),
    ("accounts_invitation", "accounts_invitation_organisation_id_id_idx", &["organisation_id", "id"], false),
    ("accounts_authorisation", "accounts_authorisation_enterprise_id_id_idx", &["enterprise_id", "id"], false),
    (
        "accounts_authorisation",
        "accounts_authorisation_agency_id_enterprise_id_idx",
        &["agency_id", "enterprise_id"],
        false,
    ),
    ("accounts_client", "accounts_client_organisation_id_id_idx", &["organisation_id", "id"], false),
    ("accounts_session", "accounts_session_token_digest_uk", &["token_digest"], true),
    ("accounts_session", "accounts_session_person_id_id_idx", &["person_id", "id"], false),
    ("accounts_attempt", "accounts_attempt_login_attempted_at_idx", &["login", "attempted_at"], false),
    ("accounts_attempt", "accounts_attempt_address_attempted_at_idx", &["address", "attempted_at"], false),
    ("accounts_attempt", "accounts_attempt_attempted_at_idx", &["attempted_at"], false),
    ("accounts_purpose", "accounts_purpose_subject_id_id_idx", &["subject_id", "id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 9] {
    [
        table("accounts_organisation")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(maybe_text("uscc"))
            .col(text("kind"))
            .col(text("name"))
            .col(text("state"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("accounts_person")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(text("login"))
            .col(text("state"))
            .col(text("body"))
            .col(text("password_hash"))
            .col(maybe_octets("second_factor"))
            .col(maybe_number("second_factor_step"))
            .col(maybe_octets("details"))
            .col(number("updated_at"))
            .to_owned(),
        table("accounts_membership")
            .col(id("person_id"))
            .col(id("organisation_id"))
            .col(text("roles"))
            .primary_key(Index::create().name("accounts_membership_pk").col("person_id").col("organisation_id"))
            .to_owned(),
        table("accounts_invitation")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("organisation_id"))
            .col(octets("code_digest"))
            .col(text("state"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("accounts_authorisation")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("enterprise_id"))
            .col(id("agency_id"))
            .col(text("state"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("accounts_client")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("organisation_id"))
            .col(text("state"))
            .col(text("body"))
            .col(octets("secret_digest"))
            .col(maybe_octets("previous_digest"))
            .col(number("updated_at"))
            .to_owned(),
        table("accounts_session")
            .col(id("id").primary_key())
            .col(id("person_id"))
            .col(maybe_id("organisation_id"))
            .col(octets("token_digest"))
            .col(small("second_factor"))
            .col(text("address"))
            .col(text("agent"))
            .col(number("opened_at"))
            .col(number("seen_at"))
            .col(maybe_number("ended_at"))
            .to_owned(),
        table("accounts_attempt")
            .col(id("id").primary_key())
            .col(text("login"))
            .col(text("address"))
            .col(number("attempted_at"))
            .col(small("succeeded"))
            .to_owned(),
        table("accounts_purpose")
            .col(id("id").primary_key())
            .col(id("subject_id"))
            .col(text("reader_kind"))
            .col(maybe_id("reader_id"))
            .col(maybe_id("organisation_id"))
            .col(text("fields"))
            .col(text("purpose"))
            .col(number("read_at"))
            .to_owned(),
    ]
}
