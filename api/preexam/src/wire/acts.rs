//! What is sent with the acts of a case.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::identifier::PatentNumber;
use domain::preexam::case::{CheckId, OpinionItem};
use hall::calendars::ChannelWire;
use hall::http::{Day, Fault, Sentence};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::codes::{ActionKindWire, CheckIdWire, DocumentRoleWire, LaneLossReasonWire};
use crate::desk::Filing;

/// A day for the contract.
pub(super) fn example_day(month: u32, day: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default())
}

/// A body of a few fields, with its example.
macro_rules! body {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty = $example:expr),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Object)]
        #[oai(example, skip_serializing_if_is_none)]
        pub struct $name { $($(#[$doc])* pub $field: $type),* }

        impl Example for $name {
            fn example() -> Self {
                Self { $($field: $example),* }
            }
        }
    };
}
pub(super) use body;

body!(
    /// 附上文件。A document that is attached.
    AttachmentRequest {
        /// 文件种类。What it is in the case.
        role: DocumentRoleWire = DocumentRoleWire::Claims,
        /// 已上传的文件。The uploaded file.
        file_id: Uuid = hall::http::example_id(),
    }
);

body!(
    /// 移除文件。A document that is no longer presented.
    DetachmentRequest {
        /// 文件种类。What it is in the case.
        role: DocumentRoleWire = DocumentRoleWire::Drawings,
    }
);

body!(
    /// 签署承诺书。The commitment that is signed.
    CommitmentRequest {
        /// 承诺书文本的版本。Which version of its text.
        #[oai(validator(max_length = 100))]
        text_version: String = "2026-1".into(),
    }
);

body!(
    /// 补正说明。What is said of an amendment.
    AmendmentRequest {
        /// 说明。A note.
        #[oai(validator(max_length = 4000))]
        note: Option<String> = Some("已按意见修改权利要求1".into()),
    }
);

body!(
    /// 撤回。Why something is given up.
    WithdrawalRequest {
        /// 理由。Why.
        #[oai(validator(max_length = 1000))]
        reason: Option<String> = Some("改为普通申请".into()),
    }
);

/// 正式提交的文件。A document as it was filed.
#[derive(Debug, Object)]
#[oai(rename = "FiledDocument")]
pub struct FiledDocument {
    /// 文件种类。What it is.
    pub role: DocumentRoleWire,
    /// 已上传的文件。The uploaded file.
    pub file_id: Uuid,
}

body!(
    /// 报送申请号与正式提交的文件。The filing at the office.
    FilingRequest {
        /// 申请号，含校验位。The application number, with its check character.
        #[oai(validator(max_length = 50))]
        application_number: String = "202610000001.3".into(),
        /// 申请日。The filing day.
        filed_on: Day = example_day(11, 20),
        /// 正式提交的文件。The documents as they were filed.
        #[oai(validator(min_items = 1, max_items = 20))]
        texts: Vec<FiledDocument> = vec![FiledDocument {
            role: DocumentRoleWire::Claims,
            file_id: hall::http::example_id(),
        }],
    }
);

/// The number of a patent or application, by the field in which it stands.
pub(crate) fn read_number(raw: &str, pointer: &str) -> Result<PatentNumber, Fault> {
    PatentNumber::parse(raw)
        .map_err(|fault| Fault::of_field(pointer, fault.code(), Sentence::new(fault.zh(), fault.en())))
}

impl FilingRequest {
    /// What is told of the filing.
    pub(crate) fn read(self) -> Result<Filing, Fault> {
        Ok(Filing {
            application_number: read_number(&self.application_number, "/application_number")?,
            filed_on: self.filed_on.0,
            texts: self.texts.into_iter().map(|text| (text.role.into(), text.file_id)).collect(),
        })
    }
}

body!(
    /// 报送缴费。The payment of the fees.
    FeesRequest {
        /// 缴费日。The day of payment.
        paid_on: Day = example_day(11, 20),
        /// 缴费凭证。The receipt.
        receipt_file_id: Option<Uuid> = None,
    }
);

body!(
    /// 登记官方通知。What the office sent.
    ActionRequest {
        /// 种类。What it is.
        kind: ActionKindWire = ActionKindWire::Examination,
        /// 送达日；邮寄时为发出日。The day of service; by post, of dispatch.
        served_on: Day = example_day(11, 23),
        /// 送达方式，默认电子送达。How it was served; electronically when not said.
        channel: Option<ChannelWire> = None,
        /// 有证据证明的实际收到日（邮寄）。The day of receipt, where it is proved (post).
        received_on: Option<Day> = None,
        /// 说明。A note.
        #[oai(validator(max_length = 4000))]
        note: Option<String> = None,
    }
);

body!(
    /// 报送答复。The reply to the office.
    ReplyRequest {
        /// 答复日。The day of the reply.
        replied_on: Day = example_day(11, 24),
        /// 说明。A note.
        #[oai(validator(max_length = 4000))]
        note: Option<String> = None,
    }
);

body!(
    /// 分配。To whom a case is given.
    AssignmentRequest {
        /// 预审员；不填则按领域和工作量分配。The examiner; by field and load when not said.
        examiner_id: Option<Uuid> = None,
    }
);

body!(
    /// 理由。Why, point by point.
    ReasonsRequest {
        /// 各项理由。Each reason.
        #[oai(validator(min_items = 1, max_items = 50))]
        reasons: Vec<String> = vec!["权利要求1不具备新颖性".into()],
    }
);

/// 人工核查结论。How a check that needs a person was settled.
#[derive(Debug, Object)]
#[oai(rename = "SettledCheck")]
pub struct SettledCheck {
    /// 项目。The check.
    pub check: CheckIdWire,
    /// 理由。Why it may pass.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

body!(
    /// 受理。What a person found where a check needed one.
    PreexamAcceptanceRequest {
        /// 人工核查结论。The checks that a person settled.
        #[oai(validator(max_items = 20))]
        settled: Vec<SettledCheck> =
            vec![SettledCheck { check: CheckIdWire::CreditClear, reason: "已电话核实信用记录".into() }],
    }
);

impl PreexamAcceptanceRequest {
    /// The checks, each with the reason; the last one said holds.
    pub(crate) fn settled(self) -> BTreeMap<CheckId, String> {
        self.settled.into_iter().map(|settled| (settled.check.into(), settled.reason)).collect()
    }
}

/// 意见项。One thing that is to be amended.
#[derive(Debug, Object)]
#[oai(rename = "OpinionItem", skip_serializing_if_is_none)]
pub struct OpinionItemWire {
    /// 所用模板。The template it was written from.
    #[oai(validator(max_length = 100))]
    pub template: Option<String>,
    /// 涉及的文件。The document it is about.
    pub role: Option<DocumentRoleWire>,
    /// 意见。What is to be amended.
    #[oai(validator(max_length = 4000))]
    pub text: String,
}

impl OpinionItemWire {
    /// The item.
    pub(super) fn of(item: &OpinionItem) -> Self {
        Self { template: item.template.clone(), role: item.role.map(Into::into), text: item.text.clone() }
    }
}

body!(
    /// 预审意见。What is to be amended.
    OpinionRequest {
        /// 各项意见。Each item.
        #[oai(validator(min_items = 1, max_items = 50))]
        items: Vec<OpinionItemWire> = vec![OpinionItemWire {
            template: Some("claims_not_clear".into()),
            role: Some(DocumentRoleWire::Claims),
            text: "权利要求2中的“上述装置”缺乏引用基础".into(),
        }],
    }
);

impl OpinionRequest {
    /// The items.
    pub(crate) fn items(self) -> Vec<OpinionItem> {
        let item = |item: OpinionItemWire| OpinionItem {
            template: item.template,
            role: item.role.map(Into::into),
            text: item.text,
        };
        self.items.into_iter().map(item).collect()
    }
}

body!(
    /// 退出加快。Why a case loses the fast lane.
    LaneLossRequest {
        /// 原因。Why.
        reason: LaneLossReasonWire = LaneLossReasonWire::BibliographicChange,
        /// 说明。A note.
        #[oai(validator(max_length = 4000))]
        note: Option<String> = None,
    }
);

body!(
    /// 登记授权。The grant.
    GrantRequest {
        /// 授权公告日。The day of the announcement.
        announced_on: Day = example_day(11, 24),
        /// 专利号。The number of the patent.
        #[oai(validator(max_length = 50))]
        patent_number: String = "ZL202610000001.3".into(),
    }
);

body!(
    /// 登记驳回。The rejection by the office.
    RejectionRequest {
        /// 决定日。The day of the decision.
        on: Day = example_day(11, 24),
        /// 理由。Why.
        #[oai(validator(max_length = 1000))]
        reason: String = "不具备创造性".into(),
    }
);
