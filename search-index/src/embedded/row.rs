//! What the index stores of a record besides what it indexes: the row of a result list.

use chrono::NaiveDate;
use domain::registry::{RecordKind, RightKind, SimpleStatus};
use serde::Deserialize;

use super::EngineFault;
use crate::entry::{Entry, Standing};

/// A row as it is kept. It is written as a JSON array, in the order of [`Parts`]: names would be repeated a million
/// times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: RecordKind,
    pub(super) right_kind: RightKind,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) abstract_text: Option<String>,
    pub(super) parties: Vec<String>,
    pub(super) standing: Standing,
    pub(super) filing_on: Option<NaiveDate>,
    pub(super) publication_on: Option<NaiveDate>,
    pub(super) grant_on: Option<NaiveDate>,
    pub(super) main_ipc: Option<String>,
    pub(super) nice_classes: Vec<u8>,
    pub(super) region: Option<String>,
}

type Days = (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>);

#[derive(Deserialize)]
struct Parts(
    RecordKind,
    RightKind,
    String,
    String,
    Option<String>,
    Vec<String>,
    (SimpleStatus, Option<(NaiveDate, SimpleStatus)>),
    Days,
    Option<String>,
    Vec<u8>,
    Option<String>,
);

impl Row {
    /// The row of an entry, as it is stored. The order is that of [`Parts`].
    pub(super) fn encode(entry: &Entry) -> Result<Vec<u8>, EngineFault> {
        let parts = (
            entry.kind,
            entry.right_kind,
            &entry.number,
            &entry.title,
            &entry.abstract_text,
            &entry.parties,
            (entry.standing.status, entry.standing.changes_after),
            (entry.filing_on, entry.publication_on, entry.grant_on),
            entry.ipc.first(),
            &entry.nice_classes,
            &entry.region,
        );
        serde_json::to_vec(&parts).map_err(|fault| EngineFault::Index(fault.to_string()))
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, EngineFault> {
        let parts: Parts = serde_json::from_slice(bytes).map_err(|fault| EngineFault::Index(fault.to_string()))?;
        let Parts(kind, right_kind, number, title, abstract_text, parties, standing, days, ipc, nice, region) = parts;
        let (status, changes_after) = standing;
        let (filing_on, publication_on, grant_on) = days;
        Ok(Self {
            kind,
            right_kind,
            number,
            title,
            abstract_text,
            parties,
            standing: Standing { status, changes_after },
            filing_on,
            publication_on,
            grant_on,
            main_ipc: ipc,
            nice_classes: nice,
            region,
        })
    }
}
