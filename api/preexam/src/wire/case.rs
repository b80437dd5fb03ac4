//! Cases on the wire.

use domain::preexam::case::CaseState;
use domain::preexam::case::clocks::Clocks;
use hall::act::uuid_of;
use hall::calendars::StepView;
use hall::http::{Day, Instant, Language};
use poem_openapi::Object;
use uuid::Uuid;

use super::checks::CheckView;
use super::codes::{
    CaseStateWire, LaneLossReasonWire, PatentKindWire, StandingWire, StepKindWire, WhoseWire, WithdrawalReasonWire,
};
use super::course::{CourseView, LaneView};
use super::draft::{CoApplicantWire, DeclarationsWire};
use crate::cases::StoredCase;
use crate::desk::{Explained, Outlook};

/// 期限钟。What the clocks of a case show today.
#[derive(Debug, Object)]
#[oai(rename = "CaseClocks", skip_serializing_if_is_none)]
pub struct ClocksView {
    /// 当前步骤。The step that is to be done now.
    pub step: Option<StepKindWire>,
    /// 由谁办理。Whose time runs.
    pub step_owner: Option<WhoseWire>,
    /// 当前步骤届满日。The last day for it.
    pub step_due_on: Option<Day>,
    /// 当前步骤状况。How it stands.
    pub step_standing: Option<StandingWire>,
    /// 当前步骤剩余天数；负数为逾期。Days to its due day; negative: late.
    pub step_remaining_days: Option<i64>,
    /// 授权目标日。When the target of the grant runs out.
    pub target_due_on: Option<Day>,
    /// 授权目标状况。How the case stands against it.
    pub target_standing: Option<StandingWire>,
    /// 距授权目标天数；负数为逾期。Days to it; negative: late.
    pub target_remaining_days: Option<i64>,
    /// 是否暂定：所涉年度的日历尚未公布。Whether a due day is provisional.
    pub provisional: bool,
    /// 预审用时（工作日）。Working days from submission to the pass.
    pub pre_exam_working_days: Option<i64>,
    /// 自申请日起的总天数。Days from the filing day, all of them.
    pub gross_days: Option<i64>,
    /// 扣除申请人用时后的天数。The same without the applicant's time.
    pub net_days: Option<i64>,
}

impl ClocksView {
    fn of(clocks: &Clocks) -> Self {
        let (step, target) = (clocks.step.as_ref(), clocks.target);
        Self {
            step: step.map(|step| step.kind.into()),
            step_owner: step.map(|step| step.whose.into()),
            step_due_on: step.map(|step| Day(step.due.due_on)),
            step_standing: step.map(|step| step.standing.into()),
            step_remaining_days: step.map(|step| step.remaining_days),
            target_due_on: target.map(|due| Day(due.due_on)),
            target_standing: clocks.standing.map(Into::into),
            target_remaining_days: clocks.remaining_days,
            provisional: step.is_some_and(|step| step.due.provisional) || target.is_some_and(|due| due.provisional),
            pre_exam_working_days: clocks.pre_exam_working_days,
            gross_days: clocks.gross_days,
            net_days: clocks.net_days,
        }
    }
}

/// 结局。How a case ended.
#[derive(Debug, Default, Object)]
#[oai(rename = "CaseOutcome", skip_serializing_if_is_none)]
pub struct OutcomeView {
    /// 授权公告日、驳回日或退出日。The day.
    pub on: Option<Day>,
    /// When it was decided, where it ended in the centre.
    pub at: Option<Instant>,
    /// 专利号。The number of the patent.
    pub patent_number: Option<String>,
    /// 理由。The reasons.
    pub reasons: Option<Vec<String>>,
    /// 退出加快的原因。Why it lost the fast lane.
    pub lane_loss: Option<LaneLossReasonWire>,
    /// 撤回的原因。Why it ended before it was filed.
    pub withdrawal: Option<WithdrawalReasonWire>,
    /// 说明。A note.
    pub note: Option<String>,
}

impl OutcomeView {
    fn of(state: &CaseState) -> Option<Self> {
        let none = Self::default;
        Some(match state {
            CaseState::Returned { at, reasons, .. } | CaseState::Failed { at, reasons, .. } => {
                Self { at: Some(Instant(*at)), reasons: Some(reasons.clone()), ..none() }
            }
            CaseState::Granted { announced_on, patent_number, .. } => {
                let number = Some(format!("ZL{patent_number}"));
                Self { on: Some(Day(*announced_on)), patent_number: number, ..none() }
            }
            CaseState::Rejected { on, reason, .. } => {
                Self { on: Some(Day(*on)), reasons: Some(vec![reason.clone()]), ..none() }
            }
            CaseState::LaneLost { reason, on, note, .. } => {
                Self { on: Some(Day(*on)), lane_loss: Some((*reason).into()), note: note.clone(), ..none() }
            }
            CaseState::Withdrawn { reason, at, note, .. } => {
                Self { at: Some(Instant(*at)), withdrawal: Some((*reason).into()), note: note.clone(), ..none() }
            }
            CaseState::Draft { .. }
            | CaseState::Submitted { .. }
            | CaseState::Accepted { .. }
            | CaseState::OpinionIssued { .. }
            | CaseState::Amended { .. }
            | CaseState::PassProposed { .. }
            | CaseState::Passed { .. }
            | CaseState::Filed { .. }
            | CaseState::FeesPaid { .. }
            | CaseState::Marked { .. }
            | CaseState::ActionOpen { .. } => return None,
        })
    }
}

/// 预审案件。A case of pre-examination.
#[derive(Debug, Object)]
#[oai(rename = "PreexamCase", skip_serializing_if_is_none)]
pub struct CaseView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: CaseStateWire,
    /// 保护中心。The centre.
    pub centre_id: Uuid,
    /// 申请人。The organisation that applies.
    pub applicant_id: Uuid,
    /// 备案主体。The filing entity under which it applies.
    pub filing_entity_id: Uuid,
    /// 代理机构。The agency that acts for it.
    pub agency_id: Option<Uuid>,
    /// 专利类型。The kind of patent.
    pub kind: PatentKindWire,
    /// 名称。The title.
    pub title: String,
    /// 主分类号。The main classification.
    pub classification: String,
    /// 共同申请人。Who applies beside it.
    pub co_applicants: Vec<CoApplicantWire>,
    /// 声明。What is declared.
    pub declarations: DeclarationsWire,
    /// 申请人自己的编号。The applicant's own reference.
    pub client_reference: Option<String>,
    /// 来源系统。The system from which it was taken over.
    pub imported_from: Option<String>,
    /// 资格核查结果。What the gate said at submission.
    pub gate: Vec<CheckView>,
    /// 办理经过。What was brought and done.
    pub course: CourseView,
    /// 预审合格时间。When it passed.
    pub passed_at: Option<Instant>,
    /// 在国家知识产权局的办理。The case at the office.
    pub lane: Option<LaneView>,
    /// 结局。How it ended.
    pub outcome: Option<OutcomeView>,
    /// 期限钟。What its clocks show today.
    pub clocks: Option<ClocksView>,
    /// 当前可以办理的操作。The acts that are possible now.
    pub possible_acts: Option<Vec<String>>,
}

impl CaseView {
    /// The case as it stands.
    pub(crate) fn of(case: &StoredCase, language: Language) -> Self {
        let (facts, course) = (case.state.facts(), case.state.course());
        let open = if let CaseState::ActionOpen { action, .. } = &case.state { Some(action) } else { None };
        let other = |other: &domain::preexam::case::CoApplicant| CoApplicantWire {
            name: other.name.clone(),
            joint_research_proved: other.joint_research_proved,
        };
        Self {
            id: case.id,
            version: case.version,
            state: CaseStateWire::of(&case.state),
            centre_id: uuid_of(facts.centre),
            applicant_id: uuid_of(facts.applicant),
            filing_entity_id: uuid_of(facts.filing_entity),
            agency_id: facts.agency.map(uuid_of),
            kind: facts.kind.into(),
            title: facts.title.clone(),
            classification: facts.classification.clone(),
            co_applicants: facts.co_applicants.iter().map(other).collect(),
            declarations: DeclarationsWire::of(facts.declarations),
            client_reference: facts.client_reference.clone(),
            imported_from: facts.imported.clone(),
            gate: course.gate.iter().map(|answer| CheckView::of(answer, language)).collect(),
            course: CourseView::of(course),
            passed_at: case.state.pass().map(|pass| Instant(pass.passed_at)),
            lane: case.state.lane().map(|lane| LaneView::of(lane, open)),
            outcome: OutcomeView::of(&case.state),
            clocks: None,
            possible_acts: None,
        }
    }

    /// The case with what its clocks show today and what is possible now.
    pub(crate) fn with_outlook(case: &StoredCase, outlook: &Outlook<'_>, language: Language) -> Self {
        Self {
            clocks: outlook.clocks(&case.state).as_ref().map(ClocksView::of),
            possible_acts: Some(outlook.possible(&case.state).into_iter().map(Into::into).collect()),
            ..Self::of(case, language)
        }
    }
}

/// 期限的计算过程。A due day and how it was found.
#[derive(Debug, Object)]
#[oai(rename = "ExplainedDeadline", skip_serializing_if_is_none)]
pub struct DeadlineView {
    /// 步骤。For what the clock runs; the target of the grant where there is none.
    pub step: Option<StepKindWire>,
    /// 顺延前的届满日。The end before it rolls.
    pub raw_on: Day,
    /// 届满日。The due day.
    pub due_on: Day,
    /// 是否暂定。Whether it is provisional.
    pub provisional: bool,
    /// 计算过程。How it was found.
    pub trace: Vec<StepView>,
}

/// 案件的期限。The clocks of a case, each with the way to its due day.
#[derive(Debug, Object)]
#[oai(rename = "CaseDeadlines", skip_serializing_if_is_none)]
pub struct DeadlinesView {
    /// 期限钟。What the clocks show today.
    pub clocks: ClocksView,
    /// 各期限。Each of them.
    pub deadlines: Vec<DeadlineView>,
}

impl DeadlinesView {
    /// The clocks in one language.
    pub(crate) fn of(explained: Explained, language: Language) -> Self {
        let clocks = ClocksView::of(&explained.clocks);
        let step = explained.step.map(|(kind, due)| (Some(kind.into()), due));
        let target = explained.target.map(|due| (None, due));
        let view = |(step, due): (Option<StepKindWire>, domain::calendar::Explained)| DeadlineView {
            step,
            raw_on: Day(due.due.raw_on),
            due_on: Day(due.due.due_on),
            provisional: due.due.provisional,
            trace: due.trace.into_iter().map(|step| StepView::of(step, language)).collect(),
        };
        Self { clocks, deadlines: step.into_iter().chain(target).map(view).collect() }
    }
}
