//! The rows of financing, of whoever is named, in the state that an operation wants.

use std::rc::Rc;

use domain::hall::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::Reply;
use tests::financing::{Market, demand_wish, product_at, product_wish};

use super::cast::{Home, Owner, World};
use super::contract::Operation;
use super::preexam::worker;
use super::rows::Row;

pub fn row(reply: &Reply) -> Row {
    Row { values: vec![("id", reply.id())], version: reply.version() }
}

/// A product of the owner's bank in the state that the operation wants.
pub async fn product<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    if owner.home.kind != OrganisationKind::Bank {
        return None;
    }
    Some(row(&drafted(world, &owner.home, state_for(&operation.id)).await))
}

fn state_for(operation: &str) -> &'static [&'static str] {
    match operation {
        "pauseProduct" => &["publish"],
        "resumeProduct" => &["publish", "pause"],
        _ => &[],
    }
}

async fn drafted<'h>(world: &World<'h>, bank: &Home<'h>, verbs: &[&str]) -> Reply {
    let manager = worker(world, bank, Role::ProductManager).await;
    let mut product = manager.person.post("/api/v1/financing/products", product_wish()).await;
    product.must_be(201);
    for verb in verbs {
        let reason = if *verb == "pause" { json!({"reason": "额度已满"}) } else { Value::Null };
        product = manager.person.change(&product_at(&product.id(), verb), product.version(), reason).await;
        product.must_be(200);
    }
    product
}

/// A product that firms may ask for.
pub async fn offered<'h>(world: &World<'h>) -> Row {
    let bank = world.home(OrganisationKind::Bank);
    row(&drafted(world, &bank, &["publish"]).await)
}

/// The firm with a bank and a centre, for what is made of its demands.
pub async fn market<'h>(world: &World<'h>, firm: &Home<'h>) -> Market<'h> {
    Market {
        house: world.house,
        firm: worker(world, firm, Role::EnterpriseMember).await.person.clone(),
        manager: worker(world, &world.home(OrganisationKind::Bank), Role::ProductManager).await.person.clone(),
        centre: worker(world, &world.home(OrganisationKind::ProtectionCentre), Role::Examiner).await.person.clone(),
        name: firm_name(world, firm).await,
    }
}

async fn firm_name<'h>(world: &World<'h>, firm: &Home<'h>) -> String {
    let seen = world.system.person.get(&format!("/api/v1/organisations/{}", firm.id)).await.must_be(200);
    seen["name"].as_str().expect("a name").to_owned()
}

/// The firm whose demand an operation is about: the owner, or for what the centre's people settle, some firm.
fn firm_of<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Rc<Home<'h>>> {
    let settles = ["acceptDeclaration", "refuseDeclaration", "settleDemandCheck"].contains(&operation.id.as_str());
    if owner.home.kind == OrganisationKind::Enterprise {
        return Some(Rc::clone(&owner.home));
    }
    let by_the_centre = settles && owner.home.kind == OrganisationKind::ProtectionCentre;
    by_the_centre.then(|| world.home(OrganisationKind::Enterprise))
}

/// A demand in the state that the operation wants.
pub async fn demand<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let market = market(world, &*firm_of(world, operation, owner)?).await;
    let id = market.demand("1000000.00", 12).await;
    match operation.id.as_str() {
        "removeRight" | "valueRight" | "publishDemand" | "takeBackDemand" => {
            market.bring(&id, &market.patent().await, "6000000.00").await;
        }
        "recordCoOwnerConsent" | "settleDemandCheck" => {
            market.bring(&id, &market.patent_without_events().await, "6000000.00").await;
        }
        "acceptDeclaration" | "refuseDeclaration" => {
            let added = declared(&market, &market.file("certificate", "作品登记证书").await).await;
            market.act(&market.firm, &id, "add-right", added).await.must_be(200);
        }
        "detachDemandData" => {
            let tax = market.file("tax", "纳税证明").await;
            let data = json!({"kind": "tax", "file_id": tax, "issuer": "税务局", "from_on": "2025-01-01",
                "to_on": "2025-12-31"});
            market.act(&market.firm, &id, "attach-data", data).await.must_be(200);
        }
        _ => {}
    }
    if operation.id == "takeBackDemand" {
        market.open(&id).await;
    }
    let seen = market.firm.get(&format!("/api/v1/financing/demands/{id}")).await;
    Some(row(&seen))
}

async fn declared(market: &Market<'_>, certificate: &str) -> Value {
    json!({"kind": "copyright", "number": "国作登字-2024-F-00000001", "certificate": {
        "file_id": certificate, "title": "收割机控制软件", "author": "研发部", "owners": [market.firm_name()],
        "completed_on": "2024-03-01"}})
}

/// A body that this caller may send about a demand, a right of it or a file of its firm.
pub async fn body<'h>(
    world: &World<'h>,
    operation: &Operation,
    owner: &Owner<'h>,
    row: &Row,
    mut body: Value,
) -> Value {
    body = super::deals::body(world, operation, owner, row, body).await;
    let Some(firm) = firm_of(world, operation, owner) else { return body };
    if operation.id == "giveConsent" {
        body["bank_id"] = world.home(OrganisationKind::Bank).id.clone().into();
        body["demand_id"] = market(world, &firm).await.demand("1000000.00", 12).await.into();
        return body;
    }
    let Some((_, id)) = row.values.first() else { return body };
    let of_demands = [
        "addRight",
        "removeRight",
        "valueRight",
        "recordCoOwnerConsent",
        "attachDemandData",
        "detachDemandData",
        "acceptDeclaration",
        "refuseDeclaration",
        "settleDemandCheck",
        "reviseDemand",
    ];
    if !of_demands.contains(&operation.id.as_str()) {
        return body;
    }
    let market = market(world, &firm).await;
    let seen = market.firm.get(&format!("/api/v1/financing/demands/{id}")).await;
    let seen = if seen.status == 200 { seen.json() } else { return body };
    let right = json!({"kind": seen["rights"][0]["kind"], "number": seen["rights"][0]["number"]});
    match operation.id.as_str() {
        "addRight" => body = market.patent().await,
        "removeRight" => body = right,
        "valueRight" => body = json!({"right": right, "report": market.report("7000000.00").await}),
        "recordCoOwnerConsent" => {
            body["right"] = right;
            body["file_id"] = market.file("consent", "同意出质").await.into();
        }
        "attachDemandData" => body["file_id"] = market.file("tax", "纳税证明").await.into(),
        "detachDemandData" => body["file_id"] = seen["data"][0]["file_id"].clone(),
        "reviseDemand" => body = demand_wish("2000000.00", 24),
        _ => body["right"] = right,
    }
    body
}

/// A consent that the owner gave, or that was given to it, where it may do this with one.
pub async fn consent<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let (firm, bank) = match operation.id.as_str() {
        "withdrawConsent" => (of_kind(owner, OrganisationKind::Enterprise)?, world.home(OrganisationKind::Bank)),
        "readConsent" => (world.home(OrganisationKind::Enterprise), of_kind(owner, OrganisationKind::Bank)?),
        _ if owner.home.kind == OrganisationKind::Bank => {
            (world.home(OrganisationKind::Enterprise), Rc::clone(&owner.home))
        }
        _ => (of_kind(owner, OrganisationKind::Enterprise)?, world.home(OrganisationKind::Bank)),
    };
    let market = market(world, &firm).await;
    let demand = market.demand("1000000.00", 12).await;
    Some(row(&given(&market, &bank.id, &demand, "identity").await))
}

/// A file at which the owner's bank has looked.
pub async fn consent_file<'h>(world: &World<'h>, owner: &Owner<'h>) -> Option<Row> {
    let bank = of_kind(owner, OrganisationKind::Bank)?;
    let market = market(world, &world.home(OrganisationKind::Enterprise)).await;
    let demand = market.demand("1000000.00", 12).await;
    let tax = market.file("tax", "纳税证明").await;
    let data =
        json!({"kind": "tax", "file_id": tax, "issuer": "税务局", "from_on": "2025-01-01", "to_on": "2025-12-31"});
    market.act(&market.firm, &demand, "attach-data", data).await.must_be(200);
    let consent = given(&market, &bank.id, &demand, "tax").await;
    let officer = worker(world, &bank, Role::LoanOfficer).await;
    let target = format!("/api/v1/financing/consents/{}/read", consent.id());
    officer.person.post(&target, json!({"fields": ["tax"]})).await.must_be(200);
    Some(file_row(consent.id(), tax))
}

/// The row of a file of a consent.
pub fn file_row(consent: String, file: String) -> Row {
    Row { values: vec![("id", consent), ("file_id", file)], version: 1 }
}

fn of_kind<'h>(owner: &Owner<'h>, kind: OrganisationKind) -> Option<Rc<Home<'h>>> {
    (owner.home.kind == kind).then(|| Rc::clone(&owner.home))
}

async fn given(market: &Market<'_>, bank: &str, demand: &str, field: &str) -> Reply {
    let wish = json!({"bank_id": bank, "demand_id": demand, "fields": [field], "purpose": "before_lending",
        "until_on": "2027-02-26"});
    let given = market.firm.post("/api/v1/financing/consents", wish).await;
    given.must_be(201);
    given
}
