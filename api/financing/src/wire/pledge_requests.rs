//! What is asked of pledges.

use domain::financing::pledge::{Content, Elsewhere, Ground, PledgeCommand};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::http::{Day, example_id};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::deal_requests::example_day;
use super::deal_words::{GroundWire, ProcedureWire, ReleaseReasonWire};
use super::right::RightKeyWire;
use crate::desk::{KnownWish, PledgeAsked, PledgeWish, cleared};

/// 人工确认。What a person saw of a ground that no machine knows.
#[derive(Debug, Object)]
#[oai(rename = "PledgeSettlement")]
pub struct SettledGround {
    /// 情形。The ground.
    pub ground: GroundWire,
    /// 所见。What was seen.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

/// 准备登记材料。A right that is to be pledged for a deal.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeRequest", skip_serializing_if_is_none)]
pub struct PledgeRequest {
    /// 权利，须在融资需求中。Which right of the demand.
    pub right: RightKeyWire,
    /// 登记程序。By which procedure.
    pub procedure: ProcedureWire,
    /// 担保金额（元）。What it secures.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 债务履行期限起日。The first day of the debt.
    pub debt_from_on: Day,
    /// 债务履行期限止日。The last one.
    pub debt_until_on: Day,
    /// 担保范围。What it secures besides the principal.
    #[oai(validator(max_length = 1000))]
    pub scope: String,
    /// 已人工确认的情形。What a person settled, having looked.
    #[oai(validator(max_items = 14))]
    pub settled: Option<Vec<SettledGround>>,
    /// 当事人知悉后声明继续的情形。What the parties, told of it, declare to go on with.
    #[oai(validator(max_items = 14))]
    pub declared: Option<Vec<GroundWire>>,
}

impl Example for PledgeRequest {
    fn example() -> Self {
        Self {
            right: RightKeyWire::example(),
            procedure: ProcedureWire::PatentOnline,
            amount: "900000.00".into(),
            debt_from_on: example_day(2026, 12, 1),
            debt_until_on: example_day(2027, 11, 30),
            scope: "主债权及利息、违约金、实现质权的费用".into(),
            settled: Some(vec![SettledGround {
                ground: GroundWire::FeeUnpaid, reason: "已核对缴费记录".into()
            }]),
            declared: None,
        }
    }
}

impl PledgeRequest {
    /// The wish.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn read(self) -> Result<PledgeWish, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &self.amount);
        fields.end()?;
        let settled = self.settled.unwrap_or_default().into_iter().map(|one| (one.ground.into(), one.reason));
        let declared = self.declared.unwrap_or_default().into_iter().map(Ground::from);
        Ok(PledgeWish {
            right: self.right.into(),
            procedure: self.procedure.into(),
            amount: amount.unwrap_or_default(),
            debt_from_on: self.debt_from_on.0,
            debt_until_on: self.debt_until_on.0,
            scope: self.scope,
            cleared: cleared(settled, declared),
        })
    }
}

/// 提交登记。That the office received the papers.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeSubmissionRequest")]
pub struct SubmissionRequest {
    /// 受理回执号。The office's receipt.
    #[oai(validator(max_length = 400))]
    pub receipt: String,
    /// 收到之日。The day on which it received them.
    pub submitted_on: Day,
}

impl Example for SubmissionRequest {
    fn example() -> Self {
        Self { receipt: "ZLZY2026112500001".into(), submitted_on: example_day(2026, 11, 23) }
    }
}

/// 补正要求。What the office wants to have corrected.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeDefectsRequest")]
pub struct DefectsRequest {
    /// 内容。What it said.
    #[oai(validator(max_length = 1000))]
    pub note: String,
    /// 日期。The day.
    pub on: Day,
}

impl Example for DefectsRequest {
    fn example() -> Self {
        Self { note: "申请表缺少质权人盖章".into(), on: example_day(2026, 11, 23) }
    }
}

/// 补正齐全。That all of it is corrected.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeCureRequest")]
pub struct CureRequest {
    /// 日期。The day.
    pub on: Day,
}

impl Example for CureRequest {
    fn example() -> Self {
        Self { on: example_day(2026, 11, 23) }
    }
}

/// 登记。The office's notice that a pledge is registered.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeRegistrationRequest")]
pub struct RegistrationRequest {
    /// 登记号。The office's number.
    #[oai(validator(max_length = 400))]
    pub number: String,
    /// 登记日。The day of the registration.
    pub registered_on: Day,
    /// 登记通知书，由办理人上传。The office's notice, uploaded by who tells of it.
    pub notice_file_id: Uuid,
}

impl Example for RegistrationRequest {
    fn example() -> Self {
        Self { number: "Y2026230000001".into(), registered_on: example_day(2026, 11, 23), notice_file_id: example_id() }
    }
}

impl RegistrationRequest {
    /// What is asked.
    pub(crate) fn asked(self) -> PledgeAsked {
        let (number, on) = (self.number, self.registered_on.0);
        PledgeAsked::Known(
            KnownWish::Notice(self.notice_file_id),
            Box::new(move |by, known| PledgeCommand::Register { by, number: number.clone(), known, on }),
        )
    }
}

/// 不予登记。That the office refused.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeRefusalRequest", skip_serializing_if_is_none)]
pub struct OfficeRefusalRequest {
    /// 情形。On which ground.
    pub ground: GroundWire,
    /// 理由。What the office says.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
    /// 日期。The day.
    pub refused_on: Day,
    /// 通知书，由办理人上传。Its notice.
    pub notice_file_id: Option<Uuid>,
}

impl Example for OfficeRefusalRequest {
    fn example() -> Self {
        Self {
            ground: GroundWire::Other,
            reason: "不符合登记条件".into(),
            refused_on: example_day(2026, 11, 23),
            notice_file_id: None,
        }
    }
}

impl OfficeRefusalRequest {
    /// What is asked.
    pub(crate) fn asked(self) -> PledgeAsked {
        let (ground, reason, on) = (self.ground.into(), self.reason, self.refused_on.0);
        let command = move |by, notice| PledgeCommand::Refuse { by, ground, reason: reason.clone(), notice, on };
        PledgeAsked::Noticed(self.notice_file_id, Box::new(command))
    }
}

/// 知悉依据：通知书或查询说明，二者择一。How it is known: by the office's notice, or by what somebody looked up.
fn how(notice: Option<Uuid>, note: Option<String>) -> KnownWish {
    notice.map_or_else(|| KnownWish::Told(note.unwrap_or_default()), KnownWish::Notice)
}

/// 变更登记。What stands in the register from a day on.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeAmendmentRequest", skip_serializing_if_is_none)]
pub struct AmendmentRequest {
    /// 编号。The office's number of the change.
    #[oai(validator(max_length = 400))]
    pub number: Option<String>,
    /// 生效日。The day.
    pub on: Day,
    /// 出质人。Who pledges from then on.
    #[oai(validator(max_length = 400))]
    pub pledgor: Option<String>,
    /// 质权人。Who has the pledge from then on.
    #[oai(validator(max_length = 400))]
    pub pledgee: Option<String>,
    /// 担保金额（元）。What it secures from then on.
    #[oai(validator(max_length = 40))]
    pub amount: Option<String>,
    /// 债务履行期限届满日。The last day of the debt.
    pub debt_until_on: Option<Day>,
    /// 通知书，由办理人上传。The office's notice.
    pub notice_file_id: Option<Uuid>,
    /// 查询说明，无通知书时必填。Where it was looked up, without a notice.
    #[oai(validator(max_length = 1000))]
    pub note: Option<String>,
}

impl Example for AmendmentRequest {
    fn example() -> Self {
        Self {
            number: None,
            on: example_day(2026, 11, 23),
            pledgor: Some("权利人测试机构".into()),
            pledgee: Some("城市银行".into()),
            amount: Some("800000.00".into()),
            debt_until_on: Some(example_day(2027, 11, 30)),
            notice_file_id: None,
            note: Some("登记簿查询".into()),
        }
    }
}

impl AmendmentRequest {
    /// What is asked.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn asked(self) -> Result<PledgeAsked, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = self.amount.as_deref().map(|amount| fields.money("/amount", amount).unwrap_or_default());
        fields.end()?;
        let content = Content {
            pledgor: self.pledgor,
            pledgee: self.pledgee,
            amount,
            debt_until_on: self.debt_until_on.map(|day| day.0),
        };
        let (number, on) = (self.number, self.on.0);
        let command =
            move |_, known| PledgeCommand::Amend { number: number.clone(), content: content.clone(), known, on };
        Ok(PledgeAsked::Known(how(self.notice_file_id, self.note), Box::new(command)))
    }
}

/// 延期登记。That the debt runs longer.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeExtensionRequest", skip_serializing_if_is_none)]
pub struct ExtensionRequest {
    /// 编号。The office's number of the extension.
    #[oai(validator(max_length = 400))]
    pub number: Option<String>,
    /// 生效日。The day.
    pub on: Day,
    /// 债务履行期限届满日。The last day of the debt from then on.
    pub debt_until_on: Day,
    /// 通知书，由办理人上传。The office's notice.
    pub notice_file_id: Option<Uuid>,
    /// 查询说明，无通知书时必填。Where it was looked up, without a notice.
    #[oai(validator(max_length = 1000))]
    pub note: Option<String>,
}

impl Example for ExtensionRequest {
    fn example() -> Self {
        Self {
            number: None,
            on: example_day(2026, 11, 23),
            debt_until_on: example_day(2028, 11, 30),
            notice_file_id: None,
            note: Some("登记簿查询".into()),
        }
    }
}

impl ExtensionRequest {
    /// What is asked.
    pub(crate) fn asked(self) -> PledgeAsked {
        let (number, on, until_on) = (self.number, self.on.0, self.debt_until_on.0);
        let command = move |_, known| PledgeCommand::Extend { number: number.clone(), until_on, known, on };
        PledgeAsked::Known(how(self.notice_file_id, self.note), Box::new(command))
    }
}

/// 注销登记。That a pledge was struck off.
#[derive(Debug, Object)]
#[oai(example, rename = "PledgeReleaseRequest", skip_serializing_if_is_none)]
pub struct ReleaseRequest {
    /// 编号。The office's number.
    #[oai(validator(max_length = 400))]
    pub number: Option<String>,
    /// 注销日。The day.
    pub on: Day,
    /// 原因。Why.
    pub reason: ReleaseReasonWire,
    /// 通知书，由办理人上传。The office's notice.
    pub notice_file_id: Option<Uuid>,
    /// 查询说明，无通知书时必填。Where it was looked up, without a notice.
    #[oai(validator(max_length = 1000))]
    pub note: Option<String>,
}

impl Example for ReleaseRequest {
    fn example() -> Self {
        Self {
            number: None,
            on: example_day(2026, 11, 23),
            reason: ReleaseReasonWire::Performed,
            notice_file_id: None,
            note: Some("登记簿查询".into()),
        }
    }
}

impl ReleaseRequest {
    /// What is asked.
    pub(crate) fn asked(self) -> PledgeAsked {
        let (number, on, reason) = (self.number, self.on.0, self.reason.into());
        let command = move |_, known| PledgeCommand::Release { number: number.clone(), reason, known, on };
        PledgeAsked::Known(how(self.notice_file_id, self.note), Box::new(command))
    }
}

/// 平台外质押。A pledge made elsewhere, as somebody looked it up.
#[derive(Debug, Object)]
#[oai(example, rename = "MirroredPledgeRequest", skip_serializing_if_is_none)]
pub struct MirrorRequest {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 登记日。The day of the registration.
    pub registered_on: Day,
    /// 登记号。The office's number.
    #[oai(validator(max_length = 400))]
    pub number: Option<String>,
    /// 出质人。Who pledges.
    #[oai(validator(max_length = 400))]
    pub pledgor: Option<String>,
    /// 质权人。Who took the pledge.
    #[oai(validator(max_length = 400))]
    pub pledgee: Option<String>,
    /// 查询说明。Where it was looked up.
    #[oai(validator(max_length = 1000))]
    pub note: String,
}

impl Example for MirrorRequest {
    fn example() -> Self {
        Self {
            right: RightKeyWire::example(),
            registered_on: example_day(2026, 11, 20),
            number: Some("Y2026110000002".into()),
            pledgor: Some("某科技有限公司".into()),
            pledgee: Some("某银行".into()),
            note: "国家知识产权局专利登记簿副本".into(),
        }
    }
}

impl MirrorRequest {
    /// What is told, and where it was looked up.
    pub(crate) fn read(self) -> (Elsewhere, String) {
        let content = Content { pledgor: self.pledgor, pledgee: self.pledgee, amount: None, debt_until_on: None };
        (Elsewhere { right: self.right.into(), on: self.registered_on.0, number: self.number, content }, self.note)
    }
}
