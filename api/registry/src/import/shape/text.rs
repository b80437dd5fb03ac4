//! Texts as they stand in records: without what nobody can see, and without the words for "nothing".

use std::borrow::Cow;

/// A text for one line: control characters and line ends become spaces or nothing, ends are trimmed.
pub(super) fn one_line(text: String) -> String {
    kept(text, |character| match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        character if is_unseen(character) => None,
        character => Some(character),
    })
}

/// A text that may have lines: line ends stay as line feeds, other control characters go, ends are trimmed.
pub(super) fn prose(text: String) -> String {
    kept(text, |character| match character {
        '\n' | '\t' => Some(character),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        character if is_unseen(character) => None,
        character => Some(character),
    })
}

/// Control characters (a database refuses NUL in a text), the byte order mark and the space without width. Joiners
/// stay: some scripts need them.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{FEFF}' | '\u{200B}')
}

fn kept(text: String, keep: impl Fn(char) -> Option<char>) -> String {
    let text = if text.chars().any(|character| keep(character) != Some(character)) {
        text.chars().filter_map(keep).collect()
    } else {
        text
    };
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// Whether a text stands for "nothing" in the exports of the gazettes: dashes, strokes, 无.
pub(super) fn says_nothing(text: &str) -> bool {
    let is_stroke = |character: char| matches!(character, '-' | '—' | '–' | '－' | '―' | '/' | '／' | '\\');
    let text = text.trim();
    text == "无" || text == "null" || text == "待定" || text.chars().all(|c| is_stroke(c) || c.is_whitespace())
}

/// The parts of a list written in one text, with semicolons of either width. Empty parts are none.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty())
}

/// A text without the markup that exports carry over from typesetting: `<sub>`, `<sup>` and `||sup||`.
pub(super) fn without_typesetting(text: &str) -> Cow<'_, str> {
    const MARKS: [&str; 8] = ["<sub>", "</sub>", "<sup>", "</sup>", "||sub||", "||/sub||", "||sup||", "||/sup||"];
    if !text.contains(['<', '|']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(MARKS.iter().fold(text.to_owned(), |text, mark| text.replace(mark, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_line_ends_stay_where_lines_are_meant() {
        let text = "\u{FEFF} 一种\0播种机\r\n，其\u{7}特征\n".to_owned();
        assert_eq!(one_line(text.clone()), "一种播种机  ，其特征");
        assert_eq!(prose(text), "一种播种机\n，其特征");
    }

    #[test]
    fn the_words_for_nothing_are_nothing_and_others_are_something() {
        for text in ["", " ", "--", "— —", "——", "无", "/", "／", "－", "待定"] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["无锡", "1/2", "A", "无。"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn lists_are_parted_at_semicolons_of_either_width() {
        assert_eq!(parts("甲; 乙；丙;;").collect::<Vec<_>>(), ["甲", "乙", "丙"]);
        assert_eq!(parts(" ; ").count(), 0);
    }

    #[test]
    fn typesetting_goes_and_other_angle_brackets_stay() {
        assert_eq!(without_typesetting("NAD<sup>+</sup>和H<sub>2</sub>S"), "NAD+和H2S");
        assert_eq!(without_typesetting("R·M||sup||a||/sup||·埃尔瓦斯"), "R·Ma·埃尔瓦斯");
        assert_eq!(without_typesetting("x<5|y"), "x<5|y");
    }
}
