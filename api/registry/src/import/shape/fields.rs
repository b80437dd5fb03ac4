//! Takes typed values out of the fields of a line and notes what is wrong with them.

use chrono::NaiveDate;
use domain::identifier::IdentifierFault;
use serde_json::{Map, Value};

use super::super::rejection::{Expected, Reason, Rejection, shortened};
use super::{FieldWarning, text};

/// The most entries of a list; the longest list of inventors of a patent has under two hundred.
pub(super) const MOST_ENTRIES: usize = 2_000;

/// The most reasons told of one line: a hostile line could have a million.
const MOST_REASONS: usize = 100;

/// How a shape names its fields in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By JSON pointer; only null and the empty text are nothing.
    Pointer,
    /// By the header as written; dashes, strokes and 无 are nothing as well.
    Header,
}

/// What was found while a line was read.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) line: u64,
    pub(super) naming: Naming,
    pub(super) present: Vec<&'static str>,
    pub(super) warnings: Vec<FieldWarning>,
    pub(super) rejections: Vec<Rejection>,
}

impl Findings {
    pub(super) const fn new(line: u64, naming: Naming) -> Self {
        Self { line, naming, present: Vec::new(), warnings: Vec::new(), rejections: Vec::new() }
    }
}

/// The fields of a record or of an object inside it. What is taken is gone; what is left at the end was not asked for.
#[derive(Debug)]
pub(super) struct Fields<'findings> {
    values: Map<String, Value>,
    /// The list and the place in it where these fields stand; `None`: the record itself.
    place: Option<(&'static str, usize)>,
    findings: &'findings mut Findings,
}

/// One entry of a list with its place in it.
pub(super) struct Entry<T> {
    pub(super) place: usize,
    pub(super) value: T,
}

impl<'findings> Fields<'findings> {
    pub(super) const fn new(values: Map<String, Value>, findings: &'findings mut Findings) -> Self {
        Self { values, place: None, findings }
    }

    /// The fields of an object that stands in a list of this record.
    pub(super) const fn inside(&mut self, list: &'static str, place: usize, values: Map<String, Value>) -> Fields<'_> {
        Fields { values, place: Some((list, place)), findings: &mut *self.findings }
    }

    /// A text of one line.
    pub(super) fn text(&mut self, name: &'static str, most: usize) -> Option<String> {
        let value = self.take(name)?;
        self.text_of(name, None, value, most)
    }

    /// A text of one line that must be there.
    pub(super) fn required(&mut self, name: &'static str, most: usize) -> Option<String> {
        let Some(value) = self.take(name) else {
            self.reject(name, &Reason::Missing, "");
            return None;
        };
        self.text_of(name, None, value, most)
    }

    /// A text that may have several lines. Its length is bounded by that of the line it stands in.
    pub(super) fn prose(&mut self, name: &'static str) -> Option<String> {
        self.written(name).map(text::prose).filter(|prose| !prose.is_empty())
    }

    /// A day, in one of the writings that `read` knows.
    pub(super) fn day(&mut self, name: &'static str, read: fn(&str) -> Result<NaiveDate, Reason>) -> Option<NaiveDate> {
        let written = self.written(name)?;
        read(&written).map_err(|reason| self.reject(name, &reason, &written)).ok()
    }

    /// One of the words of a field.
    pub(super) fn word<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
        allowed: &'static str,
    ) -> Option<T> {
        let written = self.text(name, MOST_ENTRIES)?;
        let found = read(&written);
        if found.is_none() {
            self.reject(name, &Reason::Word { allowed }, &written);
        }
        found
    }

    /// An identifier by which the record is known: one that cannot be read rejects the line.
    pub(super) fn identifier<T>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, IdentifierFault>,
    ) -> Option<T> {
        let written = self.written(name)?;
        parse(&written).map_err(|fault| self.reject(name, &Reason::Identifier(fault), &written)).ok()
    }

    /// The same, and the record must have it.
    pub(super) fn required_identifier<T>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, IdentifierFault>,
    ) -> Option<T> {
        let found = self.identifier(name, parse);
        if found.is_none() {
            self.reject_if_not_yet(name, &Reason::Missing);
        }
        found
    }

    /// An identifier that says more of the record: one that cannot be read is dropped with a warning.
    pub(super) fn optional_identifier<T>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, IdentifierFault>,
    ) -> Option<T> {
        let written = self.written(name)?;
        parse(&written).map_err(|fault| self.warn(name, fault.code(), &written)).ok()
    }

    /// Classification symbols and the like: each that cannot be read is dropped with a warning. Numbers count as their
    /// digits.
    pub(super) fn identifiers<T: PartialEq>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, IdentifierFault>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for Entry { place, value } in self.list(name) {
            let written = match value {
                Value::String(written) => written,
                Value::Number(number) => number.to_string(),
                other @ (Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                    let _: Option<T> = self.wrong_type(name, Some(place), Expected::TextOrNumber, &other);
                    continue;
                }
            };
            match parse(&written) {
                Ok(identifier) if found.contains(&identifier) => {}
                Ok(identifier) => found.push(identifier),
                Err(fault) => self.warn(name, fault.code(), &written),
            }
        }
        found
    }

    /// A list of texts of one line.
    pub(super) fn texts(&mut self, name: &'static str, most: usize) -> Vec<String> {
        let entries = self.list(name);
        entries.into_iter().filter_map(|entry| self.text_of(name, Some(entry.place), entry.value, most)).collect()
    }

    /// The entries of a list, or of a text with semicolons.
    pub(super) fn list(&mut self, name: &'static str) -> Vec<Entry<Value>> {
        let values: Vec<Value> = match self.take(name) {
            None => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(Value::String(written)) => text::parts(&written).map(|part| Value::String(part.to_owned())).collect(),
            Some(other) => {
                let _: Option<()> = self.wrong_type(name, None, Expected::List, &other);
                return Vec::new();
            }
        };
        if values.len() > MOST_ENTRIES {
            self.reject(name, &Reason::TooMany { most: MOST_ENTRIES }, "");
            return Vec::new();
        }
        values.into_iter().enumerate().map(|(place, value)| Entry { place, value }).collect()
    }

    /// The text of a value: of one line, not longer than the bound in characters.
    pub(super) fn text_of(
        &mut self,
        name: &'static str,
        place: Option<usize>,
        value: Value,
        most: usize,
    ) -> Option<String> {
        let Value::String(written) = value else {
            return self.wrong_type(name, place, Expected::Text, &value);
        };
        let text = text::one_line(written);
        // A text has no more characters than bytes: counting is for those near the bound.
        if text.len() > most && text.chars().count() > most {
            self.reject_at(name, place, &Reason::TooLong { most }, &text);
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text as it stands in the line.
    fn written(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name)?;
        let Value::String(written) = value else {
            return self.wrong_type(name, None, Expected::Text, &value);
        };
        Some(written)
    }

    /// A value, unless the field says nothing.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value> {
        let value = self.values.remove(name)?;
        let nothing = match &value {
            Value::Null => true,
            Value::String(written) => match self.findings.naming {
                Naming::Pointer => written.trim().is_empty(),
                Naming::Header => text::says_nothing(written),
            },
            Value::Array(values) => values.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        if nothing {
            return None;
        }
        if self.place.is_none() {
            self.findings.present.push(name);
        }
        Some(value)
    }

    pub(super) fn reject(&mut self, name: &str, reason: &Reason, value: &str) {
        self.reject_at(name, None, reason, value);
    }

    /// Rejects a field unless something was already wrong with it: what cannot be read is not missing as well.
    pub(super) fn reject_if_not_yet(&mut self, name: &str, reason: &Reason) {
        let pointer = self.pointer(name, None);
        if !self.findings.rejections.iter().any(|rejection| rejection.field == pointer) {
            self.reject(name, reason, "");
        }
    }

    pub(super) fn reject_at(&mut self, name: &str, place: Option<usize>, reason: &Reason, value: &str) {
        if self.findings.rejections.len() < MOST_REASONS {
            let rejection = Rejection::new(self.findings.line, self.pointer(name, place), reason, value);
            self.findings.rejections.push(rejection);
        }
    }

    pub(super) fn warn(&mut self, name: &'static str, code: &'static str, value: &str) {
        let field = self.place.map_or(name, |(list, _)| list);
        self.findings.warnings.push(FieldWarning { field, code, value: shortened(value) });
    }

    pub(super) fn wrong_type<T>(
        &mut self,
        name: &'static str,
        place: Option<usize>,
        expected: Expected,
        value: &Value,
    ) -> Option<T> {
        let shown = match value {
            Value::Array(_) => "[…]".to_owned(),
            Value::Object(_) => "{…}".to_owned(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
        };
        self.reject_at(name, place, &Reason::Type { expected }, &shown);
        None
    }

    /// Rejects every field that was not asked for.
    pub(super) fn reject_the_rest(&mut self) {
        let rest: Vec<String> = std::mem::take(&mut self.values).into_iter().map(|(name, _)| name).collect();
        for name in rest {
            self.reject(&shortened(&name), &Reason::Unknown, "");
        }
    }

    fn pointer(&self, name: &str, place: Option<usize>) -> String {
        if self.findings.naming == Naming::Header {
            return name.to_owned();
        }
        // RFC 6901: `~` and `/` inside a name are escaped.
        let name = name.replace('~', "~0").replace('/', "~1");
        let within = self.place.map_or_else(String::new, |(list, place)| format!("/{list}/{place}"));
        let entry = place.map_or_else(String::new, |place| format!("/{place}"));
        format!("{within}/{name}{entry}")
    }
}
