//! Every operation, asked by everybody about every kind of row, once; the tests look at what was seen.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use domain::hall::Role;
use futures_util::{StreamExt, stream};
use hall::policy::{Persons, Row as PolicyRow, Whose};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::people::totp;
use tests::raw::INSIDES;
use tests::{Reply, TestApp};

use super::bodies::{ask, ask_about, headers};
use super::cast::{Caller, Owner, Standing, World, human};
use super::contract::{Operation, operation, operations};
use super::rows::{Named, Row, joined, made, missing};

/// Whose the row is that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belongs {
    Caller,
    Colleague,
    Stranger,
    Nobody,
}

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// Success, or a refusal by a rule.
    Through,
    NotLoggedIn,
    Forbidden,
    NotFound,
}

/// One question and its answer.
#[derive(Debug, Clone)]
pub struct Cell {
    pub operation: &'static Operation,
    pub caller: String,
    pub actor: (&'static str, Option<String>),
    pub belongs: Belongs,
    pub expected: Expected,
    pub status: u16,
    pub text: String,
    pub request_id: String,
    /// What is wrong with the form of the answer.
    pub faults: Vec<String>,
}

impl Cell {
    pub fn name(&self) -> String {
        let Self { operation, caller, belongs, expected, status, text, .. } = self;
        format!("{} by {caller}, {belongs:?}: {expected:?}, and it was {status} {text}", operation.id)
    }

    pub const fn succeeded(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The body without the only thing that tells one refusal from another.
    pub fn without_request_id(&self) -> Value {
        let mut problem: Value = serde_json::from_str(&self.text).unwrap_or_default();
        problem.as_object_mut().map(|problem| problem.remove("request_id"));
        problem
    }
}

/// What was seen: the cells, and who acted according to the journal, by request.
#[derive(Debug)]
pub struct Seen {
    pub cells: Vec<Cell>,
    pub journal: HashMap<String, Vec<(String, Option<String>)>>,
}

/// What was seen, by one run for all tests.
pub fn seen() -> &'static Seen {
    static SEEN: OnceLock<Seen> = OnceLock::new();
    SEEN.get_or_init(|| {
        let run = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run())
        };
        std::thread::Builder::new().spawn(run).expect("a thread").join().expect("the run ends")
    })
}

/// What the table says of a caller, read anew and without the guard.
enum Verdict {
    Open,
    NotLoggedIn,
    Forbidden,
    /// As if there were nothing.
    Hidden,
    Sees(Whose),
}

fn verdict(row: &PolicyRow, standing: &Standing) -> Verdict {
    let has_scope = |scopes: &std::collections::BTreeSet<String>| row.scope.is_some_and(|scope| scopes.contains(scope));
    let (roles, everybody) = match (row.persons, standing) {
        (Persons::Anyone, _) => return Verdict::Open,
        (_, Standing::Nobody) => return Verdict::NotLoggedIn,
        (Persons::LoggedIn, Standing::Person(_) | Standing::Agent { scopes: None, .. }) => {
            return Verdict::Sees(Whose::Own);
        }
        (Persons::LoggedIn, Standing::Program(_) | Standing::Agent { .. }) => return Verdict::Forbidden,
        (Persons::Roles(roles), _) => (roles, false),
        (Persons::Members(wider), _) => (wider, true),
    };
    match standing {
        Standing::Nobody => Verdict::NotLoggedIn,
        Standing::Person(role) => {
            let listed = roles.iter().find(|(known, _)| known == role).map(|(_, whose)| *whose);
            listed.or(everybody.then_some(Whose::OwnOrganisation)).map_or(Verdict::Forbidden, Verdict::Sees)
        }
        Standing::Program(scopes) if has_scope(scopes) => Verdict::Sees(Whose::OwnOrganisation),
        Standing::Program(_) => Verdict::Forbidden,
        Standing::Agent { powers, scopes } => {
            let may_at_all = scopes.as_ref().is_none_or(has_scope);
            match row.power.filter(|_| may_at_all) {
                None => Verdict::Forbidden,
                Some(_) if powers.is_empty() => Verdict::Hidden,
                Some(power) if powers.contains(&power) => Verdict::Sees(Whose::OwnOrganisation),
                Some(_) => Verdict::Forbidden,
            }
        }
    }
}

fn expected(operation: &Operation, verdict: &Verdict, belongs: Belongs) -> Expected {
    let names_nothing = Named::by(operation).is_nobodys();
    match (verdict, belongs) {
        (Verdict::NotLoggedIn, _) => Expected::NotLoggedIn,
        (Verdict::Forbidden, _) => Expected::Forbidden,
        (Verdict::Hidden, _) => Expected::NotFound,
        (Verdict::Open | Verdict::Sees(_), _) if names_nothing => Expected::Through,
        (Verdict::Open | Verdict::Sees(_), Belongs::Nobody) => Expected::NotFound,
        (Verdict::Open | Verdict::Sees(Whose::Everyones), _) | (_, Belongs::Caller) => Expected::Through,
        (Verdict::Sees(Whose::OwnOrganisation), Belongs::Colleague) => Expected::Through,
        (Verdict::Sees(Whose::Own | Whose::OwnOrganisation), _) => Expected::NotFound,
    }
}

async fn run() -> Seen {
    let house = TestApp::start_with(|config| config.demo.enabled = true).await;
    for (_, _, _, file) in super::RECORDS {
        let lines = std::fs::read(tests::process::small_records().join(file)).expect("the small records");
        house.import_file(&house.file(file, lines)).await;
    }
    // The index has followed; the program itself would say so.
    house.app.readiness.hindrances().keys().for_each(|name| house.app.readiness.clear(name));
    let world = World::of(&house).await;
    // Several at once, for most of the time goes by in waiting for the database.
    let of_each = operations().iter().map(|operation| of_operation(&world, operation));
    let of_each: Vec<Vec<Cell>> = stream::iter(of_each).buffered(AT_ONCE).collect().await;
    let mut cells = of_each.concat();
    by_themselves(&world, &mut cells).await;
    let journal = journal(&house).await;
    Seen { cells, journal }
}

/// Operations that are asked about at once.
const AT_ONCE: usize = 6;

async fn of_operation<'h>(world: &World<'h>, operation: &'static Operation) -> Vec<Cell> {
    let mut cells = Vec::new();
    // Rows that nothing is done to, by their owner: refusals use nothing up.
    let mut spare = BTreeMap::new();
    for caller in world.callers.iter().filter(|caller| is_asked_by(operation, caller)) {
        about_each_row(world, operation, caller, &mut spare, &mut cells).await;
    }
    cells
}

/// Everybody asks, save for what changes something without a login: who asks makes no difference to it, and each answer
/// costs a password. There it is nobody, somebody, and a program.
pub fn is_asked_by(operation: &Operation, caller: &Caller<'_>) -> bool {
    let all_the_same = operation.row.persons == Persons::Anyone && operation.changes_something();
    !all_the_same
        || match &caller.standing {
            Standing::Nobody | Standing::Program(_) => true,
            Standing::Person(role) => *role == Role::EnterpriseMember,
            Standing::Agent { .. } => false,
        }
}

type Spare = BTreeMap<(String, String), Option<Row>>;

async fn about_each_row<'h>(
    world: &World<'h>,
    operation: &'static Operation,
    caller: &Caller<'h>,
    spare: &mut Spare,
    cells: &mut Vec<Cell>,
) {
    let verdict = verdict(operation.row, &caller.standing);
    let own = caller.owner(operation.row.persons);
    let same = caller.same.as_ref().map(|owner| (Belongs::Colleague, owner));
    let others = [(Belongs::Stranger, &caller.foreign), (Belongs::Nobody, &own)];
    let names_nothing = Named::by(operation).is_nobodys();
    for (belongs, owner) in [(Belongs::Caller, &own)].into_iter().chain(same).chain(others) {
        // What an organisation was told is each of its people's.
        let is_the_same = belongs == Belongs::Colleague && Named::by(operation) == Named::Notice;
        let expected = expected(operation, &verdict, belongs);
        // Who is refused whatever he asks about is so for his own and for others'.
        let is_decided = matches!(expected, Expected::Forbidden | Expected::NotLoggedIn);
        let is_told = is_decided && matches!(belongs, Belongs::Colleague | Belongs::Nobody);
        if is_the_same || is_told || (names_nothing && belongs != Belongs::Caller) {
            continue;
        }
        let uses_up = expected == Expected::Through && operation.changes_something();
        let row = if belongs == Belongs::Nobody {
            Some(missing(operation, owner))
        } else if uses_up {
            made(world, operation, owner).await
        } else {
            let key = (owner.home.id.clone(), owner.human.id.clone());
            match spare.get(&key) {
                Some(row) => row.clone(),
                None => spare.entry(key).or_insert(made(world, operation, owner).await).clone(),
            }
        };
        // Who has no such row is refused before one is looked for.
        let Some(row) = row.or_else(|| is_decided.then(|| missing(operation, owner))) else { continue };
        let caller = &who_asks(world, operation, caller, expected).await;
        let reply = ask_about(world, operation, caller, owner, &row).await;
        cells.push(cell(operation, caller, belongs, expected, &reply));
    }
}

/// Who logs out does so in a session of its own.
async fn who_asks<'h>(world: &World<'h>, operation: &Operation, caller: &Caller<'h>, expected: Expected) -> Caller<'h> {
    if operation.id != "closeSession" || expected != Expected::Through {
        return caller.clone();
    }
    let Some(himself) = &caller.himself else { return caller.clone() };
    let human = human(world.house, &himself.person.login, himself.role, himself.password).await;
    Caller { person: human.person.clone(), ..caller.clone() }
}

/// What a person does to himself that would shut the others of this run out: each by somebody new.
async fn by_themselves<'h>(world: &World<'h>, cells: &mut Vec<Cell>) {
    let of = &world.callers.iter().find(|caller| matches!(caller.standing, Standing::Person(_))).expect("a person").own;
    for name in ["changePassword", "confirmSecondFactor"] {
        let (login, _) = joined(world, of).await;
        let human = human(world.house, &login, Role::EnterpriseMember, tests::people::PASSWORD).await;
        let body = if name == "changePassword" {
            json!({"old_password": human.password, "new_password": "another-Horse-battery-8"})
        } else {
            let begun = human.person.post("/api/v1/me/second-factor/begin", Value::Null).await.must_be(200);
            let secret = begun["secret"]["base32"].as_str().expect("a secret");
            json!({"code": totp(secret, world.house.real_second())})
        };
        let operation = operation(name);
        let caller = Caller {
            name: "somebody new".into(),
            person: human.person.clone(),
            standing: Standing::Person(human.role),
            actor: ("person", Some(human.id.clone())),
            himself: Some(human.clone()),
            own: Owner { home: std::rc::Rc::clone(&of.home), human: human.clone() },
            same: None,
            foreign: of.clone(),
        };
        let reply = ask(&caller.person, operation, &operation.target(&[]), &headers(operation, 1), Some(&body)).await;
        cells.push(cell(operation, &caller, Belongs::Caller, Expected::Through, &reply));
    }
}

fn cell(
    operation: &'static Operation,
    caller: &Caller<'_>,
    belongs: Belongs,
    expected: Expected,
    reply: &Reply,
) -> Cell {
    let public = operation.row.persons == Persons::Anyone;
    Cell {
        operation,
        caller: caller.name.clone(),
        actor: if public { ("visitor", None) } else { caller.actor.clone() },
        belongs,
        expected,
        status: reply.status,
        text: String::from_utf8_lossy(&reply.body).into_owned(),
        request_id: reply.header("x-request-id").unwrap_or_default().to_owned(),
        faults: faults_of(reply),
    }
}

/// What every answer has, and what no problem may say.
fn faults_of(reply: &Reply) -> Vec<String> {
    let mut faults = Vec::new();
    let bears =
        [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY")];
    faults.extend(
        bears
            .iter()
            .filter(|(name, value)| reply.header(name) != Some(value))
            .map(|(name, _)| format!("{name} is missing")),
    );
    faults.extend(reply.header("x-request-id").is_none().then(|| "it has no request id".to_owned()));
    if reply.status < 400 {
        return faults;
    }
    let text = String::from_utf8_lossy(&reply.body);
    if reply.header("content-type") != Some("application/problem+json") {
        faults.push("it is no problem document".into());
    }
    let problem: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let code = problem["code"].as_str().unwrap_or_default();
    let agrees = problem["type"] == format!("urn:zhiquan:problem:{code}") && problem["status"] == reply.status;
    faults.extend((!agrees).then(|| "type, code and status do not agree".to_owned()));
    faults.extend(
        (problem["request_id"].as_str() != reply.header("x-request-id")).then(|| "another request id".to_owned()),
    );
    faults.extend(INSIDES.iter().filter(|inside| text.contains(**inside)).map(|inside| format!("it says {inside:?}")));
    faults
}

async fn journal(house: &TestApp) -> HashMap<String, Vec<(String, Option<String>)>> {
    let database = house.app.database.reader();
    let question = "SELECT request_id, actor_kind, actor_id FROM hall_entry";
    let rows = database.query_all_raw(Statement::from_string(house.app.database.backend(), question)).await;
    let mut journal: HashMap<String, Vec<_>> = HashMap::new();
    for row in rows.expect("the journal") {
        let word = |column: &str| row.try_get::<String>("", column).expect("a word");
        let actor = row.try_get::<Option<sea_orm::prelude::Uuid>>("", "actor_id").expect("an id");
        journal.entry(word("request_id")).or_default().push((word("actor_kind"), actor.map(|id| id.to_string())));
    }
    journal
}
