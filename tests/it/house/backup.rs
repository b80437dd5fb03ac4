//! A backup of the running program while it loads, restored elsewhere: the same journal, verified whole.

use std::fs;

use tests::Backend;
use tests::process::{Home, run, sentence_of_failure, small_records};
use tests::raw::get;

/// The settings of a home, with others in their place.
fn settings(home: &Home, others: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut settings = home.settings();
    for (name, value) in others {
        settings.retain(|(known, _)| known != name);
        settings.push(((*name).to_owned(), (*value).to_owned()));
    }
    settings
}

fn borrowed(settings: &[(String, String)]) -> Vec<(&str, &str)> {
    settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn journal_of(manifest: &str) -> serde_json::Value {
    let manifest: serde_json::Value = serde_json::from_str(manifest).expect("the manifest is JSON");
    manifest["journal"].clone()
}

#[tokio::test]
async fn a_backup_taken_while_the_program_loads_restores_to_a_house_that_verifies() {
    let home = Home::new().await;
    let records = small_records().display().to_string();
    let server = home.start(&["serve", "--demo"], &[("ZHIQUAN_DEMO_RECORDS", &records)]).await;
    let own = home.settings();
    let to = home.path("backup").display().to_string();
    let made = run(&["backup", "--to", &to], &borrowed(&own)).await;
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(0), "{said}");
    assert!(said.contains("主密钥不在此备份中"), "{said}");
    assert!(!home.path("backup.partial").exists());
    server.ready().await;
    drop(server);
    let manifest = fs::read_to_string(home.path("backup/manifest.json")).expect("the manifest");

    let data = home.path("restored").display().to_string();
    let url = Backend::of_this_run().empty_url().await;
    let elsewhere = settings(&home, &[("ZHIQUAN_DATABASE_URL", &url), ("ZHIQUAN_DATA", &data)]);
    let restored = run(&["restore", "--from", &to], &borrowed(&elsewhere)).await;
    let said = String::from_utf8_lossy(&restored.stderr).into_owned();
    assert_eq!(restored.status.code(), Some(0), "{said}");
    assert!(said.contains(journal_of(&manifest)["hash"].as_str().expect("a hash")), "{said}");

    let verified = run(&["verify"], &borrowed(&elsewhere)).await;
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
    let server = home.start_ready(&["serve"], &borrowed(&elsewhere)).await;
    assert_eq!(get(server.address, "/api/v1/search?limit=0").await.status, 200);
    drop(server);

    let again = run(&["restore", "--from", &to], &borrowed(&elsewhere)).await;
    let sentence = sentence_of_failure(&again);
    assert!(sentence.contains("not empty"), "{sentence}");
}

#[tokio::test]
async fn a_backup_with_one_octet_changed_is_refused_by_name() {
    let home = Home::new().await;
    let mut server = home.start_ready(&["serve"], &[]).await;
    server.signal("TERM");
    server.ended_within(std::time::Duration::from_secs(10)).await;
    let to = home.path("backup").display().to_string();
    let made = run(&["backup", "--to", &to], &borrowed(&home.settings())).await;
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let manifest = fs::read_to_string(home.path("backup/manifest.json")).expect("the manifest");
    let name = if manifest.contains("database.sqlite") { "database.sqlite" } else { "database.pgdump" };
    let file = home.path("backup").join(name);
    let mut octets = fs::read(&file).expect("the copy");
    let middle = octets.len() / 2;
    octets[middle] ^= 1;
    fs::write(&file, octets).expect("damaged");
    let data = home.path("restored").display().to_string();
    let url = Backend::of_this_run().empty_url().await;
    let elsewhere = settings(&home, &[("ZHIQUAN_DATABASE_URL", &url), ("ZHIQUAN_DATA", &data)]);
    let sentence = sentence_of_failure(&run(&["restore", "--from", &to], &borrowed(&elsewhere)).await);
    assert!(sentence.contains(name) && sentence.contains("damaged"), "{sentence}");
    assert!(!home.path("restored").exists(), "nothing was written");
}

#[tokio::test]
async fn the_doctor_finds_a_running_house_well_and_names_a_setting_that_is_wrong() {
    let home = Home::new().await;
    let _server = home.start_ready(&["serve"], &[]).await;
    let own = home.settings();
    let looked = run(&["doctor"], &borrowed(&own)).await;
    let said = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert_eq!(looked.status.code(), Some(0), "{said}");
    assert!(!said.contains("wrong  "), "{said}");
    let short = settings(&home, &[("ZHIQUAN_RETENTION_ACCESS_DAYS", "30")]);
    let looked = run(&["doctor"], &borrowed(&short)).await;
    let said = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert_eq!(looked.status.code(), Some(1), "{said}");
    assert!(said.contains("网络安全法第二十一条第三项") && said.contains("retention.access_days"), "{said}");
}
