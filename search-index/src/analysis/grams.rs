//! Strings of one and two characters, for literal matching.

use super::fold;

/// A string of one or two folded characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram {
    /// The folded characters.
    pub text: String,
    /// Character at which it begins; a single character and the pair it opens share their position.
    pub position: usize,
}

/// All overlapping single characters and pairs of the folded text, spaces and punctuation among them.
pub fn grams(text: &str) -> Vec<Gram> {
    let characters: Vec<char> = text.chars().map(fold).collect();
    let mut out = Vec::with_capacity(characters.len() * 2);
    for (position, &c) in characters.iter().enumerate() {
        out.push(Gram { text: c.to_string(), position });
        if let Some(&next) = characters.get(position + 1) {
            out.push(Gram { text: [c, next].iter().collect(), position });
        }
    }
    out
}

/// All overlapping pairs of the folded text, in order: the terms of a phrase that matches it literally. Empty for a
/// text of fewer than two characters.
pub fn bigrams(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().map(fold).collect();
    characters.windows(2).map(|pair| pair.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{bigrams, grams};

    #[test]
    fn a_character_and_the_pair_it_opens_share_their_position() {
        let found: Vec<(String, usize)> = grams("A 石").into_iter().map(|gram| (gram.text, gram.position)).collect();
        let expected = [("a", 0), ("a ", 0), (" ", 1), (" 石", 1), ("石", 2)];
        assert_eq!(found, expected.map(|(text, position)| (text.to_owned(), position)));
    }

    #[test]
    fn every_kind_of_space_is_one() {
        assert_eq!(bigrams("a\u{3000}b"), bigrams("a\nb"));
    }

    #[test]
    fn one_character_has_no_pair() {
        assert!(bigrams("烯").is_empty());
        assert!(bigrams("").is_empty());
    }
}
