//! Which roles a person may hold, and what it takes to use them: small rules, each named as its sentence.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::refusals;
use crate::hall::{Id, Moment, OrganisationKind, Refusal, Role};

/// What a person is in one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The kind of the organisation; it never changes.
    pub kind: OrganisationKind,
    /// The person's roles there; never empty.
    pub roles: BTreeSet<Role>,
}

/// The memberships of one person, by organisation.
pub type Memberships = BTreeMap<Id, Membership>;

/// How far a person's second factor is set up. The secret itself is kept elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "factor", rename_all = "snake_case")]
pub enum SecondFactor {
    /// None is set up.
    #[default]
    None,
    /// A secret was handed out and no code made from it has been shown yet.
    Pending,
    /// A code made from the secret was shown.
    Confirmed {
        /// When.
        since: Moment,
    },
}

/// How an organisation is administered besides the person asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Administration {
    /// How many other active persons are administrators of the organisation.
    pub others: u32,
    /// Whether the organisation is closed or was refused, so that it needs none.
    pub ended: bool,
}

/// A member has a role, and each belongs to the kind of organisation.
///
/// # Errors
/// `accounts.roles_missing`, `accounts.role_not_of_this_kind`.
pub fn a_role_belongs_to_its_kind_of_organisation(
    kind: OrganisationKind,
    roles: &BTreeSet<Role>,
) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(refusals::roles_missing());
    }
    let belong = roles.iter().all(|role| role.organisations().contains(&kind));
    if belong { Ok(()) } else { Err(refusals::role_not_of_this_kind()) }
}

/// No person holds two of the three administrators' roles, nor one of them together with any other role anywhere
/// 三员分立. The basis, GB/T 22239-2019 8.1.4, is unverified: recalled, not read in the standard.
///
/// # Errors
/// `accounts.administrators_apart`.
pub fn the_three_administrators_are_kept_apart(memberships: &Memberships) -> Result<(), Refusal> {
    let roles = || memberships.values().flat_map(|membership| &membership.roles);
    let one_of_the_three = roles().any(|role| role.is_of_the_three());
    if one_of_the_three && roles().count() > 1 { Err(refusals::administrators_apart()) } else { Ok(()) }
}

/// Whether the role decides over others, over money or over the platform, so that using it takes a second factor. An
/// administrator counts where the organisation itself has such roles: he gives them.
#[must_use]
pub const fn is_privileged(role: Role, kind: OrganisationKind) -> bool {
    use OrganisationKind as K;
    let gives_such_roles = matches!(kind, K::Bank | K::CreditAuthority | K::ProtectionCentre);
    role.is_privileged() || (matches!(role, Role::OrganisationAdministrator) && gives_such_roles)
}

/// Who acts with a privileged role has set up a second factor, and this session has passed it. Asked at the time of
/// acting: a factor reset since then counts no more.
///
/// # Errors
/// `accounts.second_factor_not_set_up`, `accounts.second_factor_needed`.
pub fn a_privileged_role_needs_a_second_factor(
    role: Role,
    kind: OrganisationKind,
    factor: SecondFactor,
    passed_in_this_session: bool,
) -> Result<(), Refusal> {
    if !is_privileged(role, kind) {
        return Ok(());
    }
    match factor {
        SecondFactor::None | SecondFactor::Pending => Err(refusals::second_factor_not_set_up()),
        SecondFactor::Confirmed { .. } if passed_in_this_session => Ok(()),
        SecondFactor::Confirmed { .. } => Err(refusals::second_factor_needed()),
    }
}

/// The last administrator of an organisation neither leaves it nor loses the role, unless the organisation has ended.
/// `after`: the person's roles there from now on.
///
/// # Errors
/// `accounts.last_administrator`.
pub fn an_organisation_keeps_an_administrator(
    before: &BTreeSet<Role>,
    after: &BTreeSet<Role>,
    administration: Administration,
) -> Result<(), Refusal> {
    let administers = |roles: &BTreeSet<Role>| roles.contains(&Role::OrganisationAdministrator);
    let loses_one = administers(before) && !administers(after);
    let kept = !loses_one || administration.others > 0 || administration.ended;
    if kept { Ok(()) } else { Err(refusals::last_administrator()) }
}

/// `by`: who changes them; `None` for the operator at the machine itself.
///
/// # Errors
/// `accounts.own_roles`.
pub fn nobody_changes_his_own_roles(person: Id, by: Option<Id>) -> Result<(), Refusal> {
    if by == Some(person) { Err(refusals::own_roles()) } else { Ok(()) }
}
