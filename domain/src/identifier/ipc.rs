//! Symbols of the International Patent Classification 国际专利分类 (WIPO ST.8, guide to the IPC).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, first_char, fold, leading_digits};
use super::{IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::Ipc;

/// The version indicator 版本 behind a symbol: the month from which its text holds (`2006.01`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IpcVersion {
    /// Four digits of the year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
}

impl fmt::Display for IpcVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}.{:02}", self.year, self.month)
    }
}

/// What the symbol classifies in the document, the letter behind the version (ST.8: inventive or additional).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IpcLevel {
    /// `I`: the invention 发明信息.
    Invention,
    /// `N`: additional information 附加信息.
    Additional,
}

/// A whole symbol: section, class, subclass, main group, group.
///
/// Canonical writing: `H05C1/04`, no space. Version and level are kept beside it: they qualify the classification of
/// one document, so a symbol that has travelled as its canonical string comes back without them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IpcSymbol {
    subclass: String,
    main_group: u16,
    group: String,
    version: Option<IpcVersion>,
    level: Option<IpcLevel>,
}

travels_as_its_canonical_string!(IpcSymbol, IpcPrefix);

impl IpcSymbol {
    /// Reads `H05C1/04`, `A61F 5/045`, `E21D20/02（2006.01）I`, `E01H5/06[2006.01]`, in any width and case.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        read_symbol(&fold(raw)?).ok_or(IdentifierFault::Shape { kind: KIND })
    }

    /// The section 部 (`H`).
    #[must_use]
    pub fn section(&self) -> &str {
        self.subclass.get(..1).unwrap_or_default()
    }

    /// The class 大类 (`H05`).
    #[must_use]
    pub fn class(&self) -> &str {
        self.subclass.get(..3).unwrap_or_default()
    }

    /// The subclass 小类 (`H05C`).
    #[must_use]
    pub fn subclass(&self) -> &str {
        &self.subclass
    }

    /// The main group 大组 (`H05C1`), without the slash.
    #[must_use]
    pub fn main_group(&self) -> String {
        format!("{}{}", self.subclass, self.main_group)
    }

    /// The version behind the symbol, where one was written.
    #[must_use]
    pub const fn version(&self) -> Option<IpcVersion> {
        self.version
    }

    /// The level behind the version, where one was written.
    #[must_use]
    pub const fn level(&self) -> Option<IpcLevel> {
        self.level
    }

    /// The symbol without version and level: two documents lie in the same place when these are equal.
    #[must_use]
    pub fn place(&self) -> Self {
        Self { version: None, level: None, ..self.clone() }
    }
}

impl fmt::Display for IpcSymbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/{}", self.subclass, self.main_group, self.group)
    }
}

/// The beginning of a symbol, as a filter takes it: `G`, `G06`, `G06F`, `G06F16`, `G06F16/33`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum IpcPrefix {
    /// A section 部: one letter.
    Section(String),
    /// A class 大类: the section and two digits.
    Class(String),
    /// A subclass 小类: the class and a letter.
    Subclass(String),
    /// A main group 大组: the subclass and its number.
    MainGroup(String),
    /// A group 小组: a whole symbol.
    Group(IpcSymbol),
}

impl IpcPrefix {
    /// Reads the beginning of a symbol, in any width and case, with or without spaces.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        read_prefix(&folded).ok_or(IdentifierFault::Shape { kind: KIND })
    }

    /// Whether the symbol lies under this prefix. A group matches itself alone: which groups lie under a group is
    /// told by the dots of the scheme, not by the digits. Version and level do not count.
    #[must_use]
    pub fn matches(&self, symbol: &IpcSymbol) -> bool {
        match self {
            Self::Section(section) => symbol.section() == section,
            Self::Class(class) => symbol.class() == class,
            Self::Subclass(subclass) => symbol.subclass() == subclass,
            Self::MainGroup(main_group) => symbol.main_group() == *main_group,
            Self::Group(group) => symbol.place() == group.place(),
        }
    }
}

impl fmt::Display for IpcPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(text) | Self::Class(text) | Self::Subclass(text) | Self::MainGroup(text) => f.write_str(text),
            Self::Group(symbol) => symbol.fmt(f),
        }
    }
}

fn read_symbol(folded: &str) -> Option<IpcSymbol> {
    let (symbol, qualifier) = match folded.find(['(', '[']) {
        Some(at) => folded.split_at(at),
        None => (folded, ""),
    };
    let (subclass, rest) = read_subclass(symbol)?;
    let (main_group, group) = rest.split_once('/')?;
    let main_group = read_main_group(main_group)?;
    if !(2..=6).contains(&group.len()) || !all_digits(group) {
        return None;
    }
    let (version, level) = read_qualifier(qualifier)?;
    Some(IpcSymbol { subclass: subclass.to_owned(), main_group, group: group.to_owned(), version, level })
}

fn read_prefix(folded: &str) -> Option<IpcPrefix> {
    if folded.contains('/') {
        return read_symbol(folded).map(IpcPrefix::Group);
    }
    if let Some((subclass, rest)) = read_subclass(folded) {
        return match rest {
            "" => Some(IpcPrefix::Subclass(subclass.to_owned())),
            digits => Some(IpcPrefix::MainGroup(format!("{subclass}{}", read_main_group(digits)?))),
        };
    }
    match read_class(folded)? {
        (class, "") if class.len() == 1 => Some(IpcPrefix::Section(class.to_owned())),
        (class, "") => Some(IpcPrefix::Class(class.to_owned())),
        _ => None,
    }
}

/// Splits off a section (one letter A to H) or a class (section and 01 to 99).
fn read_class(text: &str) -> Option<(&str, &str)> {
    let (section, rest) = first_char(text)?;
    if !('A'..='H').contains(&section) {
        return None;
    }
    match leading_digits(rest) {
        ("", _) => Some(text.split_at(1)),
        (digits, _) => {
            let number = digits.get(..2)?;
            (number != "00").then(|| text.split_at(3))
        }
    }
}

fn read_subclass(text: &str) -> Option<(&str, &str)> {
    let (class, rest) = read_class(text)?;
    let (letter, _) = first_char(rest)?;
    (class.len() == 3 && letter.is_ascii_uppercase()).then(|| text.split_at(4))
}

fn read_main_group(digits: &str) -> Option<u16> {
    Some(digits).filter(|digits| digits.len() <= 4 && all_digits(digits))?.parse().ok().filter(|&number| number > 0)
}

/// `(2006.01)I`, `[2006.01]`, or nothing; `None` for anything else.
fn read_qualifier(text: &str) -> Option<(Option<IpcVersion>, Option<IpcLevel>)> {
    if text.is_empty() {
        return Some((None, None));
    }
    let (version, level) = text.strip_prefix(['(', '['])?.split_once([')', ']'])?;
    let (year, month) = version.split_once('.')?;
    let two_numbers = year.len() == 4 && month.len() == 2 && all_digits(year) && all_digits(month);
    let version = IpcVersion { year: year.parse().ok()?, month: month.parse().ok()? };
    let level = match level {
        "" => None,
        "I" => Some(IpcLevel::Invention),
        "N" => Some(IpcLevel::Additional),
        _ => return None,
    };
    (two_numbers && (1..=12).contains(&version.month)).then_some((Some(version), level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(raw: &str) -> IpcSymbol {
        IpcSymbol::parse(raw).expect(raw)
    }

    #[test]
    fn every_writing_of_a_symbol_has_one_canonical_writing() {
        for (raw, canonical) in [
            ("H05C1/04", "H05C1/04"),
            ("E21D20/02（2006.01）I", "E21D20/02"),
            ("E01H5/06(2006.01)I", "E01H5/06"),
            ("A61F 5/045", "A61F5/045"),
            ("a01b 01/00", "A01B1/00"),
            ("C12N15/113[2010.01]", "C12N15/113"),
            ("A61K36/9062", "A61K36/9062"),
            ("C07D207/333", "C07D207/333"),
        ] {
            assert_eq!(symbol(raw).to_string(), canonical, "{raw}");
        }
    }

    #[test]
    fn version_and_level_are_kept_beside_the_symbol() {
        let additional = symbol("E01D101/28(2006.01)N");
        assert_eq!(additional.version().map(|version| version.to_string()), Some("2006.01".to_owned()));
        assert_eq!(additional.level(), Some(IpcLevel::Additional));
        assert_eq!(symbol("E21D20/02（2006.01）I").level(), Some(IpcLevel::Invention));
        assert_eq!((symbol("H05C1/04").version(), symbol("H05C1/04").level()), (None, None));
        assert_eq!(additional.place(), symbol("E01D101/28"));
    }

    #[test]
    fn a_symbol_knows_the_places_it_lies_in() {
        let symbol = symbol("G06F16/33");
        assert_eq!((symbol.section(), symbol.class(), symbol.subclass()), ("G", "G06", "G06F"));
        assert_eq!(symbol.main_group(), "G06F16");
    }

    #[test]
    fn a_prefix_matches_what_lies_under_it_and_nothing_else() {
        let within = symbol("G06F16/33(2019.01)I");
        for (raw, matches) in [
            ("G", true),
            ("g06", true),
            ("G06F", true),
            ("G06F16", true),
            ("G06F 16/33", true),
            ("H", false),
            ("G05", false),
            ("G06N", false),
            ("G06F1", false),
            ("G06F16/3301", false),
            ("G06F16/335", false),
        ] {
            let prefix = IpcPrefix::parse(raw).expect(raw);
            assert_eq!(prefix.matches(&within), matches, "{raw}");
        }
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in [
            "H05C1",
            "I05C1/04",
            "H00C1/04",
            "H5C1/04",
            "H05C0/04",
            "H05C12345/04",
            "H05C1/4",
            "H05C1/0412345",
            "H05C1/04(2006.13)I",
            "H05C1/04(2006.01)X",
            "H05C1/04(2006.01",
            "专05C1/04",
        ] {
            assert_eq!(IpcSymbol::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
        for raw in ["I", "G6", "G006", "G06F16/", "GF", "国", "G国", "G06国"] {
            assert_eq!(IpcPrefix::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
