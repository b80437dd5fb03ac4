//! The operations of pre-examination: who, what, one call, out.

mod applicants;
mod cases;
mod entities;
mod examination;
mod requests;
mod work;

use hall::act::Answer;
use hall::policy::Call;
use poem_openapi::Tags;

use crate::cases::StoredCase;
use crate::wire::CaseView;

pub use applicants::ApplicantsApi;
pub use cases::CasesApi;
pub use entities::EntitiesApi;
pub use examination::ExaminationApi;
pub use requests::RequestsApi;
pub use work::WorkApi;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
pub(crate) enum RoomTags {
    /// 快速预审：备案、案件、期限、看板，快速确权与快速维权。Pre-examination: registrations, cases, clocks, the board.
    Preexam,
}

/// The answer to an act on a case, in the caller's language.
fn case_done(call: &Call) -> impl Fn(&StoredCase) -> Answer + Send + Sync + use<> {
    let language = call.language;
    move |case| Answer::done(&CaseView::of(case, language)).at_version(case.version)
}
