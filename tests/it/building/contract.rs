//! The committed contract is the one that the program serves, and it is well formed.

use std::collections::BTreeSet;

use serde_json::Value;
use zhiquan::contract::document;

fn committed() -> Value {
    serde_json::from_str(include_str!("../../../openapi/zhiquan.v1.json")).expect("the committed document is JSON")
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of_path = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().expect("a path item").iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    of_path.collect()
}

#[test]
fn the_committed_document_is_current() {
    let committed = include_str!("../../../openapi/zhiquan.v1.json");
    assert!(committed == document(), "openapi/zhiquan.v1.json is stale: run `make openapi` and look at the difference");
}

#[test]
fn every_operation_has_an_id_of_its_own_a_tag_a_summary_and_problems() {
    let document = committed();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{name} has no operationId"));
        assert!(ids.insert(id.to_owned()), "{id} names two operations");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{name} has one tag");
        let summary = operation["summary"].as_str().unwrap_or_default();
        let speaks_chinese = summary.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(speaks_chinese && summary.contains('.'), "{name}: summary in both languages");
        let responses = operation["responses"].as_object().expect("responses");
        let succeeds = ["200", "201", "202"].into_iter().any(|status| responses.contains_key(status));
        assert!(succeeds, "{name} says what success is");
        for status in ["400", "404", "405", "413", "422", "500", "503"] {
            let problem = &responses[status]["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem, "#/components/schemas/Problem", "{name} {status}");
        }
    }
}

#[test]
fn every_required_parameter_and_request_has_an_example() {
    let document = committed();
    for (name, operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["required"] == true {
                assert!(!parameter["schema"]["example"].is_null(), "{name} {}", parameter["name"]);
            }
        }
        if let Some(body) = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str() {
            let schema = body.rsplit('/').next().expect("a name");
            assert!(!document["components"]["schemas"][schema]["example"].is_null(), "{name}: {schema} has an example");
        }
    }
}

#[test]
fn no_schema_is_left_over_and_days_are_dates() {
    let text = include_str!("../../../openapi/zhiquan.v1.json");
    let document = committed();
    for name in document["components"]["schemas"].as_object().expect("schemas").keys() {
        assert!(text.contains(&format!("#/components/schemas/{name}\"")), "{name} is used nowhere");
    }
    assert!(!text.contains("naive-date"), "days are `format: date`");
}
