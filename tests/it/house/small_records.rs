//! The small demo records with which the running program is tested.

use std::collections::BTreeMap;

use domain::identifier::recognise;
use serde_json::Value;
use tests::TestApp;
use tests::process::small_records;

#[tokio::test]
async fn the_small_records_are_as_their_manifest_says_and_load_without_a_warning() {
    let house = TestApp::start().await;
    let text = std::fs::read_to_string(small_records().join("MANIFEST.toml")).expect("the manifest");
    let manifest: toml::Table = text.parse().expect("the manifest is TOML");
    let files = manifest["file"].as_array().expect("files");
    let mut kinds = BTreeMap::new();
    for file in files {
        let path = small_records().join(file["path"].as_str().expect("a path"));
        let lines = std::fs::read_to_string(&path).expect("the file");
        for line in lines.lines() {
            let record: Value = serde_json::from_str(line).expect("a line is JSON");
            *kinds.entry(record["kind"].to_string()).or_insert(0) += 1;
            assert_eq!(record["source"], "demo");
            let number = record["application_number"].as_str().or(record["number"].as_str()).expect("a number");
            let recognised = recognise(number);
            assert!(recognised.kind.is_some() && recognised.warnings.is_empty(), "{number}: {:?}", recognised.warnings);
        }
        let name = file["path"].as_str().expect("a path");
        let copy = house.file(name, lines);
        let outcome = house.import_file(&copy).await;
        let report = std::fs::read_to_string(house.rejects_of(&copy)).expect("a report");
        assert_eq!(report, "", "{name}");
        let expected = file["records"].as_integer().and_then(|records| u64::try_from(records).ok());
        assert_eq!(Some(outcome.counts.inserted), expected, "{name}");
    }
    assert!(kinds.len() == 3 && kinds.values().all(|count| *count >= 10), "{kinds:?}");
    for (words, least) in [("石墨烯", 3), ("graphene", 1), ("茶", 5), ("大豆", 1)] {
        let total = house.search(&[("q", words)]).await["total"].as_u64();
        assert!(total.is_some_and(|total| total >= least), "{words}: {total:?}");
    }
}
