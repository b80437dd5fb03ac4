//! Nothing starts for real without a good master key, and the first entry makes one.

use std::os::unix::fs::PermissionsExt;

use tests::process::{Home, run, sentence_of_failure};

/// The settings of a home with another master key.
fn with_key(home: &Home, key: &str) -> Vec<(String, String)> {
    let mut settings = home.settings();
    settings.retain(|(name, _)| name != "ZHIQUAN_SECRETS_MASTER_KEY");
    settings.push(("ZHIQUAN_SECRETS_MASTER_KEY".into(), key.into()));
    settings
}

fn borrowed(settings: &[(String, String)]) -> Vec<(&str, &str)> {
    settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn refused(home: &Home, key: &str) -> String {
    sentence_of_failure(&run(&["serve"], &borrowed(&with_key(home, key))).await)
}

#[tokio::test]
async fn a_server_without_a_good_master_key_says_which_and_does_not_start() {
    let home = Home::new().await;
    assert!(refused(&home, "").await.contains("secrets.master_key"));
    let path = |name: &str| home.path(name).display().to_string();
    let missing = refused(&home, &path("nowhere.key")).await;
    assert!(missing.contains("nowhere.key"), "{missing}");
    let write = |name: &str, text: &str, mode: u32| {
        std::fs::write(home.path(name), text).expect("written");
        std::fs::set_permissions(home.path(name), std::fs::Permissions::from_mode(mode)).expect("set");
        path(name)
    };
    for (name, text, mode) in [
        ("short.key", "0011223344556677".to_owned(), 0o600),
        ("weak.key", "00".repeat(32), 0o600),
        ("open.key", "0123456789abcdef".repeat(4), 0o644),
    ] {
        let said = refused(&home, &write(name, &text, mode)).await;
        assert!(said.contains(name), "{said}");
    }
    assert!(!home.path("data").join("zhiquan.sqlite").exists(), "nothing was begun");
}

#[tokio::test]
async fn the_first_entry_makes_a_key_and_prints_a_code_for_each_of_the_three_administrators() {
    let home = Home::new().await;
    let key = home.path("keys/new.key").display().to_string();
    let settings = with_key(&home, &key);
    let first = run(&["init"], &borrowed(&settings)).await;
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let mode = std::fs::metadata(&key).expect("a key").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let printed = String::from_utf8(first.stdout).expect("text");
    let codes: Vec<&str> = printed.lines().filter_map(|line| line.split_whitespace().last()).collect();
    assert_eq!(codes.len(), 3, "{printed}");
    assert!(codes.iter().all(|code| code.starts_with("zqi_")), "{printed}");
    // A code that was lost opens nothing once others are printed.
    let second = run(&["init"], &borrowed(&settings)).await;
    let printed = String::from_utf8(second.stdout).expect("text");
    assert!(codes.iter().all(|code| !printed.contains(code)), "{printed}");
    assert_eq!(printed.lines().count(), 3);
    let whole = run(&["verify"], &borrowed(&settings)).await;
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
}
