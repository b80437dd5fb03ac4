//! What happened to a product, and what can be asked of it.

use serde::{Deserialize, Serialize};

use super::Offer;
use crate::hall::{Id, Moment, coded};

/// What happened to a product. `by` is the bank's product manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum ProductEvent {
    /// The bank began it.
    Drafted { at: Moment, by: Id, bank: Id, offer: Offer },
    /// It offers something else, under the version that the event names.
    Revised { at: Moment, by: Id, version: u32, offer: Offer },
    /// Firms see it.
    Published { at: Moment, by: Id },
    /// Firms may not ask for it for a time.
    Paused { at: Moment, by: Id, reason: String },
    /// They may again.
    Resumed { at: Moment, by: Id },
    /// It is no more offered.
    Withdrawn { at: Moment, by: Id, reason: String },
}

/// What can be asked of a product. `by` is the bank's product manager.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum ProductCommand {
    /// Begin it.
    Draft { by: Id, bank: Id, offer: Box<Offer> },
    /// Offer something else.
    Revise { by: Id, offer: Box<Offer> },
    /// Show it to firms.
    Publish { by: Id },
    /// Take no more demands for a time.
    Pause { by: Id, reason: String },
    /// Take demands again.
    Resume { by: Id },
    /// Offer it no more.
    Withdraw { by: Id, reason: String },
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    ProductCommandKind {
        /// Begin it.
        Draft = "draft" / "建立",
        /// Offer something else.
        Revise = "revise" / "修订",
        /// Show it to firms.
        Publish = "publish" / "发布",
        /// Take no more demands for a time.
        Pause = "pause" / "暂停",
        /// Take demands again.
        Resume = "resume" / "恢复",
        /// Offer it no more.
        Withdraw = "withdraw" / "下架",
    }
}

impl ProductEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Revised { .. } => "revised",
            Self::Published { .. } => "published",
            Self::Paused { .. } => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl ProductCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> ProductCommandKind {
        match self {
            Self::Draft { .. } => ProductCommandKind::Draft,
            Self::Revise { .. } => ProductCommandKind::Revise,
            Self::Publish { .. } => ProductCommandKind::Publish,
            Self::Pause { .. } => ProductCommandKind::Pause,
            Self::Resume { .. } => ProductCommandKind::Resume,
            Self::Withdraw { .. } => ProductCommandKind::Withdraw,
        }
    }
}
