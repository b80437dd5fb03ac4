//! A patent in full.

use domain::registry::{Particulars, PartyRole, Patent, RegistryRules};
use hall::http::Day;
use poem_openapi::Object;

use super::{EventView, PartyView, PublicationView, Shared, SourceView, StatusView, TermView, strings};
use crate::desk::RecordOn;

/// 专利。A patent or an application for one.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PatentView {
    /// Its id.
    pub id: String,
    /// `patent`.
    pub kind: String,
    /// `invention`, `utility_model` or `design`.
    pub right_kind: String,
    /// The application number with check character; where none is known, the publication number.
    pub number: String,
    /// 申请号.
    pub application_number: Option<String>,
    /// 公开（公告）.
    pub publications: Vec<PublicationView>,
    /// 名称.
    pub title: String,
    /// 摘要.
    #[oai(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// 权利要求.
    pub claims: Option<String>,
    /// 说明书.
    pub description: Option<String>,
    /// 国际专利分类, the main one first.
    pub ipc: Vec<String>,
    /// 洛迦诺分类.
    pub locarno: Vec<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 首次公开日.
    pub publication_on: Option<Day>,
    /// 授权公告日.
    pub grant_on: Option<Day>,
    /// 法律状态.
    pub status: StatusView,
    /// 权利期限.
    pub term: Option<TermView>,
    /// Those who hold it on that day.
    pub holders: Vec<PartyView>,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 权利人 with their periods.
    pub owners: Vec<PartyView>,
    /// 发明人（设计人）.
    pub inventors: Vec<PartyView>,
    /// 代理机构.
    pub agency: Option<String>,
    /// 代理人.
    pub agents: Vec<String>,
    /// 优先权.
    pub priorities: Vec<String>,
    /// 引证文献.
    pub citations: Vec<String>,
    /// 法律状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

impl PatentView {
    /// The view of a patent; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::Patent(patent) = &on.stored.record.particulars else { return None };
        let Patent { application_number, publications, title, abstract_text, claims, description, .. } = patent;
        let shared = Shared { on, rules };
        let publication = |document: &domain::registry::Publication| PublicationView {
            number: document.number.to_string(),
            on: document.on.map(Day),
        };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            application_number: application_number.as_ref().map(|number| number.with_check().to_string()),
            publications: publications.iter().map(publication).collect(),
            title: title.clone(),
            abstract_text: abstract_text.clone(),
            claims: claims.clone(),
            description: description.clone(),
            ipc: strings(&patent.ipc),
            locarno: strings(&patent.locarno),
            filing_on: patent.filing_on.map(Day),
            publication_on: on.stored.record.publication_on().map(Day),
            grant_on: patent.grant_on.map(Day),
            status: shared.status(),
            term: shared.term(),
            holders: shared.holders(),
            applicants: shared.parties(PartyRole::Applicant),
            owners: shared.parties(PartyRole::Owner),
            inventors: shared.parties(PartyRole::Inventor),
            agency: patent.agency.clone(),
            agents: patent.agents.clone(),
            priorities: patent.priorities.clone(),
            citations: patent.citations.clone(),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}
