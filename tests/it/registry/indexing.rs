//! The index behind the records: it follows, it heals, it is rebuilt beside itself.

use std::fs;

use tests::TestApp;

use super::shelf::many;

fn index_files(house: &TestApp) -> Vec<std::path::PathBuf> {
    let index = house.app.config.data.join("index");
    let generation = fs::read_to_string(index.join("CURRENT")).expect("CURRENT");
    let files = fs::read_dir(index.join(generation.trim())).expect("the index folder");
    files.map(|file| file.expect("a file").path()).collect()
}

#[tokio::test]
async fn a_change_in_a_record_is_found_once_the_index_has_followed() {
    let house = TestApp::start().await;
    let mut records = many(3);
    house.import(&records).await;
    records[0]["title"] = "改名为量子点显示屏".into();
    house.import(&records[..1]).await;
    assert_eq!(house.search(&[("q", "\"量子点显示屏\"")]).await["total"], 1);
    assert_eq!(house.search(&[]).await["total"], 3, "changed, not doubled");
}

#[tokio::test]
async fn an_index_that_was_deleted_heals_at_the_next_start() {
    let house = TestApp::start().await;
    house.import(&many(20)).await;
    let house = house.restarted_after(|data| fs::remove_dir_all(data.join("index")).expect("removed")).await;
    house.follow().await;
    assert_eq!(house.search(&[]).await["total"], 20);
}

#[tokio::test]
async fn an_index_that_was_damaged_heals_at_the_next_start() {
    for damage in ["cut", "meta", "pointer"] {
        let house = TestApp::start().await;
        house.import(&many(20)).await;
        let files = index_files(&house);
        let house = house
            .restarted_after(|data| match damage {
                "cut" => {
                    let largest = files.iter().max_by_key(|file| fs::metadata(file).map_or(0, |m| m.len()));
                    let file = fs::OpenOptions::new().write(true).open(largest.expect("a file")).expect("opened");
                    file.set_len(10).expect("cut");
                }
                "meta" => {
                    let meta = files.iter().find(|file| file.ends_with("meta.json")).expect("meta.json");
                    fs::write(meta, b"{\"segments\": [").expect("broken");
                }
                _ => fs::write(data.join("index").join("CURRENT"), b"gen-999999").expect("pointed astray"),
            })
            .await;
        house.follow().await;
        assert_eq!(house.search(&[]).await["total"], 20, "{damage}");
        assert_eq!(house.search(&[("q", "\"传感器\"")]).await["total"], 7, "{damage}");
    }
}

#[tokio::test]
async fn an_index_that_is_whole_is_not_built_again() {
    let house = TestApp::start().await;
    house.import(&many(20)).await;
    let before = index_files(&house);
    let house = house.restarted_after(|_| {}).await;
    assert_eq!(house.search(&[]).await["total"], 20, "searchable before it has followed anything");
    house.follow().await;
    assert_eq!(index_files(&house), before);
}

#[tokio::test]
async fn searches_go_on_while_the_index_is_rebuilt() {
    let house = TestApp::start().await;
    house.import(&many(60)).await;
    let first = house.search(&[("q", "一种"), ("limit", "10")]).await;
    let cursor = first["next_cursor"].as_str().expect("a next page").to_owned();
    let rebuilding = {
        let indexing = house.app.indexing.clone();
        tokio::spawn(async move { indexing.rebuild(|_| {}).await })
    };
    while !rebuilding.is_finished() {
        assert_eq!(house.search(&[("q", "一种"), ("limit", "10")]).await["total"], 60);
    }
    rebuilding.await.expect("the task").expect("the rebuild");
    assert_eq!(house.search(&[("q", "一种")]).await["total"], 60);
    let second = house.search(&[("q", "一种"), ("limit", "10"), ("cursor", &cursor)]).await;
    assert_eq!(second["items"].as_array().map(Vec::len), Some(10), "a walk begun before goes on");
}

#[tokio::test]
async fn an_empty_registry_can_be_rebuilt_too() {
    let house = TestApp::start().await;
    house.app.indexing.rebuild(|_| {}).await.expect("the rebuild");
    assert_eq!(house.search(&[]).await["total"], 0);
}
