//! Long operations: what is begun by an act, goes on behind it, and is asked for by its id.
//!
//! ```text
//! act ──► queued ──taken under a lease──► running ──► done | failed      one act with entry and notice
//!            └───────────────┬───────────────┘
//!                            └──► cancelled                               by an act of whoever may
//! ```
//!
//! **Invariants**
//! - An operation that is queued is run to an end, whatever dies meanwhile: a lease that ran out is taken by another
//!   process. What is run bears repetition.
//! - One that was cancelled, or whose lease another process took, is let go within a second, in the middle of its work.
//! - Its version counts its entries in the journal: 1 when it is queued, 2 when it has ended. Progress has none.
//! - The journal says what was counted, never what stood in the lines of a file.

pub mod http;
mod progress;
mod rows;
mod run;
mod store;
mod wire;

use domain::hall::Refusal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::act::{Act, ActFault, Answer};
use crate::http::{Language, Sentence};
use crate::journal::{ActorOf, Aggregate, NewEntry, Payload};

pub use http::LongOperationsApi;
pub use progress::{Progress, Told};
pub use run::{Ran, RunFault, Runner, Runs};
pub use wire::OperationView;

/// The kind of case in the journal.
const CASE: &str = "operations.operation";

/// The kinds of notices and entries that tell of an end.
mod kinds {
    pub(super) const FINISHED: &str = "operations.operation_finished";
    pub(super) const FAILED: &str = "operations.operation_failed";
}

/// Where an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for its turn.
    Queued,
    /// It is being worked on, or was when a process died.
    Running,
    /// It came to its end.
    Done,
    /// It cannot come to its end.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

impl State {
    const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A sentence as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl From<&Sentence> for Words {
    fn from(said: &Sentence) -> Self {
        Self { zh: said.in_language(Language::Chinese).to_owned(), en: said.in_language(Language::English).to_owned() }
    }
}

/// Who asked for it, and for what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    actor: String,
    seat: Option<Uuid>,
    acting_for: Option<Uuid>,
    request_id: String,
    /// What the kind of operation needs to know.
    pub request: Value,
}

/// Why an operation failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The stable code.
    pub code: String,
    /// What went wrong.
    pub title: Words,
}

/// A long operation as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its id.
    pub id: Uuid,
    /// What kind it is (`registry.import`).
    pub kind: String,
    /// The organisation it was begun for.
    pub organisation: Option<Uuid>,
    /// The person or the program that began it.
    pub started_by: Option<Uuid>,
    /// Who asked for it, and for what.
    pub asked: Asked,
    /// Where it stands.
    pub state: State,
    /// How far it is.
    pub progress: Told,
    /// What it came to.
    pub result: Option<Value>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// When it was begun, in real time.
    pub created_at: i64,
    /// When anything of it changed last.
    pub updated_at: i64,
    /// When it ended.
    pub finished_at: Option<i64>,
    /// How many entries the journal has of it.
    pub version: i32,
}

impl Operation {
    /// Who began it, as the journal has it.
    pub fn actor(&self) -> ActorOf {
        let kind = match self.asked.actor.as_str() {
            "person" => "person",
            "program" => "program",
            _ => "system",
        };
        ActorOf { kind, id: self.started_by, organisation: self.asked.seat, acting_for: self.asked.acting_for }
    }

    /// The request that brought it.
    pub fn request_id(&self) -> &str {
        &self.asked.request_id
    }

    fn ended(&mut self, state: State, at: i64) {
        self.state = state;
        self.finished_at = Some(at);
        self.updated_at = at;
        self.version += 1;
    }

    fn entry(&self, happened: &str, facts: Value) -> NewEntry {
        NewEntry {
            aggregate: Aggregate { kind: CASE, id: self.id },
            version: self.version,
            kind: format!("{CASE}_{happened}"),
            payload_version: 1,
            payload: Payload::Open(json!({"id": self.id, "kind": self.kind, "facts": facts})),
            audience: self.organisation.into_iter().collect(),
        }
    }
}

/// Queues an operation in the act that asks for it.
///
/// # Errors
/// The database's.
pub async fn begin(act: &Act<'_>, kind: &'static str, request: Value) -> Result<Operation, ActFault> {
    let call = act.call();
    let actor = call.actor();
    let now = act.real_millis();
    let operation = Operation {
        id: act.new_id(),
        kind: kind.to_owned(),
        organisation: call.organisation(),
        started_by: actor.id,
        asked: Asked {
            actor: actor.kind.to_owned(),
            seat: actor.organisation,
            acting_for: actor.acting_for,
            request_id: call.request_id.clone(),
            request,
        },
        state: State::Queued,
        progress: Told::default(),
        result: None,
        failure: None,
        created_at: now,
        updated_at: now,
        finished_at: None,
        version: 1,
    };
    store::insert(act.transaction(), &operation).await?;
    act.record(operation.entry("queued", Value::Null));
    Ok(operation)
}

/// The operations of a kind that have not ended, as an act sees them.
///
/// # Errors
/// The database's.
pub async fn open(act: &Act<'_>, kind: &str) -> Result<Vec<Operation>, ActFault> {
    store::open(act.transaction(), kind).await
}

/// The answer that shows an operation which was begun: 202.
pub fn accepted(operation: &Operation, language: Language) -> Answer {
    Answer::accepted(&OperationView::of(operation, language)).at_version(operation.version)
}

/// Stops an operation that the caller may see, in an act.
async fn cancel(act: &Act<'_>, id: Uuid) -> Result<Answer, ActFault> {
    let mut operation = store::visible(act.transaction(), act.call(), id).await?;
    act.has_seen(operation.version)?;
    let answer = |operation: &Operation| {
        Answer::done(&OperationView::of(operation, act.call().language)).at_version(operation.version)
    };
    match operation.state {
        State::Cancelled => return Ok(answer(&operation).unchanged()),
        State::Done | State::Failed => {
            return Err(Refusal::new("operations.ended", "操作已经结束", "The operation has ended already").into());
        }
        State::Queued | State::Running => {}
    }
    operation.ended(State::Cancelled, act.real_millis());
    store::end(act.transaction(), &operation).await?;
    act.record(operation.entry("cancelled", Value::Null));
    Ok(answer(&operation))
}

/// Title and text of a notice that an operation has ended.
pub fn wording(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)> {
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    let both = |title: (&'static str, &'static str), zh: String, en: String| {
        Some((Sentence::new(title.0, title.1), Sentence::new(zh, en)))
    };
    match kind {
        kinds::FINISHED => both(
            ("操作已完成", "An operation has finished"),
            format!("“{}”已完成，可查看其结果。", of("zh")),
            format!("“{}” has finished; its result can be seen.", of("en")),
        ),
        kinds::FAILED => both(
            ("操作未能完成", "An operation has failed"),
            format!("“{}”未能完成：{}。", of("zh"), of("cause_zh")),
            format!("“{}” has failed: {}.", of("en"), of("cause_en")),
        ),
        _ => None,
    }
}
