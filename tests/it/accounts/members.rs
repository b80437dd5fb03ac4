//! Members: invited, given roles, taken out; and the platform's three administrators, who are kept apart.

use serde_json::{Value, json};
use tests::people::PASSWORD;
use tests::{Person, Reply, TestApp};

use super::{told, word};

async fn person_id(person: &Person<'_>) -> String {
    word(&person.get("/api/v1/me").await.must_be(200), "person_id")
}

async fn invite(by: &Person<'_>, roles: &[&str]) -> Reply {
    by.post("/api/v1/invitations", json!({"roles": roles})).await
}

async fn change_roles(by: &Person<'_>, of: &Person<'_>, roles: &[&str]) -> Reply {
    let myself = of.get("/api/v1/me").await;
    let (id, version) = (word(&myself.json(), "person_id"), myself.version());
    let target = format!("/api/v1/organisations/{}/members/{id}/change-roles", of.organisation);
    by.change(&target, version, json!({"roles": roles})).await
}

async fn remove(by: &Person<'_>, of: &Person<'_>) -> Reply {
    let myself = of.get("/api/v1/me").await;
    let (id, version) = (word(&myself.json(), "person_id"), myself.version());
    by.change(&format!("/api/v1/organisations/{}/members/{id}/remove", of.organisation), version, Value::Null).await
}

#[tokio::test]
async fn an_invitation_is_over_after_seven_days_to_the_moment_and_that_is_told_once() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let codes = [invite(&firm, &["enterprise_member"]).await, invite(&firm, &["enterprise_member"]).await];
    let [first, second] = codes.map(|invited| word(&invited.must_be(201), "code"));
    house.move_to("2026-11-29");
    house.accept(&first, "in.time").await.must_be(201);
    house.move_to("2026-11-30");
    assert_eq!(house.accept(&second, "too.late").await.refusal(409), "accounts.invitation_expired", "before any sweep");
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 1, "what was accepted does not expire");
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 0);
    let listed = firm.get("/api/v1/invitations").await.must_be(200);
    let states: Vec<&Value> = listed["items"].as_array().expect("items").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["accepted", "expired"], "{listed}");
    let kinds = told(&firm).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "accounts.invitation_expired").count(), 1, "{kinds:?}");
    assert_eq!(house.accept(&second, "too.late").await.refusal(409), "accounts.invitation_expired");
    assert_eq!(house.try_login("too.late", PASSWORD, None).await.refusal(401), "accounts.login_refused");
}

#[tokio::test]
async fn an_invitation_that_was_withdrawn_or_used_lets_nobody_in() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let invited = invite(&firm, &["enterprise_member"]).await;
    let code = word(&invited.json(), "code");
    let listed = firm.get("/api/v1/invitations").await.must_be(200);
    assert!(!listed.to_string().contains(&code), "the code is shown once: {listed}");
    let target = format!("/api/v1/invitations/{}/withdraw", invited.id());
    firm.change(&target, invited.version(), Value::Null).await.must_be(200);
    assert_eq!(house.accept(&code, "li.si").await.refusal(409), "accounts.invitation_withdrawn");
    let again = firm.change(&target, invited.version() + 1, Value::Null).await;
    assert_eq!(again.refusal(409), "accounts.invitation_withdrawn");
    let unknown = house.accept("zqi_0000", "li.si").await.must_be(422);
    assert_eq!(unknown["errors"][0]["pointer"], "/code", "{unknown}");
    let used = word(&invite(&firm, &["enterprise_member"]).await.json(), "code");
    house.accept(&used, "li.si").await.must_be(201);
    assert_eq!(house.accept(&used, "zhao.liu").await.refusal(409), "accounts.invitation_used");
}

#[tokio::test]
async fn two_who_accept_one_invitation_at_once_are_one_person() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let code = word(&invite(&firm, &["enterprise_member"]).await.json(), "code");
    let (one, two) = tokio::join!(house.accept(&code, "first.one"), house.accept(&code, "second.one"));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let members = firm.get(&format!("/api/v1/organisations/{}/members", firm.organisation)).await.must_be(200);
    assert_eq!(members["total"], 2);
}

#[tokio::test]
async fn a_role_is_given_where_there_is_such_a_role_and_by_who_may_give_it() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let other = house.enterprise("乙").await;
    for roles in [["loan_officer"], ["agent"], ["system_administrator"], ["regulator"]] {
        assert_eq!(invite(&firm, &roles).await.refusal(409), "accounts.role_not_of_this_kind", "{roles:?}");
    }
    let elsewhere = json!({"organisation_id": other.organisation, "roles": ["enterprise_member"]});
    assert_eq!(firm.post("/api/v1/invitations", elsewhere).await.refusal(404), "not_found");
    let member = house.member(&firm, &["enterprise_member"]).await;
    assert_eq!(invite(&member, &["enterprise_member"]).await.refusal(403), "auth.role_missing");
    let wrong = change_roles(&firm, &member, &["bank_approver"]).await;
    assert_eq!(wrong.refusal(409), "accounts.role_not_of_this_kind");
    let same = change_roles(&firm, &member, &["enterprise_member"]).await;
    assert_eq!(same.refusal(409), "accounts.nothing_changes");
    assert_eq!(change_roles(&other, &member, &["organisation_administrator"]).await.refusal(404), "not_found");
    let through_own =
        format!("/api/v1/organisations/{}/members/{}/remove", other.organisation, person_id(&member).await);
    assert_eq!(other.change(&through_own, 1, Value::Null).await.refusal(404), "not_found", "no member of that one");
    change_roles(&firm, &member, &["organisation_administrator"]).await.must_be(200);
    invite(&member, &["enterprise_member"]).await.must_be(201);
}

#[tokio::test]
async fn nobody_changes_his_own_roles_and_an_organisation_keeps_an_administrator() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let own = change_roles(&firm, &firm, &["organisation_administrator"]).await;
    assert_eq!(own.refusal(409), "accounts.own_roles");
    assert_eq!(remove(&firm, &firm).await.refusal(409), "accounts.last_administrator");
    let system = house.system_administrator().await;
    assert_eq!(change_roles(&system, &firm, &["enterprise_member"]).await.refusal(409), "accounts.last_administrator");
    let second = house.member(&firm, &["organisation_administrator"]).await;
    change_roles(&second, &firm, &["enterprise_member"]).await.must_be(200);
    assert_eq!(firm.get("/api/v1/invitations").await.refusal(403), "auth.role_missing", "at once");
    assert_eq!(remove(&second, &second).await.refusal(409), "accounts.last_administrator");
    remove(&second, &firm).await.must_be(200);
}

#[tokio::test]
async fn two_administrators_who_take_each_other_out_at_once_leave_one() {
    let house = TestApp::start().await;
    let first = house.enterprise("甲").await;
    let second = house.member(&first, &["organisation_administrator"]).await;
    let (one, two) = tokio::join!(remove(&first, &second), remove(&second, &first));
    let refused = [&one, &two].into_iter().filter(|reply| reply.status != 200).count();
    assert_eq!(refused, 1, "{} {}", one.status, two.status);
}

#[tokio::test]
async fn the_three_administrators_are_kept_apart() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    let platform = system.organisation.clone();
    for roles in [
        ["system_administrator", "security_administrator"],
        ["audit_administrator", "system_administrator"],
        ["security_administrator", "audit_administrator"],
    ] {
        let body = json!({"organisation_id": platform, "roles": roles});
        let refused = system.post("/api/v1/invitations", body).await;
        assert_eq!(refused.refusal(409), "accounts.administrators_apart", "{roles:?}");
    }
    let security = house.security_administrator().await;
    let both = change_roles(&system, &security, &["security_administrator", "audit_administrator"]).await;
    assert_eq!(both.refusal(409), "accounts.administrators_apart");
    let audit = house.audit_administrator().await;
    for (who, target) in
        [(&system, "/api/v1/signing-keys"), (&audit, "/api/v1/signing-keys"), (&security, "/api/v1/invitations")]
    {
        assert_eq!(who.get(target).await.refusal(403), "auth.role_missing", "{target}");
    }
    let id = person_id(&system).await;
    let by_himself = system.change(&format!("/api/v1/persons/{id}/suspend"), 1, json!({"reason": "unused"})).await;
    assert_eq!(by_himself.refusal(403), "auth.role_missing");
}
