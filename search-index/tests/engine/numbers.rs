//! A number finds its record.

use search_index::{Filters, Request};

use crate::lab::{Lab, request};

#[test]
fn a_typed_number_finds_its_record_first() {
    let lab = Lab::new();
    for entry in lab.entries.iter().step_by(7) {
        let plain = entry.number.trim_start_matches("CN").to_owned();
        let spaced = plain.replacen("20", "20 ", 1);
        for typed in [entry.number.clone(), plain.clone(), format!("ZL{plain}"), plain.replace('.', ""), spaced] {
            let hits = lab.ask(&typed).hits;
            assert_eq!(hits.first().map(|hit| hit.key), Some(entry.key), "{typed}");
        }
    }
}

#[test]
fn every_number_of_a_record_leads_to_it() {
    let lab = Lab::new();
    for entry in lab.entries.iter().filter(|entry| !entry.numbers.is_empty()).step_by(31) {
        let hits = lab.ask(&entry.numbers[0].to_lowercase()).hits;
        assert_eq!(hits.first().map(|hit| hit.key), Some(entry.key), "{}", entry.numbers[0]);
    }
}

#[test]
fn a_number_as_a_filter_is_exact() {
    let lab = Lab::new();
    let entry = &lab.entries[4];
    let with = |number: &str| Request {
        filters: Filters { numbers: vec![number.to_owned()], ..Filters::default() },
        ..request("")
    };
    assert_eq!(lab.keys(&with(&entry.number)), [entry.key]);
    assert_eq!(lab.keys(&with(&format!("zl {}", entry.number.trim_start_matches("CN")))), [entry.key]);
    assert!(lab.keys(&with(&entry.number[..8])).is_empty());
}
