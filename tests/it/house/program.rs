//! The program as an operator starts it: its commands, its settings, and what it says when it cannot start.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use hall::config::Config;
use tests::process::{Home, run, sentence_of_failure, small_records};
use tests::raw::get;

#[tokio::test]
async fn it_says_its_address_is_not_ready_at_once_and_then_finds_the_demo_records() {
    let home = Home::new().await;
    let records = small_records().display().to_string();
    let server = home.start(&["serve", "--demo"], &[("ZHIQUAN_DEMO_RECORDS", &records)]).await;
    assert!(server.address.ip().is_loopback() && server.address.port() != 0, "{}", server.address);
    let answers = server.ready().await;
    for waiting in &answers[..answers.len() - 1] {
        assert_eq!((waiting.status, waiting.problem()["code"].as_str()), (503, Some("not_ready")));
        assert!(waiting.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()), "{waiting:?}");
    }
    let found = get(server.address, "/api/v1/search?limit=0").await.json();
    assert_eq!(found["total"], 60, "once it is ready every record is found");
    assert_eq!(get(server.address, "/api/v1/trademarks/9900000").await.json()["title"], "松岭金穗");
}

#[tokio::test]
async fn the_committed_contract_is_what_it_prints() {
    let output = run(&["openapi"], &[]).await;
    assert!(output.status.success());
    assert!(output.stdout == include_bytes!("../../../openapi/zhiquan.v1.json"), "run `make openapi`");
}

#[tokio::test]
async fn checked_settings_can_be_loaded_again_and_tell_no_password() {
    let secret = "s3cr%40et";
    for url in [
        format!("postgres://zhiquan:{secret}@db.example/zhiquan"),
        format!("postgres://db.example/zhiquan?user=zhiquan&password={secret}"),
        format!("postgres://zhiquan:{secret}@db.example/zhiquan?sslpassword={secret}"),
    ] {
        let output =
            run(&["check-config"], &[("ZHIQUAN_DATABASE_URL", &url), ("ZHIQUAN_HTTP_MAX_CONNECTIONS", "77")]).await;
        assert!(output.status.success());
        let shown = String::from_utf8(output.stdout).expect("text");
        assert!(!shown.contains(secret), "{shown}");
        assert!(shown.contains("db.example"), "{shown}");
        let home = Home::new().await;
        let file = home.path("zhiquan.toml");
        std::fs::write(&file, &shown).expect("the file is written");
        let again = Config::load(Some(&file), []).expect("what it prints it can read");
        assert_eq!(again.http.max_connections, 77);
        let named = run(&["check-config", "--config", &file.display().to_string()], &[]).await;
        assert_eq!(String::from_utf8_lossy(&named.stdout), shown);
    }
}

#[tokio::test]
async fn a_setting_that_does_not_exist_or_cannot_be_is_named() {
    let home = Home::new().await;
    let file = home.path("zhiquan.toml");
    std::fs::write(&file, "[http]\nbody_limits = 7\n").expect("the file is written");
    let file = file.display().to_string();
    let missing = home.path("nowhere.toml").display().to_string();
    for (setting, value, named) in [
        ("ZHIQUAN_LISSTEN", "x", "ZHIQUAN_LISSTEN"),
        ("ZHIQUAN_HTTP_MAX_CONNECTIONS", "many", "ZHIQUAN_HTTP_MAX_CONNECTIONS"),
        ("ZHIQUAN_HTTP_MAX_CONNECTIONS", "-1", "max_connections"),
        ("ZHIQUAN_LISTEN", "localhost", "listen"),
        ("ZHIQUAN_CONFIG", &file, "body_limits"),
        ("ZHIQUAN_CONFIG", &missing, &missing),
    ] {
        for command in ["serve", "check-config", "migrate"] {
            let said = sentence_of_failure(&run(&[command], &[(setting, value)]).await);
            assert!(said.contains(named), "{command} {setting}: {said}");
        }
    }
}

#[tokio::test]
async fn a_demonstration_is_not_open_to_others_unless_that_is_meant() {
    let home = Home::new().await;
    let own = home.settings();
    let mut settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    settings.push(("ZHIQUAN_LISTEN", "0.0.0.0:0"));
    let said = sentence_of_failure(&run(&["serve", "--demo"], &settings).await);
    assert!(said.contains("0.0.0.0:0") && said.contains("demo.i_know"), "{said}");
    assert!(!home.path("data").exists(), "nothing was begun");
    let records = small_records().display().to_string();
    let meant =
        [("ZHIQUAN_LISTEN", "0.0.0.0:0"), ("ZHIQUAN_DEMO_I_KNOW", "true"), ("ZHIQUAN_DEMO_RECORDS", records.as_str())];
    let server = home.start(&["serve", "--demo"], &meant).await;
    assert!(server.address.ip().is_unspecified(), "{}", server.address);
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let (first, second) = (Home::new().await, Home::new().await);
    let server = first.start(&["serve"], &[]).await;
    let taken = server.address.to_string();
    let own = second.settings();
    let mut settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    settings.push(("ZHIQUAN_LISTEN", &taken));
    let said = sentence_of_failure(&run(&["serve"], &settings).await);
    assert!(said.contains(&taken), "{said}");
}

#[tokio::test]
async fn demo_records_that_are_not_there_are_named() {
    let home = Home::new().await;
    let own = home.settings();
    let mut settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let nowhere = home.path("nowhere").display().to_string();
    settings.push(("ZHIQUAN_DEMO_RECORDS", &nowhere));
    let said = sentence_of_failure(&run(&["serve", "--demo"], &settings).await);
    assert!(said.contains(&nowhere) && said.contains("MANIFEST.toml"), "{said}");
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_a_sentence_without_its_password() {
    let home = Home::new().await;
    let own = home.settings();
    let mut settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // Port 1 of this machine answers nobody.
    settings.push(("ZHIQUAN_DATABASE_URL", "postgres://zhiquan:s3cret@127.0.0.1:1/zhiquan"));
    settings.push(("ZHIQUAN_DATABASE_ACQUIRE_TIMEOUT_MS", "500"));
    for command in ["serve", "migrate"] {
        let output = run(&[command], &settings).await;
        let said = sentence_of_failure(&output);
        assert!(said.contains("database"), "{said}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("s3cret"), "{said}");
    }
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_had_is_a_sentence() {
    let home = Home::new().await;
    let in_the_way = home.path("file");
    std::fs::write(&in_the_way, "a file").expect("the file is written");
    let own = home.settings();
    let settings = |data: &std::path::Path| {
        let mut settings = own.clone();
        settings.push(("ZHIQUAN_DATA".into(), data.display().to_string()));
        settings
    };
    let below_a_file = settings(&in_the_way.join("data"));
    let below_a_file: Vec<_> = below_a_file.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sentence_of_failure(&run(&["serve"], &below_a_file).await);

    let locked = home.path("locked");
    std::fs::create_dir(&locked).expect("the folder is made");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).expect("the folder is locked");
    let nobody_is_kept_out = std::fs::metadata(&locked).is_ok_and(|folder| folder.uid() == 0);
    if nobody_is_kept_out {
        // The permissions of a folder do not bind the superuser: there is nothing to see.
        return;
    }
    let in_locked = settings(&locked.join("data"));
    let in_locked: Vec<_> = in_locked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let said = sentence_of_failure(&run(&["serve"], &in_locked).await);
    assert!(said.to_lowercase().contains("permission"), "{said}");
}
