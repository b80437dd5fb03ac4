//! What leads through a deal, whatever its state: the facts, those who stand beside it, the shares of a loss, the valuations.

use serde::{Deserialize, Serialize};

use super::{DealFacts, LossShare, Party, Valuation};
use crate::hall::{Id, Moment};

/// What leads through a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// What it is about.
    pub facts: DealFacts,
    /// Who stands beside bank and firm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Who bears which part of a loss; empty: the bank bears all of it. Otherwise they make a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<LossShare>,
    /// What the rights were found to be worth, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub valuations: Vec<Valuation>,
    /// When the bank was asked; `None`: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_at: Option<Moment>,
    /// When it answered, by taking the demand on or by refusing it; `None`: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Moment>,
}

impl Course {
    /// A deal at its beginning.
    pub(super) const fn new(facts: DealFacts) -> Self {
        Self {
            facts,
            parties: Vec::new(),
            losses: Vec::new(),
            valuations: Vec::new(),
            matched_at: None,
            answered_at: None,
        }
    }

    /// The same, with when the bank was asked.
    pub(super) const fn matched(mut self, at: Moment) -> Self {
        self.matched_at = Some(at);
        self
    }

    /// The same, with when the bank answered.
    pub(super) const fn answered(mut self, at: Moment) -> Self {
        self.answered_at = Some(at);
        self
    }

    /// Whether somebody else than the bank bears a part of a loss.
    #[must_use]
    pub fn others_bear_losses(&self) -> bool {
        self.losses.iter().any(|share| share.bearer != self.facts.bank)
    }

    /// A party leaves. The shares of a loss fall with it, and so does who answers to it alone.
    pub(super) fn leave(&mut self, id: Id) {
        let answers_to_it =
            |party: &Party| matches!(party, Party::CounterGuarantor { guarantor, .. } if *guarantor == id);
        self.parties.retain(|party| party.id() != Some(id) && !answers_to_it(party));
        self.losses.clear();
    }

    /// The number of an insurer's policy is known.
    pub(super) fn policy_is_written(&mut self, insurer: Id, number: &str) {
        for party in &mut self.parties {
            if let Party::Insurer { organisation, policy_number } = party
                && *organisation == insurer
            {
                *policy_number = Some(number.to_owned());
            }
        }
    }
}
