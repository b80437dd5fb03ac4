//! Where a deal stands. A state carries what is true in it; the [`Course`] carries what leads through all of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Agreement, Arrears, BadLoan, Collateral, Contract, Course, DealFacts, Disposal, Ending, Loan, Offer, RefusalReason,
    Review, Settlement, Stamp, StepKind, WithdrawalReason,
};
use crate::financing::money::Money;
use crate::hall::Moment;

/// Where a deal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "most fields are what their types say")]
pub enum DealState {
    /// The firm put its demand before the bank 已发布.
    Published { course: Course },
    /// The demand meets the product, and the bank is to answer 已匹配.
    Matched {
        course: Course,
        /// Since when.
        at: Moment,
    },
    /// The bank takes it on 已受理.
    Accepted { course: Course, accepted: Stamp },
    /// The bank does not 已拒绝.
    Refused {
        course: Course,
        refused: Stamp,
        reason: RefusalReason,
        /// What is said besides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The bank looks at firm and rights 尽职调查.
    DueDiligence { course: Course, accepted: Stamp },
    /// The bank made an offer 已报价; sealed until the firm's opening day.
    Offered { course: Course, offer: Offer },
    /// The firm accepted it 已接受报价.
    OfferAccepted { course: Course, offer: Offer, accepted: Stamp },
    /// A second person of the bank approved it 已审批.
    Approved { course: Course, offer: Offer, accepted: Stamp, approved: Stamp },
    /// The contract is drawn up, and one or both have not signed 签约中.
    Contracting { course: Course, agreement: Agreement, collateral: Collateral },
    /// Both signed; the pledges are being registered 登记中.
    Registering { course: Course, agreement: Agreement, collateral: Collateral },
    /// The money is paid out 已放款.
    Disbursed { course: Course, loan: Box<Loan> },
    /// The bank looks after it 贷后管理.
    Monitored {
        course: Course,
        loan: Box<Loan>,
        /// The last look.
        review: Review,
    },
    /// The firm did not pay in time 已逾期.
    Overdue { course: Course, loan: Box<Loan>, arrears: Arrears },
    /// The loan is bad 已不良.
    Default { course: Course, loan: Box<Loan>, bad: BadLoan },
    /// Others paid their parts of the loss 已代偿.
    Compensated { course: Course, loan: Box<Loan>, bad: BadLoan },
    /// The rights were turned into money 已处置.
    Disposed { course: Course, loan: Box<Loan>, bad: BadLoan, disposal: Disposal },
    /// The debt is paid 已结清.
    Settled { course: Course, loan: Box<Loan>, settlement: Settlement },
    /// Everything is done, and no pledge stands any more 已办结.
    Closed { course: Course, loan: Box<Loan>, ending: Ending, closed: Stamp },
    /// The bank took it on and does not lend 已否决.
    Rejected {
        course: Course,
        rejected: Stamp,
        reason: RefusalReason,
        /// What is said besides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// It was given up 已撤回.
    Withdrawn {
        course: Course,
        withdrawn: Stamp,
        reason: WithdrawalReason,
        /// What is said besides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// What had to be done by a day was not 已过期.
    Expired {
        course: Course,
        /// What was waited for.
        undone: StepKind,
        /// The first day after the last one.
        on: NaiveDate,
    },
}

impl DealState {
    /// What leads through the deal.
    #[must_use]
    pub const fn course(&self) -> &Course {
        match self {
            Self::Published { course }
            | Self::Matched { course, .. }
            | Self::Accepted { course, .. }
            | Self::Refused { course, .. }
            | Self::DueDiligence { course, .. }
            | Self::Offered { course, .. }
            | Self::OfferAccepted { course, .. }
            | Self::Approved { course, .. }
            | Self::Contracting { course, .. }
            | Self::Registering { course, .. }
            | Self::Disbursed { course, .. }
            | Self::Monitored { course, .. }
            | Self::Overdue { course, .. }
            | Self::Default { course, .. }
            | Self::Compensated { course, .. }
            | Self::Disposed { course, .. }
            | Self::Settled { course, .. }
            | Self::Closed { course, .. }
            | Self::Rejected { course, .. }
            | Self::Withdrawn { course, .. }
            | Self::Expired { course, .. } => course,
        }
    }

    /// The same, to be changed.
    pub(super) const fn course_mut(&mut self) -> &mut Course {
        match self {
            Self::Published { course }
            | Self::Matched { course, .. }
            | Self::Accepted { course, .. }
            | Self::Refused { course, .. }
            | Self::DueDiligence { course, .. }
            | Self::Offered { course, .. }
            | Self::OfferAccepted { course, .. }
            | Self::Approved { course, .. }
            | Self::Contracting { course, .. }
            | Self::Registering { course, .. }
            | Self::Disbursed { course, .. }
            | Self::Monitored { course, .. }
            | Self::Overdue { course, .. }
            | Self::Default { course, .. }
            | Self::Compensated { course, .. }
            | Self::Disposed { course, .. }
            | Self::Settled { course, .. }
            | Self::Closed { course, .. }
            | Self::Rejected { course, .. }
            | Self::Withdrawn { course, .. }
            | Self::Expired { course, .. } => course,
        }
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Published { .. } => "published",
            Self::Matched { .. } => "matched",
            Self::Accepted { .. } => "accepted",
            Self::Refused { .. } => "refused",
            Self::DueDiligence { .. } => "due_diligence",
            Self::Offered { .. } => "offered",
            Self::OfferAccepted { .. } => "offer_accepted",
            Self::Approved { .. } => "approved",
            Self::Contracting { .. } => "contracting",
            Self::Registering { .. } => "registering",
            Self::Disbursed { .. } => "disbursed",
            Self::Monitored { .. } => "monitored",
            Self::Overdue { .. } => "overdue",
            Self::Default { .. } => "default",
            Self::Compensated { .. } => "compensated",
            Self::Disposed { .. } => "disposed",
            Self::Settled { .. } => "settled",
            Self::Closed { .. } => "closed",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }

    /// What the deal is about.
    #[must_use]
    pub const fn facts(&self) -> &DealFacts {
        &self.course().facts
    }

    /// The loan, from the disbursement on.
    #[must_use]
    pub fn loan(&self) -> Option<&Loan> {
        match self {
            Self::Disbursed { loan, .. }
            | Self::Monitored { loan, .. }
            | Self::Overdue { loan, .. }
            | Self::Default { loan, .. }
            | Self::Compensated { loan, .. }
            | Self::Disposed { loan, .. }
            | Self::Settled { loan, .. }
            | Self::Closed { loan, .. } => Some(loan),
            Self::Published { .. }
            | Self::Matched { .. }
            | Self::Accepted { .. }
            | Self::Refused { .. }
            | Self::DueDiligence { .. }
            | Self::Offered { .. }
            | Self::OfferAccepted { .. }
            | Self::Approved { .. }
            | Self::Contracting { .. }
            | Self::Registering { .. }
            | Self::Rejected { .. }
            | Self::Withdrawn { .. }
            | Self::Expired { .. } => None,
        }
    }

    /// What secures it, from the contract on.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "of every other state its loan says it")]
    pub fn collateral(&self) -> Option<&Collateral> {
        match self {
            Self::Contracting { collateral, .. } | Self::Registering { collateral, .. } => Some(collateral),
            other => other.loan().map(|loan| &loan.collateral),
        }
    }

    /// The same, to be changed.
    pub(super) const fn collateral_mut(&mut self) -> Option<&mut Collateral> {
        match self {
            Self::Contracting { collateral, .. } | Self::Registering { collateral, .. } => Some(collateral),
            Self::Disbursed { loan, .. }
            | Self::Monitored { loan, .. }
            | Self::Overdue { loan, .. }
            | Self::Default { loan, .. }
            | Self::Compensated { loan, .. }
            | Self::Disposed { loan, .. }
            | Self::Settled { loan, .. }
            | Self::Closed { loan, .. } => Some(&mut loan.collateral),
            Self::Published { .. }
            | Self::Matched { .. }
            | Self::Accepted { .. }
            | Self::Refused { .. }
            | Self::DueDiligence { .. }
            | Self::Offered { .. }
            | Self::OfferAccepted { .. }
            | Self::Approved { .. }
            | Self::Rejected { .. }
            | Self::Withdrawn { .. }
            | Self::Expired { .. } => None,
        }
    }

    /// The contract, drawn up or signed.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "of every other state its loan says it")]
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Self::Contracting { agreement, .. } | Self::Registering { agreement, .. } => Some(&agreement.contract),
            other => other.loan().map(|loan| &loan.agreement.contract),
        }
    }

    /// The bank's offer, from when it was made on, whoever may see it.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "of every other state its loan says it")]
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Offered { offer, .. } | Self::OfferAccepted { offer, .. } | Self::Approved { offer, .. } => {
                Some(offer)
            }
            Self::Contracting { agreement, .. } | Self::Registering { agreement, .. } => Some(&agreement.offer),
            other => other.loan().map(|loan| &loan.agreement.offer),
        }
    }

    /// The principal that is not paid back, as far as the bank has told: of a bad loan what it said, of another one all that
    /// was paid out; `None`: no money was paid, or the debt is paid.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "of every other state its loan says it")]
    pub fn outstanding(&self) -> Option<Money> {
        match self {
            Self::Default { bad, .. } | Self::Compensated { bad, .. } | Self::Disposed { bad, .. } => {
                Some(bad.default.outstanding)
            }
            Self::Settled { .. } | Self::Closed { .. } => None,
            other => other.loan().map(|loan| loan.disbursement.amount),
        }
    }

    /// Whether the demand is this deal's and no other's: from the firm's acceptance of the offer on, unless the deal came to
    /// nothing before the money.
    #[must_use]
    pub fn holds_its_demand(&self) -> bool {
        let before_the_money = matches!(
            self,
            Self::OfferAccepted { .. } | Self::Approved { .. } | Self::Contracting { .. } | Self::Registering { .. }
        );
        before_the_money || self.loan().is_some()
    }

    /// Whether the offer is still sealed as it was made: the firm's opening day lay ahead.
    #[must_use]
    pub fn was_made_sealed(&self) -> bool {
        matches!(self, Self::Offered { offer, .. } if !offers_are_open(self.facts(), offer.made.at))
    }

    /// Why the bank refused or rejected.
    #[must_use]
    pub const fn refused_for(&self) -> Option<RefusalReason> {
        if let Self::Refused { reason, .. } | Self::Rejected { reason, .. } = self { Some(*reason) } else { None }
    }

    /// Whether nothing more happens.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Closed { .. }
                | Self::Rejected { .. }
                | Self::Withdrawn { .. }
                | Self::Expired { .. }
        )
    }
}

/// The offer, where the firm may see it: all offers are opened together on the firm's day, and an accepted one was open.
#[must_use]
pub fn visible_offer(state: &DealState, moment: Moment) -> Option<&Offer> {
    state.offer().filter(|_| !matches!(state, DealState::Offered { .. }) || offers_are_open(state.facts(), moment))
}

/// Whether the firm's opening day has come.
pub(super) fn offers_are_open(facts: &DealFacts, moment: Moment) -> bool {
    facts.offers_open_on.is_none_or(|open_on| open_on <= moment.legal_day())
}
