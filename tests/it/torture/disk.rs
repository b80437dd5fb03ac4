//! A disk that is full: people hear so and nothing acknowledged is lost, reading goes on, and when there is room again the
//! house goes on without a restart.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tests::disk::SmallDisk;
use tests::journal::{ask, check, column, count};
use tests::{Backend, Person, Reply, TestApp, skipped};

/// Room enough for a house, and little besides.
const MEBIBYTES: u32 = 16;

/// The longest that acts may still find room in pages that the database has freed.
const MOST_ACTS: u32 = 500;

/// A file that does not fit where nothing fits.
const LARGE: usize = 256 * 1024;

/// A house whose data lie on a small disk of its own. The disk goes after the house.
async fn on_a_small_disk(test: &str) -> Option<(TestApp, SmallDisk)> {
    let mut disk = Err("no folder".to_owned());
    let house = TestApp::start_with(|config| disk = SmallDisk::mounted(&config.data, MEBIBYTES)).await;
    match disk {
        Ok(disk) => Some((house, disk)),
        Err(reason) => {
            skipped(test, &reason);
            None
        }
    }
}

async fn invite(person: &Person<'_>) -> Reply {
    person.post("/api/v1/invitations", json!({"roles": ["enterprise_member"]})).await
}

fn content(letter: &str) -> Vec<u8> {
    letter.repeat(LARGE).into_bytes()
}

/// The code of a refusal for want of room, which says when to ask again.
fn no_room(reply: &Reply) -> String {
    assert_eq!(reply.status, 503, "{}", String::from_utf8_lossy(&reply.body));
    assert!(reply.header("retry-after").is_some(), "it says when to ask again");
    let code = reply.refusal(503);
    assert!(["storage.full", "storage.unavailable"].contains(&code.as_str()), "{code}");
    code
}

#[tokio::test]
async fn acts_on_a_full_disk_are_refused_and_none_that_was_acknowledged_is_lost() {
    let test = "acts_on_a_full_disk_are_refused";
    if Backend::of_this_run() != Backend::Sqlite {
        return skipped(test, "the disk of the PostgreSQL server is not ours to fill");
    }
    let Some((house, disk)) = on_a_small_disk(test).await else { return };
    let firm = house.enterprise("松木").await;
    let mut acknowledged = vec![invite(&firm).await.must_be(201)["id"].clone()];
    disk.fill();
    let mut refused = Vec::new();
    for _ in 0..MOST_ACTS {
        let reply = invite(&firm).await;
        if reply.status == 201 {
            acknowledged.push(reply.json()["id"].clone());
        } else {
            refused.push(no_room(&reply));
        }
        if refused.len() == 5 {
            break;
        }
    }
    assert_eq!(refused, ["storage.full"; 5], "after {} acts", acknowledged.len());
    firm.get("/api/v1/invitations").await.must_be(200);
    firm.get("/api/v1/me").await.must_be(200);
    assert_eq!(house.search(&[("limit", "0")]).await["total"], 0, "searching goes on");
    let login = house.try_login(&firm.login, "test-Wrong-battery-7", None).await;
    no_room(&login);

    disk.free();
    acknowledged.push(invite(&firm).await.must_be(201)["id"].clone());
    house.login(&firm.login).await;
    let database = &house.app.database;
    check(database).await;
    let question = "SELECT i.id FROM accounts_invitation i ORDER BY i.id";
    let there = ask(database, question).await;
    let there: Vec<String> = there.iter().map(|row| column::<sea_orm::prelude::Uuid>(row, "id").to_string()).collect();
    let mut expected: Vec<String> = acknowledged.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
    expected.sort();
    let of_the_platform = there.iter().filter(|id| !expected.contains(id)).count();
    assert_eq!(there.len() - of_the_platform, expected.len(), "every invitation that was acknowledged");
    assert_eq!(of_the_platform, 3, "and besides those of the three administrators none");
    let whole = ask(database, "PRAGMA integrity_check").await;
    assert_eq!(column::<String>(&whole[0], "integrity_check"), "ok");
}

#[tokio::test]
async fn after_a_write_that_the_database_itself_rolled_back_what_is_acknowledged_is_there() {
    if Backend::of_this_run() != Backend::Sqlite {
        return skipped("after_a_write_that_the_database_itself_rolled_back", "only SQLite rolls back by itself");
    }
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let database = &house.app.database;
    // SQLite takes the number of pages that there are now as the least.
    database.writer().execute_unprepared("PRAGMA max_page_count = 1").await.expect("the database may not grow");
    let mut acknowledged = 0;
    let refused = loop {
        let reply = invite(&firm).await;
        if reply.status != 201 {
            break no_room(&reply);
        }
        acknowledged += 1;
        assert!(acknowledged < MOST_ACTS, "the database is never full");
    };
    assert_eq!(refused, "storage.full");
    for _ in 0..3 {
        // The limit was of a connection that is not used again.
        invite(&firm).await.must_be(201);
    }
    let question = "SELECT COUNT(*) AS n FROM hall_entry WHERE kind = 'accounts.invitation_invited' \
                    AND actor_kind = 'person'";
    assert_eq!(count(database, question).await, i64::from(acknowledged) + 3, "seen over another connection");
    check(database).await;
}

#[tokio::test]
async fn a_file_that_finds_no_room_is_refused_and_taken_when_there_is_room_again() {
    let Some((house, disk)) = on_a_small_disk("a_file_that_finds_no_room").await else { return };
    let firm = house.enterprise("松木").await;
    let early = content("a");
    let kept = firm.upload("early.txt", &early, "").await.must_be(201)["id"].clone();
    disk.fill();
    for query in ["", "private=true"] {
        assert_eq!(no_room(&firm.upload("late.txt", &content("b"), query).await), "storage.full", "{query}");
    }
    let target = format!("/api/v1/files/{}/content", kept.as_str().expect("an id"));
    let read = firm.get(&target).await;
    assert_eq!((read.status, read.body == early), (200, true), "what was kept can be read");
    let files = "SELECT COUNT(*) AS n FROM hall_file";
    assert_eq!(count(&house.app.database, files).await, 1, "nothing half came in");

    disk.free();
    firm.upload("late.txt", &content("b"), "").await.must_be(201);
    firm.upload("late.txt", &content("c"), "private=true").await.must_be(201);
    assert_eq!(count(&house.app.database, files).await, 3);
    house.sealed().await;
    check(&house.app.database).await;
}
