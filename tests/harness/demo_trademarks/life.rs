//! The days and events of a mark, from filing to its end.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Event;
use super::chance::Chance;

/// The day up to which the invented register knows its events.
const KNOWN_UNTIL: (i32, u32, u32) = (2026, 10, 31);
/// The first day of filing.
const FIRST_FILING: (i32, u32, u32) = (2008, 1, 2);
/// From this day on nothing is decided: these are the pending ones.
const UNDECIDED_FROM: (i32, u32, u32) = (2025, 11, 1);

/// What became of a mark. The shares are those of [`in_order_of_filing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Pending,
    InForce,
    Dead,
    /// The register gives its days and no events.
    EventsUnknown,
}

/// The days of a mark.
pub(super) struct Life {
    pub(super) filing_on: NaiveDate,
    pub(super) preliminary_publication_on: Option<NaiveDate>,
    pub(super) registration_on: Option<NaiveDate>,
    pub(super) expires_on: Option<NaiveDate>,
    pub(super) events: Vec<Event>,
    pub(super) events_known_until: Option<NaiveDate>,
    /// The day from which another firm owns it.
    pub(super) transferred_on: Option<NaiveDate>,
}

/// So many lives, oldest filing first: the last 15 in a hundred are pending; of the others 12 in a hundred have no events and
/// 18 are dead, so that about 60 in a hundred of all are in force.
pub(super) fn in_order_of_filing(count: usize, chance: &mut Chance) -> Vec<Life> {
    let pending = count * 15 / 100;
    let mut filings: Vec<NaiveDate> =
        (pending..count).map(|_| day_between(date(FIRST_FILING), before(date(UNDECIDED_FROM), 500), chance)).collect();
    filings.sort();
    let mut recent: Vec<NaiveDate> =
        (0..pending).map(|_| day_between(date(UNDECIDED_FROM), before(known_until(), 6), chance)).collect();
    recent.sort();
    let decided = filings.into_iter().map(|filing_on| {
        let fate = match chance.below(100) {
            0..12 => Fate::EventsUnknown,
            12..30 => Fate::Dead,
            _ => Fate::InForce,
        };
        (filing_on, fate)
    });
    let fates: Vec<_> = decided.collect();
    let fates = fates.into_iter().chain(recent.into_iter().map(|filing_on| (filing_on, Fate::Pending)));
    fates.map(|(filing_on, fate)| live(filing_on, fate, chance)).collect()
}

fn live(filing_on: NaiveDate, fate: Fate, chance: &mut Chance) -> Life {
    let mut life = Life {
        filing_on,
        preliminary_publication_on: None,
        registration_on: None,
        expires_on: None,
        events: vec![event(filing_on, "TM-FILED")],
        events_known_until: Some(known_until()),
        transferred_on: None,
    };
    match fate {
        Fate::Pending => examine(&mut life, chance),
        Fate::InForce => {
            register(&mut life, chance);
            renew_while_due(&mut life, chance);
            transfer_now_and_then(&mut life, chance);
        }
        Fate::Dead => die(&mut life, chance),
        Fate::EventsUnknown => {
            register(&mut life, chance);
            life.events.clear();
            life.events_known_until = None;
        }
    }
    life.events.sort_by_key(|event| event.on);
    life
}

/// Some of the pending ones have come as far as the preliminary publication.
fn examine(life: &mut Life, chance: &mut Chance) {
    let on = preliminary_publication(life.filing_on, chance);
    if on <= known_until() && on + Months::new(3) >= known_until() {
        life.preliminary_publication_on = Some(on);
        life.events.push(event(on, "TM-PRELIM"));
    }
}

/// Preliminary publication, three months of opposition (商标法第三十三条), registration the day after, ten years.
fn register(life: &mut Life, chance: &mut Chance) {
    let preliminary = preliminary_publication(life.filing_on, chance);
    let registered = preliminary + Months::new(3) + Days::new(1);
    life.preliminary_publication_on = Some(preliminary);
    life.registration_on = Some(registered);
    life.expires_on = Some(ten_years_on(registered));
    life.events.extend([event(preliminary, "TM-PRELIM"), event(registered, "TM-REG")]);
}

/// The gazette of marks appears on the 6th, 13th, 20th and 27th.
fn preliminary_publication(filing_on: NaiveDate, chance: &mut Chance) -> NaiveDate {
    let mut on = after(filing_on, chance.between(150, 320));
    while !matches!(on.day(), 6 | 13 | 20 | 27) {
        on = after(on, 1);
    }
    on
}

/// A term that has run out by now was renewed within the year before its end (商标法第四十条).
fn renew_while_due(life: &mut Life, chance: &mut Chance) {
    while let Some(expired) = life.expires_on.filter(|last| *last <= known_until()) {
        life.events.push(event(before(expired, chance.between(10, 360)), "TM-RENEW"));
        life.expires_on = Some(ten_years_on(after(expired, 1)));
    }
}

fn transfer_now_and_then(life: &mut Life, chance: &mut Chance) {
    let from = life.registration_on.map(|on| after(on, 200)).filter(|from| *from < known_until());
    if let Some(from) = from.filter(|_| chance.percent(4)) {
        let on = day_between(from, known_until(), chance);
        life.transferred_on = Some(on);
        life.events.push(event(on, "TM-TRANSFER"));
    }
}

fn die(life: &mut Life, chance: &mut Chance) {
    let dies_before_registration = chance.percent(35);
    if dies_before_registration {
        let code = if chance.percent(85) { "TM-REFUSED" } else { "TM-WITHDRAWN" };
        life.events.push(event(after(life.filing_on, chance.between(120, 300)), code));
        return;
    }
    register(life, chance);
    let Some((registered, last_day)) = life.registration_on.zip(life.expires_on) else { return };
    // Six months of grace after the term (商标法第四十条): only then is a mark cancelled for want of renewal.
    let cancelled_for_age = last_day + Months::new(6) + Days::new(1);
    let ends_of_age = cancelled_for_age <= known_until() && chance.percent(60);
    if ends_of_age {
        life.events.push(Event { on: cancelled_for_age, code: "TM-CANCELLED", detail: Some("期满未续展注销") });
        return;
    }
    let (code, earliest, detail) = match chance.below(10) {
        0..5 => ("TM-REVOKED", registered + Months::new(42), "连续三年不使用撤销"),
        5..8 => ("TM-INVALID", registered + Months::new(8), "无效宣告"),
        _ => ("TM-CANCELLED", registered + Months::new(6), "申请人申请注销"),
    };
    if earliest >= known_until() {
        life.events
            .push(Event { on: after(registered, 60), code: "TM-CANCELLED", detail: Some("申请人申请注销") });
        return;
    }
    let on = day_between(earliest, last_day.min(known_until()), chance);
    life.events.push(Event { on, code, detail: Some(detail) });
}

const fn event(on: NaiveDate, code: &'static str) -> Event {
    Event { on, code, detail: None }
}

/// The last day of ten years that begin with this day: the day before the anniversary (商标法实施条例第十二条).
fn ten_years_on(from: NaiveDate) -> NaiveDate {
    before(from + Months::new(120), 1)
}

fn known_until() -> NaiveDate {
    date(KNOWN_UNTIL)
}

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day - Days::new(days)
}

fn day_between(first: NaiveDate, last: NaiveDate, chance: &mut Chance) -> NaiveDate {
    let span = u64::try_from((last - first).num_days()).unwrap_or_default();
    after(first, chance.between(0, span))
}
