//! The cases of this room: where their rules are, and who hears of them.

use domain::preexam::case::{CaseEvent, CaseState};
use domain::preexam::entity::{EntityEvent, EntityState};
use domain::preexam::examiner::{ExaminerEvent, ExaminerState};
use domain::preexam::field_list::{FieldListEvent, FieldListState};
use domain::preexam::request::{RequestEvent, RequestState};
use domain::preexam::{case, entity, examiner, field_list, request};
use hall::act::uuid_of;
use hall::case;

case!(
    /// Filing entities 备案主体.
    EntityCase, StoredEntity, "preexam.entity", entity: EntityState, EntityEvent,
    |_, state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().organisation)]
);

case!(
    /// Lists of fields.
    FieldListCase, StoredFieldList, "preexam.field_list", field_list: FieldListState, FieldListEvent,
    |_, state| vec![uuid_of(state.centre())]
);

case!(
    /// What examiners work on.
    ExaminerCase, StoredExaminer, "preexam.examiner", examiner: ExaminerState, ExaminerEvent,
    |_, state| vec![uuid_of(state.centre())]
);

case!(
    /// Cases of pre-examination 预审案件.
    PreexamCase, StoredCase, "preexam.case", case: CaseState, CaseEvent,
    |_, state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().applicant)]
);

case!(
    /// Requests for fast confirmation and enforcement.
    RequestCase, StoredRequest, "preexam.request", request: RequestState, RequestEvent,
    |_, state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().applicant)]
);
