//! Records of a CSV file (RFC 4180): a header row, quotes, line ends inside quotes.

use std::io::{self, BufRead, Read};

use csv::ByteRecord;
use serde_json::{Map, Value};

use super::encoding::{Decoder, Encoding};
use super::lines::{LONGEST_LINE, Lines};
use super::{Line, LineFault, SourceFault};

/// More columns than any table of the offices has.
const MOST_COLUMNS: usize = 1_000;

/// The records of a CSV stream. A record may span lines and is bounded as a line is; where the bound is passed (as a
/// rule a quotation mark never closed) reading goes on with the next physical line.
pub(super) struct Separated<R> {
    reader: csv::Reader<Feed<R>>,
    header: Vec<String>,
    record: ByteRecord,
    decoder: Decoder,
}

impl<R: BufRead> Separated<R> {
    /// Reads the header row; a stream without any line has no columns and no records.
    ///
    /// # Errors
    /// A header that cannot be read, or whose names are empty, twice there or too many.
    pub(super) fn new(lines: Lines<R>, mut decoder: Decoder) -> Result<Self, SourceFault> {
        let mut reader = csv_reader(Feed::new(lines));
        let mut record = ByteRecord::new();
        let header = match next_record(&mut reader, &mut record) {
            None => Vec::new(),
            Some(Ok(line)) => header_of(&record, &mut decoder, line)?,
            Some(Err(fault)) => return Err(SourceFault::HeaderUnreadable { fault }),
        };
        Ok(Self { reader, header, record, decoder })
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.decoder.encoding()
    }

    pub(super) fn next_line(&mut self) -> Option<Result<Line, LineFault>> {
        loop {
            let number = match next_record(&mut self.reader, &mut self.record)? {
                Ok(number) => number,
                Err(fault) => {
                    self.start_over_on_the_next_line();
                    return Some(Err(fault));
                }
            };
            // Spreadsheets export rows that were once filled as nothing but commas.
            if self.record.iter().any(|field| !field.trim_ascii().is_empty()) {
                return Some(self.fields(number).map(|fields| Line { number, fields }));
            }
        }
    }

    /// A csv reader that has met the end of its input stays there: the lines get a new one.
    fn start_over_on_the_next_line(&mut self) {
        if let Some(lines) = self.reader.get_mut().lines.take() {
            self.reader = csv_reader(Feed::new(lines));
        }
    }

    fn fields(&mut self, line: u64) -> Result<Map<String, Value>, LineFault> {
        let (expected, found) = (self.header.len(), self.record.len());
        if expected != found {
            return Err(LineFault::Columns { line, expected, found });
        }
        let mut fields = Map::new();
        for (name, bytes) in self.header.iter().zip(self.record.iter()) {
            let text = self.decoder.text(bytes);
            let text = text.ok_or(LineFault::Encoding { line, encoding: self.decoder.encoding() })?;
            let value = if text.is_empty() { Value::Null } else { Value::String(text.into_owned()) };
            fields.insert(name.clone(), value);
        }
        Ok(fields)
    }
}

fn csv_reader<R: BufRead>(feed: Feed<R>) -> csv::Reader<Feed<R>> {
    // The feed ends every line with a line feed, whatever the file does; a column too many or too few is for us to report.
    let line_feed = csv::Terminator::Any(b'\n');
    csv::ReaderBuilder::new().has_headers(false).flexible(true).terminator(line_feed).from_reader(feed)
}

/// Reads one record and answers the physical line on which it begins.
fn next_record<R: BufRead>(
    reader: &mut csv::Reader<Feed<R>>,
    record: &mut ByteRecord,
) -> Option<Result<u64, LineFault>> {
    reader.get_mut().begin_record();
    let read = reader.read_byte_record(record);
    let feed = reader.get_mut();
    if let Some(fault) = feed.fault.take() {
        return Some(Err(fault));
    }
    let line = feed.record_line?;
    if feed.ended {
        return Some(Err(LineFault::QuoteNotClosed { line }));
    }
    match read {
        Ok(_) => Some(Ok(line)),
        Err(error) => Some(Err(LineFault::Unreadable { line, reason: error.to_string() })),
    }
}

fn header_of(record: &ByteRecord, decoder: &mut Decoder, line: u64) -> Result<Vec<String>, SourceFault> {
    if record.len() > MOST_COLUMNS {
        return Err(SourceFault::TooManyColumns { found: record.len() });
    }
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for (index, bytes) in record.iter().enumerate() {
        let name = decoder.text(bytes).ok_or_else(|| SourceFault::HeaderUnreadable {
            fault: LineFault::Encoding { line, encoding: decoder.encoding() },
        })?;
        let name = name.trim();
        if name.is_empty() {
            return Err(SourceFault::ColumnWithoutName { column: index + 1 });
        }
        if names.iter().any(|earlier| earlier == name) {
            return Err(SourceFault::ColumnTwice { name: name.to_owned() });
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// Hands the csv reader one physical line at a time, so that it is known where each record begins and how long it is.
struct Feed<R> {
    lines: Option<Lines<R>>,
    line: Vec<u8>,
    handed_over: usize,
    record_line: Option<u64>,
    record_bytes: usize,
    fault: Option<LineFault>,
    /// The lines ran out inside a record: its quotation mark was never closed.
    ended: bool,
}

impl<R: BufRead> Feed<R> {
    const fn new(lines: Lines<R>) -> Self {
        Self {
            lines: Some(lines),
            line: Vec::new(),
            handed_over: 0,
            record_line: None,
            record_bytes: 0,
            fault: None,
            ended: false,
        }
    }

    const fn begin_record(&mut self) {
        self.record_line = None;
        self.record_bytes = 0;
    }

    /// Fetches the next line; `false` where there is none or where it cannot be had. Blank lines between records are
    /// none of the csv reader's business, blank lines inside quotes are.
    fn fetch(&mut self) -> bool {
        loop {
            let Some(next) = self.lines.as_mut().and_then(|lines| lines.next_into(&mut self.line)) else {
                self.ended = true;
                return false;
            };
            let number = match next {
                Ok(number) => number,
                Err(fault) => {
                    self.fault = Some(self.record_line.map_or(fault.clone(), |line| fault.of_record(line)));
                    return false;
                }
            };
            if self.record_line.is_none() && self.line.trim_ascii().is_empty() {
                continue;
            }
            let begins = *self.record_line.get_or_insert(number);
            self.record_bytes += self.line.len() + 1;
            if self.record_bytes > LONGEST_LINE + 1 {
                self.fault = Some(LineFault::TooLong { line: begins });
                return false;
            }
            self.line.push(b'\n');
            self.handed_over = 0;
            return true;
        }
    }
}

impl<R: BufRead> Read for Feed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.handed_over == self.line.len() && (self.fault.is_some() || !self.fetch()) {
            self.line.clear();
            self.handed_over = 0;
            return Ok(0);
        }
        let mut rest = self.line.get(self.handed_over..).unwrap_or_default();
        let count = rest.read(into)?;
        self.handed_over += count;
        Ok(count)
    }
}
