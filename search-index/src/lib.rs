//! Text in, ranked records out.
//!
//! Three rooms: [`analysis`] decides which characters are the same, what a word is and what stands literally;
//! [`query`] turns what a person types into terms (`QUERY.md` has the grammar); the embedded engine keeps the index.
//! Between them and the caller stand neutral types alone ([`Entry`], [`Request`], [`Answer`]), so that a second engine
//! with the same analysis and language can stand beside the embedded one.
//!
//! # Words rank, characters match
//!
//! Segmented words are not literal: against a scan of real patents the phrase over words was wrong for most strings of
//! two to ten characters. So the index holds both. Overlapping pairs of characters with positions answer what is
//! quoted and what is excluded, exactly; words answer terms that stand apart, and put the matches in order.
//!
//! # Use
//!
//! ```
//! use search_index::{Batch, Engine, EngineOptions, FacetSelection, Filters, Request, Sort};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let opened = Engine::open(folder.path(), EngineOptions::default())?;
//! // What was committed last tells where to go on; nothing, where to begin.
//! assert_eq!(opened.cursor, None);
//! opened.engine.apply(&Batch::default())?;
//! opened.engine.commit(42)?;
//! let answer = opened.engine.search(&Request {
//!     query: "石墨烯 -\"氧化石墨烯\"".parse()?,
//!     filters: Filters::default(),
//!     sort: Sort::Relevance,
//!     limit: 20,
//!     after: None,
//!     facets: FacetSelection::default(),
//!     today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
//! })?;
//! assert_eq!((answer.total, opened.engine.cursor()), (0, Some(42)));
//! # Ok(())
//! # }
//! ```
//!
//! # The index on disk
//!
//! Whoever measures the engine may open the folder named by `CURRENT` as a tantivy index of its own. The fields:
//!
//! | field | terms | made by |
//! |---|---|---|
//! | `words`, `title_words` | words of title, abstract, claims, description and parties; of titles alone; with positions | [`analysis::words()`]; a query asks for [`analysis::query_words`] |
//! | `literal` | pairs of characters of title, abstract, claims and description, with positions, one value for each text | [`analysis::bigrams`]; a phrase is all of them in a row |
//! | `characters` | single characters of the same texts | [`analysis::fold()`] |
//! | `party_literal` | single characters and pairs of U+0002 + folded name + U+0002 | [`analysis::grams()`] |
//! | `applicant_key` | the folded name | [`analysis::fold_text`] |
//! | `numbers` | upper-case letters and digits of a number, without CN and ZL | |
//! | `ipc`, `locarno`, `nice`, `region`, `kind`, `right_kind` | levels, classes and codes | |
//! | `key` | the caller's key | |
//!
//! Columns: `key`, `kind`, `right_kind`, `status`, `status_until`, `filing_on`, `publication_on`, `grant_on` (days since
//! 1970-01-01), `ipc_section`, `ipc_class`, `ipc_subclass`, `locarno_class`, `nice`, `region`, `applicant`. Stored:
//! `row`, a JSON array with what a result list shows.

mod answer;
mod digest;
mod entry;
mod request;

pub mod analysis;
pub mod query;

mod embedded;

pub use answer::{Answer, Bucket, Facet, Highlight, HighlightField, Hit, SearchFault};
pub use embedded::{Engine, EngineFault, EngineOptions, EngineState, Opened, Rebuild};
pub use entry::{Batch, Entry, Replacement, Standing};
pub use query::{Query, QueryFault};
pub use request::{
    DEFAULT_BUCKETS, DayRange, FacetName, FacetRequest, FacetSelection, Filters, MAX_BUCKETS, MAX_FILTER_CHARACTERS,
    MAX_FILTER_VALUES, MAX_LIMIT, Matched, PageMark, Place, Request, Sort,
};
