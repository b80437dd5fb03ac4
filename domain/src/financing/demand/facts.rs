//! What a demand asks for, and everything it holds.

use serde::{Deserialize, Serialize};

use super::{BundledRight, DataPiece, DemandCheckId, Profile, RightKey, Settled, refusals};
use crate::financing::money::Money;
use crate::financing::product::{LARGEST_LOAN_FEN, LONGEST_TERM, Purpose, text};
use crate::hall::{FieldRefusal, Id, must};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandFacts {
    /// How much.
    pub amount: Money,
    /// For how many months: 1 to 360.
    pub term_months: u16,
    /// What for.
    pub purpose: Purpose,
    /// By what name the firm's own system knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_reference: Option<String>,
}

/// A demand as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Whose it is; it never changes.
    pub firm: Id,
    /// What is asked for.
    pub facts: DemandFacts,
    /// What is known of the firm.
    #[serde(default)]
    pub profile: Profile,
    /// The bundle, in the firm's order.
    #[serde(default)]
    pub rights: Vec<BundledRight>,
    /// What persons of the platform settled.
    #[serde(default)]
    pub settled: Vec<Settled>,
    /// What the firm shows to banks that it consents to.
    #[serde(default)]
    pub data: Vec<DataPiece>,
}

impl DemandFacts {
    /// The facts as they are kept.
    pub(super) fn checked(self) -> Result<Self, FieldRefusal> {
        let within = self.amount > Money::ZERO && self.amount.fen() <= LARGEST_LOAN_FEN;
        must(within, "/amount", refusals::demand_amount)?;
        must((1..=LONGEST_TERM).contains(&self.term_months), "/term_months", refusals::demand_term)?;
        let reference = |raw: String| text::a_line(&raw, 100, "/client_reference", refusals::demand_client_reference);
        let client_reference = self.client_reference.map(reference).transpose()?;
        Ok(Self { client_reference, ..self })
    }
}

impl Demand {
    /// The right of the bundle that is known by this key.
    #[must_use]
    pub fn right(&self, key: &RightKey) -> Option<&BundledRight> {
        self.rights.iter().find(|right| right.key == *key)
    }

    /// What a person settled of a right.
    #[must_use]
    pub fn settled(&self, right: &RightKey, check: DemandCheckId) -> Option<&Settled> {
        self.settled.iter().find(|settled| settled.right == *right && settled.check == check)
    }
}
