//! An instant on the wire: RFC 3339 in UTC with milliseconds, `format: date-time`.

use std::borrow::Cow;

use chrono::DateTime;
use domain::hall::Moment;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type};
use serde_json::Value;

/// An instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Moment);

impl Instant {
    /// The instant this many milliseconds after 1970; the first of 1970 for what no calendar can say.
    pub fn of_millis(millis: i64) -> Self {
        let epoch = || Moment::from_millis(0).unwrap_or_else(|_| unreachable!("1970 is a year"));
        Self(Moment::from_millis(millis).unwrap_or_else(|_| epoch()))
    }

    fn parse(text: &str) -> Option<Self> {
        let instant = DateTime::parse_from_rfc3339(text).ok()?;
        Moment::from_millis(instant.timestamp_millis()).ok().map(Self)
    }
}

impl Type for Instant {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "string_date-time".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "date-time")))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self::RawElementValueType> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}

impl ParseFromParameter for Instant {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse(value).ok_or_else(|| ParseError::custom("expected an instant such as 2026-11-23T04:00:00Z"))
    }
}

impl ParseFromJSON for Instant {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let value = value.unwrap_or_default();
        let instant = value.as_str().and_then(Self::parse);
        instant.ok_or_else(|| ParseError::custom("expected an instant such as 2026-11-23T04:00:00Z"))
    }
}

impl ToJSON for Instant {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.0.to_rfc3339()))
    }
}
