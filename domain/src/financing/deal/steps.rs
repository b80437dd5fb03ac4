//! The one clock that runs in a state: for what, against whom, and what being late does.

use chrono::NaiveDate;

use super::state::offers_are_open;
use super::{Agreement, Collateral, DealState as State, Law, Loan, Offer, Step, Whose};
use crate::calendar::{Late, Period, Roll, Unit};
use crate::hall::{Moment, Refusal, coded};

/// The clock of the bank's answer.
pub(in crate::financing) const BANK_ANSWER: &str = "financing.bank_answer";
/// From the acceptance to the offer.
pub(in crate::financing) const DUE_DILIGENCE: &str = "financing.due_diligence";
/// From the firm's acceptance to the second person's word.
pub(in crate::financing) const APPROVAL: &str = "financing.approval";
/// From there to both signatures.
pub(in crate::financing) const CONTRACT: &str = "financing.contract";
/// From the contract to the registration of every pledge.
pub(in crate::financing) const REGISTRATION: &str = "financing.registration";
/// From there to the money.
pub(in crate::financing) const DISBURSEMENT: &str = "financing.disbursement";
/// From the recognition of a default to the claim against those who bear a part of it.
pub(in crate::financing) const COMPENSATION_CLAIM: &str = "financing.compensation_claim";
/// From the end of the debt to the release of the pledges.
pub(in crate::financing) const RELEASE: &str = "financing.release";

coded! {
    /// For what a clock of a deal runs.
    StepKind {
        /// The bank answers.
        Answer = "answer" / "银行答复",
        /// The bank looks at firm and rights, and offers.
        DueDiligence = "due_diligence" / "尽职调查与报价",
        /// The firm accepts the offer.
        AcceptOffer = "accept_offer" / "接受报价",
        /// A second person of the bank approves.
        Approve = "approve" / "审批",
        /// Both sign.
        Contract = "contract" / "签订合同",
        /// Both have the pledges registered.
        Register = "register" / "办理质押登记",
        /// The bank pays.
        Disburse = "disburse" / "放款",
        /// The firm pays back.
        Repay = "repay" / "还款",
        /// The bank claims from those who bear a part of the loss.
        Claim = "claim" / "申请补偿",
        /// The bank has the pledges released.
        Release = "release" / "解除质押",
    }
}

/// The one clock that runs now; `None`: none does.
#[must_use]
pub fn step(state: &State, law: &Law<'_>) -> Option<Step<StepKind>> {
    use StepKind as K;
    let by_rule = |kind, whose, id, start_on| Step::by_rule(kind, whose, id, start_on, law);
    match state {
        State::Matched { at, .. } => by_rule(K::Answer, Whose::Bank, BANK_ANSWER, at.legal_day()),
        State::Accepted { accepted, .. } | State::DueDiligence { accepted, .. } => {
            by_rule(K::DueDiligence, Whose::Bank, DUE_DILIGENCE, accepted.at.legal_day())
        }
        State::Offered { course, offer } => Some(acceptance(offer, course.facts.offers_open_on)),
        State::OfferAccepted { accepted, .. } => by_rule(K::Approve, Whose::Bank, APPROVAL, accepted.at.legal_day()),
        State::Approved { approved, .. } => by_rule(K::Contract, Whose::Both, CONTRACT, approved.at.legal_day()),
        State::Contracting { agreement, .. } => {
            by_rule(K::Contract, Whose::Both, CONTRACT, agreement.approved.at.legal_day())
        }
        State::Registering { agreement, collateral, .. } => to_the_money(agreement, collateral, law),
        State::Disbursed { loan, .. } | State::Monitored { loan, .. } | State::Overdue { loan, .. } => {
            Some(repayment(loan))
        }
        State::Default { course, bad, .. } if course.others_bear_losses() => {
            by_rule(K::Claim, Whose::Bank, COMPENSATION_CLAIM, bad.default.on)
        }
        State::Disposed { loan, disposal, .. } => release(loan, disposal.on, law),
        State::Settled { loan, settlement, .. } => release(loan, settlement.on, law),
        State::Published { .. }
        | State::Refused { .. }
        | State::Default { .. }
        | State::Compensated { .. }
        | State::Closed { .. }
        | State::Rejected { .. }
        | State::Withdrawn { .. }
        | State::Expired { .. } => None,
    }
}

/// The last day of the loan, on which all of it is to be paid back.
///
/// # Errors
/// What keeps the day from being computed: `calendar.…`.
pub fn matures_on(loan: &Loan, law: &Law<'_>) -> Result<NaiveDate, Refusal> {
    repayment(loan).due_on(law)
}

/// A clock that has ended the deal by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lapsed {
    /// What should have been done.
    pub undone: StepKind,
    /// The last day on which it would have been in time.
    pub due_on: NaiveDate,
}

/// The clock that has ended the deal, whether or not that was shown yet.
///
/// # Errors
/// What keeps the day from being computed: `calendar.…`.
pub(super) fn lapsed(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<Option<Lapsed>, Refusal> {
    let Some(step) = step(state, law).filter(|step| step.late == Late::Lapses) else { return Ok(None) };
    let due_on = step.due_on(law)?;
    Ok((due_on < today).then_some(Lapsed { undone: step.kind, due_on }))
}

/// Whether what is done on a day comes after the clock that runs; `None`: it does, and the clock says that it is not taken.
///
/// # Errors
/// What keeps the day from being computed: `calendar.…`.
pub(super) fn taken_as_late(state: &State, law: &Law<'_>, day: NaiveDate) -> Result<Option<bool>, Refusal> {
    let Some(step) = step(state, law) else { return Ok(Some(false)) };
    let is_late = step.due_on(law)? < day;
    Ok(if is_late && step.late == Late::Refused { None } else { Some(is_late) })
}

/// An offer can be accepted from the day on which it is open up to the day that it names (民法典第四百八十一条).
pub(super) fn acceptance(offer: &Offer, open_on: Option<NaiveDate>) -> Step<StepKind> {
    let made_on = offer.made.at.legal_day();
    let start_on = open_on.map_or(made_on, |open_on| open_on.max(made_on));
    Step::until(StepKind::AcceptOffer, Whose::Firm, start_on, offer.terms.expires_on, Late::Lapses)
}

fn to_the_money(agreement: &Agreement, collateral: &Collateral, law: &Law<'_>) -> Option<Step<StepKind>> {
    let signed_on = agreement.contract.signed_on()?;
    match collateral.free_on() {
        Some(free_on) => Step::by_rule(StepKind::Disburse, Whose::Bank, DISBURSEMENT, free_on.max(signed_on), law),
        None => Step::by_rule(StepKind::Register, Whose::Both, REGISTRATION, signed_on, law),
    }
}

/// The whole loan runs from the day of the money for the months of the offer.
fn repayment(loan: &Loan) -> Step<StepKind> {
    let period = Period { unit: Unit::Months, length: loan.agreement.offer.terms.term_months, roll: Roll::None };
    Step::agreed(StepKind::Repay, Whose::Firm, loan.disbursement.on, period, Late::AcceptedLate)
}

fn release(loan: &Loan, start_on: NaiveDate, law: &Law<'_>) -> Option<Step<StepKind>> {
    let step = || Step::by_rule(StepKind::Release, Whose::Bank, RELEASE, start_on, law);
    loan.collateral.any_stands().then(step).flatten()
}

/// Whether the offer is still sealed.
pub(super) fn is_sealed(state: &State, moment: Moment) -> bool {
    matches!(state, State::Offered { .. }) && !offers_are_open(state.facts(), moment)
}
