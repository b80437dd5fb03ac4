//! What is sent with a request: the example of the contract, with ids and secrets that there are.

use domain::hall::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::people::{fresh_key, fresh_uscc, number};
use tests::{Person, Reply};

use super::cast::{Caller, Owner, World, entered};
use super::contract::Operation;
use super::rows::{Row, invited, records_of};
use super::{financing, preexam};

/// A body that this caller may send about a row of this owner.
pub async fn body<'h>(
    world: &World<'h>,
    operation: &Operation,
    caller: &Caller<'h>,
    owner: &Owner<'h>,
) -> Option<Value> {
    let (media, example) = operation.body.as_ref()?;
    if media == "application/octet-stream" {
        return Some(format!("上传的第 {} 份文件\n", number()).into());
    }
    assert!(example.is_object(), "{}: its body has no example", operation.id);
    let mut body = example.clone();
    let working = owner.home.working_role().code();
    match operation.id.as_str() {
        "grantAuthorisation" => {
            body["agency_id"] = entered(&world.system.person, OrganisationKind::Agency).await.id().into();
        }
        "createInvitation" => {
            body["organisation_id"] = owner.home.id.clone().into();
            body["roles"] = json!([working]);
        }
        "changeRoles" => {
            let of_the_platform = owner.home.kind == OrganisationKind::Platform;
            let office = json!([Role::SecurityAdministrator.code()]);
            body["roles"] = if of_the_platform { office } else { json!([working, "organisation_administrator"]) };
        }
        "acceptInvitation" => {
            body["code"] = invited(owner).await.json()["code"].clone();
            body["person"]["login"] = format!("accepting{}", number()).into();
        }
        "registerOrganisation" => {
            body["uscc"] = fresh_uscc().into();
            body["administrator"]["login"] = format!("registering{}", number()).into();
        }
        "openSession" => {
            let human = &caller.own.human;
            body["login"] = human.person.login.clone().into();
            body["password"] = human.password.into();
        }
        "startImport" => {
            let may = caller.person.get("/api/v1/files").await.status == 200;
            if may {
                body["file_id"] = records_of(owner, &owner.human.person).await.into();
            }
            body["source"] = "coverage".into();
        }
        "applyCalendar" => {
            body["off"] = json!([{"on": "2026-10-01", "name": "国庆节"}]);
        }
        "issueToken" => {
            body["client_id"] = world.client.0.clone().into();
            body["client_secret"] = world.client.1.clone().into();
        }
        _ => return Some(preexam::body(world, operation, owner, body).await),
    }
    Some(body)
}

/// The octets of a body in its media type.
pub fn octets(media: &str, body: &Value) -> Vec<u8> {
    match media {
        "application/x-www-form-urlencoded" => {
            let fields = body.as_object().expect("fields").iter();
            let pairs: Vec<String> =
                fields.map(|(name, value)| format!("{name}={}", value.as_str().expect("a text"))).collect();
            pairs.join("&").into_bytes()
        }
        "application/octet-stream" => body.as_str().expect("a text").as_bytes().to_vec(),
        _ => body.to_string().into_bytes(),
    }
}

/// The headers that the operation wants, with the version that was seen.
pub fn headers(operation: &Operation, version: i64) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    if operation.row.effect.needs_key() {
        headers.push(("idempotency-key", fresh_key()));
    }
    if operation.row.effect.needs_version() {
        headers.push(("if-match", format!("\"{version}\"")));
    }
    headers
}

/// Asks, as it stands.
pub async fn ask(
    person: &Person<'_>,
    operation: &Operation,
    target: &str,
    headers: &[(&'static str, String)],
    body: Option<&Value>,
) -> Reply {
    let mut headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let media = operation.body.as_ref().map(|(media, _)| media.as_str()).filter(|_| body.is_some());
    headers.extend(media.map(|media| ("content-type", media)));
    let sent = body.zip(media).map(|(body, media)| octets(media, body));
    person.send(operation.method.clone(), target, &headers, sent).await
}

/// Asks about a row with all that the operation wants.
pub async fn ask_about<'h>(
    world: &World<'h>,
    operation: &Operation,
    caller: &Caller<'h>,
    owner: &Owner<'h>,
    row: &Row,
) -> Reply {
    let mut body = body(world, operation, caller, owner).await;
    if let (Some(body), "grantCase") = (&mut body, operation.id.as_str())
        && let Some(number) = preexam::number_of(world, owner, row).await
    {
        body["patent_number"] = number.into();
    }
    if let Some(about) = &mut body {
        *about = financing::body(world, operation, owner, row, about.take()).await;
    }
    ask(&caller.person, operation, &operation.target(&row.values), &headers(operation, row.version), body.as_ref())
        .await
}
