//! What records of every kind have: parties, events, source.

use chrono::NaiveDate;
use domain::identifier::Uscc;
use domain::registry::{LegalEvent, Particulars, Party, PartyRole, Provenance, Record};
use serde_json::Value;

use super::super::super::rejection::{Expected, Reason};
use super::super::day::day;
use super::super::fields::{Entry, Fields};
use super::super::patent_facts::{LONGEST_CODE, LONGEST_NAME, LONGEST_REMARK};
use super::super::{SourceLabel, region};

/// The fields of every kind.
pub(super) struct Common {
    pub(super) parties: Vec<Party>,
    events: Vec<LegalEvent>,
    events_known_until: Option<NaiveDate>,
    source: Provenance,
}

impl Common {
    pub(super) fn with(self, particulars: Particulars) -> Record {
        let Self { parties, events, events_known_until, source } = self;
        Record { particulars, parties, events, events_known_until, sources: vec![source] }
    }
}

pub(super) fn take(fields: &mut Fields<'_>, label: &SourceLabel) -> Common {
    let mut parties = parties(fields, "applicants", PartyRole::Applicant);
    parties.extend(self::parties(fields, "owners", PartyRole::Owner));
    Common {
        parties,
        events: events(fields),
        events_known_until: fields.day("events_known_until", day),
        source: provenance(fields, label),
    }
}

/// The parties of one role.
pub(super) fn parties(fields: &mut Fields<'_>, list: &'static str, role: PartyRole) -> Vec<Party> {
    let entries = fields.list(list);
    entries.into_iter().filter_map(|entry| party(fields, list, role, entry)).collect()
}

/// A name, or an object with a name and more.
fn party(fields: &mut Fields<'_>, list: &'static str, role: PartyRole, entry: Entry<Value>) -> Option<Party> {
    let Entry { place, value } = entry;
    match value {
        Value::String(_) => fields.text_of(list, Some(place), value, LONGEST_NAME).map(|name| Party::named(role, name)),
        Value::Object(values) => {
            let mut fields = fields.inside(list, place, values);
            let name = fields.required("name", LONGEST_NAME);
            let uscc = fields.optional_identifier("uscc", Uscc::parse);
            let address = fields.text("address", LONGEST_REMARK);
            let written_region = fields.text("region", LONGEST_NAME);
            let region = match (&written_region, &address) {
                (Some(written), _) => Some(region::short(written)),
                (None, Some(address)) => region::of_address(address),
                (None, None) => None,
            };
            let region = region.map(str::to_owned);
            let (from_on, until_on) = (fields.day("from_on", day), fields.day("until_on", day));
            if matches!((from_on, until_on), (Some(from), Some(until)) if until <= from) {
                fields.reject("until_on", &Reason::PeriodEmpty, "");
            }
            fields.reject_the_rest();
            Some(Party { role, name: name?, uscc, address, region, from_on, until_on })
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) => {
            fields.wrong_type(list, Some(place), Expected::TextOrObject, &other)
        }
    }
}

fn events(fields: &mut Fields<'_>) -> Vec<LegalEvent> {
    const LIST: &str = "events";
    let entries = fields.list(LIST);
    let mut events: Vec<LegalEvent> = entries.into_iter().filter_map(|entry| event(fields, LIST, entry)).collect();
    events.sort();
    events.dedup();
    events
}

/// `{on, code, detail}`, or the three in one text with spaces between: `2013-01-02 GR01 …`.
fn event(fields: &mut Fields<'_>, list: &'static str, entry: Entry<Value>) -> Option<LegalEvent> {
    let Entry { place, value } = entry;
    match value {
        Value::String(written) => {
            let mut words = written.trim().splitn(3, char::is_whitespace);
            let on = day(words.next().unwrap_or_default());
            let code = event_code(words.next().unwrap_or_default());
            let detail = words.next().map(|rest| Value::String(rest.to_owned()));
            let detail = detail.and_then(|rest| fields.text_of(list, Some(place), rest, LONGEST_REMARK));
            match (on, code) {
                (Ok(on), Ok(code)) => Some(LegalEvent { on, code, detail }),
                (Err(reason), _) | (_, Err(reason)) => {
                    fields.reject_at(list, Some(place), &reason, &written);
                    None
                }
            }
        }
        Value::Object(values) => {
            let mut fields = fields.inside(list, place, values);
            let on = fields.day("on", day);
            if on.is_none() {
                fields.reject_if_not_yet("on", &Reason::Missing);
            }
            let written = fields.required("code", LONGEST_CODE);
            let code = written
                .as_deref()
                .and_then(|written| event_code(written).map_err(|reason| fields.reject("code", &reason, written)).ok());
            let detail = fields.text("detail", LONGEST_REMARK);
            fields.reject_the_rest();
            Some(LegalEvent { on: on?, code: code?, detail })
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) => {
            fields.wrong_type(list, Some(place), Expected::TextOrObject, &other)
        }
    }
}

/// A code in upper case. Whether a rule explains it is not asked here: an office may publish a code that is new.
fn event_code(written: &str) -> Result<String, Reason> {
    let code = written.to_ascii_uppercase();
    let shaped = (2..=20).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    shaped.then_some(code).ok_or(Reason::Code { example: "GR01, TM-REG" })
}

/// The record's own source prevails over that of the file.
fn provenance(fields: &mut Fields<'_>, label: &SourceLabel) -> Provenance {
    let named = fields.text("source", LONGEST_CODE);
    let retrieved_on = fields.day("retrieved_on", day).or(label.retrieved_on);
    let source = match named {
        Some(source) if is_source_code(&source) => source,
        Some(other) => {
            fields.reject("source", &Reason::Code { example: "cn-gazette-2024" }, &other);
            other
        }
        None => label.source.clone(),
    };
    Provenance { source, retrieved_on }
}

/// Whether a text is the code of a source: `cn-gazette-2024`.
pub fn is_source_code(source: &str) -> bool {
    let of_alphabet =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
    source.len() <= 64 && source.starts_with(|c: char| c.is_ascii_alphanumeric()) && source.bytes().all(of_alphabet)
}
