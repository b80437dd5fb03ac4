//! Whether a right stands on a day, and why we say so.

use chrono::NaiveDate;

use super::term::day_before_anniversary;
use super::{EventEffect, Record, RegistryRules, SimpleStatus, term_of_right};

/// The standing of a right on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The reason, which carries its facts and implies the status.
    pub reason: StatusReason,
    /// The last day on which this answer holds if nothing new becomes known, and the status after it.
    pub changes_after: Option<(NaiveDate, SimpleStatus)>,
}

/// Why a right stands as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusReason {
    /// The register's events open it and none has decided it.
    Applied {
        /// The day of the latest opening fact.
        since: NaiveDate,
        /// The day up to which events are known.
        known_until: NaiveDate,
    },
    /// Granted or registered, and no event has ended it.
    Granted {
        /// The day of grant or registration.
        since: NaiveDate,
        /// The day up to which events are known.
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
        /// The day from which it was counted: the filing day, or the publication that must be later than it.
        counted_from: NaiveDate,
    },
    /// The source gives no legal-status events, so nothing says whether fees were paid or an end was recorded.
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
            Self::Applied { since, known_until } => format!("{since} 申请或公布，截至 {known_until} 未见授权或驳回"),
            Self::Granted { since, known_until } => format!("{since} 授权或注册，截至 {known_until} 未见终止事件"),
            Self::EndedByEvent { on, code } => format!("{on} 因法律状态事件 {code} 终止"),
            Self::TermOver { last_day_on, counted_from } => {
                format!("自 {counted_from} 起算，权利期限最迟于 {last_day_on} 届满")
            }
            Self::EventsNotKnown => "来源未提供法律状态事件，无法判断是否缴费或终止".into(),
            Self::RenewalNotKnown { last_day_on } => format!("有效期至 {last_day_on}，其后是否续展未知"),
            Self::TermRuleUnverified { rule } => format!("期限规则 {rule} 尚未核实，无法判断"),
            Self::BeforeKnownFacts => "所查日期早于已知事实".into(),
        }
    }

    /// The reason as a sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Applied { since, known_until } => {
                format!("applied for or published on {since}; no grant or refusal known up to {known_until}")
            }
            Self::Granted { since, known_until } => {
                format!("granted or registered on {since}; no end known up to {known_until}")
            }
            Self::EndedByEvent { on, code } => format!("ended on {on} by legal-status event {code}"),
            Self::TermOver { last_day_on, counted_from } => {
                format!("counted from {counted_from}, its term ended with {last_day_on} at the latest")
            }
            Self::EventsNotKnown => "the source gives no legal-status events: fees and ends are not known".into(),
            Self::RenewalNotKnown { last_day_on } => format!("in term until {last_day_on}; renewal is not known"),
            Self::TermRuleUnverified { rule } => format!("the term rule {rule} is not verified"),
            Self::BeforeKnownFacts => "the day lies before everything known of it".into(),
        }
    }
}

/// The standing of a record on a day. The first rule that answers decides, in this order: an end recorded by the
/// office, a term that is over, what the office's events say; else it is unknown.
pub fn standing_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Standing {
    let now = reason_on(record, rules, day);
    let changes_after = next_change(record, rules, &now, day);
    Standing { reason: now, changes_after }
}

fn reason_on(record: &Record, rules: &RegistryRules, day: NaiveDate) -> StatusReason {
    a_day_before_every_fact_is_unknown(record, day)
        .or_else(|| an_end_not_undone_ends_the_right(record, rules, day))
        .or_else(|| a_term_that_is_over_ends_the_right(record, rules, day))
        .or_else(|| the_events_say_where_it_stands(record, rules, day))
        .unwrap_or(StatusReason::EventsNotKnown)
}

fn earliest_fact(record: &Record) -> Option<NaiveDate> {
    let days = [record.filing_on(), record.publication_on(), record.grant_on()];
    days.into_iter().flatten().chain(record.events.iter().map(|event| event.on)).min()
}

fn a_day_before_every_fact_is_unknown(record: &Record, day: NaiveDate) -> Option<StatusReason> {
    (day < earliest_fact(record)?).then_some(StatusReason::BeforeKnownFacts)
}

fn an_end_not_undone_ends_the_right(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let mut ended = None;
    for event in record.events.iter().filter(|event| event.on <= day) {
        match rules.event_rule(&event.code).map(|rule| rule.effect) {
            Some(EventEffect::Ends) => {
                ended = Some(StatusReason::EndedByEvent { on: event.on, code: event.code.clone() });
            }
            Some(EventEffect::Restores) => ended = None,
            Some(EventEffect::Opens | EventEffect::Grants | EventEffect::Renews | EventEffect::Records) | None => {}
        }
    }
    ended
}

/// A patent ends with its term. A term that can be renewed leaves the question open unless events reach that far.
fn a_term_that_is_over_ends_the_right(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let Some(term) = term_of_right(record, rules) else {
        return longest_term_from_publication(record, rules).filter(|over| term_end(over).is_some_and(|end| end < day));
    };
    if day <= term.last_day_on {
        return None;
    }
    if term.rule.renewable {
        return Some(StatusReason::RenewalNotKnown { last_day_on: term.last_day_on });
    }
    let over = |last_day_on| StatusReason::TermOver { last_day_on, counted_from: term.runs_from };
    match term.rule.certainly_over_after_years {
        None => Some(over(term.last_day_on)),
        Some(years) => match day_before_anniversary(term.runs_from, years) {
            Some(ceiling) if ceiling < day => Some(over(ceiling)),
            Some(_) | None => Some(StatusReason::TermRuleUnverified { rule: term.rule.id.clone() }),
        },
    }
}

/// Without a filing day: an application is filed before it is published, so the longest term counted from the
/// publication is over no earlier than the right.
fn longest_term_from_publication(record: &Record, rules: &RegistryRules) -> Option<StatusReason> {
    if record.filing_on().is_some() {
        return None;
    }
    let counted_from = record.publication_on()?;
    let years = rules.longest_term_years(record.right())?;
    Some(StatusReason::TermOver { last_day_on: day_before_anniversary(counted_from, years)?, counted_from })
}

const fn term_end(reason: &StatusReason) -> Option<NaiveDate> {
    if let StatusReason::TermOver { last_day_on, .. } = reason { Some(*last_day_on) } else { None }
}

fn the_events_say_where_it_stands(record: &Record, rules: &RegistryRules, day: NaiveDate) -> Option<StatusReason> {
    let known_until = record.events_known_until?;
    let latest = |effect: EventEffect| {
        let of_effect = |event: &&super::LegalEvent| {
            event.on <= day && rules.event_rule(&event.code).is_some_and(|rule| rule.effect == effect)
        };
        record.events.iter().filter(of_effect).map(|event| event.on).max()
    };
    let granted = latest(EventEffect::Grants).or_else(|| record.grant_on().filter(|on| *on <= day));
    if let Some(since) = granted {
        return Some(StatusReason::Granted { since, known_until });
    }
    let opened = latest(EventEffect::Opens).or_else(|| record.filing_on().filter(|on| *on <= day));
    opened.map(|since| StatusReason::Applied { since, known_until })
}

/// The last day on which today's answer holds, and the answer after it: the end of the term is the only change that
/// the calendar alone brings about.
fn next_change(
    record: &Record,
    rules: &RegistryRules,
    now: &StatusReason,
    day: NaiveDate,
) -> Option<(NaiveDate, SimpleStatus)> {
    if now.status() == SimpleStatus::Dead {
        return None;
    }
    let term = term_of_right(record, rules);
    let ceiling = term.as_ref().and_then(|term| {
        day_before_anniversary(term.runs_from, term.rule.certainly_over_after_years.unwrap_or(term.rule.years))
    });
    let from_publication = longest_term_from_publication(record, rules).as_ref().and_then(term_end);
    let ends = [term.map(|term| term.last_day_on), ceiling, from_publication];
    let last_day = ends.into_iter().flatten().filter(|last| day <= *last).min()?;
    let after = reason_on(record, rules, last_day.succ_opt()?).status();
    (after != now.status()).then_some((last_day, after))
}
