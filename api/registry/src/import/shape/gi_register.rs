//! The register of geographical indications of the European Union, as the United Kingdom took it over (`EA_…`).

use chrono::NaiveDate;
use domain::identifier::GiNumber;
use domain::registry::{GeographicalIndication, LegalEvent, Particulars, Record, RightKind};

use super::day::day_first;
use super::fields::Fields;
use super::patent_facts::{LONGEST_NAME, LONGEST_REMARK, LONGEST_TITLE};
use super::{SourceLabel, region};

/// What the register says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Applied,
    Published,
    Registered,
}

impl Status {
    fn from_register(word: &str) -> Option<Self> {
        match word {
            "Applied" => Some(Self::Applied),
            "Published" => Some(Self::Published),
            "Registered" => Some(Self::Registered),
            _ => None,
        }
    }
}

/// The days of a file.
struct Days {
    applied: Option<NaiveDate>,
    published: Option<NaiveDate>,
    registered: Option<NaiveDate>,
}

/// A file of the register.
pub(super) fn record(mut fields: Fields<'_>, label: &SourceLabel) -> Option<Record> {
    let number = fields.required_identifier("EA_FileNumber", GiNumber::parse);
    let name = fields.required("EA_Name", LONGEST_TITLE);
    let status = fields.word("EA_Status", Status::from_register, "Applied, Published, Registered");
    let days = Days {
        applied: fields.day("EA_ApplicationDate", day_first),
        published: fields.day("EA_DatePublication", day_first),
        registered: fields.day("EA_DateRegistration", day_first),
    };
    let countries = fields.text("EA_Country", LONGEST_NAME);
    let product = fields.text("EA_ProductCategory", LONGEST_REMARK);
    let product = product.or_else(|| fields.text("EA_ProductType", LONGEST_REMARK));
    let protection = fields.text("EA_Type", LONGEST_REMARK);
    let legal_instrument = fields.text("EA_LegalInstrument", LONGEST_REMARK);

    let number = number?;
    let events = if speaks_of_the_right(&number, status) { events_of(&days) } else { Vec::new() };
    let said = status.is_some_and(|status| the_days_say(status, &days)) && !events.is_empty();
    if status == Some(Status::Registered) && days.registered.is_none() {
        fields.warn("EA_DateRegistration", "import.gi.registered_without_day", "");
    }
    let name = name?;
    let mut names = name.split(" / ").flat_map(|part| part.split(" ; ")).map(str::trim).filter(|name| !name.is_empty());
    let first_country = countries.as_deref().and_then(|countries| countries.split(',').next());
    Some(Record {
        particulars: Particulars::GeographicalIndication(GeographicalIndication {
            right: RightKind::GiForeignRegister,
            number,
            name: names.next().unwrap_or(&name).to_owned(),
            other_names: names.map(str::to_owned).collect(),
            product,
            protection,
            region: first_country.map(|country| region::country(country).to_owned()),
            // A name of several countries lies in all of them; the first one is its region.
            place: countries.filter(|countries| countries.contains(',')).map(|countries| all_of(&countries)),
            filing_on: days.applied,
            publication_on: days.published,
            registration_on: days.registered,
            legal_instrument,
        }),
        parties: Vec::new(),
        events,
        events_known_until: label.retrieved_on.filter(|_| said),
        sources: label.provenance(),
    })
}

fn all_of(countries: &str) -> String {
    countries.split(',').map(region::country).collect::<Vec<_>>().join("、")
}

/// A file that asks for an amendment or a cancellation, and is not decided, says nothing of whether the name is
/// protected: its days are those of the request.
fn speaks_of_the_right(number: &GiNumber, status: Option<Status>) -> bool {
    let is_request = matches!(number, GiNumber::EuropeanFile { request: Some(_), .. });
    !is_request || status == Some(Status::Registered)
}

/// Whether the day of the status is there: a name registered on a day unknown must not pass for one applied for.
const fn the_days_say(status: Status, days: &Days) -> bool {
    match status {
        Status::Applied => days.registered.is_none(),
        Status::Published => days.registered.is_none() && days.published.is_some(),
        Status::Registered => days.registered.is_some(),
    }
}

fn events_of(days: &Days) -> Vec<LegalEvent> {
    let coded = [("GI-APPLIED", days.applied), ("GI-PUBLISHED", days.published), ("GI-REGISTERED", days.registered)];
    let event =
        |(code, on): (&str, Option<NaiveDate>)| on.map(|on| LegalEvent { on, code: code.to_owned(), detail: None });
    let mut events: Vec<LegalEvent> = coded.into_iter().filter_map(event).collect();
    events.sort();
    events
}
