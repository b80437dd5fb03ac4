//! Whom this room tells what, and in which words.

use domain::preexam::case::{CaseEvent, LaneLossReason, StepKind, WithdrawalReason};
use domain::preexam::entity::EntityEvent;
use domain::preexam::request::RequestEvent;
use hall::act::{Act, ActFault, Case, uuid_of};
use hall::http::Sentence;
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use serde_json::{Value, json};

use crate::cases::{EntityCase, PreexamCase, RequestCase, StoredCase, StoredEntity, StoredRequest};
use crate::desk::short;

/// The kinds of notices of this room that are no deadline's.
pub(crate) mod kinds {
    /// Something happened to a case.
    pub(crate) const CASE: &str = "preexam.case_changed";
    /// A step is late.
    pub(crate) const STEP_LATE: &str = "preexam.step_late";
    /// The target is missed.
    pub(crate) const TARGET_LATE: &str = "preexam.target_late";
    /// Something happened to a filing entity.
    pub(crate) const ENTITY: &str = "preexam.entity_changed";
    /// The review of a registration is late.
    pub(crate) const ENTITY_REVIEW_LATE: &str = "preexam.entity_review_late";
    /// Something happened to a request.
    pub(crate) const REQUEST: &str = "preexam.request_changed";
    /// A request is late.
    pub(crate) const REQUEST_LATE: &str = "preexam.request_late";
}

/// Who of the two sides of a case is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Applicant,
    Centre,
    Both,
    Nobody,
}

/// Tells the side of a case that did not act what happened to it.
pub(crate) async fn tell_of_case(act: &Act<'_>, case: &StoredCase, events: &[CaseEvent]) -> Result<(), ActFault> {
    for event in events {
        let lane_lost = if let CaseEvent::LaneLost { reason, .. } = event { Some(reason.code()) } else { None };
        let withdrawn = if let CaseEvent::Withdrawn { reason, .. } = event { Some(reason.code()) } else { None };
        let reason = lane_lost.or(withdrawn);
        let facts = json!({"case": short(case.id), "event": event.name(), "reason": reason});
        let (applicant, centre) = match told_of_case(event) {
            Told::Applicant => (true, false),
            Told::Centre => (false, true),
            Told::Both => (true, true),
            Told::Nobody => (false, false),
        };
        let of = case.state.facts();
        let aggregate = || Aggregate { kind: PreexamCase::KIND, id: case.id };
        for (told, organisation) in [(applicant, of.applicant), (centre, of.centre)] {
            if told {
                let recipient = Recipient::Organisation(uuid_of(organisation));
                raise(act, recipient, kinds::CASE, aggregate(), facts.clone()).await?;
            }
        }
        if let CaseEvent::Assigned { examiner, .. } = event {
            raise(act, Recipient::Person(uuid_of(*examiner)), kinds::CASE, aggregate(), facts).await?;
        }
    }
    Ok(())
}

const fn told_of_case(event: &CaseEvent) -> Told {
    match event {
        CaseEvent::Submitted { .. }
        | CaseEvent::Amended { .. }
        | CaseEvent::Filed { .. }
        | CaseEvent::FeesPaid { .. }
        | CaseEvent::Replied { .. }
        | CaseEvent::LateActKept { .. } => Told::Centre,
        CaseEvent::Accepted { .. }
        | CaseEvent::Returned { .. }
        | CaseEvent::OpinionIssued { .. }
        | CaseEvent::Passed { .. }
        | CaseEvent::Failed { .. }
        | CaseEvent::Marked { .. }
        | CaseEvent::Granted { .. }
        | CaseEvent::Rejected { .. } => Told::Applicant,
        CaseEvent::LaneLost { .. } | CaseEvent::Withdrawn { .. } | CaseEvent::ActionReceived { .. } => Told::Both,
        CaseEvent::Opened { .. }
        | CaseEvent::Revised { .. }
        | CaseEvent::Attached { .. }
        | CaseEvent::Detached { .. }
        | CaseEvent::CommitmentSigned { .. }
        | CaseEvent::Assigned { .. }
        | CaseEvent::Released { .. }
        | CaseEvent::Blocked { .. }
        | CaseEvent::Unblocked { .. }
        | CaseEvent::PassProposed { .. }
        | CaseEvent::IdentityConfirmed { .. } => Told::Nobody,
    }
}

/// Tells the other side what happened to a registration.
pub(crate) async fn tell_of_entity(
    act: &Act<'_>,
    entity: &StoredEntity,
    events: &[EntityEvent],
) -> Result<(), ActFault> {
    let facts = entity.state.facts();
    for event in events {
        let by_itself =
            matches!(event, EntityEvent::Applied { .. } | EntityEvent::Revised { .. } | EntityEvent::Withdrawn { .. });
        let told = if by_itself { facts.centre } else { facts.organisation };
        let said = json!({"entity": facts.name, "event": event.name()});
        let aggregate = Aggregate { kind: EntityCase::KIND, id: entity.id };
        raise(act, Recipient::Organisation(uuid_of(told)), kinds::ENTITY, aggregate, said).await?;
    }
    Ok(())
}

/// Tells the other side what happened to a request.
pub(crate) async fn tell_of_request(
    act: &Act<'_>,
    request: &StoredRequest,
    events: &[RequestEvent],
) -> Result<(), ActFault> {
    let facts = request.state.facts();
    for event in events {
        let by_applicant = matches!(event, RequestEvent::Filed { .. } | RequestEvent::Withdrawn { .. });
        let told = if by_applicant { facts.centre } else { facts.applicant };
        let said = json!({"request": short(request.id), "event": event.name()});
        let aggregate = Aggregate { kind: RequestCase::KIND, id: request.id };
        raise(act, Recipient::Organisation(uuid_of(told)), kinds::REQUEST, aggregate, said).await?;
    }
    Ok(())
}

/// Raises a notice.
pub(crate) async fn raise(
    act: &Act<'_>,
    recipient: Recipient,
    kind: &'static str,
    aggregate: Aggregate,
    facts: Value,
) -> Result<(), ActFault> {
    Ok(notices::raise(act, Notice { recipient, kind, aggregate, facts }).await?)
}

/// What an event of a case, an entity or a request is called: its title in both languages.
const EVENTS: &[(&str, &str, &str)] = &[
    ("submitted", "收到预审申请", "A case was submitted"),
    ("amended", "申请人已补正", "The applicant has amended"),
    ("filed", "已提交", "It was filed"),
    ("fees_paid", "申请人已缴费", "The fees are paid"),
    ("replied", "申请人已答复", "The applicant has replied"),
    ("late_act_kept", "收到逾期办理", "Something came too late and is kept"),
    ("accepted", "预审申请已受理", "The case is accepted"),
    ("returned", "预审申请被退回", "The case was returned"),
    ("opinion_issued", "收到预审意见，请按期补正", "An opinion was issued: amend in time"),
    ("passed", "预审合格，请按期正式提交", "The case has passed: file it in time"),
    ("failed", "预审不合格", "The case has failed"),
    ("marked", "已加快标注", "The case is marked for the fast lane"),
    ("granted", "已授权", "The patent is granted"),
    ("rejected", "申请被驳回", "The application was rejected"),
    ("lane_lost", "已退出加快", "The case has lost the fast lane"),
    ("withdrawn", "已撤回", "It was withdrawn"),
    ("action_received", "官方发出通知，请按期答复", "The office has sent something: reply in time"),
    ("assigned", "有案件分配给您", "A case was given to you"),
    ("applied", "收到备案申请", "A registration was asked for"),
    ("revised", "备案信息变更", "The registration says something else"),
    ("reviewed", "备案申请已审核", "The registration was reviewed"),
    ("reported", "备案申请已上报", "The registration was reported"),
    ("took_effect", "备案已生效", "The registration takes effect"),
    ("classified", "备案主体类别调整", "The class of the filing entity has changed"),
    ("quota_set", "年度限额调整", "The quota has changed"),
    ("reminded", "备案主体被提醒", "The filing entity was warned"),
    ("suspended", "备案被暂停", "The registration is suspended"),
    ("reinstated", "备案已恢复", "The registration is reinstated"),
    ("resumed", "备案暂停期满，已恢复", "The suspension is over"),
    ("cancelled", "备案被取消", "The registration was cancelled"),
    ("refused", "备案申请未通过", "The registration was refused"),
    ("triaged", "请求已分流", "The request knows its way"),
    ("referred", "请求已移送", "The request was sent on"),
    ("acknowledged", "请求已被接收", "The request was acknowledged"),
    ("concluded", "请求已办结", "The request is concluded"),
    ("declined", "请求未予受理", "The request was declined"),
];

/// Title and text of a notice or a deadline of this room.
pub fn wording(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)> {
    use crate::desk::clock_kinds as clocks;
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    let step = StepKind::from_code(of("step"));
    let (step_zh, step_code) = (step.map_or("办理", StepKind::zh), of("step").replace('_', " "));
    let case = of("case");
    let titled = |zh: String, en: String, of_zh: String, of_en: String| {
        Some((Sentence::new(zh, en), Sentence::new(of_zh, of_en)))
    };
    let of_case = |zh: &str, en: &str| (format!("预审案件 {case}：{zh}"), format!("Pre-examination case {case}: {en}"));
    match kind {
        kinds::CASE | kinds::ENTITY | kinds::REQUEST => {
            let (zh, en) = EVENTS.iter().find(|(name, ..)| *name == of("event")).map(|(_, zh, en)| (*zh, *en))?;
            let reason = reason(of("reason"));
            let (text_zh, text_en) = match kind {
                kinds::CASE => of_case(&format!("{zh}{}", reason.0), &format!("{en}{}", reason.1)),
                kinds::ENTITY => (format!("{}：{zh}", of("entity")), format!("{}: {en}", of("entity"))),
                _ => (format!("请求 {}：{zh}", of("request")), format!("Request {}: {en}", of("request"))),
            };
            titled(zh.into(), en.into(), text_zh, text_en)
        }
        clocks::STEP | clocks::STEP_NEAR | clocks::STEP_TODAY | kinds::STEP_LATE => {
            let (zh, en) = match kind {
                clocks::STEP_NEAR => ("期限将至", "is due soon"),
                clocks::STEP_TODAY => ("今日到期", "is due today"),
                kinds::STEP_LATE => ("已逾期", "is late"),
                _ => ("期限", "is due"),
            };
            let (text_zh, text_en) = of_case(&format!("{step_zh}{zh}"), &format!("{step_code} {en}"));
            titled(format!("{step_zh}{zh}"), format!("Pre-examination: {step_code} {en}"), text_zh, text_en)
        }
        clocks::TARGET | clocks::TARGET_AT_RISK | kinds::TARGET_LATE => {
            let (zh, en) = match kind {
                clocks::TARGET_AT_RISK => ("授权目标临期", "the target of the grant is at risk"),
                kinds::TARGET_LATE => ("授权目标已逾期", "the target of the grant is missed"),
                _ => ("授权目标日", "the target of the grant"),
            };
            let (text_zh, text_en) = of_case(zh, en);
            titled(zh.into(), en.into(), text_zh, text_en)
        }
        clocks::ENTITY_REVIEW | kinds::ENTITY_REVIEW_LATE => {
            let late = kind == kinds::ENTITY_REVIEW_LATE;
            let (zh, en) = if late {
                ("备案审核已逾期", "A review is late")
            } else {
                ("备案审核期限", "A review is due")
            };
            let entity = of("entity");
            titled(zh.into(), en.into(), format!("{entity}：{zh}"), format!("{entity}: {en}"))
        }
        clocks::REQUEST_STEP | kinds::REQUEST_LATE => {
            let late = kind == kinds::REQUEST_LATE;
            let (zh, en) = if late {
                ("请求办理已逾期", "A request is late")
            } else {
                ("请求办理期限", "A request is due")
            };
            let request = of("request");
            titled(zh.into(), en.into(), format!("请求 {request}：{zh}"), format!("Request {request}: {en}"))
        }
        _ => None,
    }
}

/// Why, behind a colon; nothing where there is no reason.
fn reason(code: &str) -> (String, String) {
    let zh = LaneLossReason::from_code(code)
        .map(LaneLossReason::zh)
        .or_else(|| WithdrawalReason::from_code(code).map(WithdrawalReason::zh));
    zh.map(|zh| (format!("（{zh}）"), format!(" ({})", code.replace('_', " ")))).unwrap_or_default()
}
