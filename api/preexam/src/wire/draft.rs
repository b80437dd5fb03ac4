//! What is said of a case when it is opened, revised or taken over.

use domain::preexam::case::{CoApplicant, Declarations};
use hall::http::Day;
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::acts::{body, example_day};
use super::codes::PatentKindWire;
use crate::desk::{CaseWish, ImportedCase};

/// 共同申请人。Who applies beside the first applicant.
#[derive(Debug, Object)]
#[oai(rename = "CoApplicant")]
pub struct CoApplicantWire {
    /// 名称。Its name.
    #[oai(validator(max_length = 200))]
    pub name: String,
    /// 是否已证明共同研发。Whether joint research is proved.
    pub joint_research_proved: bool,
}

/// 申请人声明；不填即为否。What is declared; `false` when not said.
#[derive(Debug, Default, Object)]
#[oai(rename = "CaseDeclarations")]
pub struct DeclarationsWire {
    /// 国际申请或进入国家阶段。An international application.
    #[oai(default)]
    pub pct: bool,
    /// 同日申请实用新型。A utility model of the same day.
    #[oai(default)]
    pub same_day_twin: bool,
    /// 分案申请。A divisional application.
    #[oai(default)]
    pub divisional: bool,
    /// 须作保密审查。It needs the secrecy review.
    #[oai(default)]
    pub secrecy_review: bool,
    /// 已在同一程序中加快。It is accelerated elsewhere in the same procedure.
    #[oai(default)]
    pub accelerated_elsewhere: bool,
}

impl DeclarationsWire {
    /// What is declared.
    pub(super) const fn of(declared: Declarations) -> Self {
        let Declarations { pct, same_day_twin, divisional, secrecy_review, accelerated_elsewhere } = declared;
        Self { pct, same_day_twin, divisional, secrecy_review, accelerated_elsewhere }
    }
}

/// 预审案件。What an applicant says of a case.
#[derive(Debug, Object)]
#[oai(example, rename = "PreexamCaseRequest", skip_serializing_if_is_none)]
pub struct CaseRequest {
    /// 备案主体。The filing entity under which it applies; it says the centre.
    pub filing_entity_id: Uuid,
    /// 专利类型。The kind of patent.
    pub kind: PatentKindWire,
    /// 发明名称或产品名称。The title.
    #[oai(validator(max_length = 400))]
    pub title: String,
    /// 主分类号：IPC 或洛迦诺分类号。The main classification.
    #[oai(validator(max_length = 50))]
    pub classification: String,
    /// 共同申请人。Who applies beside it.
    #[oai(validator(max_items = 20))]
    pub co_applicants: Option<Vec<CoApplicantWire>>,
    /// 声明。What is declared.
    pub declarations: Option<DeclarationsWire>,
    /// 申请人自己的编号。The applicant's own reference.
    #[oai(validator(max_length = 200))]
    pub client_reference: Option<String>,
}

impl Example for CaseRequest {
    fn example() -> Self {
        Self {
            filing_entity_id: hall::http::example_id(),
            kind: PatentKindWire::UtilityModel,
            title: "一种寒地水稻插秧机".into(),
            classification: "A01C11/02".into(),
            co_applicants: None,
            declarations: None,
            client_reference: Some("2026-YS-017".into()),
        }
    }
}

impl From<CaseRequest> for CaseWish {
    fn from(request: CaseRequest) -> Self {
        let declared = request.declarations.unwrap_or_default();
        let others = request.co_applicants.unwrap_or_default().into_iter();
        Self {
            filing_entity: request.filing_entity_id,
            kind: request.kind.into(),
            title: request.title,
            classification: request.classification,
            co_applicants: others
                .map(|other| CoApplicant { name: other.name, joint_research_proved: other.joint_research_proved })
                .collect(),
            declarations: Declarations {
                pct: declared.pct,
                same_day_twin: declared.same_day_twin,
                divisional: declared.divisional,
                secrecy_review: declared.secrecy_review,
                accelerated_elsewhere: declared.accelerated_elsewhere,
            },
            client_reference: request.client_reference,
        }
    }
}

body!(
    /// 接续其他系统的案件。A case that is taken over from another system.
    PreexamImportRequest {
        /// 来源系统。The system.
        #[oai(validator(max_length = 200))]
        source: String = "旧预审系统".into(),
        /// 案件。What it is about.
        case: CaseRequest = CaseRequest::example(),
        /// 提交日。The day on which it was submitted.
        submitted_on: Day = example_day(11, 2),
        /// 受理日。The day on which it was accepted.
        accepted_on: Option<Day> = Some(example_day(11, 4)),
    }
);

impl From<PreexamImportRequest> for ImportedCase {
    fn from(request: PreexamImportRequest) -> Self {
        Self {
            source: request.source,
            wish: request.case.into(),
            submitted_on: request.submitted_on.0,
            accepted_on: request.accepted_on.map(|day| day.0),
        }
    }
}
