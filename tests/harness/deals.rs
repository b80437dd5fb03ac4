//! A deal between a firm and a bank, carried to where a test wants it. Everything goes through the front door.

use serde_json::{Value, json};

use crate::financing::{Market, product_wish};
use crate::{Person, Reply};

const DEALS: &str = "/api/v1/financing/deals";
const PLEDGES: &str = "/api/v1/financing/pledges";

/// The day on which what is told happened, unless a test says otherwise: that of the movable moment.
pub const TODAY: &str = "2026-11-23";

/// The address of an act on a deal.
pub fn deal_at(id: &str, verb: &str) -> String {
    format!("{DEALS}/{id}/{verb}")
}

/// The address of an act on a pledge.
pub fn pledge_at(id: &str, verb: &str) -> String {
    format!("{PLEDGES}/{id}/{verb}")
}

/// A market with those who work the bank's deals.
#[derive(Clone)]
pub struct Trade<'h> {
    /// The firm, the bank and the centre.
    pub market: Market<'h>,
    /// Who works the bank's deals.
    pub officer: Person<'h>,
    /// The bank's second pair of eyes.
    pub approver: Person<'h>,
}

/// The acts that lead a deal from the bank's answer to the end of the debt, in this order.
pub const WAY: [&str; 12] = [
    "accept",
    "begin-due-diligence",
    "record-valuation",
    "make-offer",
    "accept-offer",
    "approve",
    "draw-up",
    "sign",
    "register",
    "disburse",
    "fall-overdue",
    "declare-default",
];

impl<'h> Trade<'h> {
    /// One of each, in a market of its own.
    pub async fn of(house: &'h crate::TestApp) -> Self {
        Self::with(Market::of(house).await).await
    }

    /// With the people of this market's bank.
    pub async fn with(market: Market<'h>) -> Self {
        let house = market.house;
        let bank = market.manager.organisation.clone();
        let officer = house.login(&house.staff(&bank, "loan_officer").await).await;
        let approver = house.with_second_factor(&house.staff(&bank, "bank_approver").await).await;
        Self { market, officer, approver }
    }

    /// A deal as the bank sees it.
    pub async fn seen(&self, id: &str) -> Value {
        self.officer.get(&format!("{DEALS}/{id}")).await.must_be(200)
    }

    /// Puts a demand before the bank by a product of its own.
    pub async fn proposed(&self, demand: &str) -> String {
        let product = self.market.offered(product_wish()).await;
        let wish = json!({"demand_id": demand, "product_id": product});
        let deal = self.market.firm.post(DEALS, wish).await;
        deal.must_be(201);
        deal.id()
    }

    /// Acts on a deal as it stands.
    pub async fn act(&self, person: &Person<'_>, id: &str, verb: &str, body: Value) -> Reply {
        let seen = person.get(&format!("{DEALS}/{id}")).await.must_be(200);
        person.change(&deal_at(id, verb), seen["version"].as_i64().expect("a version"), body).await
    }

    /// Acts on a pledge as it stands.
    pub async fn act_on_pledge(&self, person: &Person<'_>, id: &str, verb: &str, body: Value) -> Reply {
        let seen = person.get(&format!("{PLEDGES}/{id}")).await.must_be(200);
        person.change(&pledge_at(id, verb), seen["version"].as_i64().expect("a version"), body).await
    }

    /// What a bank offers.
    pub fn offer(&self) -> Value {
        json!({"amount": "900000.00", "annual_rate": "0.0385", "term_months": 12, "repayment": "interest_only",
            "expires_on": "2026-12-31"})
    }

    /// A file that the bank uploads; its id.
    pub async fn file(&self, name: &str) -> String {
        let number = crate::people::number();
        let kept =
            self.officer.upload(&format!("{name}{number}.txt"), format!("{name} {number}\n").as_bytes(), "").await;
        kept.must_be(201);
        kept.id()
    }

    /// What the rights are worth in the bank's eyes.
    pub async fn valuation(&self) -> Value {
        json!({"method": "internal", "low": "2000000.00", "high": "2600000.00", "valued_on": "2026-11-20",
            "file_id": self.file("report").await})
    }

    /// What is asked of a right of the deal's demand, with everything settled that no machine knows.
    pub fn pledge_wish(&self, right: &Value, amount: &str) -> Value {
        let of_kind = |kind: &Value| match kind.as_str() {
            Some("trademark") => "trademark",
            Some("copyright") => "copyright",
            _ => "patent_online",
        };
        let seen = |ground: &str| json!({"ground": ground, "reason": "已核对登记簿副本与缴费记录"});
        let grounds = match right["kind"].as_str() {
            Some("trademark") => &["disputed", "similar_marks_left_out", "preserved", "debt_outlives_right"][..],
            Some("utility_model") => {
                &["disputed", "fee_unpaid", "invalidation_started", "same_day_invention", "preserved"][..]
            }
            _ => &["disputed", "fee_unpaid", "invalidation_started", "preserved", "already_pledged"][..],
        };
        let settled: Vec<Value> = grounds.iter().map(|ground| seen(ground)).collect();
        json!({
            "right": right, "procedure": of_kind(&right["kind"]), "amount": amount, "debt_from_on": "2026-12-01",
            "debt_until_on": "2027-11-30", "scope": "主债权及利息、违约金、实现质权的费用", "settled": settled,
        })
    }

    /// Makes the papers of a pledge ready; its id.
    pub async fn prepared(&self, deal: &str, right: &Value, amount: &str) -> String {
        let pledge = self.officer.post(&format!("{DEALS}/{deal}/pledges"), self.pledge_wish(right, amount)).await;
        pledge.must_be(201);
        pledge.id()
    }

    /// The rights of a demand, by kind and number.
    pub async fn rights_of(&self, demand: &str) -> Vec<Value> {
        let seen = self.market.firm.get(&format!("/api/v1/financing/demands/{demand}")).await.must_be(200);
        let key = |right: &Value| json!({"kind": right["kind"], "number": right["number"]});
        seen["rights"].as_array().expect("rights").iter().map(key).collect()
    }

    /// Draws up the contract over one pledge of each right, 450,000 yuan of it each; the pledges.
    pub async fn drawn_up(&self, deal: &str) -> Vec<String> {
        let demand = self.seen(deal).await["demand_id"].as_str().expect("a demand").to_owned();
        let mut pledges = Vec::new();
        for right in self.rights_of(&demand).await {
            pledges.push(self.prepared(deal, &right, "450000.00").await);
        }
        let contract = json!({"amount": "900000.00", "pledge_ids": pledges});
        self.act(&self.officer, deal, "draw-up", contract).await.must_be(200);
        pledges
    }

    /// Both sides sign.
    pub async fn signed(&self, deal: &str) {
        let digest = self.seen(deal).await["contract"]["sha256"].clone();
        for side in [&self.officer, &self.market.firm] {
            let signature = json!({"sha256": digest, "signed_on": TODAY});
            self.act(side, deal, "sign", signature).await.must_be(200);
        }
    }

    /// The office registers a pledge.
    pub async fn registered(&self, pledge: &str) {
        let receipt = json!({"receipt": "ZLZY20261125", "submitted_on": TODAY});
        self.act_on_pledge(&self.market.firm, pledge, "submit", receipt).await.must_be(200);
        let notice = json!({"number": format!("Y2026{}", crate::people::number()), "registered_on": TODAY,
            "notice_file_id": self.file("notice").await});
        self.act_on_pledge(&self.officer, pledge, "register", notice).await.must_be(200);
    }

    /// The pledges of a deal's contract.
    pub async fn pledges_of(&self, deal: &str) -> Vec<String> {
        let seen = self.seen(deal).await;
        let id = |pledge: &Value| pledge["pledge_id"].as_str().expect("an id").to_owned();
        seen["pledges"].as_array().expect("pledges").iter().map(id).collect()
    }

    /// Does the next act of the [`WAY`].
    pub async fn step(&self, deal: &str, verb: &str) {
        let (officer, firm) = (&self.officer, &self.market.firm);
        match verb {
            "draw-up" => {
                self.drawn_up(deal).await;
            }
            "sign" => self.signed(deal).await,
            "register" => {
                for pledge in self.pledges_of(deal).await {
                    self.registered(&pledge).await;
                }
            }
            "accept-offer" => drop(self.act(firm, deal, verb, Value::Null).await.must_be(200)),
            "approve" => drop(self.act(&self.approver, deal, verb, Value::Null).await.must_be(200)),
            "accept" | "begin-due-diligence" => drop(self.act(officer, deal, verb, Value::Null).await.must_be(200)),
            "record-valuation" => drop(self.act(officer, deal, verb, self.valuation().await).await.must_be(200)),
            "make-offer" => drop(self.act(officer, deal, verb, self.offer()).await.must_be(200)),
            "disburse" => {
                let money = json!({"amount": "900000.00", "disbursed_on": TODAY, "reference": "FK1"});
                self.act(officer, deal, verb, money).await.must_be(200);
            }
            "fall-overdue" => {
                let arrears = json!({"since_on": TODAY, "amount": "2887.50"});
                self.act(officer, deal, verb, arrears).await.must_be(200);
            }
            "declare-default" => {
                let bad = json!({"recognised_on": TODAY, "class": "substandard", "outstanding": "900000.00"});
                self.act(officer, deal, verb, bad).await.must_be(200);
            }
            other => panic!("nobody knows the way over {other}"),
        }
    }

    /// A deal of a fresh demand with one patent, led up to and with the last of these acts; `None`: the bank is to answer.
    pub async fn led_to(&self, last: Option<&str>) -> String {
        let demand = self.market.opened().await;
        let deal = self.proposed(&demand).await;
        self.lead(&deal, last).await;
        deal
    }

    /// Leads a deal on which the bank is to answer up to and with the last of these acts.
    pub async fn lead(&self, deal: &str, last: Option<&str>) {
        let Some(last) = last else { return };
        let end = WAY.iter().position(|verb| *verb == last).expect("an act of the way");
        for verb in &WAY[..=end] {
            self.step(deal, verb).await;
        }
    }
}
