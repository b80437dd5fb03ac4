//! Archives read back, and names that are refused.

use std::io::Read;

use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day")
}

fn entry(name: &str, bytes: &[u8]) -> Entry {
    Entry { name: name.to_owned(), bytes: bytes.to_vec() }
}

#[test]
fn the_archive_reads_back_in_the_order_given() {
    let entries = [entry("质押合同.pdf", b"%PDF"), entry("a.txt", &[7; 5_000]), entry("空.txt", b"")];
    let bytes = pack(&entries, day()).expect("an archive");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a readable archive");
    assert_eq!(archive.len(), entries.len());
    for (at, given) in entries.iter().enumerate() {
        let mut file = archive.by_index(at).expect("an entry");
        assert_eq!(file.name().expect("a name"), given.name);
        let modified = file.last_modified().expect("a day");
        assert_eq!((modified.year(), modified.month(), modified.day(), modified.hour()), (2026, 7, 1, 0));
        let mut held = Vec::new();
        file.read_to_end(&mut held).expect("the bytes");
        assert_eq!(held, given.bytes);
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let entries = [entry("甲.txt", &[1; 10_000]), entry("乙.txt", "内容".as_bytes())];
    assert_eq!(pack(&entries, day()), pack(&entries, day()));
}

#[test]
fn names_that_lead_elsewhere_or_cannot_be_written_are_refused() {
    let long = "长".repeat(86);
    let names =
        ["", ".", "..", "../a", "a/b", "a\\b", "/a", "C:a", "a..b", ".hidden", "a.", "a\0b", "a\u{202e}fdp.exe"];
    for name in names.into_iter().chain([long.as_str()]) {
        assert_eq!(pack(&[entry(name, b"")], day()), Err(PaperFault::EntryName(name.to_owned())), "{name:?}");
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_whatever_its_capitals() {
    let entries = [entry("Deed.pdf", b"1"), entry("deed.PDF", b"2")];
    assert_eq!(pack(&entries, day()), Err(PaperFault::EntryTwice("deed.PDF".into())));
}

#[test]
fn more_files_or_bytes_than_the_bounds_are_refused() {
    let many: Vec<_> = (0..=MOST_ENTRIES).map(|number| entry(&number.to_string(), b"")).collect();
    assert_eq!(pack(&many, day()), Err(PaperFault::TooManyEntries));
    let (all, _) = many.split_at(MOST_ENTRIES);
    assert!(pack(all, day()).is_ok());
    assert_eq!(pack(&[entry("a", &vec![0; MOST_BYTES]), entry("b", b"1")], day()), Err(PaperFault::TooLarge));
}

#[test]
fn a_day_before_the_format_is_refused() {
    let day = NaiveDate::from_ymd_opt(1979, 12, 31).expect("a day");
    assert_eq!(pack(&[], day), Err(PaperFault::Day(day)));
}
