//! Where a product stands.

use serde::{Deserialize, Serialize};

use super::Offer;
use crate::hall::{Id, Moment};

/// A bank's product as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// The bank.
    pub bank: Id,
    /// Which version this is, from 1. What demands are matched with names it.
    pub version: u32,
    /// What it offers.
    pub offer: Offer,
}

/// Where a product stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the product is what its type says")]
pub enum ProductState {
    /// The bank is at it 草稿.
    Draft { product: Product },
    /// Firms see it and may ask for it 已发布.
    Published {
        product: Product,
        /// Since when.
        since: Moment,
    },
    /// Firms may not ask for it for a time 已暂停.
    Paused {
        product: Product,
        /// Since when.
        since: Moment,
        /// Why.
        reason: String,
    },
    /// It is no more offered 已下架.
    Withdrawn {
        product: Product,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
}

impl ProductState {
    /// The product as it is now.
    #[must_use]
    pub const fn product(&self) -> &Product {
        match self {
            Self::Draft { product }
            | Self::Published { product, .. }
            | Self::Paused { product, .. }
            | Self::Withdrawn { product, .. } => product,
        }
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Published { .. } => "published",
            Self::Paused { .. } => "paused",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Whether firms may ask for it.
    #[must_use]
    pub const fn is_published(&self) -> bool {
        matches!(self, Self::Published { .. })
    }

    /// Whether it takes nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Withdrawn { .. })
    }
}
