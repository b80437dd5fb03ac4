//! One character in, one character out.

use std::sync::LazyLock;

/// The Basic Multilingual Plane, folded. A character of it folds to a character of it (the tests ask all of them),
/// so sixteen bits hold the answer and the whole table fits the second-level cache.
static PLANE: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    (0..=u16::MAX)
        .map(|unit| {
            let folded = char::from_u32(u32::from(unit)).map_or(u32::from(unit), |c| u32::from(settle(c)));
            u16::try_from(folded).unwrap_or(unit)
        })
        .collect()
});

/// The character under which `c` is indexed and looked for.
///
/// Full-width ASCII becomes half-width; every space and control character becomes the one space; a letter becomes
/// its lower case where that is a single character; a traditional ideograph becomes the simplified one where the
/// table of fast2s knows a single character for it. Everything else stays. Folding twice is folding once.
pub fn fold(c: char) -> char {
    u16::try_from(u32::from(c)).map_or_else(
        |_| lower(c),
        |unit| {
            let folded = PLANE.get(usize::from(unit)).copied().unwrap_or(unit);
            char::from_u32(u32::from(folded)).unwrap_or(c)
        },
    )
}

/// Folds a text. The answer has exactly as many characters as the text.
pub fn fold_text(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// Folds until nothing changes: a traditional form may lead to one that leads on.
fn settle(c: char) -> char {
    let mut current = c;
    for _ in 0..4 {
        let next = step(current);
        if next == current {
            break;
        }
        current = next;
    }
    current
}

fn step(c: char) -> char {
    match c {
        // Half-width forms lie 0xFEE0 below their full-width twins (Unicode block Halfwidth and Fullwidth Forms).
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map_or(c, lower),
        _ if c.is_whitespace() || c.is_control() => ' ',
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => simplified(c),
        _ => lower(c),
    }
}

fn lower(c: char) -> char {
    single(c.to_lowercase()).unwrap_or(c)
}

fn simplified(c: char) -> char {
    let mut buffer = [0_u8; 4];
    single(fast2s::convert(c.encode_utf8(&mut buffer)).chars()).unwrap_or(c)
}

fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_text, settle, step};

    #[test]
    fn width_case_and_script_fold_together() {
        assert_eq!(fold_text("ＬＥＤ　燈"), "led 灯");
        assert_eq!(fold_text("質押融資"), "质押融资");
        assert_eq!(fold_text("（石墨烯）"), "(石墨烯)");
        assert_eq!(fold_text("Α-淀粉酶\tÉ\n"), "α-淀粉酶 é ");
    }

    #[test]
    fn a_letter_whose_lower_case_is_two_characters_stays() {
        assert_eq!(fold('İ'), 'İ');
    }

    #[test]
    fn every_character_folds_to_one_that_stays() {
        for c in (0..=0x10_FFFF_u32).filter_map(char::from_u32) {
            assert_eq!(fold(fold(c)), fold(c), "{c:?}");
            if u32::from(c) <= 0xFFFF {
                assert!(u32::from(settle(c)) <= 0xFFFF, "{c:?} leaves its plane");
                assert_eq!(step(settle(c)), settle(c), "{c:?} has not settled");
            }
        }
    }

    proptest! {
        #[test]
        fn folding_keeps_the_number_of_characters(text in "\\PC{0,80}|[\\x00-\\x1f\u{3000}質押ＡＢ]{0,40}") {
            prop_assert_eq!(fold_text(&text).chars().count(), text.chars().count());
        }
    }
}
