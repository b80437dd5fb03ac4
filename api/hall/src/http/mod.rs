//! The way in and the way out: limits before a handler is reached, problem documents when the answer is no.

mod answer;
mod beside;
mod contract;
mod day;
mod departures;
mod encoding;
mod envelope;
mod fault;
mod instant;
mod json;
mod list;
mod page;
mod reason;
mod refusal;
mod sentence;
mod server;
mod socket;

pub use answer::AnswerWire;
pub use beside::code_of;
pub use contract::Contract;
pub use day::Day;
pub use envelope::{Envelope, EnvelopeSettings};
pub use fault::{Fault, FieldFault, Problem, ProblemField};
pub use instant::Instant;
pub use list::{DEFAULT_LIMIT, Page, PageAsked};
pub use page::{CursorFault, decode_cursor, encode_cursor};
pub use reason::ReasonRequest;
pub use sentence::{Language, Sentence};
pub use server::{Listening, serve};

/// An id as the contract shows one.
pub fn example_id() -> uuid::Uuid {
    uuid::Uuid::from_u128(0x0193_5c2a_7b00_7000_8000_0000_0000_0001)
}
