//! The one table of what may be done in which state. `decide` asks it first, and so does [`possible`].

use super::{Collateral, Contract, Course, DealCommandKind as Kind, DealState as State, Law, Party, refusals, steps};
use crate::hall::{Moment, Refusal};

/// Whether the command may be given at all: what stands in the way here stands in the way of every such command, whatever
/// it says.
///
/// # Errors
/// The state, the calendar, or what is lacking.
pub fn allowed(state: Option<&State>, kind: Kind, law: &Law<'_>, moment: Moment) -> Result<(), Refusal> {
    let state = match (state, kind) {
        (None, Kind::Publish) => return Ok(()),
        (None, _) => return Err(refusals::deal_unknown()),
        (Some(_), Kind::Publish) => return Err(refusals::deal_exists()),
        (Some(state), _) => state,
    };
    match (steps::lapsed(state, law, moment.legal_day())?, kind) {
        (Some(_), Kind::Lapse) => return Ok(()),
        (None, Kind::Lapse) => return Err(refusals::deal_nothing_lapsed()),
        (Some(lapsed), _) if lapsed.undone == steps::StepKind::AcceptOffer => {
            return Err(refusals::deal_offer_expired());
        }
        (Some(_), _) => return Err(refusals::deal_lapsed()),
        (None, _) => {}
    }
    if !taken_in(state).contains(&kind) {
        return Err(stands_in_the_way(state));
    }
    nothing_else_is_lacking(state, kind, moment)
}

/// The commands that are possible now, by name.
#[must_use]
pub fn possible(state: &State, law: &Law<'_>, moment: Moment) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind, law, moment).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

/// The refusal that names the state.
pub(super) fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Published { .. } => refusals::deal_published(),
        State::Matched { .. } => refusals::deal_matched(),
        State::Accepted { .. } => refusals::deal_accepted(),
        State::Refused { .. } => refusals::deal_refused(),
        State::DueDiligence { .. } => refusals::deal_due_diligence(),
        State::Offered { .. } => refusals::deal_offered(),
        State::OfferAccepted { .. } => refusals::deal_offer_accepted(),
        State::Approved { .. } => refusals::deal_approved(),
        State::Contracting { .. } => refusals::deal_contracting(),
        State::Registering { .. } => refusals::deal_registering(),
        State::Disbursed { .. } => refusals::deal_disbursed(),
        State::Monitored { .. } => refusals::deal_monitored(),
        State::Overdue { .. } => refusals::deal_overdue(),
        State::Default { .. } => refusals::deal_default(),
        State::Compensated { .. } => refusals::deal_compensated(),
        State::Disposed { .. } => refusals::deal_disposed(),
        State::Settled { .. } => refusals::deal_settled(),
        State::Closed { .. } => refusals::deal_closed(),
        State::Rejected { .. } => refusals::deal_rejected(),
        State::Withdrawn { .. } => refusals::deal_withdrawn(),
        State::Expired { .. } => refusals::deal_expired(),
    }
}

/// The commands that a state takes, apart from `publish` and `lapse`.
const fn taken_in(state: &State) -> &'static [Kind] {
    use Kind as K;
    match state {
        State::Published { .. } => &[K::Match, K::Withdraw],
        State::Matched { .. } => &[K::Accept, K::Refuse, K::Withdraw],
        State::Accepted { .. } => {
            &[K::BeginDueDiligence, K::Join, K::Leave, K::RecordPolicy, K::ShareLosses, K::Reject, K::Withdraw]
        }
        State::DueDiligence { .. } => &[
            K::RecordValuation,
            K::Join,
            K::Leave,
            K::RecordPolicy,
            K::ShareLosses,
            K::MakeOffer,
            K::Reject,
            K::Withdraw,
        ],
        State::Offered { .. } => {
            &[K::Join, K::Leave, K::RecordPolicy, K::ShareLosses, K::MakeOffer, K::AcceptOffer, K::Withdraw]
        }
        State::OfferAccepted { .. } => {
            &[K::Join, K::Leave, K::RecordPolicy, K::ShareLosses, K::Approve, K::Reject, K::Withdraw]
        }
        State::Approved { .. } => &[K::RecordPolicy, K::DrawUp, K::Withdraw],
        State::Contracting { .. } => &[K::RecordPolicy, K::DrawUp, K::Sign, K::Withdraw],
        State::Registering { .. } => &[
            K::RecordPolicy,
            K::AddPledge,
            K::DropPledge,
            K::NoteRegistered,
            K::NoteReleased,
            K::Waive,
            K::Disburse,
            K::Withdraw,
        ],
        // A pledgor may be asked for further security (民法典第四百三十三条).
        State::Disbursed { .. } | State::Monitored { .. } => {
            &[K::AddPledge, K::DropPledge, K::NoteRegistered, K::NoteReleased, K::Review, K::FallOverdue, K::Settle]
        }
        State::Overdue { .. } => {
            &[K::AddPledge, K::DropPledge, K::NoteRegistered, K::NoteReleased, K::Cure, K::DeclareDefault, K::Settle]
        }
        State::Default { .. } => &[K::NoteRegistered, K::NoteReleased, K::Compensate, K::Dispose, K::Settle],
        State::Compensated { .. } => &[K::NoteRegistered, K::NoteReleased, K::Dispose, K::Settle],
        State::Disposed { .. } | State::Settled { .. } => &[K::NoteRegistered, K::NoteReleased, K::Close],
        State::Refused { .. }
        | State::Closed { .. }
        | State::Rejected { .. }
        | State::Withdrawn { .. }
        | State::Expired { .. } => &[],
    }
}

/// What the state alone does not say.
fn nothing_else_is_lacking(state: &State, kind: Kind, moment: Moment) -> Result<(), Refusal> {
    let course = state.course();
    match (kind, state) {
        (Kind::MakeOffer, _) => an_offer_can_be_made(state, moment),
        (Kind::AcceptOffer, _) if steps::is_sealed(state, moment) => Err(refusals::deal_offers_sealed()),
        (Kind::DrawUp, State::Contracting { agreement, .. }) => nobody_signed(&agreement.contract),
        (Kind::Waive, State::Registering { collateral, .. }) => something_can_be_waived(collateral),
        (Kind::Disburse, State::Registering { collateral, .. }) => the_money_is_secured(course, collateral),
        (Kind::Compensate, _) if !course.others_bear_losses() => Err(refusals::deal_losses_not_shared()),
        // Who gives up has the pledges released first, and a debt that ended leaves none standing (民法典第三百九十三条).
        (Kind::Withdraw | Kind::Close, _) if state.collateral().is_some_and(Collateral::any_stands) => {
            Err(refusals::deal_pledge_stands())
        }
        _ => Ok(()),
    }
}

/// Offers are made on what the rights are worth, and before the day on which all are opened. One that is open stays as it
/// is up to its last day (民法典第四百七十六条).
fn an_offer_can_be_made(state: &State, moment: Moment) -> Result<(), Refusal> {
    let course = state.course();
    if course.valuations.is_empty() {
        Err(refusals::deal_valuation_missing())
    } else if course.facts.offers_open_on.is_some_and(|open_on| open_on <= moment.legal_day()) {
        Err(refusals::deal_offers_opened())
    } else if matches!(state, State::Offered { .. }) && !steps::is_sealed(state, moment) {
        Err(refusals::deal_offer_irrevocable())
    } else {
        Ok(())
    }
}

/// What one has signed is not drawn up anew.
fn nobody_signed(contract: &Contract) -> Result<(), Refusal> {
    let signed = contract.bank.is_some() || contract.firm.is_some();
    if signed { Err(refusals::deal_contract_signed()) } else { Ok(()) }
}

fn something_can_be_waived(collateral: &Collateral) -> Result<(), Refusal> {
    if collateral.waiver.is_some() {
        Err(refusals::deal_waived())
    } else if collateral.is_registered() {
        Err(refusals::deal_nothing_to_waive())
    } else {
        Ok(())
    }
}

/// The right of pledge arises on registration (民法典第四百四十四条): no money before, unless a person of the bank said so.
fn the_money_is_secured(course: &Course, collateral: &Collateral) -> Result<(), Refusal> {
    if collateral.waiver.is_none() && !collateral.is_registered() {
        Err(refusals::deal_pledges_unregistered())
    } else if course.parties.iter().any(Party::lacks_its_policy) {
        Err(refusals::deal_policy_missing())
    } else {
        Ok(())
    }
}
