//! Where a body or a parameter departs from its schema, and what would have been right, in both languages.
//!
//! A body is held to the contract before the framework reads it: the framework takes a number for a text, and its
//! sentences speak of types of the program, in English and without the place. What this file does not know of a schema
//! it lets pass, and the framework decides.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::json::token;
use super::{FieldFault, Sentence};

/// The most faults that are told of one body.
const MOST: usize = 20;

/// The departures of a body from its schema, in the order of its fields.
pub(super) fn of_body(schemas: &Map<String, Value>, schema: &Value, body: &Value) -> Vec<FieldFault> {
    let mut walk = Walk { schemas, found: Vec::new() };
    walk.value(schema, body, "");
    walk.found
}

/// What a parameter of this schema should have been, as a fault of that parameter.
pub(super) fn of_parameter(schemas: &Map<String, Value>, schema: &Value, pointer: String) -> FieldFault {
    let schema = resolved(schemas, schema);
    let schema = schema.get("items").map_or(schema, |items| resolved(schemas, items));
    Expectation::of(schema).unmet_at(pointer)
}

/// The schema itself where another only names it.
fn resolved<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> &'a Value {
    let first_of_all = || schema.get("allOf").and_then(Value::as_array).and_then(|all| all.first());
    let named = schema.get("$ref").or_else(|| first_of_all()?.get("$ref")).and_then(Value::as_str);
    let name = named.and_then(|reference| reference.rsplit('/').next());
    name.and_then(|name| schemas.get(name)).unwrap_or(schema)
}

/// What a schema expects of a single value.
enum Expectation<'a> {
    Object,
    List,
    OneOf(Vec<&'a str>),
    Day,
    Text { longest: Option<u64> },
    Whole { least: i64, most: i64 },
    Number,
    Truth,
    Anything,
}

impl<'a> Expectation<'a> {
    fn of(schema: &'a Value) -> Self {
        let text = |name: &str| schema.get(name).and_then(Value::as_str);
        match text("type") {
            Some("object") => Self::Object,
            Some("array") => Self::List,
            Some("string") => {
                if let Some(words) = schema.get("enum").and_then(Value::as_array) {
                    Self::OneOf(words.iter().filter_map(Value::as_str).collect())
                } else if text("format") == Some("date") {
                    Self::Day
                } else {
                    Self::Text { longest: schema.get("maxLength").and_then(Value::as_u64) }
                }
            }
            Some("integer") => {
                let (least, most) = match text("format") {
                    Some("uint8") => (0, i64::from(u8::MAX)),
                    Some("uint16") => (0, i64::from(u16::MAX)),
                    Some("uint32") => (0, i64::from(u32::MAX)),
                    Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
                    Some("uint64") => (0, i64::MAX),
                    Some(_) | None => (i64::MIN, i64::MAX),
                };
                // Bounds are numbers of the document: whole, though it writes them with a fraction.
                let bound = |name: &str| schema.get(name).and_then(Value::as_f64).map(|bound| bound as i64);
                Self::Whole { least: bound("minimum").unwrap_or(least), most: bound("maximum").unwrap_or(most) }
            }
            Some("number") => Self::Number,
            Some("boolean") => Self::Truth,
            Some(_) | None => Self::Anything,
        }
    }

    fn is_met_by(&self, value: &Value) -> bool {
        match self {
            Self::Object => value.is_object(),
            Self::List => value.is_array(),
            Self::OneOf(words) => value.as_str().is_some_and(|text| words.contains(&text)),
            Self::Day => value.as_str().is_some_and(|text| text.len() == 10 && text.parse::<NaiveDate>().is_ok()),
            Self::Text { longest } => {
                value.as_str().is_some_and(|text| longest.is_none_or(|longest| text.chars().count() as u64 <= longest))
            }
            Self::Whole { least, most } => value.as_i64().is_some_and(|number| (*least..=*most).contains(&number)),
            Self::Number => value.is_number(),
            Self::Truth => value.is_boolean(),
            Self::Anything => true,
        }
    }

    fn unmet_at(&self, pointer: String) -> FieldFault {
        let (code, zh, en): (_, String, String) = match self {
            Self::Object => ("validation.wrong_type", "应为对象".into(), "Expected an object".into()),
            Self::List => ("validation.wrong_type", "应为列表".into(), "Expected a list".into()),
            Self::OneOf(words) => (
                "validation.not_allowed",
                format!("应为以下之一：{}", words.join("、")),
                format!("Expected one of {}", words.join(", ")),
            ),
            Self::Day => (
                "validation.not_a_day",
                "应为存在的日期，例如 2026-11-23".into(),
                "Expected a day that exists, such as 2026-11-23".into(),
            ),
            Self::Text { longest: Some(longest) } => (
                "validation.not_a_text",
                format!("应为文本，至多 {longest} 个字符"),
                format!("Expected a text of at most {longest} characters"),
            ),
            Self::Text { longest: None } => ("validation.not_a_text", "应为文本".into(), "Expected a text".into()),
            Self::Whole { least: i64::MIN, most: i64::MAX } => {
                ("validation.not_a_number", "应为整数".into(), "Expected a whole number".into())
            }
            Self::Whole { least, most } => (
                "validation.out_of_range",
                format!("应为 {least} 至 {most} 的整数"),
                format!("Expected a whole number from {least} to {most}"),
            ),
            Self::Number => ("validation.not_a_number", "应为数值".into(), "Expected a number".into()),
            Self::Truth => ("validation.wrong_type", "应为 true 或 false".into(), "Expected true or false".into()),
            Self::Anything => ("validation.unreadable", "无法解析".into(), "It cannot be read".into()),
        };
        FieldFault { pointer, code, detail: Sentence::new(zh, en) }
    }
}

/// A list with fewer or more items than the schema wants is not walked through.
fn too_few_or_many(schema: &Value, items: usize, pointer: &str) -> Option<FieldFault> {
    let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
    let (fewest, most) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(u64::MAX));
    let wanted = (fewest..=most).contains(&(items as u64));
    let detail = match most {
        u64::MAX => Sentence::new(format!("至少 {fewest} 项"), format!("Expected at least {fewest} items")),
        most => Sentence::new(format!("应为 {fewest} 至 {most} 项"), format!("Expected {fewest} to {most} items")),
    };
    (!wanted).then(|| FieldFault { pointer: pointer.to_owned(), code: "validation.out_of_range", detail })
}

struct Walk<'a> {
    schemas: &'a Map<String, Value>,
    found: Vec<FieldFault>,
}

impl Walk<'_> {
    /// The depth is that of the schema, which does not contain itself, and the parser's limit bounds the value.
    fn value(&mut self, schema: &Value, value: &Value, pointer: &str) {
        if self.found.len() >= MOST {
            return;
        }
        let schema = resolved(self.schemas, schema);
        let expectation = Expectation::of(schema);
        if !expectation.is_met_by(value) {
            self.found.push(expectation.unmet_at(pointer.to_owned()));
            return;
        }
        match value {
            Value::Object(fields) => self.fields(schema, fields, pointer),
            Value::Array(items) => {
                if let Some(fault) = too_few_or_many(schema, items.len(), pointer) {
                    self.found.push(fault);
                    return;
                }
                let Some(of_item) = schema.get("items").cloned() else { return };
                for (place, item) in items.iter().enumerate() {
                    self.value(&of_item, item, &format!("{pointer}/{place}"));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn fields(&mut self, schema: &Value, fields: &Map<String, Value>, pointer: &str) {
        let Some(known) = schema.get("properties").and_then(Value::as_object).cloned() else { return };
        let closed = schema.get("additionalProperties").is_none_or(|more| *more == Value::Bool(false));
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        for name in required.iter().filter_map(Value::as_str) {
            if fields.get(name).is_none_or(Value::is_null) {
                let detail = Sentence::new("缺少必填字段", "The field is required");
                self.found.push(FieldFault {
                    pointer: format!("{pointer}/{}", token(name)),
                    code: "validation.missing",
                    detail,
                });
            }
        }
        for (name, value) in fields {
            let pointer = format!("{pointer}/{}", token(name));
            match known.get(name) {
                // A field that is not meant is left out; `null` stands where the schema says so. A required one was
                // told above.
                Some(schema) if value.is_null() => {
                    if schema.get("nullable") != Some(&Value::Bool(true)) && !required.iter().any(|known| known == name)
                    {
                        self.value(schema, value, &pointer);
                    }
                }
                Some(schema) => self.value(schema, value, &pointer),
                None if !closed => {}
                None => {
                    let detail = Sentence::new("未知的字段", "No such field");
                    self.found.push(FieldFault { pointer, code: "validation.unknown_field", detail });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas() -> Map<String, Value> {
        let schemas = serde_json::json!({
            "Question": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "maxLength": 3},
                "limit": {"type": "integer", "format": "uint32", "minimum": 0.0, "maximum": 200.0},
                "filters": {"description": "…", "allOf": [{"$ref": "#/components/schemas/Filters"}, {"description": "…"}]},
            }},
            "Filters": {"type": "object", "properties": {
                "kind": {"type": "array", "items": {"$ref": "#/components/schemas/Kind"}},
                "from": {"type": "string", "format": "date"},
            }},
            "Kind": {"type": "string", "enum": ["patent", "trademark"]},
        });
        schemas.as_object().cloned().unwrap_or_default()
    }

    fn departures(body: &Value) -> Vec<(String, &'static str)> {
        let question = serde_json::json!({"$ref": "#/components/schemas/Question"});
        let found = of_body(&schemas(), &question, body);
        found.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn every_departure_is_named_by_its_place() {
        let body = serde_json::json!({
            "name": "明月几时有", "limit": 201, "a/b": 1,
            "filters": {"kind": ["patent", "ship"], "from": "2026-02-30"},
        });
        let expected = [
            ("/a~1b", "validation.unknown_field"),
            ("/filters/from", "validation.not_a_day"),
            ("/filters/kind/1", "validation.not_allowed"),
            ("/limit", "validation.out_of_range"),
            ("/name", "validation.not_a_text"),
        ];
        let mut found = departures(&body);
        found.sort();
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn a_body_as_the_contract_wants_it_has_none() {
        let body = serde_json::json!({
            "name": "明月照", "limit": 0, "filters": {"kind": []},
        });
        assert_eq!(departures(&body), []);
        assert_eq!(departures(&serde_json::json!({})), [("/name".to_owned(), "validation.missing")]);
        assert_eq!(departures(&Value::Null), [(String::new(), "validation.wrong_type")]);
        let null = serde_json::json!({"name": "明月照", "filters": {"from": null}});
        assert_eq!(departures(&null), [("/filters/from".to_owned(), "validation.not_a_day")]);
    }
}
