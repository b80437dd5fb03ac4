//! The JSON shapes of feeds.

use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::store::{Feed, Scope};
use crate::http::Instant;

/// 订阅范围。Whose deadlines a feed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "DeadlineFeedScope", rename_all = "snake_case")]
pub enum ScopeWire {
    /// 本人经办的。Those that the maker works.
    Mine,
    /// 本机构的。Those of the organisation.
    Organisation,
}

impl From<ScopeWire> for Scope {
    fn from(wire: ScopeWire) -> Self {
        match wire {
            ScopeWire::Mine => Self::Mine,
            ScopeWire::Organisation => Self::Organisation,
        }
    }
}

/// 新建日历订阅。A feed that is made.
#[derive(Debug, Object)]
#[oai(example)]
pub struct FeedRequest {
    /// 范围。Whose deadlines it shows.
    pub scope: ScopeWire,
}

impl Example for FeedRequest {
    fn example() -> Self {
        Self { scope: ScopeWire::Organisation }
    }
}

/// 日历订阅。A feed of deadlines for calendar programs.
#[derive(Debug, Object)]
#[oai(rename = "DeadlineFeed", skip_serializing_if_is_none)]
pub struct FeedView {
    /// Its id.
    pub id: Uuid,
    /// 范围。Whose deadlines it shows.
    pub scope: ScopeWire,
    /// When it was made.
    pub created_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// 订阅地址（路径），仅显示一次。The address as a path of this server, shown this once.
    pub address: Option<String>,
}

impl FeedView {
    /// The feed as it stands; its address is not known any more.
    pub(super) fn of(feed: &Feed) -> Self {
        Self {
            id: feed.id,
            scope: match feed.scope {
                Scope::Mine => ScopeWire::Mine,
                Scope::Organisation => ScopeWire::Organisation,
            },
            created_at: Instant::of_millis(feed.created_at),
            revoked_at: feed.revoked_at.map(Instant::of_millis),
            address: None,
        }
    }
}
