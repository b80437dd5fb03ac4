//! Telling what a bare text is. Kinds overlap (a number of eight digits is a mark or an old patent), so the order of
//! the readers is the rule: what is marked by a prefix or a sign first, bare digits by their length last.

use super::fold::{all_digits, fold, last_char, leading_digits};
use super::{
    Check, GiNumber, IdentifierFault, IdentifierKind, IpcPrefix, LocarnoClass, NiceClass, OrganisationCode,
    PatentNumber, PublicationNumber, Recognition, SimilarGroup, TrademarkNumber, Uscc, Warning,
};

type Reader = fn(&str) -> Option<Recognition>;

/// Each answers `None` for what is not its business, and a recognition, if only of a fault, for what is.
const READERS: [Reader; 10] = [
    geographical_indication,
    marked_as_chinese_patent,
    with_the_dot_of_a_check_character,
    credit_code,
    classification_symbol,
    wrapped_in_chinese,
    organisation_code_with_hyphen,
    digits_alone,
    nine_characters,
    letters_and_digits,
];

/// Recognises a text as an identifier and judges it.
#[must_use]
pub fn recognise(value: &str) -> Recognition {
    match fold(value) {
        Ok(text) => {
            READERS.iter().find_map(|reader| reader(&text)).unwrap_or_else(|| Recognition::nothing(Warning::unknown()))
        }
        Err(fault) => Recognition::nothing(fault.to_warning()),
    }
}

fn geographical_indication(text: &str) -> Option<Recognition> {
    let scheme = ["PDO-", "PGI-", "GI-", "TSG-"].iter().any(|prefix| text.starts_with(prefix));
    let certificate = text.strip_prefix("AGI").is_some_and(begins_with_digit);
    let announcement = text.contains("公告") && text.contains('第');
    (scheme || certificate || announcement).then(|| plain(IdentifierKind::GiNumber, GiNumber::parse(text)))
}

/// `CN` or `ZL` and a digit. The publication numbers of nine digits begin with 1 to 3, the application numbers of
/// eight and a check character with 8, 9 or 0, so that the two never meet.
fn marked_as_chinese_patent(text: &str) -> Option<Recognition> {
    if let Some(rest) = text.strip_prefix("ZL") {
        return begins_with_digit(rest).then(|| {
            let recognition = PatentNumber::parse(text).map_or_else(impossible_patent, |number| patent(&number));
            Recognition { written_as_patent: true, ..recognition }
        });
    }
    let rest = text.strip_prefix("CN").filter(|rest| begins_with_digit(rest))?;
    let old_application = rest.len() == 9 && all_digits(rest);
    Some(match PublicationNumber::parse(text) {
        Ok(number) => publication(&number),
        Err(fault @ IdentifierFault::KindDigit { .. }) if !old_application => {
            Recognition::impossible(IdentifierKind::PatentPublicationNumber, fault.to_warning())
        }
        Err(_) => PatentNumber::parse(text).map_or_else(impossible_patent, |number| patent(&number)),
    })
}

fn with_the_dot_of_a_check_character(text: &str) -> Option<Recognition> {
    let (digits, _) = text.split_once('.')?;
    let dotted = matches!(digits.len(), 8 | 12) && all_digits(digits);
    dotted.then(|| PatentNumber::parse(text).map_or_else(impossible_patent, |number| patent(&number)))
}

fn credit_code(text: &str) -> Option<Recognition> {
    let region = text.get(2..8)?;
    let shaped = text.len() == 18 && text.bytes().all(|b| b.is_ascii_alphanumeric()) && all_digits(region);
    shaped.then(|| match Uscc::parse(text) {
        Ok(code) => {
            let kind = IdentifierKind::Uscc;
            let recognition = Recognition::of(kind, code.to_string()).judged(kind, code.check(), code.expected_check());
            match code.organisation_code().check() {
                Check::Fails { expected, found } => {
                    recognition.with(Warning::organisation_code_check_fails(expected, found))
                }
                Check::Passes | Check::Absent => recognition,
            }
        }
        Err(fault) => Recognition::impossible(IdentifierKind::Uscc, fault.to_warning()),
    })
}

/// A symbol of the IPC or the Locarno Classification. A single letter and `G06` are sections and classes of the IPC.
fn classification_symbol(text: &str) -> Option<Recognition> {
    if let Ok(prefix) = IpcPrefix::parse(text) {
        return Some(Recognition::of(IdentifierKind::Ipc, prefix.to_string()));
    }
    let shape = shape_of(text);
    if shape.starts_with("A99A") && shape.contains('/') {
        return Some(plain(IdentifierKind::Ipc, IpcPrefix::parse(text)));
    }
    let locarno = matches!(shape.as_str(), "9-9" | "9-99" | "99-9" | "99-99" | "99-99-A9999");
    (locarno || text.starts_with("LOC(")).then(|| plain(IdentifierKind::Locarno, LocarnoClass::parse(text)))
}

/// `第9类` and `第1234567号`.
fn wrapped_in_chinese(text: &str) -> Option<Recognition> {
    let inner = text.strip_prefix('第').filter(|inner| begins_with_digit(inner))?;
    match last_char(inner)? {
        (_, '类') => Some(plain(IdentifierKind::NiceClass, NiceClass::parse(text))),
        (_, '号') => Some(plain(IdentifierKind::TrademarkNumber, TrademarkNumber::parse(text))),
        _ => None,
    }
}

fn organisation_code_with_hyphen(text: &str) -> Option<Recognition> {
    let (body, check) = text.split_once('-')?;
    let shaped = body.len() == 8 && body.contains(|c: char| c.is_ascii_digit()) && check.len() == 1;
    shaped.then(|| OrganisationCode::parse(text).ok())?.map(|code| organisation(&code))
}

fn digits_alone(text: &str) -> Option<Recognition> {
    if !all_digits(text) {
        return None;
    }
    match text.len() {
        1 | 2 => Some(plain(IdentifierKind::NiceClass, NiceClass::parse(text))),
        4 => Some(four_digits(text)),
        3 | 5..=7 => Some(plain(IdentifierKind::TrademarkNumber, TrademarkNumber::parse(text))),
        8 => Some(eight_digits(text)),
        12 | 13 => {
            Some(PatentNumber::parse(text).map_or_else(|f| Recognition::nothing(f.to_warning()), |n| patent(&n)))
        }
        _ => None,
    }
}

/// A similar group where the class exists; it may still be the number of an old mark, unless it begins with a zero.
fn four_digits(text: &str) -> Recognition {
    match SimilarGroup::parse(text) {
        Ok(group) if text.starts_with('0') => Recognition::of(IdentifierKind::SimilarGroup, group.to_string()),
        Ok(group) => Recognition::of(IdentifierKind::SimilarGroup, group.to_string())
            .with(Warning::ambiguous(IdentifierKind::TrademarkNumber, text)),
        Err(_) => plain(IdentifierKind::TrademarkNumber, TrademarkNumber::parse(text)),
    }
}

/// A mark, which most bare numbers of eight digits are; it may be a patent application of before 2003-10-01.
fn eight_digits(text: &str) -> Recognition {
    let mark = plain(IdentifierKind::TrademarkNumber, TrademarkNumber::parse(text));
    match PatentNumber::parse(text) {
        Ok(number) => {
            let reading = number.with_check().to_string();
            mark.with(Warning::ambiguous(IdentifierKind::PatentApplicationNumber, &reading))
        }
        Err(_) => mark,
    }
}

/// Nine characters are an organisation code, or eight digits of an old patent and its check character: the check
/// character that holds decides, and where it cannot, the patent, as the narrower shape.
fn nine_characters(text: &str) -> Option<Recognition> {
    let (body, check) = last_char(text)?;
    if text.len() != 9 || !body.contains(|c: char| c.is_ascii_digit()) || !(check.is_ascii_digit() || check == 'X') {
        return None;
    }
    let code = OrganisationCode::parse(text).ok()?;
    if let Ok(document) = PublicationNumber::parse(text) {
        // Two letters and seven digits: one in eleven such numbers holds as an organisation code by chance.
        return Some(match code.check() {
            Check::Passes => {
                publication(&document).with(Warning::ambiguous(IdentifierKind::OrganisationCode, &code.to_string()))
            }
            Check::Fails { .. } | Check::Absent => publication(&document),
        });
    }
    let Ok(number) = PatentNumber::parse(text) else {
        let recognition = organisation(&code);
        // A publication number that lost its country code has this shape too.
        return Some(match PublicationNumber::parse(&format!("CN{text}")) {
            Ok(document) if code.check().fails() => {
                recognition.with(Warning::ambiguous(IdentifierKind::PatentPublicationNumber, &document.to_string()))
            }
            Ok(_) | Err(_) => recognition,
        });
    };
    if number.check().fails() && !code.check().fails() {
        return Some(organisation(&code));
    }
    if number.check().fails() == code.check().fails() {
        let other = Warning::ambiguous(IdentifierKind::OrganisationCode, &code.to_string());
        return Some(patent(&number).with(other));
    }
    Some(patent(&number))
}

/// Twelve digits and `X`; Madrid registrations and parts of divided marks; foreign publication numbers.
fn letters_and_digits(text: &str) -> Option<Recognition> {
    let (digits, rest) = leading_digits(text);
    if digits.len() == 12 && rest == "X" {
        return PatentNumber::parse(text).ok().map(|number| patent(&number));
    }
    let madrid = text.strip_prefix('G').is_some_and(begins_with_digit);
    if madrid || (5..=8).contains(&digits.len()) {
        return TrademarkNumber::parse(text).ok().map(|number| plain(IdentifierKind::TrademarkNumber, Ok(number)));
    }
    PublicationNumber::parse(text).ok().map(|number| publication(&number))
}

fn patent(number: &PatentNumber) -> Recognition {
    let kind = IdentifierKind::PatentApplicationNumber;
    Recognition::of(kind, number.to_string()).judged(kind, number.check(), number.expected_check())
}

fn impossible_patent(fault: IdentifierFault) -> Recognition {
    Recognition::impossible(IdentifierKind::PatentApplicationNumber, fault.to_warning())
}

fn organisation(code: &OrganisationCode) -> Recognition {
    let kind = IdentifierKind::OrganisationCode;
    Recognition::of(kind, code.to_string()).judged(kind, code.check(), code.expected_check())
}

fn publication(number: &PublicationNumber) -> Recognition {
    let recognition = Recognition::of(IdentifierKind::PatentPublicationNumber, number.to_string());
    if !number.is_chinese() {
        return recognition.with(Warning::foreign_shape_only(number.country()));
    }
    let Some(code) = number.kind_code().map(|code| code.to_string()) else {
        return recognition;
    };
    match (number.meaning(), number.kind_digit()) {
        (None, _) => recognition.with(Warning::kind_code_unknown(&code)),
        (Some(meaning), Some(digit)) if Some(meaning.patent_kind()) != number.right_kind() => {
            recognition.with(Warning::kind_code_mismatch(digit, &code))
        }
        (Some(_), _) => recognition,
    }
}

/// A kind without a check character.
fn plain<T: ToString>(kind: IdentifierKind, read: Result<T, IdentifierFault>) -> Recognition {
    match read {
        Ok(identifier) => Recognition::of(kind, identifier.to_string()),
        Err(fault) => Recognition::impossible(kind, fault.to_warning()),
    }
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Digits as `9`, capital letters as `A`, the rest as it is.
fn shape_of(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => '9',
            'A'..='Z' => 'A',
            other => other,
        })
        .collect()
}
