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

/// `financing_deal`: deals, from the demand to the end of the debt.
pub(crate) mod deal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_deal")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) demand_id: Uuid,
        pub(crate) firm_id: Uuid,
        pub(crate) bank_id: Uuid,
        pub(crate) product_id: Uuid,
        pub(crate) state: String,
        pub(crate) accepted_demand_id: Option<Uuid>,
        pub(crate) amount: i64,
        pub(crate) matched_on: Option<String>,
        pub(crate) answered_on: Option<String>,
        pub(crate) refused_for: Option<String>,
        pub(crate) disbursed_on: Option<String>,
        pub(crate) disbursed: Option<i64>,
        pub(crate) outstanding: Option<i64>,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_disbursement`: the money of a deal, paid out once.
pub(crate) mod disbursement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_disbursement")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) deal_id: Uuid,
        pub(crate) amount: i64,
        pub(crate) disbursed_on: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_pledge`: pledges of rights, and the mirror of the register.
pub(crate) mod pledge {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_pledge")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) deal_id: Option<Uuid>,
        pub(crate) firm_id: Option<Uuid>,
        pub(crate) bank_id: Option<Uuid>,
        pub(crate) kind: String,
        pub(crate) number: String,
        pub(crate) state: String,
        pub(crate) place: Option<String>,
        pub(crate) pledgor: Option<String>,
        pub(crate) pledgee: Option<String>,
        pub(crate) registered_on: Option<String>,
        pub(crate) released_on: Option<String>,
        pub(crate) secured: Option<i64>,
        pub(crate) region: Option<String>,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_pool`: risk-compensation pools.
pub(crate) mod pool {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_pool")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i32,
        pub(crate) keeper_id: Uuid,
        pub(crate) state: String,
        pub(crate) balance: i64,
        pub(crate) body: String,
        pub(crate) updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_sight`: pledged rights that are otherwise than they were pledged, as they were last seen.
pub(crate) mod sight {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_sight")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) pledge_id: Uuid,
        pub(crate) sight: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// `financing_watch`: up to which change of the registry pledged rights were looked at; one row.
pub(crate) mod watch {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "financing_watch")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: i32,
        pub(crate) change_number: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
