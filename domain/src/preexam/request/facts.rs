//! What a request for fast confirmation or enforcement is about.

use serde::{Deserialize, Serialize};

use super::super::{refusals, text};
use crate::hall::{Id, Refusal, coded};
use crate::identifier::{PatentNumber, TrademarkNumber};

/// The most files of a request.
const MOST_FILES: usize = 50;

coded! {
    /// What is asked for.
    RequestKind {
        /// A recommendation of a re-examination (专利法第四十一条).
        ReExamination = "re_examination" / "复审",
        /// A recommendation of an invalidation (专利法第四十五条).
        Invalidation = "invalidation" / "无效",
        /// A recommendation of an evaluation report (专利法第六十六条).
        EvaluationReport = "evaluation_report" / "专利权评价报告",
        /// Help against an infringement.
        FastEnforcement = "fast_enforcement" / "快速维权",
    }
}

/// What a request is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFacts {
    /// The centre.
    pub centre: Id,
    /// The organisation that asks.
    pub applicant: Id,
    /// What it asks for.
    pub kind: RequestKind,
    /// The number of the patent; for enforcement also of a mark, and it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_number: Option<String>,
    /// What it is about, 1 to 200 characters.
    pub subject: String,
    /// What happened and what is asked for, 1 to 5,000 characters.
    pub statement: String,
    /// Against whom, 2 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondent: Option<String>,
    /// Whether it happened in electronic commerce.
    #[serde(default)]
    pub ecommerce: bool,
    /// What proves it; at most 50 files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Id>,
    /// The applicant's own reference, 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_reference: Option<String>,
}

impl RequestFacts {
    /// The facts as they are kept: trimmed, and the number in its canonical writing.
    ///
    /// # Errors
    /// What is wrong with a text, the number or the files.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        if self.files.len() > MOST_FILES {
            return Err(refusals::files_too_many());
        }
        Ok(Self {
            right_number: a_right_of_its_kind(self.kind, self.right_number.as_deref())?,
            subject: text::a_title(&self.subject)?,
            statement: text::a_statement(&self.statement)?,
            respondent: self.respondent.as_deref().map(text::a_name).transpose()?,
            client_reference: self.client_reference.as_deref().map(text::a_reference).transpose()?,
            ..self
        })
    }
}

/// Re-examination, invalidation and evaluation report are about a patent or its application; enforcement may be about a
/// mark, or about a right whose number is still to be told.
fn a_right_of_its_kind(kind: RequestKind, raw: Option<&str>) -> Result<Option<String>, Refusal> {
    let may_be_a_mark = kind == RequestKind::FastEnforcement;
    let Some(raw) = raw else {
        return if may_be_a_mark { Ok(None) } else { Err(refusals::right_number_missing()) };
    };
    match PatentNumber::parse(raw) {
        Ok(number) if number.check().fails() => Err(refusals::number_check_character_fails()),
        Ok(number) => Ok(Some(number.with_check().to_string())),
        Err(_) if may_be_a_mark => match TrademarkNumber::parse(raw) {
            Ok(number) => Ok(Some(number.to_string())),
            Err(_) => Err(refusals::right_number_malformed()),
        },
        Err(_) => Err(refusals::right_number_malformed()),
    }
}
