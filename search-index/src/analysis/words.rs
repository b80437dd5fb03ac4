//! Words, for ranking and for terms that need not stand side by side.
//!
//! Chinese is cut by jieba without its hidden Markov model, after folding, with the words of the trade from
//! `dictionary/domain.txt` added; every other run of letters and digits is a word, stemmed where it is English.

use std::hash::Hasher as _;
use std::sync::LazyLock;

use jieba_rs::Jieba;
use rust_stemmers::{Algorithm, Stemmer};

use super::fold_text;
use crate::digest::Digest;

/// The words that the general dictionary lacks.
const DOMAIN_WORDS: &str = include_str!("../../dictionary/domain.txt");
/// A run of letters and digits beyond this is a sequence or an attack, not a word; its characters are still found
/// literally.
const LONGEST_RUN: usize = 64;

static SEGMENTER: LazyLock<Jieba> = LazyLock::new(|| {
    let mut segmenter = Jieba::new();
    for word in domain_words() {
        segmenter.add_word(&word, None, None);
    }
    segmenter
});

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The folded, stemmed form.
    pub text: String,
    /// First character in the text.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
    /// Ordinal of the word; a word inside a longer one has the position of the longer one.
    pub position: usize,
    /// Whether a longer word of the same text contains it.
    pub inner: bool,
}

/// Identity of the domain dictionary.
pub fn dictionary_digest() -> String {
    let mut digest = Digest::default();
    for word in domain_words() {
        digest.write(word.as_bytes());
        digest.write(b"\n");
    }
    format!("{:016x}", digest.finish())
}

/// All words of a text, those inside longer ones included: what is indexed.
pub fn words(text: &str) -> Vec<Word> {
    let folded = fold_text(text);
    let mut out = Vec::new();
    let mut position = 0;
    for run in runs(&folded) {
        match run.script {
            Script::Han => push_han(&run, &mut position, &mut out),
            Script::Other => push_latin(&run, &mut position, &mut out),
        }
    }
    out
}

/// The words of a text without those inside longer ones, each once: what a query asks for.
pub fn query_words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words(text) {
        if !word.inner && !out.contains(&word.text) {
            out.push(word.text);
        }
    }
    out
}

/// The words of a text that are not Chinese, without cutting what is Chinese.
pub fn latin_words(folded: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut position = 0;
    for run in runs(folded).filter(|run| run.script == Script::Other) {
        push_latin(&run, &mut position, &mut out);
    }
    out
}

fn push_han(run: &Run<'_>, position: &mut usize, out: &mut Vec<Word>) {
    let mut start = run.start;
    for token in SEGMENTER.cut(run.text, false) {
        let length = token.word.chars().count();
        push_inner(token.word, start, length, *position, out);
        out.push(Word { text: token.word.to_owned(), start, end: start + length, position: *position, inner: false });
        start += length;
        *position += 1;
    }
}

/// The dictionary's words of two characters and more inside a word of three and more. Jieba's own search mode stops
/// at inner words of three characters, so that 质押融资 would be hidden in a longer compound.
fn push_inner(word: &str, start: usize, length: usize, position: usize, out: &mut Vec<Word>) {
    if length < 3 {
        return;
    }
    let mut bounds: Vec<usize> = word.char_indices().map(|(byte, _)| byte).collect();
    bounds.push(word.len());
    for size in 2..length {
        for (offset, ends) in bounds.windows(size + 1).enumerate() {
            let (Some(&from), Some(&to)) = (ends.first(), ends.last()) else { continue };
            let Some(part) = word.get(from..to) else { continue };
            if SEGMENTER.has_word(part) {
                out.push(Word {
                    text: part.to_owned(),
                    start: start + offset,
                    end: start + offset + size,
                    position,
                    inner: true,
                });
            }
        }
    }
}

fn push_latin(run: &Run<'_>, position: &mut usize, out: &mut Vec<Word>) {
    if run.length > LONGEST_RUN {
        return;
    }
    // Snowball's English stemmer is defined on words of ASCII letters; below three letters it changes nothing useful.
    let stems = run.length >= 3 && run.text.bytes().all(|byte| byte.is_ascii_lowercase());
    let text = if stems { STEMMER.stem(run.text).into_owned() } else { run.text.to_owned() };
    out.push(Word { text, start: run.start, end: run.start + run.length, position: *position, inner: false });
    *position += 1;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Other,
}

struct Run<'a> {
    script: Script,
    text: &'a str,
    start: usize,
    length: usize,
}

/// Splits folded text into runs of ideographs and runs of other letters and digits; what is neither falls away.
fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let script = script_of(first);
            let mut length = 0;
            let mut bytes = 0;
            for c in rest.chars().take_while(|&c| script_of(c) == script) {
                length += 1;
                bytes += c.len_utf8();
            }
            let (text, tail) = rest.split_at_checked(bytes)?;
            let start = at;
            rest = tail;
            at += length;
            if let Some(script) = script {
                return Some(Run { script, text, start, length });
            }
        }
    })
}

fn script_of(c: char) -> Option<Script> {
    match c {
        // CJK Unified Ideographs with extensions and compatibility forms, and 〇 and 々, which behave like them.
        '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}'
        | '〇'
        | '々' => Some(Script::Han),
        _ if c.is_alphanumeric() => Some(Script::Other),
        _ => None,
    }
}

fn domain_words() -> impl Iterator<Item = String> {
    DOMAIN_WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(fold_text)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{domain_words, query_words, words};
    use crate::analysis::fold_text;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn the_words_of_the_trade_stay_whole() {
        for word in ["石墨烯", "质押融资", "预审", "地理标志"] {
            assert_eq!(query_words(word), [word], "{word}");
        }
    }

    #[test]
    fn every_line_of_the_dictionary_is_one_new_chinese_word() {
        let mut seen = HashSet::new();
        for word in domain_words() {
            assert!(word.chars().count() >= 2, "{word}");
            assert!(seen.insert(word.clone()), "{word} stands twice");
        }
        assert!(seen.len() >= 100, "only {}", seen.len());
    }

    #[test]
    fn a_word_inside_a_longer_one_is_a_word_as_well() {
        let found = texts("氧化石墨烯");
        assert!(found.contains(&"石墨烯".to_owned()), "{found:?}");
    }

    #[test]
    fn english_is_stemmed_and_figures_are_not() {
        assert_eq!(texts("Batteries, charging LED2835 5G"), ["batteri", "charg", "led2835", "5g"]);
    }

    #[test]
    fn traditional_and_full_width_text_has_the_words_of_its_plain_twin() {
        assert_eq!(texts("質押融資ＬＥＤ"), texts("质押融资led"));
    }

    #[test]
    fn a_run_no_reader_would_call_a_word_is_none() {
        assert!(texts(&"g".repeat(65)).is_empty());
    }

    proptest! {
        #[test]
        fn offsets_cover_what_the_word_came_from(text in "[一-龥a-zＡ-Ｚ0-9，。 質押融資]{0,60}") {
            let folded: Vec<char> = fold_text(&text).chars().collect();
            for word in words(&text) {
                let covered: String = folded[word.start..word.end].iter().collect();
                let stemmed = covered.bytes().all(|b| b.is_ascii_lowercase());
                prop_assert!(covered == word.text || stemmed, "{covered} is not {}", word.text);
            }
        }
    }
}
