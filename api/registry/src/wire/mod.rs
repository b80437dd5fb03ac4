//! The JSON shapes of this room. Requests and answers have shapes of their own; the domain knows none of them.

mod identifier;
mod imports;
mod record;
mod search;

pub use identifier::{IdentifierAnswer, IdentifierWarning};
pub use imports::{ImportRequest, ShapeWire};
pub use record::{
    EventView, GeographicalIndicationView, PartyView, PatentView, PublicationView, SourceView, StatusView, TermView,
    TrademarkView, Words,
};
pub use search::{
    BucketView, FacetView, FacetWire, FieldWire, HighlightFieldWire, HighlightView, KindWire, MatchedWire,
    RightKindWire, SearchAnswer, SearchFilters, SearchItem, SearchQuestion, SortWire, StatusWire,
};
