//! Looking at a file before it is kept: what it is, whether that is what was declared, and whether it is safe to open.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::bombs::{Caps, check_bombs};
use super::fault::FileFault;
use super::kind::{Kind, kind_of};

/// Looks at files on threads that may block, a bounded number at a time; the others wait.
#[derive(Debug, Clone)]
pub struct Examiner {
    caps: Caps,
    places: Arc<Semaphore>,
}

impl Examiner {
    /// An examiner with these caps that looks at so many files at a time.
    pub fn new(caps: Caps, at_a_time: usize) -> Self {
        Self { caps, places: Arc::new(Semaphore::new(at_a_time.clamp(1, Semaphore::MAX_PERMITS))) }
    }

    /// The type of a file by its path and its first bytes, once it is found safe.
    ///
    /// # Errors
    /// [`FileFault`] with the first thing that stands in the way.
    pub async fn examine(&self, path: &Path, head: &[u8], declared: Option<&str>) -> Result<Kind, FileFault> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(io::Error::other)?;
        let (caps, path, head) = (self.caps, path.to_owned(), head.to_owned());
        let declared = declared.map(ToOwned::to_owned);
        let work = move || {
            // The place is free when the work is done, not when the caller goes away.
            let _place = place;
            let kind = kind_of(&path, &head, &caps)?.agreed_with(declared.as_deref())?;
            check_bombs(&path, kind, &caps)?;
            Ok(kind)
        };
        tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Why;
    use super::*;

    #[tokio::test]
    async fn a_file_is_examined_by_its_content_and_its_declared_type() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let examiner = Examiner::new(Caps::default(), 1);
        let content = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        for (content, declared, expected) in [
            (b"name,number\na,1\nb,2\n".as_slice(), Some("text/csv; charset=utf-8"), Ok(Kind::Csv)),
            (b"name,number\na,1\nb,2\n", Some("application/pdf"), Err(Why::KindMismatch)),
            (b"#!/bin/sh\nexit\n", None, Err(Why::KindNotAllowed)),
            (content, None, Err(Why::XmlDoctype)),
        ] {
            std::fs::write(&path, content).expect("a file");
            let found = examiner.examine(&path, content, declared).await;
            let found = found.map_err(|fault| fault.refusal().expect("a refusal").why);
            assert_eq!(found, expected);
        }
    }
}
