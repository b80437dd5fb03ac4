//! Whether a password is strong enough. It is read here and kept nowhere.

use super::{Login, refusals};
use crate::hall::Refusal;

/// The shortest password, in characters.
const SHORTEST: usize = 12;
/// The longest: hashing a longer one would only cost time.
const LONGEST: usize = 128;
/// From this length on the number of classes does not matter.
const LONG_ENOUGH_FOR_ONE_CLASS: usize = 20;
/// The classes asked of a shorter one, of capitals, small letters, digits and others.
const CLASSES: usize = 3;
/// So many times one character in a row is too often.
const TOO_MANY_IN_A_ROW: usize = 4;

/// Words, names and rows of keys that stand at the core of common passwords, without the digits and signs around them.
/// Put together by us from what the published lists of leaked passwords have in common; written in small letters.
#[rustfmt::skip]
const COMMON_STEMS: [&str; 100] = [
    "password", "passw", "passwd", "passcode", "pass", "qwerty", "qwertyuiop", "qwer", "qwert", "asdf",
    "asdfgh", "asdfghjkl", "zxcv", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "qweasd", "qweasdzxc", "qaz",
    "wsx", "abc", "abcd", "abcdef", "aa", "admin", "administrator", "root", "system", "sysadmin",
    "manager", "master", "user", "guest", "test", "testing", "demo", "default", "changeme", "letmein",
    "welcome", "login", "hello", "secret", "access", "server", "oracle", "mysql", "postgres", "database",
    "tomcat", "cisco", "huawei", "windows", "linux", "internet", "computer", "iloveyou", "woaini", "woaiwo",
    "aini", "lovely", "sunshine", "princess", "monkey", "dragon", "football", "baseball", "basketball", "superman",
    "batman", "pokemon", "michael", "jordan", "jessica", "charlie", "ashley", "daniel", "thomas", "killer",
    "hunter", "freedom", "whatever", "trustno", "shadow", "starwars", "summer", "winter", "spring", "autumn",
    "china", "beijing", "shanghai", "harbin", "heilongjiang", "zhongguo", "zhiquan", "wangyi", "taobao", "alibaba",
];

/// A password has 12 to 128 characters of three classes, or 20 of any; it is not made of the login, of one character or
/// of a common stem. (Identity checks of some complexity: GB/T 22239-2019 8.1.4.1, unverified: recalled, not read in the
/// standard.)
///
/// # Errors
/// `accounts.password_too_short`, `accounts.password_too_long`, `accounts.password_too_plain`,
/// `accounts.password_contains_login`, `accounts.password_repeats`, `accounts.password_too_common`.
pub fn password_is_strong_enough(password: &str, login: &Login) -> Result<(), Refusal> {
    // Counted no further than matters: what comes from outside may be of any length.
    let length = password.chars().take(LONGEST + 1).count();
    if length < SHORTEST {
        return Err(refusals::password_too_short());
    }
    if length > LONGEST {
        return Err(refusals::password_too_long());
    }
    if length < LONG_ENOUGH_FOR_ONE_CLASS && classes(password) < CLASSES {
        return Err(refusals::password_too_plain());
    }
    let lower = password.to_lowercase();
    if contains_the_login(&lower, login) {
        return Err(refusals::password_contains_login());
    }
    if repeats_a_character(&lower) {
        return Err(refusals::password_repeats());
    }
    if has_a_common_stem(&lower) { Err(refusals::password_too_common()) } else { Ok(()) }
}

fn classes(password: &str) -> usize {
    let of_a_class: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_digit(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    of_a_class.iter().filter(|class| password.chars().any(class)).count()
}

/// The login whole, or what stands before the `@` of a mail address.
fn contains_the_login(lower: &str, login: &Login) -> bool {
    let before_the_at = login.as_str().split('@').next().filter(|name| name.len() >= 3);
    lower.contains(login.as_str()) || before_the_at.is_some_and(|name| lower.contains(name))
}

fn repeats_a_character(lower: &str) -> bool {
    let mut row = (None, 0);
    lower.chars().any(|c| {
        row = if row.0 == Some(c) { (row.0, row.1 + 1) } else { (Some(c), 1) };
        row.1 >= TOO_MANY_IN_A_ROW
    })
}

/// Looks at the core, without the digits and signs before and after it, in two readings: signs and digits within it
/// taken for the letters that they stand for (`p@ssw0rd`), and taken away (`1qaz@wsx`).
fn has_a_common_stem(lower: &str) -> bool {
    let core = lower.trim_matches(|c: char| !c.is_alphabetic());
    let meant: String = core.chars().map(letter_meant).collect();
    let letters: String = core.chars().filter(|c| c.is_alphabetic()).collect();
    // A stem twice over is no better than once.
    let made_of = |text: &str, stem: &str| !text.is_empty() && text.replace(stem, "").is_empty();
    COMMON_STEMS.iter().any(|stem| made_of(&meant, stem) || made_of(&letters, stem))
}

const fn letter_meant(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}
