//! Columns of the Chinese patent gazette, as people export them to spreadsheets.

use domain::identifier::{PatentNumber, PublicationNumber};
use domain::registry::{Particulars, Party, PartyRole, Patent, Publication, Record};
use serde_json::{Map, Value};

use super::super::rejection::Reason;
use super::day::day;
use super::fields::Fields;
use super::patent_facts::{Class, LONGEST_NAME, LONGEST_REMARK, LONGEST_TITLE, grant_told_by, right_told_by};
use super::{SourceLabel, region, text};

/// Whether the columns are those of the gazette's CD-ROM, with brackets of either width.
pub(super) fn is_full(fields: &Map<String, Value>) -> bool {
    let has = |wide: &str, narrow: &str| fields.contains_key(wide) || fields.contains_key(narrow);
    has("公开（公告）号", "公开(公告)号") && has("申请（专利权）人", "申请(专利权)人")
}

/// The columns with their brackets as the gazette prints them.
pub(super) fn with_wide_brackets(fields: Map<String, Value>) -> Map<String, Value> {
    if !fields.keys().any(|name| name.contains('(')) {
        return fields;
    }
    fields.into_iter().map(|(name, value)| (name.replace('(', "（").replace(')', "）"), value)).collect()
}

/// A line with title, application number, applicant, filing day, main class and abstract.
pub(super) fn brief(mut fields: Fields<'_>, label: &SourceLabel) -> Option<Record> {
    let application_number = fields.required_identifier("申请号", PatentNumber::parse);
    let title = title(&mut fields, "专利名称");
    let filing_on = fields.day("申请日", day);
    let (ipc, locarno) = Class::parted(fields.identifiers("主分类号", Class::parse));
    let abstract_text = fields.prose("摘要");
    let names = fields.texts("申请人", LONGEST_NAME);
    let region = label.region.as_deref().map(region::short);
    let mut parties: Vec<Party> = named(names, PartyRole::Applicant).collect();
    if let Some(first) = parties.first_mut() {
        first.region = region.map(str::to_owned);
    }
    let application_number = application_number?;
    let patent = Patent {
        right: application_number.right_kind(),
        application_number: Some(application_number),
        publications: Vec::new(),
        title: title?,
        abstract_text,
        claims: None,
        description: None,
        ipc,
        locarno,
        filing_on,
        grant_on: None,
        priorities: Vec::new(),
        citations: Vec::new(),
        agency: None,
        agents: Vec::new(),
    };
    Some(record_of(patent, parties, label))
}

/// A line with the whole field set.
pub(super) fn full(mut fields: Fields<'_>, label: &SourceLabel) -> Option<Record> {
    let application_number =
        fields.identifier("申请号", PatentNumber::parse).or_else(|| fields.identifier("专利号", PatentNumber::parse));
    let published_on = fields.day("公开（公告）日", day);
    let publication = fields.identifier("公开（公告）号", PublicationNumber::parse);
    let publications: Vec<_> = publication.map(|number| Publication { number, on: published_on }).into_iter().collect();
    let title = title(&mut fields, "名称");
    let classes = [fields.identifiers("主分类号", Class::parse), fields.identifiers("分类号", Class::parse)];
    let (ipc, locarno) = Class::parted(without_repetition(classes.into_iter().flatten()));
    let right = right_told_by(application_number.as_ref(), &publications);
    if right.is_none() {
        fields.reject_if_not_yet("申请号", &Reason::NumberMissing);
    }
    let patent = Patent {
        right: right?,
        application_number,
        grant_on: grant_told_by(&publications),
        publications,
        title: title?,
        abstract_text: fields.prose("摘要"),
        claims: fields.prose("主权项"),
        description: None,
        ipc,
        locarno,
        filing_on: fields.day("申请日", day),
        priorities: fields.texts("优先权", LONGEST_REMARK),
        citations: fields.texts("参考文献", LONGEST_REMARK),
        agency: fields.text("专利代理机构", LONGEST_NAME).map(without_agency_code),
        agents: fields.texts("代理人", LONGEST_NAME),
    };
    let parties = parties_with_address(&mut fields, label);
    Some(record_of(patent, parties, label))
}

/// The applicants, of whom the first has the address, and the inventors. Of a granted patent the column names the owner
/// of the day of the announcement; who owns it since, it does not say: so they are applicants.
fn parties_with_address(fields: &mut Fields<'_>, label: &SourceLabel) -> Vec<Party> {
    let address = fields.text("地址", LONGEST_REMARK);
    let region = address.as_deref().and_then(region::of_address);
    let region = region.or_else(|| label.region.as_deref().map(region::short));
    let names = fields.texts("申请（专利权）人", LONGEST_NAME);
    let mut parties: Vec<Party> = named(names, PartyRole::Applicant).collect();
    if let Some(first) = parties.first_mut() {
        first.address = address;
        first.region = region.map(str::to_owned);
    }
    parties.extend(named(fields.texts("发明（设计）人", LONGEST_NAME), PartyRole::Inventor));
    parties
}

fn title(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    fields.required(name, LONGEST_TITLE).map(|title| text::without_typesetting(&title).into_owned())
}

fn named(names: Vec<String>, role: PartyRole) -> impl Iterator<Item = Party> {
    names.into_iter().map(move |name| Party::named(role, text::without_typesetting(&name)))
}

fn record_of(patent: Patent, parties: Vec<Party>, label: &SourceLabel) -> Record {
    Record {
        particulars: Particulars::Patent(patent),
        parties,
        events: Vec::new(),
        events_known_until: None,
        sources: label.provenance(),
    }
}

fn without_repetition(classes: impl Iterator<Item = Class>) -> Vec<Class> {
    let mut kept = Vec::new();
    for class in classes {
        if !kept.contains(&class) {
            kept.push(class);
        }
    }
    kept
}

/// The gazette prints the agency's five-digit code behind its name.
fn without_agency_code(agency: String) -> String {
    match agency.rsplit_once(' ') {
        Some((name, code)) if code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            name.trim_end().to_owned()
        }
        Some(_) | None => agency,
    }
}
