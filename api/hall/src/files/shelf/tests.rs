//! The shelf: nothing half-written, nothing twice, nothing left behind.

use std::fs::File;
use std::io;
use std::time::{Duration, UNIX_EPOCH};

use futures_util::stream;
use hyper::body::Bytes;
use tokio::io::AsyncReadExt as _;

use super::*;

/// The real time of these tests: 2026-01-01 in UTC.
const NOW: Duration = Duration::from_secs(1_767_225_600);

#[derive(Debug)]
struct StandingTime;

impl RealTime for StandingTime {
    fn now_millis(&self) -> i64 {
        i64::try_from(NOW.as_millis()).expect("it fits")
    }
}

fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::open(folder.path().join("files"), &StandingTime).expect("a shelf");
    (folder, shelf)
}

fn pieces(content: &[u8], of: usize) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    let pieces: Vec<_> = content.chunks(of).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

fn incoming(shelf: &Shelf) -> usize {
    fs::read_dir(shelf.incoming()).expect("the folder").count()
}

fn held(shelf: &Shelf) -> Vec<Digest> {
    shelf.digests().expect("the folder").collect::<Result<_, _>>().expect("digests")
}

async fn read(shelf: &Shelf, digest: &Digest) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    shelf.open_blob(digest).await.expect("the shelf")?.read_to_end(&mut content).await.expect("the content");
    Some(content)
}

#[tokio::test]
async fn a_content_lies_under_its_digest_however_it_was_cut() {
    let (_folder, shelf) = shelf();
    let content: Vec<u8> = (0..20_000_u32).flat_map(u32::to_le_bytes).collect();
    for of in [1000, 7777, 65_536, 1_000_000] {
        let received = shelf.receive(pieces(&content, of), 80_000).await.expect("it comes in");
        assert_eq!((received.digest, received.bytes), (Digest::of(&content), 80_000));
        assert_eq!(received.head, content[..8192]);
        assert_eq!(fs::read(received.path()).expect("the file"), content);
        assert_eq!(incoming(&shelf), 1);
        received.keep().await.expect("it is kept");
        assert_eq!((held(&shelf), incoming(&shelf)), (vec![Digest::of(&content)], 0));
    }
    assert_eq!(read(&shelf, &Digest::of(&content)).await, Some(content.clone()));
    let received = shelf.receive_reader(content.as_slice(), 80_000).await.expect("it comes in");
    assert_eq!((received.digest, received.bytes), (Digest::of(&content), 80_000));
}

#[tokio::test]
async fn what_is_not_kept_is_gone() {
    let (_folder, shelf) = shelf();
    let received = shelf.receive(pieces(b"abc", 1), 3).await.expect("it comes in");
    drop(received);
    assert_eq!((held(&shelf), incoming(&shelf)), (vec![], 0));
}

#[tokio::test]
async fn a_content_one_byte_too_long_leaves_nothing() {
    let (_folder, shelf) = shelf();
    let fault = shelf.receive(pieces(b"abcd", 2), 3).await.expect_err("it is too long");
    assert!(matches!(fault, ShelfFault::TooLarge { limit: 3 }), "{fault}");
    assert_eq!(incoming(&shelf), 0);
    assert_eq!(shelf.receive(pieces(b"", 1), 0).await.expect("nothing is no more than nothing").bytes, 0);
}

#[tokio::test]
async fn a_content_that_breaks_off_leaves_nothing() {
    let (_folder, shelf) = shelf();
    let broken = stream::iter([Ok(Bytes::from_static(b"abc")), Err(io::Error::other("gone"))]);
    let fault = shelf.receive(broken, 100).await.expect_err("it broke off");
    assert!(matches!(fault, ShelfFault::BrokeOff(_)), "{fault}");
    assert_eq!(incoming(&shelf), 0);
}

#[tokio::test]
async fn a_caller_who_goes_away_leaves_nothing() {
    let (_folder, shelf) = shelf();
    let (came, mut heard) = tokio::sync::mpsc::channel::<()>(1);
    let endless = stream::unfold(came, async |came| {
        let told = came.send(()).await.is_ok();
        Some((Ok(Bytes::from_static(b"abc")), came)).filter(|_| told)
    });
    let receiving = shelf.receive(endless, u64::MAX);
    tokio::select! {
        outcome = receiving => panic!("it never ends: {outcome:?}"),
        () = async { for _ in 0..5 { heard.recv().await; } } => {}
    }
    assert_eq!(incoming(&shelf), 0);
}

#[tokio::test]
async fn a_full_disk_is_told_apart_and_passes() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
        assert!(matches!(ShelfFault::from(io::Error::from(kind)), ShelfFault::NoSpace(_)));
    }
    assert!(matches!(ShelfFault::from(io::Error::from(io::ErrorKind::PermissionDenied)), ShelfFault::Machine(_)));
    let (_folder, shelf) = shelf();
    // The device on which every write finds the disk full (full(4)), where there is one.
    if let Ok(full) = tokio::fs::OpenOptions::new().write(true).open("/dev/full").await {
        let fault = pour(pieces(b"abc", 1), full, 100).await.expect_err("the disk is full");
        assert!(matches!(fault, ShelfFault::NoSpace(_)), "{fault}");
    }
    let received = shelf.receive(pieces(b"abc", 1), 100).await.expect("there is room again");
    received.keep().await.expect("it is kept");
}

#[tokio::test]
async fn leftovers_go_after_an_hour_and_younger_ones_stay() {
    let (folder, shelf) = shelf();
    for (name, age) in [("old", 3600), ("young", 3599), ("of the future", -100_i64)] {
        let file = File::create(shelf.incoming().join(name)).expect("a file");
        let written = Duration::from_secs(NOW.as_secs().saturating_add_signed(-age));
        file.set_modified(UNIX_EPOCH + written).expect("its time");
    }
    let again = Shelf::open(folder.path().join("files"), &StandingTime).expect("the shelf");
    assert!(!again.incoming().join("old").exists());
    assert_eq!(incoming(&again), 2);
}

#[tokio::test]
async fn a_damaged_content_is_found_and_mended_by_coming_in_again() {
    let (_folder, shelf) = shelf();
    let digest = Digest::of(b"abc");
    assert!(!shelf.check(&digest).await.expect("the shelf"), "it is not there");
    let keep = async || shelf.receive(pieces(b"abc", 1), 3).await.expect("in").keep().await.expect("kept");
    assert_eq!(keep().await, digest);
    assert!(shelf.check(&digest).await.expect("the shelf"));
    fs::write(shelf.path_of(&digest), b"abd").expect("damage");
    assert!(!shelf.check(&digest).await.expect("the shelf"), "it is another content");
    keep().await;
    assert!(shelf.check(&digest).await.expect("the shelf"));
}

#[tokio::test]
async fn a_removed_content_is_gone_and_the_others_stay() {
    let (_folder, shelf) = shelf();
    let mut digests = Vec::new();
    for number in 0..40_u8 {
        let received = shelf.receive(pieces(&[number], 1), 1).await.expect("it comes in");
        digests.push(received.keep().await.expect("it is kept"));
    }
    digests.sort_unstable();
    fs::write(shelf.folder.join("README"), b"no content").expect("a file of somebody else's");
    assert_eq!(held(&shelf), digests);
    let removed = digests.remove(7);
    assert!(shelf.remove(&removed).await.expect("the shelf"));
    assert!(!shelf.remove(&removed).await.expect("the shelf"), "once only");
    assert_eq!((held(&shelf), read(&shelf, &removed).await), (digests, None));
}
