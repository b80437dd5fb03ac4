//! The registry room: identifiers, records, import, search, and the index behind the records.

mod demo_records;
mod identifiers;
mod importing;
mod importing_over_http;
mod indexing;
mod killed;
mod paging;
mod records;
mod searching;
mod shelf;
