//! Folding: what every parser does to its input before it looks at it, so that a number pasted from a gazette, a
//! full-width form or a chat window reads the same as one typed by hand.

use super::IdentifierFault;

/// The longest input looked at, in characters. No identifier handled here has more than 40; the rest is room for
/// spaces.
pub const LONGEST_INPUT: usize = 200;

/// Folds `raw`: full-width forms to half-width, every dash to `-`, ASCII letters to upper case; drops white space and
/// invisible format characters. Chinese text is left as it is.
///
/// # Errors
/// [`IdentifierFault::TooLong`] above [`LONGEST_INPUT`] characters, [`IdentifierFault::Empty`] where nothing is left.
pub fn fold(raw: &str) -> Result<String, IdentifierFault> {
    if raw.chars().nth(LONGEST_INPUT).is_some() {
        return Err(IdentifierFault::TooLong);
    }
    let folded: String = raw.chars().filter_map(fold_char).collect();
    if folded.is_empty() {
        return Err(IdentifierFault::Empty);
    }
    Ok(folded)
}

fn fold_char(found: char) -> Option<char> {
    let narrow = match found {
        // Halfwidth and Fullwidth Forms block: U+FF01..U+FF5E mirror U+0021..U+007E at a fixed distance.
        '\u{FF01}'..='\u{FF5E}' => u32::from(found).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(found),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        // Zero-width and directional marks travel along in copied text and cannot be seen by the one who typed it.
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {
            return None;
        }
        other => other,
    };
    (!narrow.is_whitespace()).then(|| narrow.to_ascii_uppercase())
}

/// Splits off the leading ASCII digits.
pub(super) fn leading_digits(text: &str) -> (&str, &str) {
    split_while(text, |c| c.is_ascii_digit())
}

/// Splits off the leading ASCII capital letters.
pub(super) fn leading_capitals(text: &str) -> (&str, &str) {
    split_while(text, |c| c.is_ascii_uppercase())
}

/// Splits off the first character, if there is one.
pub(super) fn first_char(text: &str) -> Option<(char, &str)> {
    let mut rest = text.chars();
    rest.next().map(|first| (first, rest.as_str()))
}

/// Splits off the last character, if there is one.
pub(super) fn last_char(text: &str) -> Option<(&str, char)> {
    let mut rest = text.chars();
    rest.next_back().map(|last| (rest.as_str(), last))
}

/// Whether `text` is nothing but ASCII digits (an empty text is).
pub(super) fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn split_while(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !keep(c)).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_letters_and_dots_become_half_width() {
        assert_eq!(fold("ＺＬ２０２０１０５６６０８８．ｘ"), Ok("ZL202010566088.X".to_owned()));
    }

    #[test]
    fn spaces_of_every_width_and_invisible_marks_are_dropped() {
        assert_eq!(fold("\u{FEFF} ZL\u{3000}2020 1\u{200B} 0566088.9\t"), Ok("ZL202010566088.9".to_owned()));
    }

    #[test]
    fn every_dash_is_a_hyphen() {
        assert_eq!(fold("13－03"), Ok("13-03".to_owned()));
        assert_eq!(fold("13–03"), Ok("13-03".to_owned()));
    }

    #[test]
    fn an_input_of_201_characters_is_too_long_and_one_of_200_is_not() {
        assert_eq!(fold(&"号".repeat(201)), Err(IdentifierFault::TooLong));
        assert_eq!(fold(&"号".repeat(200)), Ok("号".repeat(200)));
    }

    #[test]
    fn nothing_but_space_is_empty() {
        assert_eq!(fold(" \u{3000}\u{200B}"), Err(IdentifierFault::Empty));
    }
}
