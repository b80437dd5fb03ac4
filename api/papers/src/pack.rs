//! Files in one ZIP archive, made to the same bytes each time.

use std::collections::HashSet;
use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDate};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::PaperFault;

/// The most files of an archive.
pub const MOST_ENTRIES: usize = 200;

/// The most bytes of a paper, and of the files of an archive together.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The longest name in bytes: what common file systems take.
const LONGEST_NAME: usize = 255;

/// The level is named because the default of the library may change, and the bytes with it.
const LEVEL: i64 = 6;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of the file, without a folder.
    pub name: String,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

/// Packs the files into a ZIP archive, in the order given. The same files and day give the same bytes.
///
/// # Errors
/// A name with a folder, or one that stands twice; more entries or bytes than the bounds; a day outside 1980 to 2107.
pub fn pack(entries: &[Entry], made_on: NaiveDate) -> Result<Vec<u8>, PaperFault> {
    check(entries)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(midnight(made_on)?)
        .unix_permissions(0o644)
        // Or the library writes what system it was built for.
        .system(System::Unix);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        archive.start_file(entry.name.as_str(), options).map_err(refused)?;
        archive.write_all(&entry.bytes).map_err(|fault| refused(fault.into()))?;
    }
    Ok(archive.finish().map_err(refused)?.into_inner())
}

fn check(entries: &[Entry]) -> Result<(), PaperFault> {
    if entries.len() > MOST_ENTRIES {
        return Err(PaperFault::TooManyEntries);
    }
    if entries.iter().map(|entry| entry.bytes.len()).fold(0, usize::saturating_add) > MOST_BYTES {
        return Err(PaperFault::TooLarge);
    }
    let mut names = HashSet::new();
    for Entry { name, .. } in entries {
        if !is_plain(name) {
            return Err(PaperFault::EntryName(name.clone()));
        }
        if !names.insert(name.to_lowercase()) {
            return Err(PaperFault::EntryTwice(name.clone()));
        }
    }
    Ok(())
}

/// A name that unpacks to one file beside the others on every system.
fn is_plain(name: &str) -> bool {
    let refused = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.contains("..")
        && !name.starts_with([' ', '.'])
        && !name.ends_with([' ', '.'])
        && !name.contains(refused)
}

/// Midnight, because the format has no way to leave the hour out.
fn midnight(day: NaiveDate) -> Result<DateTime, PaperFault> {
    let of = || {
        let year = u16::try_from(day.year()).ok()?;
        let month = u8::try_from(day.month()).ok()?;
        DateTime::from_date_and_time(year, month, u8::try_from(day.day()).ok()?, 0, 0, 0).ok()
    };
    of().ok_or(PaperFault::Day(day))
}

fn refused(fault: ZipError) -> PaperFault {
    PaperFault::Writer(fault.to_string())
}

#[cfg(test)]
mod tests;
