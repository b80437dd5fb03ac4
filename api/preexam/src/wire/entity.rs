//! Filing entities on the wire.

use std::collections::BTreeMap;

use domain::preexam::entity::{EntityCheckId, EntityState, Registration};
use hall::act::uuid_of;
use hall::http::{Day, Instant};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::acts::{body, example_day};
use super::codes::{EntityCheckIdWire, EntityClassWire, EntityKindWire, EntityStateWire};
use crate::cases::StoredEntity;
use crate::desk::EntityWish;

body!(
    /// 备案信息。What an organisation says of itself.
    EntityFactsRequest {
        /// 技术领域：IPC 或洛迦诺分类号的前部。The classifications in which it works.
        #[oai(validator(max_items = 200))]
        fields: Vec<String> = vec!["A01C".into()],
        /// 成立日期。The day on which it was founded.
        founded_on: Option<Day> = Some(example_day(1, 5)),
        /// 参保人数。How many people it insures.
        insured_staff: Option<u32> = Some(23),
        /// 作为第一申请人已授权的发明专利数。Inventions granted to it as first applicant.
        granted_inventions: u32 = 2,
        /// 作为第一申请人已授权的实用新型和外观设计数。Utility models and designs likewise.
        granted_others: u32 = 4,
        /// 是否有知识产权管理制度。Whether it manages its intellectual property.
        has_ip_management: bool = true,
        /// 是否有研发场所和人员。Whether it has a site and people for research.
        has_research_site: bool = true,
        /// 代理机构：是否在精准服务保障名单内。An agency: whether it stands on the list of assured service.
        on_assured_list: Option<bool> = None,
    }
);

body!(
    /// 申请备案。A registration that is asked for.
    EntityRequest {
        /// 保护中心。The centre.
        centre_id: Uuid = hall::http::example_id(),
        /// 备案信息。What the organisation says of itself.
        facts: EntityFactsRequest = EntityFactsRequest::example(),
    }
);

impl From<EntityFactsRequest> for EntityWish {
    fn from(request: EntityFactsRequest) -> Self {
        Self {
            fields: request.fields.into_iter().collect(),
            founded_on: request.founded_on.map(|day| day.0),
            insured_staff: request.insured_staff,
            granted_inventions: request.granted_inventions,
            granted_others: request.granted_others,
            has_ip_management: request.has_ip_management,
            has_research_site: request.has_research_site,
            on_assured_list: request.on_assured_list,
        }
    }
}

/// 人工核查结论。How a check of a registration was settled.
#[derive(Debug, Object)]
#[oai(rename = "SettledEntityCheck")]
pub struct SettledEntityCheck {
    /// 项目。The check.
    pub check: EntityCheckIdWire,
    /// 理由。Why it may pass.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

body!(
    /// 审核备案。The review of a registration.
    ReviewRequest {
        /// 人工核查结论。The checks that a person settled.
        #[oai(validator(max_items = 20))]
        settled: Vec<SettledEntityCheck> = vec![SettledEntityCheck {
            check: EntityCheckIdWire::CleanRecord,
            reason: "已核查，无失信和非正常申请记录".into(),
        }],
    }
);

impl ReviewRequest {
    /// The checks, each with the reason; the last one said holds.
    pub(crate) fn settled(self) -> BTreeMap<EntityCheckId, String> {
        self.settled.into_iter().map(|settled| (settled.check.into(), settled.reason)).collect()
    }
}

body!(
    /// 上报。The report to the office.
    ReportRequest {
        /// 上报日。The day.
        on: Day = example_day(11, 23),
        /// 上报编号。Under which number.
        #[oai(validator(max_length = 200))]
        receipt: Option<String> = Some("备2026-117".into()),
    }
);

body!(
    /// 备案生效。From when on, and as what, an entity may apply.
    EffectRequest {
        /// 生效日。The first day.
        from_on: Day = example_day(11, 24),
        /// 类别。Its class.
        class: EntityClassWire = EntityClassWire::A,
        /// 当年限额；不填则不限。The quota of the year; no limit when not said.
        #[oai(validator(maximum(value = "100000")))]
        quota: Option<u32> = Some(50),
    }
);

body!(
    /// 分类。The class of an entity.
    ClassRequest {
        /// 类别。Its class.
        class: EntityClassWire = EntityClassWire::B,
    }
);

body!(
    /// 年度限额。The quota of a year.
    QuotaRequest {
        /// 年度。The year.
        year: i32 = 2026,
        /// 限额；不填则不限。The quota; no limit when not said.
        #[oai(validator(maximum(value = "100000")))]
        quota: Option<u32> = Some(80),
    }
);

body!(
    /// 暂停备案。A suspension.
    EntitySuspensionRequest {
        /// 理由。Why.
        #[oai(validator(max_length = 1000))]
        reason: String = "上年度预审不合格率超过50%".into(),
        /// 截止日（含）。The last day, inclusive.
        until_on: Day = Day(chrono::NaiveDate::from_ymd_opt(2027, 8, 31).unwrap_or_default()),
    }
);

/// 年度限额。The quota of a year.
#[derive(Debug, Object)]
#[oai(rename = "YearlyQuota")]
pub struct QuotaView {
    /// 年度。The year.
    pub year: i32,
    /// 限额。The quota.
    pub quota: u32,
}

/// 备案主体。A filing entity.
#[derive(Debug, Object)]
#[oai(rename = "FilingEntity", skip_serializing_if_is_none)]
pub struct EntityView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: EntityStateWire,
    /// 保护中心。The centre.
    pub centre_id: Uuid,
    /// 机构。The organisation.
    pub organisation_id: Uuid,
    /// 类型。As what it registers.
    pub kind: EntityKindWire,
    /// 名称。Its name.
    pub name: String,
    /// 统一社会信用代码。Its unified social credit code.
    pub uscc: Option<String>,
    /// 备案信息。What it says of itself.
    pub facts: EntityFactsRequest,
    /// 生效日。The first day on which it may apply.
    pub effective_from_on: Option<Day>,
    /// 类别。Its class.
    pub class: Option<EntityClassWire>,
    /// 各年度限额。The quotas by year; a year that is not named has no limit.
    pub quotas: Vec<QuotaView>,
    /// 自何日起。Since which day it stands so, where the centre decided it.
    pub on: Option<Day>,
    /// When it asked, was reviewed, refused, or left.
    pub at: Option<Instant>,
    /// 截止日（含）。The last day of its suspension, or on which it may not register again.
    pub until_on: Option<Day>,
    /// 理由。Why.
    pub reasons: Option<Vec<String>>,
}

/// What of a state is shown beside its name.
#[derive(Default)]
struct Beside<'s> {
    registration: Option<&'s Registration>,
    on: Option<chrono::NaiveDate>,
    at: Option<domain::hall::Moment>,
    until_on: Option<chrono::NaiveDate>,
    reasons: Option<Vec<String>>,
}

impl<'s> Beside<'s> {
    fn of(state: &'s EntityState) -> Self {
        let none = Self::default;
        let one = |reason: &String| Some(vec![reason.clone()]);
        match state {
            EntityState::Applied { since: at, .. }
            | EntityState::Reviewed { at, .. }
            | EntityState::Withdrawn { at, .. } => Self { at: Some(*at), ..none() },
            EntityState::Reported { on, .. } => Self { on: Some(*on), ..none() },
            EntityState::Effective { registration, .. } => Self { registration: Some(registration), ..none() },
            EntityState::Reminded { registration, reason, on, .. } => {
                Self { registration: Some(registration), on: Some(*on), reasons: one(reason), ..none() }
            }
            EntityState::Suspended { registration, reason, on, until_on, .. } => Self {
                registration: Some(registration),
                on: Some(*on),
                until_on: Some(*until_on),
                reasons: one(reason),
                ..none()
            },
            EntityState::Cancelled { reason, on, barred_until_on, .. } => {
                Self { on: Some(*on), until_on: Some(*barred_until_on), reasons: one(reason), ..none() }
            }
            EntityState::Refused { at, reasons, .. } => {
                Self { at: Some(*at), reasons: Some(reasons.clone()), ..none() }
            }
        }
    }
}

impl EntityView {
    /// The entity as it stands.
    pub(crate) fn of(entity: &StoredEntity) -> Self {
        let facts = entity.state.facts();
        let beside = Beside::of(&entity.state);
        let quotas = beside.registration.map(|registration| &registration.quotas);
        Self {
            id: entity.id,
            version: entity.version,
            state: EntityStateWire::of(&entity.state),
            centre_id: uuid_of(facts.centre),
            organisation_id: uuid_of(facts.organisation),
            kind: facts.kind.into(),
            name: facts.name.clone(),
            uscc: facts.uscc.as_ref().map(ToString::to_string),
            facts: EntityFactsRequest {
                fields: facts.fields.iter().cloned().collect(),
                founded_on: facts.founded_on.map(Day),
                insured_staff: facts.insured_staff,
                granted_inventions: facts.granted_inventions,
                granted_others: facts.granted_others,
                has_ip_management: facts.has_ip_management,
                has_research_site: facts.has_research_site,
                on_assured_list: facts.on_assured_list,
            },
            effective_from_on: beside.registration.map(|registration| Day(registration.from_on)),
            class: beside.registration.map(|registration| registration.class.into()),
            quotas: quotas
                .into_iter()
                .flatten()
                .map(|(year, quota)| QuotaView { year: *year, quota: *quota })
                .collect(),
            on: beside.on.map(Day),
            at: beside.at.map(Instant),
            until_on: beside.until_on.map(Day),
            reasons: beside.reasons,
        }
    }
}
