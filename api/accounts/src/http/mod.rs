//! The operations of accounts: who, what, one call, out.

mod delegation;
mod organisations;
mod people;
mod sessions;

use poem_openapi::Tags;

pub use delegation::DelegationApi;
pub use organisations::OrganisationsApi;
pub use people::PeopleApi;
pub use sessions::{Cookies, SessionsApi};

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
pub(crate) enum RoomTags {
    /// 账户：机构、用户、会话、授权与客户端程序。Accounts: organisations, persons, sessions, authorisations and programs.
    Accounts,
}
