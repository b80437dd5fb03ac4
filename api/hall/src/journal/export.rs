//! What the journal says of itself outside the database: three files of JSON lines that only grow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Checkpoint;
use crate::case_keys::DestroyedKey;
use crate::secrets::PublicKey;

/// The longest line of these files that is read.
pub(crate) const LONGEST_LINE: u64 = 4_096;

/// The folder with the files. Clones share it. Its methods wait for the disk.
#[derive(Debug, Clone)]
pub struct Export(Arc<Path>);

#[derive(Serialize, Deserialize)]
struct KeyLine {
    kid: String,
    public_key: String,
}

impl Export {
    /// The files in this folder, which is made when something is written.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.into())
    }

    /// The checkpoints, in the order of their positions.
    pub fn checkpoints_file(&self) -> PathBuf {
        self.0.join("checkpoints.ndjson")
    }

    fn keys_file(&self) -> PathBuf {
        self.0.join("keys.ndjson")
    }

    fn destroyed_file(&self) -> PathBuf {
        self.0.join("destroyed-keys.ndjson")
    }

    /// The last checkpoint.
    ///
    /// # Errors
    /// The system's, or that the last line is no checkpoint.
    pub fn last_checkpoint(&self) -> io::Result<Option<Checkpoint>> {
        let Some(line) = last_line(&self.checkpoints_file())? else { return Ok(None) };
        Checkpoint::of_line(&line).map(Some).ok_or_else(|| not_ours("the last checkpoint cannot be read"))
    }

    /// Appends a checkpoint. The key that signed it is written first, where it has not signed before.
    pub(super) fn append_checkpoint(&self, checkpoint: &Checkpoint) -> io::Result<()> {
        let kid = checkpoint.key.kid();
        if !self.keys()?.contains_key(&kid) {
            append(&self.keys_file(), &line_of(&KeyLine { kid, public_key: checkpoint.key.to_hex() }))?;
        }
        append(&self.checkpoints_file(), &checkpoint.to_line())
    }

    /// The keys that have signed checkpoints, by their names.
    ///
    /// # Errors
    /// The system's, or that a line is no key.
    pub fn keys(&self) -> io::Result<BTreeMap<String, PublicKey>> {
        let mut keys = BTreeMap::new();
        for_each_line(&self.keys_file(), |line: KeyLine| {
            let key = PublicKey::from_hex(&line.public_key).filter(|key| key.kid() == line.kid);
            keys.insert(line.kid, key.ok_or_else(|| not_ours("a key cannot be read"))?);
            Ok(())
        })?;
        Ok(keys)
    }

    /// Notes case keys that were destroyed.
    pub(super) fn append_destroyed(&self, keys: &[DestroyedKey]) -> io::Result<()> {
        let lines: String = keys.iter().map(line_of).collect();
        if lines.is_empty() { Ok(()) } else { append(&self.destroyed_file(), &lines) }
    }

    /// The case keys that were destroyed, each once, in the order in which they were noted.
    ///
    /// # Errors
    /// The system's, or that a line is none of ours.
    pub fn destroyed(&self) -> io::Result<Vec<Uuid>> {
        let (mut seen, mut destroyed) = (BTreeSet::new(), Vec::new());
        for_each_line(&self.destroyed_file(), |line: DestroyedKey| {
            if seen.insert(line.case) {
                destroyed.push(line.case);
            }
            Ok(())
        })?;
        Ok(destroyed)
    }

    /// Sets the checkpoints aside under a name with this instant: after a restore that was meant, they tell of a journal
    /// that is not continued. Keys and destroyed keys stay. Without this the witness refuses to sign, and verification
    /// reports the tail that is missing.
    ///
    /// # Errors
    /// The system's.
    pub fn set_checkpoints_aside(&self, at: i64) -> io::Result<Option<PathBuf>> {
        let file = self.checkpoints_file();
        if !file.try_exists()? {
            return Ok(None);
        }
        let aside = self.0.join(format!("checkpoints-until-{at}.ndjson"));
        fs::rename(&file, &aside)?;
        File::open(&self.0)?.sync_all()?;
        Ok(Some(aside))
    }
}

/// The case keys that were destroyed, as the files in this folder say, for a restore to destroy them again.
///
/// # Errors
/// The system's, or that a line is none of ours.
pub fn destroyed_keys(folder: &Path) -> io::Result<Vec<Uuid>> {
    Export::in_folder(folder).destroyed()
}

fn not_ours(said: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, said)
}

fn line_of(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

/// Appends whole lines, so that they are there when the machine stops. A line that was cut off at the end, because the
/// machine stopped while it was written, is taken away: nobody was told of it.
fn append(path: &Path, lines: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let is_new = !path.try_exists()?;
    let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
    let (whole, length) = whole_lines(&mut file)?;
    if whole < length {
        file.set_len(whole)?;
    }
    file.write_all(lines.as_bytes())?;
    file.sync_all()?;
    if is_new { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Up to where the file consists of whole lines, and how long it is.
fn whole_lines(file: &mut File) -> io::Result<(u64, u64)> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(LONGEST_LINE);
    let tail = tail(file, start)?;
    let whole = tail.iter().rposition(|octet| *octet == b'\n').map(|place| start + place as u64 + 1);
    match whole {
        Some(whole) => Ok((whole, length)),
        None if start == 0 => Ok((0, length)),
        None => Err(not_ours("a line is longer than any of ours")),
    }
}

fn tail(file: &mut File, start: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    file.take(2 * LONGEST_LINE).read_to_end(&mut tail)?;
    Ok(tail)
}

/// The last whole line; `None` where there is none.
fn last_line(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let (whole, _) = whole_lines(&mut file)?;
    let start = whole.saturating_sub(LONGEST_LINE);
    let mut tail = tail(&mut file, start)?;
    tail.truncate(usize::try_from(whole - start).unwrap_or(usize::MAX));
    tail.pop();
    let begins = tail.iter().rposition(|octet| *octet == b'\n').map_or(0, |place| place + 1);
    Ok((whole > 0).then(|| tail.split_off(begins)))
}

/// Reads whole lines, one at a time.
fn for_each_line<L: for<'l> Deserialize<'l>>(path: &Path, mut take: impl FnMut(L) -> io::Result<()>) -> io::Result<()> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.pop() != Some(b'\n') {
            // The end, or a line that was cut off when the machine stopped.
            return if (line.len() as u64) < LONGEST_LINE - 1 { Ok(()) } else { Err(not_ours("a line is too long")) };
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let read = serde_json::from_slice(&line).map_err(|error| not_ours(&format!("{name}: {error}")))?;
        take(read)?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Head;
    use super::*;
    use crate::secrets::PlatformKey;

    fn checkpoint(position: i64, key: &PlatformKey) -> Checkpoint {
        Checkpoint::sign(&Head { position, hash: [7; 32] }, position * 1_000, key)
    }

    #[test]
    fn the_last_checkpoint_and_each_key_once_are_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let export = Export::in_folder(&folder.path().join("journal"));
        assert_eq!(export.last_checkpoint().expect("no file"), None);
        assert!(export.keys().expect("no file").is_empty());
        let (first, second) = (PlatformKey::generate(), PlatformKey::generate());
        for (position, key) in [(1, &first), (2, &first), (30, &second)] {
            export.append_checkpoint(&checkpoint(position, key)).expect("appended");
            assert_eq!(export.last_checkpoint().expect("read"), Some(checkpoint(position, key)));
        }
        let keys: Vec<String> = export.keys().expect("read").into_keys().collect();
        let mut expected = vec![first.kid(), second.kid()];
        expected.sort();
        assert_eq!(keys, expected);
        let text = fs::read_to_string(export.keys_file()).expect("read");
        assert_eq!(text.lines().count(), 2);
    }

    #[test]
    fn a_line_that_was_cut_off_is_not_read_and_makes_room_for_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let export = Export::in_folder(folder.path());
        let key = PlatformKey::generate();
        export.append_checkpoint(&checkpoint(1, &key)).expect("appended");
        let whole = fs::read(export.checkpoints_file()).expect("read");
        let mut file = OpenOptions::new().append(true).open(export.checkpoints_file()).expect("opened");
        file.write_all(&whole[..whole.len() / 2]).expect("cut off");
        assert_eq!(export.last_checkpoint().expect("read"), Some(checkpoint(1, &key)));
        export.append_checkpoint(&checkpoint(2, &key)).expect("appended");
        let text = fs::read_to_string(export.checkpoints_file()).expect("read");
        assert_eq!(text, checkpoint(1, &key).to_line() + &checkpoint(2, &key).to_line());
    }

    #[test]
    fn destroyed_keys_are_told_once_each_in_their_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let export = Export::in_folder(folder.path());
        assert!(destroyed_keys(folder.path()).expect("no file").is_empty());
        let ids = [3, 1, 2].map(Uuid::from_u128);
        let keys = ids.map(|case| DestroyedKey { case, destroyed_at: 7 });
        export.append_destroyed(&keys[..2]).expect("noted");
        export.append_destroyed(&keys[1..]).expect("noted");
        assert_eq!(destroyed_keys(folder.path()).expect("read"), ids);
        fs::write(export.destroyed_file(), "{\"case\":\"x\"}\n").expect("written");
        assert!(destroyed_keys(folder.path()).is_err(), "nothing is passed over in silence");
    }

    #[test]
    fn checkpoints_are_set_aside_and_begin_anew_while_keys_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let export = Export::in_folder(folder.path());
        assert_eq!(export.set_checkpoints_aside(1).expect("nothing to do"), None);
        let key = PlatformKey::generate();
        export.append_checkpoint(&checkpoint(9, &key)).expect("appended");
        let aside = export.set_checkpoints_aside(77).expect("set aside").expect("a file");
        assert!(aside.ends_with("checkpoints-until-77.ndjson"));
        assert_eq!(export.last_checkpoint().expect("read"), None);
        assert_eq!(export.keys().expect("read").len(), 1);
    }
}
