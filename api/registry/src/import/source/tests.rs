//! Files as people send them, and files as they should not be.

use std::io::{Read, Write};

use encoding_rs::{GB18030, UTF_16LE};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::lines::LONGEST_LINE;
use super::*;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Line, LineFault>> {
    Source::from_reader(name, Cursor::new(bytes.into())).expect("the file opens").collect()
}

fn fault(name: &str, bytes: impl Into<Vec<u8>>) -> Option<SourceFault> {
    Source::from_reader(name, Cursor::new(bytes.into())).err()
}

fn line(number: u64, fields: serde_json::Value) -> Result<Line, LineFault> {
    let Value::Object(fields) = fields else { panic!("an object") };
    Ok(Line { number, fields })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("packed in memory")
}

#[test]
fn blank_lines_are_skipped_and_numbers_are_physical() {
    let found = read("a.ndjson", "\n{\"a\":1}\r\n  \n\n{\"b\":\"二\"}");
    assert_eq!(found, [line(2, serde_json::json!({"a": 1})), line(5, serde_json::json!({"b": "二"}))]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    assert_eq!(read("a.jsonl", "\u{FEFF}{\"a\":1}"), [line(1, serde_json::json!({"a": 1}))]);
    assert_eq!(read("a.csv", "\u{FEFF}名称\n犁"), [line(2, serde_json::json!({"名称": "犁"}))]);
}

#[test]
fn utf16_archives_arrays_and_xml_are_refused_with_a_reason() {
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend("名称".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(UTF_16LE.decode(&utf16).0, "名称");
    assert_eq!(fault("a.csv", utf16), Some(SourceFault::Utf16));
    assert_eq!(fault("a.xlsx", *b"PK\x03\x04rest"), Some(SourceFault::Zip));
    assert_eq!(fault("a.json", " [{}]"), Some(SourceFault::JsonArray));
    assert_eq!(fault("a", "<?xml version=\"1.0\"?>"), Some(SourceFault::Xml));
}

#[test]
fn a_name_without_extension_is_told_by_the_first_character() {
    assert_eq!(read("upload", " {\"a\":1}"), [line(1, serde_json::json!({"a": 1}))]);
    assert_eq!(read("upload", "a,b\n1,"), [line(2, serde_json::json!({"a": "1", "b": null}))]);
    assert_eq!(read("upload.gz", gzip(b"{\"a\":1}")), [line(1, serde_json::json!({"a": 1}))]);
}

#[test]
fn an_empty_file_has_no_lines() {
    for name in ["a.ndjson", "a.csv", "a"] {
        assert_eq!(read(name, ""), []);
        assert_eq!(read(name, gzip(b"")), []);
    }
}

#[test]
fn gb18030_is_recognised_and_read_in_both_formats() {
    let ndjson = GB18030.encode("{\"名称\":\"㐂鄈大豆\\u4E00\"}\n{\"名称\":\"稻{米}\"}\n").0.into_owned();
    let expected = [line(1, serde_json::json!({"名称": "㐂鄈大豆一"})), line(2, serde_json::json!({"名称": "稻{米}"}))];
    assert_eq!(read("a.ndjson", ndjson), expected);
    let csv = GB18030.encode("名称,地址\n\"犁,\n耙\",黑龙江\n").0.into_owned();
    let mut source = Source::from_reader("a.csv.gz", Cursor::new(gzip(&csv))).expect("the file opens");
    assert_eq!(source.encoding(), Encoding::Gb18030);
    assert_eq!(source.next(), Some(line(2, serde_json::json!({"名称": "犁,\n耙", "地址": "黑龙江"}))));
    assert_eq!(source.next(), None);
}

#[test]
fn gb18030_is_recognised_behind_a_beginning_of_ascii() {
    let mut bytes = "{\"a\":1}\n".repeat(BEGINNING / 8 + 1).into_bytes();
    let ascii_lines = bytes.len() as u64 / 8;
    bytes.extend_from_slice(&GB18030.encode("{\"名称\":\"犁\"}\n").0);
    assert_eq!(read("a.ndjson", bytes).pop(), Some(line(ascii_lines + 1, serde_json::json!({"名称": "犁"}))));
}

#[test]
fn a_line_in_a_wrong_encoding_is_reported_and_the_rest_is_read() {
    let mut bytes = "{\"a\":\"黑龙江\"}\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"{\"a\":\"\xBA\xDA\"}\n{\"a\":\"\"}\n");
    let encoding = Encoding::Utf8;
    assert_eq!(
        read("a.ndjson", bytes),
        [
            line(1, serde_json::json!({"a": "黑龙江"})),
            Err(LineFault::Encoding { line: 2, encoding }),
            line(3, serde_json::json!({"a": ""})),
        ]
    );
}

#[test]
fn what_is_no_object_is_reported_by_line() {
    let found = read("a.ndjson", "{\"a\":1\n5\n\"x\"\n{}{}\n[]\n{\"a\":\"\\ud800\"}\n{}");
    let column = |line, column| Err(LineFault::NotJson { line, column });
    assert_eq!(found.first(), Some(&column(1, 6)));
    assert_eq!(found.get(1), Some(&Err(LineFault::NotAnObject { line: 2 })));
    assert_eq!(found.get(2), Some(&Err(LineFault::NotAnObject { line: 3 })));
    assert_eq!(found.get(3), Some(&column(4, 3)));
    assert_eq!(found.get(4), Some(&Err(LineFault::NotAnObject { line: 5 })));
    assert!(matches!(found.get(5), Some(Err(LineFault::NotJson { line: 6, .. }))));
    assert_eq!(found.get(6), Some(&line(7, serde_json::json!({}))));
}

#[test]
fn json_nested_a_million_deep_is_reported_and_the_rest_is_read() {
    let deep = format!("{{\"a\":{}\n{{}}", "[".repeat(1_000_000));
    let found = read("a.ndjson", deep);
    assert!(matches!(found.first(), Some(Err(LineFault::NotJson { line: 1, .. }))), "{:?}", found.first());
    assert_eq!(found.get(1), Some(&line(2, serde_json::json!({}))));
}

#[test]
fn nul_bytes_are_harmless() {
    let found = read("a.ndjson", "{\"a\":\"\\u0000\"}\n\0\0\n{}");
    assert_eq!(found.first(), Some(&line(1, serde_json::json!({"a": "\0"}))));
    assert!(matches!(found.get(1), Some(Err(LineFault::NotJson { line: 2, .. }))));
    assert_eq!(found.len(), 3);
    assert_eq!(read("a.csv", "a\n\0"), [line(2, serde_json::json!({"a": "\0"}))]);
}

#[test]
fn csv_keeps_quotes_commas_and_line_ends_inside_quotes() {
    let found = read("a.csv", "name, note \r\n\r\n\"a \"\"b\"\", c\",\"1\r\n\r\n2\"\r\n,\r\nx,y\r\n");
    assert_eq!(
        found,
        [
            line(3, serde_json::json!({"name": "a \"b\", c", "note": "1\n\n2"})),
            line(7, serde_json::json!({"name": "x", "note": "y"})),
        ]
    );
}

#[test]
fn a_csv_row_of_another_width_is_reported_and_the_rest_is_read() {
    let found = read("a.csv", "a,b\n1\n1,2,3\n1,2\n");
    assert_eq!(
        found,
        [
            Err(LineFault::Columns { line: 2, expected: 2, found: 1 }),
            Err(LineFault::Columns { line: 3, expected: 2, found: 3 }),
            line(4, serde_json::json!({"a": "1", "b": "2"})),
        ]
    );
}

#[test]
fn a_csv_header_must_name_every_column_once() {
    assert_eq!(fault("a.csv", "a,,b\n"), Some(SourceFault::ColumnWithoutName { column: 2 }));
    assert_eq!(fault("a.csv", "a, a\n"), Some(SourceFault::ColumnTwice { name: "a".to_owned() }));
    assert_eq!(fault("a.csv", vec![b','; 2000]), Some(SourceFault::TooManyColumns { found: 2001 }));
    let unclosed = LineFault::QuoteNotClosed { line: 1 };
    assert_eq!(fault("a.csv", "\"a,b\n1,2\n"), Some(SourceFault::HeaderUnreadable { fault: unclosed }));
}

#[test]
fn a_quotation_mark_never_closed_is_reported() {
    let found = read("a.csv", "a\n1\n\"2\n3\n4\n");
    assert_eq!(found, [line(2, serde_json::json!({"a": "1"})), Err(LineFault::QuoteNotClosed { line: 3 })]);
}

#[test]
fn a_csv_record_past_the_bound_is_reported_and_reading_goes_on_behind_it() {
    let mut one_line = b"a,b\n\"".to_vec();
    one_line.resize(one_line.len() + LONGEST_LINE, b'x');
    one_line.extend_from_slice(b"\",2\n3,4\n");
    let expected = [Err(LineFault::TooLong { line: 2 }), line(3, serde_json::json!({"a": "3", "b": "4"}))];
    assert_eq!(read("a.csv", one_line), expected);

    let mut many_lines = b"a\n1\n\"".to_vec();
    many_lines.resize(many_lines.len() + LONGEST_LINE - 1, b'\n');
    many_lines.extend_from_slice(b"x\n9\n");
    let found = read("a.csv", many_lines);
    assert_eq!(found.get(1), Some(&Err(LineFault::TooLong { line: 3 })));
    let nine = Some(&Value::String("9".to_owned()));
    assert_eq!(found.last().and_then(|last| last.as_ref().ok()).and_then(|last| last.fields.get("a")), nine);
}

#[test]
fn a_line_of_twenty_mebibytes_is_reported_and_the_rest_is_read() {
    let long = b"{\"a\":\"".chain(io::repeat(b'x').take(20 << 20)).chain(&b"\"}\n{\"b\":2}\n"[..]);
    let found: Vec<_> = Source::from_reader("a.ndjson", long).expect("the file opens").collect();
    assert_eq!(found, [Err(LineFault::TooLong { line: 1 }), line(2, serde_json::json!({"b": 2}))]);
}

#[test]
fn a_truncated_gzip_gives_its_whole_lines_and_then_the_fault() {
    let plain: String = (0..20_000).map(|n| format!("{{\"n\":{}}}\n", n * 7919 % 100_003)).collect();
    let packed = gzip(plain.as_bytes());
    for (name, kept) in [("a.ndjson.gz", packed.len() / 2), ("a.ndjson.gz", packed.len() - 4)] {
        let found = read(name, packed.get(..kept).expect("shorter"));
        let (last, whole) = found.split_last().expect("there are lines");
        assert!(whole.iter().all(Result::is_ok));
        assert!(whole.len() > 1_000, "{}", whole.len());
        assert_eq!(*last, Err(LineFault::Truncated { line: whole.len() as u64 + 1 }));
        assert!(last.as_ref().is_err_and(LineFault::ends_reading));
    }
}

#[test]
fn gzip_members_one_behind_the_other_are_one_file() {
    let mut packed = gzip(b"{\"a\":1}\n");
    packed.extend(gzip(b"{\"a\":2}\n"));
    assert_eq!(read("a.ndjson.gz", packed).len(), 2);
}

#[test]
fn a_bomb_is_streamed() {
    let packed = gzip(&vec![b'\n'; 64 << 20]);
    assert!(packed.len() < 100_000);
    assert_eq!(read("a.ndjson.gz", packed), []);
}

#[test]
fn bytes_are_counted_for_progress() {
    let packed = gzip("{\"a\":1}\n".repeat(1000).as_bytes());
    let length = packed.len() as u64;
    let mut source = Source::from_reader("a.ndjson.gz", Cursor::new(packed)).expect("the file opens");
    let seen = source.bytes_read();
    assert_eq!(source.by_ref().count(), 1000);
    assert_eq!(seen.load(Ordering::Relaxed), length);
}

#[test]
fn a_file_that_is_not_there_is_a_fault() {
    let path = std::env::temp_dir().join("zhiquan-no-such-file.csv");
    assert!(matches!(Source::open(&path, ""), Err(SourceFault::Unopened { .. })));
}
