//! Files that people send: hostile ones are refused, private ones lie nowhere in clear, and others' do not exist.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use hall::files::Digest;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::{Person, Reply, TestApp};

/// A text that nobody else writes.
const TEXT: &[u8] = "planted: 第一步，加热到七百度\n".as_bytes();

/// The part of it that is looked for.
const PLANTED: &[u8] = b"planted: ";

/// Destroys a file as one who has seen this version of it.
async fn destroy(person: &Person<'_>, file: &str, version: u32) -> Reply {
    let seen = format!("\"{version}\"");
    person.post_with(&format!("/api/v1/files/{file}/destroy"), json!({}), &[("if-match", &seen)]).await
}

/// The id of a file that must have been taken.
fn id_of(reply: &Reply) -> String {
    assert!([200, 201].contains(&reply.status), "{}: {}", reply.status, String::from_utf8_lossy(&reply.body));
    reply.json()["id"].as_str().expect("an id").to_owned()
}

fn refusal(reply: &Reply) -> (u16, String) {
    (reply.status, reply.json()["code"].as_str().unwrap_or_default().to_owned())
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

/// The files of the data folder in which these octets stand.
fn holding(house: &TestApp, octets: &[u8]) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let content = std::fs::read(path).unwrap_or_default();
        content.windows(octets.len()).any(|window| window == octets)
    };
    files_under(&house.app.config.data).into_iter().filter(holds).collect()
}

/// Everything that the journal says openly.
async fn journal(house: &TestApp) -> String {
    let database = house.app.database.reader();
    let question = "SELECT kind, payload FROM hall_entry ORDER BY ordinal";
    let rows = database.query_all_raw(Statement::from_string(house.app.database.backend(), question)).await;
    let rows = rows.expect("the journal");
    let line = |row: &sea_orm::QueryResult| {
        let word = |column: &str| row.try_get::<String>("", column).expect("a text");
        format!("{} {}\n", word("kind"), word("payload"))
    };
    rows.iter().map(line).collect()
}

/// An archive of one entry that unpacks to so many zeros (APPNOTE.TXT 4.3).
fn archive_of_zeros(length: usize) -> Vec<u8> {
    let zeros = vec![0; length];
    let mut crc = Crc::new();
    crc.update(&zeros);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&zeros).expect("packed");
    let packed = packed.finish().expect("packed");
    let number = |value: usize| u32::try_from(value).expect("32 bits").to_le_bytes();
    // Version 2.0, no flags, deflate, no time; the name is one letter.
    let common = [
        &[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x58][..],
        &crc.sum().to_le_bytes(),
        &number(packed.len()),
        &number(length),
        &[1, 0, 0, 0],
    ]
    .concat();
    let entry = [&b"PK\x03\x04"[..], &common, b"a", &packed].concat();
    let directory = [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 14], b"a"].concat();
    let end =
        [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &number(directory.len()), &number(entry.len()), &[0, 0]].concat();
    [entry, directory, end].concat()
}

/// A picture that says that it is so large and has no pixels at all.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let header = [&b"IHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let mut crc = Crc::new();
    crc.update(&header);
    [&b"\x89PNG\r\n\x1A\n\0\0\0\x0D"[..], &header, &crc.sum().to_be_bytes()].concat()
}

#[tokio::test]
async fn hostile_contents_are_refused_by_name_and_leave_nothing() {
    let house = TestApp::start_with(|config| config.rates.enabled = false).await;
    let firm = house.enterprise("甲").await;
    let page = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
    let external = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    let other = Digest::of(b"another content").to_string();
    let hostile: [(&str, Vec<u8>, String, &str); 9] = [
        ("bomb.zip", archive_of_zeros(64 * 1024 * 1024), String::new(), "files.bomb"),
        ("huge.png", png_of(60_000, 60_000), String::new(), "files.image_too_large"),
        ("page.pdf", page.to_vec(), String::new(), "files.kind_not_allowed"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n".to_vec(), String::new(), "files.kind_not_allowed"),
        ("program.pdf", [&b"MZ"[..], &[0; 200]].concat(), String::new(), "files.kind_not_allowed"),
        ("entities.xml", external.to_vec(), String::new(), "files.xml_doctype"),
        ("empty.txt", Vec::new(), String::new(), "files.kind_not_allowed"),
        ("text.pdf", TEXT.to_vec(), "media_type=application/pdf".into(), "files.kind_mismatch"),
        ("text.txt", TEXT.to_vec(), format!("sha256={other}"), "files.digest_mismatch"),
    ];
    for (name, content, query, code) in &hostile {
        for private in ["", "private=true"] {
            let query = [query.as_str(), private].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
            let reply = firm.upload(name, content, &query.join("&")).await;
            assert_eq!(refusal(&reply), (422, (*code).to_owned()), "{name} {private}");
        }
    }
    assert_eq!(firm.get("/api/v1/files").await.json()["total"], 0);
    assert_eq!(holding(&house, PLANTED), Vec::<PathBuf>::new());
    assert!(!journal(&house).await.contains("files."));
}

#[tokio::test]
async fn a_hostile_name_becomes_a_label() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    for (given, label, header) in [
        ("../../../etc/passwd", "passwd", "filename=\"passwd\""),
        (concat!("C:", "\\Windows\\证书.pdf"), "证书.pdf", "filename*=UTF-8''%E8%AF%81%E4%B9%A6.pdf"),
        ("invoice\u{202E}fdp.exe", "invoicefdp.exe", "filename=\"invoicefdp.exe\""),
        ("a\r\nSet-Cookie: b=c.txt", "aSet-Cookie_ b=c.txt", "filename=\"aSet-Cookie_ b=c.txt\""),
    ] {
        let reply = firm.upload(given, TEXT, "").await;
        let file = id_of(&reply);
        assert_eq!(reply.json()["name"], label, "{given:?}");
        let content = firm.get(&format!("/api/v1/files/{file}/content")).await;
        let disposition = content.header("content-disposition").expect("a name");
        assert!(disposition.starts_with("attachment; ") && disposition.contains(header), "{disposition}");
        assert_eq!(content.header("set-cookie"), None);
    }
}

#[tokio::test]
async fn the_same_content_under_the_same_name_is_one_file() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let first = firm.upload("配方.txt", TEXT, "").await;
    let again = firm.upload("配方.txt", TEXT, &format!("sha256={}", Digest::of(TEXT))).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.json(), again.json());
    assert_eq!(id_of(&firm.upload("配方.txt", TEXT, "media_type=text/plain").await), id_of(&first));
    let renamed = firm.upload("副本.txt", TEXT, "").await;
    assert_ne!(id_of(&renamed), id_of(&first));
    let list = firm.get("/api/v1/files").await.json();
    let names: Vec<&Value> = list["items"].as_array().expect("items").iter().map(|item| &item["name"]).collect();
    assert_eq!((names, &list["total"]), (vec![&json!("副本.txt"), &json!("配方.txt")], &json!(2)));
    let journal = journal(&house).await;
    assert_eq!(journal.matches("files.file_uploaded").count(), 2);
    assert!(!journal.contains("配方") && !journal.contains("副本"), "names may be personal");
}

#[tokio::test]
async fn a_content_comes_back_as_it_came() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let large = TEXT.repeat(40_000);
    for query in ["", "private=true"] {
        let reply = firm.upload("大文件.txt", &large, query).await;
        let file = id_of(&reply);
        assert_eq!((&reply.json()["octets"], &reply.json()["media_type"]), (&json!(large.len()), &json!("text/plain")));
        let content = firm.get(&format!("/api/v1/files/{file}/content")).await;
        assert!(content.status == 200 && content.body == large, "{query}");
        assert_eq!(content.header("content-type"), Some("text/plain"));
        assert_eq!(content.header("content-length"), Some(large.len().to_string().as_str()));
        assert_eq!(content.header("cache-control"), Some("private, no-store"));
        assert_eq!(content.header("x-content-type-options"), Some("nosniff"));
        let tag = content.header("etag").map(str::to_owned);
        assert_eq!(tag.is_some(), query.is_empty(), "a private content has no tag");
        let given = tag.unwrap_or_else(|| format!("\"{}\"", Digest::of(&large)));
        let again = firm.get_with(&format!("/api/v1/files/{file}/content"), &[("if-none-match", &given)]).await;
        assert_eq!((again.status, again.body.is_empty()), if query.is_empty() { (304, true) } else { (200, false) });
    }
}

#[tokio::test]
async fn what_belongs_to_another_organisation_does_not_exist() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let other = house.enterprise("乙").await;
    for query in ["", "private=true"] {
        let file = id_of(&firm.upload("配方.txt", TEXT, query).await);
        let paths = [format!("/api/v1/files/{file}"), format!("/api/v1/files/{file}/content")];
        for path in &paths {
            assert_eq!(refusal(&other.get(path).await), (404, "not_found".into()), "{path}");
        }
        assert_eq!(refusal(&destroy(&other, &file, 1).await), (404, "not_found".into()));
        assert_eq!(firm.get(&paths[1]).await.body, TEXT, "nothing happened to it");
    }
    assert_eq!(other.get("/api/v1/files").await.json(), json!({"items": [], "total": 0}));
    let own = id_of(&other.upload("配方.txt", TEXT, "").await);
    assert_eq!(firm.get(&format!("/api/v1/files/{own}")).await.status, 404, "the same content is not the same file");
}

#[tokio::test]
async fn a_private_content_and_its_name_lie_nowhere_in_clear() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let first = firm.upload("秘密配方.txt", TEXT, "private=true").await;
    let second = firm.upload("秘密配方.txt", TEXT, "private=true").await;
    assert_eq!((first.status, second.status), (201, 201), "a private content is never compared");
    assert_ne!(id_of(&first), id_of(&second));
    assert_eq!((&first.json()["name"], first.json().get("sha256")), (&json!("秘密配方.txt"), None));
    let digest = Digest::of(TEXT);
    for plain in [PLANTED, "秘密配方".as_bytes(), digest.as_bytes(), digest.to_string().as_bytes()] {
        assert_eq!(holding(&house, plain), Vec::<PathBuf>::new(), "{}", String::from_utf8_lossy(plain));
    }
    assert!(!journal(&house).await.contains(&digest.to_string()));
    let content = firm.get(&format!("/api/v1/files/{}/content", id_of(&first))).await;
    assert_eq!(content.body, TEXT);
    firm.upload("公开.txt", TEXT, "").await;
    assert!(!holding(&house, PLANTED).is_empty(), "the search finds what is there");
}

#[tokio::test]
async fn what_is_destroyed_is_gone_and_remains_as_a_trace() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    for query in ["", "private=true"] {
        let file = id_of(&firm.upload("配方.txt", TEXT, query).await);
        assert_eq!(refusal(&destroy(&firm, &file, 2).await), (412, "version.stale".into()));
        let gone = destroy(&firm, &file, 1).await;
        assert_eq!((gone.status, gone.header("etag")), (200, Some("\"2\"")));
        let content = firm.get(&format!("/api/v1/files/{file}/content")).await;
        assert_eq!(refusal(&content), (410, "private.destroyed".into()));
        let trace = firm.get(&format!("/api/v1/files/{file}")).await.json();
        assert!(trace["destroyed_at"].is_string() && trace.get("name").is_none(), "{trace}");
        assert_eq!(refusal(&destroy(&firm, &file, 1).await), (412, "version.stale".into()));
        assert_eq!(destroy(&firm, &file, 2).await.status, 200, "nothing more happens");
        let again = firm.upload("配方.txt", TEXT, query).await;
        assert_eq!(again.status, 201);
        assert_ne!(id_of(&again), file, "what was destroyed does not come back as itself");
        destroy(&firm, &id_of(&again), 1).await;
    }
    assert_eq!(journal(&house).await.matches("files.file_destroyed").count(), 4);
    assert!(house.app.files.check_all().await.expect("a report").is_sound());
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused() {
    let house = TestApp::start_with(|config| config.files.max_octets = 100).await;
    let firm = house.enterprise("甲").await;
    assert_eq!(firm.upload("a.txt", &b"a ".repeat(50), "").await.status, 201, "the limit itself is allowed");
    assert_eq!(refusal(&firm.upload("b.txt", &b"a ".repeat(51), "").await), (413, "files.too_large".into()));
    assert_eq!(firm.get("/api/v1/files").await.json()["total"], 1);
}

#[tokio::test]
async fn files_are_read_by_pages() {
    let house = TestApp::start_with(|config| config.rates.enabled = false).await;
    let firm = house.enterprise("甲").await;
    for number in 0..5 {
        let query = if number % 2 == 0 { "private=true" } else { "" };
        id_of(&firm.upload(&format!("{number}.txt"), TEXT, query).await);
    }
    let (mut names, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let after = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page = firm.get(&format!("/api/v1/files?limit=2{after}")).await.json();
        assert_eq!(page["total"], 5);
        names.extend(page["items"].as_array().expect("items").iter().map(|item| item["name"].clone()));
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(names, ["4.txt", "3.txt", "2.txt", "1.txt", "0.txt"]);
}
