//! Why a file is not taken, with a stable code and a sentence in both languages.

use std::borrow::Cow;
use std::io;

use crate::http::{Language, Sentence};

/// What stands in the way of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Its content is of a type that is not accepted.
    KindNotAllowed,
    /// Its content is not of the type that the caller declared.
    KindMismatch,
    /// Opened, it would take more room or time than a file may.
    Bomb,
    /// A name inside the archive points out of it, or is no plain file's.
    ArchiveName,
    /// An entry of the archive is encrypted and cannot be looked at.
    ArchiveEncrypted,
    /// Its XML has a document type declaration.
    XmlDoctype,
    /// The picture has more pixels than one may.
    ImageTooLarge,
    /// It is not whole, or contradicts itself.
    Damaged,
}

impl Why {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KindNotAllowed => "files.kind_not_allowed",
            Self::KindMismatch => "files.kind_mismatch",
            Self::Bomb => "files.bomb",
            Self::ArchiveName => "files.archive_name",
            Self::ArchiveEncrypted => "files.archive_encrypted",
            Self::XmlDoctype => "files.xml_doctype",
            Self::ImageTooLarge => "files.image_too_large",
            Self::Damaged => "files.damaged",
        }
    }
}

/// A file that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", .why.code(), .sentence.in_language(Language::English))]
pub struct FileRefusal {
    /// What stands in the way.
    pub why: Why,
    /// The same for people.
    pub sentence: Sentence,
}

/// Why looking at a file did not end well.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// The file is not taken.
    #[error(transparent)]
    Refused(#[from] FileRefusal),
    /// The machine could not read it, or had no room to unpack an archive within an archive.
    #[error("the file cannot be examined: {0}")]
    Unreadable(#[from] io::Error),
}

impl FileFault {
    /// A refusal with its sentence in Chinese and in English.
    pub(super) fn refused(why: Why, zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused(FileRefusal { why, sentence: Sentence::new(zh, en) })
    }

    pub(super) fn damaged(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self::refused(Why::Damaged, zh, en)
    }

    /// What a failed read means: an error with a number comes from the machine, one without from a decoder that found
    /// the content broken, or from a file that ends too early. A place that no file can have (EINVAL of lseek(2)) was
    /// written by the file itself.
    pub(super) fn of_reading(error: io::Error) -> Self {
        if error.raw_os_error().is_some() && error.kind() != io::ErrorKind::InvalidInput {
            return Self::Unreadable(error);
        }
        Self::damaged("文件已损坏或不完整", "The file is damaged or incomplete")
    }

    /// The refusal, where it is one.
    pub const fn refusal(&self) -> Option<&FileRefusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Unreadable(_) => None,
        }
    }

    /// Whether the machine had no room left, which passes.
    pub fn is_no_space(&self) -> bool {
        match self {
            Self::Refused(_) => false,
            Self::Unreadable(error) => is_no_space(error),
        }
    }
}

/// Whether an error says that the disk or the quota is full.
pub(super) fn is_no_space(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::StorageFull || error.kind() == io::ErrorKind::QuotaExceeded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_to_blame_for_its_own_errors_alone() {
        for kind in [io::ErrorKind::UnexpectedEof, io::ErrorKind::InvalidData, io::ErrorKind::InvalidInput] {
            assert!(FileFault::of_reading(io::Error::from(kind)).refusal().is_some(), "{kind}");
        }
        // ENOSPC, EIO and EINVAL of Linux.
        for (number, is_no_space, is_damage) in [(28, true, false), (5, false, false), (22, false, true)] {
            let fault = FileFault::of_reading(io::Error::from_raw_os_error(number));
            assert_eq!((fault.is_no_space(), fault.refusal().is_some()), (is_no_space, is_damage), "{number}");
        }
    }
}
