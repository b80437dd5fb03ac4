//! The operations of the journal, for the auditor.

use std::io;

use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{OpenApi, Tags};
use uuid::Uuid;

use super::store::{self, Sieve};
use super::wire::{JournalEntryView, JournalHeadView};
use super::{Export, head};
use crate::act::{ActFault, Acts};
use crate::http::{Fault, Page, PageAsked};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 日志：供审计查阅的操作日志与哈希链。The journal: every act and its hash chain, for the auditor.
    Journal,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct JournalApi;

#[OpenApi(tag = "RoomTags::Journal", prefix_path = "/api/v1")]
impl JournalApi {
    /// 查阅日志。Entries of the journal, the newest first.
    ///
    /// 加密部分不予显示。The facts of an entry with a sealed part are not shown.
    #[oai(path = "/journal", method = "get", operation_id = "listJournal")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the contract")]
    async fn list(
        &self,
        call: Call,
        acts: Data<&Acts>,
        /// Only what this person or program did.
        actor_id: Query<Option<Uuid>>,
        /// Only what happened to this case.
        subject_id: Query<Option<Uuid>>,
        /// Only kinds that begin so, such as `accounts.`.
        #[oai(validator(max_length = 200))]
        kind: Query<Option<String>>,
        /// The first position; 1 when not said.
        #[oai(validator(minimum(value = "0")))]
        from_position: Query<Option<i64>>,
        /// The last position; the end of the journal when not said.
        #[oai(validator(minimum(value = "0")))]
        to_position: Query<Option<i64>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<JournalEntryView>>, Fault> {
        everyones(&call)?;
        let between = (from_position.0.unwrap_or(1), to_position.0.unwrap_or(i64::MAX));
        let sieve = Sieve { actor_id: actor_id.0, subject_id: subject_id.0, kind: kind.0, between };
        let of_request = format!("journal {sieve:?}");
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let found = store::page(acts.database().reader(), &sieve, asked.mark(), asked.rows()).await;
        let found = found.map_err(ActFault::from)?;
        Ok(Json(asked.page(found, |entry| entry.position, JournalEntryView::of)))
    }

    /// 日志链的末端与最近的签名检查点。Where the chain stands, and the last signed checkpoint.
    #[oai(path = "/journal/head", method = "get", operation_id = "getJournalHead")]
    async fn head(&self, call: Call, acts: Data<&Acts>, export: Data<&Export>) -> Result<Json<JournalHeadView>, Fault> {
        everyones(&call)?;
        // The checkpoint first: it never tells of more than the head that is read after it.
        let export = export.0.clone();
        let checkpoint = tokio::task::spawn_blocking(move || export.last_checkpoint()).await;
        let checkpoint = checkpoint.map_err(io::Error::other).flatten().map_err(ActFault::from)?;
        let head = head(acts.database().reader()).await.map_err(ActFault::from)?;
        Ok(Json(JournalHeadView::of(head, checkpoint.as_ref())))
    }

    /// 日志的一个条目。One entry of the journal.
    #[oai(path = "/journal/:position", method = "get", operation_id = "getJournalEntry")]
    async fn entry(
        &self,
        call: Call,
        acts: Data<&Acts>,
        /// Its position; the first is 1.
        #[oai(example = "first_position", validator(minimum(value = "1")))]
        position: Path<i64>,
    ) -> Result<Json<JournalEntryView>, Fault> {
        everyones(&call)?;
        let found = store::at(acts.database().reader(), position.0).await.map_err(ActFault::from)?;
        Ok(Json(JournalEntryView::of(found.ok_or_else(Fault::not_found)?)))
    }
}

/// The journal has everyone's rows: a table that gives it to somebody for his own alone would be a mistake.
fn everyones(call: &Call) -> Result<(), Fault> {
    if call.confined_to().is_none() { Ok(()) } else { Err(Fault::not_found()) }
}

fn first_position() -> i64 {
    1
}
