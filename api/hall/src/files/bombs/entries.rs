//! The entries of a ZIP archive: their names, their places, and what they unpack to.

use std::fs::File;
use std::io::{Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::super::archive::{self, Archive};
use super::super::digest::hex;
use super::super::fault::{FileFault, Why};
use super::super::kind::Kind;
use super::{Look, Of, PIECE};
use crate::ids::random_bytes;

/// The kind of a file in its Unix mode, which stands in the upper half of the external attributes.
const FILE_TYPE: u32 = 0o170_000;
const PLAIN_FILE: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// The first part of an office document of XML, wherever it stands.
const DOCUMENT_PARTS: [&str; 2] = ["[Content_Types].xml", "OFD.xml"];

impl Look<'_> {
    /// Looks at every entry of an archive: first at the directory alone, then at where the entries lie, and only then
    /// at their contents.
    pub(super) fn archive(&mut self, file: File, of: Of, depth: u32) -> Result<(), FileFault> {
        let length = file.metadata()?.len();
        let mut archive = archive::open(file, self.caps)?;
        self.entries += archive.len() as u64;
        if self.entries > u64::from(self.caps.entries) {
            return Err(archive::too_many_entries(self.caps));
        }
        let (packed, unpacked) = directory(&archive)?;
        self.would_unpack(unpacked)?;
        if packed > length || archive.has_overlapping_entries().map_err(archive::of_archive)? {
            return Err(FileFault::refused(
                Why::Bomb,
                "压缩包内的文件互相重叠",
                "Entries of the archive overlap one another",
            ));
        }
        archive.validate_header_consistency().map_err(archive::of_archive)?;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(archive::of_archive)?;
            let name = entry.name_raw().to_vec();
            self.content(&mut entry, depth, of, &name)?;
        }
        Ok(())
    }

    /// Lays an archive within this file into a file of its own, and looks at it.
    pub(super) fn inner_archive(
        &mut self,
        head: &[u8],
        rest: &mut dyn Read,
        kind: Kind,
        depth: u32,
    ) -> Result<(), FileFault> {
        let depth = depth + 1;
        if depth > self.caps.depth {
            return Err(FileFault::refused(
                Why::Bomb,
                format!("压缩包层层嵌套，超过 {} 层", self.caps.depth),
                format!("Archives lie within archives more than {} deep", self.caps.depth),
            ));
        }
        let (mut file, _spool) = Spool::beside(self.path)?;
        file.write_all(head)?;
        let mut piece = vec![0; PIECE];
        loop {
            let length = rest.read(&mut piece).map_err(FileFault::of_reading)?;
            if length == 0 {
                break;
            }
            self.count(length as u64)?;
            file.write_all(piece.get(..length).unwrap_or_default())?;
        }
        file.rewind()?;
        if kind == Kind::Gzip {
            return self.gzip(file, depth);
        }
        let inner = archive::open(file.try_clone()?, self.caps)?;
        let is_document = DOCUMENT_PARTS.iter().any(|part| inner.index_for_name_raw(part.as_bytes()).is_some());
        self.archive(file, if is_document { Of::Document } else { Of::AnyArchive }, depth)
    }
}

/// The file of an archive within an archive. It lies beside the one that is looked at, where leftovers are removed.
struct Spool(PathBuf);

impl Spool {
    fn beside(path: &Path) -> Result<(File, Self), FileFault> {
        let spool = Self(path.with_file_name(hex(&random_bytes::<16>())));
        let file = File::options().read(true).write(true).create_new(true).open(&spool.0)?;
        Ok((file, spool))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What stays against our will goes with the leftovers.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Looks at what the directory says of the entries, and adds up their lengths, packed and unpacked.
fn directory(archive: &Archive) -> Result<(u64, u64), FileFault> {
    if archive.has_duplicate_names() {
        return Err(FileFault::refused(
            Why::ArchiveName,
            "压缩包内有重名文件",
            "Two entries of the archive have the same name",
        ));
    }
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(archive::of_archive)?;
        let shown = shown(entry.name_raw());
        if entry.encrypted() {
            return Err(FileFault::refused(
                Why::ArchiveEncrypted,
                format!("压缩包内的“{shown}”已加密，请去除密码后重新压缩"),
                format!("\"{shown}\" in the archive is encrypted; pack it again without a password"),
            ));
        }
        if let Some((zh, en)) = bad_name(entry.name_raw()) {
            return Err(FileFault::refused(
                Why::ArchiveName,
                format!("压缩包内的文件名“{shown}”{zh}"),
                format!("The name \"{shown}\" in the archive {en}"),
            ));
        }
        let file_type = (entry.external_attributes() >> 16) & FILE_TYPE;
        if ![0, PLAIN_FILE, FOLDER].contains(&file_type) {
            return Err(FileFault::refused(
                Why::ArchiveName,
                format!("压缩包内的“{shown}”是链接或设备，不是普通文件"),
                format!("\"{shown}\" in the archive is a link or a device and no plain file"),
            ));
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
    }
    Ok((packed, unpacked))
}

/// Why a name would lead out of the folder that the archive is unpacked into (4.4.17.1 has only relative names with
/// forward slashes), in Chinese and in English.
fn bad_name(name: &[u8]) -> Option<(&'static str, &'static str)> {
    let is_drive = matches!(name, [letter, b':', ..] if letter.is_ascii_alphabetic());
    if name.is_empty() {
        Some(("为空", "is empty"))
    } else if name.contains(&0) {
        Some(("含有空字符", "has a NUL in it"))
    } else if name.contains(&b'\\') {
        Some(("含有反斜杠", "has a backslash in it"))
    } else if name.starts_with(b"/") || is_drive {
        Some(("是绝对路径", "is an absolute path"))
    } else if name.split(|byte| *byte == b'/').any(|part| part == b"..") {
        Some(("指向上级目录", "leads to the folder above"))
    } else {
        None
    }
}

/// A name as it may stand in a sentence.
fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().filter(|character| !character.is_control()).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is put together of these, a name that passes stays in its folder on every system.
    #[test]
    fn a_name_that_passes_stays_in_its_folder() {
        let pieces = ["", "a", ".", "..", "/", "\\", ":", "\0", "C", "证", "..."];
        let mut passed = 0;
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    for fourth in pieces {
                        let name = format!("{first}{second}{third}{fourth}");
                        if bad_name(name.as_bytes()).is_some() {
                            continue;
                        }
                        passed += 1;
                        let path = Path::new(&name);
                        let stays =
                            |part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir);
                        assert!(path.components().all(stays) && !name.contains(['\\', '\0']), "{name:?}");
                        assert!(!name.starts_with("C:"), "{name:?}");
                    }
                }
            }
        }
        assert!(passed > 1000, "{passed}");
    }
}
