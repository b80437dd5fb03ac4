//! The table of files as SeaORM sees it.

/// `hall_file`: what is known of each file.
pub(super) mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_file")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) organisation_id: Option<Uuid>,
        pub(crate) uploaded_by_kind: String,
        pub(crate) uploaded_by: Option<Uuid>,
        pub(crate) digest: String,
        pub(crate) stored_digest: String,
        pub(crate) octets: i64,
        pub(crate) kind: String,
        pub(crate) name: Vec<u8>,
        pub(crate) case_key_id: Option<Uuid>,
        pub(crate) created_at: i64,
        pub(crate) destroyed_at: Option<i64>,
        pub(crate) version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
