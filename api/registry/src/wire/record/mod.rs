//! One record in full: what every kind of record says alike, and a view for each register.

mod geographical_indication;
mod patent;
mod trademark;

use domain::registry::{
    EventEffect, LegalEvent, Party, PartyRole, RegistryRules, TermOfRight, holders_on, term_of_right, warnings_of,
};
use hall::http::Day;
use poem_openapi::Object;

pub use geographical_indication::GeographicalIndicationView;
pub use patent::PatentView;
pub use trademark::TrademarkView;

use crate::desk::RecordOn;

/// A sentence in both languages.
#[derive(Debug, Clone, Object)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Whether a right stands, and why we say so.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StatusView {
    /// The day of which it is said.
    pub as_of: Day,
    /// `pending`, `in_force`, `dead` or `unknown`.
    pub simple: String,
    /// Stable code of the reason.
    pub reason_code: String,
    /// The reason.
    pub reason: Words,
    /// The last day on which this holds if nothing new becomes known.
    pub holds_until: Option<Day>,
}

/// The term of a right.
#[derive(Debug, Clone, Object)]
pub struct TermView {
    /// The day from which it runs.
    pub runs_from: Day,
    /// The last day on which the right can stand.
    pub last_day_on: Day,
    /// The rule applied.
    pub rule: String,
    /// The article.
    pub basis: String,
    /// `false`: the rule was not read in an official text.
    pub verified: bool,
}

/// An applicant, owner or inventor.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PartyView {
    /// The name as published.
    pub name: String,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// The address as published.
    pub address: Option<String>,
    /// Province or country.
    pub region: Option<String>,
    /// The first day on which it is one.
    pub from_on: Option<Day>,
    /// The first day on which it no longer is one.
    pub until_on: Option<Day>,
}

/// One legal-status event.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct EventView {
    /// The day of effect.
    pub on: Day,
    /// The official code.
    pub code: String,
    /// What the code means; absent for a code that our rules do not explain.
    pub meaning: Option<Words>,
    /// What it does to the right: `opens`, `grants`, `renews`, `ends`, `restores` or `records`.
    pub effect: Option<String>,
    /// `false`: the meaning was not read in an official text.
    pub verified: Option<bool>,
    /// What the office adds.
    pub detail: Option<String>,
}

/// A published document of a patent.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicationView {
    /// Its number with kind code where one is known.
    pub number: String,
    /// The day of publication.
    pub on: Option<Day>,
}

/// Where the facts come from.
#[derive(Debug, Clone, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct SourceView {
    /// The source's code; `demo` marks an invented record.
    pub source: String,
    /// The day on which it was taken from there.
    pub retrieved_on: Option<Day>,
}

/// What every kind of record says alike.
struct Shared<'r> {
    on: &'r RecordOn,
    rules: &'r RegistryRules,
}

impl Shared<'_> {
    fn status(&self) -> StatusView {
        let reason = &self.on.standing.reason;
        StatusView {
            as_of: Day(self.on.day),
            simple: reason.status().code().into(),
            reason_code: reason.code().into(),
            reason: Words { zh: reason.zh(), en: reason.en() },
            holds_until: self.on.standing.changes_after.map(|(last_day, _)| Day(last_day)),
        }
    }

    fn term(&self) -> Option<TermView> {
        let TermOfRight { runs_from, last_day_on, rule } = term_of_right(&self.on.stored.record, self.rules)?;
        Some(TermView {
            runs_from: Day(runs_from),
            last_day_on: Day(last_day_on),
            rule: rule.id.clone(),
            basis: rule.basis.clone(),
            verified: rule.verified,
        })
    }

    fn parties(&self, role: PartyRole) -> Vec<PartyView> {
        self.on.stored.record.parties.iter().filter(|party| party.role == role).map(PartyView::of).collect()
    }

    fn holders(&self) -> Vec<PartyView> {
        holders_on(&self.on.stored.record.parties, self.on.day).into_iter().map(PartyView::of).collect()
    }

    /// The events up to the day asked for: what came after it was not known then.
    fn events(&self) -> Vec<EventView> {
        let until_then = self.on.stored.record.events.iter().filter(|event| event.on <= self.on.day);
        until_then.map(|event| EventView::of(event, self.rules)).collect()
    }

    fn warnings(&self) -> Vec<String> {
        warnings_of(&self.on.stored.record).into_iter().map(|warning| warning.code.into()).collect()
    }

    fn sources(&self) -> Vec<SourceView> {
        let sources = self.on.stored.record.sources.iter();
        sources
            .map(|from| SourceView { source: from.source.clone(), retrieved_on: from.retrieved_on.map(Day) })
            .collect()
    }

    fn number(&self) -> String {
        self.on.stored.record.number().unwrap_or_default()
    }
}

impl PartyView {
    fn of(party: &Party) -> Self {
        Self {
            name: party.name.clone(),
            uscc: party.uscc.as_ref().map(ToString::to_string),
            address: party.address.clone(),
            region: party.region.clone(),
            from_on: party.from_on.map(Day),
            until_on: party.until_on.map(Day),
        }
    }
}

impl EventView {
    fn of(event: &LegalEvent, rules: &RegistryRules) -> Self {
        let rule = rules.event_rule(&event.code);
        Self {
            on: Day(event.on),
            code: event.code.clone(),
            meaning: rule.map(|rule| Words { zh: rule.zh.clone(), en: rule.en.clone() }),
            effect: rule.map(|rule| effect_code(rule.effect).into()),
            verified: rule.map(|rule| rule.verified),
            detail: event.detail.clone(),
        }
    }
}

const fn effect_code(effect: EventEffect) -> &'static str {
    match effect {
        EventEffect::Opens => "opens",
        EventEffect::Grants => "grants",
        EventEffect::Renews => "renews",
        EventEffect::Ends => "ends",
        EventEffect::Restores => "restores",
        EventEffect::Records => "records",
    }
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
