//! What happened to a demand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    BundledRight, CoOwnerConsent, DataPiece, DemandCheck, DemandFacts, Profile, RightKey, Settled, StatedValue, Verdict,
};
use crate::hall::{Id, Moment};

/// What happened to a demand. `by` is a person of the firm, unless something else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum DemandEvent {
    /// The firm began it.
    Drafted { at: Moment, by: Id, firm: Id, facts: DemandFacts, profile: Profile },
    /// It asks for something else, or tells something else of itself.
    Revised { at: Moment, by: Id, facts: DemandFacts, profile: Profile },
    /// A right came into the bundle.
    RightAdded { at: Moment, by: Id, right: BundledRight },
    /// A right was left out.
    RightRemoved { at: Moment, by: Id, right: RightKey },
    /// A right was valued.
    RightValued { at: Moment, by: Id, right: RightKey, value: StatedValue },
    /// A paper of a co-owner was recorded.
    ConsentRecorded { at: Moment, right: RightKey, consent: CoOwnerConsent },
    /// A person of the platform looked at a certificate, as the verdict names.
    DeclarationChecked { at: Moment, right: RightKey, verdict: Verdict },
    /// A person of the platform settled a check.
    CheckSettled { at: Moment, settled: Settled },
    /// Data was attached.
    DataAttached { at: Moment, by: Id, data: DataPiece },
    /// Data was taken away; who was shown it before has seen it.
    DataDetached { at: Moment, by: Id, file: Id },
    /// Banks can take it on; what each check said stands with it.
    Published { at: Moment, by: Id, until_on: NaiveDate, checks: Vec<DemandCheck> },
    /// It is a draft again.
    TakenBack { at: Moment, by: Id },
    /// A bank accepted it.
    Matched { at: Moment, deal: Id, bank: Id },
    /// The deal came to nothing, and banks can take it on again.
    Released { at: Moment, deal: Id },
    /// The money was paid.
    Closed { at: Moment, deal: Id },
    /// The firm gave it up.
    Withdrawn { at: Moment, by: Id, reason: String },
    /// Its last day passed.
    Expired { at: Moment },
}

impl DemandEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Revised { .. } => "revised",
            Self::RightAdded { .. } => "right_added",
            Self::RightRemoved { .. } => "right_removed",
            Self::RightValued { .. } => "right_valued",
            Self::ConsentRecorded { .. } => "consent_recorded",
            Self::DeclarationChecked { .. } => "declaration_checked",
            Self::CheckSettled { .. } => "check_settled",
            Self::DataAttached { .. } => "data_attached",
            Self::DataDetached { .. } => "data_detached",
            Self::Published { .. } => "published",
            Self::TakenBack { .. } => "taken_back",
            Self::Matched { .. } => "matched",
            Self::Released { .. } => "released",
            Self::Closed { .. } => "closed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }

    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Drafted { at, .. }
            | Self::Revised { at, .. }
            | Self::RightAdded { at, .. }
            | Self::RightRemoved { at, .. }
            | Self::RightValued { at, .. }
            | Self::ConsentRecorded { at, .. }
            | Self::DeclarationChecked { at, .. }
            | Self::CheckSettled { at, .. }
            | Self::DataAttached { at, .. }
            | Self::DataDetached { at, .. }
            | Self::Published { at, .. }
            | Self::TakenBack { at, .. }
            | Self::Matched { at, .. }
            | Self::Released { at, .. }
            | Self::Closed { at, .. }
            | Self::Withdrawn { at, .. }
            | Self::Expired { at } => *at,
        }
    }
}
