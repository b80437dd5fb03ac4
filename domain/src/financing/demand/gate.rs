//! What others know on the day of the rights and of the firm.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::RightKey;
use crate::financing::product::PledgedKind;
use crate::identifier::Uscc;
use crate::registry::SimpleStatus;

/// What the room of mediation says of a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisputeAnswer {
    /// There is nobody to ask.
    NotConnected,
    /// No dispute about who owns it is open.
    Clear,
    /// One is.
    Open {
        /// Its number.
        case: String,
    },
}

/// What the room of credit says of the firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditAnswer {
    /// There is nobody to ask.
    NotConnected,
    /// Nothing stands against the firm.
    Clear,
    /// A measure 惩戒措施 keeps it from financing.
    Measure {
        /// Its name.
        name: String,
    },
}

/// The firm, by what it is compared with the owners of rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmIdentity {
    /// Its name.
    pub name: String,
    /// Its unified social credit code, where it is known.
    pub uscc: Option<Uscc>,
}

/// An owner of a right, as the register or the certificate names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredOwner {
    /// The name.
    pub name: String,
    /// The unified social credit code, where the source gives it.
    pub uscc: Option<Uscc>,
}

/// What others know of one right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightAnswer {
    /// Who owns it; nobody: it is not known.
    pub owners: Vec<RegisteredOwner>,
    /// Whether it stands.
    pub standing: SimpleStatus,
    /// Its last day; `None`: not known.
    pub ends_on: Option<NaiveDate>,
    /// How many pledges lie on it; `None`: not known.
    pub pledges: Option<u32>,
    /// Whether a court preserves it; `None`: not known.
    pub seized: Option<bool>,
    /// Whether its ownership is in dispute.
    pub dispute: DisputeAnswer,
}

/// What others know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandGate {
    /// Whose demand it is.
    pub firm: FirmIdentity,
    /// Of each right of the bundle; of one that is not named nothing is known.
    pub rights: BTreeMap<RightKey, RightAnswer>,
    /// Of the firm.
    pub credit: CreditAnswer,
}

/// How many pledges a right carries at once, as the rules of the day say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemandNumbers {
    /// A patent.
    pub pledges_at_once_patent: u32,
    /// A trademark.
    pub pledges_at_once_trademark: u32,
    /// A copyright.
    pub pledges_at_once_copyright: u32,
}

impl RightAnswer {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        owners: Vec::new(),
        standing: SimpleStatus::Unknown,
        ends_on: None,
        pledges: None,
        seized: None,
        dispute: DisputeAnswer::NotConnected,
    };
}

impl DemandNumbers {
    /// How many pledges a right of this kind carries at once.
    #[must_use]
    pub const fn pledges_at_once(&self, kind: PledgedKind) -> u32 {
        match kind {
            PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => self.pledges_at_once_patent,
            PledgedKind::Trademark => self.pledges_at_once_trademark,
            PledgedKind::Copyright => self.pledges_at_once_copyright,
        }
    }
}

impl FirmIdentity {
    /// Whether this owner is the firm: by the code, where both are known, else by the name.
    #[must_use]
    pub fn is(&self, owner: &RegisteredOwner) -> bool {
        match (&self.uscc, &owner.uscc) {
            (Some(its), Some(owners)) => its == owners,
            _ => same_name(&self.name, &owner.name),
        }
    }
}

/// Whether two names are the same but for blanks and for full-width letters, digits and brackets.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    fn plain(name: &str) -> impl Iterator<Item = char> {
        name.chars().filter(|character| !character.is_whitespace()).map(half_width)
    }
    plain(one).eq(plain(other))
}

/// The full-width forms of printable ASCII lie 0xFEE0 above it.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}
