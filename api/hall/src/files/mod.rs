//! Files that people send: where they lie, what they are, whether it is safe to open them, and whose they are.
//!
//! A file comes in as a stream and is laid into [`Shelf`] only after [`Examiner`] has looked at it. Its type follows from
//! its content, never from its name, and the name is kept as a label alone.
//!
//! ```text
//! upload ──► incoming ──examined──► (sealed, where it is private) ──► shelf ──► row + entry, in one act
//!                                                                                      │
//!            the content is removed when no live row wants it ◄── row + entry ◄── destroyed (and its key with it)
//! ```
//!
//! **Invariants**
//! - A row that is live has its content on the shelf: the content is durable before the row is, and is removed after no
//!   row wants it any more.
//! - Of a private file nothing that lasts is plain: content and name are sealed under a key of its own, and no hash of
//!   the plain content is kept anywhere.
//! - An open content that comes again from the same organisation under the same name is the file that is there.
//! - The journal never says a name: people put what is personal into the names of their files.

mod archive;
mod bombs;
mod desk;
mod digest;
mod download;
mod examine;
mod fault;
mod flow;
#[cfg(test)]
mod house;
pub mod http;
mod kind;
mod name;
mod own;
mod problems;
mod rows;
mod shelf;
mod store;
mod upkeep;
mod wire;

use domain::hall::Moment;
use uuid::Uuid;

pub use bombs::{Caps, check_bombs};
pub use desk::{AnswerOf, FileDesk, Outcome, Upload};
pub use digest::{Digest, NotADigest};
pub use download::FileContent;
pub use examine::Examiner;
pub use fault::{FileFault, FileRefusal, Why};
pub use flow::Outgoing;
pub use http::FilesApi;
pub use kind::{Kind, kind_of};
pub use name::{content_disposition, file_label};
pub use own::Laid;
pub(crate) use shelf::left_behind;
pub use shelf::{Received, Shelf, ShelfFault};
pub use upkeep::{FilesReport, check_all};

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Its id.
    pub id: Uuid,
    /// The organisation it belongs to.
    pub organisation: Option<Uuid>,
    /// Its label; `None` once it is destroyed.
    pub name: Option<String>,
    /// SHA-256 of what lies on the shelf: of a private file the sealed octets.
    pub digest: Digest,
    /// The length of its content.
    pub octets: u64,
    /// Its type.
    pub kind: Kind,
    /// The key under which it is sealed, where it is private.
    pub case_key: Option<Uuid>,
    /// When it came, as a moment.
    pub uploaded: Moment,
    /// When it was destroyed, as a moment.
    pub destroyed: Option<Moment>,
    /// 1, and 2 once it is destroyed.
    pub version: i32,
}

impl FileFacts {
    /// Whether it is sealed under a key of its own.
    pub const fn is_private(&self) -> bool {
        self.case_key.is_some()
    }
}
