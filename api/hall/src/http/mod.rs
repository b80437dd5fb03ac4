//! The way in and the way out: limits before a handler is reached, problem documents when the answer is no.

mod contract;
mod day;
mod departures;
mod encoding;
mod envelope;
mod fault;
mod json;
mod page;
mod refusal;
mod sentence;
mod server;
mod socket;

pub use contract::Contract;
pub use day::Day;
pub use envelope::{Envelope, EnvelopeSettings};
pub use fault::{Fault, FieldFault, Problem, ProblemField};
pub use page::{CursorFault, decode_cursor, encode_cursor};
pub use sentence::{Language, Sentence};
pub use server::{Listening, serve};
