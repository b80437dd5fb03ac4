//! The room of pre-examination: filing entities, field lists, examiners, cases and requests.

use sea_orm_migration::prelude::*;

use crate::columns::{IndexOf, id, make, maybe_id, maybe_number, maybe_text, number, small, table, text, unmake};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_preexam"
    }
}

/// Indexes over some rows only; both databases say it in the same words. One organisation is registered once with a centre,
/// and the board counts open cases alone.
const SOME_ROWS: [&str; 2] = [
    "CREATE UNIQUE INDEX preexam_entity_registered_uk ON preexam_entity (centre_id, organisation_id, kind) \
     WHERE state NOT IN ('cancelled', 'refused', 'withdrawn')",
    "CREATE INDEX preexam_case_open_idx ON preexam_case \
     (centre_id, examiner_id, field, first_due_on, at_risk_on) WHERE is_open = 1",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        make(manager, tables(), INDEXES).await?;
        for statement in SOME_ROWS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unmake(manager, &TABLES).await
    }
}

const TABLES: [&str; 5] =
    ["preexam_entity", "preexam_field_list", "preexam_examiner", "preexam_case", "preexam_request"];

const INDEXES: &[IndexOf] = &[
    ("preexam_entity", "preexam_entity_centre_id_id_idx", &["centre_id", "id"], false),
    ("preexam_entity", "preexam_entity_organisation_id_id_idx", &["organisation_id", "id"], false),
    ("preexam_field_list", "preexam_field_list_centre_id_scheme_uk", &["centre_id", "scheme"], true),
    ("preexam_examiner", "preexam_examiner_centre_id_person_id_uk", &["centre_id", "person_id"], true),
    ("preexam_case", "preexam_case_centre_id_id_idx", &["centre_id", "id"], false),
    ("preexam_case", "preexam_case_applicant_id_id_idx", &["applicant_id", "id"], false),
    ("preexam_case", "preexam_case_entity_id_submitted_at_idx", &["entity_id", "submitted_at"], false),
    ("preexam_case", "preexam_case_centre_id_submitted_at_idx", &["centre_id", "submitted_at"], false),
    ("preexam_case", "preexam_case_application_number_uk", &["application_number"], true),
    ("preexam_request", "preexam_request_centre_id_id_idx", &["centre_id", "id"], false),
    ("preexam_request", "preexam_request_applicant_id_id_idx", &["applicant_id", "id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 5] {
    [
        table("preexam_entity")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("centre_id"))
            .col(id("organisation_id"))
            .col(text("kind"))
            .col(text("state"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("preexam_field_list")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("centre_id"))
            .col(text("scheme"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("preexam_examiner")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("centre_id"))
            .col(id("person_id"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("preexam_case")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("centre_id"))
            .col(id("applicant_id"))
            .col(id("entity_id"))
            .col(text("kind"))
            .col(text("field"))
            .col(text("state"))
            .col(small("is_open"))
            .col(maybe_id("examiner_id"))
            .col(maybe_text("client_reference"))
            .col(maybe_text("application_number"))
            .col(maybe_text("step"))
            .col(maybe_text("step_due_on"))
            .col(maybe_text("target_due_on"))
            .col(maybe_text("first_due_on"))
            .col(maybe_text("at_risk_on"))
            .col(maybe_number("submitted_at"))
            .col(maybe_number("accepted_at"))
            .col(maybe_number("passed_at"))
            .col(maybe_number("pre_exam_days"))
            .col(maybe_text("filed_on"))
            .col(maybe_text("granted_on"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("preexam_request")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(id("centre_id"))
            .col(id("applicant_id"))
            .col(text("kind"))
            .col(text("state"))
            .col(maybe_text("step_due_on"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
    ]
}
