//! The second factor: codes of six digits that change every 30 seconds (RFC 6238 with SHA-1, as every app has it).

use std::fmt;

use totp_rs::{Algorithm, Builder, Secret, Totp};
use zeroize::Zeroizing;

use super::{OpenFault, SealingKey};
use crate::ids::random_bytes;

const STEP_SECONDS: i64 = 30;
const SECRET_OCTETS: usize = 20;
/// 知权, as it stands in a URI.
const ISSUER: &str = "%E7%9F%A5%E6%9D%83";

/// What a login and its app share. The octets are overwritten when it is dropped.
pub struct TotpSecret(Zeroizing<[u8; SECRET_OCTETS]>);

impl TotpSecret {
    /// A new random secret of 160 bits (RFC 4226 section 4).
    pub fn generate() -> Self {
        Self(Zeroizing::new(random_bytes()))
    }

    /// The secret as it is stored: sealed, and bound to its context (whose it is).
    pub fn to_sealed(&self, key: &SealingKey, context: &[u8]) -> Vec<u8> {
        key.seal(&*self.0, context)
    }

    /// The secret from its stored form.
    ///
    /// # Errors
    /// Another key, another context, changed octets, or what is no sealed secret at all.
    pub fn from_sealed(sealed: &[u8], key: &SealingKey, context: &[u8]) -> Result<Self, OpenFault> {
        let opened = key.open(sealed, context)?;
        let octets = <&[u8; SECRET_OCTETS]>::try_from(opened.as_slice()).map_err(|_| OpenFault::NotOurs)?;
        Ok(Self(Zeroizing::new(*octets)))
    }

    /// The secret in base32 (RFC 4648 section 6), to be typed into an app.
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(Secret::from(*self.0).to_base32())
    }

    /// The URI that an app reads from a picture; the login is what the app shows.
    pub fn to_uri(&self, login: &str) -> Zeroizing<String> {
        let (login, secret) = (percent_encoded(login), self.to_base32());
        let settings = "algorithm=SHA1&digits=6&period=30";
        Zeroizing::new(format!("otpauth://totp/{ISSUER}:{login}?secret={}&issuer={ISSUER}&{settings}", *secret))
    }

    /// The step that a code belongs to: the present one, the one before or the one after, and later than the last step
    /// that was used. The caller stores the step, so that no code is good twice (RFC 6238 section 5.2).
    pub fn step_of(&self, code: &str, now_millis: i64, last_step: Option<i64>) -> Option<i64> {
        let totp = self.totp();
        let present = now_millis.div_euclid(1000 * STEP_SECONDS);
        // All three are computed whichever is right; the library compares in constant time.
        let matches = (present - 1..=present + 1).map(|step| {
            let second = u64::try_from(step).ok()?.checked_mul(STEP_SECONDS.unsigned_abs())?;
            totp.check(code, second).and(Some(step))
        });
        let matches: Vec<i64> = matches.collect::<Vec<_>>().into_iter().flatten().collect();
        matches.into_iter().find(|step| last_step.is_none_or(|last| *step > last))
    }

    /// One step at a time: which steps are good is decided here.
    fn totp(&self) -> Totp {
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(0);
        builder.with_step_duration(STEP_SECONDS.unsigned_abs()).with_secret(*self.0).build_noncompliant()
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(..)")
    }
}

/// Everything but the unreserved characters of RFC 3986 section 2.3.
fn percent_encoded(text: &str) -> String {
    let encoded = |octet: u8| match octet {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(octet).to_string(),
        octet => format!("%{octet:02X}"),
    };
    text.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret(Zeroizing::new(*b"12345678901234567890"))
    }

    /// The code of a moment, the last six of the eight digits in RFC 6238 appendix B.
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        for (second, code) in VECTORS {
            assert_eq!(secret().step_of(code, second * 1000, None), Some(second / 30), "{second}");
            assert_eq!(secret().step_of(code, second * 1000 + 999, None), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_before_and_after_and_no_longer() {
        let (second, code) = (1_234_567_890, "005924");
        let step = second / 30;
        for late in [-2, -1, 0, 1, 2] {
            let found = secret().step_of(code, (step + late) * 30_000, None);
            assert_eq!(found, (late.abs() <= 1).then_some(step), "{late} steps late");
        }
        assert_eq!(secret().step_of(code, (step + 2) * 30_000 - 1, None), Some(step));
    }

    #[test]
    fn no_code_is_good_twice_and_none_from_before_the_last() {
        let (second, code) = (1_234_567_890, "005924");
        let step = second / 30;
        let found = |last: i64| secret().step_of(code, second * 1000, Some(last));
        assert_eq!([step - 2, step - 1, step, step + 1].map(found), [Some(step), Some(step), None, None]);
    }

    #[test]
    fn what_is_not_six_digits_is_no_code() {
        let wrong = [
            "",
            "5924",
            "05924",
            "0005924",
            "94005924",
            " 005924",
            "005 924",
            "+05924",
            "-05924",
            "００５９２４",
            "00592a",
        ];
        for wrong in wrong {
            assert_eq!(secret().step_of(wrong, 1_234_567_890_000, None), None, "{wrong}");
        }
    }

    #[test]
    fn a_clock_far_off_is_no_fault() {
        for now in [i64::MIN, -1, 0, i64::MAX] {
            assert_eq!(secret().step_of("000000", now, Some(i64::MAX)), None);
        }
    }

    #[test]
    fn the_uri_names_the_house_and_the_login() {
        let uri = secret().to_uri("li.si+经办@example.cn:8");
        let login = "li.si%2B%E7%BB%8F%E5%8A%9E%40example.cn%3A8";
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let settings = "algorithm=SHA1&digits=6&period=30";
        let expected =
            format!("otpauth://totp/%E7%9F%A5%E6%9D%83:{login}?secret={secret}&issuer=%E7%9F%A5%E6%9D%83&{settings}");
        assert_eq!(*uri, expected);
        assert_eq!(percent_encoded("知权"), ISSUER);
    }

    #[test]
    fn a_stored_secret_opens_for_its_owner_alone() {
        let key = SealingKey::derived(&random_bytes(), "tests");
        let secret = TotpSecret::generate();
        let sealed = secret.to_sealed(&key, b"login 1");
        let again = TotpSecret::from_sealed(&sealed, &key, b"login 1").expect("its own context");
        assert_eq!(again.to_base32(), secret.to_base32());
        assert_eq!(TotpSecret::from_sealed(&sealed, &key, b"login 2").err(), Some(OpenFault::Changed));
        let short = key.seal(&[7; 19], b"login 1");
        assert_eq!(TotpSecret::from_sealed(&short, &key, b"login 1").err(), Some(OpenFault::NotOurs));
        assert_eq!(format!("{secret:?}"), "TotpSecret(..)");
        assert_ne!(secret.to_base32(), TotpSecret::generate().to_base32());
    }
}
