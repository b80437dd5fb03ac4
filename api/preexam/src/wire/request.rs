//! Requests for fast confirmation and enforcement on the wire.

use domain::preexam::request::{Referral, RequestState, Route, Triage};
use hall::act::uuid_of;
use hall::http::{Day, Instant};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::acts::{body, example_day};
use super::codes::{RequestKindWire, RequestStateWire};
use crate::cases::StoredRequest;
use crate::desk::RequestWish;

body!(
    /// 快速确权或快速维权请求。A request for fast confirmation or enforcement.
    FastRequestRequest {
        /// 保护中心。The centre.
        centre_id: Uuid = hall::http::example_id(),
        /// 种类。What is asked for.
        kind: RequestKindWire = RequestKindWire::EvaluationReport,
        /// 专利号、申请号；维权请求也可为商标注册号。The number of the right.
        #[oai(validator(max_length = 50))]
        right_number: Option<String> = Some("202310942578.8".into()),
        /// 事由。What it is about.
        #[oai(validator(max_length = 400))]
        subject: String = "请求出具专利权评价报告".into(),
        /// 事实与请求。What happened, and what is asked for.
        #[oai(validator(max_length = 10000))]
        statement: String = "拟提起侵权诉讼，请求推荐优先出具评价报告。".into(),
        /// 对方。Against whom.
        #[oai(validator(max_length = 200))]
        respondent: Option<String> = None,
        /// 是否发生在电子商务领域；不填即为否。Whether it happened in electronic commerce.
        ecommerce: Option<bool> = None,
        /// 证据，已上传的文件。What proves it: uploaded files.
        #[oai(validator(max_items = 50))]
        files: Option<Vec<Uuid>> = None,
        /// 申请人自己的编号。The applicant's own reference.
        #[oai(validator(max_length = 200))]
        client_reference: Option<String> = None,
    }
);

impl From<FastRequestRequest> for RequestWish {
    fn from(request: FastRequestRequest) -> Self {
        Self {
            centre: request.centre_id,
            kind: request.kind.into(),
            right_number: request.right_number,
            subject: request.subject,
            statement: request.statement,
            respondent: request.respondent,
            ecommerce: request.ecommerce.unwrap_or_default(),
            files: request.files.unwrap_or_default(),
            client_reference: request.client_reference,
        }
    }
}

/// 办理途径。Which way a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "FastRequestRoute", rename_all = "snake_case")]
pub enum RouteWire {
    /// 推荐至国家知识产权局。The centre recommends it to the national office.
    Recommend,
    /// 本中心办理。The centre handles it itself.
    Handle,
    /// 移送其他机构。Another body is to handle it.
    Refer,
}

body!(
    /// 分流。Which way a request goes.
    TriageRequest {
        /// 途径。Which way.
        route: RouteWire = RouteWire::Recommend,
        /// 移送的机构。To whom it is sent on.
        #[oai(validator(max_length = 200))]
        refer_to: Option<String> = None,
    }
);

impl TriageRequest {
    /// The way.
    pub(crate) fn route(self) -> Route {
        match self.route {
            RouteWire::Recommend => Route::Recommend,
            RouteWire::Handle => Route::Handle,
            RouteWire::Refer => Route::Refer { to: self.refer_to.unwrap_or_default() },
        }
    }
}

body!(
    /// 移送。That it was sent on.
    ReferralRequest {
        /// 移送日。The day.
        sent_on: Day = example_day(11, 24),
        /// 移送凭证。What proves it.
        #[oai(validator(max_length = 200))]
        receipt: Option<String> = Some("移送函2026-031".into()),
    }
);

body!(
    /// 登记接收。That the other body has it.
    AcknowledgementRequest {
        /// 回执。The receipt that it gave.
        #[oai(validator(max_length = 200))]
        receipt: String = "收2026-0099".into(),
        /// 接收日。The day on which it took it in.
        on: Day = example_day(11, 24),
    }
);

body!(
    /// 办结。What came of it.
    ConclusionRequest {
        /// 结果。The result.
        #[oai(validator(max_length = 4000))]
        result: String = "已出具评价报告，未发现不符合授予专利权条件的缺陷".into(),
        /// 办结日。The day.
        on: Day = example_day(11, 24),
    }
);

body!(
    /// 不予受理。Why the centre does not take it on.
    DeclineRequest {
        /// 理由。Why.
        #[oai(validator(max_length = 1000))]
        reason: String = "该专利权已终止".into(),
        /// 依据。The rule.
        #[oai(validator(max_length = 1000))]
        basis: String = "专利法实施细则第六十二条".into(),
    }
);

/// 移送情况。That it was sent on, and received.
#[derive(Debug, Object)]
#[oai(rename = "FastRequestReferral", skip_serializing_if_is_none)]
pub struct ReferralView {
    /// 移送的机构。To whom.
    pub to: String,
    /// 移送日。The day on which it was sent.
    pub sent_on: Day,
    /// 移送凭证。What proves it.
    pub receipt: Option<String>,
    /// 对方回执。The receipt that the other body gave.
    pub acknowledgement: Option<String>,
    /// 接收日。The day on which it took it in.
    pub acknowledged_on: Option<Day>,
}

/// 快速确权或快速维权请求。A request for fast confirmation or enforcement.
#[derive(Debug, Object)]
#[oai(rename = "FastRequest", skip_serializing_if_is_none)]
pub struct FastRequestView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: RequestStateWire,
    /// 保护中心。The centre.
    pub centre_id: Uuid,
    /// 请求人。The organisation that asks.
    pub applicant_id: Uuid,
    /// 种类。What is asked for.
    pub kind: RequestKindWire,
    /// 权利号码。The number of the right.
    pub right_number: Option<String>,
    /// 事由。What it is about.
    pub subject: String,
    /// 事实与请求。What happened, and what is asked for.
    pub statement: String,
    /// 对方。Against whom.
    pub respondent: Option<String>,
    /// 是否发生在电子商务领域。Whether it happened in electronic commerce.
    pub ecommerce: bool,
    /// 证据。What proves it.
    pub files: Vec<Uuid>,
    /// 申请人自己的编号。The applicant's own reference.
    pub client_reference: Option<String>,
    /// When it came.
    pub filed_at: Instant,
    /// 途径。Which way it goes.
    pub route: Option<RouteWire>,
    /// 移送情况。That it was sent on.
    pub referral: Option<ReferralView>,
    /// 结果。What came of it.
    pub result: Option<String>,
    /// 办结日。The day on which it was done.
    pub concluded_on: Option<Day>,
    /// 不予受理或撤回的理由。Why it was declined or given up.
    pub reason: Option<String>,
    /// 不予受理的依据。The rule by which it was declined.
    pub basis: Option<String>,
    /// 当前可以办理的操作。The acts that are possible now.
    pub possible_acts: Vec<String>,
}

fn referral(referral: &Referral) -> ReferralView {
    ReferralView {
        to: referral.to.clone(),
        sent_on: Day(referral.sent_on),
        receipt: referral.receipt.clone(),
        acknowledgement: None,
        acknowledged_on: None,
    }
}

const fn route(triage: &Triage) -> RouteWire {
    match triage.route {
        Route::Recommend => RouteWire::Recommend,
        Route::Handle => RouteWire::Handle,
        Route::Refer { .. } => RouteWire::Refer,
    }
}

impl FastRequestView {
    /// The request as it stands.
    pub(crate) fn of(request: &StoredRequest) -> Self {
        let facts = request.state.facts().clone();
        let possible = domain::preexam::request::possible(&request.state);
        let view = Self {
            id: request.id,
            version: request.version,
            state: RequestStateWire::of(&request.state),
            centre_id: uuid_of(facts.centre),
            applicant_id: uuid_of(facts.applicant),
            kind: facts.kind.into(),
            right_number: facts.right_number,
            subject: facts.subject,
            statement: facts.statement,
            respondent: facts.respondent,
            ecommerce: facts.ecommerce,
            files: facts.files.into_iter().map(uuid_of).collect(),
            client_reference: facts.client_reference,
            filed_at: Instant(request.state.filed_at()),
            route: None,
            referral: None,
            result: None,
            concluded_on: None,
            reason: None,
            basis: None,
            possible_acts: possible.into_iter().map(Into::into).collect(),
        };
        match &request.state {
            RequestState::Filed { .. } => view,
            RequestState::Triaged { triage, .. } => Self { route: Some(route(triage)), ..view },
            RequestState::Referred { triage, referral: sent, .. } => {
                Self { route: Some(route(triage)), referral: Some(referral(sent)), ..view }
            }
            RequestState::Acknowledged { triage, referral: sent, receipt, on, .. } => {
                let acknowledged = ReferralView {
                    acknowledgement: Some(receipt.clone()),
                    acknowledged_on: Some(Day(*on)),
                    ..referral(sent)
                };
                Self { route: Some(route(triage)), referral: Some(acknowledged), ..view }
            }
            RequestState::Concluded { triage, referral: sent, result, on, .. } => Self {
                route: Some(route(triage)),
                referral: sent.as_ref().map(referral),
                result: Some(result.clone()),
                concluded_on: Some(Day(*on)),
                ..view
            },
            RequestState::Declined { reason, basis, .. } => {
                Self { reason: Some(reason.clone()), basis: Some(basis.clone()), ..view }
            }
            RequestState::Withdrawn { reason, .. } => Self { reason: reason.clone(), ..view },
        }
    }
}
