//! The gate 准入核查: whether a case may come into pre-examination, check by check. Every check always answers.

use chrono::NaiveDate;

use super::super::entity::{EntityKind, EntityStanding};
use super::super::field_list::FieldAnswer;
use super::super::{CheckAnswer, Law, PreexamNumbers};
use super::{CaseFacts, Dossier, checks};
use crate::hall::{Id, coded};

coded! {
    /// The checks of the gate.
    CheckId {
        /// The filing entity may apply.
        EntityEffective = "entity_effective" / "备案主体有效",
        /// The first applicant is the filing entity.
        FirstApplicantIsEntity = "first_applicant_is_entity" / "第一申请人为备案主体",
        /// The centre takes the field.
        FieldOpen = "field_open" / "技术领域开放",
        /// It is no international application.
        NotPct = "not_pct" / "非国际申请",
        /// No utility model is filed for the same thing on the same day.
        NoSameDayTwin = "no_same_day_twin" / "非同日申请",
        /// It is no divisional application.
        NotDivisional = "not_divisional" / "非分案申请",
        /// It needs no secrecy review.
        NoSecrecyReview = "no_secrecy_review" / "无需保密审查",
        /// It is not accelerated elsewhere.
        NotAcceleratedElsewhere = "not_accelerated_elsewhere" / "未经其他途径加快",
        /// The commitment is signed.
        CommitmentSigned = "commitment_signed" / "承诺书已签署",
        /// Every required document is there.
        DocumentsComplete = "documents_complete" / "文件齐全",
        /// Joint research of the co-applicants is proved.
        JointResearchProved = "joint_research_proved" / "共同研发已证明",
        /// There is quota left.
        QuotaLeft = "quota_left" / "限额未用完",
        /// The agency is registered.
        AgencyRegistered = "agency_registered" / "代理机构已备案",
        /// Nothing in the credit record keeps the applicant out.
        CreditClear = "credit_clear" / "信用状况无碍",
    }
}

/// What the gate asks of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFacts {
    /// The filing entity that the case names; `None`: there is no such one with this centre.
    pub entity: Option<EntityAnswer>,
    /// What the field list says.
    pub field: FieldAnswer,
    /// What of the quota is used.
    pub quota: Quota,
    /// The agency's own registration with this centre; `None`: there is none, or the case has no agency.
    pub agency: Option<EntityStanding>,
    /// What the credit room says.
    pub credit: CreditAnswer,
}

/// A filing entity as the gate sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityAnswer {
    /// The organisation that is registered.
    pub organisation: Id,
    /// As what.
    pub kind: EntityKind,
    /// How it stands on the day.
    pub standing: EntityStanding,
}

/// What of a quota is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quota {
    /// The most cases of the year; `None`: no limit.
    pub allowed: Option<u32>,
    /// How many were submitted in the year.
    pub used: u32,
    /// How many inventions were submitted in this week beyond the quota.
    pub beyond_this_week: u32,
    /// Passed of accepted cases of the last year; `None`: there were none.
    pub pass_rate_percent: Option<u32>,
}

/// What the credit room says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditAnswer {
    /// There is nobody to ask.
    NotConnected,
    /// Nothing stands against the applicant.
    Clear,
    /// A measure 惩戒措施 closes the fast lane.
    Measure {
        /// Its name.
        name: String,
        /// Its basis.
        basis: String,
    },
}

/// Answers every check, in the order of [`CheckId::ALL`].
#[must_use]
pub fn examine(
    case: &CaseFacts,
    dossier: &Dossier,
    commitment_signed: bool,
    gate: &GateFacts,
    law: &Law<'_>,
    today: NaiveDate,
) -> Vec<CheckAnswer> {
    let mut answers = of_the_case(case, dossier, commitment_signed);
    answers.extend(of_others(case, gate, &law.numbers.on(today)));
    answers.sort_by_key(|answer| answer.check);
    answers
}

/// The checks that look at the case alone.
pub(super) fn of_the_case(case: &CaseFacts, dossier: &Dossier, commitment_signed: bool) -> Vec<CheckAnswer> {
    let declared = &case.declarations;
    vec![
        checks::it_is_no_international_application(declared.pct),
        checks::it_has_no_twin_of_the_same_day(declared.same_day_twin),
        checks::it_is_no_divisional_application(declared.divisional),
        checks::it_needs_no_secrecy_review(declared.secrecy_review),
        checks::it_is_not_accelerated_elsewhere(declared.accelerated_elsewhere),
        checks::the_commitment_is_signed(commitment_signed),
        checks::the_documents_are_complete(case.kind, dossier),
        checks::joint_research_is_proved(&case.co_applicants, dossier),
    ]
}

/// The checks that ask others.
fn of_others(case: &CaseFacts, gate: &GateFacts, numbers: &PreexamNumbers) -> Vec<CheckAnswer> {
    vec![
        checks::the_entity_may_apply(gate.entity.as_ref()),
        checks::the_first_applicant_is_the_entity(case.applicant, gate.entity.as_ref()),
        checks::the_field_is_open(&case.classification, &gate.field),
        checks::there_is_quota_left(case.kind, gate.entity.as_ref(), &gate.quota, numbers),
        checks::the_agency_is_registered(case.agency.is_some(), gate.agency.as_ref()),
        checks::credit_is_clear(&gate.credit),
    ]
}
