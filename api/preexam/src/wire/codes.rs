//! Codes of the domain on the wire.

use domain::preexam::case::{ActionKind, CaseState, CheckId, DocumentRole, LaneLossReason, LateActKind, StepKind};
use domain::preexam::case::{WithdrawalReason, clocks::Standing};
use domain::preexam::entity::{EntityCheckId, EntityClass, EntityKind, EntityState};
use domain::preexam::field_list::FieldScheme;
use domain::preexam::request::{RequestKind, RequestState};
use domain::preexam::{PatentKind, Whose};
use hall::beside;
use poem_openapi::Enum;

beside!(
    /// 专利类型。The kind of patent.
    PatentKindWire = "PatentKind", PatentKind:
    /// 发明。
    Invention,
    /// 实用新型。
    UtilityModel,
    /// 外观设计。
    Design
);

beside!(
    /// 文件种类。What a document is in a case.
    DocumentRoleWire = "DocumentRole", DocumentRole:
    /// 请求书。
    Request,
    /// 权利要求书。
    Claims,
    /// 说明书。
    Description,
    /// 说明书附图。
    Drawings,
    /// 说明书摘要。
    Abstract,
    /// 简要说明。
    BriefDescription,
    /// 图片或照片。
    DesignViews,
    /// 自检表。
    SelfCheck,
    /// 承诺书。
    Commitment,
    /// 检索报告。
    SearchReport,
    /// 共同研发证明。
    JointResearchProof,
    /// 代理委托书。
    PowerOfAttorney,
    /// 其他文件。
    Other
);

beside!(
    /// 资格核查项目。A check of the gate.
    CheckIdWire = "GateCheckId", CheckId:
    /// 备案主体有效。
    EntityEffective,
    /// 第一申请人为备案主体。
    FirstApplicantIsEntity,
    /// 技术领域开放。
    FieldOpen,
    /// 非国际申请。
    NotPct,
    /// 非同日申请。
    NoSameDayTwin,
    /// 非分案申请。
    NotDivisional,
    /// 无需保密审查。
    NoSecrecyReview,
    /// 未经其他途径加快。
    NotAcceleratedElsewhere,
    /// 承诺书已签署。
    CommitmentSigned,
    /// 文件齐全。
    DocumentsComplete,
    /// 共同研发已证明。
    JointResearchProved,
    /// 限额未用完。
    QuotaLeft,
    /// 代理机构已备案。
    AgencyRegistered,
    /// 信用状况无碍。
    CreditClear
);

beside!(
    /// 官方通知种类。What the office sent.
    ActionKindWire = "OfficeActionKind", ActionKind:
    /// 审查意见通知书。
    Examination,
    /// 补正通知书。
    Amendment,
    /// 其他通知书。
    Other
);

beside!(
    /// 退出加快的原因。Why a case lost the fast lane.
    LaneLossReasonWire = "LaneLossReason", LaneLossReason:
    /// 未在当日缴费。
    FeesLate,
    /// 提交文本与预审合格文本不一致。
    TextDiffers,
    /// 逾期答复。
    ReplyLate,
    /// 主动修改。
    VoluntaryAmendment,
    /// 授权前著录项目变更。
    BibliographicChange,
    /// 撤回申请。
    Withdrawn,
    /// 非正常申请。
    AbnormalFiling,
    /// 审查意见次数超限。
    TooManyActions,
    /// 请求延长期限。
    ExtensionRequested,
    /// 未请求提前公布。
    NoEarlyPublication,
    /// 违反承诺。
    CommitmentBroken,
    /// 不符合预审条件。
    NotEligible
);

beside!(
    /// 撤回的原因。Why a case ended before it was filed.
    WithdrawalReasonWire = "WithdrawalReason", WithdrawalReason:
    /// 申请人撤回。
    ByApplicant,
    /// 逾期未补正视为撤回。
    AmendmentLate,
    /// 逾期未正式提交。
    FilingLate
);

beside!(
    /// 逾期行为。What came late.
    LateActKindWire = "LateActKind", LateActKind:
    /// 补正。
    Amend,
    /// 正式提交。
    File,
    /// 缴费。
    PayFees,
    /// 答复。
    Reply
);

beside!(
    /// 办理步骤。For what a clock runs.
    StepKindWire = "PreexamStep", StepKind:
    /// 受理审查。
    Accept,
    /// 出具预审意见。
    Opinion,
    /// 补正。
    Amend,
    /// 复核补正。
    Reexamine,
    /// 正式提交。
    File,
    /// 缴费。
    PayFees,
    /// 一致性审查与加快标注。
    Mark,
    /// 答复。
    Reply
);

beside!(
    /// 由谁办理。Whose time runs.
    WhoseWire = "ClockOwner", Whose:
    /// 申请人。
    Applicant,
    /// 保护中心。
    Centre,
    /// 国家知识产权局。
    Office
);

beside!(
    /// 期限状况。How something stands against its clock.
    StandingWire = "ClockStanding", Standing:
    /// 正常。
    OnTrack,
    /// 临期。
    AtRisk,
    /// 逾期。
    Late,
    /// 按期完成。
    Met,
    /// 超期完成。
    Missed
);

beside!(
    /// 备案类型。What registers with a centre.
    EntityKindWire = "FilingEntityKind", EntityKind:
    /// 申请主体。
    Applicant,
    /// 代理机构。
    Agency
);

beside!(
    /// 备案主体类别。The class of a filing entity.
    EntityClassWire = "FilingEntityClass", EntityClass:
    /// A类。
    A,
    /// B类。
    B
);

beside!(
    /// 备案核查项目。A check of a registration.
    EntityCheckIdWire = "FilingEntityCheckId", EntityCheckId:
    /// 成立时间。
    OldEnough,
    /// 参保人数。
    EnoughStaff,
    /// 已授权专利。
    EnoughRights,
    /// 知识产权管理。
    HasIpManagement,
    /// 研发场所和人员。
    HasResearchSite,
    /// 技术领域。
    FieldsNamed,
    /// 精准服务保障名单。
    OnAssuredList,
    /// 无失信和非正常申请记录。
    CleanRecord
);

beside!(
    /// 分类体系。By what fields are told.
    FieldSchemeWire = "FieldScheme", FieldScheme:
    /// 国际专利分类。
    Ipc,
    /// 洛迦诺分类。
    Locarno
);

beside!(
    /// 请求种类。What is asked for.
    RequestKindWire = "FastRequestKind", RequestKind:
    /// 复审。
    ReExamination,
    /// 无效。
    Invalidation,
    /// 专利权评价报告。
    EvaluationReport,
    /// 快速维权。
    FastEnforcement
);

/// The name of a state on the wire.
macro_rules! states {
    ($(#[$meta:meta])* $wire:ident = $name:literal, $state:ident: $($(#[$doc:meta])* $variant:ident),+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
        #[oai(rename = $name, rename_all = "snake_case")]
        pub enum $wire { $($(#[$doc])* $variant),+ }

        impl $wire {
            /// The name of this state.
            pub(super) const fn of(state: &$state) -> Self {
                match state { $($state::$variant { .. } => Self::$variant),+ }
            }
        }
    };
}

states!(
    /// 案件状态。Where a case stands.
    CaseStateWire = "PreexamCaseState", CaseState:
    /// 草稿。
    Draft,
    /// 已提交。
    Submitted,
    /// 已受理。
    Accepted,
    /// 退回。
    Returned,
    /// 已发预审意见。
    OpinionIssued,
    /// 已补正。
    Amended,
    /// 拟合格，待复核。
    PassProposed,
    /// 预审合格。
    Passed,
    /// 预审不合格。
    Failed,
    /// 已正式提交。
    Filed,
    /// 已缴费。
    FeesPaid,
    /// 已加快标注。
    Marked,
    /// 待答复。
    ActionOpen,
    /// 已授权。
    Granted,
    /// 已驳回。
    Rejected,
    /// 退出加快。
    LaneLost,
    /// 已撤回。
    Withdrawn
);

states!(
    /// 备案状态。Where a registration stands.
    EntityStateWire = "FilingEntityState", EntityState:
    /// 待审核。
    Applied,
    /// 已审核。
    Reviewed,
    /// 已上报。
    Reported,
    /// 已生效。
    Effective,
    /// 已提醒。
    Reminded,
    /// 已暂停。
    Suspended,
    /// 已取消。
    Cancelled,
    /// 未通过。
    Refused,
    /// 已退出。
    Withdrawn
);

states!(
    /// 请求状态。Where a request stands.
    RequestStateWire = "FastRequestState", RequestState:
    /// 已提交。
    Filed,
    /// 已分流。
    Triaged,
    /// 已移送。
    Referred,
    /// 已接收。
    Acknowledged,
    /// 已办结。
    Concluded,
    /// 不予受理。
    Declined,
    /// 已撤回。
    Withdrawn
);
