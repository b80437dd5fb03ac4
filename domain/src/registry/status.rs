//! Whether a right stands on a day, and why we say so.

use chrono::NaiveDate;

use super::term::{days_of, last_day_of_a_term};
use super::{EventEffect, Particulars, Record, RegistryRules, SimpleStatus, TermOfRight, term_of_right};
use crate::identifier::KindMeaning;

/// The standing of a right on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The reason, which carries its facts and implies the status.
    pub reason: StatusReason,
    /// The last day on which the status stays as it is, by the facts known, and the status after it; `None`: by the
    /// facts known it stays for good.
    pub changes_after: Option<(NaiveDate, SimpleStatus)>,
}

/// Why a right stands as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusReason {
    /// The register's events open it and none has decided it.
    Applied {
        /// The day of the latest opening fact.
        since: NaiveDate,
        /// The day up to which events are known, and no later than the day asked for.
        known_until: NaiveDate,
    },
    /// Granted or registered, and no event has ended it.
    Granted {
        /// The day of grant or registration.
        since: NaiveDate,
        /// The day up to which events are known, and no later than the day asked for.
        known_until: NaiveDate,
    },
    /// An event ended it.
    EndedByEvent {
        /// The day of effect.
        on: NaiveDate,
        /// The official code.
        code: String,
    },
    /// Its term is over.
    TermOver {
        /// The last day on which it could stand.
        last_day_on: NaiveDate,
        /// The day from which it was counted: the filing day, or the earliest fact known, which cannot be earlier.
        counted_from: NaiveDate,
    },
    /// No source gives the legal-status events in full, so nothing says whether it was granted, whether fees were paid,
    /// or whether an end was recorded.
    EventsNotKnown,
    /// Renewal after this last day is not known.
    RenewalNotKnown {
        /// The last day of the known term.
        last_day_on: NaiveDate,
    },
    /// The term rule for its filing day is not verified, and the day lies between the readings.
    TermRuleUnverified {
        /// The rule in doubt.
        rule: String,
    },
    /// The day asked for lies before everything known of it.
    BeforeKnownFacts,
}

impl StatusReason {
    /// The status that follows from it.
    pub const fn status(&self) -> SimpleStatus {
        match self {
            Self::Applied { .. } => SimpleStatus::Pending,
            Self::Granted { .. } => SimpleStatus::InForce,
            Self::EndedByEvent { .. } | Self::TermOver { .. } => SimpleStatus::Dead,
            Self::EventsNotKnown
            | Self::RenewalNotKnown { .. }
            | Self::TermRuleUnverified { .. }
            | Self::BeforeKnownFacts => SimpleStatus::Unknown,
        }
    }

    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Applied { .. } => "registry.status.applied",
            Self::Granted { .. } => "registry.status.granted",
            Self::EndedByEvent { .. } => "registry.status.ended_by_event",
            Self::TermOver { .. } => "registry.status.term_over",
            Self::EventsNotKnown => "registry.status.events_not_known",
            Self::RenewalNotKnown { .. } => "registry.status.renewal_not_known",
            Self::TermRuleUnverified { .. } => "registry.status.term_rule_unverified",
            Self::BeforeKnownFacts => "registry.status.before_known_facts",
        }
    }

    /// The reason as a sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Applied { since, known_until } => {
                format!("{since} 已申请或公布，截至 {known_until} 未见授权、注册、驳回或撤回的记录")
            }
            Self::Granted { since, known_until } => {
                format!("{since} 已授权或注册，截至 {known_until} 未见权利终止的记录")
            }
            Self::EndedByEvent { on, code } => format!("自 {on} 起失效，依据法律状态事件 {code}"),
            Self::TermOver { last_day_on, counted_from } => {
                format!("权利期限自 {counted_from} 起算，最迟已于 {last_day_on} 届满")
            }
            Self::EventsNotKnown => "来源未提供完整的法律状态记录，无法判断是否已授权、欠费或终止".into(),
            Self::RenewalNotKnown { last_day_on } => {
                format!("有效期至 {last_day_on}，未见此后的续展记录，是否续展不详")
            }
            Self::TermRuleUnverified { rule } => {
                format!("所适用的期限规则（{rule}）尚未经官方文本核实，无法判断期限是否已届满")
            }
            Self::BeforeKnownFacts => "所查日期早于该权利最早的已知记录，无法判断".into(),
        }
    }

    /// The reason as a sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Applied { since, known_until } => {
                format!(
                    "applied for or published on {since}; no grant, refusal or withdrawal known up to {known_until}"
                )
            }
            Self::Granted { since, known_until } => {
                format!("granted or registered on {since}; no end known up to {known_until}")
            }
            Self::EndedByEvent { on, code } => format!("no longer stands from {on}, by legal-status event {code}"),
            Self::TermOver { last_day_on, counted_from } => {
                format!("counted from {counted_from}, its term ended with {last_day_on} at the latest")
            }
            Self::EventsNotKnown => {
                "no source gives its legal-status events in full: grant, fees and end are not known".into()
            }
            Self::RenewalNotKnown { last_day_on } => {
                format!("in term until {last_day_on}; no renewal beyond that day is known")
            }
            Self::TermRuleUnverified { rule } => {
                format!("the term rule {rule} is not verified against an official text: its end is not known")
            }
            Self::BeforeKnownFacts => "the day lies before everything known of it".into(),
        }
    }
}

/// The standing of a record on a day. The first rule that answers decides, in this order: a day before everything
/// known, an end recorded by the office, a term that is over, what the office's events say; else it is unknown.
pub fn standing_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Standing {
    let reason = reason_on(record, rules, day);
    let changes_after = next_change(record, rules, reason.status(), day);
    Standing { reason, changes_after }
}

fn reason_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> StatusReason {
    a_day_before_every_fact_is_unknown(record, day)
        .or_else(|| an_end_not_undone_ends_the_right(record, rules, day))
        .or_else(|| a_term_that_is_over_ends_the_right(record, rules, day))
        .or_else(|| the_events_say_where_it_stands(record, rules, day))
        .unwrap_or(StatusReason::EventsNotKnown)
}

/// The days on which the register itself says that something happened.
fn days_of_facts(record: &Record) -> impl Iterator<Item = NaiveDate> {
    let named = [record.filing_on(), record.publication_on(), record.grant_on()];
    named.into_iter().flatten().chain(record.events.iter().map(|event| event.on))
}

fn a_day_before_every_fact_is_unknown(record: &Record, day: NaiveDate) -> Option<StatusReason> {
    (day < days_of_facts(record).min()?).then_some(StatusReason::BeforeKnownFacts)
}

/// A right ends once: by the first end that nothing has undone, neither a restoration of that day or later, nor a grant
/// after it (a refusal set aside on re-examination or review).
fn an_end_not_undone_ends_the_right(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let restored_on = days_of(record, rules, EventEffect::Restores).filter(|on| *on <= day).max();
    let ends = |code: &str| rules.event_rule(code).is_some_and(|rule| rule.effect == EventEffect::Ends);
    let granted_on = days_of(record, rules, EventEffect::Grants).filter(|on| *on <= day).max();
    let not_undone = |on: NaiveDate| {
        on <= day
            && restored_on.is_none_or(|restored_on| restored_on < on)
            && granted_on.is_none_or(|granted_on| granted_on <= on)
    };
    let first = record.events.iter().filter(|event| not_undone(event.on) && ends(&event.code)).min()?;
    Some(StatusReason::EndedByEvent { on: first.on, code: first.code.clone() })
}

/// A patent ends with its term. A mark does not: whether it was renewed once more is not known.
fn a_term_that_is_over_ends_the_right(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let Some(term) = term_of_right(record, rules) else {
        let (counted_from, last_day_on) = longest_term_from_the_earliest_fact(record, rules)?;
        return (last_day_on < day).then_some(StatusReason::TermOver { last_day_on, counted_from });
    };
    if day <= term.last_day_on {
        return None;
    }
    if term.rule.renewable {
        return Some(StatusReason::RenewalNotKnown { last_day_on: term.last_day_on });
    }
    match over_under_any_reading(&term) {
        Some(last_day_on) if last_day_on < day => {
            Some(StatusReason::TermOver { last_day_on, counted_from: term.runs_from })
        }
        Some(_) | None => Some(StatusReason::TermRuleUnverified { rule: term.rule.id.clone() }),
    }
}

/// The last day on which the right can stand, whichever reading of an unverified rule is the true one.
fn over_under_any_reading(term: &TermOfRight<'_>) -> Option<NaiveDate> {
    if term.rule.verified {
        return Some(term.last_day_on);
    }
    last_day_of_a_term(term.runs_from, term.rule.certainly_over_after_years?)
}

/// Without a filing day: an application is filed before anything else happens to it, so the longest term counted from
/// the earliest fact is over no earlier than the right. That fact, and the last day of that term.
fn longest_term_from_the_earliest_fact(record: &Record, rules: &RegistryRules) -> Option<(NaiveDate, NaiveDate)> {
    if record.filing_on().is_some() {
        return None;
    }
    let counted_from = days_of_facts(record).min()?;
    let years = rules.longest_term_years(record.right())?;
    Some((counted_from, last_day_of_a_term(counted_from, years)?))
}

fn the_events_say_where_it_stands(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let known_until = record.events_known_until?.min(day);
    let latest = |effect| days_of(record, rules, effect).filter(|on| *on <= day).max();
    let by_then = |on: Option<NaiveDate>| on.filter(|on| *on <= day);
    if let Some(since) = latest(EventEffect::Grants).or_else(|| by_then(record.grant_on())) {
        return Some(StatusReason::Granted { since, known_until });
    }
    if a_grant_is_told_without_its_day(record, rules) {
        return None;
    }
    let opened =
        latest(EventEffect::Opens).or_else(|| by_then(record.publication_on())).or_else(|| by_then(record.filing_on()));
    opened.map(|since| StatusReason::Applied { since, known_until })
}

/// A grant whose day nothing names: what was granted on a day unknown must not pass for applied for.
fn a_grant_is_told_without_its_day(record: &Record, rules: &RegistryRules) -> bool {
    if record.grant_on().is_some() || days_of(record, rules, EventEffect::Grants).next().is_some() {
        return false;
    }
    match &record.particulars {
        Particulars::Patent(patent) => {
            let mut meanings = patent.publications.iter().filter_map(|publication| publication.number.meaning());
            meanings.any(|meaning| matches!(meaning, KindMeaning::Granted(_) | KindMeaning::PartlyInvalidated(_)))
        }
        Particulars::Trademark(mark) => mark.expires_on.is_some(),
        Particulars::GeographicalIndication(_) => false,
    }
}

/// The last day before the status turns, and what it turns into. Only the days of facts and the days after the ends of
/// terms can turn it: the facts are known, the ends come by the calendar.
fn next_change(
    record: &Record,
    rules: &RegistryRules,
    now: SimpleStatus,
    day: NaiveDate,
) -> Option<(NaiveDate, SimpleStatus)> {
    let term = term_of_right(record, rules);
    let ends = [
        term.as_ref().map(|term| term.last_day_on),
        term.as_ref().and_then(over_under_any_reading),
        longest_term_from_the_earliest_fact(record, rules).map(|(_, last_day_on)| last_day_on),
    ];
    let after_the_ends = ends.into_iter().flatten().filter_map(|last_day| last_day.succ_opt());
    let mut turns: Vec<NaiveDate> = days_of_facts(record).chain(after_the_ends).filter(|turn| day < *turn).collect();
    turns.sort_unstable();
    turns.into_iter().find_map(|turn| {
        let after = reason_on(record, rules, turn).status();
        (after != now).then(|| turn.pred_opt().map(|last_day| (last_day, after))).flatten()
    })
}
