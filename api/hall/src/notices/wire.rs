//! The JSON shapes of notices.

use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::{Recipient, StoredNotice, Wordings};
use crate::http::{Instant, Language};

/// Whose inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "NoticeRecipient", rename_all = "snake_case")]
pub enum RecipientWire {
    /// 本人。The person's own.
    Person,
    /// 所在机构。The organisation's.
    Organisation,
}

/// 通知。A notice.
#[derive(Debug, Object)]
#[oai(rename = "Notice", skip_serializing_if_is_none)]
pub struct NoticeView {
    /// Its id.
    pub id: Uuid,
    /// Whose inbox it lies in.
    pub recipient: RecipientWire,
    /// What happened; more kinds will come.
    pub kind: String,
    /// The title, in the caller's language.
    pub title: String,
    /// What happened, in the caller's language.
    pub text: String,
    /// The kind of the case that it concerns.
    pub subject_kind: String,
    /// The case that it concerns.
    pub subject_id: Uuid,
    /// When it was raised.
    pub raised_at: Instant,
    /// When the caller marked it as read.
    pub read_at: Option<Instant>,
}

impl NoticeView {
    /// The notice in one language.
    pub(super) fn of(notice: &StoredNotice, wordings: &Wordings, language: Language) -> Self {
        let (title, text) = wordings.words(&notice.kind, &notice.facts);
        Self {
            id: notice.id,
            recipient: match notice.recipient {
                Recipient::Person(_) => RecipientWire::Person,
                Recipient::Organisation(_) => RecipientWire::Organisation,
            },
            kind: notice.kind.clone(),
            title: title.in_language(language).to_owned(),
            text: text.in_language(language).to_owned(),
            subject_kind: notice.aggregate_kind.clone(),
            subject_id: notice.aggregate_id,
            raised_at: Instant(notice.raised),
            read_at: notice.read_at.map(Instant::of_millis),
        }
    }
}
