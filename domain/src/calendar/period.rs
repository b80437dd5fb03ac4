//! What a deadline rests on: a start, a period, how it was served, what stopped it. This is stored; the due day follows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::hall::coded;

coded! {
    /// What a period counts.
    Unit {
        /// Calendar days.
        Days = "days" / "日",
        /// Days that China's State Council calendar makes working, made-up weekend days included.
        WorkingDays = "working_days" / "个工作日",
        /// Months: up to the same-number day of the last month, else its last day.
        Months = "months" / "个月",
        /// Years: likewise.
        Years = "years" / "年",
    }
}

coded! {
    /// What happens when a period's last day is a rest day.
    Roll {
        /// Nothing.
        None = "none" / "不顺延",
        /// It ends on the next working day: 期限届满日是法定休假日的，以休假日后的第一个工作日为期限届满日 (专利法实施细则第五条; of
        /// marks 商标法实施条例第十二条).
        NextWorkingDay = "next_working_day" / "顺延至休假日后的第一个工作日",
        /// It ends on the first day after the holiday, in court matters: 期间届满的最后一日是法定休假日的，以法定休假日后的第一日
        /// 为期间届满的日期 (民事诉讼法第八十五条). Where weekend days are made up for, that is the same day.
        NextDayAfterHoliday = "next_day_after_holiday" / "顺延至法定休假日后的第一日",
    }
}

coded! {
    /// How a document was served, which says when its period begins (专利法实施细则第四条).
    #[derive(Default)]
    Channel {
        /// Electronically or in person, or nothing had to be served: the period begins on the day itself.
        #[default]
        Electronic = "electronic" / "电子送达",
        /// By post: presumed received when 15 days from dispatch are full; the proved day of receipt prevails.
        Post = "post" / "邮寄送达",
        /// By announcement: served when one month from the announcement is full.
        Announcement = "announcement" / "公告送达",
    }
}

/// A closed interval of days: a suspension of the period, or time that is the applicant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, itself included.
    pub to_on: NaiveDate,
}

/// A period: its length and what becomes of its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// What it counts.
    pub unit: Unit,
    /// How many. At most 36,600 days, 5,000 working days, 1,200 months or 100 years; 0, "on the same day", only of days
    /// and working days.
    pub length: u32,
    /// What happens when its last day is a rest day.
    pub roll: Roll,
}

/// The rule a period was taken from, as it read then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RuleRef {
    /// The rule's id (`patent.reexamination_request`).
    pub id: String,
    /// The first day on which this version of the rule applies; `None`: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    #[serde(default)]
    pub en: String,
    /// The articles.
    pub basis: String,
}

/// All that a due day follows from. This is what is stored, and recomputed when a calendar changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Basis {
    /// The day from which the law counts: of dispatch, announcement, filing. It is not counted itself. Of a period that
    /// follows another one it is the day that the law names: the other's `raw_on` where the two are counted as one, so
    /// that a holiday does not count twice; its `due_on` where the law counts from the expiry 期限届满之日, which is the
    /// rolled day (专利法实施细则第五条).
    pub start_on: NaiveDate,
    /// The period.
    pub period: Period,
    /// How it was served.
    #[serde(default, skip_serializing_if = "is_electronic")]
    pub channel: Channel,
    /// By post: the day of actual receipt, if proved. It prevails over the presumption (专利法实施细则第四条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<NaiveDate>,
    /// When the period stood still: at most 100 closed intervals of at most ten years, in any order; a day that lies in
    /// two of them counts once. Days on or before the start and after the raw end have no effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<Span>,
    /// By how much it was extended, in the unit of the period. It adds to the length and runs on from the raw end, so
    /// that a month's end is found once, from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended: Option<u32>,
    /// The rule, where the period is one of law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
}

impl Basis {
    /// What a period makes of a day, without service, suspension or extension: one that was agreed on.
    #[must_use]
    pub const fn agreed(start_on: NaiveDate, period: Period) -> Self {
        Self {
            start_on,
            period,
            channel: Channel::Electronic,
            received_on: None,
            suspensions: Vec::new(),
            extended: None,
            rule: None,
        }
    }

    /// What a rule makes of a day, without service, suspension or extension.
    #[must_use]
    pub fn by_rule(start_on: NaiveDate, rule: &Rule) -> Self {
        Self { rule: Some(rule.reference()), ..Self::agreed(start_on, rule.period()) }
    }
}

/// When a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The last day as counted, before any roll. What follows from the end of this period starts here.
    pub raw_on: NaiveDate,
    /// The last day on which the act is in time.
    pub due_on: NaiveDate,
    /// Whether it lies in a year whose calendar is not published yet: computed with weekends alone, it may still move.
    pub provisional: bool,
}

impl Unit {
    /// The lengths that a period of this unit can have.
    #[must_use]
    pub const fn lengths(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Self::Days => 0..=36_600,
            Self::WorkingDays => 0..=5_000,
            Self::Months => 1..=1_200,
            Self::Years => 1..=100,
        }
    }
}

impl Roll {
    /// The article by which it rolls.
    #[must_use]
    pub const fn basis(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::NextWorkingDay => Some("专利法实施细则第五条；商标法实施条例第十二条"),
            Self::NextDayAfterHoliday => Some("民事诉讼法第八十五条"),
        }
    }
}

/// The channel that is not written down.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_electronic(channel: &Channel) -> bool {
    matches!(channel, Channel::Electronic)
}
