//! The JSON shapes of long operations.

use std::collections::BTreeMap;

use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use super::{Operation, State};
use crate::http::{Instant, Language};

/// 操作状态。Where an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "OperationState", rename_all = "snake_case")]
pub enum StateWire {
    /// 排队中。It waits for its turn.
    Queued,
    /// 进行中。It is being worked on.
    Running,
    /// 已完成。It came to its end.
    Done,
    /// 失败。It cannot come to its end.
    Failed,
    /// 已取消。Somebody stopped it.
    Cancelled,
}

impl From<State> for StateWire {
    fn from(state: State) -> Self {
        match state {
            State::Queued => Self::Queued,
            State::Running => Self::Running,
            State::Done => Self::Done,
            State::Failed => Self::Failed,
            State::Cancelled => Self::Cancelled,
        }
    }
}

/// 进度。How far an operation is.
#[derive(Debug, Object)]
#[oai(rename = "OperationProgress", skip_serializing_if_is_none)]
pub struct ProgressView {
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 while nobody knows.
    pub total: u64,
    /// Of what (`bytes`); empty before it has begun.
    pub unit: String,
    /// What it is doing, in the caller's language.
    pub text: Option<String>,
    /// What it has counted, by name; more names will come.
    pub counts: BTreeMap<String, u64>,
}

/// 失败原因。Why an operation failed.
#[derive(Debug, Object)]
#[oai(rename = "OperationFault")]
pub struct FaultView {
    /// Stable machine-readable code.
    pub code: String,
    /// What went wrong, in the caller's language.
    pub title: String,
}

/// 长时操作。Something that goes on after it was asked for.
#[derive(Debug, Object)]
#[oai(rename = "Operation", skip_serializing_if_is_none)]
pub struct OperationView {
    /// Its id.
    pub id: Uuid,
    /// What kind it is (`registry.import`); more will come.
    pub kind: String,
    /// Where it stands.
    pub state: StateWire,
    /// How far it is.
    pub progress: ProgressView,
    /// When it was asked for.
    pub created_at: Instant,
    /// When anything of it changed last.
    pub updated_at: Instant,
    /// When it ended; absent before.
    pub finished_at: Option<Instant>,
    /// What it came to, as its kind has it; absent unless it is done.
    pub result: Option<Value>,
    /// Why it failed; absent unless it did.
    pub fault: Option<FaultView>,
}

impl OperationView {
    /// An operation as it is shown.
    pub fn of(operation: &Operation, language: Language) -> Self {
        let progress = &operation.progress;
        let fault = operation.failure.as_ref().map(|failure| FaultView {
            code: failure.code.clone(),
            title: failure.title.in_language(language).to_owned(),
        });
        Self {
            id: operation.id,
            kind: operation.kind.clone(),
            state: operation.state.into(),
            progress: ProgressView {
                done: progress.done,
                total: progress.total,
                unit: progress.unit.clone(),
                text: progress.text.as_ref().map(|text| text.in_language(language).to_owned()),
                counts: progress.counts.clone(),
            },
            created_at: Instant::of_millis(operation.created_at),
            updated_at: Instant::of_millis(operation.updated_at),
            finished_at: operation.finished_at.map(Instant::of_millis),
            result: operation.result.clone(),
            fault,
        }
    }
}
