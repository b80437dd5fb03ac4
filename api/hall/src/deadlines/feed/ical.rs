//! iCalendar (RFC 5545): the form in which calendar programs read deadlines.

use chrono::{DateTime, Days, NaiveDate};
use poem::http::{HeaderValue, header};
use poem::{IntoResponse, Response};

/// The most octets of a line before it is folded (section 3.1).
const LINE_OCTETS: usize = 75;

/// A deadline as an event that lasts a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// The same for as long as the deadline is open.
    pub(super) uid: String,
    pub(super) on: NaiveDate,
    pub(super) provisional: bool,
    pub(super) summary: String,
    pub(super) description: String,
}

/// A calendar of this name with these events, as of an instant in milliseconds since 1970.
pub(super) fn calendar(name: &str, events: &[Event], now_millis: i64) -> String {
    let now = DateTime::from_timestamp_millis(now_millis).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string();
    let mut text = String::new();
    let mut line = |property: &str, value: &str| fold(&mut text, &format!("{property}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Zhiquan//Deadlines//ZH");
    line("CALSCALE", "GREGORIAN");
    line("NAME", &escaped(name));
    line("X-WR-CALNAME", &escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &escaped(&event.uid));
        line("DTSTAMP", &now);
        line("DTSTART;VALUE=DATE", &day(event.on));
        line("DTEND;VALUE=DATE", &day(event.on.checked_add_days(Days::new(1)).unwrap_or(event.on)));
        line("SUMMARY", &escaped(&event.summary));
        line("DESCRIPTION", &escaped(&event.description));
        line("STATUS", if event.provisional { "TENTATIVE" } else { "CONFIRMED" });
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

fn day(on: NaiveDate) -> String {
    on.format("%Y%m%d").to_string()
}

/// Text as a value of type TEXT (section 3.3.11). Control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Appends a line, folded between characters so that no part has more than 75 octets (section 3.1).
fn fold(text: &mut String, line: &str) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(character);
        octets += character.len_utf8();
    }
    text.push_str("\r\n");
}

/// The answer with a calendar.
pub(super) fn response(calendar: String) -> Response {
    let mut response = calendar.with_content_type("text/calendar; charset=utf-8").into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> Event {
        let on = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day");
        let description = "暂定, 以公布的日历为准".into();
        Event { uid: "a@zhiquan".into(), on, provisional: true, summary: summary.into(), description }
    }

    #[test]
    fn a_deadline_is_an_event_of_a_whole_day() {
        insta::assert_snapshot!(calendar("知权期限", &[event("答复审查意见")], 1_795_449_600_123).replace("\r\n", "\n"), @"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Zhiquan//Deadlines//ZH
        CALSCALE:GREGORIAN
        NAME:知权期限
        X-WR-CALNAME:知权期限
        REFRESH-INTERVAL;VALUE=DURATION:PT1H
        BEGIN:VEVENT
        UID:a@zhiquan
        DTSTAMP:20261123T160000Z
        DTSTART;VALUE=DATE:20261231
        DTEND;VALUE=DATE:20270101
        SUMMARY:答复审查意见
        DESCRIPTION:暂定\\, 以公布的日历为准
        STATUS:TENTATIVE
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        ");
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_seventy_five_octets_and_unfolded_it_says_what_was_said(summary in ".{0,300}") {
            let text = calendar("x", &[event(&summary)], 0);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE_OCTETS));
            let unfolded = text.replace("\r\n ", "");
            let expected = format!("\r\nSUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(unfolded.contains(&expected));
            let bare = text.replace("\r\n", "").chars().any(char::is_control);
            prop_assert!(!bare, "no control character stands outside the line ends");
        }
    }
}
