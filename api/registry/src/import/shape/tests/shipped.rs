//! The files that ship are read whole: so many lines, so many records, and the oddities are counted.

use std::path::{Path, PathBuf};

use super::super::super::report::QualityReport;
use super::super::super::source::{Source, digest_of};
use super::*;

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(file)
}

fn report_of(file: &str, expected: Shape, label: &SourceLabel) -> QualityReport {
    let mut report = QualityReport::new();
    let mut shape = None;
    for line in Source::open(&data(file), file).expect("the file opens") {
        let line = line.expect("the line is an object");
        let shape = *shape.get_or_insert_with(|| Shape::detect(&line.fields));
        assert_eq!(shape, Some(expected));
        match expected.read(line, label) {
            Ok(reading) => report.accept(&reading),
            Err(rejections) => panic!("{rejections:?}"),
        }
    }
    report
}

fn warned(report: &QualityReport) -> Vec<(&str, u64)> {
    report.warned_by_code.iter().map(|(code, count)| (code.as_ref(), *count)).collect()
}

#[test]
fn the_gazette_of_taian_is_read_whole() {
    let report = report_of("patents/taian.ndjson.gz", Shape::GazetteBrief, &label());
    assert_eq!((report.lines, report.accepted, report.duplicates), (5907, 5907, 0));
    assert_eq!(warned(&report), [("identifier.check_character_absent", 8)]);
    assert!(report.fields.values().all(|field| field.present == 5907), "{report}");
}

#[test]
fn the_full_field_set_is_read_whole() {
    let report = report_of("patents/full_fields.ndjson.gz", Shape::GazetteFull, &label());
    assert_eq!((report.lines, report.accepted, report.duplicates), (139, 139, 0));
    assert_eq!(warned(&report), []);
    assert_eq!(report.fields.get("专利代理机构").map(|field| field.present), Some(103));
}

#[test]
fn the_citations_are_read_whole() {
    let report = report_of("patents/cnki_biblio.ndjson.gz", Shape::CnkiBiblio, &label());
    assert_eq!((report.lines, report.accepted, report.duplicates), (10_169, 10_169, 0));
    assert_eq!(warned(&report), []);
    assert_eq!(report.fields.get("region").map(|field| field.present), Some(10_168));
}

#[test]
fn the_register_of_geographical_indications_is_read_whole() {
    let report = report_of("geographical-indications/eu_uk_register.ndjson.gz", Shape::GiRegister, &label());
    assert_eq!((report.lines, report.accepted, report.duplicates), (2976, 2976, 0));
    assert_eq!(warned(&report), [("import.gi.registered_without_day", 1)]);
    assert_eq!(report.fields.get("EA_DateRegistration").map(|field| field.present), Some(2676));
}

#[test]
fn the_demo_marks_are_read_whole_and_every_one_says_that_it_is_invented() {
    let report = report_of("trademarks/demo.ndjson.gz", Shape::Published, &label());
    assert_eq!((report.lines, report.accepted, report.duplicates), (20_000, 20_000, 0));
    assert_eq!(warned(&report), []);
    assert_eq!(report.fields.get("source").map(|field| field.present), Some(20_000));
}

/// The values of one key of the manifest, in their order.
fn manifest_values(key: &str) -> Vec<String> {
    let manifest = std::fs::read_to_string(data("MANIFEST.toml")).expect("the manifest ships");
    let value =
        |line: &str| line.split_once(" = ").filter(|(found, _)| *found == key).map(|(_, value)| value.to_owned());
    manifest.lines().filter_map(value).map(|value| value.trim_matches('"').to_owned()).collect()
}

#[test]
fn the_manifest_names_every_file_with_its_count_and_digest() {
    let (paths, records, digests) = (manifest_values("path"), manifest_values("records"), manifest_values("sha256"));
    assert_eq!((paths.len(), records.len(), digests.len()), (5, 5, 5));
    for ((path, records), digest) in paths.iter().zip(&records).zip(&digests) {
        assert_eq!(digest_of(&data(path)).expect("the file ships"), *digest, "{path}");
        let count = Source::open(&data(path), path).expect("the file opens").filter(Result::is_ok).count();
        assert_eq!(count.to_string(), *records, "{path}");
    }
}
