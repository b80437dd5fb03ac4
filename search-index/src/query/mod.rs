//! The language of the plain box: what a person types becomes terms, or a fault that says where and why.
//!
//! The grammar is in `QUERY.md`. Decided here: what is a term, what is quoted, what is excluded, and the bounds.
//! Invariants: parsing never panics and looks at no more than [`MAX_CHARACTERS`] + 1 characters; a query that parses
//! is either empty or has a term that is not excluded.

mod fault;
mod parse;

pub use fault::QueryFault;
pub use parse::parse;

/// The most characters of a query.
pub const MAX_CHARACTERS: usize = 1_000;
/// The most terms of a query.
pub const MAX_TERMS: usize = 50;

/// A parsed query. The default one is empty and means every record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    terms: Vec<Term>,
}

impl Query {
    /// The terms in the order in which they were typed.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl std::str::FromStr for Query {
    type Err = QueryFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text)
    }
}

/// One term of a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// What was typed, without quotes, escapes and sign; not folded.
    pub text: String,
    /// Quoted terms are matched literally, others by their words or literally.
    pub kind: TermKind,
    /// Whether records that hold the term are left out.
    pub excluded: bool,
    /// Character of the query at which the term begins.
    pub position: usize,
}

/// How a term was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// Between spaces.
    Chunk,
    /// Between quotes.
    Phrase,
}
