//! The table of feeds as SeaORM sees it.

/// `hall_deadline_feed`: the secret feeds; of their addresses only the digests.
pub(super) mod feed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_deadline_feed")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) person_id: Uuid,
        pub(crate) organisation_id: Uuid,
        pub(crate) scope: String,
        pub(crate) token_digest: Vec<u8>,
        pub(crate) created_at: i64,
        pub(crate) revoked_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
