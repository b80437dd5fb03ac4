//! The journal's tables as SeaORM sees them.

/// `hall_entry`: the entries.
pub(crate) mod entry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_entry")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) ordinal: i64,
        pub(crate) id: Uuid,
        pub(crate) aggregate_kind: String,
        pub(crate) aggregate_id: Uuid,
        pub(crate) version: i32,
        pub(crate) kind: String,
        pub(crate) payload_version: i32,
        pub(crate) actor_kind: String,
        pub(crate) actor_id: Option<Uuid>,
        pub(crate) organisation_id: Option<Uuid>,
        pub(crate) acting_for: Option<Uuid>,
        pub(crate) moment_at: i64,
        pub(crate) recorded_at: i64,
        pub(crate) audience: String,
        pub(crate) request_id: String,
        pub(crate) payload: String,
        pub(crate) sealed: Option<Vec<u8>>,
        pub(crate) case_key_id: Option<Uuid>,
        pub(crate) content_hash: Vec<u8>,
        pub(crate) position: Option<i64>,
        pub(crate) chain_hash: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `hall_chain`: the head of the chain, in one row.
pub(crate) mod chain {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_chain")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: i32,
        pub(crate) position: i64,
        pub(crate) hash: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `hall_feed`: which organisation hears of which position.
pub(crate) mod feed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hall_feed")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) organisation_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) position: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
