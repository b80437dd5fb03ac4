//! Passwords: hashed, and held against their hashes.

use hall::act::ActFault;
use hall::http::{Fault, Sentence};
use hall::secrets::PasswordFault;
use zeroize::Zeroizing;

use super::Desk;

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
