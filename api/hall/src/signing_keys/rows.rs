//! The table of signing keys as SeaORM sees it.

/// `hall_signing_key`: the platform's keys.
pub(super) mod signing_key {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_signing_key")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) kid: String,
        pub(crate) public_key: Vec<u8>,
        pub(crate) sealed: Vec<u8>,
        pub(crate) created_at: i64,
        pub(crate) retired_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
