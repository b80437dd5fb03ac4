//! By construction: what a request must bring, and must not.

use std::collections::BTreeSet;

use hall::policy::Persons;
use poem::http::Method;
use serde_json::{Value, json};
use tests::people::fresh_key;
use tests::{Reply, TestApp};

use super::bodies::{ask, body, headers};
use super::cast::{Caller, Standing, World};
use super::contract::{Operation, operations};
use super::financing;
use super::rows::{Row, made};

/// A question that would be answered, to be spoilt.
struct Question<'w, 'h> {
    operation: &'static Operation,
    caller: &'w Caller<'h>,
    row: Row,
    body: Option<Value>,
}

impl Question<'_, '_> {
    async fn asked_with(&self, headers: &[(&'static str, String)], body: Option<&Value>, more: &str) -> Reply {
        let target = self.operation.target(&self.row.values);
        let target = if target.contains('?') { format!("{target}&{more}") } else { format!("{target}?{more}") };
        let target = target.trim_end_matches(['?', '&']);
        ask(&self.caller.person, self.operation, target, headers, body).await
    }

    async fn asked_with_headers(&self, headers: &[(&'static str, String)]) -> Reply {
        self.asked_with(headers, self.body.as_ref(), "").await
    }

    /// The headers that it wants but this one, and instead of it another value or none.
    fn headers_but(&self, name: &str, value: Option<&str>) -> Vec<(&'static str, String)> {
        let mut headers = headers(self.operation, self.row.version);
        match value {
            None => headers.retain(|(known, _)| *known != name),
            Some(value) => {
                headers.iter_mut().filter(|(known, _)| *known == name).for_each(|(_, kept)| *kept = value.into())
            }
        }
        headers
    }
}

/// One question for each operation, by somebody who may ask it.
async fn questions<'w, 'h>(world: &'w World<'h>) -> Vec<Question<'w, 'h>> {
    let mut questions = Vec::new();
    for operation in operations() {
        let may = |caller: &&Caller<'_>| match (operation.row.persons, &caller.standing) {
            (Persons::Anyone, Standing::Nobody) | (Persons::LoggedIn, Standing::Person(_)) => true,
            (Persons::Roles(roles), Standing::Person(role)) => roles.iter().any(|(known, _)| known == role),
            (Persons::Members(_), Standing::Person(_)) => true,
            _ => false,
        };
        let mut question = None;
        for caller in world.callers.iter().filter(may) {
            let Some(row) = made(world, operation, &caller.own).await else { continue };
            let mut body = body(world, operation, caller, &caller.own).await;
            if let Some(about) = &mut body {
                *about = financing::body(world, operation, &caller.own, &row, about.take()).await;
            }
            question = Some(Question { operation, caller, row, body });
            break;
        }
        questions.push(question.unwrap_or_else(|| panic!("nobody may ask {}", operation.id)));
    }
    questions
}

async fn refused(
    found: &mut Vec<String>,
    question: &Question<'_, '_>,
    reply: Reply,
    status: u16,
    code: &str,
    why: &str,
) {
    let problem: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let errors = problem["errors"].as_array().into_iter().flatten();
    let codes: Vec<&str> =
        errors.map(|error| &error["code"]).chain([&problem["code"]]).filter_map(Value::as_str).collect();
    if reply.status != status || !(code.is_empty() || codes.contains(&code)) {
        let said = String::from_utf8_lossy(&reply.body);
        found
            .push(format!("{} with {why}: {status} {code}, and it was {} {said}", question.operation.id, reply.status));
    }
}

#[tokio::test]
async fn a_request_brings_what_its_operation_wants_and_nothing_else() {
    let house = TestApp::start_with(|config| config.demo.enabled = true).await;
    for (_, _, _, file) in super::RECORDS {
        let lines = std::fs::read(tests::process::small_records().join(file)).expect("the small records");
        house.import_file(&house.file(file, lines)).await;
    }
    let world = World::of(&house).await;
    let mut found = Vec::new();
    let (mut keys, mut versions, mut lists) = (0, 0, 0);
    for question in &questions(&world).await {
        let found = &mut found;
        if question.operation.row.effect.needs_key() {
            keys += 1;
            let reply = question.asked_with_headers(&question.headers_but("idempotency-key", None)).await;
            refused(found, question, reply, 428, "idempotency.key_required", "no key").await;
            let twice = [question.headers_but("", None), headers(question.operation, question.row.version)].concat();
            let reply = question.asked_with_headers(&twice).await;
            refused(found, question, reply, 400, "validation.unreadable", "two keys").await;
            for malformed in ["", "a b", "键", "a\tb", &"k".repeat(256)] {
                let reply =
                    question.asked_with_headers(&question.headers_but("idempotency-key", Some(malformed))).await;
                refused(found, question, reply, 400, "validation.unreadable", &format!("the key {malformed:?}")).await;
            }
        }
        if question.operation.row.effect.needs_version() {
            versions += 1;
            let reply = question.asked_with_headers(&question.headers_but("if-match", None)).await;
            refused(found, question, reply, 428, "version.required", "no version").await;
            let of_now = format!("W/\"{}\"", question.row.version);
            let two = format!("\"{}\", \"9\"", question.row.version);
            let bare = question.row.version.to_string();
            for tag in
                ["\"987654\"", "*", &of_now, &two, &bare, "\"\"", "\"-1\"", "\"one\"", "\"99999999999999999999\"", ""]
            {
                let mut headers = question.headers_but("if-match", Some(tag));
                headers
                    .iter_mut()
                    .filter(|(name, _)| *name == "idempotency-key")
                    .for_each(|(_, key)| *key = fresh_key());
                let reply = question.asked_with_headers(&headers).await;
                refused(found, question, reply, 412, "version.stale", &format!("the version {tag:?}")).await;
            }
        }
        let wanted = headers(question.operation, question.row.version);
        let reply = question.asked_with(&wanted, question.body.as_ref(), "colour=red").await;
        refused(found, question, reply, 422, "validation.unknown_parameter", "a parameter too many").await;
        // What a form brings too much is ignored (RFC 6749 section 3.2).
        let is_json = question.operation.body.as_ref().is_some_and(|(media, _)| media == "application/json");
        if let Some(Value::Object(fields)) = question.body.as_ref().filter(|_| is_json) {
            let mut more = fields.clone();
            more.insert("colour".into(), json!("red"));
            let reply = question.asked_with(&wanted, Some(&Value::Object(more)), "").await;
            refused(found, question, reply, 400, "validation.unknown_field", "a field too many").await;
        }
        if question.operation.is_list && question.operation.method == Method::GET {
            lists += 1;
            let page = question.asked_with(&wanted, None, "limit=1").await;
            let answer: Value = serde_json::from_slice(&page.body).unwrap_or_default();
            if !(answer["items"].is_array() && answer["total"].is_u64()) {
                found.push(format!("{} answers no page: {answer}", question.operation.id));
            }
            let foreign = hall::http::encode_cursor("a list of another house", &1_u64);
            for cursor in [foreign.as_str(), "00", "xyz"] {
                let reply = question.asked_with(&wanted, None, &format!("cursor={cursor}")).await;
                refused(found, question, reply, 422, "", "a cursor of another list").await;
            }
            for limit in ["201", "-1", "ten"] {
                let reply = question.asked_with(&wanted, None, &format!("limit={limit}")).await;
                refused(found, question, reply, 400, "validation.out_of_range", &format!("the limit {limit}")).await;
            }
        }
    }
    super::none(&found);
    assert!(keys >= 30 && versions >= 20 && lists >= 9, "{keys} with keys, {versions} with versions, {lists} lists");
}

#[tokio::test]
async fn a_path_says_which_methods_it_knows() {
    let house = TestApp::start().await;
    let mut found = Vec::new();
    let paths: BTreeSet<&str> = operations().iter().map(|operation| operation.path.as_str()).collect();
    for path in paths {
        let of_path: Vec<&Operation> = operations().iter().filter(|operation| operation.path == path).collect();
        let target = path.replace("{id}", "01935c2a-7b00-7000-8000-00000000dead");
        let target = target.replace("{person_id}", "01935c2a-7b00-7000-8000-00000000dead").replace("{number}", "1");
        let target = target.replace("{year}", "2026").replace("{token}", "zqc_nobodys");
        let target = target.replace("{role}", "claims").replace("{version}", "1");
        let known: BTreeSet<&str> = of_path.iter().map(|operation| operation.method.as_str()).collect();
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if known.contains(method.as_str()) {
                continue;
            }
            let reply = house.visitor().send(method.clone(), &target, &[], None).await;
            let allowed: BTreeSet<&str> = reply.header("allow").unwrap_or_default().split(", ").collect();
            let with_head: BTreeSet<&str> =
                known.iter().copied().chain(known.contains("GET").then_some("HEAD")).collect();
            if reply.status != 405 || allowed != with_head {
                found.push(format!("{method} {target}: {} {allowed:?}, and it knows {with_head:?}", reply.status));
            }
        }
    }
    super::none(&found);
}

#[test]
fn the_document_says_who_may_what_the_table_says() {
    let mut found = Vec::new();
    for operation in operations() {
        let (row, named) = (operation.row, |name: &str| operation.parameters.iter().find(|known| known.name == name));
        let mut ways = vec![json!({"session": []})];
        ways.extend(row.scope.map(|scope| json!({"program": [scope]})));
        let wanted = (row.persons != Persons::Anyone).then_some(Value::Array(ways));
        if operation.security != wanted {
            found.push(format!("{}: {:?}, and the table wants {wanted:?}", operation.id, operation.security));
        }
        for (header, needed) in [
            ("Idempotency-Key", row.effect.needs_key()),
            ("If-Match", row.effect.needs_version()),
            ("Zhiquan-Acting-For", row.power.is_some()),
        ] {
            if named(header).is_some() != needed {
                found.push(format!("{}: {header} stands there: {}", operation.id, named(header).is_some()));
            }
        }
    }
    super::none(&found);
}
