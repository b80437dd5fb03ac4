//! A mark in full.

use domain::registry::{Particulars, PartyRole, RegistryRules, Trademark};
use hall::http::Day;
use poem_openapi::Object;

use super::{EventView, PartyView, Shared, SourceView, StatusView, TermView, strings};
use crate::desk::RecordOn;

/// 商标。A mark.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct TrademarkView {
    /// Its id.
    pub id: String,
    /// `trademark`.
    pub kind: String,
    /// `trademark`.
    pub right_kind: String,
    /// 申请/注册号.
    pub number: String,
    /// The words of the mark.
    pub title: String,
    /// 国际分类.
    pub nice_classes: Vec<String>,
    /// 类似群.
    pub similar_groups: Vec<String>,
    /// 商品/服务.
    pub goods: Vec<String>,
    /// 申请日.
    pub filing_on: Option<Day>,
    /// 初审公告日.
    pub preliminary_publication_on: Option<Day>,
    /// 注册公告日.
    pub registration_on: Option<Day>,
    /// 状态.
    pub status: StatusView,
    /// 专用期限.
    pub term: Option<TermView>,
    /// Those who hold it on that day.
    pub holders: Vec<PartyView>,
    /// 申请人.
    pub applicants: Vec<PartyView>,
    /// 注册人 with their periods.
    pub owners: Vec<PartyView>,
    /// 状态事件, oldest first.
    pub events: Vec<EventView>,
    /// Codes of what is odd about the record.
    pub warnings: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
}

impl TrademarkView {
    /// The view of a mark; `None` for a record of another register.
    pub fn of(on: &RecordOn, rules: &RegistryRules) -> Option<Self> {
        let Particulars::Trademark(mark) = &on.stored.record.particulars else { return None };
        let Trademark { name, nice_classes, similar_groups, goods, .. } = mark;
        let shared = Shared { on, rules };
        Some(Self {
            id: on.stored.id.to_string(),
            kind: on.stored.record.kind().code().into(),
            right_kind: on.stored.record.right().code().into(),
            number: shared.number(),
            title: name.clone(),
            nice_classes: strings(nice_classes),
            similar_groups: strings(similar_groups),
            goods: goods.clone(),
            filing_on: mark.filing_on.map(Day),
            preliminary_publication_on: mark.preliminary_publication_on.map(Day),
            registration_on: mark.registration_on.map(Day),
            status: shared.status(),
            term: shared.term(),
            holders: shared.holders(),
            applicants: shared.parties(PartyRole::Applicant),
            owners: shared.parties(PartyRole::Owner),
            events: shared.events(),
            warnings: shared.warnings(),
            sources: shared.sources(),
        })
    }
}
