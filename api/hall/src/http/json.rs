//! A body that says it is JSON: well formed, and no object in it names a field twice.
//!
//! RFC 8259 leaves open what a repeated name means; readers that take the first and readers that take the last would
//! understand two different requests, so it is refused (RFC 7493 section 2.3).

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Fault, FieldFault, Sentence};

/// Refuses what is not JSON and what names a field twice.
///
/// # Errors
/// 400 with the line and column, or with the pointer of the name that stands twice.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let pointer = RefCell::new(String::new());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let walked = Once { pointer: &pointer }.deserialize(&mut reader).and_then(|()| reader.end());
    let Err(error) = walked else { return Ok(()) };
    let pointer = pointer.into_inner();
    let field = if pointer.is_empty() {
        let place = (error.line(), error.column());
        let zh = format!("不是有效的 JSON（第 {} 行第 {} 列）", place.0, place.1);
        let en = format!("Not valid JSON at line {} column {}", place.0, place.1);
        FieldFault { pointer, code: "validation.not_json", detail: Sentence::new(zh, en) }
    } else {
        let detail = Sentence::new("字段重复", "The field stands twice");
        FieldFault { pointer, code: "validation.repeated_field", detail }
    };
    let title = Sentence::new("请求内容无法解析", "The request cannot be read");
    Err(Fault::bad_request("validation.unreadable", title).with_field(field))
}

/// A name as a token of a JSON pointer (RFC 6901), cut where nobody would read on.
pub(super) fn token(name: &str) -> String {
    name.chars().take(100).collect::<String>().replace('~', "~0").replace('/', "~1")
}

/// Walks a value. The pointer stays empty until a name stands twice; the parser's own limit bounds the depth.
#[derive(Clone, Copy)]
struct Once<'a> {
    pointer: &'a RefCell<String>,
}

impl Once<'_> {
    /// The fault was found further down: this place leads to it.
    fn passed(self, token: &str) {
        let mut pointer = self.pointer.borrow_mut();
        if !pointer.is_empty() {
            pointer.insert_str(0, &format!("/{token}"));
        }
    }
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut place = 0_usize;
        while items.next_element_seed(self).inspect_err(|_| self.passed(&place.to_string()))?.is_some() {
            place += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(name) = fields.next_key::<String>()? {
            let token = token(&name);
            if !seen.insert(name) {
                *self.pointer.borrow_mut() = format!("/{token}");
                return Err(A::Error::custom("a field stands twice"));
            }
            fields.next_value_seed(self).inspect_err(|_| self.passed(&token))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Language;

    fn pointer_and_code(text: &str) -> Option<(String, String)> {
        let fault = check(text.as_bytes()).err()?;
        let field = fault.to_problem(Language::English, "id").errors?.pop()?;
        Some((field.pointer, field.code))
    }

    #[test]
    fn a_name_that_stands_twice_is_named_wherever_it_stands() {
        let found = |pointer: &str| Some((pointer.to_owned(), "validation.repeated_field".to_owned()));
        assert_eq!(pointer_and_code(r#"{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}"#), None);
        assert_eq!(pointer_and_code(r#"{"a":1,"a":1}"#), found("/a"));
        assert_eq!(pointer_and_code(r#"{"x":[0,{"y/z":{"k":1,"\u006b":2}}]}"#), found("/x/1/y~1z/k"));
    }

    #[test]
    fn what_is_not_json_is_told_by_line_and_column_and_never_nests_without_end() {
        let nested = "[".repeat(100_000);
        for text in ["", "{", "{\"a\":NaN}", "{\"a\":1e999}", "{} {}", "{'a':1}", "\u{feff}{}", nested.as_str()] {
            let found = pointer_and_code(text).map(|(pointer, code)| (pointer.is_empty(), code));
            let start: String = text.chars().take(12).collect();
            assert_eq!(found, Some((true, "validation.not_json".to_owned())), "{start}");
        }
    }
}
