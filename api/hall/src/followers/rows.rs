//! The table of cursors as SeaORM sees it.

/// `hall_cursor`: how far each follower has read.
pub(super) mod cursor {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_cursor")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) name: String,
        pub(crate) position: i64,
        pub(crate) holder: Option<String>,
        pub(crate) held_until_at: Option<i64>,
        pub(crate) failures: i32,
        pub(crate) retry_at: Option<i64>,
        pub(crate) fault: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
