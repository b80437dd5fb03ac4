//! What the caller hears of a file that was not taken, not kept or not found.

use domain::hall::Refusal;
use poem::http::StatusCode;

use super::fault::{FileFault, FileRefusal, Why};
use super::shelf::ShelfFault;
use crate::act::ActFault;
use crate::case_keys::gone;
use crate::http::{Fault, Language, Sentence};

impl From<ShelfFault> for ActFault {
    fn from(fault: ShelfFault) -> Self {
        Self::Said(match fault {
            ShelfFault::NoSpace(error) => no_room(&error),
            ShelfFault::TooLarge { limit } => {
                let title = Sentence::new("文件过大", "The file is too large");
                let detail =
                    Sentence::new(format!("文件不得超过 {limit} 字节"), format!("A file may have {limit} octets"));
                Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "files.too_large", title).with_detail(detail)
            }
            ShelfFault::BrokeOff(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                let title = Sentence::new("请求内容未在规定时间内到达", "The request body did not arrive in time");
                Fault::new(StatusCode::REQUEST_TIMEOUT, "request.body_timeout", title)
            }
            ShelfFault::BrokeOff(error) => {
                tracing::debug!(%error, "an upload broke off");
                let title = Sentence::new("请求内容不完整", "The request body broke off");
                Fault::bad_request("request.body_broken", title)
            }
            ShelfFault::Machine(error) => {
                tracing::error!(%error, "the shelf of files failed");
                Fault::internal()
            }
        })
    }
}

impl From<FileFault> for ActFault {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::Refused(refusal) => refused(&refusal),
            FileFault::Unreadable(error) if super::fault::is_no_space(&error) => Self::Said(no_room(&error)),
            FileFault::Unreadable(error) => {
                tracing::error!(%error, "a file could not be examined");
                Self::Said(Fault::internal())
            }
        }
    }
}

fn no_room(error: &std::io::Error) -> Fault {
    tracing::error!(%error, "no room is left for files");
    Fault::storage_full()
}

/// What was declared stands in the query; everything else is about the body.
fn refused(refusal: &FileRefusal) -> ActFault {
    let pointer = match refusal.why {
        Why::KindMismatch => "?media_type",
        Why::KindNotAllowed
        | Why::Bomb
        | Why::ArchiveName
        | Why::ArchiveEncrypted
        | Why::XmlDoctype
        | Why::ImageTooLarge
        | Why::Damaged => "",
    };
    let said = |language| refusal.sentence.in_language(language).to_owned();
    ActFault::of_field(pointer, Refusal::new(refusal.why.code(), said(Language::Chinese), said(Language::English)))
}

/// What came is not what the caller says he sent.
pub(super) fn digest_mismatch() -> ActFault {
    let said = Refusal::new(
        "files.digest_mismatch",
        "收到的内容与声明的 SHA-256 不符",
        "What arrived does not have the SHA-256 that was declared",
    );
    ActFault::of_field("?sha256", said)
}

/// What the caller says is no SHA-256.
pub(super) fn no_digest() -> ActFault {
    let said = Refusal::new(
        "files.digest_unreadable",
        "SHA-256 应为 64 位十六进制数字",
        "A SHA-256 has 64 hexadecimal digits",
    );
    ActFault::of_field("?sha256", said)
}

/// The content was destroyed: it was here, and will not come again (RFC 9110 section 15.5.11).
pub(super) fn destroyed() -> ActFault {
    ActFault::Said(Fault::from(gone()).with_status(StatusCode::GONE))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn said(fault: impl Into<ActFault>) -> (u16, &'static str, Option<u32>) {
        let fault = Fault::from(fault.into());
        (fault.http_status().as_u16(), fault.code(), fault.retry_after_seconds())
    }

    #[test]
    fn a_full_disk_passes_and_a_broken_one_does_not() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(said(ShelfFault::from(full())), (503, "storage.full", Some(30)));
        assert_eq!(said(FileFault::from(full())), (503, "storage.full", Some(30)));
        let broken = || io::Error::from_raw_os_error(5);
        assert_eq!(said(ShelfFault::from(broken())), (500, "internal", None));
        assert_eq!(said(FileFault::from(broken())), (500, "internal", None));
    }

    #[test]
    fn what_the_caller_did_is_told_apart() {
        assert_eq!(said(ShelfFault::TooLarge { limit: 7 }).0, 413);
        assert_eq!(said(ShelfFault::BrokeOff(io::Error::other("reset"))), (400, "request.body_broken", None));
        let late = io::Error::from(io::ErrorKind::TimedOut);
        assert_eq!(said(ShelfFault::BrokeOff(late)), (408, "request.body_timeout", None));
        assert_eq!(said(destroyed()), (410, "private.destroyed", None));
    }

    #[test]
    fn a_refusal_keeps_its_code_and_names_the_place() {
        for (why, pointer) in [(Why::KindMismatch, "?media_type"), (Why::Bomb, "")] {
            let fault = Fault::from(ActFault::from(FileFault::refused(why, "不接受", "It is not taken")));
            assert_eq!((fault.http_status().as_u16(), fault.code()), (422, why.code()));
            let problem = fault.to_problem(Language::English, "r1");
            let field = problem.errors.expect("a field").remove(0);
            assert_eq!((field.pointer.as_str(), field.detail.as_str()), (pointer, "It is not taken"));
        }
    }
}
