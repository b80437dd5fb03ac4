//! The published schema: the examples of its document, its schema for machines, and what it refuses.

use std::io::Cursor;

use serde_json::json;

use super::super::super::source::Source;
use super::*;

const DOCUMENT: &str = include_str!("../../../../../../docs/import-schema.md");
const SCHEMA: &str = include_str!("../../../../../../openapi/import-record.v1.schema.json");

/// The fenced blocks of the document in one language.
fn examples(language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = DOCUMENT.split(fence.as_str()).skip(1);
    blocks.filter_map(|block| block.split_once("\n```").map(|(example, _)| example.to_owned())).collect()
}

fn read_example(name: &str, example: String) -> Vec<Reading> {
    let source = Source::from_reader(name, Cursor::new(example.into_bytes())).expect("the example opens");
    let lines = source.map(|line| line.expect("a line"));
    lines.map(|line| Shape::Published.read(line, &label()).expect("the example is read")).collect()
}

/// The kinds with the fields that the schema for machines gives them.
fn schema_fields() -> Vec<(String, Vec<String>)> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let kinds = ["patent", "trademark", "geographical_indication"];
    let fields = |kind: &str| {
        let properties = schema["$defs"][kind]["properties"].as_object().expect("properties");
        properties.keys().cloned().collect()
    };
    kinds.into_iter().map(|kind| (kind.to_owned(), fields(kind))).collect()
}

#[test]
fn every_example_of_the_document_is_read_without_a_warning() {
    let (ndjson, csv) = (examples("json"), examples("csv"));
    assert_eq!((ndjson.len(), csv.len()), (3, 3));
    let readings = ndjson.into_iter().flat_map(|example| read_example("example.ndjson", example));
    let readings: Vec<_> =
        readings.chain(csv.into_iter().flat_map(|example| read_example("example.csv", example))).collect();
    assert_eq!(readings.len(), 7);
    assert!(readings.iter().all(|reading| reading.warnings.is_empty()), "{readings:?}");
}

#[test]
fn the_document_and_the_code_know_exactly_the_fields_of_the_schema() {
    for (kind, fields) in schema_fields() {
        let example = examples("json").into_iter().find(|example| example.contains(&format!("\"kind\":\"{kind}\"")));
        let first: Value = example
            .and_then(|example| example.lines().next().and_then(|line| serde_json::from_str(line).ok()))
            .expect("an example of the kind");
        // The first example of a kind has every field, but for the short form of a single publication.
        let mut shown: Vec<String> = first.as_object().expect("an object").keys().cloned().collect();
        if kind == "patent" {
            shown.extend(["publication_number".to_owned(), "publication_on".to_owned()]);
        }
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        assert_eq!(sorted(shown), sorted(fields.clone()));
        let table_rows = |field: &str| DOCUMENT.matches(&format!("\n| `{field}` |")).count();
        assert!(fields.iter().all(|field| table_rows(field) >= 2), "a field of {kind} lacks its row in a language");
        // All fields empty: what is missing is named, and nothing is unknown.
        let mut empty: serde_json::Map<_, _> = fields.into_iter().map(|field| (field, Value::Null)).collect();
        empty.insert("kind".into(), json!(kind));
        let reasons = reasons(Shape::Published, Value::Object(empty));
        assert!(reasons.iter().all(|(_, code)| *code != "import.field.unknown"), "{reasons:?}");
    }
}

#[test]
fn a_patent_is_read_whole() {
    let example = examples("json").into_iter().next().expect("an example");
    let reading = read_example("a.ndjson", example).into_iter().next().expect("a line");
    let record = record_json(&reading.record);
    assert_eq!(record["particulars"]["application_number"], "201220217832.5");
    assert_eq!(record["particulars"]["grant_on"], "2013-01-02");
    assert_eq!(record["sources"], json!([{"source": "example", "retrieved_on": "2024-07-01"}]));
    assert_eq!(record["events_known_until"], "2024-06-30");
    assert_eq!(
        record["parties"],
        json!([
            {"role": "applicant", "name": "伊春市示例机械有限公司"},
            {"role": "owner", "name": "伊春市示例机械有限公司", "uscc": "919900000000000192",
             "address": "黑龙江省伊春市示例路1号", "region": "黑龙江", "from_on": "2013-01-02", "until_on": "2016-03-01"},
            {"role": "owner", "name": "哈尔滨示例机械有限公司", "region": "黑龙江", "from_on": "2016-03-01"},
            {"role": "inventor", "name": "张三"},
            {"role": "inventor", "name": "李四"},
        ])
    );
}

#[test]
fn a_csv_row_is_read_as_the_same_record_as_its_line_of_json() {
    let csv = examples("csv").into_iter().next().expect("an example");
    let from_csv = read_example("a.csv", csv).into_iter().next().expect("a row").record;
    let line = json!({
        "kind": "patent", "application_number": "202010566088.9", "title": "一种播种机,及其方法",
        "ipc": ["A01C7/00", "A01C7/20"], "filing_on": "2020-06-19", "applicants": [{"name": "示例农业科技有限公司"}],
        "inventors": ["张三", "李四"], "events_known_until": "2024-06-30",
        "events": [{"on": "2022-05-03", "code": "gr01"}, {"on": "20201002", "code": "PB01"}],
    });
    assert_eq!(record_json(&from_csv), stored(Shape::Published, line));
}

#[test]
fn an_unknown_field_rejects_the_line_and_is_named() {
    let line = json!({"kind": "trademark", "number": "1", "name": "甲", "titel": null, "a/b~": 1, "ipc": []});
    let mut found = reasons(Shape::Published, line);
    found.sort();
    let unknown = |field: &str| (field.to_owned(), "import.field.unknown");
    assert_eq!(found, [unknown("/a~1b~0"), unknown("/ipc"), unknown("/titel")]);
}

#[test]
fn the_reasons_told_of_one_line_are_bounded() {
    let mut line: serde_json::Map<_, _> = (0..10_000).map(|n| (format!("f{n}"), Value::Null)).collect();
    line.insert("kind".into(), json!("trademark"));
    assert_eq!(reasons(Shape::Published, Value::Object(line)).len(), 100);
}

#[test]
fn an_unknown_field_inside_a_party_or_an_event_is_named_with_its_place() {
    let line = json!({
        "kind": "trademark", "number": "1", "name": "甲",
        "owners": ["乙", {"name": "丙", "nmae": "丁"}], "events": [{"on": "2020-01-01", "code": "TM-REG", "day": 1}],
    });
    let unknown = |field: &str| (field.to_owned(), "import.field.unknown");
    assert_eq!(reasons(Shape::Published, line), [unknown("/owners/1/nmae"), unknown("/events/0/day")]);
}

#[test]
fn wrong_types_reject_the_line_and_are_named() {
    let line = json!({
        "kind": "patent", "application_number": 202010566088_u64, "title": ["a"], "abstract": {}, "filing_on": 20200101,
        "ipc": {"a": 1}, "inventors": [1, ["x"]], "agents": [null], "events": [true], "locarno": [false], "agency": 1.5,
    });
    let mut found = reasons(Shape::Published, line);
    found.sort();
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    let expected = [
        "/abstract",
        "/agency",
        "/agents/0",
        "/application_number",
        "/events/0",
        "/filing_on",
        "/inventors/0",
        "/inventors/1",
        "/ipc",
        "/locarno/0",
        "/right",
        "/title",
    ];
    assert_eq!(fields, expected);
    assert!(found.iter().all(|(field, code)| *code == "import.field.type" || field == "/right"), "{found:?}");
}

#[test]
fn missing_fields_are_all_named() {
    let missing = |field: &str| (field.to_owned(), "import.field.missing");
    assert_eq!(reasons(Shape::Published, json!({"title": "x"})), [missing("/kind")]);
    assert_eq!(
        reasons(Shape::Published, json!({"kind": "trademark", "name": " "})),
        [missing("/number"), missing("/name")]
    );
    let gi = json!({"kind": "geographical_indication"});
    assert_eq!(reasons(Shape::Published, gi), [missing("/number"), missing("/name"), missing("/right")]);
    let number_missing = ("/application_number".to_owned(), "import.field.number_missing");
    let right_not_told = ("/right".to_owned(), "import.field.right_not_told");
    let patent = json!({"kind": "patent", "title": "x"});
    assert_eq!(reasons(Shape::Published, patent), [number_missing, right_not_told]);
}

#[test]
fn a_kind_or_right_of_another_word_is_named_with_the_words_allowed() {
    let word = |field: &str| vec![(field.to_owned(), "import.field.word")];
    assert_eq!(reasons(Shape::Published, json!({"kind": "copyright", "name": "x"})), word("/kind"));
    let gi = json!({"kind": "geographical_indication", "number": "AGI01459", "name": "x", "right": "invention"});
    assert_eq!(reasons(Shape::Published, gi), word("/right"));
}

#[test]
fn the_right_named_must_be_that_of_the_number() {
    let line = json!({"kind": "patent", "application_number": "202010566088.9", "title": "x", "right": "design"});
    let contradicted = [("/right".to_owned(), "import.field.right_contradicted")];
    assert_eq!(reasons(Shape::Published, line), contradicted);
    let foreign = json!({"kind": "patent", "publication_number": "US9123456B2", "title": "x", "right": "invention"});
    assert_eq!(stored(Shape::Published, foreign)["particulars"]["right"], "invention");
}

#[test]
fn impossible_days_and_empty_periods_reject_the_line() {
    let line = json!({
        "kind": "trademark", "number": "1", "name": "甲", "filing_on": "2013-02-30", "expires_on": "soon",
        "owners": [{"name": "乙", "from_on": "2013-01-02", "until_on": "2013-01-02"}],
        "events": ["2013-04-31 TM-REG", {"on": "2013-01-02", "code": "?"}, {"code": "TM-REG"}],
    });
    let mut found = reasons(Shape::Published, line);
    found.sort();
    let expected = [
        ("/events/0", "import.field.day_impossible"),
        ("/events/1/code", "import.field.code"),
        ("/events/2/on", "import.field.missing"),
        ("/expires_on", "import.field.day_shape"),
        ("/filing_on", "import.field.day_impossible"),
        ("/owners/0/until_on", "import.field.period_empty"),
    ];
    assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn symbols_and_codes_that_cannot_be_read_are_dropped_with_a_warning() {
    let line = json!({
        "kind": "trademark", "number": "1", "name": "甲", "nice_classes": [9, "第35类", "46", -1, 9],
        "similar_groups": ["0901", "9901"], "owners": [{"name": "乙", "uscc": "123"}],
    });
    let record = stored(Shape::Published, line.clone());
    assert_eq!(record["particulars"]["nice_classes"], json!(["09", "35"]));
    assert_eq!(record["particulars"]["similar_groups"], json!(["0901"]));
    let mut found = warnings(Shape::Published, line);
    found.sort();
    let expected = [
        ("nice_classes", "identifier.range", "46"),
        ("nice_classes", "identifier.shape", "-1"),
        ("owners", "identifier.shape", "123"),
        ("similar_groups", "identifier.range", "9901"),
    ];
    assert_eq!(found, expected.map(|(field, code, value)| (field, code, value.to_owned())));
}

#[test]
fn a_credit_code_whose_check_character_fails_is_kept_with_a_warning() {
    let owner = json!([{"name": "乙", "uscc": "919900000000000193"}]);
    let line = json!({"kind": "trademark", "number": "1", "name": "甲", "owners": owner});
    assert_eq!(stored(Shape::Published, line.clone())["parties"][0]["uscc"], "919900000000000193");
    let codes: Vec<_> = warnings(Shape::Published, line).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["identifier.check_character_fails"]);
}

#[test]
fn texts_and_lists_are_bounded() {
    let line = json!({"kind": "trademark", "number": "1", "name": "甲".repeat(2001), "goods": vec!["米"; 2001]});
    let found = reasons(Shape::Published, line);
    assert_eq!(found, [("/name".to_owned(), "import.field.too_long"), ("/goods".to_owned(), "import.field.too_many"),]);
    assert!(read(Shape::Published, json!({"kind": "trademark", "number": "1", "name": "甲".repeat(2000)})).is_ok());
}

#[test]
fn a_mark_may_be_the_word_for_nothing_and_nul_bytes_vanish() {
    let record =
        stored(Shape::Published, json!({"kind": "trademark", "number": "1", "name": "无\0", "goods": ["\0", "米\0"]}));
    assert_eq!((&record["particulars"]["name"], &record["particulars"]["goods"]), (&json!("无"), &json!(["米"])));
}

#[test]
fn a_list_keeps_the_semicolons_of_its_entries() {
    let record =
        stored(Shape::Published, json!({"kind": "trademark", "number": "1", "name": "甲", "goods": ["米;面", "茶"]}));
    assert_eq!(record["particulars"]["goods"], json!(["米;面", "茶"]));
}

#[test]
fn publications_of_both_forms_are_one_list_oldest_first() {
    let line = json!({
        "kind": "patent", "title": "x", "publication_number": "CN106540253B", "publication_on": "2020-05-01",
        "publications": ["CN106540253A 2017-03-29", {"number": "CN 106540253 B"}],
    });
    let record = stored(Shape::Published, line);
    let expected = json!([
        {"number": "CN106540253A", "on": "2017-03-29"}, {"number": "CN106540253B", "on": "2020-05-01"},
    ]);
    assert_eq!(record["particulars"]["publications"], expected);
    assert_eq!(record["particulars"]["grant_on"], "2020-05-01");
}

#[test]
fn the_source_of_the_file_stands_where_the_line_names_none() {
    let label = SourceLabel { retrieved_on: on(2024, 7, 1), ..label() };
    let line = |source: Value| json!({"kind": "trademark", "number": "1", "name": "甲", "source": source});
    let sources = |source| {
        let record = read_labelled(Shape::Published, line(source), &label).expect("the line is read").record;
        record_json(&record)["sources"].clone()
    };
    assert_eq!(sources(Value::Null), json!([{"source": "test", "retrieved_on": "2024-07-01"}]));
    assert_eq!(sources(json!("demo")), json!([{"source": "demo", "retrieved_on": "2024-07-01"}]));
    assert_eq!(reasons(Shape::Published, line(json!("My Source"))), [("/source".to_owned(), "import.field.code")]);
}

#[test]
fn shapes_are_told_by_their_fields_and_known_by_their_codes() {
    let detect = |names: &[&str]| Shape::detect(&names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect());
    assert_eq!(detect(&["kind"]), Some(Shape::Published));
    assert_eq!(detect(&["专利名称", "申请号"]), Some(Shape::GazetteBrief));
    assert_eq!(detect(&["EA_Name", "EA_FileNumber"]), Some(Shape::GiRegister));
    assert_eq!(detect(&["publication_number", "publication_date", "title"]), Some(Shape::CnkiBiblio));
    assert_eq!(detect(&["title", "number"]), None);
    assert!(Shape::ALL.into_iter().all(|shape| Shape::from_code(shape.code()) == Some(shape)));
}
