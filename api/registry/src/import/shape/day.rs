//! Days as gazettes and spreadsheets write them.

use chrono::NaiveDate;

use super::super::rejection::Reason;

/// The years that can be meant: the first trade mark acts on one side, terms still running on the other.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;

/// Reads `2013-01-02`, `2013.01.02`, `2013/1/2`, `20130102`.
///
/// # Errors
/// [`Reason::DayShape`] for what is written otherwise, [`Reason::DayImpossible`] for a day that does not exist.
pub(super) fn day(text: &str) -> Result<NaiveDate, Reason> {
    let text = text.trim();
    for separator in ['-', '.', '/'] {
        if let Some((year, rest)) = text.split_once(separator) {
            let (month, day) = rest.split_once(separator).ok_or(Reason::DayShape)?;
            return (year.len() == 4).then_some(()).ok_or(Reason::DayShape).and_then(|()| of_parts(year, month, day));
        }
    }
    match (text.len(), text.get(..4), text.get(4..6), text.get(6..)) {
        (8, Some(year), Some(month), Some(day)) => of_parts(year, month, day),
        _ => Err(Reason::DayShape),
    }
}

/// Reads `09/11/2012`, day first, as the registers of the European Union write it.
///
/// # Errors
/// As [`day`].
pub(super) fn day_first(text: &str) -> Result<NaiveDate, Reason> {
    let mut parts = text.trim().splitn(3, '/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year)) if year.len() == 4 => of_parts(year, month, day),
        _ => Err(Reason::DayShape),
    }
}

fn of_parts(year: &str, month: &str, day: &str) -> Result<NaiveDate, Reason> {
    let number = |part: &str, longest: usize| {
        let shaped = (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        shaped.then(|| part.parse::<u32>().ok()).flatten().ok_or(Reason::DayShape)
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(Reason::DayImpossible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing_in_use_is_the_same_day() {
        let expected = NaiveDate::from_ymd_opt(2013, 1, 2);
        for text in ["2013-01-02", "2013.01.02", "2013/1/2", "2013-1-2", "20130102", " 2013.1.02 "] {
            assert_eq!(day(text).ok(), expected, "{text}");
        }
        assert_eq!(day_first("02/01/2013").ok(), expected);
        assert_eq!(day_first("2/1/2013").ok(), expected);
    }

    #[test]
    fn days_that_no_calendar_has_are_impossible() {
        for text in ["2013-02-29", "20130230", "2013/13/1", "2013.0.1", "0001-01-01", "9999-12-31", "1849-12-31"] {
            assert_eq!(day(text), Err(Reason::DayImpossible), "{text}");
        }
        assert_eq!(day_first("31/11/2012"), Err(Reason::DayImpossible));
        assert_eq!(day("2024-02-29").ok(), NaiveDate::from_ymd_opt(2024, 2, 29));
    }

    #[test]
    fn what_is_no_day_at_all_has_the_wrong_shape() {
        for text in [
            "",
            "2013",
            "2013-01",
            "13-01-02",
            "2013-01-02T00:00",
            "2013年1月2日",
            "二〇一三年",
            "2013-+1-02",
            "201301021",
        ] {
            assert_eq!(day(text), Err(Reason::DayShape), "{text}");
        }
        for text in ["", "2013-01-02", "02/01/13", "02/01", "a/b/2013"] {
            assert_eq!(day_first(text), Err(Reason::DayShape), "{text}");
        }
    }
}
