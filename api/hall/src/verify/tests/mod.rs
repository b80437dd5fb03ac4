//! A whole journal is found whole; whatever is done to it behind the platform's back is found where it was done.

pub(crate) mod house;
mod store;

use uuid::Uuid;

use self::house::{House, database_in, said};
use self::store::{forge_hashes, tamper};
use super::Place;
use crate::journal::{Checkpoint, Head};
use crate::secrets::PlatformKey;

/// Six entries of two cases, signed after the third and after the last.
async fn six() -> House {
    let house = House::new().await;
    for number in [1, 2, 1] {
        house.add(number, 5).await;
    }
    house.sign().await.expect("signed");
    for number in [2, 1, 1] {
        house.add(number, 7).await;
    }
    house.sign().await.expect("signed");
    house
}

/// What is found after these statements.
async fn after(statements: &str) -> Vec<String> {
    let house = six().await;
    tamper(&house.database, statements).await;
    house.found().await
}

#[tokio::test]
async fn a_whole_journal_is_found_whole() {
    let findings = six().await.verify().await;
    assert!(findings.is_whole(), "{:?}", said(&findings));
    let seen = findings.seen;
    assert_eq!((seen.entries, seen.last_position, seen.rows), (6, 6, 2));
    assert_eq!((seen.checkpoints, seen.signed_to), (2, 6));
    assert!(seen.not_replayed.is_empty());
}

#[tokio::test]
async fn an_empty_journal_is_whole() {
    let house = House::new().await;
    assert!(house.verify().await.is_whole());
}

#[tokio::test]
async fn an_entry_that_was_edited_is_named_and_no_other() {
    let house = six().await;
    tamper(&house.database, "UPDATE hall_entry SET payload = '6' WHERE position = 4").await;
    let findings = house.verify().await;
    let of_entries: Vec<i64> = findings
        .found
        .iter()
        .filter_map(|finding| if let Place::Entry { position, .. } = finding.place { position } else { None })
        .collect();
    assert_eq!(of_entries, [4], "{:?}", said(&findings));
    let rows = findings.found.iter().filter(|finding| matches!(finding.place, Place::Row { .. })).count();
    assert_eq!((rows, findings.found.len()), (1, 2), "and the row that does not stand as it says now");
}

#[tokio::test]
async fn each_column_of_an_entry_is_watched() {
    for column in [
        "kind = 'x'",
        "actor_kind = 'person'",
        "actor_id = id",
        "organisation_id = id",
        "acting_for = id",
        "moment_at = moment_at + 1",
        "recorded_at = recorded_at - 1",
        "request_id = ''",
        "sealed = x'00'",
        "case_key_id = id",
        "payload_version = 1, content_hash = zeroblob(32)",
        "chain_hash = zeroblob(32)",
        "chain_hash = NULL",
        "content_hash = x'00'",
    ] {
        let found = after(&format!("UPDATE hall_entry SET {column} WHERE position = 3")).await;
        assert!(found.iter().any(|said| said.contains("at position 3:")), "{column}: {found:?}");
    }
}

#[tokio::test]
async fn entries_that_changed_places_are_named() {
    let found = after(
        "UPDATE hall_entry SET position = 99 WHERE position = 3;
         UPDATE hall_entry SET position = 3 WHERE position = 4;
         UPDATE hall_entry SET position = 4 WHERE position = 99;",
    )
    .await;
    for position in [3, 4] {
        assert!(found.iter().any(|said| said.contains(&format!("at position {position}: The chain"))), "{found:?}");
    }
}

#[tokio::test]
async fn an_entry_that_was_taken_away_is_missed() {
    let found = after("DELETE FROM hall_entry WHERE position IN (2, 3)").await;
    assert!(found[0].starts_with("positions 2 to 3: No entry is there"), "{found:?}");
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_missed() {
    let found = after("DELETE FROM hall_entry WHERE position > 5").await;
    assert!(found.iter().any(|said| said.starts_with("position 6: ")), "{found:?}");
    let house = six().await;
    let cut = "DELETE FROM hall_entry WHERE position > 5; DELETE FROM hall_feed WHERE position > 5;";
    tamper(&house.database, cut).await;
    forge_hashes(&house.database).await;
    let found = house.found().await;
    let cut = |said: &String| said.starts_with("checkpoints.ndjson line 2 at position 6: The journal ends at 5");
    assert!(found.iter().any(cut), "{found:?}");
    assert!(house.sign().await.is_ok(), "the cursor is further than the journal, and nothing is asked of the witness");
    house.add(1, 1).await;
    house.add(1, 1).await;
    let refused = house.sign().await.expect_err("the journal is not the one that was signed");
    assert!(refused.to_string().contains("position 6"), "{refused}");
}

#[tokio::test]
async fn an_older_copy_in_the_journals_place_is_found() {
    let house = six().await;
    let older = tempfile::tempdir().expect("a folder");
    let file = crate::db::sqlite_file(older.path());
    tamper(&house.database, &format!("VACUUM INTO '{}'", file.display())).await;
    let older = database_in(older.path()).await;
    assert!(house.verify_other(&older).await.is_whole());
    house.add(2, 1).await;
    house.sign().await.expect("signed");
    let found = said(&house.verify_other(&older).await);
    assert!(found[0].starts_with("checkpoints.ndjson line 3 at position 7: The journal ends at 6"), "{found:?}");
}

#[tokio::test]
async fn a_chain_that_was_computed_anew_is_found_by_the_next_checkpoint() {
    let house = six().await;
    tamper(&house.database, "UPDATE hall_entry SET recorded_at = recorded_at + 1 WHERE position = 5").await;
    forge_hashes(&house.database).await;
    let findings = house.verify().await;
    let [finding] = findings.found.as_slice() else { panic!("{:?}", said(&findings)) };
    assert!(matches!(finding.place, Place::Checkpoint { line: 2, position: Some(6), entry: Some(_) }), "{finding:?}");
    assert_eq!(findings.seen.signed_to, 3, "the first checkpoint still holds");
}

#[tokio::test]
async fn who_puts_a_key_of_his_own_into_the_database_convinces_nobody() {
    let house = six().await;
    tamper(&house.database, "UPDATE hall_entry SET recorded_at = recorded_at + 1 WHERE position = 5").await;
    forge_hashes(&house.database).await;
    let head: Head = crate::journal::head(house.database.reader()).await.expect("the head");
    let own = PlatformKey::generate();
    let octets = own.public().to_hex();
    let insert = format!("INSERT INTO hall_signing_key VALUES ('{}', x'{octets}', x'00', 0, NULL)", own.kid());
    tamper(&house.database, &insert).await;
    let forged = Checkpoint::sign(&head, 0, &own).to_line();
    std::fs::write(house.export.checkpoints_file(), forged).expect("written");
    let found = house.found().await;
    assert!(found[0].contains(&format!("The key {} is not in the list", own.kid())), "{found:?}");
}

#[tokio::test]
async fn a_checkpoint_that_was_changed_is_named_by_its_line() {
    let house = six().await;
    let file = house.export.checkpoints_file();
    let text = std::fs::read_to_string(&file).expect("the checkpoints");
    std::fs::write(&file, text.replace("\"position\":6", "\"position\":5")).expect("written");
    assert!(house.found().await[0].starts_with("checkpoints.ndjson line 2 at position 5: The signature"));
    std::fs::write(&file, format!("nonsense\n{text}")).expect("written");
    assert!(house.found().await[0].starts_with("checkpoints.ndjson line 1: The checkpoint cannot be read"));
    let turned: Vec<&str> = text.lines().rev().collect();
    std::fs::write(&file, turned.join("\n") + "\n").expect("written");
    assert!(house.found().await[0].starts_with("checkpoints.ndjson line 2 at position 3: The checkpoint goes back"));
}

#[tokio::test]
async fn the_head_and_the_feed_are_held_against_the_entries() {
    let found = after("UPDATE hall_chain SET hash = zeroblob(32)").await;
    assert_eq!(found, ["hall_chain: The head's hash is not that of the last entry"]);
    let found = after("DELETE FROM hall_chain").await;
    assert_eq!(found, ["hall_chain: The row of the head is gone"]);
    let found = after("DELETE FROM hall_feed WHERE position = 2").await;
    assert!(found.len() == 1 && found[0].contains("at position 2: The feed tells"), "{found:?}");
    let found = after("INSERT INTO hall_feed SELECT id, 2 FROM hall_entry WHERE position = 1").await;
    assert!(found.len() == 1 && found[0].contains("at position 2: The feed tells"), "{found:?}");
    let found = after("UPDATE hall_feed SET position = 7 WHERE position = 6").await;
    assert!(found.iter().any(|said| said.starts_with("hall_feed at position 7:")), "{found:?}");
}

#[tokio::test]
async fn an_entry_without_a_place_counts_and_is_told_when_it_waits_too_long() {
    let house = six().await;
    house.add(3, 1).await;
    let unseal = "UPDATE hall_entry SET position = NULL, chain_hash = NULL WHERE position = 7;
                  DELETE FROM hall_feed WHERE position = 7; UPDATE hall_chain SET position = 6, hash =
                  (SELECT chain_hash FROM hall_entry WHERE position = 6);";
    tamper(&house.database, unseal).await;
    let findings = house.verify().await;
    assert!(findings.is_whole(), "{:?}", said(&findings));
    assert_eq!((findings.seen.unsealed, findings.seen.rows), (1, 3));
    tamper(&house.database, "UPDATE hall_entry SET recorded_at = 1 WHERE position IS NULL").await;
    let found = house.found().await;
    assert!(
        found.iter().any(|said| said.contains("without a position: The entry was not given its place")),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_row_that_does_not_stand_as_the_journal_says_is_named() {
    let (one, two, three) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let house = six().await;
    let change = |change: &dyn Fn(&mut std::collections::BTreeMap<Uuid, super::CaseRow>)| {
        change(&mut house.rows.0.lock().expect("the rows"));
    };
    let row = house.rows.0.lock().expect("the rows").clone();
    change(&|rows| rows.entry(one).or_default().body = "{\"sum\": 1000}".into());
    let differs = "The row is not what the journal tells; it first differs at \"/sum\"";
    assert_eq!(house.found().await, [format!("tests_count {one}: {differs}")]);
    change(&|rows| rows.entry(one).or_default().body = "{".into());
    assert_eq!(house.found().await, [format!("tests_count {one}: The row's body cannot be read")]);
    change(&|rows| rows.entry(one).or_default().version = 9);
    assert_eq!(house.found().await, [format!("tests_count {one}: The row has version 9, the journal tells of 4")]);
    change(&|rows| *rows = row.clone());
    change(&|rows| drop(rows.remove(&two)));
    assert_eq!(house.found().await, [format!("tests_count {two}: The journal tells of this case, and it has no row")]);
    change(&|rows| *rows = row.clone());
    change(&|rows| drop(rows.insert(three, super::CaseRow { id: three, ..row[&one].clone() })));
    assert_eq!(house.found().await, [format!("tests_count {three}: The journal does not tell of this row")]);
    change(&|rows| *rows = row.clone());
    change(&|rows| rows.entry(one).or_default().body = " { \"sum\" : 24 } ".into());
    assert!(house.verify().await.is_whole(), "the same value in other spacing");
}

#[tokio::test]
async fn a_destroyed_key_stays_destroyed_and_leaves_nothing_sealed() {
    let house = six().await;
    let one = Uuid::from_u128(1);
    let id = one.simple();
    let make = format!("INSERT INTO hall_case_key VALUES (x'{id}', x'00', 1, NULL)");
    tamper(&house.database, &make).await;
    house.rows.0.lock().expect("the rows").entry(one).or_default().sealed_under = Some(one);
    assert!(house.verify().await.is_whole());
    tamper(&house.database, "UPDATE hall_case_key SET wrapped = NULL, destroyed_at = 2").await;
    let left = format!("tests_count {one}: The case key was destroyed and a sealed column is not empty");
    assert_eq!(house.found().await, [left]);
    house.rows.0.lock().expect("the rows").entry(one).or_default().sealed_under = None;
    for _ in 0..2 {
        house.add(2, 1).await;
        house.sign().await.expect("noted");
    }
    assert_eq!(house.export.destroyed().expect("the list"), [one]);
    let list = house.folder.path().join("journal").join("destroyed-keys.ndjson");
    assert_eq!(std::fs::read_to_string(list).expect("the list").lines().count(), 1, "each is noted once");
    assert!(house.verify().await.is_whole());
    tamper(&house.database, "UPDATE hall_case_key SET wrapped = x'00', destroyed_at = NULL").await;
    let back = "The case key was destroyed and is there again, perhaps from a backup";
    assert_eq!(house.found().await, [format!("hall_case_key {one}: {back}")]);
}

#[tokio::test]
async fn a_table_that_nobody_watches_is_named() {
    let found = after("CREATE TABLE tests_secret (id INTEGER)").await;
    assert_eq!(found, ["tests_secret: The table is neither compared with the journal nor named with a reason"]);
}

#[tokio::test]
async fn findings_without_end_are_counted_and_not_kept() {
    let mut findings = super::Findings::default();
    for position in 0..1_500 {
        findings.add(Place::Feed { position }, "错", "wrong");
    }
    assert_eq!((findings.found.len(), findings.more, findings.is_whole()), (super::MOST_FINDINGS, 500, false));
}
