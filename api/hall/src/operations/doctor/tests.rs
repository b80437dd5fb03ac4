//! The doctor names what is wrong, and falls over nothing.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;

use super::super::store;
use super::super::tests::House;
use super::*;
use crate::secrets::purposes;
use crate::signing_keys::SigningKeys;

type Break = fn(&mut Config);

fn surroundings(house: &House) -> Surroundings {
    Surroundings { master_key: house.path("master.key"), log_settings: house.path("journald.conf") }
}

async fn examined(house: &House, config: &Config) -> Vec<Finding> {
    let findings = examine(Ok(config), &surroundings(house), &house.clocks).await;
    for finding in &findings {
        assert!(finding.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{finding:?}");
        assert!(finding.en.chars().any(|c| c.is_ascii_lowercase()), "{finding:?}");
    }
    findings
}

fn state(findings: &[Finding], name: &str) -> State {
    let found = findings.iter().find(|finding| finding.name == name);
    found.unwrap_or_else(|| panic!("{name} was not looked at: {findings:?}")).state
}

async fn whole_house() -> House {
    let mut house = House::new().await;
    house.config.rates.trusted_proxies = vec!["127.0.0.1".into()];
    fs::write(house.path("journald.conf"), "[Journal]\nMaxRetentionSec=200day\n").expect("written");
    let index = house.config.data.join("index");
    fs::create_dir(&index).expect("made");
    fs::write(index.join("LOCK"), "").expect("written");
    let key = MasterKey::load(&house.path("master.key")).expect("the key");
    let sealing = key.purpose(purposes::SIGNING_KEYS);
    SigningKeys::open(house.database.clone(), house.clocks.clone(), sealing).await.expect("a signing key");
    house.act().await;
    house
}

#[tokio::test]
async fn a_house_that_is_well_is_found_well_and_nothing_is_changed() {
    let house = whole_house().await;
    let before = house.head().await;
    let findings = examined(&house, &house.config).await;
    let not_fine: Vec<_> = findings.iter().filter(|finding| finding.state != State::Fine).collect();
    // How much room the machine has is the machine's.
    assert!(not_fine.iter().all(|finding| finding.name == "free_space"), "{not_fine:?}");
    assert!(findings.len() > 14, "{findings:?}");
    assert_eq!(house.head().await, before);
    let held = File::open(house.config.data.join("index/LOCK")).expect("open");
    held.try_lock().expect("it is free");
    assert_eq!(state(&examined(&house, &house.config).await, "index"), State::Fine);
}

#[tokio::test]
async fn settings_that_cannot_be_are_all_that_is_said() {
    let house = House::new().await;
    let fault = Config::load(None, [("ZHIQUAN_LISTTEN".to_owned(), "x".to_owned())]).expect_err("wrong");
    let findings = examine(Err(&fault), &surroundings(&house), &house.clocks).await;
    assert_eq!(findings.len(), 1);
    assert!(findings[0].state == State::Wrong && findings[0].en.contains("ZHIQUAN_LISTTEN"), "{findings:?}");
}

#[tokio::test]
async fn each_thing_that_is_broken_is_named() {
    let house = whole_house().await;
    let broken: [(&str, State, Break); 6] = [
        ("listen", State::Warning, |config| config.listen = ([0, 0, 0, 0], 8080).into()),
        ("listen", State::Warning, |config| config.demo.enabled = true),
        ("listen", State::Warning, |config| config.rates.trusted_proxies.clear()),
        ("listen", State::Wrong, |config| {
            config.listen = ([0, 0, 0, 0], 8080).into();
            config.demo.enabled = true;
        }),
        ("access_retention", State::Wrong, |config| config.retention.access_days = 30),
        ("database", State::Warning, |config| config.data = config.data.join("nowhere")),
    ];
    for (name, expected, break_it) in broken {
        let mut config = house.config.clone();
        break_it(&mut config);
        assert_eq!(state(&examined(&house, &config).await, name), expected, "{name}");
        assert!(!house.config.data.join("nowhere").exists(), "nothing is made");
    }
    fs::create_dir(house.config.data.join("restoring")).expect("made");
    assert_eq!(state(&examined(&house, &house.config).await, "restore"), State::Wrong);
    fs::write(house.path("journald.conf"), "[Journal]\nMaxRetentionSec=1month\n").expect("written");
    assert_eq!(state(&examined(&house, &house.config).await, "log_retention"), State::Wrong);
    fs::remove_file(house.path("journald.conf")).expect("removed");
    assert_eq!(state(&examined(&house, &house.config).await, "log_retention"), State::Warning);
}

#[tokio::test]
async fn a_master_key_that_is_missing_open_to_others_or_another_is_told_apart() {
    let house = whole_house().await;
    let key = house.path("master.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("opened");
    let findings = examined(&house, &house.config).await;
    assert_eq!((state(&findings, "master_key"), state(&findings, "signing_key")), (State::Wrong, State::Warning));
    fs::remove_file(&key).expect("removed");
    assert_eq!(state(&examined(&house, &house.config).await, "master_key"), State::Wrong);
    MasterKey::create(&key).expect("another");
    let findings = examined(&house, &house.config).await;
    assert_eq!((state(&findings, "master_key"), state(&findings, "signing_key")), (State::Fine, State::Wrong));
}

#[tokio::test]
async fn a_database_that_is_away_or_no_database_is_said_and_the_rest_is_looked_at() {
    let house = whole_house().await;
    let mut away = house.config.clone();
    away.database.url = "postgres://zhiquan:secret@127.0.0.1:1/none".into();
    away.database.acquire_timeout_ms = 200;
    let findings = examined(&house, &away).await;
    assert_eq!((state(&findings, "database"), state(&findings, "master_key")), (State::Wrong, State::Fine));
    assert!(!format!("{findings:?}").contains("secret"), "{findings:?}");
    let mut broken = house.config.clone();
    broken.data = house.path("broken");
    fs::create_dir(&broken.data).expect("made");
    fs::write(broken.data.join("zhiquan.sqlite"), "no database at all, whatever it is called".repeat(100))
        .expect("written");
    assert_eq!(state(&examined(&house, &broken).await, "database"), State::Wrong);
}

#[tokio::test]
async fn what_waits_too_long_is_found() {
    let house = whole_house().await;
    let statements = [
        "INSERT INTO hall_deadline (aggregate_id, kind, aggregate_kind, due_at) VALUES (x'00000000000000000000000000000001', 'a', 'b', 1)",
        "INSERT INTO hall_cursor (name, position, failures, fault) VALUES ('webhooks', 0, 3, 'a name')",
        "UPDATE hall_entry SET position = NULL, chain_hash = NULL, recorded_at = 1",
        "DELETE FROM seaql_migrations WHERE version LIKE 'm0003%'",
    ];
    for statement in &statements[..3] {
        store::execute(&house.database, statement).await;
    }
    let findings = examined(&house, &house.config).await;
    for name in ["deadlines", "followers", "journal"] {
        assert_eq!(state(&findings, name), State::Warning, "{name}");
    }
    assert!(!format!("{findings:?}").contains("a name"), "what it failed with stays in the log");
    store::execute(&house.database, statements[3]).await;
    assert_eq!(state(&examined(&house, &house.config).await, "migrations"), State::Warning);
}
