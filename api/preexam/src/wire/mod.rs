//! The JSON shapes of pre-examination. Nothing here decides.

mod acts;
mod case;
mod checks;
mod codes;
mod course;
mod draft;
mod entity;
mod field_list;
mod request;
mod work;

pub(crate) use acts::read_number;
pub use acts::{
    ActionRequest, AmendmentRequest, AssignmentRequest, AttachmentRequest, CommitmentRequest, DetachmentRequest,
    FeesRequest, FilingRequest, GrantRequest, LaneLossRequest, OpinionRequest, PreexamAcceptanceRequest,
    ReasonsRequest, RejectionRequest, ReplyRequest, WithdrawalRequest,
};
pub use case::{CaseView, ClocksView, DeadlinesView};
pub use checks::{CheckView, EntityCheckView};
pub use codes::{
    CaseStateWire, DocumentRoleWire, EntityStateWire, FieldSchemeWire, PatentKindWire, RequestKindWire,
    RequestStateWire,
};
pub use draft::{CaseRequest, PreexamImportRequest};
pub use entity::{
    ClassRequest, EffectRequest, EntityFactsRequest, EntityRequest, EntitySuspensionRequest, EntityView, QuotaRequest,
    ReportRequest, ReviewRequest,
};
pub use field_list::{FieldListRequest, FieldListView};
pub use request::{
    AcknowledgementRequest, ConclusionRequest, DeclineRequest, FastRequestRequest, FastRequestView, ReferralRequest,
    TriageRequest,
};
pub use work::{
    BoardView, CentreView, ExaminerRequest, ExaminerView, ForecastAnswer, OpinionTemplateView, StatisticsRow,
    StatisticsView, csv, opinion_templates,
};
