//! Restores: into what is empty, from what is whole, and with nothing that was destroyed.

use crate::case_keys::DestroyedKey;
use std::fs;

use super::*;

#[tokio::test]
async fn a_damaged_backup_is_refused_by_the_name_of_what_is_damaged() {
    let house = House::new().await;
    house.act().await;
    let content = house.upload(b"a content").await.to_string();
    std::fs::write(house.export("checkpoints.ndjson"), "{}\n").expect("written");
    let blob = format!("files/{}/{content}", &content[..2]);
    for (place, name) in ["database.sqlite", "files.txt", "journal/checkpoints.ndjson", &blob].into_iter().enumerate() {
        let backup = format!("backup{place}");
        let manifest = house.backup(&backup).await.expect("a backup").manifest;
        let (file, restoring) = (house.path(&backup).join(name), house.restoring(&backup, &format!("damaged{place}")));
        let mut octets = fs::read(&file).expect("read");
        octets[0] ^= 1;
        // A content is the shelf's own file by another name.
        fs::remove_file(&file).expect("removed");
        let missing = house.restore(&restoring).await.expect_err("something is missing");
        assert!(matches!(&missing, RestoreFault::Missing(missing) if *missing == *name), "{missing}");
        fs::write(&file, octets).expect("damaged");
        let restoring = house.restoring(&backup, &format!("again{place}"));
        let damaged = house.restore(&restoring).await.expect_err("something is damaged");
        assert!(matches!(&damaged, RestoreFault::Damaged(damaged) if *damaged == *name), "{damaged}");
        assert!(!restoring.config.data.join("zhiquan.sqlite").exists(), "{manifest:?}");
        assert!(!restoring.config.data.exists() || is_half_restored(&restoring.config.data));
    }
}

#[tokio::test]
async fn what_is_not_empty_of_another_kind_or_from_a_later_release_is_refused() {
    let house = House::new().await;
    let manifest = house.backup("backup").await.expect("a backup").manifest;
    let used = house.restoring("backup", "used");
    fs::create_dir_all(used.config.data.join("index")).expect("made");
    assert!(matches!(house.restore(&used).await, Err(RestoreFault::FolderInUse(_))));
    let apart = Restoring { apart: vec![used.config.data.join("index/deep/master.key")], ..used };
    house.restore(&apart).await.expect("what may lie there does not hinder");
    let mut other = house.restoring("backup", "other");
    other.config.database.url = "postgres://nowhere.invalid/a".into();
    assert!(matches!(house.restore(&other).await, Err(RestoreFault::OtherDatabase { .. })));
    let path = house.path("backup/manifest.json");
    fs::write(&path, r#"{"format":2,"everything":"else"}"#).expect("written");
    let newer = house.restore(&house.restoring("backup", "newer")).await;
    assert!(matches!(newer, Err(RestoreFault::Newer { found: 2, known: 1 })), "{newer:?}");
    let mut outside = manifest.clone();
    outside.files.insert("../master.key".into(), Kept { sha256: String::new(), octets: 1 });
    fs::write(&path, serde_json::to_string(&outside).expect("JSON")).expect("written");
    assert!(matches!(house.restore(&house.restoring("backup", "out")).await, Err(RestoreFault::Missing(_))));
    let mut ahead = manifest;
    ahead.journal.position += 1;
    fs::write(&path, serde_json::to_string(&ahead).expect("JSON")).expect("written");
    let ahead = house.restoring("backup", "ahead");
    assert!(matches!(house.restore(&ahead).await, Err(RestoreFault::OtherHead { .. })));
    assert!(!ahead.config.data.join("zhiquan.sqlite").exists());
    assert!(is_half_restored(&ahead.config.data), "nobody starts a server on it");
    fs::remove_file(path).expect("removed");
    assert!(matches!(house.restore(&house.restoring("backup", "none")).await, Err(RestoreFault::Manifest { .. })));
}

#[tokio::test]
async fn a_key_destroyed_before_or_after_the_backup_stays_destroyed() {
    let house = House::new().await;
    let [before, after, later, kept] = [house.act().await, house.act().await, house.act().await, house.act().await];
    house.destroy(before).await;
    house.backup("backup").await.expect("a backup");
    house.destroy(after).await;
    let more = house.path("later.ndjson");
    append(&more, [&DestroyedKey { case: later, destroyed_at: 2 }]).expect("written");
    let mut restoring = house.restoring("backup", "elsewhere");
    fs::create_dir_all(&restoring.export).expect("made");
    fs::copy(house.export("destroyed-keys.ndjson"), restoring.export.join("destroyed-keys.ndjson")).expect("copied");
    restoring.destroyed_keys = Some(more);
    let report = house.restore(&restoring).await.expect("it is restored");
    assert_eq!((report.keys_on_the_lists, report.keys_destroyed_again), (3, 2));
    let database = Database::open(&restoring.config).await.expect("it opens");
    for (case, readable) in [(before, false), (after, false), (later, false), (kept, true)] {
        assert_eq!(house.can_read(&database, case).await, readable, "{case}");
    }
    database.close().await.expect("closed");
    let list = read(&restoring.export.join("destroyed-keys.ndjson")).expect("the list");
    assert_eq!(list.len(), 3, "the restored house keeps the whole list");
}

#[tokio::test]
async fn no_destroyed_key_lies_in_a_free_page_of_the_restored_file() {
    let house = House::new().await;
    let case = house.act().await;
    house.backup("backup").await.expect("a backup");
    let wrapped =
        store::octets(&house.database, &format!("SELECT wrapped FROM hall_case_key WHERE id = x'{}'", case.simple()))
            .await;
    let holds = |folder: &Path| octets_below(folder).windows(wrapped.len()).any(|window| window == wrapped);
    assert!(holds(&house.path("backup")), "the backup is older than the destruction");
    house.destroy(case).await;
    let mut restoring = house.restoring("backup", "elsewhere");
    restoring.destroyed_keys = Some(house.export("destroyed-keys.ndjson"));
    house.restore(&restoring).await.expect("it is restored");
    assert!(!holds(&restoring.config.data));
    let names: Vec<_> =
        fs::read_dir(&restoring.config.data).expect("a folder").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!(names, ["zhiquan.sqlite"]);
}

#[tokio::test]
async fn a_line_of_the_list_that_cannot_be_read_is_named_and_nothing_is_restored() {
    let house = House::new().await;
    house.backup("backup").await.expect("a backup");
    let (list, case) = (house.path("list"), Uuid::nil());
    fs::write(&list, format!("{{\"case\":\"{case}\",\"destroyed_at\":1}}\n\n{{\"case\":")).expect("written");
    let restoring = Restoring { destroyed_keys: Some(list), ..house.restoring("backup", "elsewhere") };
    let fault = house.restore(&restoring).await.expect_err("it cannot be read");
    assert!(matches!(fault, RestoreFault::DestroyedKeys { line: 3, .. }), "{fault}");
    assert!(!restoring.config.data.exists());
    let restoring = Restoring { destroyed_keys: Some(house.path("none")), ..restoring };
    assert!(house.restore(&restoring).await.is_err(), "a list that is named must be there");
}
