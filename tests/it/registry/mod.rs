//! The registry room: identifiers, records, import, search.

mod identifiers;
