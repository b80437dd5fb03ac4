//! The table of long operations as SeaORM sees it.

/// `hall_operation`: what goes on after it was answered.
pub(super) mod operation {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_operation")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) kind: String,
        pub(crate) organisation_id: Option<Uuid>,
        pub(crate) started_by: Option<Uuid>,
        pub(crate) request: String,
        pub(crate) state: String,
        pub(crate) progress: String,
        pub(crate) holder: Option<String>,
        pub(crate) held_until_at: Option<i64>,
        pub(crate) created_at: i64,
        pub(crate) updated_at: i64,
        pub(crate) finished_at: Option<i64>,
        pub(crate) version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
