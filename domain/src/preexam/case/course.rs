//! What led to where a case stands: everything that was brought and done, apart from the lane.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::CheckAnswer;
use super::{CaseFacts, CheckId, DocumentRole, Dossier};
use crate::calendar::Span;
use crate::hall::{Id, Moment, coded};
use crate::identifier::PatentNumber;

/// What led to the state: everything that was brought and done, apart from the lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// What the case is about.
    pub facts: CaseFacts,
    /// When it was opened.
    pub opened_at: Moment,
    /// Its documents.
    #[serde(default)]
    pub dossier: Dossier,
    /// The commitment 承诺书, once it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
    /// When it was submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Moment>,
    /// What the checks said at submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gate: Vec<CheckAnswer>,
    /// How a person settled the checks that needed one, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settled: BTreeMap<CheckId, String>,
    /// Who examines it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiner: Option<Id>,
    /// What keeps the centre from deciding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Block>,
    /// When it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Moment>,
    /// The opinions, and what the applicant made of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// The days on which the centre or the office waited for the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applicant_time: Vec<Span>,
    /// What came after the calendar had ended the case; kept, and without effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late_acts: Vec<LateAct>,
}

/// The commitment, as it was signed: authenticity, no voluntary amendment, prompt replies and payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Who signed.
    pub by: Id,
    /// Which version of the text, 1 to 50 characters.
    pub text_version: String,
    /// When.
    pub signed_at: Moment,
}

/// What keeps the centre from deciding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it waits for.
    pub reason: String,
    /// Since when.
    pub since: Moment,
}

/// An opinion, and the amendment that followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// What is to be amended; never empty.
    pub items: Vec<OpinionItem>,
    /// Who issued it.
    pub by: Id,
    /// When.
    pub issued_at: Moment,
    /// When the applicant amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amended_at: Option<Moment>,
    /// What he said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One thing that is to be amended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionItem {
    /// The template it was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The document it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<DocumentRole>,
    /// What is to be said, 1 to 2,000 characters.
    pub text: String,
}

coded! {
    /// What came late.
    LateActKind {
        /// An amendment.
        Amend = "amend" / "补正",
        /// A filing.
        File = "file" / "正式提交",
        /// A payment.
        PayFees = "pay_fees" / "缴费",
        /// A reply to the office.
        Reply = "reply" / "答复",
    }
}

/// An act that came after the calendar had ended the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateAct {
    /// What.
    pub what: LateActKind,
    /// When the centre heard of it.
    pub at: Moment,
    /// The day on which, as the applicant says, it was done.
    pub done_on: NaiveDate,
    /// The number that he tells with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_number: Option<PatentNumber>,
    /// The files that he brings with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Id>,
    /// What he says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Course {
    /// That of a case that begins now.
    pub(super) fn begun(facts: CaseFacts, at: Moment) -> Self {
        Self {
            facts,
            opened_at: at,
            dossier: Dossier::default(),
            commitment: None,
            submitted_at: None,
            gate: Vec::new(),
            settled: BTreeMap::new(),
            examiner: None,
            blocked: None,
            accepted_at: None,
            rounds: Vec::new(),
            applicant_time: Vec::new(),
            late_acts: Vec::new(),
        }
    }

    /// The days after one up to another were the applicant's; on the same day none was.
    pub(super) fn waited_for_the_applicant(&mut self, after: NaiveDate, to_on: NaiveDate) {
        let from_on = after.succ_opt().filter(|from_on| *from_on <= to_on);
        self.applicant_time.extend(from_on.map(|from_on| Span { from_on, to_on }));
    }
}
