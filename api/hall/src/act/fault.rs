//! Why an act was not done.

use domain::hall::{FieldRefusal, Refusal};
use poem::http::StatusCode;
use sea_orm::DbErr;

use crate::db::{MayBeTheDatabase, is_full};
use crate::http::{Fault, FieldFault, Sentence};

/// Why an act was not done. Rooms whose desks say no in no other way use it as it is.
#[derive(Debug, thiserror::Error)]
pub enum ActFault {
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Rules say no to fields of the request, at least one: each a JSON pointer into the body, or the name of a parameter,
    /// and why. The first one's code is that of the answer.
    #[error("{}", told(.0))]
    Fields(Vec<FieldRefusal>),
    /// There is no such thing, or it belongs to another organisation.
    #[error("no such thing")]
    NotFound,
    /// The request has seen an earlier version.
    #[error("the version is stale")]
    Stale,
    /// The same key is being worked on.
    #[error("the same key is in flight")]
    InFlight,
    /// The key was used for another body.
    #[error("the key was used for another body")]
    OtherBody,
    /// A row that cannot be: somebody changed it behind our back, or we have a fault.
    #[error("a row of {table} cannot be: {cause}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// Something that HTTP has a word for already.
    #[error(transparent)]
    Said(#[from] Fault),
    /// A file beside the database failed.
    #[error("a file beside the database failed: {0}")]
    File(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl ActFault {
    /// A rule's no to one field.
    pub fn of_field(pointer: impl Into<String>, refusal: Refusal) -> Self {
        Self::Fields(FieldRefusal::alone(pointer, refusal))
    }
}

fn told(fields: &[FieldRefusal]) -> String {
    fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn fields_refused(fields: Vec<FieldRefusal>) -> Fault {
    let title = Sentence::new("请求内容有误", "The request cannot be accepted");
    let code = fields.first().map_or("validation.refused", |field| field.refusal.code);
    let refused = Fault::new(StatusCode::UNPROCESSABLE_ENTITY, code, title);
    let basis = fields.iter().find_map(|field| field.refusal.basis);
    let refused = basis.into_iter().fold(refused, Fault::with_basis);
    fields.into_iter().fold(refused, |refused, FieldRefusal { pointer, refusal }| {
        let detail = Sentence::new(refusal.zh, refusal.en);
        refused.with_field(FieldFault { pointer, code: refusal.code, detail })
    })
}

impl MayBeTheDatabase for ActFault {
    fn database_error(&self) -> Option<&DbErr> {
        if let Self::Database(error) = self { Some(error) } else { None }
    }
}

impl From<Vec<FieldRefusal>> for ActFault {
    fn from(fields: Vec<FieldRefusal>) -> Self {
        Self::Fields(fields)
    }
}

impl From<FieldRefusal> for ActFault {
    /// Where no field is meant it is the state that says no.
    fn from(field: FieldRefusal) -> Self {
        if field.pointer.is_empty() { Self::Refused(field.refusal) } else { Self::Fields(vec![field]) }
    }
}

impl From<ActFault> for Fault {
    fn from(fault: ActFault) -> Self {
        match fault {
            ActFault::Refused(refusal) => refusal.into(),
            ActFault::Fields(fields) => fields_refused(fields),
            ActFault::NotFound => Self::not_found(),
            ActFault::Stale => Self::precondition_failed(),
            ActFault::InFlight => {
                let said = Sentence::new("相同的请求正在处理中", "The same request is being worked on");
                Self::conflict("idempotency.in_flight", said)
            }
            ActFault::OtherBody => {
                let said = Sentence::new(
                    "此 Idempotency-Key 已用于另一请求内容",
                    "This Idempotency-Key was used with another body",
                );
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency.other_body", said)
            }
            ActFault::Inconsistent { table, cause } => {
                tracing::error!(table, cause, "a row cannot be");
                Self::internal()
            }
            ActFault::Said(fault) => fault,
            ActFault::File(error) => {
                tracing::error!(%error, "a file beside the database failed");
                Self::unavailable("storage.unavailable", Sentence::new("文件暂不可用", "A file is unavailable"))
            }
            ActFault::Database(error) => Self::from(Unavailable(&error)),
        }
    }
}

/// A database's error on its way to the caller, who hears only that it is full or away.
#[derive(Debug)]
pub struct Unavailable<'e>(pub &'e DbErr);

impl From<Unavailable<'_>> for Fault {
    fn from(unavailable: Unavailable<'_>) -> Self {
        tracing::error!(error = %unavailable.0, "the database failed");
        if is_full(unavailable.0) {
            return Self::storage_full();
        }
        Self::unavailable("storage.unavailable", Sentence::new("数据库暂不可用", "The database is unavailable"))
    }
}
