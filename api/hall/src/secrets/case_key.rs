//! The key of one case: everything of the case is sealed under it, and without it nothing of the case can be read.

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::{OpenFault, SealingKey};
use crate::ids::random_bytes;

/// The key of one case. Its octets are overwritten when it is dropped.
pub struct CaseKey {
    octets: Zeroizing<[u8; 32]>,
    content: SealingKey,
    streams: SealingKey,
}

impl CaseKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self::of(Zeroizing::new(random_bytes()))
    }

    /// Content and streams have keys of their own, so that one is never taken for the other.
    fn of(octets: Zeroizing<[u8; 32]>) -> Self {
        let content = SealingKey::derived(&octets, "content");
        let streams = SealingKey::derived(&octets, "streams");
        Self { octets, content, streams }
    }

    /// The key as it is stored: sealed, and bound to its case.
    pub fn wrap(&self, wrapping: &SealingKey, case: Uuid) -> Vec<u8> {
        wrapping.seal(&*self.octets, &place_of(case))
    }

    /// The key of a case from its stored form.
    ///
    /// # Errors
    /// Another wrapping key, another case, changed octets, or what is no wrapped key at all.
    pub fn unwrap_with(wrapped: &[u8], wrapping: &SealingKey, case: Uuid) -> Result<Self, OpenFault> {
        let opened = wrapping.open(wrapped, &place_of(case))?;
        let octets = <&[u8; 32]>::try_from(opened.as_slice()).map_err(|_| OpenFault::NotOurs)?;
        Ok(Self::of(Zeroizing::new(*octets)))
    }

    /// Seals content of the case for one context (see [`SealingKey::seal`]).
    pub fn seal(&self, plain: &[u8], context: &[u8]) -> Vec<u8> {
        self.content.seal(plain, context)
    }

    /// Opens what [`CaseKey::seal`] made for the same context.
    ///
    /// # Errors
    /// What does not have the form, and what was sealed otherwise or changed.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
        self.content.open(sealed, context)
    }

    /// A key for streams of the case.
    pub(super) fn streams(&self) -> SealingKey {
        self.streams.again()
    }
}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseKey(..)")
    }
}

fn place_of(case: Uuid) -> Vec<u8> {
    [&b"case key "[..], case.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapping() -> SealingKey {
        SealingKey::derived(&random_bytes(), "tests")
    }

    #[test]
    fn a_wrapped_key_opens_for_its_case_alone() {
        let (wrapping, other) = (wrapping(), wrapping());
        let (case, another) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let key = CaseKey::generate();
        let sealed = key.seal(b"terms", b"offer 1");
        let wrapped = key.wrap(&wrapping, case);
        let again = CaseKey::unwrap_with(&wrapped, &wrapping, case).expect("its own key and case");
        assert_eq!(again.open(&sealed, b"offer 1").as_deref().map(Vec::as_slice), Ok(&b"terms"[..]));
        assert_eq!(again.open(&sealed, b"offer 2"), Err(OpenFault::Changed));
        assert_eq!(CaseKey::unwrap_with(&wrapped, &wrapping, another).err(), Some(OpenFault::Changed));
        assert_eq!(CaseKey::unwrap_with(&wrapped, &other, case).err(), Some(OpenFault::Changed));
        assert_eq!(CaseKey::unwrap_with(&wrapped[1..], &wrapping, case).err(), Some(OpenFault::NotOurs));
    }

    #[test]
    fn what_is_sealed_in_the_place_of_a_key_must_be_as_long_as_one() {
        let wrapping = wrapping();
        let short = wrapping.seal(&[7; 31], &place_of(Uuid::nil()));
        assert_eq!(CaseKey::unwrap_with(&short, &wrapping, Uuid::nil()).err(), Some(OpenFault::NotOurs));
    }

    #[test]
    fn every_case_has_another_key_which_is_never_shown() {
        let sealed = CaseKey::generate().seal(b"terms", b"");
        let other = CaseKey::generate();
        assert_eq!(other.open(&sealed, b""), Err(OpenFault::Changed));
        assert_eq!(format!("{other:?}"), "CaseKey(..)");
    }
}
