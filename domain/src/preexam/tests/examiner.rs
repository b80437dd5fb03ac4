//! To whom a case is given: by field, then by load.

use super::super::examiner::{Candidate, who_takes};
use super::told_others::*;
use super::*;

pub(super) fn candidate(person: u128, fields: &[&str], load: u64) -> Candidate {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Candidate { person: Id::from_u128(person), fields, available: true, load }
}

fn taken(classification: &str, candidates: &[Candidate]) -> Option<u128> {
    let people = [1, 2, 3].map(|person| (Id::from_u128(person), person));
    let chosen = who_takes(classification, candidates)?;
    people.into_iter().find(|(id, _)| *id == chosen).map(|(_, person)| person)
}

#[test]
fn of_those_who_take_the_field_the_one_with_the_fewest_cases_gets_it() {
    let of_engines = candidate(1, &["F02"], 0);
    let busy = candidate(2, &["A01C"], 5);
    let free = candidate(3, &["A01"], 4);
    assert_eq!(taken("A01C7/20", &[of_engines.clone(), busy.clone(), free]), Some(3));
    assert_eq!(taken("A01C7/20", &[of_engines.clone(), busy]), Some(2));
    assert_eq!(taken("A01C7/20", &[of_engines]), None);
    assert_eq!(taken("A01C7/20", &[]), None);
}

#[test]
fn who_names_the_field_more_closely_goes_before_who_has_as_few_and_then_the_smaller_id() {
    let of_all = candidate(1, &[], 3);
    let of_subclass = candidate(2, &["A01C"], 3);
    let of_group = candidate(3, &["A01C", "A01C7/20"], 3);
    assert_eq!(taken("A01C7/20", &[of_all.clone(), of_subclass.clone(), of_group]), Some(3));
    assert_eq!(taken("A01C7/20", &[of_subclass, of_all.clone()]), Some(2));
    assert_eq!(taken("A01C7/20", &[candidate(2, &[], 3), of_all]), Some(1));
}

#[test]
fn who_is_away_gets_nothing() {
    let away = Candidate { available: false, ..candidate(1, &["A01C"], 0) };
    assert_eq!(taken("A01C7/20", &[away.clone(), candidate(2, &["A01C"], 9)]), Some(2));
    assert_eq!(taken("A01C7/20", &[away]), None);
}

#[test]
fn an_examiner_takes_a_field_exactly_where_a_list_with_that_field_would_be_open() {
    let symbols = ["A01C1/00", "A01C11/00", "A01C7/20", "A01C7/208", "A01C7/02", "A01B1/00", "G06F16/33", "G06F1/16"];
    let fields = ["A", "A01", "A01C", "A01C1", "A01C7", "A01C11", "A01C7/20", "A01C7/208", "G06F16", "G06F1"];
    for field in fields {
        let list = FieldList::told([publish("2026", "2026-01-01", &[field])]);
        for symbol in symbols {
            let is_open = matches!(field_list::covers(&list, symbol, day(TODAY)), FieldAnswer::Open { .. });
            let is_taken = taken(symbol, &[candidate(1, &[field], 0)]).is_some();
            assert_eq!(is_taken, is_open, "{symbol} under {field}");
        }
    }
}

#[test]
fn a_design_is_told_by_its_locarno_class() {
    assert_eq!(taken("15-03", &[candidate(1, &["15"], 0)]), Some(1));
    assert_eq!(taken("15-03", &[candidate(1, &["15-03"], 0)]), Some(1));
    assert_eq!(taken("15-03", &[candidate(1, &["15-05", "A01C"], 0)]), None);
}

#[test]
fn a_list_of_fields_holds_from_its_day_up_to_the_next_one() {
    let list = FieldList::told([publish("2026", "2026-01-01", &["A01B"]), publish("2027", "2027-01-01", &["A01C"])]);
    let covers = |on| field_list::covers(&list, "A01C7/20", day(on));
    assert_eq!(covers("2025-12-31"), FieldAnswer::NoList);
    assert_eq!(covers("2026-01-01"), FieldAnswer::Closed { list_version: "2026".into() });
    assert_eq!(covers("2026-12-31"), FieldAnswer::Closed { list_version: "2026".into() });
    assert_eq!(covers("2027-01-01"), FieldAnswer::Open { list_version: "2027".into() });
}
