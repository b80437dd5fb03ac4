//! By which procedure a right is pledged, and the clock of the office that decides.

use super::PledgeState as State;
use crate::financing::deal::{Law, Step, Whose};
use crate::financing::product::PledgedKind;
use crate::hall::coded;

/// The clock of a patent's pledge that is asked for at the window or by post.
pub(in crate::financing) const PATENT_BY_WINDOW: &str = "financing.pledge_patent_window";
/// That of one asked for online.
pub(in crate::financing) const PATENT_ONLINE: &str = "financing.pledge_patent_online";
/// That of a trademark's.
pub(in crate::financing) const TRADEMARK: &str = "financing.pledge_trademark";
/// That of a copyright's.
pub(in crate::financing) const COPYRIGHT: &str = "financing.pledge_copyright";

coded! {
    /// By which procedure an office registers a pledge.
    Procedure {
        /// Of a patent, online (专利权质押登记办法 article 6).
        PatentOnline = "patent_online" / "专利权质押登记（网上）",
        /// Of a patent, at the window or by post.
        PatentWindow = "patent_window" / "专利权质押登记（窗口、邮寄）",
        /// Of a trademark.
        Trademark = "trademark" / "注册商标专用权质押登记",
        /// Of a copyright.
        Copyright = "copyright" / "著作权质权登记",
    }
}

impl Procedure {
    /// Whether a right of this kind is pledged by it.
    #[must_use]
    pub const fn takes(self, kind: PledgedKind) -> bool {
        match self {
            Self::PatentOnline | Self::PatentWindow => {
                matches!(kind, PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design)
            }
            Self::Trademark => matches!(kind, PledgedKind::Trademark),
            Self::Copyright => matches!(kind, PledgedKind::Copyright),
        }
    }

    /// The id of its clock in the rules.
    #[must_use]
    pub const fn clock(self) -> &'static str {
        match self {
            Self::PatentOnline => PATENT_ONLINE,
            Self::PatentWindow => PATENT_BY_WINDOW,
            Self::Trademark => TRADEMARK,
            Self::Copyright => COPYRIGHT,
        }
    }
}

/// The office's clock, while it has all it needs; `None`: none runs.
#[must_use]
pub fn step(state: &State, law: &Law<'_>) -> Option<Step<Procedure>> {
    match state {
        State::Submitted { facts, complete_on, defects: None, .. } => {
            let procedure = facts.procedure()?;
            Step::by_rule(procedure, Whose::Office, procedure.clock(), *complete_on, law)
        }
        State::PackReady { .. }
        | State::Submitted { .. }
        | State::Registered { .. }
        | State::Refused { .. }
        | State::Released { .. }
        | State::Abandoned { .. } => None,
    }
}
