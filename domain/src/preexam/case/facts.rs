//! What a case is about: who asks for which patent, and what he declares.

use serde::{Deserialize, Serialize};

use super::super::{PatentKind, refusals, text};
use crate::hall::{Id, Refusal};
use crate::identifier::{IpcSymbol, LocarnoClass};

/// The most co-applicants.
const MOST_CO_APPLICANTS: usize = 20;

/// What a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFacts {
    /// The centre that examines; it never changes.
    pub centre: Id,
    /// The organisation that applies, the first applicant; it never changes.
    pub applicant: Id,
    /// The filing entity 备案主体 under which it applies.
    pub filing_entity: Id,
    /// The agency that acts for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Id>,
    /// The kind of patent.
    pub kind: PatentKind,
    /// The title of the invention or the name of the product, 1 to 200 characters.
    pub title: String,
    /// The main classification: an IPC symbol, or a Locarno class for a design.
    pub classification: String,
    /// Who applies beside it; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_applicants: Vec<CoApplicant>,
    /// What the applicant declares.
    #[serde(default)]
    pub declarations: Declarations,
    /// The applicant's own reference, 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_reference: Option<String>,
    /// The system that it was taken over from, 1 to 100 characters; it never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<String>,
}

/// An organisation that applies beside the first applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoApplicant {
    /// Its name, 2 to 100 characters.
    pub name: String,
    /// Whether it is said that joint research is proved 共同研发.
    pub joint_research_proved: bool,
}

/// What the applicant declares of the application. Each `true` keeps it out of the fast lane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "five independent declarations of the form")]
pub struct Declarations {
    /// It is an international application or enters its national phase.
    #[serde(default)]
    pub pct: bool,
    /// A utility model is filed for the same thing on the same day.
    #[serde(default)]
    pub same_day_twin: bool,
    /// It is a divisional application.
    #[serde(default)]
    pub divisional: bool,
    /// It needs the secrecy review 保密审查.
    #[serde(default)]
    pub secrecy_review: bool,
    /// It is accelerated elsewhere in the same procedure.
    #[serde(default)]
    pub accelerated_elsewhere: bool,
}

impl CaseFacts {
    /// The facts as they are kept: trimmed, and the classification in its canonical writing.
    ///
    /// # Errors
    /// What is wrong with the title, the classification, a name or a reference.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        if self.co_applicants.len() > MOST_CO_APPLICANTS {
            return Err(refusals::co_applicants_too_many());
        }
        let co_applicants: Result<Vec<_>, Refusal> = self.co_applicants.into_iter().map(CoApplicant::checked).collect();
        Ok(Self {
            title: text::a_title(&self.title)?,
            classification: a_classification_of_its_kind(self.kind, &self.classification)?,
            co_applicants: co_applicants?,
            client_reference: self.client_reference.as_deref().map(text::a_reference).transpose()?,
            imported: self.imported.as_deref().map(text::a_reference).transpose()?,
            ..self
        })
    }

    /// Centre, applicant and origin of a case stay what they are.
    pub(super) fn keeps_to(&self, before: &Self) -> Result<(), Refusal> {
        let fixed = |facts: &Self| (facts.centre, facts.applicant, facts.imported.clone());
        if fixed(self) == fixed(before) { Ok(()) } else { Err(refusals::case_parties_fixed()) }
    }
}

impl CoApplicant {
    fn checked(self) -> Result<Self, Refusal> {
        Ok(Self { name: text::a_name(&self.name)?, ..self })
    }
}

fn a_classification_of_its_kind(kind: PatentKind, raw: &str) -> Result<String, Refusal> {
    match kind {
        PatentKind::Invention | PatentKind::UtilityModel => {
            let symbol = IpcSymbol::parse(raw).map_err(|_| refusals::classification_no_ipc())?;
            Ok(symbol.place().to_string())
        }
        PatentKind::Design => {
            let class = LocarnoClass::parse(raw).map_err(|_| refusals::classification_no_locarno())?;
            Ok(class.to_string())
        }
    }
}
