//! Files into the registry: once, whole, resumable, and with every refusal explained.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use registry::import::{Again, ImportRequest};
use serde_json::{Value, json};
use tests::TestApp;

use super::shelf::{many, one_of_each};

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

fn rejects(house: &TestApp, file: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(house.rejects_of(file)).expect("the file of rejects");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[tokio::test]
async fn importing_twice_changes_nothing_the_second_time() {
    let house = TestApp::start().await;
    let first = house.import(&one_of_each()).await.counts;
    let again = house.import(&one_of_each()).await.counts;
    assert_eq!((first.inserted, first.unchanged), (5, 0));
    assert_eq!((again.read, again.inserted, again.updated, again.unchanged), (5, 0, 0, 5));
    assert_eq!(house.search(&[]).await["total"], 5);
}

#[tokio::test]
async fn a_later_file_adds_to_a_record_known_by_another_of_its_numbers() {
    let house = TestApp::start().await;
    house.import(&[json!({"kind": "patent", "publication_number": "CN104000001A", "publication_on": "2015-01-07", "title": "旧名"})]).await;
    assert_eq!(house.search(&[("q", "旧名")]).await["items"][0]["number"], "CN104000001A");
    let counts = house
        .import(&[json!({
            "kind": "patent", "application_number": "CN201419900001.9", "publication_number": "CN104000001A",
            "title": "新名", "abstract": "摘要在此。",
        })])
        .await
        .counts;
    assert_eq!((counts.inserted, counts.updated), (0, 1));
    let record = house.get_json("/api/v1/patents/CN104000001").await;
    assert_eq!((&record["number"], &record["title"]), (&json!("201419900001.9"), &json!("新名")));
    assert_eq!(
        record["publications"],
        json!([{"number": "CN104000001A", "on": "2015-01-07"}]),
        "the day known before stays"
    );
    assert_eq!(house.search(&[("q", "\"旧名\"")]).await["total"], 0, "the index follows");
    assert_eq!(house.search(&[("q", "\"摘要在此\"")]).await["total"], 1);
}

#[tokio::test]
async fn numbers_of_two_records_join_nothing_and_the_line_is_refused() {
    let house = TestApp::start().await;
    house
        .import(&[
            json!({"kind": "patent", "publication_number": "CN104000001A", "title": "甲"}),
            json!({"kind": "patent", "application_number": "CN201419900001.9", "title": "乙"}),
        ])
        .await;
    let both = json!({"kind": "patent", "application_number": "CN201419900001.9", "publication_number": "CN104000001A", "title": "丙"});
    let file = house.file("both.ndjson", lines(&[both]));
    let counts = house.import_file(&file).await.counts;
    assert_eq!((counts.rejected, counts.updated), (1, 0));
    assert_eq!(rejects(&house, &file)[0]["code"], "registry.merge.numbers_of_two_records");
    assert_eq!(house.get_json("/api/v1/patents/CN104000001A").await["title"], "甲");
}

#[tokio::test]
async fn a_refused_line_is_named_with_field_and_reason_and_the_rest_is_loaded() {
    let house = TestApp::start().await;
    let mut text = lines(&many(3));
    text.push_str("{\"kind\": \"patent\", \"title\": \n");
    text.push_str(&lines(&[
        json!({"kind": "patent", "application_number": "CN201419900001.9", "title": "甲", "filing_on": "2014-02-30"}),
        json!({"kind": "patent", "application_number": "CN201419900001.9", "title": "甲", "titel": "乙"}),
        json!({"kind": "trademark", "number": "9900001"}),
    ]));
    text.push_str(&lines(&many(4)[3..]));
    let file = house.file("mixed.ndjson", text);
    let outcome = house.import_file(&file).await;
    assert_eq!((outcome.counts.read, outcome.counts.inserted, outcome.counts.rejected), (8, 4, 4));
    let refused = rejects(&house, &file);
    let said = |n: usize| (refused[n]["line"].as_u64(), refused[n]["field"].as_str().unwrap_or_default().to_owned());
    assert_eq!(said(0).0, Some(4));
    assert_eq!(said(1), (Some(5), "/filing_on".into()));
    assert_eq!(said(2), (Some(6), "/titel".into()));
    assert_eq!(said(3), (Some(7), "/name".into()));
    assert!(refused.iter().all(|line| !line["reason_zh"].as_str().unwrap_or_default().is_empty()));
    assert_eq!(outcome.quality.rejected, 4);
}

#[tokio::test]
async fn gzip_csv_and_gb18030_are_read() {
    let house = TestApp::start().await;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(lines(&many(5)).as_bytes()).expect("packed");
    let file = house.file("packed.ndjson.gz", packed.finish().expect("packed"));
    assert_eq!(house.import_file(&file).await.counts.inserted, 5);
    let csv = "kind,number,name,nice_classes,owners\ntrademark,9900002,\"示例,红\",9;35,示例科技有限公司\n";
    assert_eq!(house.import_file(&house.file("marks.csv", csv)).await.counts.inserted, 1);
    // 商标“龙江” in GB 18030.
    let mut bytes = b"{\"kind\":\"trademark\",\"number\":\"9900003\",\"name\":\"".to_vec();
    bytes.extend([0xC1, 0xFA, 0xBD, 0xAD]);
    bytes.extend(b"\"}\n");
    assert_eq!(house.import_file(&house.file("gb.ndjson", bytes)).await.counts.inserted, 1);
    assert_eq!(house.get_json("/api/v1/trademarks/9900003").await["title"], "龙江");
    assert_eq!(house.get_json("/api/v1/trademarks/9900002").await["title"], "示例,红");
}

#[tokio::test]
async fn a_truncated_file_keeps_what_was_read_and_says_so() {
    let house = TestApp::start().await;
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    packed.write_all(lines(&many(200)).as_bytes()).expect("packed");
    let whole = packed.finish().expect("packed");
    let file = house.file("cut.ndjson.gz", &whole[..whole.len() / 2]);
    let outcome = house.import_file(&file).await;
    assert!(outcome.counts.inserted > 50, "{:?}", outcome.counts);
    assert!(!outcome.quality.read_to_the_end);
    let refused = rejects(&house, &file);
    assert!(refused.last().is_some_and(|line| line["code"].as_str().unwrap_or_default().starts_with("import.line.")));
}

#[tokio::test]
async fn a_dry_run_counts_and_writes_nothing() {
    let house = TestApp::start().await;
    house.import(&many(3)).await;
    let file = house.file("dry.ndjson", lines(&many(10)));
    let request = ImportRequest { dry_run: true, ..ImportRequest::of(file, "test") };
    let counts = house.app.importer.import(&request, &|_| {}).await.expect("a dry run").counts;
    assert_eq!((counts.read, counts.inserted, counts.unchanged), (10, 7, 3));
    house.follow().await;
    assert_eq!(house.search(&[]).await["total"], 3);
}

#[tokio::test]
async fn a_file_imported_whole_is_left_where_that_is_wished() {
    let house = TestApp::start().await;
    let file = house.file("once.ndjson", lines(&many(4)));
    let request =
        ImportRequest { region: Some("山东".into()), again: Again::Skip, ..ImportRequest::of(file, "demo") };
    let first = house.app.importer.import(&request, &|_| {}).await.expect("an import");
    let second = house.app.importer.import(&request, &|_| {}).await.expect("an import");
    assert_eq!((first.skipped, second.skipped), (false, true));
    assert_eq!(second.counts, first.counts);
}

#[tokio::test]
async fn a_file_of_no_known_shape_is_refused_whole() {
    let house = TestApp::start().await;
    let file = house.file("alien.ndjson", "{\"a\": 1, \"b\": 2}\n");
    let request = ImportRequest::of(file, "test");
    let fault = house.app.importer.import(&request, &|_| {}).await.expect_err("no shape").to_string();
    assert!(fault.contains("a, b"), "{fault}");
}

#[tokio::test]
async fn two_imports_of_one_number_at_once_leave_one_record() {
    let house = TestApp::start().await;
    let same: Vec<Value> = many(200);
    let imports = (0..4).map(|n| {
        let file = house.file(&format!("race{n}.ndjson"), format!("{}\n{}", lines(&same), "\n".repeat(n)));
        let importer = house.app.importer.clone();
        async move {
            let request = ImportRequest::of(file, "test");
            importer.import(&request, &|_| {}).await.expect("an import").counts
        }
    });
    let tasks: Vec<_> = imports.map(tokio::spawn).collect();
    let mut inserted = 0;
    for task in tasks {
        inserted += task.await.expect("an import").inserted;
    }
    assert_eq!(inserted, 200);
    house.follow().await;
    assert_eq!(house.search(&[]).await["total"], 200);
}
