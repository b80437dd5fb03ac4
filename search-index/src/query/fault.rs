//! Why a text is not a query.

use thiserror::Error;

use super::{MAX_CHARACTERS, MAX_TERMS};

/// A fault of a query, with the character at which it lies, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QueryFault {
    /// A quote was opened and not closed.
    #[error("the quote opened at character {position} is not closed")]
    UnclosedQuote {
        /// The opening quote.
        position: usize,
    },
    /// The query is longer than [`MAX_CHARACTERS`].
    #[error("the query has more than {MAX_CHARACTERS} characters")]
    TooLong,
    /// The query has more than [`MAX_TERMS`].
    #[error("the query has more than {MAX_TERMS} terms")]
    TooManyTerms {
        /// The first term too many.
        position: usize,
    },
    /// There is nothing, or only spaces, between two quotes.
    #[error("the phrase at character {position} is empty")]
    EmptyPhrase {
        /// The opening quote.
        position: usize,
    },
    /// Every term is excluded, so nothing is asked for.
    #[error("the query has exclusions alone")]
    OnlyExclusions {
        /// The first exclusion.
        position: usize,
    },
}

impl QueryFault {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnclosedQuote { .. } => "search.query.unclosed_quote",
            Self::TooLong => "search.query.too_long",
            Self::TooManyTerms { .. } => "search.query.too_many_terms",
            Self::EmptyPhrase { .. } => "search.query.empty_phrase",
            Self::OnlyExclusions { .. } => "search.query.only_exclusions",
        }
    }

    /// The character at which the fault lies, counted from 0.
    pub const fn position(self) -> usize {
        match self {
            Self::TooLong => MAX_CHARACTERS,
            Self::UnclosedQuote { position }
            | Self::TooManyTerms { position }
            | Self::EmptyPhrase { position }
            | Self::OnlyExclusions { position } => position,
        }
    }

    /// The sentence in Chinese. People count characters from 1.
    pub fn zh(self) -> String {
        let place = self.position() + 1;
        match self {
            Self::UnclosedQuote { .. } => format!("第 {place} 个字符处的引号没有配对。"),
            Self::TooLong => format!("检索式不能超过 {MAX_CHARACTERS} 个字符。"),
            Self::TooManyTerms { .. } => format!("检索词不能超过 {MAX_TERMS} 个，从第 {place} 个字符起超出。"),
            Self::EmptyPhrase { .. } => format!("第 {place} 个字符处的引号内没有内容。"),
            Self::OnlyExclusions { .. } => {
                format!("检索式只有排除词（第 {place} 个字符起），请至少给出一个要查找的词。")
            }
        }
    }

    /// The sentence in English. People count characters from 1.
    pub fn en(self) -> String {
        let place = self.position() + 1;
        match self {
            Self::UnclosedQuote { .. } => format!("The quote at character {place} is not closed."),
            Self::TooLong => format!("A query has at most {MAX_CHARACTERS} characters."),
            Self::TooManyTerms { .. } => {
                format!("A query has at most {MAX_TERMS} terms; character {place} begins one too many.")
            }
            Self::EmptyPhrase { .. } => format!("There is nothing between the quotes at character {place}."),
            Self::OnlyExclusions { .. } => {
                format!("The query only excludes (from character {place}); give at least one term to find.")
            }
        }
    }
}
