//! The shape of what is known of a firm: a list of facts, each with its day and source.

use chrono::NaiveDate;
use domain::financing::demand::{Profile, Source, Told, refusals};
use domain::financing::money::Money;
use domain::financing::product::{CreditGrade, FirmSize};
use domain::financing::valuation::Fields;
use hall::act::{id_of, uuid_of};
use hall::http::Day;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

/// 企业信息项。A fact of the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Enum)]
#[oai(rename = "FirmFactKind", rename_all = "snake_case")]
pub enum FactKind {
    /// 所在地：6位行政区划代码。Where it is: a division code of six digits.
    Region,
    /// 行业：GB/T 4754 代码。Its industry.
    Industry,
    /// 规模：`micro`、`small`、`medium` 或 `large`。Its size.
    Size,
    /// 成立日期。Since when it exists: a day.
    FoundedOn,
    /// 上年营业收入（元）。Its revenue of last year, in yuan.
    Revenue,
    /// 职工人数。How many people it has.
    Employees,
    /// 已授权或注册的权利件数。How many granted rights it holds.
    GrantedRights,
    /// 是否持有高新技术企业证书：`true` 或 `false`。Whether it has the certificate of a high-tech enterprise.
    HighTech,
    /// 信用等级：`a`、`b`、`c` 或 `d`。Its grade of credit.
    CreditGrade,
}

/// 企业信息及其来源。A fact of the firm, with its source.
#[derive(Debug, Object)]
#[oai(rename = "FirmFact", skip_serializing_if_is_none)]
pub struct FactWire {
    /// 信息项。Which.
    pub fact: FactKind,
    /// 值，写成文本。Its value, as text.
    #[oai(validator(max_length = 100))]
    pub value: String,
    /// 截止日期。As of which day.
    pub as_of_on: Day,
    /// 证明文件；不填即为企业自报。The uploaded file that shows it; declared by the firm when not said.
    pub file_id: Option<Uuid>,
}

/// The facts in their places.
pub(super) fn profile_of(facts: Vec<FactWire>, fields: &mut Fields) -> Profile {
    let mut profile = Profile::default();
    for (place, fact) in facts.into_iter().enumerate() {
        let source = fact.file_id.map_or(Source::Declared, |file| Source::Uploaded { file: id_of(file) });
        let mut taken = Taken { place, source, as_of: fact.as_of_on.0, fields };
        let value = fact.value;
        match fact.fact {
            FactKind::Region => taken.put(&mut profile.region, Some(value)),
            FactKind::Industry => taken.put(&mut profile.industry, Some(value)),
            FactKind::Size => taken.put(&mut profile.size, FirmSize::from_code(&value)),
            FactKind::FoundedOn => taken.put(&mut profile.founded_on, value.parse().ok()),
            FactKind::Revenue => taken.put(&mut profile.revenue, Money::parse(&value).ok()),
            FactKind::Employees => taken.put(&mut profile.employees, value.parse().ok()),
            FactKind::GrantedRights => taken.put(&mut profile.granted_rights, value.parse().ok()),
            FactKind::HighTech => taken.put(&mut profile.high_tech, value.parse().ok()),
            FactKind::CreditGrade => taken.put(&mut profile.credit_grade, CreditGrade::from_code(&value)),
        }
    }
    profile
}

/// Puts a fact in its place, unless it stands there already or cannot be read.
struct Taken<'f> {
    place: usize,
    source: Source,
    as_of: NaiveDate,
    fields: &'f mut Fields,
}

impl Taken<'_> {
    fn put<T>(&mut self, into: &mut Option<Told<T>>, value: Option<T>) {
        let pointer = |name: &str| format!("/profile/{}/{name}", self.place);
        match value {
            None => self.fields.refuse(pointer("value"), refusals::demand_fact_unreadable()),
            Some(_) if into.is_some() => self.fields.refuse(pointer("fact"), refusals::demand_fact_twice()),
            Some(value) => *into = Some(Told { value, source: self.source.clone(), as_of: self.as_of }),
        }
    }
}

/// The facts as a list.
pub(super) fn facts_of(profile: &Profile) -> Vec<FactWire> {
    fn fact<T>(kind: FactKind, told: Option<&Told<T>>, text: impl Fn(&T) -> String) -> Option<FactWire> {
        told.map(|told| FactWire {
            fact: kind,
            value: text(&told.value),
            as_of_on: Day(told.as_of),
            file_id: if let Source::Uploaded { file } = told.source { Some(uuid_of(file)) } else { None },
        })
    }
    [
        fact(FactKind::Region, profile.region.as_ref(), String::clone),
        fact(FactKind::Industry, profile.industry.as_ref(), String::clone),
        fact(FactKind::Size, profile.size.as_ref(), |size| size.code().into()),
        fact(FactKind::FoundedOn, profile.founded_on.as_ref(), ToString::to_string),
        fact(FactKind::Revenue, profile.revenue.as_ref(), ToString::to_string),
        fact(FactKind::Employees, profile.employees.as_ref(), ToString::to_string),
        fact(FactKind::GrantedRights, profile.granted_rights.as_ref(), ToString::to_string),
        fact(FactKind::HighTech, profile.high_tech.as_ref(), ToString::to_string),
        fact(FactKind::CreditGrade, profile.credit_grade.as_ref(), |grade| grade.code().into()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
