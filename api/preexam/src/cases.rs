//! The cases of this room: where their rules are, and who hears of them.

use domain::preexam::case::{CaseEvent, CaseState};
use domain::preexam::entity::{EntityEvent, EntityState};
use domain::preexam::examiner::{ExaminerEvent, ExaminerState};
use domain::preexam::field_list::{FieldListEvent, FieldListState};
use domain::preexam::request::{RequestEvent, RequestState};
use domain::preexam::{case, entity, examiner, field_list, request};
use hall::act::{Case, Stored, uuid_of};
use uuid::Uuid;

/// A kind of case of this room, with what it is called where it is stored.
macro_rules! case {
    ($(#[$doc:meta])* $case:ident, $stored:ident, $kind:literal, $rules:ident: $state:ident, $event:ident, |$of:ident| $audience:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $case;

        impl Case for $case {
            const KIND: &'static str = $kind;
            type State = $state;
            type Event = $event;

            fn apply(state: Option<$state>, event: &$event) -> $state {
                $rules::apply(state, event)
            }

            fn name(event: &$event) -> &'static str {
                event.name()
            }

            fn audience(_id: Uuid, $of: &$state) -> Vec<Uuid> {
                $audience
            }
        }

        /// One of them as it stands in the database.
        pub(crate) type $stored = Stored<$case>;
    };
}

case!(
    /// Filing entities 备案主体.
    EntityCase, StoredEntity, "preexam.entity", entity: EntityState, EntityEvent,
    |state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().organisation)]
);

case!(
    /// Lists of fields.
    FieldListCase, StoredFieldList, "preexam.field_list", field_list: FieldListState, FieldListEvent,
    |state| vec![uuid_of(state.centre())]
);

case!(
    /// What examiners work on.
    ExaminerCase, StoredExaminer, "preexam.examiner", examiner: ExaminerState, ExaminerEvent,
    |state| vec![uuid_of(state.centre())]
);

case!(
    /// Cases of pre-examination 预审案件.
    PreexamCase, StoredCase, "preexam.case", case: CaseState, CaseEvent,
    |state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().applicant)]
);

case!(
    /// Requests for fast confirmation and enforcement.
    RequestCase, StoredRequest, "preexam.request", request: RequestState, RequestEvent,
    |state| vec![uuid_of(state.facts().centre), uuid_of(state.facts().applicant)]
);
