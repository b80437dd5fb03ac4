//! Reads a file of records as a stream: plain or gzip, NDJSON or CSV, UTF-8 or GB 18030.
//!
//! ```text
//! file ─► gzip? ─► encoding? ─► physical lines ─► NDJSON or CSV ─► Line { number, fields } | LineFault
//! ```
//!
//! **Invariants**
//! - No more than one record and one MiB of the beginning are in memory, however large the file or what it unpacks to.
//! - A line that is no record is a [`LineFault`] with its number and the next one is read; only a stream that breaks
//!   ends the reading, and then its fault comes last.
//! - What is read depends on the bytes and the name alone: reading twice gives the same lines with the same numbers.

mod encoding;
mod fault;
mod lines;
mod separated;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use serde_json::error::Category;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use encoding::Encoding;
pub use fault::{LineFault, SourceFault};

use encoding::Decoder;
use lines::Lines;
use separated::Separated;

/// How much of the beginning is looked at to tell format and encoding, in bytes.
const BEGINNING: usize = 1024 * 1024;
const BUFFER: usize = 64 * 1024;

/// One record as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The physical line on which it begins, from 1.
    pub number: u64,
    /// Its fields. Where JSON names a field twice, the last one counts; in CSV an empty field is null.
    pub fields: Map<String, Value>,
}

/// How records stand in the file.
enum Format {
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated with a header row (RFC 4180).
    Csv,
}

/// A file being read: an iterator over its lines, for a thread that may block.
pub struct Source {
    bytes_read: Arc<AtomicU64>,
    records: Records,
}

type Stream = BufReader<Box<dyn Read + Send>>;

enum Records {
    Ndjson { lines: Lines<Stream>, line: Vec<u8>, decoder: Decoder },
    Csv(Box<Separated<Stream>>),
}

impl Source {
    /// Opens a file. Its format is told by its name (`.csv`, `.ndjson`, `.jsonl`, `.json`, with or without `.gz`), else
    /// by its first character; whether it is compressed by its first bytes.
    ///
    /// # Errors
    /// [`SourceFault`] where it cannot be opened or holds something else altogether.
    pub fn open(path: &Path, name: &str) -> Result<Self, SourceFault> {
        let file = File::open(path).map_err(|error| SourceFault::Unopened { reason: error.to_string() })?;
        Self::from_reader(name, file)
    }

    /// Reads from any reader; `name` is the file name that tells the format.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_reader(name: &str, reader: impl Read + Send + 'static) -> Result<Self, SourceFault> {
        let bytes_read = Arc::new(AtomicU64::new(0));
        let counted = Counted { reader, count: Arc::clone(&bytes_read) };
        let (magic, packed) = peek(Box::new(BufReader::with_capacity(BUFFER, counted)), 4);
        let unpacked: Box<dyn Read + Send> = match magic.as_slice() {
            [0x1F, 0x8B, ..] => Box::new(MultiGzDecoder::new(packed)),
            [b'P', b'K', 3, 4] => return Err(SourceFault::Zip),
            _ => packed,
        };
        let (beginning, stream) = peek(unpacked, BEGINNING);
        let (text, stream): (&[u8], _) = match beginning.as_slice() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err(SourceFault::Utf16),
            [0xEF, 0xBB, 0xBF, text @ ..] => (text, without_first_three(stream)?),
            text => (text, stream),
        };
        let format = Format::of(name, text)?;
        let decoder = Decoder::new(Encoding::by_beginning(text));
        let lines = Lines::new(BufReader::with_capacity(BUFFER, stream));
        let records = match format {
            Format::Ndjson => Records::Ndjson { lines, line: Vec::new(), decoder },
            Format::Csv => Records::Csv(Box::new(Separated::new(lines, decoder)?)),
        };
        Ok(Self { bytes_read, records })
    }

    /// The encoding, as far as it has shown itself; ASCII counts as UTF-8.
    pub fn encoding(&self) -> Encoding {
        match &self.records {
            Records::Ndjson { decoder, .. } => decoder.encoding(),
            Records::Csv(separated) => separated.encoding(),
        }
    }

    /// How many bytes of the file have been taken, compressed ones where it is compressed: for progress, against its
    /// length. Shared, so that another thread can look.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }
}

impl Iterator for Source {
    type Item = Result<Line, LineFault>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.records {
            Records::Csv(separated) => separated.next_line(),
            Records::Ndjson { lines, line, decoder } => loop {
                match lines.next_into(line)? {
                    Err(fault) => return Some(Err(fault)),
                    Ok(_) if line.trim_ascii().is_empty() => {}
                    Ok(number) => return Some(object(number, line, decoder)),
                }
            },
        }
    }
}

fn object(number: u64, line: &[u8], decoder: &mut Decoder) -> Result<Line, LineFault> {
    let text = decoder.text(line).ok_or(LineFault::Encoding { line: number, encoding: decoder.encoding() })?;
    match serde_json::from_str(&text) {
        Ok(fields) => Ok(Line { number, fields }),
        Err(error) if error.classify() == Category::Data => Err(LineFault::NotAnObject { line: number }),
        Err(error) => Err(LineFault::NotJson { line: number, column: error.column() }),
    }
}

impl Format {
    fn of(name: &str, beginning: &[u8]) -> Result<Self, SourceFault> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let first = beginning.iter().find(|byte| !byte.is_ascii_whitespace());
        match (name.rsplit_once('.').map(|(_, extension)| extension), first) {
            (Some("csv"), _) => Ok(Self::Csv),
            (_, Some(b'[')) => Err(SourceFault::JsonArray),
            (_, Some(b'<')) => Err(SourceFault::Xml),
            (Some("ndjson" | "jsonl" | "json"), _) | (_, Some(b'{')) => Ok(Self::Ndjson),
            (_, _) => Ok(Self::Csv),
        }
    }
}

/// The SHA-256 of a file, 64 hexadecimal digits in lower case, read as a stream.
///
/// # Errors
/// What the system says where the file cannot be read.
pub fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = BufReader::with_capacity(BUFFER, File::open(path)?);
    let mut digest = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        digest.update(buffer.get(..count).unwrap_or_default());
    }
    let hex = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    Ok(digest.finalize().iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect())
}

/// Looks at up to `most` bytes of a stream and gives it back whole. An error met on the way comes back at its place.
fn peek(mut stream: Box<dyn Read + Send>, most: usize) -> (Vec<u8>, Box<dyn Read + Send>) {
    let mut beginning = Vec::new();
    let error = stream.by_ref().take(most as u64).read_to_end(&mut beginning).err();
    let seen = Cursor::new(beginning.clone());
    let rest: Box<dyn Read + Send> = match error {
        Some(error) => Box::new(seen.chain(Broken(Some(error)))),
        None => Box::new(seen.chain(stream)),
    };
    (beginning, rest)
}

/// Drops the byte order mark of UTF-8.
fn without_first_three(mut stream: Box<dyn Read + Send>) -> Result<Box<dyn Read + Send>, SourceFault> {
    let mut mark = [0; 3];
    stream.read_exact(&mut mark).map_err(|error| SourceFault::Unopened { reason: error.to_string() })?;
    Ok(stream)
}

/// A stream that breaks once more where it broke before.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(into)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
