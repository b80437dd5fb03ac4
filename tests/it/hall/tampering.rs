//! Whoever changes the records behind the platform's back is found out, and where.

use hall::verify::{Findings, Place};
use sea_orm::{ConnectionTrait, DbBackend};
use tests::TestApp;

use super::{sealed, signed, verified};

/// A house in which something was done and signed.
async fn signed_house() -> TestApp {
    let house = TestApp::start().await;
    house.audit_administrator().await;
    house.enterprise("甲").await;
    house.enterprise("乙").await;
    signed(&house).await;
    house
}

/// Changes the database past the platform.
async fn tamper(house: &TestApp, statements: &[&str]) {
    for statement in statements {
        house.app.database.writer().execute_unprepared(statement).await.expect(statement);
    }
}

/// The positions of the entries that are named.
fn entries(findings: &Findings) -> Vec<i64> {
    let places = findings.found.iter().map(|finding| &finding.place);
    places.filter_map(|place| if let Place::Entry { position, .. } = place { *position } else { None }).collect()
}

async fn last_position(house: &TestApp) -> i64 {
    hall::journal::last_position(house.app.database.reader()).await.expect("the head")
}

#[tokio::test]
async fn what_was_done_by_the_front_door_alone_is_whole() {
    let house = signed_house().await;
    let findings = verified(&house).await;
    assert!(findings.is_whole(), "{findings:#?}");
    assert_eq!(findings.seen.last_position, last_position(&house).await);
    assert_eq!(findings.seen.signed_to, findings.seen.last_position, "all of it is signed");
    assert!(findings.seen.rows > 0);
}

#[tokio::test]
async fn an_entry_that_was_edited_is_named() {
    let house = signed_house().await;
    tamper(&house, &["UPDATE hall_entry SET request_id = 'another' WHERE position = 2"]).await;
    let findings = verified(&house).await;
    assert_eq!(entries(&findings), [2], "{findings:#?}");
}

#[tokio::test]
async fn entries_that_changed_places_are_named() {
    let house = signed_house().await;
    tamper(
        &house,
        &[
            "UPDATE hall_entry SET position = -1 WHERE position = 2",
            "UPDATE hall_entry SET position = 2 WHERE position = 3",
            "UPDATE hall_entry SET position = 3 WHERE position = -1",
        ],
    )
    .await;
    let found = entries(&verified(&house).await);
    assert!(found.contains(&2) && found.contains(&3), "{found:?}");
}

#[tokio::test]
async fn an_entry_that_was_taken_away_is_missed_at_its_position() {
    let house = signed_house().await;
    tamper(&house, &["DELETE FROM hall_entry WHERE position = 2", "DELETE FROM hall_feed WHERE position = 2"]).await;
    let findings = verified(&house).await;
    let missing = |place: &Place| *place == Place::Missing { from: 2, to: 2 };
    assert!(findings.found.iter().any(|finding| missing(&finding.place)), "{findings:#?}");
}

#[tokio::test]
async fn a_tail_that_was_cut_off_cleanly_is_missed_by_what_was_signed() {
    let house = signed_house().await;
    let last = last_position(&house).await;
    let head = format!(
        "UPDATE hall_chain SET position = {0}, hash = (SELECT chain_hash FROM hall_entry WHERE position = {0})",
        last - 1
    );
    let entry = format!("DELETE FROM hall_entry WHERE position = {last}");
    let feed = format!("DELETE FROM hall_feed WHERE position = {last}");
    tamper(&house, &[&entry, &feed, &head]).await;
    let findings = verified(&house).await;
    assert_eq!(findings.seen.last_position, last - 1);
    let named = |place: &Place| matches!(place, Place::Checkpoint { position: Some(at), .. } if *at == last);
    assert!(findings.found.iter().any(|finding| named(&finding.place)), "{findings:#?}");
}

#[tokio::test]
async fn an_older_copy_in_the_place_of_the_database_is_found() {
    let house = signed_house().await;
    if house.app.database.backend() != DbBackend::Sqlite {
        // There the copy is a server's, not a file; the tail that is cut off cleanly is the same case.
        return;
    }
    let stopped = house.stop().await;
    let data = stopped.config.data.clone();
    let (file, older) = (hall::db::sqlite_file(&data), data.join("older.sqlite"));
    std::fs::copy(&file, &older).expect("copied");
    let house = stopped.start().await;
    house.enterprise("丙").await;
    signed(&house).await;
    let house = house
        .restarted_after(|_| {
            for suffix in ["-wal", "-shm"] {
                let beside = format!("{}{suffix}", file.display());
                assert!(std::fs::remove_file(&beside).is_ok() || !std::path::Path::new(&beside).exists());
            }
            std::fs::copy(&older, &file).expect("swapped");
        })
        .await;
    let findings = verified(&house).await;
    let named = |place: &Place| matches!(place, Place::Checkpoint { .. });
    assert!(findings.found.iter().any(|finding| named(&finding.place)), "{findings:#?}");
}

#[tokio::test]
async fn a_row_that_the_journal_does_not_bear_out_is_named() {
    let house = signed_house().await;
    tamper(&house, &["UPDATE accounts_organisation SET version = version + 1"]).await;
    let findings = verified(&house).await;
    assert!(!findings.is_whole());
    let of_organisations = |place: &Place| matches!(place, Place::Row { table: "accounts_organisation", .. });
    assert!(findings.found.iter().all(|finding| of_organisations(&finding.place)), "{findings:#?}");
}

#[tokio::test]
async fn who_is_told_of_an_entry_cannot_be_changed_unseen() {
    let house = signed_house().await;
    sealed(&house).await;
    let told = "INSERT INTO hall_feed (organisation_id, position) \
                SELECT id, 2 FROM hall_entry WHERE position = 1";
    tamper(&house, &[told]).await;
    assert_eq!(entries(&verified(&house).await), [2]);
}
