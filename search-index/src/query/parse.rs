//! From text to terms, in one pass over the characters.

use super::{MAX_CHARACTERS, MAX_TERMS, Query, QueryFault, Term, TermKind};

/// Parses the text of the plain box by the grammar in `QUERY.md`. A blank text is the empty query.
///
/// # Errors
///
/// The first [`QueryFault`] from the left; the bounds before everything else.
pub fn parse(text: &str) -> Result<Query, QueryFault> {
    let characters: Vec<char> = text.chars().take(MAX_CHARACTERS + 1).collect();
    if characters.len() > MAX_CHARACTERS {
        return Err(QueryFault::TooLong);
    }
    let mut reader = Reader { characters: &characters, at: 0 };
    let mut terms: Vec<Term> = Vec::new();
    while let Some(term) = reader.term()? {
        if terms.len() == MAX_TERMS {
            return Err(QueryFault::TooManyTerms { position: term.position });
        }
        terms.push(term);
    }
    match terms.first() {
        Some(first) if terms.iter().all(|term| term.excluded) => {
            Err(QueryFault::OnlyExclusions { position: first.position })
        }
        Some(_) | None => Ok(Query { terms }),
    }
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn term(&mut self) -> Result<Option<Term>, QueryFault> {
        while self.peek(0).is_some_and(is_separator) {
            self.at += 1;
        }
        let Some(first) = self.peek(0) else { return Ok(None) };
        let position = self.at;
        // A sign that nothing follows excludes nothing: it is an ordinary character.
        let excluded = is_minus(first) && self.peek(1).is_some_and(|next| !is_separator(next));
        if excluded {
            self.at += 1;
        }
        let (text, kind) = match self.peek(0).and_then(Quote::opened_by) {
            Some(quote) => (self.phrase(quote)?, TermKind::Phrase),
            None => (self.chunk(), TermKind::Chunk),
        };
        Ok(Some(Term { text, kind, excluded, position }))
    }

    fn chunk(&mut self) -> String {
        let mut text = String::new();
        while let Some(c) = self.peek(0).filter(|&c| !is_separator(c)) {
            text.push(c);
            self.at += 1;
        }
        text
    }

    fn phrase(&mut self, quote: Quote) -> Result<String, QueryFault> {
        let opened = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match (self.peek(0), self.peek(1)) {
                (None, _) => return Err(QueryFault::UnclosedQuote { position: opened }),
                (Some('\\'), Some(escaped)) if is_escapable(escaped) => {
                    text.push(escaped);
                    self.at += 2;
                }
                (Some(c), _) if quote.closed_by(c) => {
                    self.at += 1;
                    break;
                }
                (Some(c), _) => {
                    text.push(c);
                    self.at += 1;
                }
            }
        }
        if text.chars().all(is_separator) { Err(QueryFault::EmptyPhrase { position: opened }) } else { Ok(text) }
    }
}

#[derive(Debug, Clone, Copy)]
enum Quote {
    /// `"` and its full-width form: opening and closing look alike.
    Straight,
    /// `“` and `”`.
    Curved,
}

impl Quote {
    const fn opened_by(c: char) -> Option<Self> {
        match c {
            '"' | '\u{FF02}' => Some(Self::Straight),
            '“' => Some(Self::Curved),
            _ => None,
        }
    }

    const fn closed_by(self, c: char) -> bool {
        match self {
            Self::Straight => matches!(c, '"' | '\u{FF02}'),
            Self::Curved => c == '”',
        }
    }
}

const fn is_escapable(c: char) -> bool {
    matches!(c, '"' | '\u{FF02}' | '“' | '”' | '\\')
}

const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{FF0D}')
}

/// White space of any kind, control characters, and the invisible ones that come along when text is pasted.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_CHARACTERS, MAX_TERMS, QueryFault, TermKind, parse};

    fn shape(text: &str) -> Vec<(String, bool, bool)> {
        let query = parse(text).expect("the query is well formed");
        query.terms().iter().map(|term| (term.text.clone(), term.kind == TermKind::Phrase, term.excluded)).collect()
    }

    fn chunk(text: &str) -> (String, bool, bool) {
        (text.to_owned(), false, false)
    }

    fn phrase(text: &str) -> (String, bool, bool) {
        (text.to_owned(), true, false)
    }

    #[test]
    fn terms_are_separated_by_any_white_space() {
        assert_eq!(shape("石墨烯\u{3000}电池\t LED\u{a0}灯"), ["石墨烯", "电池", "LED", "灯"].map(chunk));
    }

    #[test]
    fn a_blank_query_asks_for_everything() {
        for text in ["", "  \u{3000}\n", "\u{feff}"] {
            assert!(parse(text).expect("a blank query is a query").is_empty());
        }
    }

    #[test]
    fn both_kinds_of_quotes_make_a_phrase() {
        assert_eq!(shape("\"小化妆\" “招商 证券”包"), [phrase("小化妆"), phrase("招商 证券"), chunk("包")]);
        assert_eq!(shape("＂a＂"), [phrase("a")]);
    }

    #[test]
    fn a_backslash_makes_a_quote_ordinary() {
        assert_eq!(shape(r#""a\"b\\c\d""#), [phrase(r#"a"b\c\d"#)]);
        assert_eq!(shape("“一\\”二”"), [phrase("一”二")]);
    }

    #[test]
    fn a_quote_inside_a_chunk_is_an_ordinary_character() {
        assert_eq!(shape("5\"显示器"), [chunk("5\"显示器")]);
        assert_eq!(shape("”"), [chunk("”")]);
    }

    #[test]
    fn a_sign_at_the_beginning_excludes() {
        let excluded = |text: &str, quoted| (text.to_owned(), quoted, true);
        assert_eq!(
            shape("a -b -\"c d\" －e --f"),
            [chunk("a"), excluded("b", false), excluded("c d", true), excluded("e", false), excluded("-f", false)]
        );
        assert_eq!(shape("a-b -"), [chunk("a-b"), chunk("-")]);
    }

    #[test]
    fn punctuation_alone_is_a_chunk() {
        assert_eq!(shape("!!!"), [chunk("!!!")]);
    }

    #[test]
    fn faults_say_where() {
        assert_eq!(parse("石墨 \"烯"), Err(QueryFault::UnclosedQuote { position: 3 }));
        assert_eq!(parse("a “b\""), Err(QueryFault::UnclosedQuote { position: 2 }));
        assert_eq!(parse("\"abc\\\""), Err(QueryFault::UnclosedQuote { position: 0 }));
        assert_eq!(parse("a \" \""), Err(QueryFault::EmptyPhrase { position: 2 }));
        assert_eq!(parse(" -a -b"), Err(QueryFault::OnlyExclusions { position: 1 }));
    }

    #[test]
    fn the_bounds_hold_to_the_character() {
        assert!(parse(&"烯".repeat(MAX_CHARACTERS)).is_ok());
        assert_eq!(parse(&"烯".repeat(MAX_CHARACTERS + 1)), Err(QueryFault::TooLong));
        assert!(parse(&"a ".repeat(MAX_TERMS)).is_ok());
        assert_eq!(parse(&"a ".repeat(MAX_TERMS + 1)), Err(QueryFault::TooManyTerms { position: 2 * MAX_TERMS }));
    }

    #[test]
    fn every_fault_speaks_both_languages_under_its_own_code() {
        let faults = [
            QueryFault::UnclosedQuote { position: 4 },
            QueryFault::TooLong,
            QueryFault::TooManyTerms { position: 4 },
            QueryFault::EmptyPhrase { position: 4 },
            QueryFault::OnlyExclusions { position: 4 },
        ];
        let codes: std::collections::HashSet<&str> = faults.iter().map(|fault| fault.code()).collect();
        assert_eq!(codes.len(), faults.len());
        for fault in faults {
            assert!(fault.zh().ends_with('。') && fault.en().ends_with('.'), "{fault:?}");
        }
        assert!(faults[0].zh().contains('5') && faults[0].en().contains('5'), "people count from one");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parser(text in "([\"“”\\\\ -]|\\PC|[\\x00-\\x20]){0,80}") {
            if let Ok(query) = parse(&text) {
                prop_assert!(query.is_empty() || query.terms().iter().any(|term| !term.excluded));
                prop_assert!(query.terms().iter().all(|term| !term.text.is_empty()));
            }
        }
    }
}
