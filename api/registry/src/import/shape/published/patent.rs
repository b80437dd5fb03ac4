//! Patents of the published schema.

use domain::identifier::{LocarnoClass, PatentKind, PatentNumber, PublicationNumber};
use domain::registry::{Particulars, Party, PartyRole, Patent, Publication, RightKind};
use serde_json::Value;

use super::super::super::rejection::{Expected, Reason};
use super::super::day::day;
use super::super::fields::{Entry, Fields};
use super::super::patent_facts::{
    LONGEST_NAME, LONGEST_REMARK, LONGEST_TITLE, grant_told_by, ipc_place, right_told_by,
};
use super::common;

const NUMBER: &str = "application_number";

/// The inventors of a patent; no other right has any.
pub(super) fn inventors(fields: &mut Fields<'_>) -> Vec<Party> {
    common::parties(fields, "inventors", PartyRole::Inventor)
}

/// The particulars of a patent.
pub(super) fn take(fields: &mut Fields<'_>) -> Option<Particulars> {
    let application_number = fields.identifier(NUMBER, PatentNumber::parse);
    let publications = publications(fields);
    if application_number.is_none() && publications.is_empty() {
        fields.reject_if_not_yet(NUMBER, &Reason::NumberMissing);
    }
    let right = right(fields, application_number.as_ref(), &publications);
    let title = fields.required("title", LONGEST_TITLE);
    let grant_on = fields.day("grant_on", day).or_else(|| grant_told_by(&publications));
    let abstract_text = fields.prose("abstract");
    let claims = fields.prose("claims");
    let description = fields.prose("description");
    let ipc = fields.identifiers("ipc", ipc_place);
    let locarno = fields.identifiers("locarno", LocarnoClass::parse);
    let filing_on = fields.day("filing_on", day);
    let priorities = fields.texts("priorities", LONGEST_REMARK);
    let citations = fields.texts("citations", LONGEST_REMARK);
    let agency = fields.text("agency", LONGEST_NAME);
    let agents = fields.texts("agents", LONGEST_NAME);
    Some(Particulars::Patent(Patent {
        right: right?,
        application_number,
        publications,
        title: title?,
        abstract_text,
        claims,
        description,
        ipc,
        locarno,
        filing_on,
        grant_on,
        priorities,
        citations,
        agency,
        agents,
    }))
}

/// The kind of patent: named, told by the numbers, or both alike.
fn right(
    fields: &mut Fields<'_>,
    application: Option<&PatentNumber>,
    publications: &[Publication],
) -> Option<PatentKind> {
    let named = fields.word("right", patent_kind_of, "invention, utility_model, design");
    let told = right_told_by(application, publications);
    match (named, told) {
        (Some(named), Some(told)) if named != told => {
            let told = right_of(told).code();
            fields.reject("right", &Reason::RightContradicted { told }, right_of(named).code());
            None
        }
        (Some(right), _) | (None, Some(right)) => Some(right),
        (None, None) => {
            fields.reject_if_not_yet("right", &Reason::RightNotTold);
            None
        }
    }
}

/// The list `publications` and the short form of a single one, `publication_number` with `publication_on`.
fn publications(fields: &mut Fields<'_>) -> Vec<Publication> {
    const LIST: &str = "publications";
    let single_on = fields.day("publication_on", day);
    let single = fields.identifier("publication_number", PublicationNumber::parse);
    if single.is_none() && single_on.is_some() {
        fields.reject_if_not_yet("publication_number", &Reason::Missing);
    }
    let mut publications: Vec<Publication> =
        single.map(|number| Publication { number, on: single_on }).into_iter().collect();
    for entry in fields.list(LIST) {
        if let Some(new) = publication(fields, LIST, entry) {
            match publications.iter_mut().find(|known| known.number == new.number) {
                Some(known) => known.on = known.on.or(new.on),
                None => publications.push(new),
            }
        }
    }
    publications.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
    publications
}

/// `{number, on}`, or both in one text: `CN202644465U 2013-01-02`.
fn publication(fields: &mut Fields<'_>, list: &'static str, entry: Entry<Value>) -> Option<Publication> {
    let Entry { place, value } = entry;
    match value {
        Value::String(written) => {
            let (number, on) = match written.trim().split_once(char::is_whitespace) {
                Some((number, on)) => (number, Some(day(on))),
                None => (written.trim(), None),
            };
            let number = PublicationNumber::parse(number).map_err(Reason::Identifier);
            match (number, on.transpose()) {
                (Ok(number), Ok(on)) => Some(Publication { number, on }),
                (Err(reason), _) | (_, Err(reason)) => {
                    fields.reject_at(list, Some(place), &reason, &written);
                    None
                }
            }
        }
        Value::Object(values) => {
            let mut fields = fields.inside(list, place, values);
            let on = fields.day("on", day);
            let number = fields.required_identifier("number", PublicationNumber::parse);
            fields.reject_the_rest();
            number.map(|number| Publication { number, on })
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) => {
            fields.wrong_type(list, Some(place), Expected::TextOrObject, &other)
        }
    }
}

fn patent_kind_of(code: &str) -> Option<PatentKind> {
    [PatentKind::Invention, PatentKind::UtilityModel, PatentKind::Design]
        .into_iter()
        .find(|kind| right_of(*kind).code() == code)
}

const fn right_of(kind: PatentKind) -> RightKind {
    match kind {
        PatentKind::Invention => RightKind::Invention,
        PatentKind::UtilityModel => RightKind::UtilityModel,
        PatentKind::Design => RightKind::Design,
    }
}
