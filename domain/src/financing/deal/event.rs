//! What happened to a deal, as the journal keeps it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Arrears, Compensation, Contract, DealFacts, DefaultRecord, Disbursement, Disposal, LossShare, NewPledge, Offer,
    Party, RefusalReason, Review, Settlement, Side, Signature, Stamp, StepKind, Valuation, Waiver, WithdrawalReason,
};
use crate::hall::{Id, Moment};

/// What happened to a deal. `late` says that the clock of the step had run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum DealEvent {
    /// The firm put its demand before the bank.
    Published { at: Moment, facts: DealFacts },
    /// The bank is asked to answer.
    Matched { at: Moment },
    /// It takes it on.
    Accepted {
        accepted: Stamp,
        #[serde(default)]
        late: bool,
    },
    /// It does not.
    Refused {
        refused: Stamp,
        reason: RefusalReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        #[serde(default)]
        late: bool,
    },
    /// It looks at firm and rights.
    DueDiligenceBegun { begun: Stamp },
    /// The rights were valued.
    Valued { at: Moment, valuation: Valuation },
    /// Somebody stands beside bank and firm.
    Joined { at: Moment, party: Party },
    /// Somebody left.
    Left { at: Moment, party: Id },
    /// The number of a policy is known.
    PolicyRecorded { at: Moment, insurer: Id, number: String },
    /// It is agreed who bears a loss.
    LossesShared { at: Moment, shares: Vec<LossShare> },
    /// The bank made an offer.
    OfferMade {
        offer: Offer,
        #[serde(default)]
        late: bool,
    },
    /// The firm accepted it.
    OfferAccepted { accepted: Stamp },
    /// A second person approved it.
    Approved {
        approved: Stamp,
        #[serde(default)]
        late: bool,
    },
    /// The contract was drawn up.
    DrawnUp { contract: Contract, pledges: Vec<NewPledge> },
    /// A side signed.
    Signed {
        at: Moment,
        side: Side,
        signature: Signature,
        #[serde(default)]
        late: bool,
    },
    /// A further right is pledged.
    PledgeAdded { at: Moment, pledge: NewPledge },
    /// A right is not pledged after all.
    PledgeDropped { at: Moment, pledge: Id, reason: String },
    /// The office registered a pledge.
    PledgeRegistered {
        at: Moment,
        pledge: Id,
        on: NaiveDate,
        #[serde(default)]
        late: bool,
    },
    /// A pledge no longer stands.
    PledgeReleased {
        at: Moment,
        pledge: Id,
        on: NaiveDate,
        #[serde(default)]
        late: bool,
    },
    /// The bank pays before every pledge is registered.
    Waived { waiver: Waiver },
    /// The money is paid out.
    Disbursed {
        disbursement: Disbursement,
        #[serde(default)]
        late: bool,
    },
    /// The bank looked at the firm.
    Reviewed { review: Review },
    /// The firm did not pay in time.
    FellOverdue { arrears: Arrears },
    /// It paid what was overdue.
    Cured { review: Review },
    /// The loan is bad.
    DefaultDeclared { default: DefaultRecord },
    /// Others paid of the loss.
    Compensated {
        compensation: Compensation,
        #[serde(default)]
        late: bool,
    },
    /// The rights were turned into money.
    Disposed { disposal: Disposal },
    /// The debt is paid.
    Settled {
        settlement: Settlement,
        #[serde(default)]
        late: bool,
    },
    /// Everything is done.
    Closed { closed: Stamp },
    /// The bank does not lend after all.
    Rejected {
        rejected: Stamp,
        reason: RefusalReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// It was given up.
    Withdrawn {
        withdrawn: Stamp,
        reason: WithdrawalReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A clock ended it.
    Expired { at: Moment, undone: StepKind, on: NaiveDate },
}

impl DealEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Published { .. } => "published",
            Self::Matched { .. } => "matched",
            Self::Accepted { .. } => "accepted",
            Self::Refused { .. } => "refused",
            Self::DueDiligenceBegun { .. } => "due_diligence_begun",
            Self::Valued { .. } => "valued",
            Self::Joined { .. } => "joined",
            Self::Left { .. } => "left",
            Self::PolicyRecorded { .. } => "policy_recorded",
            Self::LossesShared { .. } => "losses_shared",
            Self::OfferMade { .. } => "offer_made",
            Self::OfferAccepted { .. } => "offer_accepted",
            Self::Approved { .. } => "approved",
            Self::DrawnUp { .. } => "drawn_up",
            Self::Signed { .. } => "signed",
            Self::PledgeAdded { .. } => "pledge_added",
            Self::PledgeDropped { .. } => "pledge_dropped",
            Self::PledgeRegistered { .. } => "pledge_registered",
            Self::PledgeReleased { .. } => "pledge_released",
            Self::Waived { .. } => "waived",
            Self::Disbursed { .. } => "disbursed",
            Self::Reviewed { .. } => "reviewed",
            Self::FellOverdue { .. } => "fell_overdue",
            Self::Cured { .. } => "cured",
            Self::DefaultDeclared { .. } => "default_declared",
            Self::Compensated { .. } => "compensated",
            Self::Disposed { .. } => "disposed",
            Self::Settled { .. } => "settled",
            Self::Closed { .. } => "closed",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }

    /// When it was written down.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Published { at, .. }
            | Self::Matched { at }
            | Self::Valued { at, .. }
            | Self::Joined { at, .. }
            | Self::Left { at, .. }
            | Self::PolicyRecorded { at, .. }
            | Self::LossesShared { at, .. }
            | Self::Signed { at, .. }
            | Self::PledgeAdded { at, .. }
            | Self::PledgeDropped { at, .. }
            | Self::PledgeRegistered { at, .. }
            | Self::PledgeReleased { at, .. }
            | Self::Expired { at, .. } => *at,
            Self::Accepted { accepted: stamp, .. }
            | Self::Refused { refused: stamp, .. }
            | Self::DueDiligenceBegun { begun: stamp }
            | Self::OfferMade { offer: Offer { made: stamp, .. }, .. }
            | Self::OfferAccepted { accepted: stamp }
            | Self::Approved { approved: stamp, .. }
            | Self::DrawnUp { contract: Contract { drawn_up: stamp, .. }, .. }
            | Self::Waived { waiver: Waiver { stamp, .. } }
            | Self::Disbursed { disbursement: Disbursement { stamp, .. }, .. }
            | Self::Reviewed { review: Review { stamp, .. } }
            | Self::Cured { review: Review { stamp, .. } }
            | Self::FellOverdue { arrears: Arrears { stamp, .. } }
            | Self::DefaultDeclared { default: DefaultRecord { stamp, .. } }
            | Self::Compensated { compensation: Compensation { stamp, .. }, .. }
            | Self::Disposed { disposal: Disposal { stamp, .. } }
            | Self::Settled { settlement: Settlement { stamp, .. }, .. }
            | Self::Closed { closed: stamp }
            | Self::Rejected { rejected: stamp, .. }
            | Self::Withdrawn { withdrawn: stamp, .. } => stamp.at,
        }
    }
}
