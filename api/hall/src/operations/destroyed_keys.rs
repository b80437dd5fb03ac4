//! The list of destroyed case keys, outside the database: a line of JSON for each.
//!
//! A line that cannot be read is a fault, never passed over: behind it could stand a key that must not come back.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use uuid::Uuid;

use super::fault::{At, RestoreFault};
use crate::case_keys::DestroyedKey;

/// The list's name in the exported folder.
pub(super) const NAME: &str = "destroyed-keys.ndjson";

/// The keys in a list, by case; none where there is no such file.
///
/// # Errors
/// [`RestoreFault::DestroyedKeys`] names the line; [`RestoreFault::Machine`].
pub fn read(path: &Path) -> Result<BTreeMap<Uuid, DestroyedKey>, RestoreFault> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(At::path(path)(error).into()),
    };
    let lines = text.split(|octet| *octet == b'\n').enumerate();
    let said = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    said.map(|(place, line)| {
        let key: DestroyedKey = serde_json::from_slice(line).map_err(|error| RestoreFault::DestroyedKeys {
            path: path.to_owned(),
            line: place + 1,
            cause: error.to_string(),
        })?;
        Ok((key.case, key))
    })
    .collect()
}

/// Adds keys at the end of a list, durably; the list is made where there is none.
///
/// # Errors
/// The system's.
pub fn append<'a>(path: &Path, keys: impl IntoIterator<Item = &'a DestroyedKey>) -> io::Result<()> {
    let mut lines = Vec::new();
    for key in keys {
        serde_json::to_writer(&mut lines, key)?;
        lines.push(b'\n');
    }
    if lines.is_empty() {
        return Ok(());
    }
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(&lines)?;
    file.sync_all()?;
    path.parent().map_or(Ok(()), super::folder::sync)
}
