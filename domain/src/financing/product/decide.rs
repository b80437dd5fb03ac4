//! What follows from a command to a product.

use super::{
    Offer, ProductCommand as Command, ProductCommandKind as Kind, ProductEvent as Event, ProductState as State,
    refusals, text,
};
use crate::hall::{FieldRefusal, Moment, Refusal};

/// Whether the command may be given at all.
///
/// # Errors
/// The state.
pub fn allowed(state: Option<&State>, kind: Kind) -> Result<(), Refusal> {
    match (state, kind) {
        (None, Kind::Draft) => Ok(()),
        (None, _) => Err(refusals::product_unknown()),
        (Some(_), Kind::Draft) => Err(refusals::product_exists()),
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
        State::Draft { .. } => &[Kind::Revise, Kind::Publish, Kind::Withdraw],
        State::Published { .. } => &[Kind::Revise, Kind::Pause, Kind::Withdraw],
        State::Paused { .. } => &[Kind::Revise, Kind::Resume, Kind::Withdraw],
        State::Withdrawn { .. } => &[],
    }
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Draft { .. } => refusals::product_draft(),
        State::Published { .. } => refusals::product_published(),
        State::Paused { .. } => refusals::product_paused(),
        State::Withdrawn { .. } => refusals::product_withdrawn(),
    }
}

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, or a field of what was sent.
pub fn decide(state: Option<&State>, command: Command, at: Moment) -> Result<Vec<Event>, FieldRefusal> {
    allowed(state, command.kind())?;
    let event = match (state, command) {
        (None, Command::Draft { by, bank, offer }) => Event::Drafted { at, by, bank, offer: offer.checked()? },
        (None, _) => return Err(refusals::product_unknown().into()),
        (Some(state), command) => of_a_known_one(state, command, at)?,
    };
    Ok(vec![event])
}

fn of_a_known_one(state: &State, command: Command, at: Moment) -> Result<Event, FieldRefusal> {
    match command {
        Command::Draft { .. } => Err(refusals::product_exists().into()),
        Command::Revise { by, offer } => revised(state, by, *offer, at),
        Command::Publish { by } => Ok(Event::Published { at, by }),
        Command::Pause { by, reason } => Ok(Event::Paused { at, by, reason: a_reason(&reason)? }),
        Command::Resume { by } => Ok(Event::Resumed { at, by }),
        Command::Withdraw { by, reason } => Ok(Event::Withdrawn { at, by, reason: a_reason(&reason)? }),
    }
}

/// What firms have seen stays what it was: a revision of it is another version. A draft nobody saw stays the first.
fn revised(state: &State, by: crate::hall::Id, offer: Offer, at: Moment) -> Result<Event, FieldRefusal> {
    let offer = offer.checked()?;
    let product = state.product();
    if offer == product.offer {
        return Err(refusals::product_nothing_changes().into());
    }
    let version = match state {
        State::Draft { .. } => Some(product.version),
        State::Published { .. } | State::Paused { .. } | State::Withdrawn { .. } => product.version.checked_add(1),
    };
    let version = version.ok_or_else(refusals::product_versions_used_up)?;
    Ok(Event::Revised { at, by, version, offer })
}

fn a_reason(raw: &str) -> Result<String, FieldRefusal> {
    text::a_line(raw, 500, "/reason", refusals::product_reason)
}
