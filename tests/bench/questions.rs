//! What is asked: questions of several kinds, drawn from the real patents.

use chrono::{Days, NaiveDate};
use search_index::analysis::{Word, words};
use serde_json::json;

use crate::corpus::RealPatent;
use tests::chance::Chance;

/// Questions of each kind.
pub(crate) const QUESTIONS: usize = 300;
/// Hits of a page.
pub(crate) const HITS: usize = 10;
/// Days before and after the filing day of the patent a question was drawn from.
const AROUND: u64 = 1_500;

/// Kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    OneWord,
    TwoWords,
    /// Two words that stand side by side, quoted.
    Phrase,
    /// Three characters from anywhere, quoted.
    ThreeCharacters,
    FourCharacters,
    OneCharacter,
    /// A word, an IPC subclass and a span of filing days.
    Filtered,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::OneWord,
        Self::TwoWords,
        Self::Phrase,
        Self::ThreeCharacters,
        Self::FourCharacters,
        Self::OneCharacter,
        Self::Filtered,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OneWord => "one word",
            Self::TwoWords => "two words",
            Self::Phrase => "phrase of two adjacent words",
            Self::ThreeCharacters => "three random characters",
            Self::FourCharacters => "four random characters",
            Self::OneCharacter => "one character",
            Self::Filtered => "word + IPC + dates",
        }
    }
}

/// One question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    /// Words between spaces.
    pub(crate) words: Vec<String>,
    /// A quoted phrase.
    pub(crate) phrase: Option<String>,
    pub(crate) filter: Option<Filter>,
}

/// What the hits must also be.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// An IPC subclass, `G06F`.
    pub(crate) ipc: String,
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
}

impl Question {
    pub(crate) fn of_phrase(text: &str) -> Self {
        Self { phrase: Some(text.to_owned()), ..Self::default() }
    }

    fn of_words(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), ..Self::default() }
    }

    /// The body of the search.
    pub(crate) fn body(&self, facets: bool) -> String {
        let mut parts = self.words.clone();
        parts.extend(self.phrase.iter().map(|phrase| {
            let escaped: String = phrase
                .chars()
                .flat_map(|c| matches!(c, '"' | '\u{FF02}' | '“' | '”' | '\\').then_some('\\').into_iter().chain([c]))
                .collect();
            format!("\"{escaped}\"")
        }));
        let mut body = json!({ "q": parts.join(" "), "limit": HITS });
        if !facets {
            body["facets"] = json!([]);
        }
        if let Some(filter) = &self.filter {
            body["filters"] = json!({ "ipc": [filter.ipc], "filing_from": filter.from, "filing_to": filter.to });
        }
        body.to_string()
    }
}

/// Draws the questions of a kind.
pub(crate) fn draw(kind: Kind, real: &[RealPatent]) -> Vec<Question> {
    let mut chance = Chance::seeded(0x5A48_4951 + kind as u64);
    let mut questions = Vec::with_capacity(QUESTIONS);
    // A text too short for its question is passed over; the bound is for a corpus of nothing else.
    for _ in 0..QUESTIONS * 100 {
        if questions.len() == QUESTIONS {
            break;
        }
        if let Some(patent) = chance.of(real) {
            questions.extend(question(kind, patent, &mut chance));
        }
    }
    questions
}

fn question(kind: Kind, patent: &RealPatent, chance: &mut Chance) -> Option<Question> {
    let text = if chance.below(2) == 0 { &patent.title } else { &patent.abstract_text };
    let found = words(text);
    let plain: Vec<&Word> = found.iter().filter(|word| !word.inner && is_chinese(&word.text)).collect();
    let start = chance.below(text.chars().count());
    let characters = |length| stretch_of(text, length, start);
    let question = match kind {
        Kind::OneWord => Question::of_words(&[text_of(chance.of(&plain)?, text)?]),
        Kind::TwoWords => {
            let (one, other) = (chance.of(&plain)?, chance.of(&plain)?);
            if one.text == other.text {
                return None;
            }
            Question::of_words(&[text_of(one, text)?, text_of(other, text)?])
        }
        Kind::Phrase => {
            let at = chance.below(plain.len());
            let (one, next) = (plain.get(at)?, plain.get(at + 1)?);
            if one.end != next.start {
                return None;
            }
            Question::of_phrase(stretch(text, one.start, next.end)?)
        }
        Kind::ThreeCharacters => Question::of_phrase(characters(3)?),
        Kind::FourCharacters => Question::of_phrase(characters(4)?),
        Kind::OneCharacter => Question::of_phrase(characters(1)?),
        Kind::Filtered => {
            let around = Days::new(AROUND);
            let filter = Filter {
                ipc: patent.ipc.chars().take(4).collect(),
                from: patent.filing_on.checked_sub_days(around)?,
                to: patent.filing_on.checked_add_days(around)?,
            };
            Question { filter: Some(filter), ..Question::of_words(&[text_of(chance.of(&plain)?, text)?]) }
        }
    };
    Some(question)
}

fn text_of<'t>(word: &Word, text: &'t str) -> Option<&'t str> {
    stretch(text, word.start, word.end)
}

/// So many characters from there on, unless they are all spaces or fewer are left.
pub(crate) fn stretch_of(text: &str, length: usize, start: usize) -> Option<&str> {
    stretch(text, start, start + length).filter(|stretch| !stretch.trim().is_empty())
}

/// The characters from `start` to before `end`.
fn stretch(text: &str, start: usize, end: usize) -> Option<&str> {
    let mut places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let from = places.nth(start)?;
    let to = if end == start { from } else { places.nth(end - start - 1)? };
    text.get(from..to)
}

/// Two ideographs at least.
fn is_chinese(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}
