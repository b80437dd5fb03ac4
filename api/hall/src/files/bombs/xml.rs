//! Document type declarations in XML. No file of ours needs one, and they are how entities are defined that grow without
//! end (CWE-776) or fetch what they name (CWE-611; OWASP's cheat sheet on XML external entities: refuse them altogether).

use super::super::fault::{FileFault, Why};

/// XML 1.0 section 2.8. No letter but the first opens the pattern again, so one place in it is enough to remember.
const DOCTYPE: &[u8] = b"<!DOCTYPE";

/// Encodings in which the characters of ASCII stand as themselves, or as themselves beside NULs. In others, such as
/// UTF-7, a declaration could hide.
const ENCODINGS: [&str; 10] =
    ["utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1", "gb18030", "gbk", "gb2312", "windows-1252"];

/// Names of entries that are XML whatever they begin with.
const EXTENSIONS: [&[u8]; 5] = [b".xml", b".rels", b".vml", b".svg", b".xsl"];

/// How far the XML declaration is looked for, in bytes.
const DECLARATION: usize = 1024;

/// Whether an entry of an archive is XML. In an archive of anything, pages of HTML are not.
pub(super) fn is_xml(head: &[u8], name: &[u8], in_a_document: bool) -> bool {
    let name = name.to_ascii_lowercase();
    let beginning = beginning(head);
    EXTENSIONS.iter().any(|extension| name.ends_with(extension))
        || beginning.starts_with(b"<?xml")
        || (in_a_document && beginning.starts_with(b"<"))
}

/// The beginning without byte order mark, space and the NULs of UTF-16.
fn beginning(head: &[u8]) -> Vec<u8> {
    let head = [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"]
        .iter()
        .find_map(|mark| head.strip_prefix(*mark))
        .unwrap_or(head);
    let without_nul: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).take(DECLARATION).collect();
    without_nul.trim_ascii_start().to_vec()
}

/// Looks for declarations piece by piece, wherever they stand: in a comment as well, so that no reader can be of another
/// opinion on where the comment ends.
#[derive(Debug)]
pub(super) struct Doctypes {
    matched: usize,
}

impl Doctypes {
    /// For a text with this beginning.
    ///
    /// # Errors
    /// `files.damaged` when it declares an encoding that is not read.
    pub(super) fn beginning_with(head: &[u8]) -> Result<Self, FileFault> {
        let declared = declared_encoding(&beginning(head));
        match declared {
            Some(encoding) if !ENCODINGS.contains(&encoding.as_str()) => Err(FileFault::damaged(
                format!("XML 声明的编码 {encoding} 不受支持，请改用 UTF-8"),
                format!("The XML declares the encoding {encoding}; write it in UTF-8"),
            )),
            Some(_) | None => Ok(Self { matched: 0 }),
        }
    }

    /// Looks at the next piece.
    ///
    /// # Errors
    /// `files.xml_doctype`.
    pub(super) fn look_at(&mut self, piece: &[u8]) -> Result<(), FileFault> {
        for byte in piece.iter().filter(|byte| **byte != 0).map(u8::to_ascii_uppercase) {
            self.matched = match DOCTYPE.get(self.matched) {
                Some(expected) if *expected == byte => self.matched + 1,
                Some(_) | None => usize::from(byte == b'<'),
            };
            if self.matched == DOCTYPE.len() {
                return Err(FileFault::refused(
                    Why::XmlDoctype,
                    "XML 中含有文档类型声明（DOCTYPE），不予接受",
                    "The XML has a document type declaration (DOCTYPE), which is not accepted",
                ));
            }
        }
        Ok(())
    }
}

/// The encoding that an XML declaration names (XML 1.0 section 4.3.3), in small letters.
fn declared_encoding(beginning: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(beginning);
    let (declaration, _) = text.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let name = value.split(quote).nth(1)?;
    Some(name.trim().chars().filter(|c| !c.is_control()).take(40).collect::<String>().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(content: &[u8], of: usize) -> Option<&'static str> {
        let look = || {
            let mut doctypes = Doctypes::beginning_with(content)?;
            content.chunks(of).try_for_each(|piece| doctypes.look_at(piece))
        };
        look().err().map(|fault: FileFault| fault.refusal().expect("a refusal").why.code())
    }

    #[test]
    fn a_declaration_is_found_however_it_is_cut_and_in_utf_16() {
        let laughs = "<?xml version=\"1.0\"?><!<!!DOC<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY a \"&lol;&lol;\">]><lolz>&a;</lolz>";
        let little: Vec<u8> = laughs.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(laughs.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for of in 1..60 {
            for content in [laughs.as_bytes(), &little, &big] {
                assert_eq!(refused(content, of), Some("files.xml_doctype"));
            }
            assert_eq!(refused(laughs.replace("DOCTYPE", "DOC TYPE").as_bytes(), of), None);
        }
    }

    #[test]
    fn an_encoding_that_could_hide_a_declaration_is_refused() {
        let utf7 = b"<?xml version='1.0' encoding = 'UTF-7'?>+ADwAIQ-DOCTYPE a+AD4-<a/>";
        assert_eq!(refused(utf7, 7), Some("files.damaged"));
        assert_eq!(refused(b"<?xml version=\"1.0\" encoding=\"GB18030\" standalone=\"yes\"?><a/>", 7), None);
        assert_eq!(refused(b"<a encoding='UTF-7'/>", 7), None);
    }
}
