//! The reasons in one view: what is known of a right by what kind of right it is.

use super::{bare, day, gi, mark, patent, shipped};
use crate::identifier::PatentKind;
use crate::registry::{
    EventEffect, GeographicalIndication, LegalEvent, Particulars, Patent, Record, RecordKind, RightKind, Trademark,
    standing_on,
};

const KINDS: [RightKind; 5] =
    [RightKind::Invention, RightKind::UtilityModel, RightKind::Design, RightKind::Trademark, RightKind::GiProduct];

/// A right filed on one day and granted or registered on another.
fn right(kind: RightKind, filing_on: &str, grant_on: Option<&str>) -> Record {
    let (filing_on, grant_on) = (Some(day(filing_on)), grant_on.map(day));
    let of = |kind| Particulars::Patent(Patent { filing_on, grant_on, ..patent(kind) });
    bare(match kind {
        RightKind::Invention => of(PatentKind::Invention),
        RightKind::UtilityModel => of(PatentKind::UtilityModel),
        RightKind::Design => of(PatentKind::Design),
        RightKind::Trademark => Particulars::Trademark(Trademark { filing_on, registration_on: grant_on, ..mark() }),
        RightKind::GiProduct | RightKind::GiMark | RightKind::GiAgroProduct | RightKind::GiForeignRegister => {
            let known = GeographicalIndication { filing_on, registration_on: grant_on, ..gi(kind) };
            Particulars::GeographicalIndication(known)
        }
    })
}

/// The code by which each register says this, where it says it at all.
const fn code(kind: RightKind, effect: EventEffect) -> Option<&'static str> {
    match (kind.record_kind(), effect) {
        (RecordKind::Patent, EventEffect::Ends) => Some("CF01"),
        (RecordKind::Patent, EventEffect::Restores) => Some("RR01"),
        (RecordKind::Patent, EventEffect::Records) => Some("IP01"),
        (RecordKind::Trademark, EventEffect::Ends) => Some("TM-REVOKED"),
        (RecordKind::Trademark, EventEffect::Renews) => Some("TM-RENEW"),
        (RecordKind::Trademark, EventEffect::Records) => Some("TM-TRANSFER"),
        (RecordKind::GeographicalIndication, EventEffect::Ends) => Some("GI-CANCELLED"),
        _ => None,
    }
}

struct Situation {
    said: &'static str,
    filing_on: &'static str,
    grant_on: Option<&'static str>,
    events: &'static [(&'static str, EventEffect)],
    complete: bool,
    asked_on: &'static str,
}

const GRANTED: Situation = Situation {
    said: "granted",
    filing_on: "2010-03-01",
    grant_on: Some("2011-06-05"),
    events: &[],
    complete: true,
    asked_on: "2016-01-01",
};

const SITUATIONS: [Situation; 12] = [
    Situation { said: "before it was filed", asked_on: "2010-02-28", ..GRANTED },
    Situation { said: "filed", asked_on: "2011-06-04", ..GRANTED },
    GRANTED,
    Situation { said: "granted, no events given", complete: false, ..GRANTED },
    Situation { said: "something recorded", events: &[("2014-01-01", EventEffect::Records)], ..GRANTED },
    Situation { said: "ended", events: &[("2014-01-01", EventEffect::Ends)], ..GRANTED },
    Situation {
        said: "ended and restored",
        events: &[("2014-01-01", EventEffect::Ends), ("2014-09-01", EventEffect::Restores)],
        ..GRANTED
    },
    Situation { said: "after ten years from filing", asked_on: "2020-03-01", ..GRANTED },
    Situation { said: "after ten from registration", asked_on: "2021-06-05", ..GRANTED },
    Situation {
        said: "the same, but renewed",
        events: &[("2021-01-05", EventEffect::Renews)],
        asked_on: "2021-06-05",
        ..GRANTED
    },
    Situation { said: "after twenty years", asked_on: "2030-03-01", ..GRANTED },
    Situation {
        said: "of before 1993, in doubt",
        filing_on: "1990-05-10",
        grant_on: Some("1992-06-05"),
        asked_on: "1998-01-01",
        ..GRANTED
    },
];

fn cell(situation: &Situation, kind: RightKind) -> String {
    let mut record = right(kind, situation.filing_on, situation.grant_on);
    for (on, effect) in situation.events {
        let Some(code) = code(kind, *effect) else { return "-".into() };
        record.events.push(LegalEvent { on: day(on), code: code.into(), detail: None });
    }
    record.events_known_until = situation.complete.then(|| day("2035-01-01"));
    let reason = standing_on(&record, &shipped(), day(situation.asked_on)).reason;
    reason.code().trim_start_matches("registry.status.").to_owned()
}

#[test]
fn each_situation_has_its_reason_for_each_kind_of_right() {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<22}")).collect();
        format!("{head:<29}{cells}").trim_end().to_owned() + "\n"
    };
    let mut table = line("", KINDS.iter().map(|kind| kind.code().to_owned()).collect());
    for situation in &SITUATIONS {
        table += &line(situation.said, KINDS.iter().map(|kind| cell(situation, *kind)).collect());
    }
    insta::assert_snapshot!(table, @"
                                 invention             utility_model         design                trademark             gi_product
    before it was filed          before_known_facts    before_known_facts    before_known_facts    before_known_facts    before_known_facts
    filed                        applied               applied               applied               applied               applied
    granted                      granted               granted               granted               granted               granted
    granted, no events given     events_not_known      events_not_known      events_not_known      events_not_known      events_not_known
    something recorded           granted               granted               granted               granted               -
    ended                        ended_by_event        ended_by_event        ended_by_event        ended_by_event        ended_by_event
    ended and restored           granted               granted               granted               -                     -
    after ten years from filing  granted               term_over             term_over             granted               granted
    after ten from registration  granted               term_over             term_over             renewal_not_known     granted
    the same, but renewed        -                     -                     -                     granted               -
    after twenty years           term_over             term_over             term_over             renewal_not_known     granted
    of before 1993, in doubt     granted               term_rule_unverified  term_rule_unverified  granted               granted
    ");
}
