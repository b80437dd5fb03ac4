//! The tables as SeaORM sees them.

/// `preexam_entity`: filing entities 备案主体.
pub(crate) mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preexam_entity")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) centre_id: Uuid,
        pub(crate) organisation_id: Uuid,
        pub(crate) kind: String,
        pub(crate) state: String,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `preexam_field_list`: lists of fields by centre and scheme.
pub(crate) mod field_list {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preexam_field_list")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) centre_id: Uuid,
        pub(crate) scheme: String,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `preexam_examiner`: what each examiner works on.
pub(crate) mod examiner {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preexam_examiner")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) centre_id: Uuid,
        pub(crate) person_id: Uuid,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `preexam_case`: cases, with the days by which the board finds them.
pub(crate) mod case {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preexam_case")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) centre_id: Uuid,
        pub(crate) applicant_id: Uuid,
        pub(crate) entity_id: Uuid,
        pub(crate) kind: String,
        pub(crate) field: String,
        pub(crate) state: String,
        pub(crate) is_open: i32,
        pub(crate) examiner_id: Option<Uuid>,
        pub(crate) client_reference: Option<String>,
        pub(crate) application_number: Option<String>,
        pub(crate) step: Option<String>,
        pub(crate) step_due_on: Option<String>,
        pub(crate) target_due_on: Option<String>,
        pub(crate) first_due_on: Option<String>,
        pub(crate) at_risk_on: Option<String>,
        pub(crate) submitted_at: Option<i64>,
        pub(crate) accepted_at: Option<i64>,
        pub(crate) passed_at: Option<i64>,
        pub(crate) pre_exam_days: Option<i64>,
        pub(crate) filed_on: Option<String>,
        pub(crate) granted_on: Option<String>,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `preexam_request`: requests for fast confirmation and enforcement.
pub(crate) mod request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "preexam_request")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) centre_id: Uuid,
        pub(crate) applicant_id: Uuid,
        pub(crate) kind: String,
        pub(crate) state: String,
        pub(crate) step_due_on: Option<String>,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
