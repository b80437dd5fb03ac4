//! The fields of the index. Their names are public knowledge (see the crate's front page): whoever measures the
//! engine opens the folder by them.

use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

use super::tokenizers;

/// Raised by hand whenever a field, its options or the stored row change.
const REVISION: u32 = 2;

/// Handles of the fields, in the order in which they were added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) key: Field,
    pub(super) kind: Field,
    pub(super) right_kind: Field,
    pub(super) status: Field,
    pub(super) status_until: Field,
    pub(super) filing_on: Field,
    pub(super) publication_on: Field,
    pub(super) grant_on: Field,
    pub(super) title_words: Field,
    pub(super) words: Field,
    pub(super) literal: Field,
    pub(super) characters: Field,
    pub(super) party_literal: Field,
    pub(super) numbers: Field,
    pub(super) ipc: Field,
    pub(super) ipc_section: Field,
    pub(super) ipc_class: Field,
    pub(super) ipc_subclass: Field,
    pub(super) locarno: Field,
    pub(super) locarno_class: Field,
    pub(super) nice: Field,
    pub(super) region: Field,
    pub(super) applicant: Field,
    pub(super) applicant_key: Field,
    pub(super) row: Field,
}

/// What an index must say of itself to be opened: schema, analysis, dictionary and file format.
pub(super) fn identity(made_by: u64) -> String {
    format!(
        "schema {REVISION}, analysis {}, dictionary {}, format {}, made by {made_by:x}",
        crate::analysis::REVISION,
        crate::analysis::dictionary_digest(),
        tantivy::INDEX_FORMAT_VERSION
    )
}

/// The schema with the handles of its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let day = || NumericOptions::default().set_fast();
    let counted = || TextOptions::default().set_fast("raw");
    let term = || TextOptions::default().set_indexing_options(indexing("raw", IndexRecordOption::Basic, false));
    let counted_term = || term().set_fast("raw");
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let text =
        |tokenizer, option, norms| TextOptions::default().set_indexing_options(indexing(tokenizer, option, norms));
    let fields = Fields {
        key: builder.add_u64_field("key", NumericOptions::default().set_fast().set_indexed()),
        kind: builder.add_text_field("kind", counted_term()),
        right_kind: builder.add_text_field("right_kind", counted_term()),
        status: builder.add_text_field("status", counted()),
        status_until: builder.add_i64_field("status_until", day()),
        filing_on: builder.add_i64_field("filing_on", day()),
        publication_on: builder.add_i64_field("publication_on", day()),
        grant_on: builder.add_i64_field("grant_on", day()),
        title_words: builder.add_text_field("title_words", text(tokenizers::WORDS, positions, true)),
        words: builder.add_text_field("words", text(tokenizers::WORDS, positions, true)),
        literal: builder.add_text_field("literal", text(tokenizers::BIGRAMS, positions, false)),
        characters: builder.add_text_field("characters", text(tokenizers::CHARACTERS, IndexRecordOption::Basic, false)),
        party_literal: builder.add_text_field("party_literal", text(tokenizers::GRAMS, positions, false)),
        numbers: builder.add_text_field("numbers", term()),
        ipc: builder.add_text_field("ipc", term()),
        ipc_section: builder.add_text_field("ipc_section", counted()),
        ipc_class: builder.add_text_field("ipc_class", counted()),
        ipc_subclass: builder.add_text_field("ipc_subclass", counted()),
        locarno: builder.add_text_field("locarno", term()),
        locarno_class: builder.add_text_field("locarno_class", counted()),
        nice: builder.add_u64_field("nice", NumericOptions::default().set_fast().set_indexed()),
        region: builder.add_text_field("region", counted_term()),
        applicant: builder.add_text_field("applicant", counted()),
        applicant_key: builder.add_text_field("applicant_key", term()),
        row: builder.add_bytes_field("row", BytesOptions::default().set_stored()),
    };
    (builder.build(), fields)
}

fn indexing(tokenizer: &str, option: IndexRecordOption, norms: bool) -> TextFieldIndexing {
    TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(norms)
}
