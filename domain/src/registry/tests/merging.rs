//! Two tellings of one right.

use proptest::prelude::*;
use serde_json::Value;

use super::generated::tellings;
use super::stored::told_in_full;
use super::{bare, day, event, gi, mark, mark_of, patent, patent_of, published_as};
use crate::identifier::PatentKind::Invention;
use crate::identifier::{PatentNumber, PublicationNumber};
use crate::registry::{
    MergeConflict, Particulars, Party, PartyRole, Provenance, Publication, Record, RightKind, absorb,
};

fn with(record: &Record, change: impl FnOnce(&mut Record)) -> Record {
    let mut record = record.clone();
    change(&mut record);
    record
}

fn stored(record: &Record) -> Value {
    serde_json::to_value(record).expect("a record is storable")
}

/// Whether a stored field says anything.
fn says(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.as_array().is_none_or(|list| !list.is_empty()))
}

proptest! {
    #[test]
    fn absorbing_the_same_telling_twice_changes_nothing((known, new) in tellings()) {
        let once = absorb(known, new.clone()).expect("one right");
        let twice = absorb(once.clone(), new).expect("one right");
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn what_the_newcomer_says_replaces_and_what_it_leaves_out_stays((known, new) in tellings()) {
        let merged = stored(&absorb(known.clone(), new.clone()).expect("one right"));
        let (known, new) = (stored(&known), stored(&new));
        let fields = known["particulars"].as_object().into_iter().chain(new["particulars"].as_object());
        for field in fields.flat_map(|fields| fields.keys()).filter(|field| *field != "publications") {
            let teller = if says(new["particulars"].get(field)) { &new } else { &known };
            prop_assert_eq!(merged["particulars"].get(field), teller["particulars"].get(field), "{}", field);
        }
    }

    #[test]
    fn every_event_and_every_document_of_either_is_kept_once_and_in_order((known, new) in tellings()) {
        let merged = absorb(known.clone(), new.clone()).expect("one right");
        for event in known.events.iter().chain(&new.events) {
            prop_assert_eq!(merged.events.iter().filter(|kept| *kept == event).count(), 1);
        }
        prop_assert!(merged.events.is_sorted());
        let numbers = |record: &Record| record.lookup_keys();
        for key in numbers(&known).iter().chain(&numbers(&new)) {
            prop_assert!(numbers(&merged).contains(key), "{} is no longer found", key);
        }
    }

    #[test]
    fn the_parties_of_a_role_are_those_of_the_last_telling_that_names_the_role((known, new) in tellings()) {
        let merged = absorb(known.clone(), new.clone()).expect("one right");
        for role in [PartyRole::Applicant, PartyRole::Owner, PartyRole::Inventor] {
            let of = |record: &Record| -> Vec<Party> {
                record.parties.iter().filter(|party| party.role == role).cloned().collect()
            };
            let teller = if of(&new).is_empty() { &known } else { &new };
            prop_assert_eq!(of(&merged), of(teller));
        }
    }

    #[test]
    fn events_stay_known_as_far_as_either_knew_them((known, new) in tellings()) {
        let furthest = known.events_known_until.max(new.events_known_until);
        prop_assert_eq!(absorb(known, new).expect("one right").events_known_until, furthest);
    }
}

#[test]
fn a_telling_that_says_little_neither_takes_nor_withholds_any_fact() {
    let little = [
        Particulars::Patent(patent(Invention)),
        Particulars::Trademark(mark()),
        Particulars::GeographicalIndication(gi(RightKind::GiAgroProduct)),
    ];
    for (little, full) in little.map(bare).into_iter().zip(told_in_full()) {
        assert_eq!(absorb(full.clone(), little.clone()).as_ref(), Ok(&full));
        assert_eq!(absorb(little, full.clone()), Ok(full));
    }
}

#[test]
fn a_grant_meets_its_publication() {
    let application = published_as(Invention, "CN106540253A", "2017-03-29");
    let grant = published_as(Invention, "CN106540253B", "2020-08-21");
    let merged = absorb(grant, application).expect("one right");
    let Particulars::Patent(patent) = &merged.particulars else { panic!("a patent") };
    let numbers: Vec<String> = patent.publications.iter().map(|publication| publication.number.to_string()).collect();
    assert_eq!(numbers, ["CN106540253A", "CN106540253B"], "the oldest first");
    assert_eq!(merged.lookup_keys(), ["CN106540253"]);
}

#[test]
fn a_document_told_without_its_day_keeps_the_day_known() {
    let dated = published_as(Invention, "CN106540253A", "2017-03-29");
    let undated = published_as(Invention, "CN106540253A", "");
    assert_eq!(absorb(dated.clone(), undated.clone()).as_ref(), Ok(&dated));
    assert_eq!(absorb(undated, dated.clone()), Ok(dated));
}

#[test]
fn a_document_that_a_source_lists_twice_is_kept_once_with_its_day() {
    let twice = with(&published_as(Invention, "CN106540253B", "2020-08-21"), |record| {
        let Particulars::Patent(patent) = &mut record.particulars else { panic!("a patent") };
        let undated = Publication { on: None, ..patent.publications[0].clone() };
        patent.publications.push(undated);
    });
    let undated = published_as(Invention, "CN106540253B", "");
    assert_eq!(absorb(twice, undated), Ok(published_as(Invention, "CN106540253B", "2020-08-21")));
}

#[test]
fn rights_of_different_registers_are_not_one() {
    let [patent, mark] = [patent_of(Invention, "2010-03-01", ""), mark_of("2010-03-01", "", "")];
    let indication = bare(Particulars::GeographicalIndication(gi(RightKind::GiProduct)));
    for (known, new) in [(&patent, &mark), (&mark, &indication), (&indication, &patent)] {
        assert_eq!(absorb(known.clone(), new.clone()), Err(MergeConflict::DifferentRegisters));
        assert_eq!(absorb(new.clone(), known.clone()), Err(MergeConflict::DifferentRegisters));
    }
    assert_eq!(MergeConflict::DifferentRegisters.code(), "registry.merge.different_registers");
}

#[test]
fn rights_of_different_numbers_are_not_one() {
    let mut other_patent = patent(Invention);
    other_patent.application_number = PatentNumber::parse("201510958772.0").ok();
    let mut other_mark = mark();
    other_mark.number = "30000001".to_owned().try_into().expect("a number");
    let mut other_gi = gi(RightKind::GiProduct);
    other_gi.number = "PDO-CN-0628".to_owned().try_into().expect("a number");
    for (known, new) in [
        (Particulars::Patent(patent(Invention)), Particulars::Patent(other_patent)),
        (Particulars::Trademark(mark()), Particulars::Trademark(other_mark)),
        (Particulars::GeographicalIndication(gi(RightKind::GiProduct)), Particulars::GeographicalIndication(other_gi)),
    ] {
        assert_eq!(absorb(bare(known), bare(new)), Err(MergeConflict::DifferentApplications));
    }
    assert_eq!(MergeConflict::DifferentApplications.code(), "registry.merge.different_applications");
}

#[test]
fn one_application_number_written_with_and_without_its_check_character_is_one_right() {
    let known = patent_of(Invention, "2010-03-01", "");
    let new = with(&known, |record| {
        let Particulars::Patent(patent) = &mut record.particulars else { panic!("a patent") };
        patent.application_number = PatentNumber::parse("202010566088").ok();
        patent
            .publications
            .push(Publication { number: PublicationNumber::parse("CN111700000A").expect("a number"), on: None });
    });
    assert_eq!(absorb(known, new).expect("one right").number().as_deref(), Some("202010566088.9"));
}

#[test]
fn a_source_told_again_keeps_its_place_and_the_later_day() {
    let from = |source: &str, on| Provenance { source: source.into(), retrieved_on: Some(day(on)) };
    let known = with(&mark_of("2010-03-01", "", ""), |record| {
        record.sources = vec![from("demo", "2024-01-01"), from("gi-view", "2023-01-01")];
    });
    let older = with(&known, |record| record.sources = vec![from("demo", "2022-01-01")]);
    assert_eq!(absorb(known.clone(), older).expect("one right").sources, known.sources);
    let newer =
        with(&known, |record| record.sources = vec![from("cn-gazette", "2025-01-01"), from("demo", "2025-02-01")]);
    assert_eq!(
        absorb(known, newer).expect("one right").sources,
        [from("demo", "2025-02-01"), from("gi-view", "2023-01-01"), from("cn-gazette", "2025-01-01")]
    );
}

#[test]
fn one_event_told_with_two_details_is_kept_as_both_said_it() {
    let known =
        with(&patent_of(Invention, "2010-03-01", ""), |record| record.events = vec![event("2013-06-05", "TR01")]);
    let detailed = with(&known, |record| record.events[0].detail = Some("变更后：乙公司".into()));
    let merged = absorb(known, detailed).expect("one right");
    assert_eq!(merged.events.len(), 2);
}
