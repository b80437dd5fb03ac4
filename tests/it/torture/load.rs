//! Writers who ask again under the same key until they are answered, and who notice when an act was lost or done twice.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tests::people::{PASSWORD, fresh_uscc};
use tests::remote::Silence;
use tests::{Person, Remote, Reply, TestApp};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

/// How often something that was not answered is asked again.
const AGAIN: Duration = Duration::from_millis(20);

/// How many write at once.
pub(super) const WRITERS: usize = 8;

/// What the writers met.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Acts that were acknowledged.
    pub(super) acknowledged: AtomicU64,
    /// Answers that said they had been given before.
    pub(super) replayed: AtomicU64,
    /// Requests whose connection broke off.
    pub(super) broke_off: AtomicU64,
    /// Answers that said that the store is away.
    pub(super) unavailable: AtomicU64,
    /// Answers that said that the same key is being worked on.
    pub(super) in_flight: AtomicU64,
}

/// What was acknowledged.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Every key.
    pub(super) keys: Vec<String>,
    /// Invitations, by id.
    pub(super) invitations: Vec<String>,
    /// Programs, by id.
    pub(super) clients: Vec<String>,
    /// Organisations that registered, by id.
    pub(super) registered: Vec<String>,
    /// Files, by id, with their contents.
    pub(super) files: Vec<(String, String)>,
    /// Organisations that were renamed: their ids and last versions.
    pub(super) renamed: Vec<(String, i64)>,
}

/// Writers at work.
pub(super) struct Load {
    front: watch::Sender<Option<SocketAddr>>,
    over: Arc<AtomicBool>,
    /// Who uploads.
    pub(super) uploader: Remote,
    /// What they meet.
    pub(super) met: Arc<Met>,
    tasks: JoinSet<Done>,
}

/// What a writer does again and again.
enum Task {
    Invite,
    MakeClients,
    Register,
    Upload,
    Rename { organisation: String, version: i64 },
}

struct Writer {
    name: String,
    task: Task,
    person: Remote,
    front: watch::Receiver<Option<SocketAddr>>,
    over: Arc<AtomicBool>,
    met: Arc<Met>,
    done: Done,
}

impl Load {
    /// Lets two firms in and has them and the platform write as soon as there is a house to write to.
    pub(super) async fn prepared(house: &TestApp) -> Self {
        let (pine, birch) = (house.enterprise("松木").await, house.enterprise("桦木").await);
        let system = house.system_administrator().await;
        let renamed = [version_of(&system, &pine).await, version_of(&system, &birch).await];
        let rename = |organisation: &Person<'_>, version| Task::Rename {
            organisation: organisation.organisation.clone(),
            version,
        };
        let tasks: [(Task, Remote); WRITERS] = [
            (Task::Invite, pine.remote()),
            (Task::Invite, pine.remote()),
            (Task::Invite, birch.remote()),
            (Task::MakeClients, birch.remote()),
            (Task::Register, house.visitor().remote()),
            (Task::Upload, pine.remote()),
            (rename(&pine, renamed[0]), system.remote()),
            (rename(&birch, renamed[1]), system.remote()),
        ];
        let (front, _) = watch::channel(None);
        let over = Arc::new(AtomicBool::new(false));
        let met = Arc::new(Met::default());
        let mut load = Self { front, over, uploader: pine.remote(), met, tasks: JoinSet::new() };
        for (place, (task, person)) in tasks.into_iter().enumerate() {
            let writer = Writer {
                name: format!("torture-{place}"),
                task,
                person,
                front: load.front.subscribe(),
                over: Arc::clone(&load.over),
                met: Arc::clone(&load.met),
                done: Done::default(),
            };
            load.tasks.spawn(writer.work());
        }
        load
    }

    /// Says where the house is, or that it is nowhere.
    pub(super) fn house_is_at(&self, address: Option<SocketAddr>) {
        self.front.send_replace(address);
    }

    /// How many acts have been acknowledged so far.
    pub(super) fn acknowledged(&self) -> u64 {
        self.met.acknowledged.load(Ordering::SeqCst)
    }

    /// Lets every writer end with an answer; everything that was acknowledged.
    pub(super) async fn ended(mut self) -> Done {
        self.over.store(true, Ordering::SeqCst);
        let mut all = Done::default();
        while let Some(done) = self.tasks.join_next().await {
            let done = done.expect("a writer found nothing wrong");
            all.keys.extend(done.keys);
            all.invitations.extend(done.invitations);
            all.clients.extend(done.clients);
            all.registered.extend(done.registered);
            all.files.extend(done.files);
            all.renamed.extend(done.renamed);
        }
        all
    }

    /// No writer may end before it is told.
    pub(super) fn must_go_on(&mut self) {
        if let Some(ended) = self.tasks.try_join_next() {
            panic!("a writer ended: {ended:?}");
        }
    }
}

async fn version_of(system: &Person<'_>, organisation: &Person<'_>) -> i64 {
    system.get(&format!("/api/v1/organisations/{}", organisation.organisation)).await.version()
}

impl Writer {
    async fn work(mut self) -> Done {
        let mut number = 0;
        while !self.over.load(Ordering::SeqCst) {
            number += 1;
            self.act(number).await;
            self.met.acknowledged.fetch_add(1, Ordering::SeqCst);
        }
        if let Task::Rename { organisation, version } = self.task {
            self.done.renamed.push((organisation, version));
        }
        self.done
    }

    async fn act(&mut self, number: u32) {
        let name = format!("{}-{number}", self.name);
        match &self.task {
            Task::Invite => {
                let reply = self.created("/api/v1/invitations", &name, &json!({"roles": ["enterprise_member"]})).await;
                self.shows_its_secret_once("code", &reply);
                self.done.invitations.push(reply.id());
            }
            Task::MakeClients => {
                let body = json!({"name": name, "scopes": ["notices:read"]});
                let reply = self.created("/api/v1/clients", &name, &body).await;
                self.shows_its_secret_once("client_secret", &reply);
                self.done.clients.push(reply.id());
            }
            Task::Register => {
                let administrator = json!({"login": name, "password": PASSWORD, "name": "登记员"});
                let uscc = fresh_uscc();
                let body = json!({"kind": "enterprise", "name": name, "uscc": uscc, "administrator": administrator});
                let reply = self.created("/api/v1/organisations/register", &name, &body).await;
                self.done.registered.push(reply.id());
            }
            Task::Upload => {
                let content = format!("the content of {name}\n");
                let target = format!("/api/v1/files?name={name}.txt");
                let headers = [("content-type", "application/octet-stream")];
                let reply = self.answered(&target, &headers, content.as_bytes()).await;
                // The same content again is the same file: it has no key and needs none.
                assert!([200, 201].contains(&reply.status), "{name}: {}", String::from_utf8_lossy(&reply.body));
                self.done.files.push((reply.id(), content));
            }
            Task::Rename { organisation, version } => {
                let (target, seen) = (format!("/api/v1/organisations/{organisation}/rename"), *version);
                let tag = format!("\"{seen}\"");
                let body = json!({"name": format!("更名第{number}次的公司")});
                let reply = self.posted(&target, &name, &[("if-match", &tag)], &body).await;
                // 412 would say that an earlier act was lost, or this one done twice.
                reply.must_be(200);
                assert_eq!(reply.version(), seen + 1, "{name}");
                let Task::Rename { version, .. } = &mut self.task else { unreachable!("it renames") };
                *version = seen + 1;
            }
        }
    }

    async fn created(&mut self, target: &str, key: &str, body: &Value) -> Reply {
        let reply = self.posted(target, key, &[], body).await;
        reply.must_be(201);
        reply
    }

    async fn posted(&mut self, target: &str, key: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        let own = [("content-type", "application/json"), ("idempotency-key", key)];
        let reply = self.answered(target, &[headers, &own].concat(), body.to_string().as_bytes()).await;
        self.done.keys.push(key.to_owned());
        self.met.replayed.fetch_add(u64::from(is_replayed(&reply)), Ordering::SeqCst);
        reply
    }

    fn shows_its_secret_once(&self, field: &str, reply: &Reply) {
        assert_eq!(reply.json().get(field).is_some(), !is_replayed(reply), "{}: {field}", self.name);
    }

    /// Asks until there is an answer that says what became of it.
    async fn answered(&mut self, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut ticks = tokio::time::interval(AGAIN);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let front = *self.front.wait_for(Option::is_some).await.expect("the load goes on");
            let Some(address) = front else { continue };
            match self.person.send(address, "POST", target, headers, body).await {
                Err(Silence::NobodyListens) => {}
                Err(Silence::BrokeOff) => count(&self.met.broke_off),
                Ok(reply) if reply.status == 503 => {
                    let said = reply.refusal(503);
                    assert!(["storage.unavailable", "storage.full"].contains(&said.as_str()), "{said}");
                    assert!(reply.header("retry-after").is_some(), "{said} says when to ask again");
                    count(&self.met.unavailable);
                }
                Ok(reply) if reply.status == 409 && reply.refusal(409) == "idempotency.in_flight" => {
                    count(&self.met.in_flight);
                }
                Ok(reply) => return reply,
            }
        }
    }
}

fn count(met: &AtomicU64) {
    met.fetch_add(1, Ordering::SeqCst);
}

/// Whether an answer was given before.
pub(super) fn is_replayed(reply: &Reply) -> bool {
    reply.header("idempotency-replayed") == Some("true")
}

impl std::fmt::Display for Met {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = |met: &AtomicU64| met.load(Ordering::SeqCst);
        write!(
            f,
            "{} acts acknowledged, {} of them by an answer given before; {} requests broke off, {} heard 503, {} heard \
             that they are in flight",
            of(&self.acknowledged),
            of(&self.replayed),
            of(&self.broke_off),
            of(&self.unavailable),
            of(&self.in_flight),
        )
    }
}
