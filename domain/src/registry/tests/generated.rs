//! Records as a source could give them: any day, any event, in any order, with anything missing.

use chrono::{Days, NaiveDate};
use proptest::option::weighted;
use proptest::prelude::*;

use super::{bare, day, gi, mark, patent};
use crate::identifier::{PatentKind, PublicationNumber};
use crate::registry::{
    GeographicalIndication, LegalEvent, Particulars, Party, PartyRole, Patent, Provenance, Publication, Record,
    RightKind, Trademark,
};

/// A day this many days or less after another.
pub(super) fn day_within(from: &'static str, days: u64) -> impl Strategy<Value = NaiveDate> {
    (0..=days).prop_map(move |after| day(from).checked_add_days(Days::new(after)).expect("within the calendar"))
}

fn events(from: &'static str, days: u64, codes: &'static [&'static str]) -> impl Strategy<Value = Vec<LegalEvent>> {
    let details = weighted(0.2, Just("变更前：甲".to_owned()));
    let event = (day_within(from, days), proptest::sample::select(codes), details)
        .prop_map(|(on, code, detail)| LegalEvent { on, code: code.to_owned(), detail });
    proptest::collection::vec(event, 0..6)
}

fn publications(from: &'static str, days: u64) -> impl Strategy<Value = Vec<Publication>> {
    let numbers = ["CN106540253A", "CN106540253B", "CN1319010A", "CN1319010C"];
    let publication = (proptest::sample::select(numbers.to_vec()), weighted(0.8, day_within(from, days)))
        .prop_map(|(number, on)| Publication { number: PublicationNumber::parse(number).expect("a number"), on });
    proptest::collection::vec(publication, 0..3)
}

fn patents(from: &'static str, days: u64) -> impl Strategy<Value = Particulars> {
    let kinds = [PatentKind::Invention, PatentKind::UtilityModel, PatentKind::Design];
    let some_day = move || weighted(0.7, day_within(from, days));
    let texts =
        (weighted(0.5, "[甲乙丙]{1,3}"), weighted(0.5, "[甲乙丙]{1,3}"), proptest::collection::vec("[甲乙]", 0..2));
    (proptest::sample::select(kinds.to_vec()), some_day(), some_day(), publications(from, days), any::<bool>(), texts)
        .prop_map(|(right, filing_on, grant_on, publications, numbered, (abstract_text, agency, agents))| {
            let nothing = patent(right);
            let application_number = nothing.application_number.clone().filter(|_| numbered);
            let said = Patent { application_number, publications, filing_on, grant_on, ..nothing };
            Particulars::Patent(Patent { abstract_text, agency, agents, ..said })
        })
}

fn marks(from: &'static str, days: u64) -> impl Strategy<Value = Particulars> {
    let some_day = move || weighted(0.6, day_within(from, days));
    let goods = proptest::collection::vec("[米面油]", 0..3);
    (some_day(), some_day(), some_day(), weighted(0.3, day_within(from, days)), goods).prop_map(
        |(filing_on, preliminary_publication_on, registration_on, expires_on, goods)| {
            let days = Trademark { filing_on, preliminary_publication_on, registration_on, expires_on, ..mark() };
            Particulars::Trademark(Trademark { goods, ..days })
        },
    )
}

fn indications(from: &'static str, days: u64) -> impl Strategy<Value = Particulars> {
    let some_day = move || weighted(0.5, day_within(from, days));
    let kinds = [RightKind::GiProduct, RightKind::GiMark, RightKind::GiAgroProduct, RightKind::GiForeignRegister];
    (proptest::sample::select(kinds.to_vec()), some_day(), some_day(), some_day(), weighted(0.5, "[甲乙]{2}")).prop_map(
        |(right, filing_on, publication_on, registration_on, place)| {
            let days = GeographicalIndication { filing_on, publication_on, registration_on, ..gi(right) };
            Particulars::GeographicalIndication(GeographicalIndication { place, ..days })
        },
    )
}

/// Codes of every effect, and one that no rule explains.
const PATENT_CODES: &[&str] = &["PB01", "SE01", "GR01", "CF01", "CF01", "IW01", "RR01", "RR01", "TR01", "ZZ99"];
const MARK_CODES: &[&str] = &["TM-FILED", "TM-REG", "TM-RENEW", "TM-RENEW", "TM-REVOKED", "TM-PLEDGE", "RR01"];
const GI_CODES: &[&str] = &["GI-APPLIED", "GI-PUBLISHED", "GI-REGISTERED", "GI-CANCELLED"];

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let roles = [PartyRole::Applicant, PartyRole::Owner, PartyRole::Inventor];
    let party =
        (proptest::sample::select(roles.to_vec()), "[甲乙丙丁]公司").prop_map(|(role, name)| Party::named(role, name));
    proptest::collection::vec(party, 0..4)
}

fn sources() -> impl Strategy<Value = Vec<Provenance>> {
    let source = ("(cn-gazette|demo|gi-view)", weighted(0.6, day_within("2020-01-01", 900)))
        .prop_map(|(source, retrieved_on)| Provenance { source, retrieved_on });
    proptest::collection::vec(source, 0..3)
}

/// Records of one register whose days lie within so many days after another. Those of one register bear one number.
fn of_one_register(register: usize, from: &'static str, days: u64) -> BoxedStrategy<Record> {
    let (particulars, codes) = match register {
        0 => (patents(from, days).boxed(), PATENT_CODES),
        1 => (marks(from, days).boxed(), MARK_CODES),
        _ => (indications(from, days).boxed(), GI_CODES),
    };
    let known_until = weighted(0.8, day_within(from, days));
    (particulars, events(from, days, codes), known_until, parties(), sources())
        .prop_map(|(particulars, events, events_known_until, parties, sources)| Record {
            events,
            events_known_until,
            parties,
            sources,
            ..bare(particulars)
        })
        .boxed()
}

/// A record whose days lie within so many days after another.
pub(super) fn records(from: &'static str, days: u64) -> impl Strategy<Value = Record> {
    (0..3_usize).prop_flat_map(move |register| of_one_register(register, from, days))
}

/// Two tellings of one right.
pub(super) fn tellings() -> impl Strategy<Value = (Record, Record)> {
    let of = |register| of_one_register(register, "1985-04-01", 15_000);
    (0..3_usize).prop_flat_map(move |register| (of(register), of(register)))
}
