//! Papers to sign: Chinese legal papers are made as PDF, and files are packed into one ZIP.
//!
//! - [`pdf`] makes a [`Paper`] into a PDF/A-2u file on A4, with type that may be searched and copied.
//! - [`pack()`] puts files into one archive.
//!
//! **Invariants**
//! - The same input gives the same bytes: no clock, no chance, no order of a hash table. The SHA-256 of the bytes is signed.
//! - What the reader sees is what the text says: a character that cannot be shown stands as 〓, on paper and in the text.
//! - No input makes the work endless: pages, columns, entries and bytes have a bound each.

use chrono::NaiveDate;

mod draw;
mod face;
mod grid;
mod layout;
mod lines;
mod pack;
mod sheet;

pub use pack::{Entry, MOST_BYTES, MOST_ENTRIES, pack};
pub use sheet::MOST_PAGES;

/// The most columns of a table: with more, a column of A4 holds fewer than two characters.
pub const MOST_COLUMNS: usize = 12;

/// A paper, before it is set in type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The title, centred on the first page. It is also the title that a reader's window shows.
    pub title: String,
    /// The number of the paper, set under the title after “编号：”.
    pub number: Option<String>,
    /// What the paper says, from top to bottom.
    pub blocks: Vec<Block>,
    /// The day on which the paper is made, for the file's own account of itself. It is not printed.
    pub made_on: NaiveDate,
}

/// A part of a paper. A line feed in any text begins a new line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows. It never stands alone at the foot of a page.
    Heading(String),
    /// Running text. Its first line is indented by two characters.
    Paragraph(String),
    /// Names and values in two columns.
    Facts(Vec<(String, String)>),
    /// A table. Its columns are as wide as their words ask; its head stands again on each page.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows. A row with fewer cells than the head ends with empty ones.
        rows: Vec<Vec<String>>,
    },
    /// A place to sign for each name.
    Signatures(Vec<String>),
}

/// Why a paper or an archive was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// The paper has too much text for its bound of pages.
    #[error("the paper has more than {MOST_PAGES} pages")]
    TooManyPages,
    /// A table has too many columns to be read.
    #[error("a table has more than {MOST_COLUMNS} columns")]
    TooManyColumns,
    /// The archive would hold too many files.
    #[error("the archive has more than {MOST_ENTRIES} entries")]
    TooManyEntries,
    /// The files of the archive are too large together, or the finished file is.
    #[error("the files have more than {MOST_BYTES} bytes")]
    TooLarge,
    /// A name that is empty, that leads out of the folder, or that not every system can write.
    #[error("“{0}” is not a name for a file")]
    EntryName(String),
    /// Two files of one name, as systems compare names that do not tell capitals.
    #[error("two files have the name “{0}”")]
    EntryTwice(String),
    /// A day that the file format cannot write.
    #[error("{0} cannot be written as the day of a file")]
    Day(NaiveDate),
    /// The font in the program could not be read.
    #[error("the font could not be read")]
    Font,
    /// The library that writes the file refused.
    #[error("the file could not be written: {0}")]
    Writer(String),
}

/// Makes the paper into a PDF. The same paper gives the same bytes.
///
/// # Errors
/// More pages, columns or bytes than the bounds allow, or a day outside the years 1 to 9999.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperFault> {
    let face = face::face()?;
    let pages = layout::pages(paper, face)?;
    let bytes = draw::document(paper, &pages, face)?;
    if bytes.len() > MOST_BYTES { Err(PaperFault::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests;
