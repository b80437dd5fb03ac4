//! A moment: an instant, and the legal day on which it falls in China.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Seconds by which legal time in China is ahead of UTC, the whole year round.
const CHINA_AHEAD_OF_UTC: i32 = 8 * 60 * 60;

/// An instant of legal and business time, to the millisecond. Rules receive it; nothing in the domain asks for it. It is
/// stored as milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Moment(DateTime<Utc>);

/// Why something is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MomentFault {
    /// Outside the years the calendar can say.
    #[error("the instant lies outside the calendar")]
    OutsideCalendar,
}

impl Moment {
    /// The moment this many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`MomentFault::OutsideCalendar`].
    pub fn from_millis(millis: i64) -> Result<Self, MomentFault> {
        DateTime::from_timestamp_millis(millis).map(Self).ok_or(MomentFault::OutsideCalendar)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The moment so many seconds later, or the last one that the calendar can say.
    #[must_use]
    pub fn plus_seconds(self, seconds: u32) -> Self {
        let last = DateTime::<Utc>::MAX_UTC.timestamp_millis();
        let later = self.millis().saturating_add(i64::from(seconds) * 1_000).min(last);
        Self::from_millis(later).unwrap_or(self)
    }

    /// The legal day in China on which it falls.
    pub fn legal_day(self) -> NaiveDate {
        let utc = self.0.naive_utc();
        match FixedOffset::east_opt(CHINA_AHEAD_OF_UTC).and_then(|ahead| utc.checked_add_offset(ahead)) {
            Some(local) => local.date(),
            None => utc.date().checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The first moment of a legal day in China; `None` at the ends of the calendar.
    #[must_use]
    pub fn beginning_of(day: NaiveDate) -> Option<Self> {
        let midnight = day.and_hms_opt(0, 0, 0)?;
        let utc = midnight.checked_sub_offset(FixedOffset::east_opt(CHINA_AHEAD_OF_UTC)?)?;
        Some(Self(utc.and_utc()))
    }

    /// RFC 3339 in UTC, as the wire has it.
    pub fn to_rfc3339(self) -> String {
        self.0.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
    }
}

impl TryFrom<i64> for Moment {
    type Error = MomentFault;

    fn try_from(millis: i64) -> Result<Self, Self::Error> {
        Self::from_millis(millis)
    }
}

impl From<Moment> for i64 {
    fn from(moment: Moment) -> Self {
        moment.millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<DateTime<Utc>>().expect("an instant"))
    }

    #[test]
    fn sixteen_hours_utc_is_the_next_legal_day_in_china() {
        assert_eq!(at("2026-11-23T15:59:59.999Z").legal_day().to_string(), "2026-11-23");
        assert_eq!(at("2026-11-23T16:00:00Z").legal_day().to_string(), "2026-11-24");
    }

    #[test]
    fn a_legal_day_begins_at_sixteen_hours_utc_of_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        assert_eq!(Moment::beginning_of(day), Some(at("2026-11-23T16:00:00Z")));
        assert_eq!(Moment::beginning_of(day).map(Moment::legal_day), Some(day));
    }

    #[test]
    fn an_instant_outside_the_calendar_is_no_moment() {
        assert_eq!(Moment::from_millis(i64::MAX), Err(MomentFault::OutsideCalendar));
    }

    #[test]
    fn it_is_stored_in_milliseconds() {
        let moment = at("2026-11-23T16:00:00.123Z");
        assert_eq!(serde_json::to_value(moment).ok(), Some(1_795_449_600_123_i64.into()));
        assert_eq!(serde_json::from_str::<Moment>("1795449600123").ok(), Some(moment));
        assert!(serde_json::from_str::<Moment>("9223372036854775807").is_err());
    }

    #[test]
    fn seconds_are_added_up_to_the_end_of_the_calendar() {
        assert_eq!(at("2026-11-23T16:00:00Z").plus_seconds(86_400), at("2026-11-24T16:00:00Z"));
        let last = Moment::from_millis(DateTime::<Utc>::MAX_UTC.timestamp_millis()).expect("within the calendar");
        assert_eq!(last.plus_seconds(1), last);
    }
}
