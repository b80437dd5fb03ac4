//! Files that are small on the way in and huge or harmful once opened.
//!
//! Everything is read through buffers of fixed size: what a content unpacks to is counted and forgotten. An archive
//! within an archive alone is laid into a file, because its directory stands at its end. These functions block.
//!
//! Sources: D. Fifield, "A better zip bomb" (USENIX WOOT 2019), on overlapping entries; CWE-409 on data amplification,
//! CWE-22 and CWE-59 on names, CWE-611 and CWE-776 on document types.

mod entries;
mod image;
mod xml;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::fault::{FileFault, Why};
use super::kind::Kind;
use xml::Doctypes;

/// How much is unpacked at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// How much a file may be once it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// The most entries of an archive, those of archives within it included. By default 2,000.
    pub entries: u32,
    /// The most bytes of an archive's directory. By default 4 MiB, which 2,000 entries with long names do not fill.
    pub directory_bytes: u64,
    /// The most bytes that a file unpacks to, as declared and as counted. By default 512 MiB.
    pub unpacked_bytes: u64,
    /// How many times its own length a file may unpack to. By default 200; tables of numbers reach about 50.
    pub ratio: u64,
    /// Up to so many unpacked bytes the ratio does not count. By default 1 MiB.
    pub ratio_from_bytes: u64,
    /// How deep archives may lie within archives. By default 1: a workbook in a ZIP, and no archive in that workbook.
    pub depth: u32,
    /// The most pixels of a picture, or of one page of it. By default 100 megapixels, which is A1 at 400 dpi.
    pub pixels: u64,
    /// The most pages of a TIFF. By default 2,000.
    pub pages: u32,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            entries: 2_000,
            directory_bytes: 4 * 1024 * 1024,
            unpacked_bytes: 512 * 1024 * 1024,
            ratio: 200,
            ratio_from_bytes: 1024 * 1024,
            depth: 1,
            pixels: 100_000_000,
            pages: 2_000,
        }
    }
}

/// Looks whether a file of this type is safe to open.
///
/// # Errors
/// [`FileFault`] with the first thing that is not.
pub fn check_bombs(path: &Path, kind: Kind, caps: &Caps) -> Result<(), FileFault> {
    let file = File::open(path)?;
    let mut look = Look { caps, path, length: file.metadata()?.len(), entries: 0, unpacked: 0 };
    match kind {
        Kind::Zip => look.archive(file, Of::AnyArchive, 0),
        Kind::Docx | Kind::Xlsx | Kind::Ofd => look.archive(file, Of::Document, 0),
        Kind::Gzip => look.gzip(file, 0),
        Kind::Png => image::png(file, caps),
        Kind::Jpeg => image::jpeg(file, caps),
        Kind::Tiff => image::tiff(file, caps),
        Kind::Xml => xml(file),
        Kind::Pdf | Kind::Text | Kind::Csv | Kind::Json | Kind::Ndjson => Ok(()),
    }
}

/// What a content stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A document made of XML, in which whatever begins with markup is XML.
    Document,
    /// An archive of anything, in which pages of HTML may stand.
    AnyArchive,
}

/// A look at one file, and what was counted so far.
struct Look<'a> {
    caps: &'a Caps,
    path: &'a Path,
    /// The length of the file itself.
    length: u64,
    entries: u64,
    unpacked: u64,
}

impl Look<'_> {
    /// Counts bytes that were unpacked.
    fn count(&mut self, bytes: u64) -> Result<(), FileFault> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        self.would_unpack(0)
    }

    /// Refuses to unpack so many more bytes where that is too much.
    fn would_unpack(&self, bytes: u64) -> Result<(), FileFault> {
        let unpacked = self.unpacked.saturating_add(bytes);
        if unpacked > self.caps.unpacked_bytes {
            return Err(FileFault::refused(
                Why::Bomb,
                format!("文件解压后超过 {} 字节", self.caps.unpacked_bytes),
                format!("The file unpacks to more than {} bytes", self.caps.unpacked_bytes),
            ));
        }
        if unpacked > self.caps.ratio_from_bytes && unpacked > self.length.saturating_mul(self.caps.ratio) {
            return Err(FileFault::refused(
                Why::Bomb,
                format!("文件解压后超过自身大小的 {} 倍", self.caps.ratio),
                format!("The file unpacks to more than {} times its length", self.caps.ratio),
            ));
        }
        Ok(())
    }

    /// Reads a gzip file to its end, all of its members (RFC 1952 section 2.2).
    fn gzip(&mut self, file: File, depth: u32) -> Result<(), FileFault> {
        let mut unpacked = MultiGzDecoder::new(BufReader::new(file));
        self.content(&mut unpacked, depth, Of::AnyArchive, b"")
    }

    /// Reads a content to its end and looks at it.
    fn content(&mut self, reader: &mut dyn Read, depth: u32, of: Of, name: &[u8]) -> Result<(), FileFault> {
        let mut piece = vec![0; PIECE];
        let mut length = fill(reader, &mut piece)?;
        self.count(length as u64)?;
        let head = piece.get(..length).unwrap_or_default();
        if let Some(inner @ (Kind::Zip | Kind::Gzip)) = super::kind::by_first_bytes(head) {
            return self.inner_archive(head, reader, inner, depth);
        }
        let is_xml = xml::is_xml(head, name, of == Of::Document);
        let mut doctypes = is_xml.then(|| Doctypes::beginning_with(head)).transpose()?;
        while length > 0 {
            if let Some(doctypes) = &mut doctypes {
                doctypes.look_at(piece.get(..length).unwrap_or_default())?;
            }
            length = reader.read(&mut piece).map_err(FileFault::of_reading)?;
            self.count(length as u64)?;
        }
        Ok(())
    }
}

fn xml(mut file: File) -> Result<(), FileFault> {
    let mut piece = vec![0; PIECE];
    let mut length = fill(&mut file, &mut piece)?;
    let mut doctypes = Doctypes::beginning_with(piece.get(..length).unwrap_or_default())?;
    while length > 0 {
        doctypes.look_at(piece.get(..length).unwrap_or_default())?;
        length = file.read(&mut piece)?;
    }
    Ok(())
}

/// Reads until the buffer is full or the content ends.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, FileFault> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest).map_err(FileFault::of_reading)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
