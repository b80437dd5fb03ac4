//! What is asked of each right before a demand is opened: each check answers yes, no, or that a person must look.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::said::{self, Said};
use super::{Demand, DemandGate, DemandNumbers, RightAnswer, RightKey, basis, refusals};
use crate::hall::{Answer, Id, Moment, Refusal, coded};

coded! {
    /// The checks of a demand: the first eight of each right, the last of the firm.
    DemandCheckId {
        /// The firm owns it.
        OwnerIsFirm = "owner_is_firm" / "权利人为本企业",
        /// It is in force. Unknown is not in force.
        InForce = "in_force" / "权利有效",
        /// It outlives the term.
        OutlivesTerm = "outlives_term" / "有效期覆盖融资期限",
        /// It is under no pledge.
        NotPledged = "not_pledged" / "未设立质权",
        /// No court preserves it.
        NotSeized = "not_seized" / "未被保全",
        /// Nobody disputes its ownership.
        NotInDispute = "not_in_dispute" / "无权属纠纷",
        /// Its co-owners agree.
        CoOwnersAgree = "co_owners_agree" / "共有人同意",
        /// A person found its certificate sound, where it is declared.
        DeclarationChecked = "declaration_checked" / "申报权利已核验",
        /// Nothing in the credit record keeps the firm out.
        CreditClear = "credit_clear" / "信用状况无碍",
    }
}

/// What one check says, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandCheck {
    /// Of which right; `None`: of the firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<RightKey>,
    /// Which check.
    pub check: DemandCheckId,
    /// What it says.
    pub answer: Answer,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
    /// The article that asks for it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// What a person of the platform settled, having looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Of which right.
    pub right: RightKey,
    /// Which check.
    pub check: DemandCheckId,
    /// Who looked.
    pub by: Id,
    /// When.
    pub at: Moment,
    /// What was seen.
    pub reason: String,
}

impl DemandCheckId {
    /// Whether the bank's own people look, where nobody else can be asked: no source of disputes or credit is connected.
    #[must_use]
    pub const fn is_left_to_the_bank(self) -> bool {
        matches!(self, Self::NotInDispute | Self::CreditClear)
    }

    /// Whether a person of the platform can settle it. A consent that lacks is recorded, and a
    /// certificate checked, by commands of their own.
    #[must_use]
    pub const fn is_settled_by_a_person(self) -> bool {
        matches!(
            self,
            Self::OwnerIsFirm
                | Self::InForce
                | Self::OutlivesTerm
                | Self::NotPledged
                | Self::NotSeized
                | Self::CoOwnersAgree
        )
    }

    /// The refusal of a demand of which this says no.
    fn refusal(self) -> Refusal {
        match self {
            Self::OwnerIsFirm => refusals::demand_right_not_owned(),
            Self::InForce => refusals::demand_right_not_in_force(),
            Self::OutlivesTerm => refusals::demand_right_ends_too_soon(),
            Self::NotPledged => refusals::demand_right_pledged(),
            Self::NotSeized => refusals::demand_right_seized(),
            Self::NotInDispute => refusals::demand_right_in_dispute(),
            Self::CoOwnersAgree => refusals::demand_co_owner_consent_missing(),
            Self::DeclarationChecked => refusals::demand_declaration_refused(),
            Self::CreditClear => refusals::demand_credit_measure(),
        }
    }
}

impl DemandCheck {
    /// What keeps a demand from being opened, where this does: a no, with its reason and basis, or a person who must look
    /// first.
    #[must_use]
    pub fn stands_in_the_way(&self) -> Option<Refusal> {
        let refusal = match self.answer {
            Answer::Yes => return None,
            Answer::NeedsPerson if self.check.is_left_to_the_bank() => return None,
            Answer::NeedsPerson => refusals::demand_needs_person(),
            Answer::No => self.check.refusal(),
        };
        let of = self.right.as_ref().map_or_else(String::new, |key| format!("（{}{}）", key.kind.zh(), key.number));
        let of_en = self.right.as_ref().map_or_else(String::new, |key| format!(" ({} {})", key.kind.en(), key.number));
        let zh = format!("{}{of}：{}", refusal.zh, self.zh);
        let en = format!("{}{of_en}: {}", refusal.en, self.en);
        let with_sentence = Refusal::new(refusal.code, zh, en);
        let basis = self.right.as_ref().and_then(|key| basis::of(self.check, key.kind));
        Some(match basis {
            Some(basis) => with_sentence.with_basis(basis),
            None => with_sentence,
        })
    }
}

/// Every check of a demand, right by right, the firm's at last. What a person settled says yes, unless it is known to be no.
#[must_use]
pub fn examine(demand: &Demand, gate: &DemandGate, numbers: &DemandNumbers, today: NaiveDate) -> Vec<DemandCheck> {
    let (mut all, unknown) = (Vec::new(), RightAnswer::UNKNOWN);
    let term = demand.facts.term_months;
    for right in &demand.rights {
        let known = gate.rights.get(&right.key).unwrap_or(&unknown);
        let answers = [
            (DemandCheckId::OwnerIsFirm, said::the_firm_owns_it(right, known, &gate.firm)),
            (DemandCheckId::InForce, said::it_is_in_force(right, known)),
            (DemandCheckId::OutlivesTerm, said::it_outlives_the_term(right, known, term, today)),
            (
                DemandCheckId::NotPledged,
                said::it_can_be_pledged(known.pledges, numbers.pledges_at_once(right.key.kind)),
            ),
            (DemandCheckId::NotSeized, said::no_court_preserves_it(known.seized)),
            (DemandCheckId::NotInDispute, said::nobody_disputes_it(&known.dispute)),
            (DemandCheckId::CoOwnersAgree, said::its_co_owners_agree(right, known, &gate.firm)),
            (DemandCheckId::DeclarationChecked, said::its_certificate_was_checked(right)),
        ];
        all.extend(answers.into_iter().map(|(check, said)| of_a_right(&right.key, check, said, demand)));
    }
    let (answer, zh, en) = said::its_credit_is_clear(&gate.credit);
    all.push(DemandCheck { right: None, check: DemandCheckId::CreditClear, answer, zh, en, basis: None });
    all
}

fn of_a_right(key: &RightKey, check: DemandCheckId, said: Said, demand: &Demand) -> DemandCheck {
    let (answer, zh, en) = match (said, demand.settled(key, check)) {
        ((Answer::NeedsPerson, _, _), Some(settled)) => (
            Answer::Yes,
            format!("已人工确认：{}", settled.reason),
            "A person of the platform settled it, with a reason".to_owned(),
        ),
        (said, _) => said,
    };
    let basis = basis::of(check, key.kind).map(str::to_owned);
    DemandCheck { right: Some(key.clone()), check, answer, zh, en, basis }
}
