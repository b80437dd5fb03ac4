//! The shapes of the rights of a demand.

use chrono::NaiveDate;
use domain::financing::demand::{
    BundledRight, ConsentKind, Origin, RightKey, StatedValue, Verdict, refusals as of_demands,
};
use domain::financing::product::PledgedKind;
use domain::financing::valuation::{Fields, refusals};
use domain::hall::FieldRefusal;
use hall::act::{id_of, uuid_of};
use hall::beside;
use hall::http::{Day, example_id};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::valuation::{MethodWire, ValuationRequest};
use super::words::PledgedKindWire;
use crate::desk::{CertificateWish, RightWish};

fn day(year: i32, month: u32, day: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
}

/// 权利：种类与号码。A right by its kind and number.
#[derive(Debug, Object)]
#[oai(example, rename = "RightKey")]
pub struct RightKeyWire {
    /// 种类。Its kind.
    pub kind: PledgedKindWire,
    /// 专利号、商标注册号或著作权登记号。The number of the patent, the mark, or the certificate.
    #[oai(validator(max_length = 200))]
    pub number: String,
}

impl Example for RightKeyWire {
    fn example() -> Self {
        Self { kind: PledgedKindWire::Invention, number: "202010566088.9".into() }
    }
}

impl RightKeyWire {
    /// The key as it stands.
    pub(super) fn of(key: &RightKey) -> Self {
        Self { kind: key.kind.into(), number: key.number.clone() }
    }
}

impl From<RightKeyWire> for RightKey {
    fn from(wire: RightKeyWire) -> Self {
        Self { kind: wire.kind.into(), number: wire.number }
    }
}

/// 著作权登记证书。What the certificate of a copyright says.
#[derive(Debug, Object)]
#[oai(rename = "CopyrightCertificate")]
pub struct CertificateWire {
    /// 已上传的证书。The uploaded certificate.
    pub file_id: Uuid,
    /// 作品名称。The title of the work.
    #[oai(validator(max_length = 400))]
    pub title: String,
    /// 作者。Who made it.
    #[oai(validator(max_length = 400))]
    pub author: String,
    /// 著作权人（全部）。Who owns it, all that are named.
    #[oai(validator(max_items = 50))]
    pub owners: Vec<String>,
    /// 完成日期。When the work was completed.
    pub completed_on: Day,
}

/// 增加权利。A right that comes into the bundle: one of the registry by its number, a copyright by its certificate.
#[derive(Debug, Object)]
#[oai(example, rename = "RightAddition", skip_serializing_if_is_none)]
pub struct RightRequest {
    /// 种类。Its kind.
    pub kind: PledgedKindWire,
    /// 号码，按通常写法均可。Its number, in any usual writing.
    #[oai(validator(max_length = 200))]
    pub number: String,
    /// 著作权须填写证书，其他权利不填。The certificate of a copyright, and of nothing else.
    pub certificate: Option<CertificateWire>,
}

impl Example for RightRequest {
    fn example() -> Self {
        Self { kind: PledgedKindWire::Invention, number: "202010566088.9".into(), certificate: None }
    }
}

impl RightRequest {
    /// The right.
    ///
    /// # Errors
    /// A copyright without its certificate, or another right with one.
    pub(crate) fn read(self) -> Result<RightWish, FieldRefusal> {
        let kind = PledgedKind::from(self.kind);
        match (kind, self.certificate) {
            (PledgedKind::Copyright, None) => Err(FieldRefusal::at("/certificate", refusals::input_missing())),
            (PledgedKind::Copyright, Some(certificate)) => Ok(RightWish::Declared {
                number: self.number,
                certificate: CertificateWish {
                    file: certificate.file_id,
                    title: certificate.title,
                    author: certificate.author,
                    owners: certificate.owners,
                    completed_on: certificate.completed_on.0,
                },
            }),
            (_, Some(_)) => Err(FieldRefusal::at("/certificate", of_demands::demand_right_wrong_origin())),
            (kind, None) => Ok(RightWish::Registered(kind, self.number)),
        }
    }
}

/// 评估报告。What an appraiser's report says.
#[derive(Debug, Object)]
#[oai(rename = "AppraisalReport")]
pub struct ReportWire {
    /// 低值（元）。The lower end, in yuan.
    #[oai(validator(max_length = 40))]
    pub low: String,
    /// 高值（元）。The upper end.
    #[oai(validator(max_length = 40))]
    pub high: String,
    /// 方法。By which method.
    pub method: MethodWire,
    /// 评估基准日。The day for which it holds.
    pub valued_on: Day,
    /// 有效期至。The last day on which it may be used.
    pub valid_until_on: Day,
    /// 已上传的报告。The uploaded report.
    pub file_id: Uuid,
}

/// 登记评估值：报告，或由平台计算。What a right is worth: by a report, or calculated here.
#[derive(Debug, Object)]
#[oai(example, rename = "RightValuation", skip_serializing_if_is_none)]
pub struct ValueRequest {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 评估报告。The appraiser's report; not with a calculation.
    pub report: Option<ReportWire>,
    /// 计算参数。The inputs of a calculation; not with a report.
    pub calculation: Option<ValuationRequest>,
}

impl Example for ValueRequest {
    fn example() -> Self {
        let report = ReportWire {
            low: "4000000.00".into(),
            high: "5200000.00".into(),
            method: MethodWire::ReliefFromRoyalty,
            valued_on: day(2026, 10, 31),
            valid_until_on: day(2027, 10, 30),
            file_id: example_id(),
        };
        Self { right: RightKeyWire::example(), report: Some(report), calculation: None }
    }
}

impl ReportWire {
    /// The stated value.
    ///
    /// # Errors
    /// Each amount that cannot be read.
    pub(crate) fn read(self) -> Result<StatedValue, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let (low, high) = (fields.money("/report/low", &self.low), fields.money("/report/high", &self.high));
        fields.end()?;
        Ok(StatedValue {
            low: low.unwrap_or_default(),
            high: high.unwrap_or_default(),
            method: self.method.into(),
            valued_on: self.valued_on.0,
            valid_until_on: self.valid_until_on.0,
            file: Some(id_of(self.file_id)),
        })
    }
}

beside!(
    /// 共有人文件的内容。What a paper of the co-owners says.
    ConsentKindWire = "CoOwnerConsentKind", ConsentKind:
    /// 同意出质。One of them agrees to the pledge.
    Consent,
    /// 另有约定。All agreed before that each may pledge without the others.
    AgreedOtherwise
);

/// 登记共有人同意。A paper of a co-owner.
#[derive(Debug, Object)]
#[oai(example, rename = "CoOwnerConsentRequest")]
pub struct CoOwnerConsentRequest {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 文件的内容。What the paper says.
    pub kind: ConsentKindWire,
    /// 共有人名称。Whose it is.
    #[oai(validator(max_length = 400))]
    pub co_owner: String,
    /// 已上传的文件。The uploaded paper.
    pub file_id: Uuid,
    /// 落款日期。The day that it bears.
    pub given_on: Day,
}

impl Example for CoOwnerConsentRequest {
    fn example() -> Self {
        Self {
            right: RightKeyWire::example(),
            kind: ConsentKindWire::Consent,
            co_owner: "示例大学".into(),
            file_id: example_id(),
            given_on: day(2026, 11, 2),
        }
    }
}

/// 核验通过。A certificate that was found sound.
#[derive(Debug, Object)]
#[oai(example, rename = "DeclarationAcceptance")]
pub struct DeclarationAcceptance {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 保护期至。The last day of protection.
    pub protected_until_on: Day,
}

impl Example for DeclarationAcceptance {
    fn example() -> Self {
        let right = RightKeyWire { kind: PledgedKindWire::Copyright, number: "国作登字-2024-F-00000001".into() };
        Self { right, protected_until_on: day(2074, 12, 31) }
    }
}

/// 核验不通过。A certificate that was not found sound.
#[derive(Debug, Object)]
#[oai(example, rename = "DeclarationRefusal")]
pub struct DeclarationRefusal {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 理由。Why.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

impl Example for DeclarationRefusal {
    fn example() -> Self {
        let right = RightKeyWire { kind: PledgedKindWire::Copyright, number: "国作登字-2024-F-00000001".into() };
        Self { right, reason: "证书编号与登记公告不符".into() }
    }
}

/// 证书核验结论。What a person found of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "DeclarationVerdict", rename_all = "snake_case")]
pub enum VerdictWire {
    /// 待核验。Nobody looked yet.
    Unchecked,
    /// 核验通过。It is genuine, and the work is protected.
    Accepted,
    /// 核验不通过。It is not.
    Refused,
}

/// 评估值。What a right is worth.
#[derive(Debug, Object)]
#[oai(rename = "StatedValue", skip_serializing_if_is_none)]
pub struct ValueView {
    /// 低值（元）；匹配按低值计算。The lower end, which counts in matching.
    pub low: String,
    /// 高值（元）。The upper end.
    pub high: String,
    /// 方法。By which method.
    pub method: MethodWire,
    /// 评估基准日。The day for which it holds.
    pub valued_on: Day,
    /// 有效期至。The last day on which it may be used.
    pub valid_until_on: Day,
    /// 报告；由平台计算时无。The report; none where the platform calculated it.
    pub file_id: Option<Uuid>,
}

impl ValueView {
    /// The value as it was stated.
    pub(super) fn of(value: &StatedValue) -> Self {
        Self {
            low: value.low.to_string(),
            high: value.high.to_string(),
            method: value.method.into(),
            valued_on: Day(value.valued_on),
            valid_until_on: Day(value.valid_until_on),
            file_id: value.file.map(uuid_of),
        }
    }
}

/// 质押物中的一件权利。A right of the bundle.
#[derive(Debug, Object)]
#[oai(rename = "BundledRight", skip_serializing_if_is_none)]
pub struct BundledRightView {
    /// 种类。Its kind.
    pub kind: PledgedKindWire,
    /// 号码。Its number.
    pub number: String,
    /// 证书核验结论；来自登记库的权利无。What a person found of its certificate; none of a right of the registry.
    pub verdict: Option<VerdictWire>,
    /// 核验不通过的理由。Why it did not pass.
    pub verdict_reason: Option<String>,
    /// 保护期至（著作权）。The last day of protection, of a copyright that was checked.
    pub protected_until_on: Option<Day>,
    /// 已同意的共有人。The co-owners who agreed.
    pub consents_of: Vec<String>,
    /// 评估值。What it is worth.
    pub value: Option<ValueView>,
}

impl BundledRightView {
    /// The right as it stands.
    pub(super) fn of(right: &BundledRight) -> Self {
        let verdict = match &right.origin {
            Origin::Registry { .. } => None,
            Origin::Declared { verdict, .. } => Some(verdict),
        };
        let (verdict, verdict_reason, protected_until_on) = match verdict {
            None => (None, None, None),
            Some(Verdict::Unchecked) => (Some(VerdictWire::Unchecked), None, None),
            Some(Verdict::Accepted { protected_until_on, .. }) => {
                (Some(VerdictWire::Accepted), None, Some(Day(*protected_until_on)))
            }
            Some(Verdict::Refused { reason, .. }) => (Some(VerdictWire::Refused), Some(reason.clone()), None),
        };
        Self {
            kind: right.key.kind.into(),
            number: right.key.number.clone(),
            verdict,
            verdict_reason,
            protected_until_on,
            consents_of: right.consents.iter().map(|consent| consent.co_owner.clone()).collect(),
            value: right.value.as_ref().map(ValueView::of),
        }
    }
}
