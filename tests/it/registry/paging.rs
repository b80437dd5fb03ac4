//! Cursors: every record once, whatever is written meanwhile.

use std::collections::BTreeSet;

use poem::http::StatusCode;
use serde_json::Value;
use tests::TestApp;

use super::shelf::many;

/// Walks to the end and returns the numbers in order; `between` runs after each page.
async fn walk(house: &TestApp, parameters: &[(&str, &str)], between: impl AsyncFn(usize)) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut cursor: Option<String> = None;
    for page in 0.. {
        assert!(page < 1_000, "the walk does not end");
        let mut all = parameters.to_vec();
        if let Some(cursor) = &cursor {
            all.push(("cursor", cursor));
        }
        let answer = house.search(&all).await;
        let items = answer["items"].as_array().expect("items");
        numbers.extend(items.iter().map(|item| item["number"].as_str().unwrap_or_default().to_owned()));
        match answer["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return numbers,
        }
        between(page).await;
    }
    numbers
}

#[tokio::test]
async fn every_order_yields_every_record_once() {
    let house = TestApp::start().await;
    house.import(&many(50)).await;
    for sort in ["relevance", "filing_newest", "filing_oldest", "publication_newest", "publication_oldest"] {
        for q in ["", "一种"] {
            let numbers = walk(&house, &[("q", q), ("sort", sort), ("limit", "7")], async |_| {}).await;
            assert_eq!((numbers.len(), numbers.iter().collect::<BTreeSet<_>>().len()), (50, 50), "{sort} {q}");
        }
    }
}

#[tokio::test]
async fn a_walk_neither_skips_nor_repeats_while_records_are_written() {
    let house = TestApp::start().await;
    house.import(&many(40)).await;
    let before: BTreeSet<String> = walk(&house, &[("limit", "40")], async |_| {}).await.into_iter().collect();
    for (sort, q) in [("relevance", "一种"), ("filing_newest", ""), ("filing_oldest", "一种")] {
        let more = many(40 + 60);
        let numbers = walk(&house, &[("q", q), ("sort", sort), ("limit", "6")], async |page| {
            let fresh = 40 + (page * 6).min(54);
            house.import(&more[fresh..fresh + 6]).await;
        })
        .await;
        let seen: BTreeSet<String> = numbers.iter().cloned().collect();
        assert_eq!(seen.len(), numbers.len(), "{sort}: nothing twice");
        assert!(before.is_subset(&seen), "{sort}: nothing skipped");
    }
}

#[tokio::test]
async fn a_cursor_serves_its_own_search_only() {
    let house = TestApp::start().await;
    house.import(&many(10)).await;
    let answer = house.search(&[("q", "一种"), ("limit", "3")]).await;
    let cursor = answer["next_cursor"].as_str().expect("a next page").to_owned();
    for (q, cursor) in [("设备", cursor.as_str()), ("一种", "nonsense"), ("一种", &cursor[..cursor.len() - 2])] {
        let response = house.client().get("/api/v1/search").query("q", &q).query("cursor", &cursor).send().await;
        response.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let problem: Value = response.json().await.value().deserialize();
        assert_eq!(problem["errors"][0]["pointer"], "?cursor");
    }
}

#[tokio::test]
async fn the_total_is_exact_on_every_page() {
    let house = TestApp::start().await;
    house.import(&many(30)).await;
    let mut cursor = String::new();
    for _ in 0..3 {
        let mut parameters = vec![("q", "传感器"), ("limit", "4")];
        if !cursor.is_empty() {
            parameters.push(("cursor", &cursor));
        }
        let answer = house.search(&parameters).await;
        assert_eq!(answer["total"], 10);
        cursor = answer["next_cursor"].as_str().unwrap_or_default().to_owned();
    }
}
