//! The official examples, and days that another program computed: see `vectors/SOURCE.md`.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Vectors {
    official_examples: Vec<Vector>,
    cases: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    start_on: NaiveDate,
    #[serde(flatten)]
    period: Period,
    #[serde(default)]
    channel: Channel,
    #[serde(default)]
    suspensions: Vec<Span>,
    raw_on: Option<NaiveDate>,
    due_on: NaiveDate,
    #[serde(default)]
    provisional: bool,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/deadlines.json")).expect("the vectors are JSON")
}

fn holds(vector: Vector) {
    let Vector { start_on, period, channel, suspensions, raw_on, due_on, provisional } = vector;
    let basis = Basis { channel, suspensions, ..plain(&start_on.to_string(), 1, Unit::Days, Roll::None) };
    let basis = Basis { period, ..basis };
    let due = due(&basis, shipped()).unwrap_or_else(|refusal| panic!("{basis:?}: {refusal}"));
    assert_eq!((due.due_on, due.provisional), (due_on, provisional), "{basis:?}");
    assert_eq!(due.raw_on, raw_on.unwrap_or(due.raw_on), "{basis:?}");
    assert_eq!(explain(&basis, shipped()).map(|explained| explained.due), Ok(due), "{basis:?}");
}

#[test]
fn the_examples_of_the_examination_guidelines_hold() {
    let examples = vectors().official_examples;
    assert_eq!(examples.len(), 2);
    examples.into_iter().for_each(holds);
}

#[test]
fn every_day_that_another_program_computed_is_ours() {
    let cases = vectors().cases;
    assert_eq!(cases.len(), 190);
    cases.into_iter().for_each(holds);
}

#[test]
fn working_days_of_2025_and_2026_are_counted_with_their_make_up_days() {
    for (start, length, expected) in [
        ("2026-02-09", 10, "2026-02-28"),
        ("2026-09-15", 10, "2026-09-29"),
        ("2026-09-21", 10, "2026-10-12"),
        ("2026-02-06", 10, "2026-02-27"),
        ("2026-02-13", 10, "2026-03-05"),
        ("2026-04-27", 10, "2026-05-13"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2025-09-25", 10, "2025-10-15"),
    ] {
        assert_eq!(due_on(&working_days(start, length)), expected, "{length} after {start}");
    }
}

#[test]
fn months_end_on_their_day_on_the_last_of_the_month_or_after_the_holiday() {
    for (start, one, three) in [
        ("2026-02-06", "2026-03-06", "2026-05-06"),
        ("2026-02-13", "2026-03-13", "2026-05-13"),
        ("2026-04-27", "2026-05-27", "2026-07-27"),
        ("2026-09-18", "2026-10-19", "2026-12-18"),
        ("2025-09-25", "2025-10-27", "2025-12-25"),
        ("2025-11-30", "2025-12-30", "2026-02-28"),
    ] {
        assert_eq!((due_on(&months(start, 1)), due_on(&months(start, 3))), (one.into(), three.into()), "{start}");
    }
    assert_eq!(due_on(&months("2026-08-03", 2)), "2026-10-08");
    assert_eq!(due_on(&plain("2026-09-05", 30, Unit::Days, Roll::NextWorkingDay)), "2026-10-08");
}
