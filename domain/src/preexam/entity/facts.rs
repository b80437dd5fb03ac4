//! What a filing entity says of itself.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::{field_list, refusals, text};
use crate::hall::{Id, Refusal, coded};
use crate::identifier::Uscc;

/// The most fields of an entity.
const MOST_FIELDS: usize = 200;

coded! {
    /// What registers with a centre.
    EntityKind {
        /// A firm or institution that applies for patents.
        Applicant = "applicant" / "申请主体",
        /// A patent agency.
        Agency = "agency" / "代理机构",
    }
}

coded! {
    /// The class into which a centre puts an entity.
    EntityClass {
        /// Without a weekly limit.
        A = "a" / "A类",
        /// With one, once its quota is used up.
        B = "b" / "B类",
    }
}

/// What an entity says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityFacts {
    /// The centre with which it registers; it never changes.
    pub centre: Id,
    /// The organisation; it never changes.
    pub organisation: Id,
    /// Its kind; it never changes.
    pub kind: EntityKind,
    /// Its name, 2 to 100 characters.
    pub name: String,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<Uscc>,
    /// The classifications in which it works: beginnings of IPC symbols, Locarno classes and subclasses; at most 200.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub fields: BTreeSet<String>,
    /// The day on which it was founded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<NaiveDate>,
    /// How many people it insures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_staff: Option<u32>,
    /// Inventions granted to it as first applicant.
    #[serde(default)]
    pub granted_inventions: u32,
    /// Utility models and designs granted to it as first applicant.
    #[serde(default)]
    pub granted_others: u32,
    /// Whether it manages its intellectual property 知识产权管理制度.
    #[serde(default)]
    pub has_ip_management: bool,
    /// Whether it has a site and people for research 研发场所和人员.
    #[serde(default)]
    pub has_research_site: bool,
    /// An agency: whether it stands on the list of agencies of assured service 专利代理机构精准服务保障名单; `None`: not
    /// known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_assured_list: Option<bool>,
}

impl EntityFacts {
    /// The facts as they are kept.
    ///
    /// # Errors
    /// What is wrong with the name, the credit code or a field.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        if self.fields.len() > MOST_FIELDS {
            return Err(refusals::fields_too_many());
        }
        if self.uscc.as_ref().is_some_and(|uscc| uscc.check().fails()) {
            return Err(refusals::uscc_check_character_fails());
        }
        let fields: Option<BTreeSet<String>> = self.fields.iter().map(|raw| field_list::a_field(raw)).collect();
        let fields = fields.ok_or_else(refusals::field_malformed)?;
        Ok(Self { name: text::a_name(&self.name)?, fields, ..self })
    }

    /// Centre, organisation and kind of an entity stay what they are.
    pub(super) fn keeps_to(&self, before: &Self) -> Result<(), Refusal> {
        let fixed = |facts: &Self| (facts.centre, facts.organisation, facts.kind);
        if fixed(self) == fixed(before) { Ok(()) } else { Err(refusals::entity_parties_fixed()) }
    }
}
