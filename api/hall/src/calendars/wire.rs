//! The JSON shapes of legal time.

use domain::calendar::{
    Basis, Channel, Explained, Late, NamedDay, Period, Roll, Rule, Scope, Span, Step, Unit, YearCalendar,
};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use crate::beside;
use crate::deadlines::{Moved, Recomputed};
use crate::http::{Day, Language};

beside!(
    /// 期限单位。What a period is counted in.
    UnitWire = "PeriodUnit", Unit:
    /// 日。Days.
    Days,
    /// 工作日。Working days.
    WorkingDays,
    /// 月。Months.
    Months,
    /// 年。Years.
    Years
);

beside!(
    /// 届满日遇休息日的顺延方式。What becomes of an end that is a rest day.
    RollWire = "PeriodRoll", Roll:
    /// 不顺延。It stays.
    None,
    /// 顺延至其后第一个工作日。It moves to the next working day.
    NextWorkingDay,
    /// 顺延至节假日后的第一日（民事诉讼）。It moves to the first day after the holiday, as in court.
    NextDayAfterHoliday
);

beside!(
    /// 送达方式。How something was served.
    ChannelWire = "ServiceChannel", Channel:
    /// 电子送达：进入系统之日。Electronically: the day it arrives.
    Electronic,
    /// 邮寄：发出之日起满15日推定收到。By post: presumed received 15 days after dispatch.
    Post,
    /// 公告：满1个月视为送达。By announcement: one month after it.
    Announcement
);

beside!(
    /// 规则层级。Whose rule it is.
    ScopeWire = "RuleScope", Scope:
    /// 国家。The nation's.
    National,
    /// 省。The province's.
    Province,
    /// 保护中心。The centre's.
    Centre
);

beside!(
    /// 逾期后果。What a late act leads to.
    LateWire = "LateAct", Late:
    /// 权利或机会丧失。It comes to nothing: what the period was for is lost.
    Lapses,
    /// 仍予接受，记为逾期。It is accepted and marked as late.
    AcceptedLate,
    /// 不予接受。It is refused.
    Refused
);

/// 中止期间（含首尾两日）。Time that does not count, both days included.
#[derive(Debug, Object)]
#[oai(rename = "Suspension")]
pub struct SpanWire {
    /// 首日。The first day.
    pub from_on: Day,
    /// 末日。The last day.
    pub to_on: Day,
}

/// 期限计算请求：写明期间，或指明规则。A period to be counted: said in full, or by the name of a rule.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct CalculationRequest {
    /// 起算事由发生之日（当日不计入）。The day from which it runs, which is not counted.
    pub start_on: Day,
    /// 单位；指明规则时不填。The unit; not with a rule.
    pub unit: Option<UnitWire>,
    /// 长度；指明规则时不填。The length; not with a rule.
    #[oai(validator(maximum(value = "36600")))]
    pub length: Option<u32>,
    /// 顺延方式，默认不顺延；指明规则时不填。The roll, none when not said; not with a rule.
    pub roll: Option<RollWire>,
    /// 规则标识。The rule's id.
    #[oai(validator(max_length = 100))]
    pub rule: Option<String>,
    /// 送达方式，默认电子送达。How it was served; electronically when not said.
    pub channel: Option<ChannelWire>,
    /// 有证据证明的实际收到日（邮寄）。The day of receipt, where it is proved (post).
    pub received_on: Option<Day>,
    /// 中止期间。What does not count.
    #[oai(validator(max_items = 100))]
    pub suspensions: Option<Vec<SpanWire>>,
    /// 准予延长的长度（同一单位）。By how much it was extended, in the same unit.
    #[oai(validator(maximum(value = "36600")))]
    pub extended: Option<u32>,
}

impl Example for CalculationRequest {
    fn example() -> Self {
        Self {
            start_on: Day(chrono::NaiveDate::from_ymd_opt(2026, 8, 3).unwrap_or_default()),
            unit: Some(UnitWire::Months),
            length: Some(2),
            roll: Some(RollWire::NextWorkingDay),
            rule: None,
            channel: None,
            received_on: None,
            suspensions: None,
            extended: None,
        }
    }
}

impl CalculationRequest {
    /// What is to be counted; the period is that of the rule, where one is named.
    pub(super) fn basis(self, period: Period, rule: Option<&Rule>) -> Basis {
        let span = |span: SpanWire| Span { from_on: span.from_on.0, to_on: span.to_on.0 };
        Basis {
            start_on: self.start_on.0,
            period,
            channel: self.channel.map(Into::into).unwrap_or_default(),
            received_on: self.received_on.map(|day| day.0),
            suspensions: self.suspensions.unwrap_or_default().into_iter().map(span).collect(),
            extended: self.extended,
            rule: rule.map(Rule::reference),
        }
    }
}

/// 计算步骤。One step of how a due day was found.
#[derive(Debug, Object)]
#[oai(rename = "DeadlineStep", skip_serializing_if_is_none)]
pub struct StepView {
    /// 步骤类别。What kind of step; more kinds may come.
    pub kind: String,
    /// 日期。The day it concerns.
    pub on: Day,
    /// 说明，按请求语言。What happens, in the caller's language.
    pub text: String,
    /// 法律依据。The article.
    pub basis: Option<String>,
}

impl StepView {
    /// The step in one language.
    pub fn of(step: Step, language: Language) -> Self {
        let text = match language {
            Language::Chinese => step.zh,
            Language::English => step.en,
        };
        Self { kind: step.kind.code().into(), on: Day(step.on), text, basis: step.basis }
    }
}

/// 期限计算结果。When a period ends, and why.
#[derive(Debug, Object)]
#[oai(rename = "CalculatedDeadline", skip_serializing_if_is_none)]
pub struct CalculationView {
    /// 顺延前的届满日。The end before it rolls.
    pub raw_on: Day,
    /// 届满日。The due day.
    pub due_on: Day,
    /// 是否暂定：所涉年度的日历尚未公布。Whether it is provisional: the calendar of a year it touches is not published.
    pub provisional: bool,
    /// 适用的规则。The rule, where one was named.
    pub rule: Option<RuleView>,
    /// 计算过程。How it was found.
    pub trace: Vec<StepView>,
}

impl CalculationView {
    /// The result in one language.
    pub(super) fn of(explained: Explained, rule: Option<&Rule>, language: Language) -> Self {
        Self {
            raw_on: Day(explained.due.raw_on),
            due_on: Day(explained.due.due_on),
            provisional: explained.due.provisional,
            rule: rule.map(|rule| RuleView::of(rule, language)),
            trace: explained.trace.into_iter().map(|step| StepView::of(step, language)).collect(),
        }
    }
}

/// 期限规则。A rule of a deadline.
#[derive(Debug, Object)]
#[oai(rename = "DeadlineRule", skip_serializing_if_is_none)]
pub struct RuleView {
    /// 规则标识。Its id.
    pub id: String,
    /// 名称，按请求语言。Its name, in the caller's language.
    pub name: String,
    /// 数值。Its length.
    pub value: u32,
    /// 单位。Its unit.
    pub unit: UnitWire,
    /// 顺延方式。Its roll.
    pub roll: RollWire,
    /// 起算事由。What sets it going, in the caller's language.
    pub trigger: String,
    /// 法律依据。The article.
    pub basis: String,
    /// 生效日。The first day on which it applies.
    pub valid_from_on: Option<Day>,
    /// 失效前的最后一日。The last day on which it applies.
    pub valid_to_on: Option<Day>,
    /// 层级。Whose rule it is.
    pub scope: ScopeWire,
    /// 逾期后果。What a late act leads to.
    pub late: LateWire,
    /// 是否已与正式文本核对。Whether it was read in an official text.
    pub verified: bool,
}

impl RuleView {
    /// The rule in one language.
    pub(super) fn of(rule: &Rule, language: Language) -> Self {
        let in_language = |zh: &str, en: &str| match language {
            Language::Chinese => zh.to_owned(),
            Language::English => en.to_owned(),
        };
        Self {
            id: rule.id.clone(),
            name: in_language(&rule.name_zh, &rule.name_en),
            value: rule.value,
            unit: rule.unit.into(),
            roll: rule.roll.into(),
            trigger: in_language(&rule.trigger, &rule.trigger_en),
            basis: rule.basis.clone(),
            valid_from_on: rule.valid_from.map(Day),
            valid_to_on: rule.valid_to.map(Day),
            scope: rule.scope.into(),
            late: rule.late.into(),
            verified: rule.verified,
        }
    }
}

/// 日历中的一天。A day that the calendar names.
#[derive(Debug, Object)]
#[oai(rename = "NamedDay")]
pub struct NamedDayWire {
    /// 日期。The day.
    pub on: Day,
    /// 名称。For what it is off, or made up.
    #[oai(validator(min_length = 1, max_length = 50))]
    pub name: String,
}

impl NamedDayWire {
    fn of(day: &NamedDay) -> Self {
        Self { on: Day(day.on), name: day.name.clone() }
    }

    fn read(self) -> NamedDay {
        NamedDay { on: self.on.0, name: self.name }
    }
}

/// 年度日历。The calendar of a year.
#[derive(Debug, Object)]
#[oai(rename = "Calendar")]
pub struct CalendarView {
    /// 年份。The year.
    pub year: i32,
    /// 来源。Where it comes from.
    pub source: String,
    /// 工作日天数。How many days work.
    pub working_days: u32,
    /// 放假日。Days off that the notice names.
    pub off: Vec<NamedDayWire>,
    /// 调休上班日。Weekend days that work.
    pub working: Vec<NamedDayWire>,
}

impl CalendarView {
    /// The year.
    pub(super) fn of(year: &YearCalendar, working_days: u32) -> Self {
        Self {
            year: year.year,
            source: year.source.clone(),
            working_days,
            off: year.off.iter().map(NamedDayWire::of).collect(),
            working: year.work.iter().map(NamedDayWire::of).collect(),
        }
    }
}

/// 载入年度日历。A year's calendar that is loaded.
#[derive(Debug, Object)]
#[oai(example)]
pub struct CalendarRequest {
    /// 来源，如国务院办公厅通知的文号。Where it comes from, such as the number of the State Council's notice.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub source: String,
    /// 放假日。Days off.
    #[oai(validator(max_items = 120))]
    pub off: Vec<NamedDayWire>,
    /// 调休上班日。Weekend days that work.
    #[oai(validator(max_items = 120))]
    pub working: Vec<NamedDayWire>,
}

impl Example for CalendarRequest {
    fn example() -> Self {
        let new_year = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default();
        Self {
            source: "国务院办公厅关于2027年部分节假日安排的通知".into(),
            off: vec![NamedDayWire { on: Day(new_year), name: "元旦".into() }],
            working: Vec::new(),
        }
    }
}

impl CalendarRequest {
    /// The calendar of this year.
    pub(super) fn of_year(self, year: i32) -> YearCalendar {
        YearCalendar {
            year,
            source: self.source,
            off: self.off.into_iter().map(NamedDayWire::read).collect(),
            work: self.working.into_iter().map(NamedDayWire::read).collect(),
        }
    }
}

/// 变动的期限。A deadline that moves.
#[derive(Debug, Object)]
#[oai(rename = "MovedDeadline")]
pub struct MovedView {
    /// 事项类别。The kind of case.
    pub case_kind: String,
    /// 事项。The case.
    pub case_id: Uuid,
    /// 期限类别。The deadline.
    pub deadline: String,
    /// 原届满日。When it was due.
    pub before_on: Day,
    /// 新届满日。When it is due now.
    pub due_on: Day,
    /// 是否暂定。Whether that is provisional.
    pub provisional: bool,
}

impl MovedView {
    fn of(moved: &Moved) -> Self {
        Self {
            case_kind: moved.aggregate_kind.clone(),
            case_id: moved.aggregate_id,
            deadline: moved.kind.clone(),
            before_on: Day(moved.before_on),
            due_on: Day(moved.due_on),
            provisional: moved.provisional,
        }
    }
}

/// 日历变动的影响。What a calendar does to the open deadlines.
#[derive(Debug, Object)]
#[oai(rename = "CalendarEffect")]
pub struct CalendarEffect {
    /// 年份。The year.
    pub year: i32,
    /// 是否仅为预演。Whether nothing was changed.
    pub dry_run: bool,
    /// 重新计算的期限数。How many open deadlines were computed anew.
    pub examined: u64,
    /// 变动的期限数。How many move, or become certain.
    pub moved: u64,
    /// 变动的期限，至多一万个。Those that move, at most ten thousand.
    pub deadlines: Vec<MovedView>,
}

/// The most moved deadlines that one answer shows.
const SHOWN: usize = 10_000;

impl CalendarEffect {
    /// What was found for this year.
    pub(super) fn of(year: i32, dry_run: bool, found: &Recomputed) -> Self {
        Self {
            year,
            dry_run,
            examined: found.examined,
            moved: u64::try_from(found.moved.len()).unwrap_or(u64::MAX),
            deadlines: found.moved.iter().take(SHOWN).map(MovedView::of).collect(),
        }
    }
}
