//! Texts: whether a file is one to its end, and of which type.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};
use serde::de::IgnoredAny;

use super::Kind;

/// How much is decoded at a time, in bytes.
const PIECE: usize = 32 * 1024;

/// How deep JSON may be nested; the parser that reads it later goes no deeper.
const DEEPEST: usize = 128;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a text is.
pub(super) enum Found {
    /// A type that may be taken.
    Kind(Kind),
    /// Something that is not taken, in Chinese and in English.
    Refused(&'static str, &'static str),
}

/// Beginnings of texts that a program runs or interprets.
const RUN: [(&[u8], &str, &str); 4] = [
    (b"#!", "脚本", "a script"),
    (b"%!", "PostScript 程序", "a PostScript program"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"MIME-Version:", "网页归档或邮件", "a web archive or a message"),
];

/// Elements with which a page of HTML may begin (WHATWG MIME Sniffing section 7.1).
const ELEMENTS_OF_HTML: [&str; 24] = [
    "html", "head", "body", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "br", "p",
    "img", "meta", "link", "form", "object", "embed", "base", "video", "span",
];

/// The type of a text; `None` where the file is none.
pub(super) fn kind(path: &Path, head: &[u8]) -> io::Result<Option<Found>> {
    let mut file = File::open(path)?;
    let is_utf8 = is_text(&mut file, UTF_8)?;
    if !is_utf8 && !is_text(&mut file, GB18030)? {
        return Ok(None);
    }
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
    if let Some((_, zh, en)) = RUN.iter().find(|(beginning, ..)| text.starts_with(beginning)) {
        return Ok(Some(Found::Refused(zh, en)));
    }
    if let Some(found) = markup(text) {
        return Ok(Some(found));
    }
    if is_utf8 && matches!(text.first(), Some(b'{' | b'[')) {
        file.seek(SeekFrom::Start((head.len() - head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).len()) as u64))?;
        if let Some(kind) = json(file)? {
            return Ok(Some(Found::Kind(kind)));
        }
    }
    Ok(Some(Found::Kind(if is_table(head) { Kind::Csv } else { Kind::Text })))
}

/// Whether the file is text in this encoding to its end. Control characters but tab, line feed, form feed and carriage
/// return do not stand in a text.
fn is_text(file: &mut File, encoding: &'static Encoding) -> io::Result<bool> {
    file.rewind()?;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut piece, mut decoded) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let length = file.read(&mut piece)?;
        let mut rest = piece.get(..length).unwrap_or_default();
        loop {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut decoded, length == 0);
            rest = rest.get(read..).unwrap_or_default();
            if decoded.iter().take(written).any(|byte| is_control(*byte)) {
                return Ok(false);
            }
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Ok(false),
            }
        }
        if length == 0 {
            return Ok(true);
        }
    }
}

const fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r')
}

/// What markup a text begins with.
fn markup(text: &[u8]) -> Option<Found> {
    const HTML: Found = Found::Refused("HTML 网页", "a page of HTML");
    const SVG: Found = Found::Refused("SVG 图形（可含脚本）", "an SVG drawing, which may hold scripts");
    if !text.starts_with(b"<") {
        return None;
    }
    let text = String::from_utf8_lossy(text);
    let is_declared = text.starts_with("<?xml");
    let root = root_element(&text);
    let local = root.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    match local.as_str() {
        "svg" => Some(SVG),
        "html" => Some(HTML),
        name if !is_declared && ELEMENTS_OF_HTML.contains(&name) => Some(HTML),
        "" if !is_declared => None,
        _ => Some(Found::Kind(Kind::Xml)),
    }
}

/// The name of the first element, or that which the document type declaration gives it; empty where there is none.
fn root_element(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            break;
        };
        rest = rest.split_once(end).map_or("", |(_, after)| after).trim_start();
    }
    let is_doctype = rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE"));
    let name = if is_doctype {
        rest.get(9..).unwrap_or_default().trim_start()
    } else {
        rest.strip_prefix('<').unwrap_or_default()
    };
    let of_a_name = |c: char| c.is_alphanumeric() || ['_', ':', '-', '.'].contains(&c);
    let end = name.find(|c| !of_a_name(c)).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { "" }
}

/// JSON or lines of it; `None` where the text is neither to its end. Values are skipped, not kept.
fn json(file: File) -> io::Result<Option<Kind>> {
    let reader = BufReader::new(Shallow { inner: BufReader::new(file), depth: 0, in_text: false, escaped: false });
    let mut values = 0_u64;
    for value in serde_json::Deserializer::from_reader(reader).into_iter::<IgnoredAny>() {
        match value {
            Ok(IgnoredAny) => values += 1,
            Err(error) => {
                let error = io::Error::from(error);
                return if error.raw_os_error().is_some() { Err(error) } else { Ok(None) };
            }
        }
    }
    Ok(match values {
        0 => None,
        1 => Some(Kind::Json),
        _ => Some(Kind::Ndjson),
    })
}

/// Passes JSON on until it is nested too deep: the parser remembers every bracket that is open.
struct Shallow<R> {
    inner: R,
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl<R: Read> Read for Shallow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        for byte in buffer.iter().take(read) {
            match (self.in_text, byte) {
                (true, _) if self.escaped => self.escaped = false,
                (true, b'\\') => self.escaped = true,
                (true, b'"') => self.in_text = false,
                (true, _) => {}
                (false, b'"') => self.in_text = true,
                (false, b'[' | b'{') => self.depth += 1,
                (false, b']' | b'}') => self.depth = self.depth.saturating_sub(1),
                (false, _) => {}
            }
            if self.depth > DEEPEST {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            }
        }
        Ok(read)
    }
}

/// Whether the first two lines have the same number of commas, tabs or semicolons outside of quotes (RFC 4180).
fn is_table(head: &[u8]) -> bool {
    let is_whole = |line: &&[u8]| line.ends_with(b"\n");
    let mut lines = head.split_inclusive(|byte| *byte == b'\n').filter(is_whole);
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let count = |line: &[u8], separator: u8| {
        let mut quoted = false;
        line.iter()
            .filter(|byte| {
                quoted ^= **byte == b'"';
                !quoted && **byte == separator
            })
            .count()
    };
    [b',', b'\t', b';'].into_iter().any(|separator| {
        let fields = count(first, separator);
        fields > 0 && fields == count(second, separator)
    })
}
