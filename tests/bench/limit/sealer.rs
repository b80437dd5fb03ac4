//! The sealer of the limit on PostgreSQL: the same statements as the house's, one batch after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::prelude::Uuid;
use sea_orm::sqlx::{Connection as _, Error, PgConnection, PgPool, Row as _, query};

use super::sql;

/// How long entries gather.
const GATHER: Duration = Duration::from_millis(20);

/// Seals until it is over and nothing is left.
pub(super) async fn run(pool: PgPool, over: Arc<AtomicBool>) -> Result<(), Error> {
    let mut connection = pool.acquire().await?;
    loop {
        let is_over = over.load(Ordering::Relaxed);
        if seal(&mut connection).await? == 0 && is_over {
            return Ok(());
        }
        tokio::time::sleep(GATHER).await;
    }
}

async fn seal(connection: &mut PgConnection) -> Result<usize, Error> {
    let mut transaction = connection.begin().await?;
    query(sql::SEALER_LOCK).fetch_one(&mut *transaction).await?;
    let unsealed = query(sql::UNSEALED).fetch_all(&mut *transaction).await?;
    if unsealed.is_empty() {
        transaction.commit().await?;
        return Ok(0);
    }
    let mut position: i64 = query(sql::CHAIN).fetch_one(&mut *transaction).await?.try_get(1)?;
    let (mut ordinals, mut positions, mut organisations) = (Vec::new(), Vec::new(), Vec::<Uuid>::new());
    for row in &unsealed {
        position += 1;
        ordinals.push(row.try_get::<i64, _>("ordinal")?);
        positions.push(position);
        organisations.push(row.try_get("aggregate_id")?);
    }
    let hashes = vec![vec![7_u8; 32]; ordinals.len()];
    query(sql::PLACE).bind(&ordinals).bind(&positions).bind(&hashes).execute(&mut *transaction).await?;
    query(sql::FEEDS).bind(&organisations).bind(&positions).execute(&mut *transaction).await?;
    query(sql::MOVE_CHAIN).bind(position).bind(vec![7_u8; 32]).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(unsealed.len())
}
