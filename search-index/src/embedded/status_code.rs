//! The status column: one code a record, `in_force`, or `in_force>dead` where the calendar will turn it after the day in
//! `status_until`. Few codes exist, so what they mean is worked out once a segment and not once a record.

use domain::registry::SimpleStatus;

use super::columns::TextColumn;
use crate::entry::Standing;

const TURNS_TO: char = '>';

/// The code of a standing.
pub(super) fn code_of(standing: Standing) -> String {
    match standing.changes_after {
        Some((_, then)) => format!("{}{TURNS_TO}{}", standing.status.code(), then.code()),
        None => standing.status.code().to_owned(),
    }
}

/// The status before and after the day of change.
fn meaning(code: &str) -> (SimpleStatus, SimpleStatus) {
    let status = |code: &str| SimpleStatus::from_code(code).unwrap_or(SimpleStatus::Unknown);
    let (now, then) = code.split_once(TURNS_TO).unwrap_or((code, code));
    (status(now), status(then))
}

/// What each ordinal of the column means.
pub(super) fn meanings(column: &TextColumn) -> tantivy::Result<Vec<(SimpleStatus, SimpleStatus)>> {
    let ordinals: Vec<u32> = (0..u32::try_from(column.width()).unwrap_or(u32::MAX)).collect();
    Ok(column.values_of(&ordinals)?.iter().map(|code| meaning(code)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_is_read_back_from_its_code() {
        let day = chrono::NaiveDate::from_ymd_opt(2030, 6, 30).expect("a day");
        for status in SimpleStatus::ALL {
            let stands = Standing { status, changes_after: None };
            assert_eq!(meaning(&code_of(stands)), (status, status));
            for then in SimpleStatus::ALL {
                let turns = Standing { status, changes_after: Some((day, then)) };
                assert_eq!(meaning(&code_of(turns)), (status, then));
            }
        }
    }
}
