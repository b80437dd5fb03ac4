//! Patent publication numbers 公开（公告）号: country code, number, kind code of the document (WIPO ST.3, ST.16; ZC
//! 0008-2004).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{first_char, fold, leading_digits};
use super::{IdentifierFault, IdentifierKind, PatentKind};

const KIND: IdentifierKind = IdentifierKind::PatentPublicationNumber;

/// The kind code 文献种类代码 of a document: a letter, perhaps with a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindCode {
    /// The capital letter.
    pub letter: char,
    /// The digit after it.
    pub digit: Option<u8>,
}

impl fmt::Display for KindCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digit {
            Some(digit) => write!(f, "{}{digit}", self.letter),
            None => write!(f, "{}", self.letter),
        }
    }
}

/// What a kind code says of a Chinese document.
///
/// Codes with a digit after ZC 0008-2004 (secondary source, unverified); codes of 1985 to 1992 and of 1993 to 2010
/// after the EPO's page on Chinese numbers. That the older codes ended in 2010 is recalled, unverified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KindMeaning {
    /// `A`: application for an invention, published unexamined 发明专利申请公布.
    PublishedInvention,
    /// `B` on numbers of seven or eight digits: application for an invention announced after examination 审定公告, before
    /// 1993.
    ExaminedInvention,
    /// `U` or `S` on numbers of seven or eight digits: application announced before the grant, before 1993.
    Announced(PatentKind),
    /// `B`, `U`, `S` on numbers of nine digits, `C`, `Y`, `D` between 1993 and 2010: granted 授权公告.
    Granted(PatentKind),
    /// `C1`–`C7`, `Y1`–`Y7`, `S1`–`S7`: declared invalid in part 部分无效宣告.
    PartlyInvalidated(PatentKind),
    /// `A8`, `B8`, `U8`, `S8`: title page printed again after correction 扉页更正.
    TitlePageCorrected(PatentKind),
    /// `A9`, `B9`, `U9`, `S9`: whole document printed again after correction 全文更正.
    Corrected(PatentKind),
}

impl KindMeaning {
    /// The kind of patent the document belongs to.
    #[must_use]
    pub const fn patent_kind(self) -> PatentKind {
        match self {
            Self::PublishedInvention | Self::ExaminedInvention => PatentKind::Invention,
            Self::Announced(kind)
            | Self::Granted(kind)
            | Self::PartlyInvalidated(kind)
            | Self::TitlePageCorrected(kind)
            | Self::Corrected(kind) => kind,
        }
    }

    /// The meaning in Chinese.
    #[must_use]
    pub fn zh(self) -> String {
        let kind = self.patent_kind().zh();
        match self {
            Self::PublishedInvention => "发明专利申请公布".to_owned(),
            Self::ExaminedInvention => "发明专利申请审定公告".to_owned(),
            Self::Announced(_) => format!("{kind}专利申请公告"),
            Self::Granted(_) => format!("{kind}专利授权公告"),
            Self::PartlyInvalidated(_) => format!("{kind}专利部分无效宣告公告"),
            Self::TitlePageCorrected(_) => format!("{kind}专利文献扉页更正"),
            Self::Corrected(_) => format!("{kind}专利文献全文更正"),
        }
    }

    /// The meaning in English.
    #[must_use]
    pub fn en(self) -> String {
        let kind = self.patent_kind().en();
        match self {
            Self::PublishedInvention => "published application for an invention".to_owned(),
            Self::ExaminedInvention => "examined application for an invention".to_owned(),
            Self::Announced(_) => format!("{kind}: announced application"),
            Self::Granted(_) => format!("{kind}: granted patent"),
            Self::PartlyInvalidated(_) => format!("{kind}: patent declared invalid in part"),
            Self::TitlePageCorrected(_) => format!("{kind}: corrected title page"),
            Self::Corrected(_) => format!("{kind}: corrected document"),
        }
    }

    fn of(code: KindCode, nine_digits: bool) -> Option<Self> {
        let kind = match code.letter {
            'A' | 'B' | 'C' => PatentKind::Invention,
            'U' | 'Y' => PatentKind::UtilityModel,
            'S' | 'D' => PatentKind::Design,
            _ => return None,
        };
        match (code.letter, code.digit) {
            ('A', None) => Some(Self::PublishedInvention),
            ('B', None) if !nine_digits => Some(Self::ExaminedInvention),
            ('U' | 'S', None) if !nine_digits => Some(Self::Announced(kind)),
            ('B' | 'C' | 'U' | 'Y' | 'S' | 'D', None) => Some(Self::Granted(kind)),
            ('C' | 'Y' | 'S', Some(1..=7)) => Some(Self::PartlyInvalidated(kind)),
            ('A' | 'B' | 'U' | 'S', Some(8)) => Some(Self::TitlePageCorrected(kind)),
            ('A' | 'B' | 'U' | 'S', Some(9)) => Some(Self::Corrected(kind)),
            _ => None,
        }
    }
}

/// A patent publication number.
///
/// Chinese: `CN`, then seven digits (from 1989), nine (from 2007-08), or the eight of the application number with a
/// kind code (1985 to 1988, when one number served for all). Foreign: two letters, 4 to 13 digits, perhaps a kind
/// code; of these only the shape is judged. Canonical writing: upper case, no spaces (`CN106540253A`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicationNumber {
    country: String,
    digits: String,
    kind_code: Option<KindCode>,
}

travels_as_its_canonical_string!(PublicationNumber);

impl PublicationNumber {
    /// Reads a number in any width and case, with or without spaces and kind code.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`], [`IdentifierFault::KindDigit`] where a Chinese number begins with none of 1, 2, 3,
    /// and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let number = read(&folded).ok_or(IdentifierFault::Shape { kind: KIND })?;
        match number.kind_digit() {
            Some(found) if !matches!(found, '1'..='3') => Err(IdentifierFault::KindDigit { kind: KIND, found }),
            Some(_) | None => Ok(number),
        }
    }

    /// The two letters of the country or organisation (WIPO ST.3).
    #[must_use]
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Whether the number is Chinese.
    #[must_use]
    pub fn is_chinese(&self) -> bool {
        self.country == "CN"
    }

    /// The kind code as written.
    #[must_use]
    pub const fn kind_code(&self) -> Option<KindCode> {
        self.kind_code
    }

    /// Country and digits without the kind code (`CN106540253`): the key under which the documents of one number meet.
    #[must_use]
    pub fn lookup_key(&self) -> String {
        format!("{}{}", self.country, self.digits)
    }

    /// The kind of patent the digits of a Chinese number tell; foreign numbers tell none.
    #[must_use]
    pub fn right_kind(&self) -> Option<PatentKind> {
        self.kind_digit().map(|digit| match digit {
            '2' => PatentKind::UtilityModel,
            '3' => PatentKind::Design,
            _ => PatentKind::Invention,
        })
    }

    /// What the kind code of a Chinese number says; `None` without one, for one not in the list, and for foreign
    /// numbers.
    #[must_use]
    pub fn meaning(&self) -> Option<KindMeaning> {
        let code = self.kind_code.filter(|_| self.is_chinese())?;
        KindMeaning::of(code, self.digits.len() == 9)
    }

    /// The digit of a Chinese number that tells the kind: the first, or the third of the eight of 1985 to 1988.
    pub(super) fn kind_digit(&self) -> Option<char> {
        let place = if self.digits.len() == 8 { 2 } else { 0 };
        self.digits.chars().nth(place).filter(|_| self.is_chinese())
    }
}

impl fmt::Display for PublicationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.country, self.digits)?;
        match self.kind_code {
            Some(code) => write!(f, "{code}"),
            None => Ok(()),
        }
    }
}

fn read(folded: &str) -> Option<PublicationNumber> {
    let (first, rest) = first_char(folded)?;
    let (second, rest) = first_char(rest)?;
    let country = String::from_iter([first, second]);
    // `ZL` is no country: it stands before a patent number.
    if !(first.is_ascii_uppercase() && second.is_ascii_uppercase()) || country == "ZL" {
        return None;
    }
    let (digits, rest) = leading_digits(rest);
    let kind_code = read_kind_code(rest)?;
    let fits = match (country.as_str(), digits.len()) {
        ("CN", 7 | 9) => true,
        // `X` behind eight digits is the check character of an application number, no kind code.
        ("CN", 8) => {
            matches!(digits.get(..2), Some("85" | "86" | "87" | "88"))
                && kind_code.is_some_and(|code| matches!(code.letter, 'A' | 'B' | 'U' | 'S'))
        }
        ("CN", _) => false,
        (_, length) => (4..=13).contains(&length),
    };
    fits.then(|| PublicationNumber { country, digits: digits.to_owned(), kind_code })
}

/// `Some(None)` for no kind code, `None` for what cannot be one.
fn read_kind_code(rest: &str) -> Option<Option<KindCode>> {
    let Some((letter, rest)) = first_char(rest) else {
        return Some(None);
    };
    let digit = match first_char(rest) {
        None => None,
        Some((digit, "")) => Some(u8::try_from(digit.to_digit(10)?).ok()?),
        Some(_) => return None,
    };
    letter.is_ascii_uppercase().then_some(Some(KindCode { letter, digit }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(raw: &str) -> PublicationNumber {
        PublicationNumber::parse(raw).expect(raw)
    }

    #[test]
    fn chinese_numbers_keep_their_kind_code_and_share_a_key_without_it() {
        for (raw, canonical, key) in [
            ("CN106540253A", "CN106540253A", "CN106540253"),
            ("cn 106540253 b", "CN106540253B", "CN106540253"),
            ("CN1319010", "CN1319010", "CN1319010"),
            ("CN101234567", "CN101234567", "CN101234567"),
            ("CN202644465U", "CN202644465U", "CN202644465"),
            ("CN108982325B2", "CN108982325B2", "CN108982325"),
            ("CN85100001A", "CN85100001A", "CN85100001"),
        ] {
            assert_eq!(
                (number(raw).to_string().as_str(), number(raw).lookup_key().as_str()),
                (canonical, key),
                "{raw}"
            );
        }
    }

    #[test]
    fn the_kind_code_says_what_the_document_is() {
        for (raw, meaning) in [
            ("CN106540253A", Some(KindMeaning::PublishedInvention)),
            ("CN106540253B", Some(KindMeaning::Granted(PatentKind::Invention))),
            ("CN1003001B", Some(KindMeaning::ExaminedInvention)),
            ("CN100345678C", Some(KindMeaning::Granted(PatentKind::Invention))),
            ("CN1234567C3", Some(KindMeaning::PartlyInvalidated(PatentKind::Invention))),
            ("CN202644465U", Some(KindMeaning::Granted(PatentKind::UtilityModel))),
            ("CN2030001U", Some(KindMeaning::Announced(PatentKind::UtilityModel))),
            ("CN2612345Y", Some(KindMeaning::Granted(PatentKind::UtilityModel))),
            ("CN302644465S", Some(KindMeaning::Granted(PatentKind::Design))),
            ("CN302644465S7", Some(KindMeaning::PartlyInvalidated(PatentKind::Design))),
            ("CN202644465U8", Some(KindMeaning::TitlePageCorrected(PatentKind::UtilityModel))),
            ("CN106540253A9", Some(KindMeaning::Corrected(PatentKind::Invention))),
            ("CN108982325B2", None),
            ("CN106540253", None),
            ("EP1234567B1", None),
        ] {
            assert_eq!(number(raw).meaning(), meaning, "{raw}");
        }
    }

    #[test]
    fn the_first_digit_tells_the_kind_and_in_the_first_years_the_third_does() {
        assert_eq!(number("CN302644465S").right_kind(), Some(PatentKind::Design));
        assert_eq!(number("CN88201434U").right_kind(), Some(PatentKind::UtilityModel));
        assert_eq!(number("US20190012345A1").right_kind(), None);
        assert_eq!(
            PublicationNumber::parse("CN906540253A"),
            Err(IdentifierFault::KindDigit { kind: KIND, found: '9' })
        );
    }

    #[test]
    fn foreign_numbers_are_read_by_shape() {
        for raw in ["US9123456B2", "EP1234567", "WO2019123456A1", "JP2005123456A"] {
            assert_eq!(number(raw).to_string(), raw);
            assert!(!number(raw).is_chinese());
        }
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in [
            "CN12345",
            "CN10654025",
            "CN86108023",
            "CN86108023X",
            "ZL106540253A",
            "CN106540253AA",
            "CN106540253A12",
            "U9123456",
            "EP123",
            "中国106540253",
        ] {
            assert_eq!(PublicationNumber::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
