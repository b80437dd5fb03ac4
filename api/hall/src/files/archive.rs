//! Opening a ZIP archive (APPNOTE.TXT 6.3.10, PKWARE) that may be hostile: its end is read before its directory, so that
//! a directory of a million entries is never held, and one that programs read in different ways is not opened at all.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;

use super::bombs::Caps;
use super::fault::{FileFault, Why};

/// An archive as it is read here.
pub(super) type Archive = zip::ZipArchive<BufReader<File>>;

/// The end of central directory record without its comment (4.3.16).
const END: u64 = 22;
const END_SIGNATURE: [u8; 4] = *b"PK\x05\x06";

/// The longest comment.
const COMMENT: u64 = 65_535;

/// The locator of the ZIP64 end record (4.3.15), and that record without what may follow (4.3.14).
const LOCATOR: u64 = 20;
const LOCATOR_SIGNATURE: [u8; 4] = *b"PK\x06\x07";
const END_64: u64 = 56;
const END_64_SIGNATURE: [u8; 4] = *b"PK\x06\x06";

/// The shortest entry of the directory (4.3.12).
const SHORTEST_ENTRY: u64 = 46;

/// What the end of an archive says of its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Directory {
    entries: u64,
    length: u64,
    start: u64,
    /// Where the record stands that tells all this: the directory must end there.
    told_at: u64,
}

/// Opens an archive whose directory keeps the caps and ends where its end record begins.
///
/// # Errors
/// `files.bomb` for too many entries or too long a directory, `files.damaged` for what does not fit together.
pub(super) fn open(file: File, caps: &Caps) -> Result<Archive, FileFault> {
    let mut reader = BufReader::new(file);
    let directory = directory(&mut reader)?;
    if directory.entries > u64::from(caps.entries) {
        return Err(too_many_entries(caps));
    }
    if directory.length > caps.directory_bytes {
        return Err(FileFault::refused(
            Why::Bomb,
            format!("压缩包的目录超过 {} 字节", caps.directory_bytes),
            format!("The directory of the archive has more than {} bytes", caps.directory_bytes),
        ));
    }
    let fits = directory.start.checked_add(directory.length) == Some(directory.told_at)
        && directory.entries.saturating_mul(SHORTEST_ENTRY) <= directory.length;
    if !fits {
        return Err(contradictory());
    }
    // Nothing stands before the archive: a program that unpacks itself is not taken for its archive.
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    Archive::with_config(config, reader).map_err(of_archive)
}

pub(super) fn too_many_entries(caps: &Caps) -> FileFault {
    FileFault::refused(
        Why::Bomb,
        format!("压缩包内的文件超过 {} 个", caps.entries),
        format!("The archive has more than {} entries", caps.entries),
    )
}

pub(super) fn contradictory() -> FileFault {
    FileFault::damaged(
        "压缩包自相矛盾，已损坏或被篡改",
        "The archive contradicts itself: it is damaged or was tampered with",
    )
}

/// What a failure of the archive's reader means.
pub(super) fn of_archive(error: ZipError) -> FileFault {
    match error {
        ZipError::Io(error) => FileFault::of_reading(error),
        ZipError::CompressionMethodNotSupported(method) => FileFault::damaged(
            format!("压缩包使用了不支持的压缩方法（{method}），请用普通 ZIP（Deflate）重新压缩"),
            format!("The archive uses compression method {method}; pack it again as a plain ZIP with Deflate"),
        ),
        // The enumeration is open; whatever else it says, the archive cannot be read.
        ZipError::InvalidArchive(_) | ZipError::UnsupportedArchive(_) | ZipError::FileNotFound | _ => contradictory(),
    }
}

/// Reads the end record, which must be the last of its kind and reach to the end of the file: readers that search from
/// the front and from the back then find the same one.
fn directory<R: Read + Seek>(reader: &mut R) -> Result<Directory, FileFault> {
    let length = reader.seek(SeekFrom::End(0))?;
    let tail_start = length.saturating_sub(END + COMMENT);
    let tail = bytes_at(reader, tail_start, length - tail_start)?;
    let place =
        tail.windows(END_SIGNATURE.len()).rposition(|window| window == END_SIGNATURE).ok_or_else(contradictory)?;
    let record = tail.get(place..).unwrap_or_default();
    let comment = number(record, 20, 2)?;
    if record.len() as u64 != END + comment {
        return Err(contradictory());
    }
    let told_at = tail_start + place as u64;
    let short = Directory {
        entries: number(record, 10, 2)?,
        length: number(record, 12, 4)?,
        start: number(record, 16, 4)?,
        told_at,
    };
    let is_on_one_disk =
        number(record, 4, 2)? == 0 && number(record, 6, 2)? == 0 && number(record, 8, 2)? == short.entries;
    let long = directory_64(reader, told_at)?;
    let Some(long) = long else { return if is_on_one_disk { Ok(short) } else { Err(contradictory()) } };
    // Where the short record says more than "see the long one", both say the same.
    let agree = |short: u64, long: u64, see_the_long: u64| short == see_the_long || short == long;
    let both_agree = agree(short.entries, long.entries, 0xFFFF)
        && agree(short.length, long.length, 0xFFFF_FFFF)
        && agree(short.start, long.start, 0xFFFF_FFFF);
    if both_agree { Ok(long) } else { Err(contradictory()) }
}

/// Reads the ZIP64 end record, if there is one before the record at this place.
fn directory_64<R: Read + Seek>(reader: &mut R, end: u64) -> Result<Option<Directory>, FileFault> {
    let Some(locator_at) = end.checked_sub(LOCATOR) else { return Ok(None) };
    let locator = bytes_at(reader, locator_at, LOCATOR)?;
    if !locator.starts_with(&LOCATOR_SIGNATURE) {
        return Ok(None);
    }
    let told_at = number(&locator, 8, 8)?;
    if told_at.checked_add(END_64).is_none_or(|record_end| record_end > locator_at) {
        return Err(contradictory());
    }
    let record = bytes_at(reader, told_at, END_64)?;
    let size_of_the_rest = number(&record, 4, 8)?;
    let reaches_the_locator =
        told_at.checked_add(12).and_then(|start| start.checked_add(size_of_the_rest)) == Some(locator_at);
    let entries = number(&record, 32, 8)?;
    let is_on_one_disk =
        number(&record, 16, 4)? == 0 && number(&record, 20, 4)? == 0 && number(&record, 24, 8)? == entries;
    if !record.starts_with(&END_64_SIGNATURE) || !reaches_the_locator || !is_on_one_disk {
        return Err(contradictory());
    }
    Ok(Some(Directory { entries, length: number(&record, 40, 8)?, start: number(&record, 48, 8)?, told_at }))
}

/// Some bytes of the file; the callers ask for no more than an end record with its comment.
fn bytes_at<R: Read + Seek>(reader: &mut R, start: u64, length: u64) -> Result<Vec<u8>, FileFault> {
    reader.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A number of these bytes, least significant byte first (4.4.1.1).
fn number(record: &[u8], start: usize, length: usize) -> Result<u64, FileFault> {
    let bytes = record.get(start..start + length).ok_or_else(contradictory)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}
