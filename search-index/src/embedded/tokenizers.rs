//! The analysis of [`crate::analysis`] in the shape in which the engine consumes it while indexing.

use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::analysis::{Word, fold, words};

/// Words, those inside longer ones included.
pub(super) const WORDS: &str = "zhiquan_words";
/// The characters that occur, each once.
pub(super) const CHARACTERS: &str = "zhiquan_characters";
/// Overlapping pairs of characters.
pub(super) const BIGRAMS: &str = "zhiquan_bigrams";
/// Single characters and overlapping pairs.
pub(super) const GRAMS: &str = "zhiquan_grams";

/// Makes the tokenizers known to an index; needed each time it is opened.
pub(super) fn register(index: &Index) {
    let manager = index.tokenizers();
    manager.register(WORDS, TextAnalyzer::from(WordTokenizer));
    manager.register(CHARACTERS, TextAnalyzer::from(CharacterTokenizer));
    manager.register(BIGRAMS, TextAnalyzer::from(GramTokenizer { single: false }));
    manager.register(GRAMS, TextAnalyzer::from(GramTokenizer { single: true }));
}

#[derive(Debug, Clone, Copy)]
struct WordTokenizer;

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        WordStream { words: words(text).into_iter(), token: Token::default() }
    }
}

struct WordStream {
    words: std::vec::IntoIter<Word>,
    token: Token,
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.text = word.text;
        self.token.position = word.position;
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The field of characters answers "does it occur?" and nothing else, so each is handed over once: an abstract has
/// half as many different characters as characters.
#[derive(Debug, Clone, Copy)]
struct CharacterTokenizer;

impl Tokenizer for CharacterTokenizer {
    type TokenStream<'a> = CharacterStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let mut characters: Vec<char> = text.chars().map(fold).collect();
        characters.sort_unstable();
        characters.dedup();
        CharacterStream { characters: characters.into_iter(), token: Token { position: 0, ..Token::default() } }
    }
}

struct CharacterStream {
    characters: std::vec::IntoIter<char>,
    token: Token,
}

impl TokenStream for CharacterStream {
    fn advance(&mut self) -> bool {
        let Some(character) = self.characters.next() else { return false };
        self.token.text.clear();
        self.token.text.push(character);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Pairs, with or without the single characters that open them.
#[derive(Debug, Clone, Copy)]
struct GramTokenizer {
    single: bool,
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let mut rest = text.chars();
        let current = rest.next().map(fold);
        let next = rest.next().map(fold);
        let at_pair = !self.single;
        GramStream { single: self.single, rest, current, next, position: 0, at_pair, token: Token::default() }
    }
}

struct GramStream<'a> {
    single: bool,
    rest: std::str::Chars<'a>,
    current: Option<char>,
    next: Option<char>,
    position: usize,
    /// Whether the pair at `position` comes next, and not its single character.
    at_pair: bool,
    token: Token,
}

impl GramStream<'_> {
    fn step(&mut self) {
        self.current = self.next;
        self.next = self.rest.next().map(fold);
        self.position += 1;
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(current) = self.current else { return false };
        self.token.text.clear();
        self.token.text.push(current);
        self.token.position = self.position;
        if self.at_pair {
            let Some(next) = self.next else { return false };
            self.token.text.push(next);
            self.at_pair = !self.single;
            self.step();
        } else if self.next.is_some() {
            self.at_pair = true;
        } else {
            self.step();
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use tantivy::tokenizer::TokenStream as _;

    use super::{CharacterTokenizer, GramTokenizer, WordTokenizer};
    use crate::analysis::{bigrams, fold, grams, words};

    fn tokens(mut tokenizer: impl tantivy::tokenizer::Tokenizer, text: &str) -> Vec<(String, usize)> {
        let mut stream = tokenizer.token_stream(text);
        let mut out = Vec::new();
        while let Some(token) = stream.next() {
            out.push((token.text.clone(), token.position));
        }
        out
    }

    proptest! {
        #[test]
        fn what_is_indexed_is_what_the_analysis_says(text in "[一-龥a-zＡ-Ｚ0-9，。 質押融資石墨烯]{0,40}") {
            let both = tokens(GramTokenizer { single: true }, &text);
            let expected: Vec<_> = grams(&text).into_iter().map(|gram| (gram.text, gram.position)).collect();
            prop_assert_eq!(both, expected);
            let pairs = tokens(GramTokenizer { single: false }, &text);
            let expected: Vec<_> = bigrams(&text).into_iter().enumerate().map(|(at, pair)| (pair, at)).collect();
            prop_assert_eq!(pairs, expected);
            let characters: BTreeSet<String> = text.chars().map(|c| fold(c).to_string()).collect();
            let once: Vec<String> = tokens(CharacterTokenizer, &text).into_iter().map(|(text, _)| text).collect();
            prop_assert_eq!(once, Vec::from_iter(characters));
            let cut = tokens(WordTokenizer, &text);
            let expected: Vec<_> = words(&text).into_iter().map(|word| (word.text, word.position)).collect();
            prop_assert_eq!(cut, expected);
        }
    }
}
