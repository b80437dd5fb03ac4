//! What led to the state of a case, and what stands at the office, on the wire.

use domain::preexam::case::{Action, Course, Dossier, Identity, Lane, Round};
use hall::act::uuid_of;
use hall::calendars::ChannelWire;
use hall::http::{Day, Instant};
use poem_openapi::Object;
use uuid::Uuid;

use super::acts::OpinionItemWire;
use super::codes::{ActionKindWire, DocumentRoleWire, LateActKindWire};

/// 案件文件的一个版本。A version of a document of a case.
#[derive(Debug, Object)]
#[oai(rename = "CaseDocument")]
pub struct DocumentView {
    /// 文件种类。What it is.
    pub role: DocumentRoleWire,
    /// 版本，自 1 起。The version, from 1.
    pub version: u32,
    /// 是否为当前版本。Whether it is the one that is presented.
    pub current: bool,
    /// 文件。The file.
    pub file_id: Uuid,
    /// SHA-256。The digest of its content.
    pub sha256: String,
    /// When it was attached.
    pub attached_at: Instant,
}

impl DocumentView {
    /// Every version of every document, by kind.
    pub(super) fn all(dossier: &Dossier) -> Vec<Self> {
        let of_role = |role: &domain::preexam::case::DocumentRole| -> Vec<Self> {
            let current = dossier.newest(*role).map(|document| document.version);
            let versions = dossier.versions(*role).iter();
            versions
                .map(|document| Self {
                    role: (*role).into(),
                    version: document.version,
                    current: current == Some(document.version),
                    file_id: uuid_of(document.file),
                    sha256: document.digest.clone(),
                    attached_at: Instant(document.attached_at),
                })
                .collect()
        };
        domain::preexam::case::DocumentRole::ALL.iter().flat_map(of_role).collect()
    }
}

/// 挂起。What keeps the centre from deciding.
#[derive(Debug, Object)]
#[oai(rename = "CaseBlock")]
pub struct BlockView {
    /// 理由。What it waits for.
    pub reason: String,
    /// Since when.
    pub since: Instant,
}

/// 一轮预审意见与补正。An opinion, and the amendment that followed.
#[derive(Debug, Object)]
#[oai(rename = "CaseRound", skip_serializing_if_is_none)]
pub struct RoundView {
    /// 各项意见。What is to be amended.
    pub items: Vec<OpinionItemWire>,
    /// 发出人。Who issued it.
    pub by: Uuid,
    /// When.
    pub issued_at: Instant,
    /// When the applicant amended.
    pub amended_at: Option<Instant>,
    /// 补正说明。What he said.
    pub note: Option<String>,
}

impl RoundView {
    fn of(round: &Round) -> Self {
        Self {
            items: round.items.iter().map(OpinionItemWire::of).collect(),
            by: uuid_of(round.by),
            issued_at: Instant(round.issued_at),
            amended_at: round.amended_at.map(Instant),
            note: round.note.clone(),
        }
    }
}

/// 逾期行为，已留存，不生效力。Something that came too late; kept, without effect.
#[derive(Debug, Object)]
#[oai(rename = "CaseLateAct", skip_serializing_if_is_none)]
pub struct LateActView {
    /// 行为。What.
    pub what: LateActKindWire,
    /// When the centre heard of it.
    pub at: Instant,
    /// 所称办理日。The day on which, as the applicant says, it was done.
    pub done_on: Day,
    /// 说明。What he says of it.
    pub note: Option<String>,
}

/// 办理经过。What was brought and done before the case went to the office.
#[derive(Debug, Object)]
#[oai(rename = "CaseCourse", skip_serializing_if_is_none)]
pub struct CourseView {
    /// When it was opened.
    pub opened_at: Instant,
    /// 承诺书签署时间。When the commitment was signed.
    pub commitment_signed_at: Option<Instant>,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// When it was accepted.
    pub accepted_at: Option<Instant>,
    /// 预审员。Who examines it now.
    pub examiner_id: Option<Uuid>,
    /// 挂起。What keeps the centre from deciding.
    pub blocked: Option<BlockView>,
    /// 文件，含全部版本。The documents, every version.
    pub documents: Vec<DocumentView>,
    /// 各轮意见。The opinions.
    pub rounds: Vec<RoundView>,
    /// 逾期行为。What came too late.
    pub late_acts: Vec<LateActView>,
}

impl CourseView {
    /// The course.
    pub(super) fn of(course: &Course) -> Self {
        let block = |block: &domain::preexam::case::Block| BlockView {
            reason: block.reason.clone(),
            since: Instant(block.since),
        };
        let late = |late: &domain::preexam::case::LateAct| LateActView {
            what: late.what.into(),
            at: Instant(late.at),
            done_on: Day(late.done_on),
            note: late.note.clone(),
        };
        Self {
            opened_at: Instant(course.opened_at),
            commitment_signed_at: course.commitment.as_ref().map(|commitment| Instant(commitment.signed_at)),
            submitted_at: course.submitted_at.map(Instant),
            accepted_at: course.accepted_at.map(Instant),
            examiner_id: course.examiner.map(uuid_of),
            blocked: course.blocked.as_ref().map(block),
            documents: DocumentView::all(&course.dossier),
            rounds: course.rounds.iter().map(RoundView::of).collect(),
            late_acts: course.late_acts.iter().map(late).collect(),
        }
    }
}

/// 官方通知。Something the office sent that must be answered.
#[derive(Debug, Object)]
#[oai(rename = "OfficeAction", skip_serializing_if_is_none)]
pub struct ActionView {
    /// 次序，自 1 起。Which of the case, from 1.
    pub number: u32,
    /// 种类。What it is.
    pub kind: ActionKindWire,
    /// 送达日；邮寄时为发出日。The day of service; by post, of dispatch.
    pub served_on: Day,
    /// 送达方式。How it was served.
    pub channel: ChannelWire,
    /// 实际收到日。The day of receipt, where it is proved.
    pub received_on: Option<Day>,
    /// 说明。A note.
    pub note: Option<String>,
    /// 答复日。The day of the reply.
    pub replied_on: Option<Day>,
}

impl ActionView {
    /// The action, and the reply where there is one.
    pub(super) fn of(action: &Action, replied_on: Option<chrono::NaiveDate>) -> Self {
        Self {
            number: action.number,
            kind: action.kind.into(),
            served_on: Day(action.served_on),
            channel: action.channel.into(),
            received_on: action.received_on.map(Day),
            note: action.note.clone(),
            replied_on: replied_on.map(Day),
        }
    }
}

/// 在国家知识产权局的办理。The case at the office.
#[derive(Debug, Object)]
#[oai(rename = "CaseLane", skip_serializing_if_is_none)]
pub struct LaneView {
    /// 申请号。The application number.
    pub application_number: String,
    /// 申请日。The filing day.
    pub filed_on: Day,
    /// 提交文本与预审合格文本是否一致。Whether what was filed is what passed.
    pub identical: bool,
    /// 不一致的文件。The documents that differ, are missing or were added.
    pub differs_in: Vec<DocumentRoleWire>,
    /// 人工确认一致的理由。Why a person found them to be the same all the same.
    pub identity_confirmed: Option<String>,
    /// 缴费日。The day of payment.
    pub fees_paid_on: Option<Day>,
    /// When the centre marked it.
    pub marked_at: Option<Instant>,
    /// 官方通知与答复。What the office sent, and the replies.
    pub actions: Vec<ActionView>,
}

impl LaneView {
    /// The lane, with the action that is open.
    pub(super) fn of(lane: &Lane, open: Option<&Action>) -> Self {
        let differs_in = match &lane.identity {
            Identity::Identical => Vec::new(),
            Identity::Differs { roles } => roles.iter().copied().map(Into::into).collect(),
        };
        let answered = lane.answered.iter().map(|one| ActionView::of(&one.action, Some(one.replied_on)));
        Self {
            application_number: lane.filing.application_number.to_string(),
            filed_on: Day(lane.filing.filed_on),
            identical: differs_in.is_empty(),
            differs_in,
            identity_confirmed: lane.confirmed.as_ref().map(|confirmed| confirmed.reason.clone()),
            fees_paid_on: lane.fees.as_ref().map(|fees| Day(fees.paid_on)),
            marked_at: lane.marked_at.map(Instant),
            actions: answered.chain(open.map(|action| ActionView::of(action, None))).collect(),
        }
    }
}
