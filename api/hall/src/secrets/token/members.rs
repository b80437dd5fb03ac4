//! A JSON object whose names stand once each, here and in everything below.
//!
//! Of a name that stands twice, one reader takes the first value and another the last; RFC 7515 section 4 and RFC 7519
//! section 4 let such a token be refused.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Why the members of an object cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MembersFault {
    /// Not JSON, or not an object.
    NotAnObject,
    /// A name stands twice.
    Repeated,
}

/// The members of the object.
pub(super) fn read(json: &[u8]) -> Result<Map<String, Value>, MembersFault> {
    let repeated = Cell::new(false);
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = Once { repeated: &repeated }.deserialize(&mut reader);
    match value.and_then(|value| reader.end().map(|()| value)) {
        Ok(Value::Object(members)) => Ok(members),
        Err(_) if repeated.get() => Err(MembersFault::Repeated),
        Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) | Err(_) => {
            Err(MembersFault::NotAnObject)
        }
    }
}

/// Builds a value; the parser's own limit bounds the depth.
#[derive(Clone, Copy)]
struct Once<'a> {
    repeated: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if members.contains_key(&name) {
                self.repeated.set(true);
                return Err(A::Error::custom("a name stands twice"));
            }
            let value = fields.next_value_seed(self)?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_is_read_as_it_stands() {
        let text = r#"{"a":[null,true,-1,1.5,"知权",{"b":18446744073709551615}],"b":{"a":{}}}"#;
        let expected = json!({"a": [null, true, -1, 1.5, "知权", {"b": u64::MAX}], "b": {"a": {}}});
        assert_eq!(read(text.as_bytes()).map(Value::Object), Ok(expected));
    }

    #[test]
    fn a_name_that_stands_twice_is_found_wherever_it_stands() {
        for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":1}"#, r#"{"x":[{"a":1,"a":2}]}"#, r#"{"a":1,"a":1"#] {
            assert_eq!(read(text.as_bytes()), Err(MembersFault::Repeated), "{text}");
        }
    }

    #[test]
    fn what_is_no_object_is_refused_and_never_nests_without_end() {
        let nested = r#"{"a":"#.repeat(100_000);
        for text in ["", "null", "[]", "\"{}\"", "{", "{} {}", "{}x", "{'a':1}", "\u{feff}{}", "{\"a\":1e999}", &nested]
        {
            let start: String = text.chars().take(12).collect();
            assert_eq!(read(text.as_bytes()), Err(MembersFault::NotAnObject), "{start}");
        }
        assert_eq!(read(b"{\"a\":\"\xff\"}"), Err(MembersFault::NotAnObject));
    }
}
