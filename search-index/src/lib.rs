//! Text in, ranked records out.

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
