//! What the registry says of a right, asked as a lawyer and as a sceptic.

mod changes;
mod encumbrance;
mod generated;
mod merging;
mod oddities;
mod parties;
mod rules;
mod standing;
mod standing_matrix;
mod stored;
mod terms;

use chrono::NaiveDate;

use super::{GeographicalIndication, LegalEvent, Particulars, Patent, Publication, Record, RegistryRules, Trademark};
use super::{RightKind, SimpleStatus, Standing, StatusReason, standing_on};
use crate::identifier::{PatentKind, PatentNumber, PublicationNumber};

/// The rule file as it ships.
const SHIPPED: &str = include_str!("../../../../rules/registry.toml");

fn shipped() -> RegistryRules {
    RegistryRules::from_toml(SHIPPED).expect("the shipped rules are right")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A day, or none for an empty text: tables read better so.
fn perhaps(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| day(text))
}

fn bare(particulars: Particulars) -> Record {
    Record { particulars, parties: Vec::new(), events: Vec::new(), events_known_until: None, sources: Vec::new() }
}

/// A patent with nothing but its number and title.
fn patent(right: PatentKind) -> Patent {
    Patent {
        right,
        application_number: Some(PatentNumber::parse("202010566088.9").expect("a number")),
        publications: Vec::new(),
        title: "一种秸秆还田装置".into(),
        abstract_text: None,
        claims: None,
        description: None,
        ipc: Vec::new(),
        locarno: Vec::new(),
        filing_on: None,
        grant_on: None,
        priorities: Vec::new(),
        citations: Vec::new(),
        agency: None,
        agents: Vec::new(),
    }
}

/// A patent by its days of filing and grant.
fn patent_of(right: PatentKind, filing_on: &str, grant_on: &str) -> Record {
    let known = Patent { filing_on: perhaps(filing_on), grant_on: perhaps(grant_on), ..patent(right) };
    bare(Particulars::Patent(known))
}

/// A patent of which one publication is all that is known.
fn published_as(right: PatentKind, number: &str, on: &str) -> Record {
    let number = PublicationNumber::parse(number).expect("a number");
    let publications = vec![Publication { number, on: perhaps(on) }];
    bare(Particulars::Patent(Patent { application_number: None, publications, ..patent(right) }))
}

/// A mark with nothing but its number and words.
fn mark() -> Trademark {
    Trademark {
        number: "30000000".to_owned().try_into().expect("a number"),
        name: "北大荒".into(),
        nice_classes: Vec::new(),
        similar_groups: Vec::new(),
        goods: Vec::new(),
        filing_on: None,
        preliminary_publication_on: None,
        registration_on: None,
        expires_on: None,
    }
}

/// A mark by its days of filing, registration and end.
fn mark_of(filing_on: &str, registration_on: &str, expires_on: &str) -> Record {
    bare(Particulars::Trademark(Trademark {
        filing_on: perhaps(filing_on),
        registration_on: perhaps(registration_on),
        expires_on: perhaps(expires_on),
        ..mark()
    }))
}

/// A geographical indication with nothing but its number and name.
fn gi(right: RightKind) -> GeographicalIndication {
    GeographicalIndication {
        right,
        number: "AGI01459".to_owned().try_into().expect("a number"),
        name: "五常大米".into(),
        other_names: Vec::new(),
        product: None,
        protection: None,
        place: None,
        region: None,
        filing_on: None,
        publication_on: None,
        registration_on: None,
        legal_instrument: None,
    }
}

fn event(on: &str, code: &str) -> LegalEvent {
    LegalEvent { on: day(on), code: code.to_owned(), detail: None }
}

impl Record {
    /// The record with these events, complete up to a day.
    fn with_events(mut self, known_until: &str, events: &[(&str, &str)]) -> Self {
        self.events = events.iter().map(|(on, code)| event(on, code)).collect();
        self.events_known_until = perhaps(known_until);
        self
    }
}

fn standing(record: &Record, on: &str) -> Standing {
    standing_on(record, &shipped(), day(on))
}

fn reason(record: &Record, on: &str) -> StatusReason {
    standing(record, on).reason
}

fn status(record: &Record, on: &str) -> SimpleStatus {
    reason(record, on).status()
}
