//! What lists, pages and logs show of a person's data: enough for the person to know it again, too little for others to use.
//!
//! What has not the expected form is masked whole: a half-understood value would show the wrong half. Nothing of the text
//! but plain letters and digits is ever shown, so that no mark that turns or hides text gets into a page or a log. The
//! length of what is hidden is not told, save for identity numbers, whose lengths are two.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What stands for what is not shown.
const HIDDEN: &str = "****";

/// The digits of a phone number of which the first three and the last four may be shown: all of a Chinese mobile number.
const FEWEST_DIGITS: usize = 11;

/// The most digits of a phone number, by E.164.
const MOST_DIGITS: usize = 15;

/// The longest name of a domain, by RFC 1035.
const LONGEST_DOMAIN: usize = 253;

/// A phone number: `138****1234`, with `+86` kept before it.
pub fn phone(text: &str) -> String {
    let text = text.trim();
    let (prefix, rest) = match text.strip_prefix("+86") {
        Some(rest) => ("+86 ", rest),
        None => text.strip_prefix('+').map_or(("", text), |rest| ("+", rest)),
    };
    let digits: String = rest.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    let understood = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !understood || !(FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()) {
        return HIDDEN.into();
    }
    first_and_last(&digits, HIDDEN).map_or_else(|| HIDDEN.into(), |shown| format!("{prefix}{shown}"))
}

/// An e-mail address: `z***@example.cn`. A single character before the sign is hidden with the rest.
pub fn email(text: &str) -> String {
    let Some((local, domain)) = text.trim().rsplit_once('@') else { return "***".into() };
    let of_a_domain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    if local.is_empty() || domain.is_empty() || domain.len() > LONGEST_DOMAIN || !domain.chars().all(of_a_domain) {
        return "***".into();
    }
    let mut characters = local.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(_)) if first.is_alphanumeric() => format!("{first}***@{domain}"),
        (_, _) => format!("***@{domain}"),
    }
}

/// A person's name: `张**`. A name of one character is hidden whole, and how long a name is, is not told.
pub fn person_name(text: &str) -> String {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    match (letters.next(), letters.next()) {
        (Some(first), Some(_)) => format!("{first}**"),
        (_, _) => "**".into(),
    }
}

/// An identity number of 18 or 15 characters (GB 11643-1999 and before): the first three and the last four. Anything else,
/// such as the number of a passport, is too short to show a part of and is hidden whole.
pub fn identity_number(text: &str) -> String {
    let text = text.trim();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let understood = match text.as_bytes() {
        [number @ .., check] if number.len() == 17 => digits(number) && matches!(check, b'0'..=b'9' | b'X' | b'x'),
        number => number.len() == 15 && digits(number),
    };
    let hidden = "*".repeat(text.len().saturating_sub(7));
    understood.then(|| first_and_last(text, &hidden)).flatten().unwrap_or_else(|| HIDDEN.into())
}

/// An address of the network: the /24 of IPv4, the /48 of IPv6.
pub fn address_of_network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => format!("{}/24", Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8))),
        IpAddr::V6(address) => format!("{}/48", Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 80))),
    }
}

/// The first three and the last four characters of ASCII text with something between.
fn first_and_last(text: &str, between: &str) -> Option<String> {
    let first = text.get(..3)?;
    let last = text.get(text.len().checked_sub(4)?..)?;
    Some(format!("{first}{between}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that turns, hides, joins, combines, breaks lines, is very long, or looks like digits and is none.
    fn hostile() -> Vec<String> {
        let mut texts: Vec<String> = [
            "",
            " ",
            "@",
            "@@",
            "+",
            "+86",
            "\0",
            "\u{202e}\u{2066}",
            "\u{200b}\u{200d}\u{feff}",
            "\u{301}\u{301}",
            "👨\u{200d}👩\u{200d}👧",
            "\u{1f1e8}\u{1f1f3}",
            "１３８００１３１２３４",
            "١٣٨٠٠١٣١٢٣٤",
            "138\u{200b}00131234",
            "\u{202e}13800131234",
            "13800131234\n",
            "1380013\r\nSet-Cookie: a=b",
            "a\u{202e}b@example.cn",
            "\u{202e}ab@exa\u{202e}mple.cn",
            "ab@example.cn\r\nBcc: c@d.cn",
            "ab@<script>",
            "<b>张三</b>",
            "\u{1b}[31m张三",
            "11010119900307\u{fe0f}123X",
            "𠮷野",
        ]
        .map(ToOwned::to_owned)
        .into();
        texts.push("张".repeat(100_000));
        texts.push("1".repeat(100_000));
        texts.push(format!("{}@{}", "a".repeat(100_000), "b".repeat(100_000)));
        texts
    }

    #[test]
    fn a_phone_number_shows_its_first_three_and_last_four_digits() {
        assert_eq!(phone("13800131234"), "138****1234");
        assert_eq!(phone("138 0013 1234"), "138****1234");
        assert_eq!(phone("+8613800131234"), "+86 138****1234");
        assert_eq!(phone("+86 138-0013-1234"), "+86 138****1234");
        assert_eq!(phone("(010) 1234-5678"), "010****5678");
        assert_eq!(phone("+447911123456"), "+447****3456");
    }

    #[test]
    fn a_short_or_strange_phone_number_shows_nothing() {
        for text in
            ["", "110", "12345678", "1380013123", "+86 1234567", "1380013123x", "1380013123456789", "++8613800131234"]
        {
            assert_eq!(phone(text), "****", "{text}");
        }
    }

    #[test]
    fn an_email_address_shows_its_first_character_and_its_domain() {
        assert_eq!(email("zhang.san@example.cn"), "z***@example.cn");
        assert_eq!(email("张三@邮箱.中国"), "张***@邮箱.中国");
        assert_eq!(email("\"a@b\"@example.cn"), "***@example.cn");
        assert_eq!(email("z@example.cn"), "***@example.cn");
        for text in ["", "zhang", "@example.cn", "zhang@", "zhang@exa mple.cn", "zhang@\u{202e}nc.elpmaxe"] {
            assert_eq!(email(text), "***", "{text}");
        }
    }

    #[test]
    fn a_name_shows_its_first_character_alone() {
        assert_eq!(person_name("张三"), "张**");
        assert_eq!(person_name("欧阳娜娜"), "欧**");
        assert_eq!(person_name(" Anna Schmidt"), "A**");
        assert_eq!(person_name("\u{202e}张三"), "张**");
        assert_eq!(person_name("𠮷野家"), "𠮷**");
        assert_eq!(person_name("阿凡提·买买提"), "阿**");
        assert_eq!(
            (person_name("张"), person_name(""), person_name("\u{200b}张\u{200b}")),
            ("**".into(), "**".into(), "**".into())
        );
    }

    #[test]
    fn an_identity_number_shows_three_first_and_four_last() {
        assert_eq!(identity_number("99000019900307123X"), "990***********123X");
        assert_eq!(identity_number("990000900307123"), "990********7123");
        for text in ["", "E12345678", "9900001990030712X3", "99000019900307123", "99000019900307123Y", "990000900307１"]
        {
            assert_eq!(identity_number(text), "****", "{text}");
        }
    }

    #[test]
    fn an_address_of_the_network_loses_who_it_was() {
        let masked = |text: &str| address_of_network(text.parse().expect("an address"));
        assert_eq!(masked("203.0.113.9"), "203.0.113.0/24");
        assert_eq!(masked("::ffff:203.0.113.9"), "203.0.113.0/24");
        assert_eq!(masked("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
        assert_eq!(masked("::1"), "::/48");
    }

    #[test]
    fn hostile_text_gets_neither_through_nor_the_better_of_it() {
        for text in hostile() {
            for shown in [phone(&text), email(&text), person_name(&text), identity_number(&text)] {
                let plain = |c: char| c.is_alphanumeric() || matches!(c, '*' | '@' | '.' | '-' | '+' | ' ');
                assert!(shown.chars().all(plain), "{text:?} shows {shown:?}");
                assert!(shown.contains("**") && shown.chars().count() < 300, "{shown:?}");
            }
        }
    }
}
