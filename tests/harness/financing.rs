//! A firm, a bank and a centre, and what they say of financing in tests. Everything goes through the front door.

use domain::identifier::PatentNumber;
use registry::import::ImportOutcome;
use serde_json::{Value, json};

use crate::people::number;
use crate::{Person, Reply, TestApp};

/// A product that lends on inventions, utility models and marks, to small firms anywhere.
pub fn product_wish() -> Value {
    json!({
        "terms": {
            "name": "知识产权质押贷", "kind": "pure",
            "amount": {"least": "100000.00", "most": "10000000.00"},
            "term_months": {"least": 6, "most": 36},
            "annual_rate": {"least": "0.0345", "most": "0.0480"},
            "loan_to_value": [
                {"kind": "invention", "most": "0.40"}, {"kind": "utility_model", "most": "0.30"},
                {"kind": "trademark", "most": "0.30"},
            ],
            "repayments": ["equal_instalments", "interest_only"],
            "decision_working_days": 10,
            "contact": "公司业务部 0451-0000000",
        },
        "conditions": [{"condition": "size_in", "sizes": ["micro", "small", "medium"]}],
    })
}

/// The address of an act on a product.
pub fn product_at(id: &str, verb: &str) -> String {
    format!("/api/v1/financing/products/{id}/{verb}")
}

/// The address of an act on a demand.
pub fn demand_at(id: &str, verb: &str) -> String {
    format!("/api/v1/financing/demands/{id}/{verb}")
}

/// What a small firm asks for.
pub fn demand_wish(amount: &str, term_months: u16) -> Value {
    let fact = |fact: &str, value: &str| json!({"fact": fact, "value": value, "as_of_on": "2025-12-31"});
    json!({
        "amount": amount, "term_months": term_months, "purpose": "working_capital",
        "profile": [fact("region", "230100"), fact("industry", "C35"), fact("size", "small"), fact("founded_on", "2015-03-02")],
    })
}

/// A firm that owns rights, a bank that lends on them, and the centre's people who look at what a machine cannot know.
#[derive(Clone)]
pub struct Market<'h> {
    /// The house.
    pub house: &'h TestApp,
    /// Who acts for the firm.
    pub firm: Person<'h>,
    /// Who makes the bank's products.
    pub manager: Person<'h>,
    /// Who examines at the centre.
    pub centre: Person<'h>,
    /// The firm's name.
    pub name: String,
}

impl<'h> Market<'h> {
    /// One of each.
    pub async fn of(house: &'h TestApp) -> Self {
        let system = house.system_administrator().await;
        let (firm, bank) = (house.enterprise("权利人").await, house.organisation("bank", "城市银行").await);
        let body = json!({"kind": "protection_centre", "name": format!("第{}保护中心", number())});
        let centre = system.post("/api/v1/organisations", body).await.must_be(201);
        let centre = centre["id"].as_str().expect("an id").to_owned();
        Self {
            house,
            firm: house.login(&house.staff(&firm.organisation, "enterprise_member").await).await,
            manager: house.login(&house.staff(&bank.organisation, "product_manager").await).await,
            centre: house.login(&house.staff(&centre, "examiner").await).await,
            name: "权利人测试机构".into(),
        }
    }

    /// The firm's name.
    pub fn firm_name(&self) -> &str {
        &self.name
    }

    /// A published product; its id.
    pub async fn offered(&self, wish: Value) -> String {
        let product = self.manager.post("/api/v1/financing/products", wish).await;
        product.must_be(201);
        let at = product_at(&product.id(), "publish");
        self.manager.change(&at, product.version(), Value::Null).await.must_be(200);
        product.id()
    }

    /// A demand in draft; its id.
    pub async fn demand(&self, amount: &str, term_months: u16) -> String {
        let demand = self.firm.post("/api/v1/financing/demands", demand_wish(amount, term_months)).await;
        demand.must_be(201);
        demand.id()
    }

    /// A demand with one patent, open to banks until the end of March 2027; its id.
    pub async fn opened(&self) -> String {
        let id = self.demand("1000000.00", 12).await;
        self.bring(&id, &self.patent().await, "6000000.00").await;
        self.open(&id).await;
        id
    }

    /// Opens a demand until the end of March 2027.
    pub async fn open(&self, id: &str) {
        self.act(&self.firm, id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(200);
    }

    /// Acts on a demand as it stands.
    pub async fn act(&self, person: &Person<'_>, id: &str, verb: &str, body: Value) -> Reply {
        let seen = person.get(&format!("/api/v1/financing/demands/{id}")).await.must_be(200);
        person.change(&demand_at(id, verb), seen["version"].as_i64().expect("a version"), body).await
    }

    /// Brings a right into a demand, valued by a report.
    pub async fn bring(&self, id: &str, right: &Value, low: &str) {
        let added = self.act(&self.firm, id, "add-right", right.clone()).await.must_be(200);
        let last = added["rights"].as_array().and_then(|rights| rights.last()).expect("it was added").clone();
        let key = json!({"kind": last["kind"], "number": last["number"]});
        let value = json!({"right": key, "report": self.report(low).await});
        self.act(&self.firm, id, "value-right", value).await.must_be(200);
    }

    /// A report that values at this much at least.
    pub async fn report(&self, low: &str) -> Value {
        json!({
            "low": low, "high": "99000000.00", "method": "relief_from_royalty", "valued_on": "2026-10-31",
            "valid_until_on": "2027-10-30", "file_id": self.file("report", "评估报告").await,
        })
    }

    /// A file that the firm uploads; its id.
    pub async fn file(&self, name: &str, content: &str) -> String {
        let name = format!("{name}{}.txt", number());
        let kept = self.firm.upload(&name, format!("{content} {}\n", number()).as_bytes(), "").await;
        kept.must_be(201);
        kept.id()
    }

    /// The right at this place of a demand, by its kind and number.
    pub async fn right_of(&self, id: &str, place: usize) -> Value {
        let seen = self.firm.get(&format!("/api/v1/financing/demands/{id}")).await.must_be(200);
        json!({"kind": seen["rights"][place]["kind"], "number": seen["rights"][place]["number"]})
    }

    /// Settles each check of a right that needs a person and can be settled.
    pub async fn settle_what_needs_a_person(&self, id: &str) {
        let checks = self.firm.get(&format!("/api/v1/financing/demands/{id}/checks")).await.must_be(200);
        let left_to_the_bank = ["not_in_dispute", "credit_clear"];
        for check in checks.as_array().expect("checks") {
            let name = check["check"].as_str().expect("a name");
            if check["answer"] == "needs_person" && !left_to_the_bank.contains(&name) {
                let settled = json!({"right": check["right"], "check": name, "reason": "已核对登记簿副本"});
                self.act(&self.centre, id, "settle-check", settled).await.must_be(200);
            }
        }
    }

    /// An invention of the firm's that is in force.
    pub async fn patent(&self) -> Value {
        self.patent_with(&[]).await
    }

    /// One to which this happened after its grant.
    pub async fn patent_with(&self, events: &[(&str, &str)]) -> Value {
        self.patent_of(&self.name, events).await
    }

    /// An invention of this owner's to which this happened after its grant.
    pub async fn patent_of(&self, owner: &str, events: &[(&str, &str)]) -> Value {
        let granted = [("2022-05-10", "GR01")];
        let events: Vec<Value> =
            granted.iter().chain(events).map(|(on, code)| json!({"on": on, "code": code})).collect();
        self.imported(owner, json!({"events": events, "events_known_until": "2026-11-20"})).await
    }

    /// One of which the source tells no events.
    pub async fn patent_without_events(&self) -> Value {
        self.imported(&self.name, json!({})).await
    }

    async fn imported(&self, owner: &str, beside: Value) -> Value {
        let bare = PatentNumber::parse(&format!("20191{:07}", number())).expect("a number");
        let written = bare.with_check().to_string();
        self.imported_as(&written, owner, beside).await;
        json!({"kind": "invention", "number": written})
    }

    /// The register tells of an invention that this happened to it after its grant, and that this is its owner.
    pub async fn becomes(&self, right: &Value, owner: &str, events: &[(&str, &str)]) {
        let granted = [("2022-05-10", "GR01")];
        let events: Vec<Value> =
            granted.iter().chain(events).map(|(on, code)| json!({"on": on, "code": code})).collect();
        let written = right["number"].as_str().expect("a number");
        self.imported_as(written, owner, json!({"events": events, "events_known_until": "2026-11-23"})).await;
    }

    async fn imported_as(&self, written: &str, owner: &str, beside: Value) {
        let mut record = json!({
            "kind": "patent", "right": "invention", "application_number": written, "title": "一种秸秆还田装置",
            "ipc": ["A01B49/02"], "filing_on": "2019-06-10", "grant_on": "2022-05-10", "applicants": [owner],
            "owners": [{"name": owner}], "source": "test", "retrieved_on": "2026-11-20",
        });
        let more = beside.as_object().expect("fields").clone();
        record.as_object_mut().expect("an object").extend(more);
        let outcome = self.import(&record).await;
        assert_eq!(outcome.counts.rejected, 0, "{outcome:?}");
    }

    /// Others import at the same time: each record has a file of its own.
    async fn import(&self, record: &Value) -> ImportOutcome {
        let file = self.house.file(&format!("record{}.ndjson", number()), format!("{record}\n"));
        self.house.import_file(&file).await
    }

    /// A registered mark of the firm's.
    pub async fn mark(&self) -> Value {
        let written = format!("99{:06}", number());
        let record = json!({
            "kind": "trademark", "number": written, "name": "北疆沃土", "nice_classes": [30], "filing_on": "2018-03-05",
            "registration_on": "2019-02-07", "expires_on": "2029-02-06", "applicants": [self.name],
            "owners": [{"name": self.name}], "events": [{"on": "2019-02-07", "code": "TM-REG"}],
            "events_known_until": "2026-11-20", "source": "test", "retrieved_on": "2026-11-20",
        });
        self.import(&record).await;
        json!({"kind": "trademark", "number": written})
    }
}
