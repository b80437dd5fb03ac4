//! This room decides who may act: organisations, their people and programs, and who acts for another.
//!
//! ```text
//! organisation    register ─► applied ──confirm──► confirmed ◄─suspend/reinstate─► suspended
//!                               └─refuse─► refused      └──────close──► closed ◄──────┘
//!
//! person          join ─► active ◄─suspend/reinstate─► suspended
//!                           └──────erase──► erased ◄──────┘
//!   second factor         none ──begin──► pending ──confirm──► confirmed
//!                           ▲────────────────┴─────reset──────────┘
//!
//! invitation      invite ─► open ──► accepted | withdrawn | expired
//!
//! authorisation   grant ─► granted ─limit─► granted ──► withdrawn | expired
//!
//! client          make ─► active ◄─suspend/reinstate─► suspended
//!                           └──────revoke──► revoked ◄─────┘
//! ```
//!
//! Each aggregate has a module of its own with `decide` (what follows from a command, or a refusal) and `apply` (the
//! state after an event); the state is the fold of its events. `apply` is total: it never refuses what was journalled.
//!
//! **Invariants**
//! - What ended stays ended: refused, closed, erased, accepted, withdrawn, expired and revoked accept nothing.
//! - Lapse is decided by the calendar at the time of asking, whatever a sweep did or left undone.
//! - Personal data (names, logins, telephones, mail addresses) stands in no event and no state: those are kept under
//!   the person's key, and an event says only that they changed. So erasing a person leaves the journal whole.
//! - Nor does a secret: an event says which generation of a client's secret it begins.
//! - No person holds two of the three administrators' roles, nor one of them beside any other role.
//! - An organisation keeps an administrator, and nobody changes his own roles.
//! - Lifetimes and delays are rows of `rules/accounts.toml`, not constants.

pub mod attempts;
pub mod authorisation;
pub mod client;
pub mod invitation;
mod login;
mod membership;
pub mod organisation;
mod password;
pub mod person;
pub mod refusals;
mod rules;
mod text;

#[cfg(test)]
mod tests;

pub use attempts::{Failures, FailuresSoFar};
pub use authorisation::{AuthorisationCommand, AuthorisationEvent, AuthorisationState, Grant};
pub use client::{ClientCommand, ClientEvent, ClientFacts, ClientState};
pub use invitation::{InvitationCommand, InvitationEvent, InvitationState};
pub use login::Login;
pub use membership::{
    Administration, Membership, Memberships, SecondFactor, a_privileged_role_needs_a_second_factor,
    a_role_belongs_to_its_kind_of_organisation, an_organisation_keeps_an_administrator, is_privileged,
    nobody_changes_his_own_roles, the_three_administrators_are_kept_apart,
};
pub use organisation::{OrganisationCommand, OrganisationEvent, OrganisationFacts, OrganisationState};
pub use password::password_is_strong_enough;
pub use person::{PersonCommand, PersonEvent, PersonFacts, PersonState, SuspensionReason};
pub use rules::{AccountsNumbers, AccountsRules, NumberId, NumberRule, RulesFault, Unit};
