//! A page of a list on the wire, and the cursor that continues it.

use poem_openapi::Object;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{CursorFault, Fault, Sentence, decode_cursor, encode_cursor};

/// Items of a page when the caller does not say.
pub const DEFAULT_LIMIT: u32 = 20;

/// The most items of a page.
pub const MOST_ITEMS: u32 = 200;

/// 列表的一页。A page of a list.
#[derive(Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Page<T: Type + ParseFromJSON + ToJSON> {
    /// The items.
    pub items: Vec<T>,
    /// Continues the list; absent on the last page.
    pub next_cursor: Option<String>,
    /// How many items there are in all.
    pub total: u64,
}

impl<T: Type + ParseFromJSON + ToJSON> Page<T> {
    /// A page from one item more than it shows: the surplus one says that the list goes on. `of_request` is everything
    /// that the pages of one list share; `mark` is where an item stands in it.
    pub fn of<S, M: Serialize>(
        of_request: &str,
        mut rows: Vec<S>,
        limit: u32,
        total: u64,
        mark: impl Fn(&S) -> M,
        view: impl Fn(S) -> T,
    ) -> Self {
        let goes_on = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let last = rows.last().filter(|_| goes_on).map(|row| encode_cursor(of_request, &mark(row)));
        Self { items: rows.into_iter().map(view).collect(), next_cursor: last, total }
    }
}

/// Where a page begins.
///
/// # Errors
/// 422 for a cursor that is none of ours or continues another list.
pub fn begins_after<M: DeserializeOwned>(of_request: &str, cursor: Option<&str>) -> Result<Option<M>, Fault> {
    let Some(cursor) = cursor else { return Ok(None) };
    decode_cursor(of_request, cursor).map(Some).map_err(Fault::from)
}

impl From<CursorFault> for Fault {
    fn from(fault: CursorFault) -> Self {
        let (code, said) = match fault {
            CursorFault::Unreadable => {
                ("page.cursor_unreadable", Sentence::new("游标无法识别", "The cursor cannot be read"))
            }
            CursorFault::OfAnotherRequest => {
                let said = "The cursor belongs to a search with another query, filter or order";
                ("page.cursor_of_another_request", Sentence::new("游标属于另一次检索，条件或排序已改变", said))
            }
        };
        Self::of_field("?cursor", code, said)
    }
}
