//! Everybody who may ask: a person of each role in each kind of organisation that has it, a second organisation of each
//! kind, programs, agencies with each power, and nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use accounts::desk::DemoAccount;
use domain::hall::{OrganisationKind, Power, Role};
use hall::policy::Persons;
use serde_json::{Value, json};
use tests::people::{PASSWORD, fresh_uscc, number};
use tests::{Person, TestApp};

/// A person with what is known of him.
#[derive(Clone)]
pub struct Human<'h> {
    pub person: Person<'h>,
    pub id: String,
    pub role: Role,
    pub password: &'static str,
}

/// An organisation with its people.
pub struct Home<'h> {
    pub id: String,
    pub kind: OrganisationKind,
    pub people: Vec<Rc<Human<'h>>>,
}

impl<'h> Home<'h> {
    /// Who looks after it: its administrator; of the platform the system administrator.
    pub fn keeper(&self) -> &Human<'h> {
        let keeps = |role| matches!(role, Role::OrganisationAdministrator | Role::SystemAdministrator);
        self.people.iter().find(|human| keeps(human.role)).expect("somebody looks after it")
    }

    /// A role of its people besides administering it.
    pub fn working_role(&self) -> Role {
        let works =
            |role: &&Role| **role != Role::OrganisationAdministrator && role.organisations().contains(&self.kind);
        // The last one: of the platform the audit administrator, who is nobody else here.
        *Role::ALL.iter().rfind(works).expect("somebody works there")
    }
}

/// Whose rows are made.
#[derive(Clone)]
pub struct Owner<'h> {
    pub home: Rc<Home<'h>>,
    pub human: Rc<Human<'h>>,
}

/// As what somebody asks: all that the policy table knows of him.
#[derive(Debug, Clone)]
pub enum Standing {
    Nobody,
    Person(Role),
    Program(BTreeSet<String>),
    /// An agency's person or program for an enterprise that gave these powers.
    Agent {
        powers: BTreeSet<Power>,
        scopes: Option<BTreeSet<String>>,
    },
}

/// Somebody who asks, with whose rows he is asked to see.
#[derive(Clone)]
pub struct Caller<'h> {
    pub name: String,
    pub person: Person<'h>,
    pub standing: Standing,
    /// How the journal calls him.
    pub actor: (&'static str, Option<String>),
    /// The person who asks, where one does.
    pub himself: Option<Rc<Human<'h>>>,
    pub own: Owner<'h>,
    pub same: Option<Owner<'h>>,
    pub foreign: Owner<'h>,
}

impl<'h> Caller<'h> {
    /// Whose the rows are that are his own: of what everybody has for himself, the person's.
    pub fn owner(&self, persons: Persons) -> Owner<'h> {
        let himself = self.himself.as_ref().filter(|_| persons == Persons::LoggedIn);
        let human = Rc::clone(himself.unwrap_or(&self.own.human));
        Owner { home: Rc::clone(&self.own.home), human }
    }
}

/// The house with everybody in it.
pub struct World<'h> {
    pub house: &'h TestApp,
    pub callers: Vec<Caller<'h>>,
    pub system: Rc<Human<'h>>,
    pub security: Rc<Human<'h>>,
    /// The client that asks for tokens.
    pub client: (String, String),
    /// A standing authorisation of an organisation that gave or was given one.
    pub authorisations: BTreeMap<String, String>,
    /// Whom and what was made for several rows of pre-examination.
    pub preexam: tokio::sync::Mutex<super::preexam::Known<'h>>,
    homes: BTreeMap<OrganisationKind, Rc<Home<'h>>>,
}

pub async fn human<'h>(house: &'h TestApp, login: &str, role: Role, password: &'static str) -> Rc<Human<'h>> {
    let person = house.person_of(login, &house.try_login(login, password, None).await);
    let id = person.get("/api/v1/me").await.must_be(200)["person_id"].as_str().expect("an id").to_owned();
    Rc::new(Human { person, id, role, password })
}

/// A new organisation of this kind, confirmed, without people.
pub async fn entered(system: &Person<'_>, kind: OrganisationKind) -> tests::Reply {
    use OrganisationKind as K;
    let mut body = json!({"kind": kind.code(), "name": format!("第二家{}{}", kind.zh(), number())});
    if matches!(kind, K::Enterprise | K::Agency | K::Bank | K::Guarantor | K::Insurer | K::Appraiser) {
        body["uscc"] = fresh_uscc().into();
    }
    let reply = system.post("/api/v1/organisations", body).await;
    reply.must_be(201);
    reply
}

/// A new organisation of this kind with an administrator.
pub async fn founded<'h>(house: &'h TestApp, system: &Person<'h>, kind: OrganisationKind) -> Rc<Home<'h>> {
    let id = entered(system, kind).await.id();
    let role = Role::OrganisationAdministrator;
    let login = format!("second.{}", number());
    let invitation = json!({"organisation_id": id, "roles": [role.code()]});
    let invited = system.post("/api/v1/invitations", invitation).await.must_be(201);
    house.accept(invited["code"].as_str().expect("a code"), &login).await.must_be(201);
    Rc::new(Home { id, kind, people: vec![human(house, &login, role, PASSWORD).await] })
}

/// A program of an organisation: its id, its secret, and itself with a token.
pub async fn program<'h>(house: &'h TestApp, of: &Person<'h>, scopes: &[&str]) -> (String, String, Person<'h>) {
    let made = of.post("/api/v1/clients", json!({"name": "接口程序", "scopes": scopes})).await.must_be(201);
    let word = |name: &str| made[name].as_str().expect("a word").to_owned();
    let (id, secret) = (word("id"), word("client_secret"));
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let given = house.visitor().send(poem::http::Method::POST, "/oauth/token", &headers, Some(form.into())).await;
    let token = given.must_be(200)["access_token"].as_str().expect("a token").to_owned();
    (id, secret, house.visitor().with("authorization", &format!("Bearer {token}")))
}

/// An authorisation, by its id.
pub async fn granted(enterprise: &Home<'_>, agency: &str, powers: &[&str]) -> Value {
    let body = json!({"agency_id": agency, "powers": powers});
    enterprise.keeper().person.post("/api/v1/authorisations", body).await.must_be(201)
}

impl<'h> World<'h> {
    /// Lets everybody in.
    pub async fn of(house: &'h TestApp) -> Self {
        let accounts = house.app.accounts.make_demo_accounts().await.expect("the demo accounts");
        let mut people: BTreeMap<OrganisationKind, Vec<Rc<Human<'h>>>> = BTreeMap::new();
        for account in accounts {
            let human = human(house, &account.login, account.role, DemoAccount::PASSWORD).await;
            people.entry(account.organisation).or_default().push(human);
        }
        let home = |(kind, people): (OrganisationKind, Vec<Rc<Human<'h>>>)| {
            let id = people.first().expect("somebody").person.organisation.clone();
            (kind, Rc::new(Home { id, kind, people }))
        };
        let homes: BTreeMap<OrganisationKind, Rc<Home<'h>>> = people.into_iter().map(home).collect();
        let of_role = |role| homes[&OrganisationKind::Platform].people.iter().find(move |human| human.role == role);
        let system = Rc::clone(of_role(Role::SystemAdministrator).expect("the system administrator"));
        let security = Rc::clone(of_role(Role::SecurityAdministrator).expect("the security administrator"));
        let mut abroad = BTreeMap::new();
        for kind in OrganisationKind::ALL.iter().filter(|kind| **kind != OrganisationKind::Platform) {
            abroad.insert(*kind, founded(house, &system.person, *kind).await);
        }
        let mut world = Self {
            house,
            callers: Vec::new(),
            system,
            security,
            client: Default::default(),
            authorisations: BTreeMap::new(),
            preexam: Default::default(),
            homes,
        };
        world.callers.push(world.nobody(&abroad));
        world.persons(&abroad);
        world.programs(&abroad).await;
        world.agents(&abroad).await;
        world
    }

    /// The first organisation of a kind.
    pub fn home(&self, kind: OrganisationKind) -> Rc<Home<'h>> {
        Rc::clone(&self.homes[&kind])
    }

    fn owner(home: &Rc<Home<'h>>) -> Owner<'h> {
        let human = home.people.first().expect("somebody");
        Owner { home: Rc::clone(home), human: Rc::clone(human) }
    }

    fn nobody(&self, abroad: &BTreeMap<OrganisationKind, Rc<Home<'h>>>) -> Caller<'h> {
        let own = Self::owner(&self.homes[&OrganisationKind::Enterprise]);
        let foreign = Self::owner(&abroad[&OrganisationKind::Enterprise]);
        let (person, actor) = (self.house.visitor(), ("visitor", None));
        Caller {
            name: "nobody".into(),
            person,
            standing: Standing::Nobody,
            actor,
            himself: None,
            own,
            same: None,
            foreign,
        }
    }

    fn persons(&mut self, abroad: &BTreeMap<OrganisationKind, Rc<Home<'h>>>) {
        for (kind, home) in &self.homes {
            // There is one platform: to its people the rows of an enterprise are the others'.
            let foreign = Self::owner(abroad.get(kind).unwrap_or(&abroad[&OrganisationKind::Enterprise]));
            for human in &home.people {
                let another = home.people.iter().find(|another| another.id != human.id);
                let owner = |human: &Rc<Human<'h>>| Owner { home: Rc::clone(home), human: Rc::clone(human) };
                self.callers.push(Caller {
                    name: format!("{} of {kind}", human.role),
                    person: human.person.clone(),
                    standing: Standing::Person(human.role),
                    actor: ("person", Some(human.id.clone())),
                    himself: Some(Rc::clone(human)),
                    own: owner(human),
                    same: another.map(owner),
                    foreign: foreign.clone(),
                });
            }
        }
    }

    async fn programs(&mut self, abroad: &BTreeMap<OrganisationKind, Rc<Home<'h>>>) {
        // The kind of organisation that may give every scope.
        let home = Rc::clone(&self.homes[&OrganisationKind::ProtectionCentre]);
        let of_the_table: BTreeSet<&str> = zhiquan::policy::TABLE.iter().filter_map(|row| row.scope).collect();
        let all: Vec<&str> = of_the_table.into_iter().collect();
        for (name, scopes) in [("a program with every scope", all.as_slice()), ("a program with one", &["events:read"])]
        {
            let (id, secret, person) = program(self.house, &home.keeper().person, scopes).await;
            self.client = (id.clone(), secret);
            self.callers.push(Caller {
                name: name.into(),
                person,
                standing: Standing::Program(scopes.iter().map(|scope| (*scope).to_owned()).collect()),
                actor: ("program", Some(id)),
                himself: None,
                own: Self::owner(&home),
                same: None,
                foreign: Self::owner(&abroad[&OrganisationKind::ProtectionCentre]),
            });
        }
    }

    async fn agents(&mut self, abroad: &BTreeMap<OrganisationKind, Rc<Home<'h>>>) {
        let agency = Rc::clone(&self.homes[&OrganisationKind::Agency]);
        let agent = Rc::clone(agency.people.iter().find(|human| human.role == Role::Agent).expect("an agent"));
        let of_the_table: BTreeSet<&str> = zhiquan::policy::TABLE.iter().filter_map(|row| row.scope).collect();
        let scopes: Vec<&str> = of_the_table.into_iter().filter(|scope| *scope != "registry:import").collect();
        let (client, _, token) = program(self.house, &agency.keeper().person, &scopes).await;
        // Each power that opens an operation, and one that opens none.
        let opens = |power: &Power| zhiquan::policy::TABLE.iter().any(|row| row.power == Some(*power));
        let (opening, idle): (Vec<Power>, Vec<Power>) = Power::ALL.iter().copied().partition(opens);
        let each = opening.into_iter().chain(idle.into_iter().take(1));
        let mut given: Vec<(String, Vec<Power>)> = each.map(|power| (power.code().to_owned(), vec![power])).collect();
        given.extend([("every power".into(), Power::ALL.to_vec()), ("nothing".into(), Vec::new())]);
        for (name, powers) in given {
            let enterprise = founded(self.house, &self.system.person, OrganisationKind::Enterprise).await;
            let codes: Vec<&str> = powers.iter().map(|power| power.code()).collect();
            if !codes.is_empty() {
                let authorisation = granted(&enterprise, &agency.id, &codes).await;
                let id = authorisation["id"].as_str().expect("an id").to_owned();
                self.authorisations.extend([(enterprise.id.clone(), id.clone()), (agency.id.clone(), id)]);
            }
            let powers: BTreeSet<Power> = powers.into_iter().collect();
            let with_token = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            let person = ("an agent", &agent.person, None, ("person", Some(agent.id.clone())));
            let program = ("an agency's program", &token, Some(with_token), ("program", Some(client.clone())));
            for (who, asks, scopes, actor) in [person, program] {
                let himself = scopes.is_none().then(|| Rc::clone(&agent));
                self.callers.push(Caller {
                    name: format!("{who} for an enterprise that gave {name}"),
                    person: asks.with("zhiquan-acting-for", &enterprise.id),
                    standing: Standing::Agent { powers: powers.clone(), scopes },
                    actor,
                    himself,
                    own: Self::owner(&enterprise),
                    same: None,
                    foreign: Self::owner(&agency),
                });
            }
        }
        for (enterprise, agency) in [(&self.homes, abroad), (abroad, abroad)] {
            let (enterprise, agency) = (&enterprise[&OrganisationKind::Enterprise], &agency[&OrganisationKind::Agency]);
            let authorisation = granted(enterprise, &agency.id, &["files", "preexam"]).await;
            let id = authorisation["id"].as_str().expect("an id").to_owned();
            self.authorisations.extend([(enterprise.id.clone(), id.clone()), (agency.id.clone(), id)]);
        }
    }
}
