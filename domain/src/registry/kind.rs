//! Which rights the registry holds, and the three answers (or none) to "does it stand?".

use serde::{Deserialize, Serialize};

/// The three registers that are searched together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 专利: invention, utility model or design.
    Patent,
    /// 商标.
    Trademark,
    /// 地理标志.
    GeographicalIndication,
}

/// The kind of right within its register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightKind {
    /// 发明.
    Invention,
    /// 实用新型.
    UtilityModel,
    /// 外观设计.
    Design,
    /// 商标.
    Trademark,
    /// 地理标志产品: protected by announcement of the office.
    GiProduct,
    /// 地理标志商标: a certification or collective mark.
    GiMark,
    /// 农产品地理标志.
    GiAgroProduct,
    /// A name protected by a register abroad (for instance the European Union's).
    GiForeignRegister,
}

impl RecordKind {
    /// Every kind, in the order in which people list them.
    pub const ALL: [Self; 3] = [Self::Patent, Self::Trademark, Self::GeographicalIndication];

    /// The word on the wire and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Patent => "patent",
            Self::Trademark => "trademark",
            Self::GeographicalIndication => "geographical_indication",
        }
    }

    /// The kind that bears this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl RightKind {
    /// Every kind of right.
    pub const ALL: [Self; 8] = [
        Self::Invention,
        Self::UtilityModel,
        Self::Design,
        Self::Trademark,
        Self::GiProduct,
        Self::GiMark,
        Self::GiAgroProduct,
        Self::GiForeignRegister,
    ];

    /// The word on the wire and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invention => "invention",
            Self::UtilityModel => "utility_model",
            Self::Design => "design",
            Self::Trademark => "trademark",
            Self::GiProduct => "gi_product",
            Self::GiMark => "gi_mark",
            Self::GiAgroProduct => "gi_agro_product",
            Self::GiForeignRegister => "gi_foreign_register",
        }
    }

    /// The kind that bears this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The register in which such a right stands.
    pub const fn record_kind(self) -> RecordKind {
        match self {
            Self::Invention | Self::UtilityModel | Self::Design => RecordKind::Patent,
            Self::Trademark => RecordKind::Trademark,
            Self::GiProduct | Self::GiMark | Self::GiAgroProduct | Self::GiForeignRegister => {
                RecordKind::GeographicalIndication
            }
        }
    }
}

/// Whether a right stands, said in one word. Which facts lead to it is [`super::standing_on`]'s business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SimpleStatus {
    /// Applied for and not decided.
    Pending,
    /// Granted or registered, and not ended.
    InForce,
    /// Refused, withdrawn, lapsed, invalidated or expired.
    Dead,
    /// The known facts do not say.
    Unknown,
}

impl SimpleStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Pending, Self::InForce, Self::Dead, Self::Unknown];

    /// The word on the wire and in the index.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InForce => "in_force",
            Self::Dead => "dead",
            Self::Unknown => "unknown",
        }
    }

    /// The status that bears this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}
