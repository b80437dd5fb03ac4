//! From this room's "no" to a problem document.

use hall::http::{Fault, FieldFault, Sentence};
use poem::http::StatusCode;
use search_index::{QueryFault, SearchFault};

use crate::desk::DeskFault;

impl From<DeskFault> for Fault {
    fn from(fault: DeskFault) -> Self {
        match fault {
            DeskFault::NotANumber(fault) => Self::not_found().with_field(FieldFault {
                pointer: "{number}".into(),
                code: fault.code(),
                detail: Sentence::new(fault.zh(), fault.en()),
            }),
            DeskFault::NoSuchRecord => Self::not_found()
                .with_detail(Sentence::new("登记库中没有以此号码登记的记录", "No record is known by this number")),
            DeskFault::Search(fault) => of_search(&fault),
            DeskFault::Store(fault) => {
                tracing::error!(%fault, "the store failed");
                Self::unavailable("storage.unavailable", Sentence::new("数据库暂不可用", "The database is unavailable"))
            }
            DeskFault::CutOff => Self::internal(),
        }
    }
}

fn of_search(fault: &SearchFault) -> Fault {
    let said = Sentence::new(fault.zh(), fault.en());
    match fault {
        SearchFault::PageMarkExpired => Fault::new(StatusCode::GONE, fault.code(), said),
        SearchFault::PageMarkMismatch => Fault::of_field("?cursor", fault.code(), said),
        SearchFault::LimitTooLarge { .. } => Fault::of_field("?limit", fault.code(), said),
        SearchFault::FacetRefused { .. } => Fault::of_field("?facets", fault.code(), said),
        SearchFault::FilterRefused { filter } => Fault::of_field(format!("?{filter}"), fault.code(), said),
        SearchFault::Index(cause) => {
            tracing::error!(cause, "the index could not be read");
            Fault::unavailable(fault.code(), said)
        }
    }
}

/// A query that the grammar refuses, with the place where it stops making sense.
pub(crate) fn of_query(fault: &QueryFault) -> Fault {
    let said = Sentence::new(fault.zh(), fault.en());
    Fault::bad_request("search.query.unreadable", Sentence::new("检索式有误", "The query cannot be read"))
        .with_field(FieldFault { pointer: "?q".into(), code: fault.code(), detail: said })
}
