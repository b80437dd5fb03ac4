//! How records come in: a file is read line by line, shaped into records, and written in chunks.
//!
//! ```text
//! file ─► source (bytes to lines) ─► shape (a line to a record, or its rejection) ─► chunk (records to rows)
//!         └────────────── a thread of its own, `reading` ──────────────┘             └── one transaction, `run`
//! ```
//!
//! **Invariants**
//! - Importing a file twice changes nothing the second time: records are known by their numbers.
//! - The rows of a chunk, the numbers taken and how far the file has come commit together, so an import that was killed
//!   goes on where it stopped.
//! - A line that is refused is reported with its number, field and reason; the rest is loaded.
//! - Memory does not grow with the file.

mod chunk;
mod fault;
mod operation;
mod reading;
mod recorded;
mod rejection;
mod rejects;
mod report;
mod run;
mod shape;
mod source;

pub use fault::ImportFault;
pub use operation::{ImportRuns, ImportWish, KIND};
pub use rejection::Rejection;
pub use report::QualityReport;
pub use run::{Again, Counts, ImportOutcome, ImportProgress, ImportRequest, Importer};
pub use shape::{Shape, is_source_code};
pub use source::{LineFault, SourceFault};
