//! An entry that nobody seals is something that somebody should look at.

use hall::journal::OLD_AFTER;
use sea_orm::{ConnectionTrait, Statement};
use tests::TestApp;

#[tokio::test]
async fn an_entry_unsealed_for_ten_seconds_makes_the_house_say_that_it_is_degraded() {
    let house = TestApp::start().await;
    house.enterprise("甲").await;
    house.app.sealer.seal_all().await.expect("sealed");
    house.follow().await;
    house.app.readiness.hindrances().keys().for_each(|name| house.app.readiness.clear(name));
    let state = async || {
        house.app.sealer.look(&house.app.readiness).await;
        house.get_json("/readyz").await
    };
    assert_eq!(state().await["status"], "ok");
    // As if a sealer had died before it came to the last entry.
    let database = house.app.database.writer();
    let unsealed = "UPDATE hall_entry SET position = NULL, chain_hash = NULL \
                    WHERE position = (SELECT max(position) FROM hall_entry)";
    database.execute_raw(Statement::from_string(house.app.database.backend(), unsealed)).await.expect("unsealed");
    assert_eq!(state().await["status"], "ok", "it is young");
    house.real.set_ahead(OLD_AFTER + 1_000);
    let degraded = state().await;
    assert_eq!(
        (&degraded["status"], &degraded["concerns"][0]["name"]),
        (&"degraded".into(), &"journal_sealing".into())
    );
}
