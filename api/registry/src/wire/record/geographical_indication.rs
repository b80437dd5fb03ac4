//! A geographical indication in full.

use domain::registry::{GeographicalIndication, Particulars, PartyRole, RegistryRules};
use hall::http::Day;
use poem_openapi::Object;

use super::{EventView, PartyView, Shared, SourceView, StatusView};
use crate::desk::RecordOn;

/// 地理标志。A geographical indication.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct GeographicalIndicationView {
    /// Its id.
    pub id: String,
    /// `geographical_indication`.
    pub kind: String,
    /// `gi_product`, `gi_mark`, `gi_agro_product` or `gi_foreign_register`.
    pub right_kind: String,
    /// The register's number.
    pub number: String,
    /// The protected name.
    pub title: String,
    /// The name in other scripts.
    pub other_names: Vec<String>,
    /// The kind of goods.
    pub product: Option<String>,
    /// The kind of protection.
    pub protection: Option<String>,
    /// The protected area.
    pub place: Option<String>,
    /// Province or country.
    pub region: Option<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 公示日.
    pub publication_on: Option<Day>,
    /// 注册日.
    pub registration_on: Option<Day>,
    /// The announcement or act that protects it.
    pub legal_instrument: Option<String>,
    /// 状态.
    pub status: StatusView,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

impl GeographicalIndicationView {
    /// The view of a geographical indication; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::GeographicalIndication(gi) = &on.stored.record.particulars else { return None };
        let GeographicalIndication { name, other_names, product, protection, place, region, .. } = gi;
        let shared = Shared { on, rules };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            title: name.clone(),
            other_names: other_names.clone(),
            product: product.clone(),
            protection: protection.clone(),
            place: place.clone(),
            region: region.clone(),
            filing_on: gi.filing_on.map(Day),
            publication_on: gi.publication_on.map(Day),
            registration_on: gi.registration_on.map(Day),
            legal_instrument: gi.legal_instrument.clone(),
            status: shared.status(),
            applicants: shared.parties(PartyRole::Applicant),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}
