//! The tables as SeaORM sees them.

/// `financing_product`: products of banks.
pub(crate) mod product {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_product")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) bank_id: Uuid,
        pub(crate) state: String,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_demand`: demands of firms, with what banks look for them by.
pub(crate) mod demand {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_demand")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) firm_id: Uuid,
        pub(crate) state: String,
        pub(crate) amount: i64,
        pub(crate) purpose: String,
        pub(crate) client_reference: Option<String>,
        pub(crate) sought: Option<String>,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_consent`: what firms let banks see.
pub(crate) mod consent {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_consent")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) firm_id: Uuid,
        pub(crate) bank_id: Uuid,
        pub(crate) demand_id: Uuid,
        pub(crate) state: String,
        pub(crate) until_on: String,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
