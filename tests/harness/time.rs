//! Days that go by, and what people are told when they do.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::{Person, TestApp, china_noon};

/// Moves the house to noon of a day, and lets what falls due until then fall due.
pub async fn on(house: &TestApp, day: &str) {
    let day: NaiveDate = day.parse().expect("a day");
    house.clock.move_to(china_noon(day));
    swept(house).await;
}

/// Moves the house some days on.
pub async fn days_later(house: &TestApp, days: u64) {
    let today = house.app.clocks.moment.moment().legal_day();
    on(house, &(today + Days::new(days)).to_string()).await;
}

/// Lets the sweep raise all that is due.
pub async fn swept(house: &TestApp) {
    while house.app.sweep.once().await.expect("swept") > 0 {}
}

/// The notices of a person's inboxes, by kind and text, the newest first.
pub async fn told(person: &Person<'_>) -> Vec<(String, String)> {
    let inbox = person.get("/api/v1/notices?limit=200").await.must_be(200);
    let items = inbox["items"].as_array().expect("items").iter();
    let word = |item: &Value, name: &str| item[name].as_str().expect("a word").to_owned();
    items.map(|item| (word(item, "kind"), word(item, "text"))).collect()
}

/// How many notices of a kind a person was told.
pub async fn told_of(person: &Person<'_>, kind: &str) -> usize {
    told(person).await.iter().filter(|(known, _)| known == kind).count()
}
