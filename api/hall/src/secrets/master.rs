//! The master key: 32 octets in a file that lies outside the database and its backups.

use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::DigestKey;
use super::seal::hmac_sha256;
use super::{SealingKey, from_hex, hex};
use crate::ids::random_bytes;

/// A key file has 64 digits and a line end; more than this is something else.
const MOST_OCTETS: u64 = 1024;
/// Of 32 random octets about 30 differ; fewer than this many were not drawn by chance.
const LEAST_DIFFERENT_OCTETS: usize = 16;
/// Base64 (RFC 4648 section 4), with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key that all others come from. Its octets are overwritten when it is dropped.
pub struct MasterKey(Zeroizing<[u8; 32]>);

/// Why there is no master key: which file, and what is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("the master key file {} {reason}", .file.display())]
pub struct SecretFault {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub reason: SecretReason,
}

/// What is wrong with a key file.
#[derive(Debug, thiserror::Error)]
pub enum SecretReason {
    /// There is no such file.
    #[error("does not exist")]
    Missing,
    /// The system does not let it be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// Its group or everybody may do something with it.
    #[error("is open to others than its owner (mode {mode:03o}); chmod 600 closes it")]
    OpenToOthers {
        /// Its permission bits.
        mode: u32,
    },
    /// It says no key of 32 octets.
    #[error("holds neither 64 hexadecimal digits nor 32 octets in base64")]
    NotAKey,
    /// The key has too few different octets to have been drawn by chance.
    #[error("holds a key that was not drawn by chance")]
    Weak,
    /// A key was to be made where there is one.
    #[error("exists already; a key is never overwritten")]
    Exists,
    /// The system does not let it be written.
    #[error("cannot be written: {0}")]
    Unwritable(io::Error),
}

impl MasterKey {
    /// The key in this file: 64 hexadecimal digits, or 32 octets in base64, and a line end if one likes.
    ///
    /// # Errors
    /// A missing or unreadable file, one that others than its owner may use, and what is no good key.
    pub fn load(path: &Path) -> Result<Self, SecretFault> {
        let fault = |reason| SecretFault { file: path.to_owned(), reason };
        let key = read(path).and_then(|text| Self::parse(&text));
        key.map_err(fault)
    }

    /// Draws a new key and writes it to a new file that only its owner may use, with the folders above it.
    ///
    /// # Errors
    /// A file that exists already, and what the system says.
    pub fn create(path: &Path) -> Result<Self, SecretFault> {
        let fault = |reason| SecretFault { file: path.to_owned(), reason };
        let key = Self(Zeroizing::new(random_bytes()));
        write(path, &Zeroizing::new(hex(&*key.0) + "\n")).map_err(|cause| {
            fault(match cause.kind() == io::ErrorKind::AlreadyExists {
                true => SecretReason::Exists,
                false => SecretReason::Unwritable(cause),
            })
        })?;
        Ok(key)
    }

    /// The key for a purpose (see [`super::purposes`]): HMAC-SHA256(master, purpose).
    pub fn purpose(&self, purpose: &'static str) -> SealingKey {
        SealingKey::derived(&self.0, purpose)
    }

    /// The key for digests that only this platform can make (see [`super::purposes`]).
    pub fn digesting(&self, purpose: &'static str) -> DigestKey {
        DigestKey::derived(&self.0, purpose)
    }

    /// Eight hexadecimal digits that tell keys apart and say nothing about them.
    pub fn fingerprint(&self) -> String {
        // Hashed once more: whatever a purpose is called, no octet of its key shows here.
        hex(&Sha256::digest(*hmac_sha256(&self.0, b"fingerprint"))[..4])
    }

    fn parse(text: &[u8]) -> Result<Self, SecretReason> {
        let text = std::str::from_utf8(text).map_err(|_| SecretReason::NotAKey)?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let octets = from_hex(text).or_else(|| from_base64(text)).ok_or(SecretReason::NotAKey)?;
        let mut different = octets.to_vec();
        different.sort_unstable();
        different.dedup();
        match Zeroizing::new(different).len() < LEAST_DIFFERENT_OCTETS {
            true => Err(SecretReason::Weak),
            false => Ok(Self(octets)),
        }
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.fingerprint())
    }
}

fn from_base64(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let octets = Zeroizing::new(BASE64.decode(text).ok()?);
    octets.as_slice().try_into().ok().map(Zeroizing::new)
}

/// Asks the opened file itself for its mode, so that what is checked is what is read.
fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, SecretReason> {
    let file = File::open(path).map_err(|cause| match cause.kind() == io::ErrorKind::NotFound {
        true => SecretReason::Missing,
        false => SecretReason::Unreadable(cause),
    })?;
    let mode = file.metadata().map_err(SecretReason::Unreadable)?.permissions().mode() & 0o777;
    // 0440 is how systemd hands a credential over: its owner is the machine's, its group the service's alone.
    if mode & 0o077 != 0 && mode != 0o440 {
        return Err(SecretReason::OpenToOthers { mode });
    }
    let mut text = Zeroizing::new(Vec::with_capacity(1024));
    file.take(MOST_OCTETS).read_to_end(&mut text).map_err(SecretReason::Unreadable)?;
    Ok(text)
}

/// The file has its mode before it has its first octet; a file half written is taken away again.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let written = written.and_then(|()| File::open(folder)?.sync_all());
    written.inspect_err(|_| drop(std::fs::remove_file(path)))
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions};

    use super::*;

    const DIGITS: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    fn loaded(text: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("master.key");
        std::fs::write(&path, text).expect("written");
        set_permissions(&path, Permissions::from_mode(0o600)).expect("closed");
        let key = MasterKey::load(&path).map_err(|fault| {
            assert_eq!(fault.file, path);
            fault.reason.to_string()
        })?;
        Ok(hex(&*key.0))
    }

    #[test]
    fn a_key_is_read_from_hexadecimal_digits_or_base64_with_or_without_a_line_end() {
        let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        for text in [DIGITS, &DIGITS.to_uppercase(), base64, &format!("{base64}=")] {
            for end in ["", "\n", "\r\n"] {
                assert_eq!(loaded(&format!("{text}{end}")), Ok(DIGITS.to_owned()), "{text}{end:?}");
            }
        }
    }

    #[test]
    fn what_is_not_thirty_two_octets_of_chance_is_no_key() {
        let long = DIGITS.repeat(100);
        for text in ["", "\n", "secret", &DIGITS[1..], &long, &DIGITS.replace('0', "g"), &format!(" {DIGITS}"), "知权"]
        {
            assert_eq!(loaded(text), Err(SecretReason::NotAKey.to_string()), "{text}");
        }
        for weak in ["00".repeat(32), "0123456789abcdef".repeat(4), format!("{}{}", "00".repeat(18), &DIGITS[..28])] {
            assert_eq!(loaded(&weak), Err(SecretReason::Weak.to_string()), "{weak}");
        }
    }

    #[test]
    fn a_file_is_named_with_what_is_wrong_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = folder.path().join("none.key");
        let fault = MasterKey::load(&missing).expect_err("there is none");
        assert_eq!(fault.to_string(), format!("the master key file {} does not exist", missing.display()));
        set_permissions(folder.path(), Permissions::from_mode(0o700)).expect("closed");
        let fault = MasterKey::load(folder.path()).expect_err("a folder is no file");
        assert!(matches!(fault.reason, SecretReason::Unreadable(_)), "{fault}");
    }

    #[test]
    fn a_key_that_others_could_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("master.key");
        MasterKey::create(&path).expect("made");
        for mode in [0o640, 0o604, 0o644, 0o620, 0o601] {
            set_permissions(&path, Permissions::from_mode(mode)).expect("opened");
            let fault = MasterKey::load(&path).expect_err("others could read it");
            assert!(matches!(fault.reason, SecretReason::OpenToOthers { mode: found } if found == mode), "{fault}");
        }
        set_permissions(&path, Permissions::from_mode(0o400)).expect("closed");
        MasterKey::load(&path).expect("only its owner may read it");
    }

    #[test]
    fn a_made_key_is_its_owners_alone_is_read_again_and_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys/of/the/house/master.key");
        let made = MasterKey::create(&path).expect("made");
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
        let before = std::fs::read(&path).expect("read");
        let fault = MasterKey::create(&path).expect_err("there is one");
        assert!(matches!(fault.reason, SecretReason::Exists), "{fault}");
        assert_eq!(std::fs::read(&path).expect("read"), before);
        assert_eq!(MasterKey::load(&path).expect("read again").0, made.0);
        let blocked = MasterKey::create(&path.join("below")).expect_err("a file has nothing below it");
        assert!(matches!(blocked.reason, SecretReason::Exists | SecretReason::Unwritable(_)), "{blocked}");
    }

    #[test]
    fn purposes_have_keys_of_their_own_and_nothing_of_the_key_is_shown() {
        let key = MasterKey::parse(DIGITS.as_bytes()).expect("a key");
        let sealed = key.purpose("one").seal(b"text", b"");
        assert!(key.purpose("one").open(&sealed, b"").is_ok());
        assert!(key.purpose("two").open(&sealed, b"").is_err());
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("MasterKey({})", key.fingerprint()));
        assert_eq!(key.fingerprint().len(), 8);
        let other = MasterKey::parse(DIGITS.replace("00", "ff").as_bytes()).expect("a key");
        assert_ne!(other.fingerprint(), key.fingerprint());
    }
}
