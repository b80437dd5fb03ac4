//! Which characters of a text made it match.
//!
//! Chunks and phrases are marked where they stand literally, and the words of a chunk where they stand. A Latin word
//! is marked as a whole word, found by its stem; inside other words only when the text has it nowhere else.

use std::collections::HashSet;

use super::plan::{Chunk, Plan};
use crate::analysis::{fold_text, latin_words};

/// The most marks of one hit.
pub(super) const MOST_MARKS: usize = 100;
/// Characters of a text that are looked at; a list shows the beginning of an abstract.
const LONGEST_TEXT: usize = 5_000;

/// What to look for, prepared once for all hits of a page.
pub(super) struct Marker {
    /// Folded strings marked wherever they stand.
    literals: Vec<Vec<char>>,
    /// Stems of Latin words.
    stems: HashSet<String>,
    /// Latin words as typed, for texts that have no word of their stem.
    inside: Vec<Vec<char>>,
}

impl Marker {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut literals: Vec<Vec<char>> = Vec::new();
        let mut stems = HashSet::new();
        let mut inside = Vec::new();
        for phrase in &plan.phrases {
            literals.push(phrase.literal.chars().collect());
        }
        for chunk in &plan.chunks {
            let whole: Vec<char> = chunk.literal.chars().collect();
            if chunk.is_latin_word() {
                inside.push(whole)
            } else {
                literals.push(whole)
            }
            let (latin, han) = split_words(chunk);
            stems.extend(latin);
            literals.extend(han);
        }
        literals.sort_unstable();
        literals.dedup();
        Self { literals, stems, inside }
    }

    /// Stretches of the text as first character and the one after the last, sorted and not overlapping.
    pub(super) fn marks(&self, text: &str, most: usize) -> Vec<(usize, usize)> {
        let folded: String = fold_text(text).chars().take(LONGEST_TEXT).collect();
        let characters: Vec<char> = folded.chars().collect();
        let mut marks = Vec::new();
        for literal in &self.literals {
            push_occurrences(&characters, literal, &mut marks);
        }
        if !self.stems.is_empty() {
            let words = latin_words(&folded).into_iter().filter(|word| self.stems.contains(&word.text));
            let before = marks.len();
            marks.extend(words.map(|word| (word.start, word.end)));
            if marks.len() == before {
                for word in &self.inside {
                    push_occurrences(&characters, word, &mut marks);
                }
            }
        }
        let mut marks = join(marks);
        marks.truncate(most);
        marks
    }
}

/// Latin stems, and Chinese words to be found literally.
fn split_words(chunk: &Chunk) -> (Vec<String>, Vec<Vec<char>>) {
    let (latin, han): (Vec<&String>, Vec<&String>) =
        chunk.words.iter().partition(|word| latin_words(word).first().is_some_and(|first| first.start == 0));
    (latin.into_iter().cloned().collect(), han.into_iter().map(|word| word.chars().collect()).collect())
}

fn push_occurrences(text: &[char], wanted: &[char], marks: &mut Vec<(usize, usize)>) {
    if wanted.is_empty() {
        return;
    }
    for (start, window) in text.windows(wanted.len()).enumerate() {
        if window == wanted {
            marks.push((start, start + wanted.len()));
        }
    }
}

/// Sorts, and makes one mark of marks that overlap or touch.
fn join(mut marks: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    marks.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in marks {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            Some(_) | None => joined.push((start, end)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Marker, join};
    use crate::embedded::plan::Plan;
    use crate::query::parse;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let plan = Plan::of(&parse(query).expect("the query is well formed"));
        let characters: Vec<char> = text.chars().collect();
        let marks = Marker::of(&plan).marks(text, 100);
        marks.into_iter().map(|(start, end)| characters[start..end].iter().collect()).collect()
    }

    #[test]
    fn marks_cover_the_text_as_published() {
        assert_eq!(marked("质押融资", "專利質押融資辦法"), ["質押融資"]);
        assert_eq!(marked("\"LED 灯\"", "一种ＬＥＤ　燈"), ["ＬＥＤ　燈"]);
    }

    #[test]
    fn the_words_of_a_chunk_are_marked_where_they_stand_apart() {
        assert_eq!(marked("石墨烯电池", "电池用石墨烯"), ["电池", "石墨烯"]);
    }

    #[test]
    fn a_latin_word_is_marked_as_a_word_where_there_is_one() {
        assert_eq!(marked("battery", "Batteries, battery-powered"), ["Batteries", "battery"]);
        assert_eq!(marked("led", "sealed LED"), ["LED"]);
        assert_eq!(marked("led", "sealed"), ["led"]);
    }

    #[test]
    fn an_exclusion_is_not_marked() {
        assert_eq!(marked("化妆 -包", "化妆包"), ["化妆"]);
    }

    #[test]
    fn overlapping_marks_become_one() {
        assert_eq!(join(vec![(4, 6), (0, 2), (1, 3), (3, 4)]), [(0, 6)]);
        assert_eq!(marked("aaa", "aaaa bbb"), ["aaaa"]);
    }
}
