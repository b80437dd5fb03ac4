//! A centre with its people and an applicant, and cases brought to where a test needs them. Everything goes through the front
//! door.

use domain::identifier::PatentNumber;
use serde_json::{Value, json};

use crate::people::number;
use crate::{Person, Reply, TestApp};

/// The documents that a utility model needs.
const UTILITY_MODEL: [&str; 7] =
    ["request", "claims", "description", "drawings", "abstract", "self_check", "commitment"];

/// Those that an invention needs.
const INVENTION: [&str; 7] =
    ["request", "claims", "description", "abstract", "self_check", "commitment", "search_report"];

/// Those that a design needs.
const DESIGN: [&str; 5] = ["request", "brief_description", "design_views", "self_check", "commitment"];

/// The documents of a kind of patent that must be there at submission.
pub fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "invention" => &INVENTION,
        "design" => &DESIGN,
        _ => &UTILITY_MODEL,
    }
}

/// Those of them that are the application itself.
pub fn filed(kind: &str) -> &'static [&'static str] {
    match kind {
        "invention" => &INVENTION[..4],
        "design" => &DESIGN[..3],
        _ => &UTILITY_MODEL[..5],
    }
}

/// An application number of this year and kind that nobody has, with its check character.
pub fn application_number(year: &str, kind: &str) -> String {
    let digit = match kind {
        "invention" => '1',
        "design" => '3',
        _ => '2',
    };
    let bare = PatentNumber::parse(&format!("{year}{digit}{:07}", number())).expect("a number");
    bare.with_check().to_string()
}

/// A centre and an applicant.
#[derive(Clone)]
pub struct Scene<'h> {
    /// The house.
    pub house: &'h TestApp,
    /// Who leads the centre.
    pub lead: Person<'h>,
    /// Who examines there.
    pub examiner: Person<'h>,
    /// Who acts for the applicant.
    pub applicant: Person<'h>,
    /// The applicant's registration, once there is one.
    pub entity: String,
}

/// A case as it was last seen.
#[derive(Debug, Clone)]
pub struct CaseAt {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// The kind of patent.
    pub kind: &'static str,
    /// What was last answered.
    pub seen: Value,
}

impl CaseAt {
    /// Its address, with a verb.
    pub fn at(&self, verb: &str) -> String {
        format!("/api/v1/preexam/cases/{}/{verb}", self.id)
    }

    /// The state in which it was last seen.
    pub fn state(&self) -> &str {
        self.seen["state"].as_str().unwrap_or_default()
    }
}

impl<'h> Scene<'h> {
    /// A centre with a lead and an examiner, and a registered applicant.
    pub async fn of(house: &'h TestApp) -> Self {
        let system = house.system_administrator().await;
        let body = json!({"kind": "protection_centre", "name": format!("第{}保护中心", number())});
        let centre = system.post("/api/v1/organisations", body).await.must_be(201);
        let centre = centre["id"].as_str().expect("an id").to_owned();
        let lead = house.with_second_factor(&house.staff(&centre, "centre_lead").await).await;
        let examiner = house.login(&house.staff(&centre, "examiner").await).await;
        let applicant = house.enterprise("申请").await;
        let mut scene = Self { house, lead, examiner, applicant, entity: String::new() };
        scene.entity = scene.registered(&scene.applicant).await;
        scene
    }

    /// The centre.
    pub fn centre(&self) -> &str {
        &self.lead.organisation
    }

    /// Asks for a registration.
    pub async fn applied(&self, organisation: &Person<'_>) -> Reply {
        let facts = json!({
            "fields": ["A01C", "B60L", "09"], "founded_on": "2015-03-02", "insured_staff": 40,
            "granted_inventions": 3, "granted_others": 6, "has_ip_management": true, "has_research_site": true,
        });
        let body = json!({"centre_id": self.centre(), "facts": facts});
        organisation.post("/api/v1/preexam/entities", body).await
    }

    /// Registers somebody with the centre, effective from today; the id of the registration.
    pub async fn registered(&self, organisation: &Person<'_>) -> String {
        let applied = self.applied(organisation).await;
        applied.must_be(201);
        self.into_effect(&applied).await
    }

    /// Reviews a registration, reports it and lets it take effect today.
    pub async fn into_effect(&self, applied: &Reply) -> String {
        let (id, mut version) = (applied.id(), applied.version());
        let today = self.today();
        let clean = json!([{"check": "clean_record", "reason": "已核查"}]);
        for (verb, body) in [
            ("review", json!({"settled": clean})),
            ("report", json!({"on": today})),
            ("take-effect", json!({"from_on": today, "class": "a"})),
        ] {
            let reply = self.lead.change(&format!("/api/v1/preexam/entities/{id}/{verb}"), version, body).await;
            reply.must_be(200);
            version = reply.version();
        }
        id
    }

    /// The legal day that the house shows.
    pub fn today(&self) -> String {
        self.house.app.clocks.moment.moment().legal_day().to_string()
    }

    /// What an applicant says of a case of this kind.
    pub fn wish(&self, kind: &str) -> Value {
        let classification = if kind == "design" { "09-03" } else { "A01C11/02" };
        json!({
            "filing_entity_id": self.entity, "kind": kind, "title": format!("一种插秧机 {}", number()),
            "classification": classification,
        })
    }

    /// Does something with a case, which must succeed.
    pub async fn act(&self, person: &Person<'_>, case: &CaseAt, verb: &str, body: Value) -> CaseAt {
        let reply = person.change(&case.at(verb), case.version, body).await;
        let seen = reply.must_be(200);
        CaseAt { version: reply.version(), seen, ..case.clone() }
    }

    /// A draft.
    pub async fn draft(&self, kind: &'static str) -> CaseAt {
        let reply = self.applicant.post("/api/v1/preexam/cases", self.wish(kind)).await;
        let seen = reply.must_be(201);
        CaseAt { id: reply.id(), version: reply.version(), kind, seen }
    }

    /// An uploaded file of the applicant's; the same text is the same file.
    pub async fn file(&self, name: &str, text: &str) -> String {
        let kept = self.applicant.upload(&format!("{name}.txt"), text.as_bytes(), "").await;
        assert!(matches!(kept.status, 200 | 201), "{}", String::from_utf8_lossy(&kept.body));
        kept.id()
    }

    /// The case with all that must be there at submission.
    pub async fn complete(&self, mut case: CaseAt) -> CaseAt {
        for role in required(case.kind) {
            let file = self.file(role, &format!("{} 的{role}", case.id)).await;
            case = self.act(&self.applicant, &case, "attach", json!({"role": role, "file_id": file})).await;
        }
        self.act(&self.applicant, &case, "sign-commitment", json!({"text_version": "2026-1"})).await
    }

    /// A submitted case with all its documents.
    pub async fn submitted(&self, kind: &'static str) -> CaseAt {
        let case = self.complete(self.draft(kind).await).await;
        self.act(&self.applicant, &case, "submit", Value::Null).await
    }

    /// An accepted one; what needed a person is settled.
    pub async fn accepted(&self, kind: &'static str) -> CaseAt {
        let case = self.submitted(kind).await;
        let needs = case.seen["gate"].as_array().expect("checks").iter();
        let needs = needs.filter(|check| check["answer"] == "needs_person");
        let settled: Vec<Value> = needs.map(|check| json!({"check": check["check"], "reason": "已核查"})).collect();
        self.act(&self.examiner, &case, "accept", json!({"settled": settled})).await
    }

    /// One that passed; where two are asked for, the lead agrees.
    pub async fn passed(&self, kind: &'static str) -> CaseAt {
        let case = self.accepted(kind).await;
        let case = self.act(&self.examiner, &case, "pass", Value::Null).await;
        if case.state() == "pass_proposed" {
            return self.act(&self.lead, &case, "pass", Value::Null).await;
        }
        case
    }

    /// What is told of a filing with the texts that passed.
    pub async fn filing(&self, case: &CaseAt) -> Value {
        let mut texts = Vec::new();
        for role in filed(case.kind) {
            let file = self.file(role, &format!("{} 的{role}", case.id)).await;
            texts.push(json!({"role": role, "file_id": file}));
        }
        let today = self.today();
        json!({
            "application_number": application_number(&today[..4], case.kind), "filed_on": today, "texts": texts,
        })
    }

    /// One that is filed with the texts that passed.
    pub async fn filed(&self, kind: &'static str) -> CaseAt {
        let case = self.passed(kind).await;
        let filing = self.filing(&case).await;
        self.act(&self.applicant, &case, "file", filing).await
    }

    /// One that is marked for the fast lane.
    pub async fn marked(&self, kind: &'static str) -> CaseAt {
        let case = self.filed(kind).await;
        let paid = json!({"paid_on": self.today()});
        let case = self.act(&self.applicant, &case, "pay-fees", paid).await;
        self.act(&self.examiner, &case, "mark", Value::Null).await
    }

    /// A case that is taken over from another system, accepted today: without documents.
    pub async fn imported(&self, kind: &'static str) -> CaseAt {
        let today = self.today();
        self.imported_on(kind, &today, Some(&today)).await
    }

    /// A case that is taken over, submitted and perhaps accepted on these days.
    pub async fn imported_on(&self, kind: &'static str, submitted_on: &str, accepted_on: Option<&str>) -> CaseAt {
        let mut body = json!({"source": "旧系统", "case": self.wish(kind), "submitted_on": submitted_on});
        if let Some(accepted_on) = accepted_on {
            body["accepted_on"] = accepted_on.into();
        }
        let reply = self.lead.post("/api/v1/preexam/cases/import", body).await;
        let seen = reply.must_be(201);
        CaseAt { id: reply.id(), version: reply.version(), kind, seen }
    }
}
