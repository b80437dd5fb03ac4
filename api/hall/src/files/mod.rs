//! Files that people send: where they lie, what they are, and whether it is safe to open them.
//!
//! A file comes in as a stream and is laid into [`Shelf`] only after [`Examiner`] has looked at it. Its type follows from
//! its content, never from its name, and the name is kept as a label alone.

mod archive;
mod bombs;
mod digest;
mod examine;
mod fault;
mod kind;
mod name;
mod shelf;

pub use bombs::{Caps, check_bombs};
pub use digest::{Digest, NotADigest};
pub use examine::Examiner;
pub use fault::{FileFault, FileRefusal, Why};
pub use kind::{Kind, kind_of};
pub use name::{content_disposition, file_label};
pub use shelf::{Received, Shelf, ShelfFault};
