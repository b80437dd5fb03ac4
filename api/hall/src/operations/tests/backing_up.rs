//! Backups while others write.

use std::os::unix::fs::MetadataExt as _;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_others_write_is_one_moment_of_the_journal() {
    assert_one_moment(House::new().await, |house| house.restoring("backup", "elsewhere")).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a PostgreSQL server: tests/tools/with-postgres.sh"]
async fn a_backup_of_postgres_made_while_others_write_is_one_moment_of_the_journal() {
    let house = House::with_url(a_new_postgres_database("backed_up").await).await;
    let url = a_new_postgres_database("restored").await;
    let into = |house: &House, folder: &str| {
        let mut restoring = house.restoring("backup", folder);
        restoring.config.database.url = url.clone();
        restoring
    };
    let house = assert_one_moment(house, |house| into(house, "elsewhere")).await;
    let again = house.restore(&into(&house, "third")).await;
    assert!(matches!(again, Err(RestoreFault::DatabaseInUse(_))), "{again:?}");
    let findings = examine(
        Ok(&house.config),
        &Surroundings { master_key: house.path("master.key"), log_settings: house.path("none") },
        &house.clocks,
    )
    .await;
    for name in ["database", "migrations", "encoding", "isolation", "primary", "clock", "journal"] {
        let found = findings.iter().find(|finding| finding.name == name).map(|finding| finding.state);
        assert_eq!(found, Some(State::Fine), "{name}: {findings:?}");
    }
}

async fn assert_one_moment(house: House, restoring: impl FnOnce(&House) -> Restoring) -> Arc<House> {
    let house = Arc::new(house);
    let (destroyed, kept) = (house.act().await, house.act().await);
    let content = house.upload(b"a content").await;
    house.destroy(destroyed).await;
    std::fs::write(house.export("checkpoints.ndjson"), "{\"position\":1}\n{\"posi").expect("written");
    let before = house.head().await;
    let over = Arc::new(AtomicBool::new(false));
    let write = |house: Arc<House>, over: Arc<AtomicBool>| async move {
        while !over.load(Ordering::SeqCst) {
            house.act().await;
            house.head().await;
        }
    };
    let writers: Vec<_> = (0..4).map(|_| tokio::spawn(write(Arc::clone(&house), Arc::clone(&over)))).collect();
    while house.head().await.position < before.position + 4 {
        tokio::task::yield_now().await;
    }
    let report = house.backup("backup").await.expect("a backup");
    over.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.expect("it wrote to the end");
    }
    house.act().await;
    let (position, after) = (report.manifest.journal.position, house.head().await);
    assert!(before.position < position && position < after.position, "{before:?} {report:?} {after:?}");
    assert_eq!(report.manifest.blobs.count, 1);
    assert!(!house.path("backup.partial").exists());
    let lines = std::fs::read_to_string(house.path("backup/journal/checkpoints.ndjson")).expect("it is there");
    assert_eq!(lines, "{\"position\":1}\n", "a line half written is left");

    let restoring = restoring(&house);
    let restored = house.restore(&restoring).await.expect("it is restored");
    assert_eq!(restored.journal, report.manifest.journal);
    let database = Database::open(&restoring.config).await.expect("it opens");
    let all = journal::read(database.reader(), 0, 1_000_000).await.expect("read");
    assert_eq!(all.len() as i64, position);
    let mut hash = journal::GENESIS;
    for (entry, place) in all.iter().zip(1..) {
        hash = journal::next(&hash, place, &journal::content_hash(&entry.entry));
        assert_eq!((entry.position, entry.chain_hash), (place, hash));
    }
    assert!(house.can_read(&database, kept).await && !house.can_read(&database, destroyed).await);
    database.close().await.expect("closed");
    let shelf = Shelf::open(restoring.config.data.join("files"), house.clocks.real.as_ref()).expect("a shelf");
    assert!(shelf.check(&content).await.expect("checked"));
    assert!(restoring.export.join("checkpoints.ndjson").exists());
    house
}

#[tokio::test]
async fn nothing_is_overwritten_and_nothing_half_done_bears_the_name() {
    let house = House::new().await;
    house.backup("backup").await.expect("a backup");
    assert!(matches!(house.backup("backup").await, Err(BackupFault::Exists(_))));
    assert!(matches!(house.backup("data/inside").await, Err(BackupFault::WithinTheData(_))));
    std::fs::create_dir(house.path("other.partial")).expect("made");
    assert!(matches!(house.backup("other").await, Err(BackupFault::Unfinished(_))));
    std::fs::write(house.path("data/zhiquan.sqlite"), "no database").expect("broken");
    std::fs::remove_dir(house.path("export")).expect("removed");
    std::fs::write(house.path("export"), "no folder").expect("broken");
    assert!(house.backup("third").await.is_err());
    assert!(!house.path("third").exists() && !house.path("third.partial").exists());
}

#[tokio::test]
async fn a_content_that_is_damaged_on_the_shelf_is_named_and_the_others_are_backed_up() {
    let house = House::new().await;
    let (good, bad) = (house.upload(b"good").await, house.upload(b"bad").await);
    std::fs::write(house.shelf.path_of(&bad), "rot").expect("damaged");
    let report = house.backup("backup").await.expect("a backup");
    assert_eq!((report.manifest.blobs.count, &report.manifest.blobs.damaged), (1, &vec![bad.to_string()]));
    let name = good.to_string();
    let copy = house.path("backup/files").join(&name[..2]).join(&name);
    assert_eq!(std::fs::metadata(copy).expect("it is there").nlink(), 2, "it takes no room twice");
}

#[tokio::test]
async fn a_backup_holds_no_master_key_and_says_where_it_must_be_kept() {
    let house = House::new().await;
    house.act().await;
    let key = std::fs::read_to_string(house.path("master.key")).expect("the key");
    let report = house.backup("backup").await.expect("a backup");
    let all = octets_below(&report.folder);
    assert!(!all.windows(64).any(|window| window == key.trim().as_bytes()));
    let manifest = std::fs::read_to_string(report.folder.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains("主密钥不在此备份中") && manifest.contains("two sealed copies"));
    assert_eq!(Digest::of(manifest.as_bytes()).to_string(), report.manifest_sha256);
}
