//! What follows from a command to a pledge.

use chrono::NaiveDate;

use super::{
    Cleared, Content, Elsewhere, EntryKind, Ground, HowKnown, Origin, Pack, PledgeCommand as Command,
    PledgeCommandKind as Kind, PledgeEvent as Event, PledgeFacts, PledgeGate, PledgeState as State, Register, Version,
    examine, refusals, step, what_keeps_from_signing,
};
use crate::financing::deal::{Law, text};
use crate::financing::money::Money;
use crate::hall::{FieldRefusal, Id, Moment, Refusal, must};

/// Whether the command may be given at all.
///
/// # Errors
/// The state.
pub fn allowed(state: Option<&State>, kind: Kind) -> Result<(), Refusal> {
    match (state, kind) {
        (None, Kind::Prepare | Kind::Mirror) => Ok(()),
        (None, _) => Err(refusals::pledge_unknown()),
        (Some(_), Kind::Prepare | Kind::Mirror) => Err(refusals::pledge_exists()),
        (Some(State::Submitted { defects: Some(_), .. }), Kind::NoteDefects | Kind::Register) => {
            Err(refusals::pledge_defective())
        }
        (Some(State::Submitted { defects: None, .. }), Kind::Cure) => Err(refusals::pledge_not_defective()),
        (Some(state), kind) if taken_in(state).contains(&kind) => Ok(()),
        (Some(state), _) => Err(stands_in_the_way(state)),
    }
}

/// The commands that are possible now, by name.
#[must_use]
pub fn possible(state: &State) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

const fn taken_in(state: &State) -> &'static [Kind] {
    match state {
        State::PackReady { .. } => &[Kind::Submit, Kind::Abandon],
        State::Submitted { .. } => &[Kind::NoteDefects, Kind::Cure, Kind::Register, Kind::Refuse, Kind::Abandon],
        State::Registered { .. } => &[Kind::Amend, Kind::Extend, Kind::Release],
        State::Refused { .. } | State::Released { .. } | State::Abandoned { .. } => &[],
    }
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::PackReady { .. } => refusals::pledge_pack_ready(),
        State::Submitted { .. } => refusals::pledge_submitted(),
        State::Registered { .. } => refusals::pledge_registered(),
        State::Refused { .. } => refusals::pledge_refused(),
        State::Released { .. } => refusals::pledge_released(),
        State::Abandoned { .. } => refusals::pledge_abandoned(),
    }
}

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, the calendar, a field of what was sent, or each ground for which the office would
/// refuse.
pub fn decide(
    state: Option<&State>,
    command: Command,
    law: &Law<'_>,
    at: Moment,
) -> Result<Vec<Event>, Vec<FieldRefusal>> {
    allowed(state, command.kind()).map_err(|refusal| FieldRefusal::alone("", refusal))?;
    let event = match (state, command) {
        (None, Command::Prepare { by, facts, pack, cleared, gate }) => {
            prepared(by, facts, pack, cleared, &gate, law, at)?
        }
        (None, Command::Mirror { elsewhere, known }) => mirrored(elsewhere, known, at).map_err(alone)?,
        (None, _) => return Err(FieldRefusal::alone("", refusals::pledge_unknown())),
        (Some(state), command) => Here { state, law, at }.decide(command).map_err(alone)?,
    };
    Ok(vec![event])
}

fn alone(refusal: FieldRefusal) -> Vec<FieldRefusal> {
    vec![refusal]
}

/// The papers are made ready only where the office would not refuse them. All grounds are told at once.
fn prepared(
    by: Id,
    facts: PledgeFacts,
    pack: Pack,
    cleared: Cleared,
    gate: &PledgeGate,
    law: &Law<'_>,
    at: Moment,
) -> Result<Event, Vec<FieldRefusal>> {
    let facts = facts.checked().map_err(alone)?;
    let pack = pack.checked().map_err(alone)?;
    let cleared = cleared.checked().map_err(alone)?;
    let checks = examine(&facts, gate, law.numbers, at.legal_day());
    let against = what_keeps_from_signing(&checks, &cleared);
    if against.is_empty() {
        Ok(Event::Prepared { at, by, facts, pack, cleared })
    } else {
        Err(against.into_iter().map(FieldRefusal::from).collect())
    }
}

fn mirrored(elsewhere: Elsewhere, known: HowKnown, at: Moment) -> Result<Event, FieldRefusal> {
    let Elsewhere { right, on, number, content } = elsewhere;
    must(on <= at.legal_day(), "/on", refusals::pledge_day_in_future)?;
    let number = number.as_deref().map(a_number).transpose()?;
    let known = known.checked()?;
    let version = Version { kind: EntryKind::Created, on, number, content, known, recorded_at: at };
    Ok(Event::Mirrored { at, facts: PledgeFacts { right, origin: Origin::Elsewhere }, version })
}

/// The pledge that is decided, by which law and when.
#[derive(Clone, Copy)]
struct Here<'a> {
    state: &'a State,
    law: &'a Law<'a>,
    at: Moment,
}

impl Here<'_> {
    fn decide(self, command: Command) -> Result<Event, FieldRefusal> {
        let at = self.at;
        match command {
            Command::Prepare { .. } | Command::Mirror { .. } => Err(refusals::pledge_exists().into()),
            Command::Submit { by, receipt, on } => {
                self.has_come(on)?;
                Ok(Event::Submitted { at, by, receipt: field(text::a_line(&receipt), "/receipt")?, on })
            }
            Command::NoteDefects { by, note, on } => {
                self.has_come(on)?;
                Ok(Event::DefectsNoted { at, by, note: field(text::a_reason(&note), "/note")?, on })
            }
            Command::Cure { by, on } => {
                self.has_come(on)?;
                Ok(Event::Cured { at, by, on })
            }
            Command::Register { by, number, known, on } => self.registered(by, &number, known, on),
            Command::Refuse { by, ground, reason, notice, on } => {
                self.has_come(on)?;
                let reason = field(text::a_reason(&reason), "/reason")?;
                Ok(Event::Refused { at, by, ground, reason, notice, on, late: self.is_late_on(on)? })
            }
            Command::Amend { number, content, known, on } => self.amended(number.as_deref(), content, known, on),
            Command::Extend { number, until_on, known, on } => self.extended(number.as_deref(), until_on, known, on),
            Command::Release { number, reason, known, on } => {
                let content = self.register()?.last().content.clone();
                let version = self.version(EntryKind::Released, number.as_deref(), content, known, on)?;
                Ok(Event::Released { at, reason, version })
            }
            Command::Abandon { by, reason } => {
                Ok(Event::Abandoned { at, by, reason: field(text::a_reason(&reason), "/reason")? })
            }
        }
    }

    /// A pledge of the platform stands when the office's notice says so, and says what the contract says.
    fn registered(self, by: Id, number: &str, known: HowKnown, on: NaiveDate) -> Result<Event, FieldRefusal> {
        must(matches!(known, HowKnown::Notice { .. }), "/known", refusals::pledge_notice_missing)?;
        let content = self.state.facts().terms().map(Content::of).unwrap_or_default();
        let version = self.version(EntryKind::Created, Some(number), content, known, on)?;
        Ok(Event::Registered { at: self.at, by, version, late: self.is_late_on(on)? })
    }

    fn amended(
        self,
        number: Option<&str>,
        content: Content,
        known: HowKnown,
        on: NaiveDate,
    ) -> Result<Event, FieldRefusal> {
        must(content.amount != Some(Money::ZERO), "/content/amount", refusals::pledge_amount_zero)?;
        must(content != self.register()?.last().content, "/content", refusals::pledge_nothing_changes)?;
        let version = self.version(EntryKind::Amended, number, content, known, on)?;
        Ok(Event::Amended { at: self.at, version })
    }

    fn extended(
        self,
        number: Option<&str>,
        until_on: NaiveDate,
        known: HowKnown,
        on: NaiveDate,
    ) -> Result<Event, FieldRefusal> {
        let last = &self.register()?.last().content;
        let is_longer = last.debt_until_on.is_none_or(|before| before < until_on);
        must(is_longer, "/until_on", refusals::pledge_extension_not_longer)?;
        let content = Content { debt_until_on: Some(until_on), ..last.clone() };
        let version = self.version(EntryKind::Extended, number, content, known, on)?;
        Ok(Event::Extended { at: self.at, version })
    }

    fn version(
        self,
        kind: EntryKind,
        number: Option<&str>,
        content: Content,
        known: HowKnown,
        on: NaiveDate,
    ) -> Result<Version, FieldRefusal> {
        self.has_come(on)?;
        let number = number.map(a_number).transpose()?;
        Ok(Version { kind, on, number, content: content.checked()?, known: known.checked()?, recorded_at: self.at })
    }

    fn register(&self) -> Result<&Register, FieldRefusal> {
        self.state.register().ok_or_else(|| stands_in_the_way(self.state).into())
    }

    /// What is told has happened, and not before the step before it.
    fn has_come(self, on: NaiveDate) -> Result<(), FieldRefusal> {
        must(on <= self.at.legal_day(), "/on", refusals::pledge_day_in_future)?;
        must(last_day(self.state) <= on, "/on", refusals::pledge_day_too_early)
    }

    fn is_late_on(self, on: NaiveDate) -> Result<bool, Refusal> {
        let Some(step) = step(self.state, self.law) else { return Ok(false) };
        Ok(step.due_on(self.law)? < on)
    }
}

/// The day of the step before.
fn last_day(state: &State) -> NaiveDate {
    match state {
        State::PackReady { at, .. } | State::Abandoned { at, .. } => at.legal_day(),
        State::Submitted { defects: Some(defects), .. } => defects.on,
        State::Submitted { complete_on, .. } => *complete_on,
        State::Registered { register, .. } | State::Released { register, .. } => register.last().on,
        State::Refused { on, .. } => *on,
    }
}

fn a_number(raw: &str) -> Result<String, FieldRefusal> {
    field(text::a_line(raw), "/number")
}

fn field<T>(read: Result<T, Refusal>, pointer: &str) -> Result<T, FieldRefusal> {
    read.map_err(|refusal| FieldRefusal::at(pointer, refusal))
}

impl HowKnown {
    fn checked(self) -> Result<Self, FieldRefusal> {
        Ok(match self {
            Self::Notice { file, digest } => {
                Self::Notice { file, digest: field(text::a_digest(&digest), "/known/digest")? }
            }
            Self::RegistryEvent { code } => Self::RegistryEvent { code: field(text::a_line(&code), "/known/code")? },
            Self::Told { person, note } => Self::Told { person, note: field(text::a_reason(&note), "/known/note")? },
        })
    }
}

impl Content {
    fn checked(self) -> Result<Self, FieldRefusal> {
        let line = |raw: Option<String>, pointer: &str| raw.map(|raw| field(text::a_line(&raw), pointer)).transpose();
        Ok(Self {
            pledgor: line(self.pledgor, "/content/pledgor")?,
            pledgee: line(self.pledgee, "/content/pledgee")?,
            ..self
        })
    }
}

impl Cleared {
    /// What was settled says what was seen, and only what can be declared is.
    fn checked(self) -> Result<Self, FieldRefusal> {
        must(
            self.declared.iter().all(|ground| ground.can_be_declared()),
            "/declared",
            refusals::pledge_not_declarable,
        )?;
        let seen = |(ground, raw): (Ground, String)| Ok((ground, field(text::a_reason(&raw), "/settled")?));
        let settled = self.settled.into_iter().map(seen).collect::<Result<_, FieldRefusal>>()?;
        Ok(Self { settled, ..self })
    }
}
