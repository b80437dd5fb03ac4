//! What follows from a command to a request.

use chrono::NaiveDate;

use super::super::{Law, Step, Whose, refusals, rules, text};
use super::{
    Referral, RequestCommand as Command, RequestCommandKind as Kind, RequestEvent as Event, RequestKind,
    RequestState as State, Route, Triage,
};
use crate::calendar;
use crate::calendar::Basis;
use crate::hall::{Moment, Refusal};

/// The clock of the national office for an evaluation report, where the rules have it.
const EVALUATION_REPORT: &str = "patent.evaluation_report";

/// Whether the command may be given at all.
///
/// # Errors
/// The state, or the way that was chosen.
pub fn allowed(state: Option<&State>, kind: Kind) -> Result<(), Refusal> {
    match (state, kind) {
        (None, Kind::File) => Ok(()),
        (None, _) => Err(refusals::request_unknown()),
        (Some(State::Filed { .. }), Kind::Triage | Kind::Decline | Kind::Withdraw)
        | (Some(State::Triaged { .. } | State::Referred { .. }), Kind::Withdraw)
        | (Some(State::Triaged { .. }), Kind::Decline)
        | (Some(State::Referred { .. }), Kind::Acknowledge | Kind::Decline)
        | (Some(State::Acknowledged { .. }), Kind::Conclude) => Ok(()),
        (Some(State::Triaged { triage, .. }), Kind::Refer) if triage.leads_out() => Ok(()),
        (Some(State::Triaged { .. }), Kind::Refer) => Err(refusals::request_handled_here()),
        (Some(State::Triaged { triage, .. }), Kind::Conclude) if !triage.leads_out() => Ok(()),
        (Some(State::Triaged { .. }), Kind::Conclude) => Err(refusals::request_goes_elsewhere()),
        (Some(state), _) => Err(stands_in_the_way(state)),
    }
}

/// The commands that are possible now, by name.
#[must_use]
pub fn possible(state: &State) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Filed { .. } => refusals::request_filed(),
        State::Triaged { .. } => refusals::request_triaged(),
        State::Referred { .. } => refusals::request_referred(),
        State::Acknowledged { .. } => refusals::request_acknowledged(),
        State::Concluded { .. } => refusals::request_concluded(),
        State::Declined { .. } => refusals::request_declined(),
        State::Withdrawn { .. } => refusals::request_withdrawn(),
    }
}

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, or what the command says.
pub fn decide(state: Option<&State>, command: Command, law: &Law<'_>, moment: Moment) -> Result<Vec<Event>, Refusal> {
    allowed(state, command.kind())?;
    let event = match (state, command) {
        (None, Command::File(facts)) => Event::Filed { at: moment, facts: facts.checked()? },
        (None, _) => return Err(refusals::request_unknown()),
        (Some(state), command) => of_a_known_one(state, command, law, moment)?,
    };
    Ok(vec![event])
}

fn of_a_known_one(state: &State, command: Command, law: &Law<'_>, at: Moment) -> Result<Event, Refusal> {
    let today = at.legal_day();
    match command {
        Command::File(_) => Err(stands_in_the_way(state)),
        Command::Triage { by, route } => {
            let route = match route {
                Route::Refer { to } => Route::Refer { to: text::a_name(&to)? },
                other @ Route::Recommend | other @ Route::Handle => other,
            };
            Ok(Event::Triaged { at, by, route, late: is_late(state, law, today)? })
        }
        Command::Refer { sent_on, receipt } => {
            a_day_since(sent_on, last_day(state), today)?;
            let receipt = receipt.as_deref().map(text::a_reference).transpose()?;
            Ok(Event::Referred { at, referral: Referral { to: referred_to(state), sent_on, receipt } })
        }
        Command::Acknowledge { receipt, on } => {
            a_day_since(on, last_day(state), today)?;
            Ok(Event::Acknowledged { at, receipt: text::a_reference(&receipt)?, on })
        }
        Command::Conclude { result, on } => {
            a_day_since(on, last_day(state), today)?;
            Ok(Event::Concluded { at, result: text::an_opinion(&result)?, on, late: is_late(state, law, on)? })
        }
        Command::Decline { by, reason, basis } => {
            let (reason, basis) = (text::a_reason(&reason)?, text::a_reason(&basis)?);
            Ok(Event::Declined { at, by, reason, basis, late: is_late(state, law, today)? })
        }
        Command::Withdraw { reason } => Ok(Event::Withdrawn { at, reason: text::a_note(reason.as_deref())? }),
    }
}

/// To whom it is sent on: the office that is recommended to, or the body that the triage names.
fn referred_to(state: &State) -> String {
    match state {
        State::Triaged { triage: Triage { route: Route::Refer { to }, .. }, .. } => to.clone(),
        State::Filed { .. }
        | State::Triaged { .. }
        | State::Referred { .. }
        | State::Acknowledged { .. }
        | State::Concluded { .. }
        | State::Declined { .. }
        | State::Withdrawn { .. } => "国家知识产权局".into(),
    }
}

/// The day of the step before.
fn last_day(state: &State) -> NaiveDate {
    match state {
        State::Filed { filed_at, .. } | State::Declined { filed_at, .. } | State::Withdrawn { filed_at, .. } => {
            filed_at.legal_day()
        }
        State::Triaged { triage, .. } => triage.at.legal_day(),
        State::Referred { referral, .. } => referral.sent_on,
        State::Acknowledged { on, .. } | State::Concluded { on, .. } => *on,
    }
}

fn a_day_since(day: NaiveDate, before: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today {
        Err(refusals::day_in_future())
    } else if day < before {
        Err(refusals::step_before_last())
    } else {
        Ok(())
    }
}

fn is_late(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<bool, Refusal> {
    let due_on = |step: Step<Kind>| calendar::due(&step.basis, law.calendar).map(|due| due.due_on);
    Ok(step(state, law).map(due_on).transpose()?.is_some_and(|due_on| due_on < today))
}

/// The clock that runs: of the triage, shorter in electronic commerce; of an evaluation report, once the office has the
/// request. `None`: none does.
#[must_use]
pub fn step(state: &State, law: &Law<'_>) -> Option<Step<Kind>> {
    let running = |kind, whose, id: &str, start_on: NaiveDate| {
        let rule = law.rules.on(id, start_on)?;
        Some(Step { kind, whose, basis: Basis::by_rule(start_on, rule), late: rule.late })
    };
    match state {
        State::Filed { facts, filed_at } => {
            let id = if facts.ecommerce { rules::TRIAGE_ECOMMERCE } else { rules::TRIAGE };
            running(Kind::Triage, Whose::Centre, id, filed_at.legal_day())
        }
        State::Acknowledged { facts, on, .. } if facts.kind == RequestKind::EvaluationReport => {
            running(Kind::Conclude, Whose::Office, EVALUATION_REPORT, *on)
        }
        State::Triaged { .. }
        | State::Referred { .. }
        | State::Acknowledged { .. }
        | State::Concluded { .. }
        | State::Declined { .. }
        | State::Withdrawn { .. } => None,
    }
}

impl Triage {
    /// Whether the way leads out of the centre.
    const fn leads_out(&self) -> bool {
        matches!(self.route, Route::Recommend | Route::Refer { .. })
    }
}
