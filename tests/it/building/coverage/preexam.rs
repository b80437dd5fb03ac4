//! The rows of pre-examination: cases, registrations and requests of whoever is named, in the state that an operation wants.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::hall::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::people::{PASSWORD, number};
use tests::preexam::{CaseAt, Scene, application_number};
use tests::{Person, Reply};

use super::cast::{Home, Human, Owner, World, entered, founded, human};
use super::contract::Operation;
use super::rows::Row;

/// Whom and what was made for several rows.
#[derive(Default)]
pub struct Known<'h> {
    workers: BTreeMap<(String, Role), Rc<Human<'h>>>,
    entities: BTreeMap<(String, String), String>,
}

/// Somebody of this organisation who has this role.
pub async fn worker<'h>(world: &World<'h>, home: &Home<'h>, role: Role) -> Rc<Human<'h>> {
    if let Some(known) = home.people.iter().find(|human| human.role == role) {
        return Rc::clone(known);
    }
    let mut known = world.preexam.lock().await;
    let key = (home.id.clone(), role);
    if let Some(known) = known.workers.get(&key) {
        return Rc::clone(known);
    }
    let body = json!({"organisation_id": home.id, "roles": [role.code()]});
    let invited = home.keeper().person.post("/api/v1/invitations", body).await.must_be(201);
    let login = format!("worker{}", number());
    world.house.accept(invited["code"].as_str().expect("a code"), &login).await.must_be(201);
    let made = human(world.house, &login, role, PASSWORD).await;
    known.workers.insert(key, Rc::clone(&made));
    made
}

/// The centre and the applicant of whom one is the owner; `None`: he is neither.
async fn scene<'h>(world: &World<'h>, owner: &Owner<'h>) -> Option<Scene<'h>> {
    let (centre, applicant) = if owner.home.kind == OrganisationKind::Enterprise {
        (world.home(OrganisationKind::ProtectionCentre), Rc::clone(&owner.home))
    } else if owner.home.kind == OrganisationKind::ProtectionCentre {
        (Rc::clone(&owner.home), world.home(OrganisationKind::Enterprise))
    } else {
        return None;
    };
    let lead = worker(world, &centre, Role::CentreLead).await.person.clone();
    let examiner = worker(world, &centre, Role::Examiner).await.person.clone();
    let applicant = worker(world, &applicant, Role::EnterpriseMember).await.person.clone();
    let mut scene = Scene { house: world.house, lead, examiner, applicant, entity: String::new() };
    let mut known = world.preexam.lock().await;
    let key = (centre.id.clone(), scene.applicant.organisation.clone());
    scene.entity = match known.entities.get(&key) {
        Some(known) => known.clone(),
        None => {
            let made = scene.registered(&scene.applicant).await;
            known.entities.insert(key, made.clone());
            made
        }
    };
    Some(scene)
}

fn row(id: String, version: i64) -> Row {
    Row { values: vec![("id", id)], version }
}

fn row_of(case: CaseAt) -> Row {
    row(case.id, case.version)
}

/// A case of the owner's in the state that the operation wants.
pub async fn case<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let scene = &scene(world, owner).await?;
    let of_centre = owner.home.kind == OrganisationKind::ProtectionCentre;
    let made = match operation.id.as_str() {
        // A draft is the applicant's alone.
        "reviseCase" | "attachDocument" | "signCommitment" | "withdrawCase" | "submitCase" | "detachDocument"
            if of_centre =>
        {
            return None;
        }
        "reviseCase" | "attachDocument" | "signCommitment" | "withdrawCase" => scene.draft("design").await,
        "submitCase" => scene.complete(scene.draft("design").await).await,
        "detachDocument" => {
            let draft = scene.draft("design").await;
            attached(scene, &draft).await
        }
        "acceptCase" | "returnCase" => scene.imported_on("design", &scene.today(), None).await,
        "amendCase" if !of_centre => opinion_issued(scene).await,
        "fileCase" if !of_centre => passed(scene).await,
        "payFees" if !of_centre => filed(scene).await,
        "receiveAction" if !of_centre => marked(scene).await,
        "replyToAction" if !of_centre => {
            let action = json!({"kind": "other", "served_on": scene.today()});
            scene.act(&scene.applicant, &marked(scene).await, "receive-action", action).await
        }
        "amendCase" | "fileCase" | "payFees" | "receiveAction" | "replyToAction" => return None,
        "releaseCase" => {
            let examiner = scene.examiner.get("/api/v1/me").await.must_be(200)["person_id"].clone();
            let case = scene.imported("design").await;
            scene.act(&scene.lead, &case, "assign", json!({"examiner_id": examiner})).await
        }
        "unblockCase" => {
            let case = scene.imported("design").await;
            scene.act(&scene.examiner, &case, "block", json!({"reason": "等待"})).await
        }
        "confirmIdentity" => filed(scene).await,
        "markCase" => confirmed_and_paid(scene).await,
        "loseLane" | "grantCase" | "rejectCase" => marked(scene).await,
        _ => scene.imported("design").await,
    };
    // The centre's own acts are on cases that are the centre's.
    let by_centre = matches!(
        operation.id.as_str(),
        "assignCase"
            | "releaseCase"
            | "blockCase"
            | "unblockCase"
            | "acceptCase"
            | "returnCase"
            | "issueOpinion"
            | "passCase"
            | "failCase"
            | "confirmIdentity"
            | "markCase"
            | "loseLane"
            | "grantCase"
            | "rejectCase"
    );
    (of_centre || !by_centre).then(|| row_of(made))
}

async fn attached(scene: &Scene<'_>, case: &CaseAt) -> CaseAt {
    let file = scene.file("views", &format!("{} 的图片", case.id)).await;
    scene.act(&scene.applicant, case, "attach", json!({"role": "design_views", "file_id": file})).await
}

async fn opinion_issued(scene: &Scene<'_>) -> CaseAt {
    let opinion = json!({"items": [{"text": "视图不对应"}]});
    scene.act(&scene.examiner, &scene.imported("design").await, "issue-opinion", opinion).await
}

async fn passed(scene: &Scene<'_>) -> CaseAt {
    scene.act(&scene.examiner, &scene.imported("design").await, "pass", Value::Null).await
}

async fn filed(scene: &Scene<'_>) -> CaseAt {
    let case = passed(scene).await;
    let filing = scene.filing(&case).await;
    scene.act(&scene.applicant, &case, "file", filing).await
}

/// What passed without documents differs from what was filed: a person finds it to be the same.
async fn confirmed_and_paid(scene: &Scene<'_>) -> CaseAt {
    let case = scene.act(&scene.applicant, &filed(scene).await, "pay-fees", json!({"paid_on": scene.today()})).await;
    scene.act(&scene.examiner, &case, "confirm-identity", json!({"reason": "旧系统文本"})).await
}

async fn marked(scene: &Scene<'_>) -> CaseAt {
    scene.act(&scene.examiner, &confirmed_and_paid(scene).await, "mark", Value::Null).await
}

/// A document of a case that both sides see.
pub async fn document<'h>(world: &World<'h>, owner: &Owner<'h>) -> Option<Row> {
    let scene = &scene(world, owner).await?;
    let case = attached(scene, &opinion_issued(scene).await).await;
    Some(document_row(case.id))
}

/// The row of the first version of a document.
pub fn document_row(id: String) -> Row {
    Row { values: vec![("id", id), ("role", "design_views".into()), ("version", "1".into())], version: 1 }
}

/// A registration of the owner's in the state that the operation wants.
pub async fn entity<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let by_itself = matches!(operation.id.as_str(), "reviseEntity" | "withdrawEntity");
    let reads = !operation.changes_something();
    let registers_itself = matches!(owner.home.kind, OrganisationKind::Enterprise | OrganisationKind::Agency);
    if registers_itself && (by_itself || reads) {
        let agency = owner.home.kind == OrganisationKind::Agency;
        let role = if agency { Role::Agent } else { Role::EnterpriseMember };
        let registers = worker(world, &owner.home, role).await;
        // With a centre of its own: an organisation is registered once with each.
        let centre = entered(&world.system.person, OrganisationKind::ProtectionCentre).await.id();
        let applied = applied(&registers.person, &centre).await;
        return Some(row(applied.id(), applied.version()));
    }
    if owner.home.kind != OrganisationKind::ProtectionCentre || by_itself {
        return None;
    }
    let scene = scene(world, owner).await?;
    let firm = founded(world.house, &world.system.person, OrganisationKind::Enterprise).await;
    let registers = worker(world, &firm, Role::EnterpriseMember).await;
    let applied = applied(&registers.person, scene.centre()).await;
    let (id, version) = in_state(&scene, operation, &applied).await;
    Some(row(id, version))
}

async fn applied(organisation: &Person<'_>, centre: &str) -> Reply {
    let facts = json!({
        "fields": ["A01C"], "founded_on": "2015-03-02", "insured_staff": 40, "granted_inventions": 3,
        "granted_others": 6, "has_ip_management": true, "has_research_site": true, "on_assured_list": true,
    });
    let reply = organisation.post("/api/v1/preexam/entities", json!({"centre_id": centre, "facts": facts})).await;
    reply.must_be(201);
    reply
}

async fn in_state(scene: &Scene<'_>, operation: &Operation, applied: &Reply) -> (String, i64) {
    let today = scene.today();
    let clean = json!([{"check": "clean_record", "reason": "已核查"}]);
    let steps = [
        ("review", json!({"settled": clean})),
        ("report", json!({"on": today})),
        ("take-effect", json!({"from_on": today, "class": "a"})),
        ("remind", json!({"reason": "文件缺陷较多"})),
    ];
    let count = match operation.id.as_str() {
        "reportEntity" => 1,
        "letEntityTakeEffect" => 2,
        "classifyEntity" | "setQuota" | "remindEntity" | "suspendEntity" | "cancelEntity" => 3,
        "reinstateEntity" => 4,
        _ => 0,
    };
    let (id, mut version) = (applied.id(), applied.version());
    for (verb, body) in steps.into_iter().take(count) {
        let reply = scene.lead.change(&format!("/api/v1/preexam/entities/{id}/{verb}"), version, body).await;
        reply.must_be(200);
        version = reply.version();
    }
    (id, version)
}

/// A list of fields that a centre has published.
pub async fn field_list<'h>(world: &World<'h>) -> Row {
    let centre = world.home(OrganisationKind::ProtectionCentre);
    let lead = worker(world, &centre, Role::CentreLead).await;
    let made = lead.person.post("/api/v1/preexam/field-lists", fields("ipc", "A01")).await;
    made.must_be(201);
    row(made.id(), 1)
}

/// A version that follows all before it, of fields that the cases here do not ask for.
fn fields(scheme: &str, prefix: &str) -> Value {
    let day = chrono::NaiveDate::from_ymd_opt(2030, 1, 1).expect("a day") + chrono::Days::new(number().into());
    json!({
        "scheme": scheme, "version": format!("v{}", number()), "valid_from_on": day.to_string(),
        "prefixes": [prefix], "basis": "批复",
    })
}

/// An examiner of the owner's centre.
pub async fn examiner<'h>(world: &World<'h>, owner: &Owner<'h>) -> Option<Row> {
    let is_centre = owner.home.kind == OrganisationKind::ProtectionCentre;
    if !is_centre {
        return None;
    }
    Some(row(worker(world, &owner.home, Role::Examiner).await.id.clone(), 1))
}

/// A request of the owner's in the state that the operation wants.
pub async fn request<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let scene = scene(world, owner).await?;
    let of_centre = owner.home.kind == OrganisationKind::ProtectionCentre;
    let by_applicant = operation.id == "withdrawRequest";
    if operation.changes_something() && of_centre == by_applicant {
        return None;
    }
    let body = json!({
        "centre_id": scene.centre(), "kind": "fast_enforcement", "subject": "网店侵权", "statement": "请求处理",
        "ecommerce": true,
    });
    let brought = scene.applicant.post("/api/v1/preexam/requests", body).await;
    brought.must_be(201);
    let (id, mut version) = (brought.id(), brought.version());
    let route = if operation.id == "concludeRequest" { "handle" } else { "recommend" };
    let steps = [("triage", json!({"route": route})), ("refer", json!({"sent_on": scene.today()}))];
    let count = match operation.id.as_str() {
        "referRequest" | "concludeRequest" => 1,
        "acknowledgeRequest" => 2,
        _ => 0,
    };
    for (verb, body) in steps.into_iter().take(count) {
        let reply = scene.examiner.change(&format!("/api/v1/preexam/requests/{id}/{verb}"), version, body).await;
        reply.must_be(200);
        version = reply.version();
    }
    Some(row(id, version))
}

/// What is sent with an operation of pre-examination, where the example alone would not do.
pub async fn body<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>, mut body: Value) -> Value {
    let centre = world.home(OrganisationKind::ProtectionCentre).id.clone();
    let of_firm = owner.home.kind == OrganisationKind::Enterprise;
    match operation.id.as_str() {
        "applyForFiling" => {
            body["centre_id"] = entered(&world.system.person, OrganisationKind::ProtectionCentre).await.id().into()
        }
        "bringRequest" => body["centre_id"] = centre.into(),
        // Of the other scheme, so that no list that is made meanwhile is the later one.
        "publishFieldList" => body = fields("locarno", "06"),
        "openCase" | "reviseCase" if of_firm => {
            body["filing_entity_id"] = scene(world, owner).await.expect("a scene").entity.into();
            body["title"] = format!("一种播种机 {}", number()).into();
            body["kind"] = "design".into();
            body["classification"] = "09-03".into();
        }
        "importCase" if !of_firm => {
            if let Some(scene) = scene(world, owner).await {
                body["case"]["filing_entity_id"] = scene.entity.into();
            }
        }
        "attachDocument" if of_firm => {
            let scene = scene(world, owner).await.expect("a scene");
            body["file_id"] = scene.file("claims", &format!("权利要求书 {}", number())).await.into();
        }
        "detachDocument" => body["role"] = "design_views".into(),
        "fileCase" if of_firm => {
            let scene = scene(world, owner).await.expect("a scene");
            body["application_number"] = application_number("2026", "design").into();
            body["filed_on"] = scene.today().into();
            let file = scene.file("views", &format!("图片 {}", number())).await;
            body["texts"] = json!([{"role": "design_views", "file_id": file}]);
        }
        "payFees" => body["paid_on"] = "2026-11-23".into(),
        "receiveAction" => body["kind"] = "other".into(),
        "replyToAction" => body["replied_on"] = "2026-11-23".into(),
        "acceptCase" => body["settled"] = json!([]),
        "assignCase" => {
            let examiner = examiner(world, owner).await;
            body["examiner_id"] = examiner.map_or(Value::Null, |row| row.values[0].1.clone().into());
        }
        "grantCase" | "rejectCase" => {
            for field in ["announced_on", "on"] {
                if body.get(field).is_some() {
                    body[field] = "2026-11-23".into();
                }
            }
        }
        "referRequest" => body["sent_on"] = "2026-11-23".into(),
        "acknowledgeRequest" | "concludeRequest" => body["on"] = "2026-11-23".into(),
        _ => {}
    }
    body
}

/// A grant bears the number of the case's own application.
pub async fn number_of<'h>(world: &World<'h>, owner: &Owner<'h>, row: &Row) -> Option<String> {
    let scene = scene(world, owner).await?;
    let case = scene.lead.get(&format!("/api/v1/preexam/cases/{}", row.values.first()?.1)).await;
    (case.status == 200)
        .then(|| format!("ZL{}", case.json()["lane"]["application_number"].as_str().unwrap_or_default()))
}
