//! The rows that are asked about: for each parameter in a path a function that makes one, of whoever is named.

use domain::hall::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::people::number;
use tests::{Person, Reply};

use super::cast::{Owner, World, entered};
use super::contract::Operation;
use super::{deals, financing, preexam};

/// A row that exists, or an id that does not.
#[derive(Debug, Clone)]
pub struct Row {
    pub values: Vec<(&'static str, String)>,
    /// The version in its `ETag`, where it has one.
    pub version: i64,
}

impl Row {
    fn of(id: String, version: i64) -> Self {
        Self { values: vec![("id", id)], version }
    }

    /// What there is no row to.
    pub const fn none() -> Self {
        Self { values: Vec::new(), version: 1 }
    }
}

/// What the parameters in a path name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Nothing,
    Organisation,
    Member,
    Person,
    Invitation,
    Session,
    Authorisation,
    Client,
    File,
    Notice,
    Record,
    LongOperation,
    JournalEntry,
    Calendar,
    DeadlineFeed,
    DeadlineCalendar,
    FilingEntity,
    FieldList,
    PreexamCase,
    CaseDocument,
    Examiner,
    FastRequest,
    Product,
    Offered,
    Demand,
    Consent,
    ConsentFile,
    Deal,
    Pledge,
    Pool,
}

impl Named {
    /// Whether there is nothing in the path that would be somebody's.
    pub const fn is_nobodys(self) -> bool {
        matches!(self, Self::Nothing | Self::Calendar)
    }

    /// By the path; an operation of a path that nobody knows here has no fixture.
    pub fn by(operation: &Operation) -> Self {
        let parameters: Vec<&str> = operation.in_path().map(|parameter| parameter.name.as_str()).collect();
        let path = operation.path.trim_start_matches("/api/v1/");
        let path = path.trim_start_matches("preexam/").trim_start_matches("financing/");
        let place = path.split('/').next().unwrap_or_default();
        match (place, parameters.as_slice()) {
            (_, []) => Self::Nothing,
            ("organisations", ["id"]) => Self::Organisation,
            ("organisations", ["id", "person_id"]) => Self::Member,
            ("persons", ["id"]) => Self::Person,
            ("invitations", ["id"]) => Self::Invitation,
            ("sessions", ["id"]) => Self::Session,
            ("authorisations", ["id"]) => Self::Authorisation,
            ("clients", ["id"]) => Self::Client,
            ("files", ["id"]) => Self::File,
            ("notices", ["id"]) => Self::Notice,
            ("patents" | "trademarks" | "geographical-indications", ["number"]) => Self::Record,
            ("operations", ["id"]) => Self::LongOperation,
            ("journal", ["position"]) => Self::JournalEntry,
            ("calendars", ["year"]) => Self::Calendar,
            ("deadline-feeds", ["id"]) => Self::DeadlineFeed,
            ("ical", ["token"]) => Self::DeadlineCalendar,
            ("entities", ["id"]) => Self::FilingEntity,
            ("field-lists", ["id"]) => Self::FieldList,
            ("cases", ["id"]) => Self::PreexamCase,
            ("cases", ["id", "role", "version"]) => Self::CaseDocument,
            ("examiners", ["id"]) => Self::Examiner,
            ("requests", ["id"]) => Self::FastRequest,
            ("products", ["id"]) => Self::Product,
            ("catalogue", ["id"]) => Self::Offered,
            ("demands", ["id"]) => Self::Demand,
            ("consents", ["id"]) => Self::Consent,
            ("consents", ["id", "file_id"]) => Self::ConsentFile,
            ("deals", ["id"]) => Self::Deal,
            ("pledges", ["id"]) => Self::Pledge,
            ("pools", ["id"]) => Self::Pool,
            _ => panic!("{} has no fixture: say in rows.rs how a row of {} is made", operation.id, operation.path),
        }
    }
}

/// An id that nobody ever had.
pub fn missing(operation: &Operation, owner: &Owner<'_>) -> Row {
    let nobodys = "01935c2a-7b00-7000-8000-00000000dead".to_owned();
    match Named::by(operation) {
        Named::Nothing => Row::none(),
        Named::Member => Row { values: vec![("id", owner.home.id.clone()), ("person_id", nobodys)], version: 1 },
        Named::Record => Row { values: vec![("number", record(operation).2.to_owned())], version: 1 },
        Named::Organisation
        | Named::Person
        | Named::Invitation
        | Named::Session
        | Named::Authorisation
        | Named::Client
        | Named::File
        | Named::Notice
        | Named::DeadlineFeed
        | Named::FilingEntity
        | Named::FieldList
        | Named::PreexamCase
        | Named::Examiner
        | Named::FastRequest
        | Named::Product
        | Named::Offered
        | Named::Demand
        | Named::Consent
        | Named::Deal
        | Named::Pledge
        | Named::Pool
        | Named::LongOperation => Row::of(nobodys, 1),
        Named::CaseDocument => preexam::document_row(nobodys),
        Named::ConsentFile => financing::file_row(nobodys.clone(), nobodys),
        Named::Calendar => Row { values: vec![("year", "1999".into())], version: 1 },
        Named::DeadlineCalendar => Row { values: vec![("token", "zqc_nobodys".into())], version: 1 },
        Named::JournalEntry => Row { values: vec![("position", "999999999".into())], version: 1 },
    }
}

/// The record that an operation is asked about.
fn record(operation: &Operation) -> (&str, &str, &str, &str) {
    let place = operation.path.trim_start_matches("/api/v1/").split('/').next();
    *super::RECORDS.iter().find(|(known, ..)| Some(*known) == place).expect("a record")
}

/// A row of this owner, in the state that the operation wants; `None`: such an owner has none.
pub async fn made<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    let row = match Named::by(operation) {
        Named::Nothing => Row::none(),
        Named::Organisation => organisation(world, operation, owner).await,
        Named::Member => {
            let (person, version) = member(world, owner).await;
            Row { values: vec![("id", owner.home.id.clone()), ("person_id", person)], version }
        }
        Named::Person => person(world, operation, owner).await,
        Named::Invitation => {
            let made = invited(owner).await;
            Row::of(made.id(), made.version())
        }
        Named::Session => {
            let human = &owner.human;
            let opened = world.house.try_login(&human.person.login, human.password, None).await;
            opened.must_be(200);
            Row::of(opened.id(), 1)
        }
        Named::Authorisation => return authorisation(world, operation, owner).await,
        Named::Client => return client(operation, owner).await,
        Named::File => {
            let content = format!("第 {} 份文件\n", number());
            let kept = owner.human.person.upload(&format!("file{}.txt", number()), content.as_bytes(), "").await;
            kept.must_be(201);
            Row::of(kept.id(), 1)
        }
        Named::Notice => {
            let inbox = owner.home.keeper().person.get("/api/v1/notices?limit=200").await.must_be(200);
            let first = inbox["items"].as_array().and_then(|items| items.last()).expect("it was told something");
            Row::of(first["id"].as_str().expect("an id").to_owned(), 1)
        }
        Named::Record => Row { values: vec![("number", record(operation).1.to_owned())], version: 1 },
        Named::LongOperation => return long_operation(owner).await,
        Named::Calendar => Row { values: vec![("year", "2026".into())], version: 1 },
        Named::FilingEntity => return preexam::entity(world, operation, owner).await,
        Named::FieldList => preexam::field_list(world).await,
        Named::PreexamCase => return preexam::case(world, operation, owner).await,
        Named::CaseDocument => return preexam::document(world, owner).await,
        Named::Examiner => return preexam::examiner(world, owner).await,
        Named::FastRequest => return preexam::request(world, operation, owner).await,
        Named::Product => return financing::product(world, operation, owner).await,
        Named::Offered => financing::offered(world).await,
        Named::Demand => return financing::demand(world, operation, owner).await,
        Named::Consent => return financing::consent(world, operation, owner).await,
        Named::ConsentFile => return financing::consent_file(world, owner).await,
        Named::Deal => return deals::deal(world, operation, owner).await,
        Named::Pledge => return deals::pledge(world, operation, owner).await,
        Named::Pool => return deals::pool(world, operation, owner).await,
        Named::DeadlineFeed => Row::of(feed(owner).await.id(), 1),
        Named::DeadlineCalendar => {
            let address = feed(owner).await.json()["address"].as_str().expect("an address").to_owned();
            let token = address.split('/').nth(4).expect("a token").to_owned();
            Row { values: vec![("token", token)], version: 1 }
        }
        Named::JournalEntry => {
            // On PostgreSQL an entry has its place when the sealer has come by.
            world.house.app.sealer.seal_all().await.expect("sealed");
            Row { values: vec![("position", "1".into())], version: 1 }
        }
    };
    Some(row)
}

/// Of what is read, the owner's own; of what the platform decides, a new one in the state for it.
async fn organisation<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Row {
    let system = &world.system.person;
    if !operation.changes_something() {
        return Row::of(owner.home.id.clone(), 1);
    }
    let made = match operation.id.as_str() {
        "confirmOrganisation" | "refuseOrganisation" => {
            world.house.register("enterprise", "待审核", &format!("waiting{}", number())).await
        }
        "reinstateOrganisation" => {
            let entered = entered(system, OrganisationKind::Enterprise).await;
            let target = format!("/api/v1/organisations/{}/suspend", entered.id());
            succeeded(system.change(&target, entered.version(), json!({"reason": "核查"})).await)
        }
        _ => entered(system, OrganisationKind::Enterprise).await,
    };
    Row::of(made.id(), made.version())
}

/// A feed of deadlines that this owner made.
async fn feed(owner: &Owner<'_>) -> Reply {
    succeeded(owner.human.person.post("/api/v1/deadline-feeds", json!({"scope": "organisation"})).await)
}

/// A file of records that nobody has sent before, by somebody of this owner's.
pub async fn records_of(owner: &Owner<'_>, person: &Person<'_>) -> String {
    let line = format!("{{\"kind\": \"trademark\", \"number\": \"99{:06}\", \"name\": \"示例\"}}\n", number());
    let name = format!("{}-{}.ndjson", owner.home.kind.code(), number());
    succeeded(person.upload(&name, line.as_bytes(), "").await).id()
}

/// An import under way, of those who may start one.
async fn long_operation(owner: &Owner<'_>) -> Option<Row> {
    let may = |role| matches!(role, Role::CentreLead | Role::SystemAdministrator);
    let importer = &owner.home.people.iter().find(|human| may(human.role))?.person;
    let file = records_of(owner, importer).await;
    let started = importer.post("/api/v1/imports", json!({"file_id": file, "source": "coverage"})).await;
    let started = succeeded(started);
    Some(Row::of(started.id(), started.version()))
}

fn succeeded(reply: Reply) -> Reply {
    assert!((200..300).contains(&reply.status), "{}", String::from_utf8_lossy(&reply.body));
    reply
}

/// An invitation to the owner's organisation.
pub async fn invited(owner: &Owner<'_>) -> Reply {
    let body = json!({"organisation_id": owner.home.id, "roles": [owner.home.working_role().code()]});
    succeeded(owner.home.keeper().person.post("/api/v1/invitations", body).await)
}

/// A new member of the owner's organisation: login and id.
pub async fn joined<'h>(world: &World<'h>, owner: &Owner<'h>) -> (String, String) {
    let code = invited(owner).await.json()["code"].as_str().expect("a code").to_owned();
    let login = format!("joined{}", number());
    let joined = world.house.accept(&code, &login).await.must_be(201);
    (login, joined["person_id"].as_str().expect("an id").to_owned())
}

async fn member<'h>(world: &World<'h>, owner: &Owner<'h>) -> (String, i64) {
    let (_, id) = joined(world, owner).await;
    let seen = world.system.person.get(&format!("/api/v1/persons/{id}")).await;
    (id, succeeded(seen).version())
}

/// A new person of the owner's organisation; who is erased has left it before.
async fn person<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Row {
    let (login, id) = joined(world, owner).await;
    let (system, security) = (&world.system.person, &world.security.person);
    match operation.id.as_str() {
        "reinstatePerson" => {
            let target = format!("/api/v1/persons/{id}/suspend");
            succeeded(security.change(&target, 1, json!({"reason": "unused"})).await);
        }
        "resetSecondFactor" => {
            let person = world.house.login(&login).await;
            succeeded(person.post("/api/v1/me/second-factor/begin", Value::Null).await);
        }
        "erasePerson" => {
            let target = format!("/api/v1/organisations/{}/members/{id}/remove", owner.home.id);
            succeeded(system.change(&target, 1, Value::Null).await);
        }
        _ => {}
    }
    let seen = succeeded(system.get(&format!("/api/v1/persons/{id}")).await);
    Row::of(id, seen.version())
}

/// Seen by both sides, changed by the enterprise.
async fn authorisation<'h>(world: &World<'h>, operation: &Operation, owner: &Owner<'h>) -> Option<Row> {
    if !operation.changes_something() {
        return world.authorisations.get(&owner.home.id).map(|id| Row::of(id.clone(), 1));
    }
    if owner.home.kind != OrganisationKind::Enterprise {
        return None;
    }
    let agency = entered(&world.system.person, OrganisationKind::Agency).await.id();
    let made = super::cast::granted(&owner.home, &agency, &["files", "preexam"]).await;
    Some(Row::of(made["id"].as_str().expect("an id").to_owned(), made["version"].as_i64().expect("a version")))
}

async fn client(operation: &Operation, owner: &Owner<'_>) -> Option<Row> {
    let keeper = owner.home.keeper();
    if keeper.role != Role::OrganisationAdministrator {
        return None;
    }
    let body = json!({"name": "接口程序", "scopes": ["notices:read", "files:read"]});
    let mut made = succeeded(keeper.person.post("/api/v1/clients", body).await);
    let id = made.id();
    if operation.id == "reinstateClient" {
        let target = format!("/api/v1/clients/{id}/suspend");
        made = succeeded(keeper.person.change(&target, made.version(), json!({"reason": "核查"})).await);
    }
    Some(Row::of(id, made.version()))
}
