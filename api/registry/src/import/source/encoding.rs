//! Which character encoding a file is in, and its lines as text.
//!
//! Lines are cut before they are decoded: in UTF-8 and in GB 18030 the bytes of a line end, a comma and a quotation mark
//! are never part of a longer character (GB 18030-2005, 2nd bytes 0x30–0x39 and 0x40–0xFE without 0x7F).

use std::borrow::Cow;

use encoding_rs::GB18030;

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// GB 18030, which holds GBK and GB 2312.
    Gb18030,
}

impl Encoding {
    /// The name that people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
        }
    }

    /// The encoding of a text by its beginning; `None` where that is nothing but ASCII.
    ///
    /// Whole lines vote, so that one broken line does not turn a file into another encoding. A line that is good UTF-8
    /// counts for UTF-8 even where it also is GB 18030: Chinese text in GB 18030 is hardly ever good UTF-8.
    pub(super) fn by_beginning(beginning: &[u8]) -> Option<Self> {
        let whole_lines = match beginning.iter().rposition(|byte| *byte == b'\n') {
            Some(last_end) => beginning.get(..last_end).unwrap_or(beginning),
            None => beginning,
        };
        let (mut utf8, mut gb18030) = (0_usize, 0_usize);
        for line in whole_lines.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
            if is_utf8_but_for_its_end(line) {
                utf8 += 1;
            } else if gb18030_text(line).is_some() {
                gb18030 += 1;
            }
        }
        match (utf8, gb18030) {
            (0, 0) if whole_lines.is_ascii() => None,
            (utf8, gb18030) if gb18030 > utf8 => Some(Self::Gb18030),
            _ => Some(Self::Utf8),
        }
    }

    /// The text of some bytes; `None` where they are not text in this encoding.
    pub(super) fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Gb18030 => gb18030_text(bytes),
        }
    }
}

/// Decodes line after line. Until a line that is not ASCII has come by, the encoding is open.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Option<Encoding>,
}

impl Decoder {
    pub(super) const fn new(encoding: Option<Encoding>) -> Self {
        Self { encoding }
    }

    /// The encoding, as far as it is known; ASCII counts as UTF-8.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    /// The text of a line or field; `None` where it is not text in the encoding of the file.
    pub(super) fn text<'bytes>(&mut self, bytes: &'bytes [u8]) -> Option<Cow<'bytes, str>> {
        if self.encoding.is_none() && !bytes.is_ascii() {
            self.encoding = Encoding::by_beginning(bytes);
        }
        self.encoding().text(bytes)
    }
}

/// The last line of a beginning may be cut inside a character.
fn is_utf8_but_for_its_end(line: &[u8]) -> bool {
    std::str::from_utf8(line).map_or_else(|fault| fault.error_len().is_none(), |_| true)
}

fn gb18030_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    GB18030.decode_without_bom_handling_and_without_replacement(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb18030(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn a_beginning_of_ascii_leaves_the_encoding_open_until_the_first_chinese_line() {
        assert_eq!(Encoding::by_beginning(b"number,name\n1,A\n"), None);
        let mut decoder = Decoder::new(None);
        assert_eq!(decoder.text(b"number,name").as_deref(), Some("number,name"));
        assert_eq!(decoder.text(&gb18030("大豆，鄈䶮")).as_deref(), Some("大豆，鄈䶮"));
        assert_eq!(decoder.encoding(), Encoding::Gb18030);
    }

    #[test]
    fn one_broken_line_does_not_turn_utf8_into_gb18030() {
        let mut bytes = b"{\"a\":\"\xB4\xF3\"}\n".to_vec();
        bytes.extend_from_slice("黑龙江\n省哈尔滨市\n".as_bytes());
        assert_eq!(Encoding::by_beginning(&bytes), Some(Encoding::Utf8));
    }

    #[test]
    fn a_beginning_cut_inside_a_character_is_judged_by_what_is_whole() {
        let text = "黑龙江".repeat(10);
        let cut = text.as_bytes().get(..text.len() - 1).map(Encoding::by_beginning);
        assert_eq!(cut, Some(Some(Encoding::Utf8)));
    }

    #[test]
    fn chinese_text_in_gb18030_is_recognised() {
        assert_eq!(Encoding::by_beginning(&gb18030("名称\n一种大豆播种机\n")), Some(Encoding::Gb18030));
    }

    #[test]
    fn bytes_that_are_no_text_at_all_are_none() {
        assert_eq!(Decoder::new(Some(Encoding::Utf8)).text(b"\xFF\xFF"), None);
        assert_eq!(Decoder::new(None).text(b"\xFF\xFF"), None);
    }
}
