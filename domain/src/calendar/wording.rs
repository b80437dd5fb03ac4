//! Days, lengths and festivals in the words of the trace.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Rest, Unit, WeekendDay, WorkingDays};

/// A length with its unit, in Chinese and in English.
pub(super) fn length(count: u32, unit: Unit) -> (String, String) {
    let en = match unit {
        Unit::Days => "day",
        Unit::WorkingDays => "working day",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    (format!("{count}{}", unit.zh()), format!("{count} {en}{}", if count == 1 { "" } else { "s" }))
}

/// A rest day with the reason, in Chinese and in English.
pub(super) fn why_it_rests(day: NaiveDate, calendar: &WorkingDays) -> (String, String) {
    let (zh, en) = (zh_day(day), en_day(day));
    match calendar.rest_name(day) {
        Some(Rest::Holiday(name)) => (format!("{zh}为{name}假日"), format!("{en}, {}", festival(name))),
        Some(Rest::Weekend(WeekendDay::Saturday | WeekendDay::Sunday)) => {
            (format!("{zh}为周末休息日"), format!("{en}, a day of the weekend"))
        }
        None => (zh, en),
    }
}

/// The English name of a festival; one that is not known keeps its own.
fn festival(name: &str) -> &str {
    match name {
        "元旦" => "New Year's Day",
        "春节" => "Spring Festival",
        "清明节" => "Tomb-Sweeping Day",
        "劳动节" => "Labour Day",
        "端午节" => "Dragon Boat Festival",
        "中秋节" => "Mid-Autumn Festival",
        "国庆节" => "National Day",
        "抗战胜利70周年纪念日" => "the 70th anniversary of victory",
        name => name,
    }
}

/// A day as Chinese texts write it, with its weekday.
pub(super) fn zh_day(day: NaiveDate) -> String {
    let weekday = match day.weekday() {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    };
    format!("{}年{}月{}日（星期{weekday}）", day.year(), day.month(), day.day())
}

/// A day as English texts write it, with its weekday.
pub(super) fn en_day(day: NaiveDate) -> String {
    let weekday = match day.weekday() {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    };
    format!("{day} ({weekday})")
}
