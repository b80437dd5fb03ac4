//! Everything for which the office would refuse, asked before anyone signs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::said;
use super::{Ground, PledgeFacts, PledgeGate, PledgeState, PledgeTerms, refusals};
use crate::financing::FinancingNumbersByDay;
use crate::financing::demand::said::{self as asked_of_demands, Said};
use crate::hall::Answer;
use crate::hall::Refusal;

/// What the parties and a person said to what the checks left open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cleared {
    /// What a person settled, having looked, with what was seen.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub settled: BTreeMap<Ground, String>,
    /// With what the parties, told of it, declared to go on.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub declared: BTreeSet<Ground>,
}

/// What one check says, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeCheck {
    /// For which ground it asks.
    pub ground: Ground,
    /// `Yes`: the ground is not there.
    pub answer: Answer,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
    /// By what code the list of the kind knows the ground.
    pub listed_as: Option<&'static str>,
    /// The rule.
    pub basis: Option<&'static str>,
}

/// Every ground that is asked of a right of this kind, in the order of the list.
#[must_use]
pub fn examine(
    facts: &PledgeFacts,
    gate: &PledgeGate,
    numbers: &FinancingNumbersByDay,
    today: NaiveDate,
) -> Vec<PledgeCheck> {
    let kind = facts.right.kind;
    let most = numbers.on(today).pledges_at_once(kind);
    let asked = Ground::ALL.iter().copied().filter(|ground| ground.is_asked_of(kind));
    asked
        .map(|ground| {
            let (answer, zh, en) = asked_of(ground, facts, gate, most);
            PledgeCheck { ground, answer, zh, en, listed_as: ground.listed_as(kind), basis: ground.basis(kind) }
        })
        .collect()
}

/// Why these papers cannot be signed; nothing: they can. Who prepared them, settled and declared has said so in `cleared`.
#[must_use]
pub fn what_keeps_from_signing(checks: &[PledgeCheck], cleared: &Cleared) -> Vec<Refusal> {
    checks.iter().filter_map(|check| check.keeps_from_signing(cleared)).collect()
}

/// Whether the contract over a pledge can be signed: its pack is ready, and nothing has come up since.
///
/// # Errors
/// The state of the pledge, or the first ground for which the office would refuse.
pub fn may_be_signed(
    state: &PledgeState,
    gate: &PledgeGate,
    numbers: &FinancingNumbersByDay,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let PledgeState::PackReady { facts, cleared, .. } = state else { return Err(refusals::pledge_pack_not_ready()) };
    let checks = examine(facts, gate, numbers, today);
    what_keeps_from_signing(&checks, cleared).into_iter().next().map_or(Ok(()), Err)
}

impl PledgeCheck {
    fn keeps_from_signing(&self, cleared: &Cleared) -> Option<Refusal> {
        let refusal = match self.answer {
            Answer::Yes => return None,
            Answer::NeedsPerson if cleared.settled.contains_key(&self.ground) => return None,
            Answer::NeedsPerson => refusals::pledge_needs_person(),
            Answer::No if self.ground.can_be_declared() && cleared.declared.contains(&self.ground) => return None,
            Answer::No => self.ground.refusal(),
        };
        let code = self.listed_as.map_or_else(String::new, |code| format!("（{code}）"));
        let code_en = self.listed_as.map_or_else(String::new, |code| format!(" ({code})"));
        let zh = format!("{}{code}：{}", refusal.zh, self.zh);
        let en = format!("{}{code_en}: {}", refusal.en, self.en);
        let said = Refusal::new(refusal.code, zh, en);
        Some(match self.basis {
            Some(basis) => said.with_basis(basis),
            None => said,
        })
    }
}

fn asked_of(ground: Ground, facts: &PledgeFacts, gate: &PledgeGate, most: u32) -> Said {
    let right = &gate.right;
    let until_on = facts.terms().map(|terms: &PledgeTerms| terms.debt_until_on);
    match ground {
        Ground::NotOwner => said::the_pledgor_owns_it(gate),
        Ground::Ended => said::it_has_not_ended(right.standing),
        Ground::NotGranted => said::it_is_granted(right.standing),
        Ground::FeeUnpaid => said::its_fee_is_paid(gate.annual_fee_paid),
        Ground::Preserved => asked_of_demands::no_court_preserves_it(right.seized),
        Ground::Disputed => asked_of_demands::nobody_disputes_it(&right.dispute),
        Ground::DebtOutlivesRight => said::it_outlives_the_debt(facts.right.kind, right.ends_on, until_on),
        Ground::ContractLacks => said::the_contract_says_all(facts.terms().is_some()),
        Ground::CoOwnerConsentMissing => said::its_co_owners_agree(gate),
        Ground::AlreadyPledged => asked_of_demands::it_can_be_pledged(right.pledges, most),
        Ground::SameDayInvention => said::no_invention_stands_beside_it(gate.same_day_invention),
        Ground::InvalidationStarted => said::nobody_asks_for_its_invalidation(gate.invalidation_started),
        Ground::SimilarMarksLeftOut => said::no_similar_mark_is_left_out(gate.similar_marks_left_out),
        Ground::Other => said::the_office_alone_knows(),
    }
}
