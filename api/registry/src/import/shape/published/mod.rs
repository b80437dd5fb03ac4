//! The published schema: what others send. `docs/import-schema.md` describes it, `openapi/import-record.v1.schema.json`
//! states it; a field that it does not know rejects the line, so that a misspelt name is never lost in silence.

mod common;
mod geographical_indication;
mod patent;
mod trademark;

use domain::registry::{Record, RecordKind};

use super::super::rejection::Reason;
use super::SourceLabel;
use super::fields::Fields;
use super::patent_facts::LONGEST_CODE;

pub use common::is_source_code;

/// A line of the published schema.
pub(super) fn record(mut fields: Fields<'_>, label: &SourceLabel) -> Option<Record> {
    let written = fields.required("kind", LONGEST_CODE)?;
    let Some(kind) = RecordKind::from_code(&written) else {
        // Which fields are known depends on the kind: without it there is nothing to say of the others.
        let allowed = "patent, trademark, geographical_indication";
        fields.reject("kind", &Reason::Word { allowed }, &written);
        return None;
    };
    let mut common = common::take(&mut fields, label);
    let particulars = match kind {
        RecordKind::Patent => {
            common.parties.extend(patent::inventors(&mut fields));
            patent::take(&mut fields)
        }
        RecordKind::Trademark => trademark::take(&mut fields),
        RecordKind::GeographicalIndication => geographical_indication::take(&mut fields),
    };
    fields.reject_the_rest();
    Some(common.with(particulars?))
}
