//! Codes, tokens and passwords: drawn, digested, hashed.

use hall::act::ActFault;
use hall::http::{Fault, Sentence};
use hall::ids::random_bytes;
use hall::secrets::PasswordFault;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Desk;

/// Octets of a code or a token.
const OCTETS: usize = 32;

/// Something that is shown once and kept as a digest.
#[derive(Clone)]
pub(crate) struct OneTimeSecret {
    pub(crate) text: Zeroizing<String>,
    pub(crate) digest: Vec<u8>,
}

impl std::fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeSecret(…)")
    }
}

impl OneTimeSecret {
    /// Draws one; it begins with a word that says what it is for.
    pub(crate) fn draw(what_for: &str) -> Self {
        let octets: [u8; OCTETS] = random_bytes();
        let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        let text = Zeroizing::new(format!("{what_for}_{digits}"));
        let digest = digest_of(&text);
        Self { text, digest }
    }
}

/// The digest under which a code or token is kept. Their 256 bits of chance need no salt and no slowness.
pub(crate) fn digest_of(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

impl Desk {
    /// The hash of a new password.
    pub(super) async fn hash(&self, password: Zeroizing<String>) -> Result<String, ActFault> {
        self.0.hasher.hash(password).await.map_err(of_password)
    }

    /// Whether this is the password of the hash; without a hash it takes as long and is not.
    pub(super) async fn verify(&self, password: Zeroizing<String>, hash: Option<&str>) -> Result<bool, ActFault> {
        match self.0.hasher.verify(password, hash).await {
            // Longer than anybody's password: as wrong as any other.
            Err(PasswordFault::TooLong) => Ok(false),
            outcome => outcome.map_err(of_password),
        }
    }
}

fn of_password(fault: PasswordFault) -> ActFault {
    let fault = match fault {
        PasswordFault::Busy => {
            let said = Sentence::new("登录请求过多，请稍后再试", "Too many are logging in; try again soon");
            Fault::unavailable("auth.busy", said)
        }
        PasswordFault::TooLong => {
            let said = Sentence::new("密码过长", "The password is too long");
            Fault::of_field("/password", "accounts.password_too_long", said)
        }
        PasswordFault::StoredHash | PasswordFault::Failed => {
            tracing::error!(%fault, "a password could not be computed");
            Fault::internal()
        }
    };
    fault.into()
}
