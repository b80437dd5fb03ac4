//! The desk: one file of one content, nothing private in clear, nothing left over.

use std::path::PathBuf;
use std::time::Duration;

use futures_util::stream;

use super::super::FilesReport;
use super::super::house::{FIRM, House, OTHER, TEXT, call, files_under, named, private};
use super::*;

#[tokio::test]
async fn the_same_content_under_the_same_name_is_one_file() {
    let house = House::new().await;
    let first = house.upload(FIRM, TEXT, &named("a.txt")).await;
    let again = house.upload(FIRM, TEXT, &named("folder/a.txt")).await;
    assert_eq!((first.outcome, again.outcome, again.id), (201, 200, first.id));
    let renamed = house.upload(FIRM, TEXT, &named("b.txt")).await;
    let of_others = house.upload(OTHER, TEXT, &named("a.txt")).await;
    assert_eq!((renamed.outcome, of_others.outcome, house.blobs()), (201, 201, 1));
    let digest = Digest::of(TEXT.as_bytes()).to_string();
    let facts = json!({"id": first.id, "sha256": digest, "octets": TEXT.len(), "kind": "txt", "private": false});
    let journal = house.journal().await;
    assert_eq!((journal.len(), &journal[0]), (3, &("files.file_uploaded".to_owned(), facts)));
    let (page, total) = house.desk.page(&call(FIRM, None), None, 10).await.expect("a page");
    let names: Vec<_> = page.iter().map(|file| file.name.as_deref()).collect();
    assert_eq!((names, total), (vec![Some("b.txt"), Some("a.txt")], 2));
}

#[tokio::test]
async fn what_comes_twice_at_once_is_one_file() {
    let house = House::new().await;
    let upload = named("a.txt");
    let (one, two, three) = tokio::join!(
        house.upload(FIRM, TEXT, &upload),
        house.upload(FIRM, TEXT, &upload),
        house.upload(FIRM, TEXT, &upload)
    );
    assert_eq!((two.id, three.id), (one.id, one.id));
    assert_eq!(house.journal().await.len(), 1);
}

#[tokio::test]
async fn a_private_file_lies_nowhere_in_clear_and_is_never_the_same() {
    let house = House::new().await;
    let content = TEXT.repeat(3_000);
    let first = house.upload(FIRM, &content, &private("the recipe.txt")).await;
    let second = house.upload(FIRM, &content, &private("the recipe.txt")).await;
    assert_eq!((first.outcome, second.outcome), (201, 201));
    assert_ne!(first.id, second.id);
    assert_eq!(house.read(FIRM, first.id).await.as_ref(), Ok(&content));
    let file = house.desk.find(&call(FIRM, None), first.id).await.expect("the file");
    assert_eq!((file.name.as_deref(), file.octets), (Some("the recipe.txt"), content.len() as u64));
    let digest = Digest::of(content.as_bytes());
    for plain in [&b"planted"[..], b"recipe", digest.as_bytes(), digest.to_string().as_bytes()] {
        assert_eq!(house.holding(plain), Vec::<PathBuf>::new(), "{}", String::from_utf8_lossy(plain));
    }
    // The search itself finds what is there.
    house.upload(FIRM, &content, &named("open.txt")).await;
    assert!(!house.holding(b"planted").is_empty() && !house.holding(digest.to_string().as_bytes()).is_empty());
}

#[tokio::test]
async fn a_destroyed_file_is_gone_for_ever_and_remains_as_a_trace() {
    let house = House::new().await;
    let file = house.upload(FIRM, TEXT, &private("recipe.txt")).await.id;
    let sealed = std::fs::read(files_under(&house.folder.path().join("data/files")).remove(0)).expect("the content");
    assert_eq!(house.destroy(FIRM, file, 2).await, Err((412, "version.stale")));
    assert_eq!(house.destroy(FIRM, file, 1).await, Ok(200));
    assert_eq!(house.read(FIRM, file).await, Err((410, "private.destroyed")));
    assert_eq!(house.destroy(FIRM, file, 1).await, Err((412, "version.stale")));
    assert_eq!(house.destroy(FIRM, file, 2).await, Ok(200), "nothing more happens");
    assert_eq!((house.blobs(), house.holding(&sealed[..64])), (0, Vec::new()));
    let trace = house.desk.find(&call(FIRM, None), file).await.expect("the trace");
    assert_eq!((trace.name, trace.version, trace.destroyed.is_some()), (None, 2, true));
    let kinds: Vec<_> = house.journal().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["files.file_uploaded", "files.file_destroyed"]);
}

#[tokio::test]
async fn a_content_stays_while_another_file_has_it() {
    let house = House::new().await;
    let own = house.upload(FIRM, TEXT, &named("a.txt")).await.id;
    let of_others = house.upload(OTHER, TEXT, &named("a.txt")).await.id;
    assert_eq!(house.destroy(FIRM, own, 1).await, Ok(200));
    assert_eq!(house.read(FIRM, own).await, Err((410, "private.destroyed")));
    assert_eq!(house.read(OTHER, of_others).await.as_deref(), Ok(TEXT));
    assert_eq!(house.destroy(OTHER, of_others, 1).await, Ok(200));
    assert_eq!(house.blobs(), 0);
    let again = house.upload(FIRM, TEXT, &named("a.txt")).await;
    assert_eq!(again.outcome, 201, "what was destroyed does not come back as itself");
    assert_ne!(again.id, own);
}

#[tokio::test]
async fn what_belongs_to_another_organisation_is_not_there() {
    let house = House::new().await;
    for upload in [named("a.txt"), private("a.txt")] {
        let file = house.upload(FIRM, TEXT, &upload).await.id;
        assert_eq!(house.read(OTHER, file).await, Err((404, "not_found")));
        assert_eq!(house.destroy(OTHER, file, 1).await, Err((404, "not_found")));
        assert_eq!(house.read(FIRM, file).await.as_deref(), Ok(TEXT));
    }
    let (page, total) = house.desk.page(&call(OTHER, None), None, 10).await.expect("a page");
    assert_eq!((page, total), (Vec::new(), 0));
}

#[tokio::test]
async fn what_is_refused_leaves_nothing() {
    let house = House::with(Files { max_octets: 100, stall_timeout_ms: 10_000 }).await;
    let sha256 = |digits: String| Upload { sha256: Some(digits), ..named("a.txt") };
    let other = Digest::of(b"another").to_string();
    let long = "long ".repeat(30);
    let declared = Upload { media_type: Some("application/pdf".into()), ..named("a.pdf") };
    let too_long = Upload { octets: Some(101), ..named("a.txt") };
    for (content, upload, expected) in [
        (TEXT, sha256(other), (422, "files.digest_mismatch")),
        (TEXT, sha256("abc".into()), (422, "files.digest_unreadable")),
        (TEXT, declared, (422, "files.kind_mismatch")),
        ("#!/bin/sh\nexit\n", private("a.sh"), (422, "files.kind_not_allowed")),
        ("", named("a.txt"), (422, "files.kind_not_allowed")),
        (&long, private("a.txt"), (413, "files.too_large")),
        (TEXT, too_long, (413, "files.too_large")),
    ] {
        assert_eq!(house.try_upload(FIRM, content, &upload).await, Err(expected));
        assert_eq!(files_under(&house.folder.path().join("data/files")), Vec::<PathBuf>::new());
    }
    assert_eq!(house.journal().await, []);
    let right = Digest::of(TEXT.as_bytes()).to_string().to_uppercase();
    assert_eq!(house.upload(FIRM, TEXT, &sha256(right)).await.outcome, 201);
}

#[tokio::test]
async fn missing_and_damaged_contents_are_named() {
    let house = House::new().await;
    let sound = house.upload(FIRM, "a sound text\n", &named("a.txt")).await.id;
    let missing = house.upload(FIRM, TEXT, &private("b.txt")).await.id;
    let damaged = [
        house.upload(FIRM, "a damaged text\n", &named("c.txt")).await.id,
        house.upload(OTHER, "a damaged text\n", &named("d.txt")).await.id,
    ];
    let destroyed = house.upload(FIRM, "a destroyed text\n", &named("e.txt")).await.id;
    assert_eq!(house.destroy(FIRM, destroyed, 1).await, Ok(200));
    assert!(house.desk.check_all().await.expect("a report").is_sound());
    let file = house.desk.find(&call(FIRM, None), missing).await.expect("the file");
    assert!(house.desk.shelf.remove(&file.digest).await.expect("the shelf"));
    let path = house.desk.shelf.path_of(&Digest::of(b"a damaged text\n"));
    std::fs::write(path, "a changed text\n").expect("damage");
    let report = house.desk.check_all().await.expect("a report");
    assert_eq!(report, FilesReport { checked: 4, missing: vec![missing], damaged: damaged.to_vec() });
    assert_eq!(house.read(FIRM, missing).await, Err((500, "internal")));
    assert!(house.read(FIRM, sound).await.is_ok());
}

#[tokio::test]
async fn what_no_file_wants_is_removed_after_its_time() {
    let house = House::new().await;
    house.upload(FIRM, TEXT, &named("a.txt")).await;
    let orphan = stream::iter([Ok(Bytes::from_static(b"nobody's"))]);
    let orphan = house.desk.shelf.receive(orphan, 100).await.expect("in").keep().await.expect("kept");
    let hour = Duration::from_secs(3600);
    assert_eq!(house.desk.remove_orphans(hour).await.expect("the shelf"), 0, "it may be somebody's in a moment");
    let file = std::fs::File::options().append(true).open(house.desk.shelf.path_of(&orphan)).expect("the file");
    file.set_modified(std::time::UNIX_EPOCH).expect("its time");
    assert_eq!(house.desk.remove_orphans(hour).await.expect("the shelf"), 1);
    assert_eq!((house.blobs(), house.desk.remove_orphans(Duration::ZERO).await.expect("the shelf")), (1, 0));
}

#[tokio::test]
async fn a_changed_private_content_is_not_given_out() {
    let house = House::new().await;
    let file = house.upload(FIRM, TEXT, &private("a.txt")).await.id;
    let facts = house.desk.find(&call(FIRM, None), file).await.expect("the file");
    let path = house.desk.shelf.path_of(&facts.digest);
    let mut sealed = std::fs::read(&path).expect("the content");
    let last = sealed.len() - 1;
    sealed[last] ^= 1;
    std::fs::write(&path, sealed).expect("damage");
    assert_eq!(house.read(FIRM, file).await, Err((500, "internal")));
}

#[tokio::test]
async fn a_content_that_comes_while_it_is_let_go_stays() {
    let house = House::new().await;
    let mut own = house.upload(FIRM, TEXT, &named("a.txt")).await.id;
    for round in 0..20 {
        let name = named(&format!("{round}.txt"));
        let (gone, came) = tokio::join!(house.destroy(FIRM, own, 1), house.upload(FIRM, TEXT, &name));
        assert_eq!((gone, came.outcome), (Ok(200), 201));
        assert_eq!(house.read(FIRM, came.id).await.as_deref(), Ok(TEXT), "round {round}");
        own = came.id;
    }
}
