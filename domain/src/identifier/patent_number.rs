//! Patent application numbers 专利申请号 (ZC 0006-2003), and patent numbers 专利号, which are the same behind `ZL`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, fold, last_char};
use super::{Check, IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::PatentApplicationNumber;

/// The three kinds of patent of the Patent Law (PL 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatentKind {
    /// Invention 发明.
    Invention,
    /// Utility model 实用新型.
    UtilityModel,
    /// Design 外观设计.
    Design,
}

impl PatentKind {
    /// The name in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Invention => "发明",
            Self::UtilityModel => "实用新型",
            Self::Design => "外观设计",
        }
    }

    /// The name in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Invention => "invention",
            Self::UtilityModel => "utility model",
            Self::Design => "design",
        }
    }
}

/// A patent application number.
///
/// From 2003-10-01: `YYYY T NNNNNNN`, twelve digits; before: `YY T NNNNN`, eight. A check character may follow.
/// Canonical writing: the digits, and where a check character was given a dot and that character (`202010566088.9`,
/// `86108023`). Two writings of one application differ when only one bears the check character: compare
/// [`PatentNumber::lookup_key`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PatentNumber {
    digits: String,
    check: Option<char>,
}

travels_as_its_canonical_string!(PatentNumber);

impl PatentNumber {
    /// Reads a number with or without `CN` or `ZL`, dot, check character and spaces, in any width and case. Thirteen
    /// characters without a dot are twelve and the check character; nine are eight and the check character.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`], [`IdentifierFault::Year`], [`IdentifierFault::KindDigit`], and those of
    /// [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let bare = folded.strip_prefix("ZL").or_else(|| folded.strip_prefix("CN")).unwrap_or(&folded);
        let (digits, check) = split_check(bare).ok_or(IdentifierFault::Shape { kind: KIND })?;
        let number = Self { digits: digits.to_owned(), check };
        if number.year_as_written().is_none() {
            let found = digits.chars().take(number.year_width()).collect();
            return Err(IdentifierFault::Year { found });
        }
        match number.kind_digit() {
            '1' | '2' | '3' | '8' | '9' => Ok(number),
            found => Err(IdentifierFault::KindDigit { kind: KIND, found }),
        }
    }

    /// The digits alone, without the check character: the key under which two writings of one number meet.
    #[must_use]
    pub fn lookup_key(&self) -> String {
        self.digits.clone()
    }

    /// The check character as written.
    #[must_use]
    pub const fn written_check(&self) -> Option<char> {
        self.check
    }

    /// The check character the digits call for: the sum of digit times weight (2 to 9, then 2 to 5), modulo 11, ten
    /// written `X` (ZC 0006-2003).
    #[must_use]
    pub fn expected_check(&self) -> char {
        let sum: u32 = self
            .digits
            .chars()
            .filter_map(|digit| digit.to_digit(10))
            .zip((2..=9).cycle())
            .map(|(digit, weight)| digit * weight)
            .sum();
        char::from_digit(sum % 11, 10).unwrap_or('X')
    }

    /// Whether the check character holds.
    #[must_use]
    pub fn check(&self) -> Check {
        self.check.map_or(Check::Absent, |found| Check::of(self.expected_check(), found))
    }

    /// The number with a check character: the one written, even if it fails, else the one the digits call for.
    #[must_use]
    pub fn with_check(&self) -> Self {
        Self { digits: self.digits.clone(), check: Some(self.check.unwrap_or_else(|| self.expected_check())) }
    }

    /// What is asked for: the digit after the year. International applications count as what they ask for.
    #[must_use]
    pub fn right_kind(&self) -> PatentKind {
        match self.kind_digit() {
            '2' | '9' => PatentKind::UtilityModel,
            '3' => PatentKind::Design,
            _ => PatentKind::Invention,
        }
    }

    /// Whether the application is an international one in its national phase 进入国家阶段: kind digit 8 or 9. From 1994
    /// to 1997 these bore 1 or 2 there and 8 or 9 as first digit of the serial (secondary source, unverified).
    #[must_use]
    pub fn is_pct_national_phase(&self) -> bool {
        let kind_digit = self.kind_digit();
        let in_the_first_scheme = self.digits.len() == 8
            && (1994..=1997).contains(&self.filing_year())
            && matches!(kind_digit, '1' | '2')
            && self.serial().starts_with(['8', '9']);
        matches!(kind_digit, '8' | '9') || in_the_first_scheme
    }

    /// The year of filing: four digits, or two with 85 to 99 in the 1900s and 00 to 03 in the 2000s.
    #[must_use]
    pub fn filing_year(&self) -> u16 {
        self.year_as_written().unwrap_or_default()
    }

    /// The serial digits of the year and kind: seven, or five before 2003-10-01.
    #[must_use]
    pub fn serial(&self) -> &str {
        self.digits.get(self.year_width() + 1..).unwrap_or_default()
    }

    fn year_width(&self) -> usize {
        if self.digits.len() == 8 { 2 } else { 4 }
    }

    fn year_as_written(&self) -> Option<u16> {
        let written: u16 = self.digits.get(..self.year_width())?.parse().ok()?;
        match (self.year_width(), written) {
            (2, 85..=99) => Some(1900 + written),
            (2, 0..=3) => Some(2000 + written),
            // The upper bound only keeps bar codes and account numbers from reading as applications.
            (4, 2003..=2099) => Some(written),
            _ => None,
        }
    }

    fn kind_digit(&self) -> char {
        self.digits.chars().nth(self.year_width()).unwrap_or('0')
    }
}

impl fmt::Display for PatentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.check {
            Some(check) => write!(f, "{}.{check}", self.digits),
            None => f.write_str(&self.digits),
        }
    }
}

/// Splits the digits from the check character, at the dot or by the length.
fn split_check(bare: &str) -> Option<(&str, Option<char>)> {
    let (digits, check) = match bare.split_once('.') {
        Some((digits, after)) => {
            let (rest, check) = last_char(after)?;
            (rest.is_empty()).then_some((digits, Some(check)))?
        }
        None if bare.len() == 13 || bare.len() == 9 => {
            let (digits, check) = last_char(bare)?;
            (digits, Some(check))
        }
        None => (bare, None),
    };
    let shaped = matches!(digits.len(), 8 | 12)
        && all_digits(digits)
        && check.is_none_or(|check| check.is_ascii_digit() || check == 'X');
    shaped.then_some((digits, check))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(raw: &str) -> PatentNumber {
        PatentNumber::parse(raw).expect(raw)
    }

    #[test]
    fn every_writing_of_a_number_has_one_canonical_writing() {
        for raw in [
            "CN202010566088.9",
            "ZL202010566088.9",
            "ZL 2020 1 0566088.9",
            "zl2020105660889",
            "2020105660889",
            "202010566088.9",
            "ＣＮ２０２０１０５６６０８８．９",
        ] {
            assert_eq!(number(raw).to_string(), "202010566088.9", "{raw}");
        }
        assert_eq!(number("cn201811564288.x").to_string(), "201811564288.X");
    }

    #[test]
    fn a_number_without_a_check_character_is_told_what_it_would_be() {
        let old = number("CN86108023");
        assert_eq!(old.to_string(), "86108023");
        assert_eq!(old.check(), Check::Absent);
        assert_eq!(old.with_check().check(), Check::Passes);
        assert_eq!(number("202310123456").with_check().to_string(), "202310123456.6");
    }

    #[test]
    fn a_failed_check_character_is_kept() {
        let slip = number("202310123456.7");
        assert_eq!(slip.check(), Check::Fails { expected: '6', found: '7' });
        assert_eq!(slip.to_string(), "202310123456.7");
        assert_eq!(slip.with_check(), slip);
        assert_eq!(slip.lookup_key(), number("202310123456.6").lookup_key());
    }

    #[test]
    fn the_digit_after_the_year_tells_the_kind_and_the_national_phase() {
        let cases = [
            ("202010566088.9", PatentKind::Invention, false, 2020, "0566088"),
            ("202322865413.3", PatentKind::UtilityModel, false, 2023, "2865413"),
            ("202330000001", PatentKind::Design, false, 2023, "0000001"),
            ("200480000001", PatentKind::Invention, true, 2004, "0000001"),
            ("200490000001", PatentKind::UtilityModel, true, 2004, "0000001"),
            ("97101765.4", PatentKind::Invention, false, 1997, "01765"),
            ("CN88301434.3", PatentKind::Design, false, 1988, "01434"),
            ("CN03214709.0", PatentKind::UtilityModel, false, 2003, "14709"),
            ("98805245.8", PatentKind::Invention, true, 1998, "05245"),
            ("94190001.0", PatentKind::Invention, true, 1994, "90001"),
        ];
        for (raw, kind, pct, year, serial) in cases {
            let number = number(raw);
            assert_eq!(
                (number.right_kind(), number.is_pct_national_phase(), number.filing_year(), number.serial()),
                (kind, pct, year, serial),
                "{raw}"
            );
        }
    }

    #[test]
    fn the_example_numbers_of_the_first_international_scheme_pass() {
        assert_eq!(number("94190001.0").check(), Check::Passes);
        assert_eq!(number("98805245.8").check(), Check::Passes);
    }

    #[test]
    fn a_year_before_the_scheme_is_a_fault() {
        assert_eq!(PatentNumber::parse("200110566088"), Err(IdentifierFault::Year { found: "2001".to_owned() }));
        assert_eq!(PatentNumber::parse("84100001"), Err(IdentifierFault::Year { found: "84".to_owned() }));
    }

    #[test]
    fn a_kind_digit_out_of_use_is_a_fault() {
        assert_eq!(PatentNumber::parse("202040566088.9"), Err(IdentifierFault::KindDigit { kind: KIND, found: '4' }));
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in
            ["20201056608", "202010566088.", "202010566088.99", "202010566088.Y", "2020X0566088.9", "CN", "号202010566"]
        {
            assert_eq!(PatentNumber::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
