//! Passwords: hashed with argon2id (RFC 9106), beside the async threads and only so many at once.
//!
//! A hash takes 19 MiB and some hundredths of a second on purpose; whoever sends many logins must not take all memory
//! and all processors with them.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::Hmac;
use hmac::digest::CtOutput;
use sha2::Sha256;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::ids::random_bytes;

/// Memory, in KiB: with two passes and one lane the first of the settings that OWASP recommends for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// What a stored hash may ask for at most; it bounds the harm of a row that somebody wrote.
const MOST: [u32; 3] = [256 * 1024, 16, 16];
/// No person's password is longer, in octets.
const MOST_OCTETS: usize = 1024;
/// What the password of an unknown login is compared with. No password is known to lead to it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$emhpcXVhbi1ub2JvZHktLQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes passwords and verifies them. Clones share their places.
#[derive(Debug, Clone)]
pub struct PasswordHasher {
    /// One for each that is computed.
    places: Arc<Semaphore>,
    /// One for each that is computed or waits for a place.
    inside: Arc<Semaphore>,
}

/// Why a password was neither hashed nor verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// As many as may wait are waiting.
    #[error("too many passwords are being computed")]
    Busy,
    /// The password has more than 1024 octets.
    #[error("the password is too long")]
    TooLong,
    /// The stored hash is none that was made here.
    #[error("the stored hash of a password cannot be read")]
    StoredHash,
    /// Memory was lacking, or the program ends.
    #[error("the password could not be computed")]
    Failed,
}

impl PasswordHasher {
    /// Computes at most `places` (at least one) at once while at most `waiting` more wait for their turn.
    pub fn new(places: usize, waiting: usize) -> Self {
        let places = places.clamp(1, Semaphore::MAX_PERMITS);
        let inside = places.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self { places: Arc::new(Semaphore::new(places)), inside: Arc::new(Semaphore::new(inside)) }
    }

    /// The hash of a new password as a PHC string, with a salt of its own.
    ///
    /// # Errors
    /// Too long a password, too many at once, and a lack of memory.
    pub async fn hash(&self, password: Zeroizing<String>) -> Result<String, PasswordFault> {
        short_enough(&password)?;
        let settings = Settings { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: random_bytes() };
        self.in_a_place(move || settings.output(&password).map(|output| settings.phc(&output))).await?
    }

    /// Whether this is the password of the stored hash.
    ///
    /// For a login that is not known there is no hash: then it takes as long, and the answer is no.
    ///
    /// # Errors
    /// Too long a password, a stored hash that cannot be read, too many at once, and a lack of memory.
    pub async fn verify(&self, password: Zeroizing<String>, hash: Option<&str>) -> Result<bool, PasswordFault> {
        short_enough(&password)?;
        let (settings, expected) = Settings::read(hash.unwrap_or(NOBODY)).ok_or(PasswordFault::StoredHash)?;
        let output = self.in_a_place(move || settings.output(&password)).await??;
        Ok(alike(&output, &expected) && hash.is_some())
    }

    /// Who stops waiting gives up the turn; what is computed already keeps its place to the end.
    async fn in_a_place<T: Send + 'static>(
        &self,
        compute: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordFault> {
        let inside = Arc::clone(&self.inside).try_acquire_owned().map_err(|_| PasswordFault::Busy)?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| PasswordFault::Failed)?;
        let computed = tokio::task::spawn_blocking(move || {
            let computed = compute();
            drop((place, inside));
            computed
        });
        computed.await.map_err(|_| PasswordFault::Failed)
    }
}

/// What a hash is computed with.
struct Settings {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
}

impl Settings {
    fn output(&self, password: &str) -> Result<[u8; 32], PasswordFault> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let params = params.map_err(|_| PasswordFault::StoredHash)?;
        let mut output = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), &self.salt, &mut output)
            .map_err(|_| PasswordFault::Failed)?;
        Ok(output)
    }

    /// The string of the PHC format, which names the settings with the hash: they may grow later.
    fn phc(&self, output: &[u8; 32]) -> String {
        let Self { memory_kib, passes, lanes, salt } = self;
        let [salt, output] = [&salt[..], output].map(|octets| STANDARD_NO_PAD.encode(octets));
        format!("$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${salt}${output}")
    }

    /// The settings and the output that a PHC string says.
    fn read(phc: &str) -> Option<(Self, [u8; 32])> {
        let rest = phc.strip_prefix("$argon2id$v=19$")?;
        let (params, rest) = rest.split_once('$')?;
        let (salt, output) = rest.split_once('$')?;
        let mut params = params
            .split(',')
            .zip(["m=", "t=", "p="].into_iter().zip(MOST))
            .map(|(param, (name, most))| param.strip_prefix(name)?.parse().ok().filter(|value| *value <= most));
        let [memory_kib, passes, lanes] = [params.next()??, params.next()??, params.next()??];
        let salt = STANDARD_NO_PAD.decode(salt).ok()?.try_into().ok()?;
        let output = STANDARD_NO_PAD.decode(output).ok()?.try_into().ok()?;
        let settings = Self { memory_kib, passes, lanes, salt };
        // Only the one form that is written here.
        (settings.phc(&output) == phc).then_some((settings, output))
    }
}

fn short_enough(password: &str) -> Result<(), PasswordFault> {
    if password.len() > MOST_OCTETS { Err(PasswordFault::TooLong) } else { Ok(()) }
}

/// Compares in constant time, as authentication codes are compared.
fn alike(one: &[u8; 32], other: &[u8; 32]) -> bool {
    CtOutput::<Hmac<Sha256>>::new((*one).into()) == CtOutput::new((*other).into())
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn text(password: &str) -> Zeroizing<String> {
        Zeroizing::new(password.to_owned())
    }

    /// A hash that is made at once, with the least memory that there is.
    fn light(password: &str) -> String {
        let settings = Settings { memory_kib: 8, passes: 1, lanes: 1, salt: *b"sixteen octets!!" };
        settings.phc(&settings.output(password).expect("computed"))
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let hasher = PasswordHasher::new(2, 2);
        let hash = hasher.hash(text("正确的 马 battery")).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(hasher.verify(text("正确的 马 battery"), Some(&hash)).await, Ok(true));
        assert_eq!(hasher.verify(text("正确的 马 batterz"), Some(&hash)).await, Ok(false));
        assert_ne!(hasher.hash(text("正确的 马 battery")).await, Ok(hash), "a salt is used once");
    }

    #[tokio::test]
    async fn a_hash_says_itself_how_it_was_made() {
        // So that stored hashes stay good when the settings grow.
        let hash = light("password");
        let hasher = PasswordHasher::new(1, 0);
        assert_eq!(hasher.verify(text("password"), Some(&hash)).await, Ok(true));
        assert_eq!(hasher.verify(text("Password"), Some(&hash)).await, Ok(false));
    }

    #[tokio::test]
    async fn an_unknown_login_is_refused_after_the_same_work() {
        let (settings, output) = Settings::read(NOBODY).expect("a hash like the others");
        assert_eq!([settings.memory_kib, settings.passes, settings.lanes], [MEMORY_KIB, PASSES, LANES]);
        assert_eq!(output, [0; 32]);
        assert_eq!(PasswordHasher::new(1, 0).verify(text("anything"), None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_hash_that_was_not_made_here_is_a_fault_and_not_a_no() {
        let good = light("password");
        let wrong = [
            "".to_owned(),
            "password".to_owned(),
            good.replace("argon2id", "argon2i"),
            good.replace("v=19", "v=16"),
            good.replace("m=8", "m=7"),
            good.replace("m=8", "m=08"),
            good.replace("m=8", "m=+8"),
            good.replace("m=8", "m=4294967295"),
            good.replace("t=1", "t=0"),
            good.replace("t=1", "t=17"),
            good.replace("p=1", "p=1,x=1"),
            good.replace(",p=1", ""),
            good.replace("m=8,t=1", "t=1,m=8"),
            format!("{good}="),
            format!("{good}\n"),
            good[..good.len() - 1].to_owned(),
        ];
        let hasher = PasswordHasher::new(1, 0);
        for wrong in wrong {
            let fault = hasher.verify(text("password"), Some(&wrong)).await;
            assert_eq!(fault, Err(PasswordFault::StoredHash), "{wrong}");
        }
    }

    #[tokio::test]
    async fn too_long_a_password_is_not_computed() {
        let hasher = PasswordHasher::new(1, 0);
        assert_eq!(hasher.hash(text(&"x".repeat(1025))).await, Err(PasswordFault::TooLong));
        assert_eq!(hasher.verify(text(&"x".repeat(1025)), None).await, Err(PasswordFault::TooLong));
        assert_eq!(hasher.verify(text(&"x".repeat(1024)), Some(&light("y"))).await, Ok(false));
    }

    #[tokio::test]
    async fn who_comes_when_all_places_and_seats_are_taken_is_told_so() {
        let hasher = PasswordHasher::new(1, 1);
        let hash = light("password");
        let verify = || hasher.verify(text("password"), Some(&hash));
        let inside = Arc::clone(&hasher.inside).try_acquire_owned().expect("free");
        let place = Arc::clone(&hasher.places).try_acquire_owned().expect("free");
        let mut waiting = Box::pin(verify());
        assert_eq!(waiting.as_mut().now_or_never(), None, "it waits for the place");
        assert_eq!(verify().now_or_never(), Some(Err(PasswordFault::Busy)), "it does not wait");
        drop(waiting);
        let mut waiting = Box::pin(verify());
        assert_eq!(waiting.as_mut().now_or_never(), None, "who left has given up the seat");
        drop((place, inside));
        assert_eq!(waiting.await, Ok(true));
        assert_eq!(verify().await, Ok(true));
    }
}
