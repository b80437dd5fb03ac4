//! The real program, killed with -9 in the middle of importing and indexing: nothing lost, nothing twice.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use registry::store;
use serde_json::{Value, json};
use tests::process::zhiquan;
use tests::{StoppedApp, TestApp};
use tokio::process::{Child, Command};

use super::shelf::many;

/// Records of the file; enough that the first kills come in its middle.
const RECORDS: u32 = 12_000;

/// Every so many lines one is refused.
const REFUSED_EVERY: usize = 1_000;

fn importing(house: &StoppedApp, file: &Path, rejects: &Path) -> Child {
    let [data, file, refused] =
        [house.config.data.as_path(), file, rejects].map(|path| path.to_str().expect("a path of the test"));
    let settings =
        [("ZHIQUAN_DATA", data), ("ZHIQUAN_DATABASE_URL", &house.config.database.url), ("ZHIQUAN_LOG_LEVEL", "error")];
    let mut command = Command::from(zhiquan(&["import", "--source", "demo", "--rejects", refused, file], &settings));
    command
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(rejects.with_extension("log")).expect("a log"))
        .kill_on_drop(true);
    command.spawn().expect("the program starts")
}

#[tokio::test]
async fn an_import_killed_again_and_again_ends_with_every_record_once() {
    let house = TestApp::start().await;
    let mut text = String::new();
    for (place, record) in many(RECORDS).iter().enumerate() {
        text.push_str(&format!("{record}\n"));
        if place % REFUSED_EVERY == 0 {
            text.push_str(&format!("{}\n", json!({"kind": "patent", "title": format!("没有号码{place}")})));
        }
    }
    let file = house.file("large.ndjson", text);
    let rejects = house.folder().join("large.rejects");
    let stopped = house.stop().await;
    let mut killed = 0;
    for after in (1..=8).map(|n| Duration::from_millis(n * 90)) {
        let mut child = importing(&stopped, &file, &rejects);
        if tokio::time::timeout(after, child.wait()).await.is_err() {
            child.kill().await.expect("killed");
            killed += 1;
        }
    }
    assert!(killed >= 3, "the program was killed {killed} times only: the file is too small");
    let mut last = importing(&stopped, &file, &rejects);
    let status = tokio::time::timeout(Duration::from_secs(120), last.wait()).await.expect("it ends").expect("it ran");
    assert_eq!(status.code(), Some(2), "it ends by itself and says that lines were refused");

    let house = stopped.start().await;
    let mut after = 0;
    let mut keys = Vec::new();
    loop {
        let records = store::changes_after(house.app.database.reader(), after, 5_000).await.expect("records");
        let Some(last) = records.last() else { break };
        after = last.change_number;
        keys.extend(records.iter().map(|stored| stored.key));
        assert!(records.iter().all(|stored| stored.version == 1), "nothing was written twice");
    }
    assert_eq!(keys.len(), RECORDS as usize);
    house.follow().await;
    assert_eq!(house.search(&[("limit", "0")]).await["total"], RECORDS, "the index holds what the database holds");
    let lines: Vec<Value> = std::fs::read_to_string(&rejects)
        .expect("the file of rejects")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a whole line"))
        .collect();
    let reasons: BTreeSet<String> =
        lines.iter().map(|line| format!("{}{}{}", line["line"], line["field"], line["code"])).collect();
    assert_eq!(reasons.len(), lines.len(), "no reason twice");
    let refused: BTreeSet<u64> = lines.iter().filter_map(|line| line["line"].as_u64()).collect();
    assert_eq!(refused.len(), RECORDS as usize / REFUSED_EVERY, "every refused line");
}
