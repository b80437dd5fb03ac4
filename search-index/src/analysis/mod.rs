//! How text becomes what can be found, the same for records and for queries.
//!
//! Decided here: which characters are the same ([`fold()`]), what a word is ([`words()`]), and which strings of one and
//! two characters make a literal match ([`grams()`]).
//!
//! Invariants: folding changes no character count, so an offset in folded text is an offset in the text as
//! published; a word of the dictionary that stands inside a longer one is found as well; whatever is decided here is
//! part of the index, so every change of it goes with a new [`REVISION`].

mod fold;
mod grams;
mod words;

pub use fold::{fold, fold_text};
pub use grams::{Gram, bigrams, grams};
pub use words::{Word, dictionary_digest, latin_words, query_words, words};

/// Raised by hand whenever folding, words or grams change: an index made by another revision is built anew.
pub const REVISION: u32 = 1;
