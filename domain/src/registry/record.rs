//! What the registry holds of a right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{LegalEvent, Party, RecordKind, RightKind};
use crate::identifier::{
    GiNumber, IpcSymbol, LocarnoClass, NiceClass, PatentKind, PatentNumber, PublicationNumber, SimilarGroup,
    TrademarkNumber,
};

/// One right with everything known of it. The serialised form is the stored form; the wire has shapes of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The facts that only this kind of right has.
    pub particulars: Particulars,
    /// Applicants, owners and inventors with their periods.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Legal-status events, oldest first.
    #[serde(default)]
    pub events: Vec<LegalEvent>,
    /// The day up to which the list of events is complete; `None`: the source gives no events, and their absence
    /// says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events_known_until: Option<NaiveDate>,
    /// Where the facts come from, in the order in which they arrived.
    pub sources: Vec<Provenance>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Provenance {
    /// The source's code, explained in `data/SOURCES.md`; `demo` marks an invented record.
    pub source: String,
    /// The day on which it was taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved_on: Option<NaiveDate>,
}

/// The facts by kind of right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Particulars {
    /// 专利.
    Patent(Patent),
    /// 商标.
    Trademark(Trademark),
    /// 地理标志.
    GeographicalIndication(GeographicalIndication),
}

/// A patent or an application for one. It has an application number, a publication, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patent {
    /// Invention, utility model or design.
    pub right: PatentKind,
    /// 申请号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_number: Option<PatentNumber>,
    /// The documents published, oldest first.
    #[serde(default)]
    pub publications: Vec<Publication>,
    /// 名称.
    pub title: String,
    /// 摘要.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstract_text: Option<String>,
    /// 权利要求.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<String>,
    /// 说明书.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// 分类号, the main one first.
    #[serde(default)]
    pub ipc: Vec<IpcSymbol>,
    /// Locarno classes of a design.
    #[serde(default)]
    pub locarno: Vec<LocarnoClass>,
    /// 申请日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_on: Option<NaiveDate>,
    /// 授权公告日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_on: Option<NaiveDate>,
    /// 优先权, as published.
    #[serde(default)]
    pub priorities: Vec<String>,
    /// Documents cited, as published.
    #[serde(default)]
    pub citations: Vec<String>,
    /// 专利代理机构.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// 代理人.
    #[serde(default)]
    pub agents: Vec<String>,
}

/// One published document of a patent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// 公开（公告）号.
    pub number: PublicationNumber,
    /// 公开（公告）日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// A mark, applied for or registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trademark {
    /// 申请/注册号: the application number becomes the registration number.
    pub number: TrademarkNumber,
    /// The words of the mark.
    pub name: String,
    /// International classes.
    #[serde(default)]
    pub nice_classes: Vec<NiceClass>,
    /// 类似群.
    #[serde(default)]
    pub similar_groups: Vec<SimilarGroup>,
    /// 商品/服务项目.
    #[serde(default)]
    pub goods: Vec<String>,
    /// 申请日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_on: Option<NaiveDate>,
    /// 初审公告日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preliminary_publication_on: Option<NaiveDate>,
    /// 注册公告日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_on: Option<NaiveDate>,
    /// The last day of the current term where the register names it; else it follows from the term rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
}

/// A geographical indication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeographicalIndication {
    /// Product, mark, agro-product, or of a register abroad.
    pub right: RightKind,
    /// The register's number.
    pub number: GiNumber,
    /// The protected name.
    pub name: String,
    /// The name in other scripts.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// The kind of goods, as the register says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The kind of protection, as the register says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<String>,
    /// The protected area, as the register says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// A Chinese province or a country, in its short Chinese name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// 申请日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_on: Option<NaiveDate>,
    /// 公示日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication_on: Option<NaiveDate>,
    /// 注册日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_on: Option<NaiveDate>,
    /// The announcement or act that protects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_instrument: Option<String>,
}

impl Record {
    /// The register it stands in.
    pub const fn kind(&self) -> RecordKind {
        match self.particulars {
            Particulars::Patent(_) => RecordKind::Patent,
            Particulars::Trademark(_) => RecordKind::Trademark,
            Particulars::GeographicalIndication(_) => RecordKind::GeographicalIndication,
        }
    }

    /// The kind of right within its register.
    pub const fn right(&self) -> RightKind {
        match &self.particulars {
            Particulars::Patent(patent) => match patent.right {
                PatentKind::Invention => RightKind::Invention,
                PatentKind::UtilityModel => RightKind::UtilityModel,
                PatentKind::Design => RightKind::Design,
            },
            Particulars::Trademark(_) => RightKind::Trademark,
            Particulars::GeographicalIndication(gi) => gi.right,
        }
    }

    /// The number by which people call it: a patent's application number, where none is known its publication number.
    ///
    /// `None` for a patent without any number, which no import lets in.
    pub fn number(&self) -> Option<String> {
        match &self.particulars {
            Particulars::Patent(patent) => match (&patent.application_number, patent.publications.first()) {
                (Some(number), _) => Some(number.with_check().to_string()),
                (None, Some(publication)) => Some(publication.number.to_string()),
                (None, None) => None,
            },
            Particulars::Trademark(mark) => Some(mark.number.to_string()),
            Particulars::GeographicalIndication(gi) => Some(gi.number.to_string()),
        }
    }

    /// Every key under which the record is found: numbers without check character or kind code, in one spelling.
    pub fn lookup_keys(&self) -> Vec<String> {
        let mut keys = match &self.particulars {
            Particulars::Patent(patent) => {
                let application = patent.application_number.iter().map(PatentNumber::lookup_key);
                application.chain(patent.publications.iter().map(|p| p.number.lookup_key())).collect()
            }
            Particulars::Trademark(mark) => vec![mark.number.to_string()],
            Particulars::GeographicalIndication(gi) => vec![gi.number.to_string()],
        };
        keys.sort();
        keys.dedup();
        keys
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        match &self.particulars {
            Particulars::Patent(patent) => &patent.title,
            Particulars::Trademark(mark) => &mark.name,
            Particulars::GeographicalIndication(gi) => &gi.name,
        }
    }

    /// The day of filing.
    pub const fn filing_on(&self) -> Option<NaiveDate> {
        match &self.particulars {
            Particulars::Patent(patent) => patent.filing_on,
            Particulars::Trademark(mark) => mark.filing_on,
            Particulars::GeographicalIndication(gi) => gi.filing_on,
        }
    }

    /// The day of the first publication.
    pub fn publication_on(&self) -> Option<NaiveDate> {
        match &self.particulars {
            Particulars::Patent(patent) => patent.publications.iter().filter_map(|publication| publication.on).min(),
            Particulars::Trademark(mark) => mark.preliminary_publication_on,
            Particulars::GeographicalIndication(gi) => gi.publication_on,
        }
    }

    /// The day of grant or registration, where the register names it; the events may tell it too.
    pub const fn grant_on(&self) -> Option<NaiveDate> {
        match &self.particulars {
            Particulars::Patent(patent) => patent.grant_on,
            Particulars::Trademark(mark) => mark.registration_on,
            Particulars::GeographicalIndication(gi) => gi.registration_on,
        }
    }

    /// The province or country that lists go by: the first party's, or the GI's own.
    pub fn region(&self) -> Option<&str> {
        if let Particulars::GeographicalIndication(gi) = &self.particulars
            && gi.region.is_some()
        {
            return gi.region.as_deref();
        }
        self.parties.iter().find_map(|party| party.region.as_deref())
    }
}
