//! Signing keys: kept, found, retired. All SQL of them is here.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};

use super::rows::signing_key;
use crate::secrets::{PlatformKey, PublicKey, SealingKey};

/// A key as it is stored.
#[derive(Debug, Clone)]
pub struct StoredKey {
    /// Its public half.
    pub public: PublicKey,
    /// Its private half, sealed.
    pub(super) sealed: Vec<u8>,
    /// When it was made, in real time.
    pub created_at: i64,
    /// When it was rotated out.
    pub retired_at: Option<i64>,
}

/// Every key, the oldest first.
pub(super) async fn all(connection: &impl ConnectionTrait) -> Result<Vec<StoredKey>, DbErr> {
    let rows = signing_key::Entity::find()
        .order_by_asc(signing_key::Column::CreatedAt)
        .order_by_asc(signing_key::Column::Kid)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let octets = <&[u8; 32]>::try_from(row.public_key.as_slice()).ok();
            let public = octets.and_then(PublicKey::from_octets);
            let public = public.ok_or_else(|| DbErr::Custom(format!("the signing key {} is none", row.kid)))?;
            let (created_at, retired_at) = (row.created_at, row.retired_at);
            Ok(StoredKey { public, sealed: row.sealed, created_at, retired_at })
        })
        .collect()
}

pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    key: &PlatformKey,
    sealing: &SealingKey,
    at: i64,
) -> Result<StoredKey, DbErr> {
    let sealed = key.to_sealed(sealing);
    let row = signing_key::ActiveModel {
        kid: Set(key.kid()),
        public_key: Set(key.public().octets().to_vec()),
        sealed: Set(sealed.clone()),
        created_at: Set(at),
        retired_at: Set(None),
    };
    signing_key::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(StoredKey { public: key.public(), sealed, created_at: at, retired_at: None })
}

pub(super) async fn retire_all(transaction: &DatabaseTransaction, at: i64) -> Result<(), DbErr> {
    let retired = signing_key::ActiveModel { retired_at: Set(Some(at)), ..signing_key::ActiveModel::default() };
    let retire = signing_key::Entity::update_many().set(retired);
    retire.filter(signing_key::Column::RetiredAt.is_null()).exec(transaction).await?;
    Ok(())
}
