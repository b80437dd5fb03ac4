//! Numbers of geographical indications 地理标志: of agricultural products (AGI), of the European registers, of
//! announcements.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, first_char, fold, leading_capitals, leading_digits};
use super::{IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::GiNumber;

/// The scheme of a European register file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EuropeanScheme {
    /// Protected designation of origin.
    Pdo,
    /// Protected geographical indication.
    Pgi,
    /// Geographical indication of a spirit drink.
    Gi,
    /// Traditional speciality guaranteed.
    Tsg,
}

impl EuropeanScheme {
    const fn letters(self) -> &'static str {
        match self {
            Self::Pdo => "PDO",
            Self::Pgi => "PGI",
            Self::Gi => "GI",
            Self::Tsg => "TSG",
        }
    }

    fn from_letters(letters: &str) -> Option<Self> {
        [Self::Pdo, Self::Pgi, Self::Gi, Self::Tsg].into_iter().find(|scheme| scheme.letters() == letters)
    }
}

/// What a European file asks for, where it is not the first registration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EuropeanRequest {
    /// An amendment: `AM` and two digits, `Minor` behind a minor one.
    Amendment {
        /// The two digits.
        number: String,
        /// Whether the register calls it minor.
        minor: bool,
    },
    /// A cancellation: `CANCEL`.
    Cancellation,
}

/// A number of a geographical indication. A mark protected as one bears a trademark number instead.
///
/// Canonical writings: `AGI01459`, `AGI2012-02-869`, `PDO-CN-0628`, `PGI-BE+FR+NL-01963`, `TSG-FI-0013-AM01 Minor`,
/// `公告第461号`. Digits stay as written; there are no check characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum GiNumber {
    /// Certificate of an agricultural product 农产品地理标志证书: `AGI` and five digits.
    Certificate {
        /// The five digits.
        serial: String,
    },
    /// Quality-control specification 质量控制技术规范 of an agricultural product: `AGI`, year, batch, serial.
    QualitySpecification {
        /// Four digits of the year.
        year: String,
        /// Two digits of the batch within the year.
        batch: String,
        /// Digits of the serial.
        serial: String,
    },
    /// File of the register of the European Union or of the United Kingdom.
    EuropeanFile {
        /// The scheme.
        scheme: EuropeanScheme,
        /// Country codes of the origin, as ordered in the register.
        countries: Vec<String>,
        /// Digits of the file, for wines with a letter before them.
        serial: String,
        /// What the file asks for, if not the first registration.
        request: Option<EuropeanRequest>,
    },
    /// Announcement of the China National Intellectual Property Administration 国家知识产权局公告, numbered without a year.
    Announcement {
        /// The number.
        number: u32,
    },
}

travels_as_its_canonical_string!(GiNumber);

impl GiNumber {
    /// Reads any of the writings, in any width and case, with or without spaces. Announcements also as
    /// `国家知识产权局公告（第414号）`, `第414号公告` and with Chinese digits one by one (`第四一四号`).
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let number = if let Some(rest) = folded.strip_prefix("AGI") {
            read_agricultural(rest)
        } else if folded.contains("公告") {
            read_announcement(&folded)
        } else {
            read_european(&folded)
        };
        number.ok_or(IdentifierFault::Shape { kind: KIND })
    }
}

impl fmt::Display for GiNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate { serial } => write!(f, "AGI{serial}"),
            Self::QualitySpecification { year, batch, serial } => write!(f, "AGI{year}-{batch}-{serial}"),
            Self::Announcement { number } => write!(f, "公告第{number}号"),
            Self::EuropeanFile { scheme, countries, serial, request } => {
                write!(f, "{}-{}-{serial}", scheme.letters(), countries.join("+"))?;
                match request {
                    Some(EuropeanRequest::Amendment { number, minor }) => {
                        write!(f, "-AM{number}{}", if *minor { " Minor" } else { "" })
                    }
                    Some(EuropeanRequest::Cancellation) => f.write_str("-CANCEL"),
                    None => Ok(()),
                }
            }
        }
    }
}

fn read_agricultural(rest: &str) -> Option<GiNumber> {
    let parts: Vec<&str> = rest.split('-').collect();
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        (lengths.contains(&part.len()) && all_digits(part)).then(|| part.to_owned())
    };
    match parts.as_slice() {
        [serial] => Some(GiNumber::Certificate { serial: digits(serial, 5..=5)? }),
        [year, batch, serial] => Some(GiNumber::QualitySpecification {
            year: digits(year, 4..=4)?,
            batch: digits(batch, 2..=2)?,
            serial: digits(serial, 1..=5)?,
        }),
        _ => None,
    }
}

fn read_european(folded: &str) -> Option<GiNumber> {
    let mut parts = folded.splitn(4, '-');
    let scheme = EuropeanScheme::from_letters(parts.next()?)?;
    let countries: Vec<String> = parts.next()?.split('+').map(country).collect::<Option<_>>()?;
    let serial = parts.next().filter(|serial| is_file_serial(serial))?.to_owned();
    let request = match parts.next() {
        Some(request) => Some(read_request(request)?),
        None => None,
    };
    Some(GiNumber::EuropeanFile { scheme, countries, serial, request })
}

fn country(code: &str) -> Option<String> {
    (code.len() == 2 && leading_capitals(code).1.is_empty()).then(|| code.to_owned())
}

/// Two to five digits; wines of the register of 2011 have a letter and four.
fn is_file_serial(serial: &str) -> bool {
    let digits = match first_char(serial) {
        Some((letter, digits)) if letter.is_ascii_uppercase() => digits,
        _ => serial,
    };
    (2..=5).contains(&digits.len()) && all_digits(digits)
}

fn read_request(text: &str) -> Option<EuropeanRequest> {
    if text == "CANCEL" {
        return Some(EuropeanRequest::Cancellation);
    }
    let (number, rest) = leading_digits(text.strip_prefix("AM")?);
    let minor = match rest {
        "" => false,
        "MINOR" => true,
        _ => return None,
    };
    (number.len() == 2).then(|| EuropeanRequest::Amendment { number: number.to_owned(), minor })
}

fn read_announcement(folded: &str) -> Option<GiNumber> {
    let bare = folded.strip_prefix("国家知识产权局").unwrap_or(folded);
    let bare = bare.strip_prefix("公告").or_else(|| bare.strip_suffix("公告"))?;
    let bare = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(bare);
    let digits = bare.strip_prefix('第')?.strip_suffix('号')?;
    let digits: String = digits.chars().map(digit).collect::<Option<_>>()?;
    // Six digits bound the number far above any announcement given out.
    let number = Some(digits).filter(|digits| digits.len() <= 6)?.parse().ok().filter(|&number| number > 0)?;
    Some(GiNumber::Announcement { number })
}

fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '〇' | '○' | '零' => Some('0'),
        _ => "一二三四五六七八九".chars().zip('1'..='9').find(|(chinese, _)| *chinese == character).map(|(_, d)| d),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_the_european_registers_reads_and_keeps_its_writing() {
        for raw in [
            "PDO-HU-A1349-AM02",
            "PDO-GB-02159",
            "PDO-CN-0628",
            "PGI-FR-A1371",
            "GI-DE-02020",
            "TSG-LV-1264",
            "PGI-IT-1532-AM01",
            "PGI-FR-02029-AM01",
            "TSG-CZ-836",
            "TSG-GB-62",
            "PGI-IE+GB-02080",
            "PGI-BE+FR+NL-01963",
            "PGI-BE+NL+FR+DE-01962",
            "PGI-LU-0063-CANCEL",
            "PDO-AT-A0227-CANCEL",
            "TSG-FI-0013-AM01 Minor",
        ] {
            assert_eq!(GiNumber::parse(raw).map(|number| number.to_string()), Ok(raw.to_owned()));
        }
    }

    #[test]
    fn a_certificate_and_a_quality_specification_are_told_apart() {
        assert_eq!(GiNumber::parse("agi 01459"), Ok(GiNumber::Certificate { serial: "01459".to_owned() }));
        for raw in ["AGI2012-02-869", "AGI2014-02-1497", "AGI2016-01-1794"] {
            let number = GiNumber::parse(raw).expect(raw);
            assert!(matches!(number, GiNumber::QualitySpecification { .. }));
            assert_eq!(number.to_string(), raw);
        }
    }

    #[test]
    fn every_writing_of_an_announcement_has_one_canonical_writing() {
        for raw in [
            "国家知识产权局公告第461号",
            "公告第461号",
            "国家知识产权局公告（第461号）",
            "国家知识产权局第四六一号公告",
            "公告 第 ４６１ 号",
        ] {
            assert_eq!(GiNumber::parse(raw).map(|number| number.to_string()), Ok("公告第461号".to_owned()), "{raw}");
        }
        assert_eq!(GiNumber::parse("公告第五〇二号"), Ok(GiNumber::Announcement { number: 502 }));
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in [
            "AGI1459",
            "AGI2012-02",
            "AGI2012-2-869",
            "PDO-CHN-0628",
            "PDO-CN-1",
            "PDO-CN-",
            "PDO--0628",
            "PDO-CN-0628-AM1",
            "PDO-CN-0628-AM01-AM02",
            "公告",
            "公告第号",
            "公告第0号",
            "公告第四百号",
            "公告第1234567号",
            "2018年第31号公告",
            "PDO",
        ] {
            assert_eq!(GiNumber::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
