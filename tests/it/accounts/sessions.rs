//! Sessions: opened, listed, ended, and dead as soon as they may not be used.

use serde_json::{Value, json};
use tests::people::{PASSWORD, fresh_key, totp};
use tests::{Person, TestApp};

use super::{cookie_of, journal};

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

async fn is_open(person: &Person<'_>) -> bool {
    let reply = person.get("/api/v1/me").await;
    assert!([200, 401].contains(&reply.status), "{}", reply.status);
    reply.status == 200
}

async fn listed(person: &Person<'_>) -> Value {
    person.get("/api/v1/sessions").await.must_be(200)
}

#[tokio::test]
async fn the_cookie_is_read_by_no_script_and_sent_by_no_other_site() {
    for (demo, secure) in [(false, "; Secure"), (true, "")] {
        let house = TestApp::start_with(|config| config.demo.enabled = demo).await;
        house.register("enterprise", "甲公司", "wang").await;
        let opened = house.try_login("wang", PASSWORD, None).await;
        let cookie = opened.header("set-cookie").expect("a cookie");
        let (value, attributes) = cookie.split_once(';').expect("attributes");
        assert_eq!(attributes, format!(" Path=/; HttpOnly; SameSite=Strict{secure}"), "{cookie}");
        let token = value.strip_prefix("zhiquan_session=").expect("its name");
        assert!(token.starts_with("zqs_") && token.len() >= 60, "{token}");
        assert!(!String::from_utf8_lossy(&opened.body).contains(token), "the token is in the cookie alone");
        let person = house.person_of("wang", &opened);
        let closed = person.post_as("/api/v1/sessions/current/end", &[], Value::Null).await;
        closed.must_be(200);
        let taken = format!("zhiquan_session=; Path=/; HttpOnly; SameSite=Strict{secure}; Max-Age=0");
        assert_eq!(closed.header("set-cookie"), Some(taken.as_str()));
        assert!(!is_open(&person).await);
    }
}

#[tokio::test]
async fn a_person_sees_his_own_sessions_and_ends_one_of_them_once() {
    let house = TestApp::start().await;
    let other = house.enterprise("乙").await;
    let of_the_other = listed(&other).await["items"][0]["id"].as_str().expect("an id").to_owned();
    house.register("enterprise", "甲公司", "wang").await;
    let first = house.login("wang").await;
    let opened = house
        .visitor()
        .post_as(
            "/api/v1/sessions",
            &[("user-agent", "测试浏览器/1.0\t")],
            json!({"login": "WANG", "password": PASSWORD}),
        )
        .await;
    let second = house.person_of("wang", &opened);
    let list = listed(&first).await;
    assert_eq!(list["total"], 2, "{list}");
    let of_list =
        |name: &str| list["items"].as_array().expect("items").iter().map(|one| one[name].clone()).collect::<Vec<_>>();
    assert_eq!(of_list("current"), [false, true], "the newest first");
    assert_eq!(list["items"][0]["id"], opened.json()["id"]);
    let target = format!("/api/v1/sessions/{}/end", opened.id());
    let foreign = other.post(&target, Value::Null).await;
    assert_eq!(foreign.refusal(404), "not_found");
    let own = first.post(&format!("/api/v1/sessions/{of_the_other}/end"), Value::Null).await;
    assert_eq!(own.refusal(404), "not_found");
    first.post(&target, Value::Null).await.must_be(200);
    assert!(is_open(&first).await && !is_open(&second).await && is_open(&other).await);
    assert_eq!(first.post(&target, Value::Null).await.refusal(404), "not_found");
    assert_eq!(listed(&first).await["total"], 1);
}

#[tokio::test]
async fn a_session_that_is_not_used_for_half_an_hour_ends() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let person = house.login("wang").await;
    for minutes in [29, 58, 87] {
        house.real.set_ahead(minutes * MINUTE);
        assert!(is_open(&person).await, "used every 29 minutes, after {minutes}");
    }
    house.real.set_ahead((87 + 31) * MINUTE);
    assert!(!is_open(&person).await);
    let again = house.login("wang").await;
    assert_eq!(listed(&again).await["total"], 1, "what has ended is not listed as open");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let person = house.login("wang").await;
    let mut minutes = 0;
    while minutes + 20 < 12 * 60 {
        minutes += 20;
        house.real.set_ahead(minutes * MINUTE);
        assert!(is_open(&person).await, "after {minutes} minutes");
    }
    house.real.set_ahead(12 * 60 * MINUTE);
    assert!(!is_open(&person).await);
}

#[tokio::test]
async fn another_password_ends_the_other_sessions_and_is_one_act_however_often_it_is_sent() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let (here, there) = (house.login("wang").await, house.login("wang").await);
    let new = "another-Horse-battery-8";
    let ask = async |old: &str, new: &str, key: &str| {
        let body = json!({"old_password": old, "new_password": new});
        here.post_as("/api/v1/me/password", &[("idempotency-key", key)], body).await
    };
    let wrong = ask("wrong-Horse-battery-7", new, &fresh_key()).await.must_be(422);
    assert_eq!(wrong["errors"][0]["pointer"], "/old_password", "{wrong}");
    let weak = ask(PASSWORD, "short", &fresh_key()).await.must_be(422);
    assert_eq!(weak["errors"][0]["pointer"], "/new_password", "{weak}");
    assert!(is_open(&there).await);
    let key = fresh_key();
    let changed = ask(PASSWORD, new, &key).await;
    changed.must_be(200);
    assert!(is_open(&here).await && !is_open(&there).await);
    assert_eq!(house.try_login("wang", PASSWORD, None).await.refusal(401), "accounts.login_refused");
    house.try_login("wang", new, None).await.must_be(200);
    let again = ask(PASSWORD, new, &key).await;
    assert_eq!((again.status, &again.body), (200, &changed.body), "the answer may have got lost");
    let entries = journal(&house).await;
    assert_eq!(entries.iter().filter(|entry| entry.contains("password_changed")).count(), 1);
}

#[tokio::test]
async fn another_site_makes_nobody_act() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let person = house.login("wang").await;
    let ask =
        async |headers: &[(&str, &str)]| person.post_with("/api/v1/me/second-factor/begin", Value::Null, headers).await;
    let host = ("host", "zhiquan.example.cn");
    for foreign in [
        vec![host, ("origin", "https://evil.example")],
        vec![host, ("origin", "https://zhiquan.example.cn.evil.example")],
        vec![host, ("origin", "https://zhiquan.example.cn:8443")],
        vec![host, ("origin", "null")],
        vec![("origin", "https://zhiquan.example.cn")],
        vec![host, ("sec-fetch-site", "cross-site")],
        vec![host, ("sec-fetch-site", "same-site")],
        vec![host, ("sec-fetch-site", "whatever"), ("origin", "https://zhiquan.example.cn")],
    ] {
        assert_eq!(ask(&foreign).await.refusal(403), "auth.foreign_origin", "{foreign:?}");
    }
    for own in [
        vec![],
        vec![host, ("origin", "https://zhiquan.example.cn")],
        vec![host, ("origin", "https://ZHIQUAN.example.cn"), ("sec-fetch-site", "same-origin")],
        vec![("sec-fetch-site", "none")],
    ] {
        ask(&own).await.must_be(200);
    }
    let read = person.get_with("/api/v1/me", &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(read.status, 200, "reading changes nothing, and the browser keeps the answer from the other site");
}

#[tokio::test]
async fn a_suspended_persons_sessions_are_dead_at_once_and_for_good() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let member = house.member(&firm, &["enterprise_member"]).await;
    let id = member.get("/api/v1/me").await.must_be(200)["person_id"].as_str().expect("an id").to_owned();
    let security = house.security_administrator().await;
    let reason = json!({"reason": "compromised"});
    let suspended = security.change(&format!("/api/v1/persons/{id}/suspend"), 1, reason).await;
    assert_eq!(suspended.must_be(200)["state"], "suspended");
    assert!(!is_open(&member).await, "before anybody has swept");
    let refused = house.try_login(&member.login, PASSWORD, None).await;
    assert_eq!(refused.refusal(409), "accounts.person_suspended");
    let wrong = house.try_login(&member.login, "wrong-Horse-battery-7", None).await;
    assert_eq!(wrong.refusal(401), "accounts.login_refused", "only who knows the password hears of it");
    house.app.followers.catch_up().await.expect("the followers follow");
    let back = security.change(&format!("/api/v1/persons/{id}/reinstate"), suspended.version(), Value::Null).await;
    back.must_be(200);
    assert!(!is_open(&member).await, "it has ended");
    let again = house.login(&member.login).await;
    assert_eq!(listed(&again).await["total"], 1);
    let entries = journal(&house).await;
    assert_eq!(entries.iter().filter(|entry| entry.starts_with("accounts.session_ended")).count(), 1);
}

#[tokio::test]
async fn who_left_an_organisation_acts_for_it_no_more() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let member = house.member(&firm, &["enterprise_member"]).await;
    let id = member.get("/api/v1/me").await.must_be(200)["person_id"].as_str().expect("an id").to_owned();
    let target = format!("/api/v1/organisations/{}/members/{id}/remove", firm.organisation);
    firm.change(&target, 1, Value::Null).await.must_be(200);
    assert_eq!(member.get("/api/v1/files").await.refusal(403), "auth.role_missing");
    house.app.followers.catch_up().await.expect("the followers follow");
    assert!(!is_open(&member).await);
}

#[tokio::test]
async fn a_session_that_passed_a_second_factor_does_not_outlive_it() {
    let house = TestApp::start().await;
    let bank = house.organisation("bank", "某银行").await;
    let stolen = house.with_second_factor(&bank.login).await;
    let inviting = json!({"roles": ["loan_officer"]});
    stolen.post("/api/v1/invitations", inviting.clone()).await.must_be(201);
    let myself = stolen.get("/api/v1/me").await;
    let target = format!("/api/v1/persons/{}/reset-second-factor", super::word(&myself.json(), "person_id"));
    let security = house.security_administrator().await;
    security.change(&target, myself.version(), Value::Null).await.must_be(200);
    let refused = stolen.post("/api/v1/invitations", inviting.clone()).await;
    assert_eq!(refused.refusal(403), "auth.second_factor_required", "at once");
    house.app.followers.catch_up().await.expect("the followers follow");
    let owner = house.login(&bank.login).await;
    let begun = owner.post("/api/v1/me/second-factor/begin", Value::Null).await.must_be(200);
    let code = totp(begun["secret"]["base32"].as_str().expect("a secret"), house.real_second());
    owner.post("/api/v1/me/second-factor/confirm", json!({"code": code})).await.must_be(200);
    let refused = stolen.post("/api/v1/invitations", inviting).await;
    assert_eq!(refused.status, 401, "it passed another factor than the one of now");
}

#[tokio::test]
async fn a_cookie_that_is_none_of_ours_opens_nothing() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let good = cookie_of(&house.try_login("wang", PASSWORD, None).await);
    let token = good.split_once('=').expect("a value").1;
    let upper = token.to_uppercase();
    for bad in
        ["", "zqs_", "zqs_0", &token[1..], &token[..token.len() - 1], &upper, &"z".repeat(5_000), "%00", "' OR 1=1 --"]
    {
        let reply = house.visitor().get_with("/api/v1/me", &[("cookie", &format!("zhiquan_session={bad}"))]).await;
        assert_eq!(reply.refusal(401), "auth.required", "{bad}");
        assert!(reply.header("www-authenticate").is_some());
    }
    let among = format!("theme=dark; zhiquan_session={token}; lang=zh");
    house.visitor().get_with("/api/v1/me", &[("cookie", &among)]).await.must_be(200);
}
