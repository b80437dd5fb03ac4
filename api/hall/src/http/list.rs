//! A page of a list on the wire, and the cursor that continues it.

use poem_openapi::Object;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{CursorFault, Fault, Sentence, decode_cursor, encode_cursor};

/// Items of a page when the caller does not say.
pub const DEFAULT_LIMIT: u32 = 20;

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

/// The page of a list that somebody asks for.
#[derive(Debug)]
pub struct PageAsked<M> {
    of_request: String,
    limit: u32,
    mark: Option<M>,
}

impl<M: Copy + Serialize + DeserializeOwned> PageAsked<M> {
    /// What the query asks for; `of_request` is everything that the pages of one list share.
    ///
    /// # Errors
    /// 422 for a cursor that is none of ours or continues another list.
    pub fn new(of_request: impl Into<String>, limit: Option<u32>, cursor: Option<&str>) -> Result<Self, Fault> {
        let of_request = of_request.into();
        let mark = cursor.map(|cursor| decode_cursor(&of_request, cursor)).transpose()?;
        Ok(Self { of_request, limit: limit.unwrap_or(DEFAULT_LIMIT), mark })
    }

    /// Where the last item of the page before stands; nothing at the beginning.
    pub const fn mark(&self) -> Option<M> {
        self.mark
    }

    /// How many rows are to be read: one more than the page shows, which says that the list goes on.
    pub fn rows(&self) -> u64 {
        u64::from(self.limit) + 1
    }

    /// The page of these rows, of so many in all; `mark` is where a row stands in the list.
    pub fn page<S, T: Type + ParseFromJSON + ToJSON>(
        &self,
        (mut rows, total): (Vec<S>, u64),
        mark: impl Fn(&S) -> M,
        view: impl Fn(S) -> T,
    ) -> Page<T> {
        let goes_on = rows.len() > self.limit as usize;
        rows.truncate(self.limit as usize);
        let last = rows.last().filter(|_| goes_on).map(|row| encode_cursor(&self.of_request, &mark(row)));
        Page { items: rows.into_iter().map(view).collect(), next_cursor: last, total }
    }
}

impl PageAsked<u64> {
    /// The page of a list that is at hand as a whole; the mark is the place in it.
    pub fn page_of<S, T: Type + ParseFromJSON + ToJSON>(&self, all: Vec<S>, view: impl Fn(S) -> T) -> Page<T> {
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let places = self.mark.map_or(0, |last| last.saturating_add(1))..;
        let from = usize::try_from(places.start).unwrap_or(usize::MAX);
        let rows = places.zip(all.into_iter().skip(from)).take(self.limit as usize + 1).collect();
        self.page((rows, total), |(place, _)| *place, |(_, item)| view(item))
    }
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
