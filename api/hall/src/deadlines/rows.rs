//! The table of deadlines as SeaORM sees it.

/// `hall_deadline`: what falls due when.
pub(super) mod deadline {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_deadline")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) aggregate_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) kind: String,
        pub(crate) aggregate_kind: String,
        pub(crate) due_at: i64,
        pub(crate) raised_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
