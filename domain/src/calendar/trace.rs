//! How a due day was found, step by step, in words a person can check against the law and the calendar.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::clock::days_of;
use super::walk::Met;
use super::wording::{en_day, length, why_it_rests, zh_day};
use super::{Basis, Channel, Due, Period, Roll, Unit, WorkingDays};
use crate::hall::coded;

/// A due day with the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The result, the same as [`super::due`] says.
    pub due: Due,
    /// The steps in the order of counting. The last one is the due day.
    pub trace: Vec<Step>,
}

/// One step on the way to a due day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// The day it is about: of a suspension the first.
    pub on: NaiveDate,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
    /// The article, or the notice that arranged the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

coded! {
    /// What happened in a step.
    StepKind {
        /// The rule and the period that apply.
        Rule = "rule" / "规则",
        /// The day from which the law counts.
        Start = "start" / "起算",
        /// When it counts as served.
        Served = "served" / "送达",
        /// A make-up day that was counted, or the day on which the length is full.
        Counted = "counted" / "计入",
        /// A rest day that was not counted, or on which the period cannot end.
        Skipped = "skipped" / "跳过",
        /// Days on which the period stood still.
        Suspended = "suspended" / "中止",
        /// The period was made longer.
        Extended = "extended" / "延长",
        /// The end moved from a rest day to the day that the law names.
        Rolled = "rolled" / "顺延",
        /// The due day.
        Due = "due" / "届满",
        /// The due day lies in a year whose calendar is not held.
        Provisional = "provisional" / "暂定",
    }
}

/// The step that tells what the walk met.
pub(super) fn told(met: &Met, basis: &Basis, calendar: &WorkingDays) -> Step {
    let Period { unit, roll, .. } = basis.period;
    let notice = |day: NaiveDate| calendar.year(day.year()).map(|year| year.source.clone());
    match *met {
        Met::Period { on } => rule(on, basis),
        Met::Start { on } => start(on, basis),
        Met::Served { on, presumed } => served(on, presumed, basis),
        Met::Extended { on, by, total } => {
            let (by, total) = (length(by, unit), length(total, unit));
            step(
                StepKind::Extended,
                on,
                format!("延长{}，与原期限连续计算，共{}", by.0, total.0),
                format!("Extended by {}, counted on from the period itself: {} in all", by.1, total.1),
            )
        }
        Met::RestDay { on } => {
            let (zh, en) = why_it_rests(on, calendar);
            step(StepKind::Skipped, on, format!("{zh}，不计入"), format!("{en}, is not counted")).with(notice(on))
        }
        Met::MakeUpDay { on } => step(
            StepKind::Counted,
            on,
            format!("{}为调休上班日，计入", zh_day(on)),
            format!("{}, a make-up working day, is counted", en_day(on)),
        )
        .with(notice(on)),
        Met::Suspended { span, end_on } => {
            let days = days_of(span);
            let zh = format!("{}至{}中止，共{days}日，不计入", zh_day(span.from_on), zh_day(span.to_on));
            let plural = if days == 1 { "day is" } else { "days are" };
            let en = format!(
                "Suspended from {} to {}: {days} {plural} not counted",
                en_day(span.from_on),
                en_day(span.to_on)
            );
            match end_on {
                None => step(StepKind::Suspended, span.from_on, zh, en),
                Some(end) => step(
                    StepKind::Suspended,
                    span.from_on,
                    format!("{zh}，届满日移至{}", zh_day(end)),
                    format!("{en}, and the end moves to {}", en_day(end)),
                ),
            }
        }
        Met::Full { on, length: full, month_is_shorter } => counted(on, full, unit, month_is_shorter),
        Met::CannotEnd { on } => {
            let (zh, en) = why_it_rests(on, calendar);
            step(
                StepKind::Skipped,
                on,
                format!("{zh}，期限不在该日届满"),
                format!("{en}: the period does not end on it"),
            )
            .with(notice(on))
        }
        Met::Rolled { on } => {
            let (zh, en) = match roll {
                Roll::NextDayAfterHoliday => ("法定休假日后的第一日", "the first day after the holiday"),
                Roll::NextWorkingDay | Roll::None => {
                    ("休假日后的第一个工作日", "the first working day after the holiday")
                }
            };
            step(
                StepKind::Rolled,
                on,
                format!("届满日顺延至{zh}：{}", zh_day(on)),
                format!("The end moves to {en}, {}", en_day(on)),
            )
            .with(roll.basis().map(Into::into))
        }
        Met::NotPublished { on } => {
            let (year, last) = (on.year(), *calendar.years().end());
            step(
                StepKind::Provisional,
                on,
                format!("{year}年的放假安排尚未载入（现有至{last}年），之后只按周末推算，结果为暂定"),
                format!(
                    "The calendar of {year} is not held (the last one is {last}); later days are counted by weekends \
                     alone, and the result is provisional"
                ),
            )
        }
        Met::Due { on } => step(
            StepKind::Due,
            on,
            format!("期限届满日：{}", zh_day(on)),
            format!("The last day of the period is {}", en_day(on)),
        ),
    }
}

fn rule(on: NaiveDate, basis: &Basis) -> Step {
    let (zh, en) = length(basis.period.length, basis.period.unit);
    match &basis.rule {
        None => step(StepKind::Rule, on, format!("期限为{zh}"), format!("The period is {en}")),
        Some(rule) => {
            let (since_zh, since_en) = rule.valid_from.map_or_else(Default::default, |from| {
                (format!("（{from}起适用的规定）"), format!(" (as it applies from {from})"))
            });
            let name_en = if rule.en.is_empty() { &rule.id } else { &rule.en };
            step(
                StepKind::Rule,
                on,
                format!("{}：期限为{zh}{since_zh}", rule.zh),
                format!("{name_en}: the period is {en}{since_en}"),
            )
            .with(Some(rule.basis.clone()))
        }
    }
}

fn start(on: NaiveDate, basis: &Basis) -> Step {
    let (zh, en) = match basis.channel {
        Channel::Electronic if ends_on_its_start(basis) => {
            ("为起算日，期限于当日届满", "is the start, and the period ends on the same day")
        }
        Channel::Electronic => ("起算，当日不计入期限", "is the start and is not counted"),
        Channel::Post => ("邮寄发出", "is the day of dispatch by post"),
        Channel::Announcement => ("公告", "is the day of the announcement"),
    };
    let article = match basis.channel {
        Channel::Electronic => basis.period.roll.basis().unwrap_or("民法典第二百零一条"),
        Channel::Post | Channel::Announcement => SERVICE,
    };
    step(StepKind::Start, on, format!("{}{zh}", zh_day(on)), format!("{} {en}", en_day(on))).with(Some(article.into()))
}

/// Whether the act must be done on the day itself.
const fn ends_on_its_start(basis: &Basis) -> bool {
    basis.period.length == 0 && basis.extended.is_none()
}

/// The article on service.
const SERVICE: &str = "专利法实施细则第四条";

fn served(on: NaiveDate, presumed: bool, basis: &Basis) -> Step {
    let (zh, en) = match (basis.channel, presumed) {
        (Channel::Announcement, _) => {
            ("自公告之日起满一个月，视为送达", "One month from the announcement it counts as served")
        }
        (Channel::Post, true) => ("自发出之日起满15日，推定收到", "Fifteen days from dispatch it is presumed received"),
        (Channel::Post, false) => ("有证据证明的实际收到日优先", "The proved day of actual receipt prevails"),
        (Channel::Electronic, _) => ("电子送达", "Served electronically"),
    };
    let (then_zh, then_en) = if ends_on_its_start(basis) {
        ("期限于当日届满", "and the period ends on the same day")
    } else {
        ("期限自该日起算，当日不计入", "from which the period runs; the day itself is not counted")
    };
    step(StepKind::Served, on, format!("{zh}：{}，{then_zh}", zh_day(on)), format!("{en}: {}, {then_en}", en_day(on)))
        .with(Some(SERVICE.into()))
}

fn counted(on: NaiveDate, full: u32, unit: Unit, month_is_shorter: bool) -> Step {
    let (zh, en) = length(full, unit);
    let (why_zh, why_en) = if month_is_shorter {
        ("（该月无相应日，以当月最后一日届满）", ", the last day of a month that has no such day")
    } else {
        ("", "")
    };
    step(
        StepKind::Counted,
        on,
        format!("满{zh}：{}{why_zh}", zh_day(on)),
        format!("The {en} {} full on {}{why_en}", if full == 1 { "is" } else { "are" }, en_day(on)),
    )
}

fn step(kind: StepKind, on: NaiveDate, zh: String, en: String) -> Step {
    Step { kind, on, zh, en, basis: None }
}

impl Step {
    fn with(mut self, basis: Option<String>) -> Self {
        self.basis = basis;
        self
    }
}
