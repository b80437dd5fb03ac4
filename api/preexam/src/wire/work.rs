//! The work of a centre on the wire: centres, examiners, the board, the forecast, statistics, templates.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::preexam::PatentKind;
use domain::preexam::examiner::ExaminerState;
use hall::act::uuid_of;
use hall::http::{Day, Language};
use poem_openapi::Object;
use poem_openapi::types::Example;
use serde::Deserialize;
use uuid::Uuid;

use super::acts::body;
use super::codes::{DocumentRoleWire, PatentKindWire};
use crate::cases::StoredExaminer;
use crate::desk::{Board, Centre, Figures, ForecastView, Tally};

/// 保护中心。A protection centre.
#[derive(Debug, Object)]
#[oai(rename = "ProtectionCentre")]
pub struct CentreView {
    /// Its id.
    pub id: Uuid,
    /// 名称。Its name.
    pub name: String,
}

impl CentreView {
    /// The centre.
    pub(crate) fn of(centre: Centre) -> Self {
        Self { id: centre.id, name: centre.name }
    }
}

body!(
    /// 预审员的领域。What an examiner works on.
    ExaminerRequest {
        /// 分类号前部；空则承办全部领域。The beginnings of the classifications that he takes; none: all of them.
        #[oai(validator(max_items = 500))]
        fields: Vec<String> = vec!["A01".into(), "B60".into()],
        /// 是否可以分配案件。Whether cases are given to him now.
        available: bool = true,
    }
);

/// 预审员。An examiner.
#[derive(Debug, Object)]
#[oai(rename = "Examiner")]
pub struct ExaminerView {
    /// 预审员。The person.
    pub person_id: Uuid,
    /// 领域。The beginnings of the classifications that he takes; none: all of them.
    pub fields: Vec<String>,
    /// 是否可以分配案件。Whether cases are given to him now.
    pub available: bool,
    /// 在办案件数。How many open cases he has.
    pub open_cases: u64,
}

impl ExaminerView {
    /// The examiner, with so many open cases.
    pub(crate) fn of(examiner: &StoredExaminer, open_cases: u64) -> Self {
        let ExaminerState::Known { person, fields, available, .. } = &examiner.state;
        Self {
            person_id: uuid_of(*person),
            fields: fields.iter().cloned().collect(),
            available: *available,
            open_cases,
        }
    }
}

/// 案件数。How many cases stand how.
#[derive(Debug, Object)]
#[oai(rename = "CaseTally")]
pub struct TallyView {
    /// 在办。All open ones.
    pub open: i64,
    /// 已逾期。Those of which a clock has run out.
    pub late: i64,
    /// 今日到期。Those of which a clock runs out today.
    pub due_today: i64,
    /// 本周内到期（不含今日）。Those of which a clock runs out later this week.
    pub due_this_week: i64,
    /// 临期（未逾期）。Those that are at risk and not late.
    pub at_risk: i64,
}

impl TallyView {
    const fn of(tally: &Tally) -> Self {
        Self {
            open: tally.open,
            late: tally.late,
            due_today: tally.today,
            due_this_week: tally.this_week,
            at_risk: tally.at_risk,
        }
    }
}

/// 按预审员。The cases of an examiner.
#[derive(Debug, Object)]
#[oai(rename = "ExaminerTally", skip_serializing_if_is_none)]
pub struct ExaminerTally {
    /// 预审员；不填为未分配。The examiner; none: nobody has them yet.
    pub examiner_id: Option<Uuid>,
    /// 案件数。How many.
    pub cases: TallyView,
}

/// 按领域。The cases of a field.
#[derive(Debug, Object)]
#[oai(rename = "FieldTally")]
pub struct FieldTally {
    /// 领域：IPC 小类或洛迦诺大类。The subclass of the IPC, or the Locarno class.
    pub field: String,
    /// 案件数。How many.
    pub cases: TallyView,
}

/// 中心看板。The board of a centre.
#[derive(Debug, Object)]
#[oai(rename = "PreexamBoard")]
pub struct BoardView {
    /// 全部。All open cases.
    pub all: TallyView,
    /// 按预审员。By examiner.
    pub by_examiner: Vec<ExaminerTally>,
    /// 按领域。By field.
    pub by_field: Vec<FieldTally>,
}

impl BoardView {
    /// The board.
    pub(crate) fn of(board: Board) -> Self {
        let examiner =
            |(examiner_id, tally): (Option<Uuid>, Tally)| ExaminerTally { examiner_id, cases: TallyView::of(&tally) };
        let field = |(field, tally): (String, Tally)| FieldTally { field, cases: TallyView::of(&tally) };
        Self {
            all: TallyView::of(&board.all),
            by_examiner: board.by_examiner.into_iter().map(examiner).collect(),
            by_field: board.by_field.into_iter().map(field).collect(),
        }
    }
}

/// 预计逾期的案件。A case that will be late.
#[derive(Debug, Object)]
#[oai(rename = "ForecastLate", skip_serializing_if_is_none)]
pub struct LateView {
    /// 案件。The case.
    pub case_id: Uuid,
    /// 预审员。Whose queue it stands in.
    pub examiner_id: Uuid,
    /// 届满日。The last day of its clock.
    pub due_on: Day,
    /// 预计办结日；超出预测范围则不填。The day on which it will be done; none: beyond what is looked ahead.
    pub done_on: Option<Day>,
}

/// 建议改派。A handing over that avoids lateness.
#[derive(Debug, Object)]
#[oai(rename = "ForecastMove")]
pub struct MoveView {
    /// 案件。The case.
    pub case_id: Uuid,
    /// 原预审员。From whom.
    pub from_examiner_id: Uuid,
    /// 新预审员。To whom.
    pub to_examiner_id: Uuid,
}

/// 逾期预测。Which cases will be late, and what avoids it.
#[derive(Debug, Object)]
#[oai(rename = "PreexamForecast")]
pub struct ForecastAnswer {
    /// 预测起日。The day from which it is computed.
    pub from_on: Day,
    /// 纳入预测的案件数，先到期者先，至多五千件。How many cases were looked at: those due first, at most 5,000.
    pub looked_at: u64,
    /// 预计逾期的案件。What will be late.
    pub late: Vec<LateView>,
    /// 建议改派，至多二十件。What avoids it: at most twenty moves.
    pub moves: Vec<MoveView>,
    /// 改派后仍将逾期的案件数。What would still be late after them.
    pub still_late: u64,
}

impl ForecastAnswer {
    /// The forecast.
    pub(crate) fn of(view: ForecastView) -> Self {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let late = view.forecast.late.iter().map(|late| LateView {
            case_id: uuid_of(late.case),
            examiner_id: uuid_of(late.examiner),
            due_on: Day(late.due_on),
            done_on: late.done_on.map(Day),
        });
        let moves = view.forecast.moves.iter().map(|one| MoveView {
            case_id: uuid_of(one.case),
            from_examiner_id: uuid_of(one.from),
            to_examiner_id: uuid_of(one.to),
        });
        Self {
            from_on: Day(view.from_on),
            looked_at: count(view.looked_at),
            late: late.collect(),
            moves: moves.collect(),
            still_late: count(view.forecast.still_late),
        }
    }
}

/// 一类专利的统计。The figures of one kind of patent.
#[derive(Debug, Object)]
#[oai(rename = "PreexamStatisticsRow", skip_serializing_if_is_none)]
pub struct StatisticsRow {
    /// 专利类型。The kind of patent.
    pub kind: PatentKindWire,
    /// 接收。Submitted.
    pub received: u64,
    /// 受理。Accepted.
    pub accepted: u64,
    /// 预审合格。Passed.
    pub passed: u64,
    /// 平均预审用时（工作日），两位小数。Mean working days from submission to the pass, with two decimals.
    pub mean_pre_exam_working_days: Option<String>,
    /// 授权。Granted.
    pub granted: u64,
    /// 平均授权用时（日），两位小数。Mean days from the filing to the grant, with two decimals.
    pub mean_grant_days: Option<String>,
}

/// A mean with two decimals, rounded to the nearest hundredth, half away from zero; `None`: of nothing.
fn mean(sum: i64, count: u64) -> Option<String> {
    let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
    let hundredths = (sum.max(0) * 200 + count) / (2 * count);
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// 预审统计。Statistics as centres publish them.
#[derive(Debug, Object)]
#[oai(rename = "PreexamStatistics")]
pub struct StatisticsView {
    /// 起日。The first day.
    pub from_on: Day,
    /// 止日。The last day.
    pub to_on: Day,
    /// 各类专利。By kind of patent.
    pub rows: Vec<StatisticsRow>,
}

impl StatisticsView {
    /// The figures from one day to another.
    pub(crate) fn of(from_on: NaiveDate, to_on: NaiveDate, figures: &BTreeMap<PatentKind, Figures>) -> Self {
        let row = |(kind, figures): (&PatentKind, &Figures)| StatisticsRow {
            kind: (*kind).into(),
            received: figures.received,
            accepted: figures.accepted,
            passed: figures.passed,
            mean_pre_exam_working_days: mean(figures.pre_exam_working_days, figures.passed),
            granted: figures.granted,
            mean_grant_days: mean(figures.grant_days, figures.granted),
        };
        Self { from_on: Day(from_on), to_on: Day(to_on), rows: figures.iter().map(row).collect() }
    }
}

/// The figures as a table of comma-separated values (RFC 4180), with a byte order mark so that spreadsheets read Chinese.
pub fn csv(view: &StatisticsView) -> String {
    let mut text =
        String::from("\u{feff}专利类型,接收,受理,预审合格,平均预审用时（工作日）,授权,平均授权用时（日）\r\n");
    for row in &view.rows {
        let kind = match row.kind {
            PatentKindWire::Invention => "发明",
            PatentKindWire::UtilityModel => "实用新型",
            PatentKindWire::Design => "外观设计",
        };
        let (pre_exam, grant) = (row.mean_pre_exam_working_days.as_deref(), row.mean_grant_days.as_deref());
        let cells = [
            kind.to_owned(),
            row.received.to_string(),
            row.accepted.to_string(),
            row.passed.to_string(),
            pre_exam.unwrap_or_default().to_owned(),
            row.granted.to_string(),
            grant.unwrap_or_default().to_owned(),
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// 预审意见模板。A template of an item of an opinion.
#[derive(Debug, Object)]
#[oai(rename = "OpinionTemplate", skip_serializing_if_is_none)]
pub struct OpinionTemplateView {
    /// 标识。Its id.
    pub id: String,
    /// 涉及的文件。The document it is about.
    pub role: Option<DocumentRoleWire>,
    /// 名称，按请求语言。Its name, in the caller's language.
    pub name: String,
    /// 文字，方括号内由预审员填写。The text; what stands in brackets is filled in.
    pub text: String,
    /// 依据。The article.
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    template: Vec<Template>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    id: String,
    role: Option<domain::preexam::case::DocumentRole>,
    name_zh: String,
    name_en: String,
    text: String,
    basis: String,
}

/// The templates that ship with the program, in one language.
pub fn opinion_templates(language: Language) -> Vec<OpinionTemplateView> {
    let shipped = include_str!("../../../../rules/opinion-templates.toml");
    let Ok(Templates { template }) = toml::from_str(shipped) else { return Vec::new() };
    let view = |template: Template| OpinionTemplateView {
        id: template.id,
        role: template.role.map(Into::into),
        name: match language {
            Language::Chinese => template.name_zh,
            Language::English => template.name_en,
        },
        text: template.text,
        basis: template.basis,
    };
    template.into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_two_decimals_and_that_of_nothing_is_none() {
        assert_eq!(mean(0, 0), None);
        assert_eq!(mean(10, 3).as_deref(), Some("3.33"));
        assert_eq!(mean(5, 3).as_deref(), Some("1.67"));
        assert_eq!(mean(7, 2).as_deref(), Some("3.50"));
    }

    #[test]
    fn every_template_is_read_and_has_a_basis() {
        let templates = opinion_templates(Language::Chinese);
        assert!(templates.len() >= 10 && templates.iter().all(|template| !template.basis.is_empty()));
    }
}
