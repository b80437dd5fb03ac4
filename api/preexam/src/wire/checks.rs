//! What checks say, on the wire.

use domain::preexam::CheckAnswer;
use domain::preexam::case::CheckId;
use domain::preexam::entity::EntityCheckId;
use hall::http::{AnswerWire, Language};
use poem_openapi::Object;

use super::codes::{CheckIdWire, EntityCheckIdWire};

fn in_language<C>(answer: &CheckAnswer<C>, language: Language) -> String {
    match language {
        Language::Chinese => answer.zh.clone(),
        Language::English => answer.en.clone(),
    }
}

/// 资格核查结果。What a check of the gate says.
#[derive(Debug, Object)]
#[oai(rename = "GateCheck", skip_serializing_if_is_none)]
pub struct CheckView {
    /// 项目。The check.
    pub check: CheckIdWire,
    /// 结论。What it says.
    pub answer: AnswerWire,
    /// 理由，按请求语言。Why, in the caller's language.
    pub reason: String,
    /// 依据。The rule that asks for it.
    pub basis: Option<String>,
}

impl CheckView {
    /// The answer in one language.
    pub(crate) fn of(answer: &CheckAnswer<CheckId>, language: Language) -> Self {
        Self {
            check: answer.check.into(),
            answer: answer.answer.into(),
            reason: in_language(answer, language),
            basis: answer.basis.clone(),
        }
    }
}

/// 备案核查结果。What a check of a registration says.
#[derive(Debug, Object)]
#[oai(rename = "FilingEntityCheck", skip_serializing_if_is_none)]
pub struct EntityCheckView {
    /// 项目。The check.
    pub check: EntityCheckIdWire,
    /// 结论。What it says.
    pub answer: AnswerWire,
    /// 理由，按请求语言。Why, in the caller's language.
    pub reason: String,
    /// 依据。The rule that asks for it.
    pub basis: Option<String>,
}

impl EntityCheckView {
    /// The answer in one language.
    pub(crate) fn of(answer: &CheckAnswer<EntityCheckId>, language: Language) -> Self {
        Self {
            check: answer.check.into(),
            answer: answer.answer.into(),
            reason: in_language(answer, language),
            basis: answer.basis.clone(),
        }
    }
}
