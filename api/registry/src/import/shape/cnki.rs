//! Citations of patents exported from CNKI: title, inventors, province or country, publication number and day.

use domain::identifier::PublicationNumber;
use domain::registry::{Particulars, Party, PartyRole, Patent, Publication, Record};

use super::super::rejection::Reason;
use super::day::day;
use super::fields::Fields;
use super::patent_facts::{LONGEST_NAME, LONGEST_TITLE, grant_told_by, right_told_by};
use super::{SourceLabel, region, text};

/// A citation. Its region is the applicant's; the export names no applicant, so the first inventor bears it.
pub(super) fn record(mut fields: Fields<'_>, label: &SourceLabel) -> Option<Record> {
    let on = fields.day("publication_date", day);
    let number = fields.identifier("publication_number", PublicationNumber::parse);
    let publications: Vec<_> = number.map(|number| Publication { number, on }).into_iter().collect();
    let title = fields.required("title", LONGEST_TITLE);
    let written_region = fields.text("region", LONGEST_NAME);
    let region = written_region.as_deref().or(label.region.as_deref()).map(region::short);
    let inventors = fields.texts("inventors", LONGEST_NAME);
    let mut parties: Vec<Party> =
        inventors.iter().map(|name| Party::named(PartyRole::Inventor, text::without_typesetting(name))).collect();
    if let Some(first) = parties.first_mut() {
        first.region = region.map(str::to_owned);
    }
    let right = right_told_by(None, &publications);
    if right.is_none() {
        fields.reject_if_not_yet("publication_number", &Reason::RightNotTold);
    }
    let patent = Patent {
        right: right?,
        application_number: None,
        grant_on: grant_told_by(&publications),
        publications,
        title: text::without_typesetting(&title?).into_owned(),
        abstract_text: None,
        claims: None,
        description: None,
        ipc: Vec::new(),
        locarno: Vec::new(),
        filing_on: None,
        priorities: Vec::new(),
        citations: Vec::new(),
        agency: None,
        agents: Vec::new(),
    };
    Some(Record {
        particulars: Particulars::Patent(patent),
        parties,
        events: Vec::new(),
        events_known_until: None,
        sources: label.provenance(),
    })
}
