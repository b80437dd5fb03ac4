//! The table of deadlines as SeaORM sees it.

/// `hall_deadline`: what falls due when, what that was computed from, and whom it concerns.
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
        /// Nothing for a reminder, and for what follows from no legal period.
        pub(crate) due_on: Option<String>,
        pub(crate) provisional: Option<i64>,
        pub(crate) basis: Option<String>,
        pub(crate) owner_id: Option<Uuid>,
        pub(crate) keeper_id: Option<Uuid>,
        pub(crate) person_id: Option<Uuid>,
        pub(crate) facts: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
