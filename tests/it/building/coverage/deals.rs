//! Deals, pledges and pools, of whoever is named, in the state that an operation wants.

use std::rc::Rc;

use domain::hall::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::deals::{TODAY, Trade};

use super::cast::{Home, Owner, World};
use super::contract::Operation;
use super::financing::{market, row};
use super::preexam::worker;
use super::rows::Row;

const DEALS: &str = "/api/v1/financing/deals";
const PLEDGES: &str = "/api/v1/financing/pledges";

/// The two sides of which one is the owner; `None`: he is neither, or not the one whose act it is.
async fn trade<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Trade<'h>> {
    let is_firm = owner.home.kind == OrganisationKind::Enterprise && !is_of_the_bank(&operation.id);
    let is_bank = owner.home.kind == OrganisationKind::Bank && operation.id != "acceptOffer";
    let (firm, bank) = if is_firm {
        (Rc::clone(&owner.home), world.home(OrganisationKind::Bank))
    } else if is_bank {
        (world.home(OrganisationKind::Enterprise), Rc::clone(&owner.home))
    } else {
        return None;
    };
    Some(between(world, &firm, &bank).await)
}

async fn between<'h>(world: &World<'h>, firm: &Home<'h>, bank: &Home<'h>) -> Trade<'h> {
    let mut market = market(world, firm).await;
    market.manager = worker(world, bank, Role::ProductManager).await.person.clone();
    Trade {
        market,
        officer: worker(world, bank, Role::LoanOfficer).await.person.clone(),
        approver: worker(world, bank, Role::BankApprover).await.person.clone(),
    }
}

fn is_of_the_bank(operation: &str) -> bool {
    let of_either = ["getDeal", "getDealSchedule", "getContractContent", "signContract", "withdrawDeal", "acceptOffer"];
    let of_pledges = operation.contains("Pledge") && operation != "dropPledge";
    !of_either.contains(&operation) && !of_pledges
}

/// The last act before the operation; `None`: the bank is to answer.
fn before(operation: &str) -> Option<&'static str> {
    Some(match operation {
        "beginDueDiligence" | "joinDeal" | "leaveDeal" | "recordPolicy" | "shareLosses" | "rejectDeal"
        | "withdrawDeal" => "accept",
        "recordDealValuation" => "begin-due-diligence",
        "makeOffer" => "record-valuation",
        "acceptOffer" => "make-offer",
        "approveDeal" => "accept-offer",
        "drawUpContract" | "examinePledge" | "preparePledge" => "approve",
        "signContract" | "getContractContent" => "draw-up",
        "dropPledge" | "waiveRegistration" => "sign",
        "disburseDeal" => "register",
        "getDealSchedule" | "reviewDeal" | "recordArrears" | "settleDeal" | "closeDeal" => "disburse",
        "cureArrears" | "declareDefault" => "fall-overdue",
        "compensateDeal" | "disposeDeal" => "declare-default",
        _ => return None,
    })
}

/// A deal in the state that the operation wants.
pub async fn deal<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let trade = trade(world, operation, owner).await?;
    let deal = trade.proposed(&trade.market.opened().await).await;
    let party = |role: &str, kind| json!({"party": {"role": role, "organisation_id": world.home(kind).id}});
    let last = before(&operation.id);
    match operation.id.as_str() {
        "leaveDeal" | "compensateDeal" => {
            trade.lead(&deal, Some("accept")).await;
            let guarantor = party("guarantor", OrganisationKind::Guarantor);
            trade.act(&trade.officer, &deal, "join", guarantor).await.must_be(200);
        }
        "recordPolicy" => {
            trade.lead(&deal, Some("accept")).await;
            let insurer = party("insurer", OrganisationKind::Insurer);
            trade.act(&trade.officer, &deal, "join", insurer).await.must_be(200);
        }
        _ => trade.lead(&deal, last).await,
    }
    if operation.id == "compensateDeal" {
        let guarantor = world.home(OrganisationKind::Guarantor).id.clone();
        let share = |bearer: &str, percent: &str| json!({"bearer_id": bearer, "percent": percent});
        let shares = json!({"shares": [share(&trade.officer.organisation, "60"), share(&guarantor, "40")]});
        trade.act(&trade.officer, &deal, "share-losses", shares).await.must_be(200);
        for verb in &tests::deals::WAY[1..] {
            trade.step(&deal, verb).await;
        }
    }
    if operation.id == "drawUpContract" {
        let demand = trade.seen(&deal).await["demand_id"].as_str().expect("an id").to_owned();
        let right = trade.rights_of(&demand).await.remove(0);
        trade.prepared(&deal, &right, "450000.00").await;
    }
    if operation.id == "closeDeal" {
        trade.act(&trade.officer, &deal, "settle", json!({"settled_on": TODAY})).await.must_be(200);
        for pledge in trade.pledges_of(&deal).await {
            let release = json!({"on": TODAY, "reason": "performed", "note": "登记簿查询"});
            trade.act_on_pledge(&trade.officer, &pledge, "release", release).await.must_be(200);
        }
    }
    Some(row(&trade.officer.get(&format!("{DEALS}/{deal}")).await))
}

/// A pledge in the state that the operation wants.
pub async fn pledge<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let trade = trade(world, operation, owner).await?;
    let deal = trade.led_to(Some("approve")).await;
    let demand = trade.seen(&deal).await["demand_id"].as_str().expect("an id").to_owned();
    let right = trade.rights_of(&demand).await.remove(0);
    let pledge = trade.prepared(&deal, &right, "450000.00").await;
    let has_it = ["notePledgeDefects", "curePledge", "registerPledge", "refusePledge"];
    let stands = ["amendPledge", "extendPledge", "releasePledge"];
    if has_it.contains(&operation.id.as_str()) {
        let receipt = json!({"receipt": "ZLZY1", "submitted_on": TODAY});
        trade.act_on_pledge(&trade.officer, &pledge, "submit", receipt).await.must_be(200);
    } else if stands.contains(&operation.id.as_str()) {
        trade.registered(&pledge).await;
    }
    if operation.id == "curePledge" {
        let defects = json!({"note": "缺少盖章", "on": TODAY});
        trade.act_on_pledge(&trade.officer, &pledge, "note-defects", defects).await.must_be(200);
    }
    Some(row(&trade.officer.get(&format!("{PLEDGES}/{pledge}")).await))
}

/// A pool: the owner's, or where anybody reads it some centre's.
pub async fn pool<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let keeper = match (owner.home.kind, operation.changes_something()) {
        (OrganisationKind::ProtectionCentre, _) => Rc::clone(&owner.home),
        (_, false) => world.home(OrganisationKind::ProtectionCentre),
        (_, true) => return None,
    };
    let lead = worker(world, &keeper, Role::CentreLead).await;
    let founded = lead.person.post("/api/v1/financing/pools", json!({"name": "风险补偿资金池", "caps": {}})).await;
    founded.must_be(201);
    Some(row(&founded))
}

/// A body that this caller may send about a deal or a pledge.
pub async fn body<'h>(
    world: &World<'h>,
    operation: &Operation,
    owner: &Owner<'h>,
    row: &Row,
    mut body: Value,
) -> Value {
    let id = row.values.first().map(|(_, id)| id.clone()).unwrap_or_default();
    if operation.id == "proposeDeal" && owner.home.kind == OrganisationKind::Enterprise {
        let trade = between(world, &owner.home, &world.home(OrganisationKind::Bank)).await;
        body["demand_id"] = trade.market.opened().await.into();
        body["product_id"] = trade.market.offered(tests::financing::product_wish()).await.into();
        return body;
    }
    let needs_the_sides = [
        "recordDealValuation",
        "joinDeal",
        "leaveDeal",
        "recordPolicy",
        "shareLosses",
        "drawUpContract",
        "signContract",
        "dropPledge",
        "compensateDeal",
        "disposeDeal",
        "examinePledge",
        "preparePledge",
        "registerPledge",
    ];
    if !needs_the_sides.contains(&operation.id.as_str()) {
        return body;
    }
    let Some(trade) = trade(world, operation, owner).await else { return body };
    let seen = trade.officer.get(&format!("{DEALS}/{id}")).await;
    let of_a_deal = ["drawUpContract", "signContract", "dropPledge", "examinePledge", "preparePledge"];
    if seen.status != 200 && of_a_deal.contains(&operation.id.as_str()) {
        return body;
    }
    let seen = if seen.status == 200 { seen.json() } else { Value::Null };
    match operation.id.as_str() {
        "recordDealValuation" | "disposeDeal" => body["file_id"] = trade.file("paper").await.into(),
        "registerPledge" => {
            let of_the_firm = owner.home.kind == OrganisationKind::Enterprise;
            let file =
                if of_the_firm { trade.market.file("notice", "通知书").await } else { trade.file("notice").await };
            body["notice_file_id"] = file.into();
        }
        "joinDeal" => {
            let guarantor = world.home(OrganisationKind::Guarantor).id.clone();
            body = json!({"party": {"role": "guarantor", "organisation_id": guarantor}});
        }
        "leaveDeal" => body["party_id"] = world.home(OrganisationKind::Guarantor).id.clone().into(),
        "recordPolicy" => body["insurer_id"] = world.home(OrganisationKind::Insurer).id.clone().into(),
        "shareLosses" => body["shares"][0]["bearer_id"] = trade.officer.organisation.clone().into(),
        "compensateDeal" => {
            body["paid"][0]["bearer_id"] = world.home(OrganisationKind::Guarantor).id.clone().into();
        }
        "signContract" => body["sha256"] = seen["contract"]["sha256"].clone(),
        "dropPledge" => body["pledge_id"] = seen["pledges"][0]["pledge_id"].clone(),
        "drawUpContract" => {
            let all = trade.officer.get(&format!("{PLEDGES}?deal_id={id}")).await.json();
            body["pledge_ids"] = json!([all["items"][0]["id"]]);
        }
        _ => {
            if let Some(demand) = seen["demand_id"].as_str() {
                let right = trade.rights_of(demand).await.remove(0);
                body = trade.pledge_wish(&right, "450000.00");
            }
        }
    }
    body
}
