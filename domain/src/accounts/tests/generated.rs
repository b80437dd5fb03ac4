//! Commands as anybody could send them, in any order and at any time.

use proptest::collection::{btree_set, vec};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// A command and the moment at which it is sent; moments do not go back.
pub(super) fn sent<C: Debug + Clone>(command: impl Strategy<Value = C>) -> impl Strategy<Value = Vec<(C, Moment)>> {
    // Some hours apart, so that what lasts a week ends within a story as often as not.
    vec((command, 0_u32..200_000), 1..20).prop_map(|steps| {
        let mut now = today();
        let mut step = |(command, later)| {
            now = now.plus_seconds(later);
            (command, now)
        };
        steps.into_iter().map(&mut step).collect()
    })
}

fn ids() -> impl Strategy<Value = Id> {
    select(vec![FIRM, AGENCY, BANK, PLATFORM])
}

fn people() -> impl Strategy<Value = Id> {
    select(vec![LI, WANG])
}

fn kinds() -> impl Strategy<Value = OrganisationKind> {
    select(OrganisationKind::ALL)
}

/// Any kind and, mostly, roles of it.
fn kinds_and_roles() -> impl Strategy<Value = (OrganisationKind, BTreeSet<Role>)> {
    kinds().prop_flat_map(|kind| {
        let fit: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.organisations().contains(&kind)).collect();
        let fitting = btree_set(select(fit), 0..3);
        let any = btree_set(select(Role::ALL), 0..3);
        (Just(kind), prop_oneof![5 => fitting, 1 => any])
    })
}

fn reasons() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[甲乙丙 ]{1,5}"]
}

fn facts() -> impl Strategy<Value = OrganisationFacts> {
    let failing = Uscc::parse("91350211M0000XUF46").ok();
    let uscc = select(vec![firm_facts().uscc, firm_facts().uscc, failing, None]);
    ("[甲乙丙]{1,4}", kinds(), uscc).prop_map(|(name, kind, uscc)| OrganisationFacts { name, kind, uscc })
}

pub(super) fn of_organisations() -> impl Strategy<Value = OrganisationCommand> {
    use OrganisationCommand as C;
    prop_oneof![
        3 => facts().prop_map(|facts| C::Register { facts }),
        4 => Just(C::Confirm),
        1 => reasons().prop_map(|reason| C::Refuse { reason }),
        3 => reasons().prop_map(|reason| C::Suspend { reason }),
        3 => Just(C::Reinstate),
        3 => "[甲乙丙]{1,4}".prop_map(|name| C::Rename { name }),
        1 => Just(C::Close),
    ]
}

fn administrations() -> impl Strategy<Value = Administration> {
    (0_u32..3, any::<bool>()).prop_map(|(others, ended)| Administration { others, ended })
}

pub(super) fn of_people() -> impl Strategy<Value = PersonCommand> {
    use PersonCommand as C;
    let suspensions = [SuspensionReason::Compromised, SuspensionReason::Unused];
    let changes = (people(), weighted(0.8, people()), ids(), kinds_and_roles(), administrations());
    prop_oneof![
        6 => (ids(), kinds_and_roles())
            .prop_map(|(organisation, (kind, roles))| C::Join { organisation, kind, roles }),
        3 => changes.prop_map(|(person, by, organisation, (_, roles), administration)| {
            C::ChangeRoles { person, by, organisation, roles, administration }
        }),
        4 => (ids(), administrations())
            .prop_map(|(organisation, administration)| C::Leave { organisation, administration }),
        1 => select(suspensions.to_vec()).prop_map(|reason| C::Suspend { reason }),
        2 => Just(C::Reinstate),
        1 => Just(C::ChangePassword),
        2 => Just(C::BeginSecondFactor),
        2 => Just(C::ConfirmSecondFactor),
        1 => Just(C::ResetSecondFactor),
        1 => Just(C::ChangeContact),
        1 => Just(C::Erase),
    ]
}

pub(super) fn of_invitations() -> impl Strategy<Value = InvitationCommand> {
    use InvitationCommand as C;
    let invites = (ids(), kinds_and_roles(), weighted(0.8, people()));
    prop_oneof![
        4 => invites.prop_map(|(organisation, (kind, roles), invited_by)| {
            C::Invite { organisation, kind, roles, invited_by }
        }),
        1 => people().prop_map(|person| C::Accept { person }),
        1 => Just(C::Withdraw),
        2 => Just(C::Expire),
    ]
}

fn powers() -> impl Strategy<Value = BTreeSet<Power>> {
    btree_set(select(Power::ALL), 0..6)
}

fn last_days() -> impl Strategy<Value = Option<NaiveDate>> {
    let days = (0_u64..1_200).prop_map(|later| day("2026-03-01").checked_add_days(chrono::Days::new(later)));
    let soon = (0_u64..12).prop_map(|later| day("2026-03-01").checked_add_days(chrono::Days::new(later)));
    prop_oneof![2 => soon, 2 => days, 1 => Just(None)]
}

pub(super) fn of_authorisations() -> impl Strategy<Value = AuthorisationCommand> {
    use AuthorisationCommand as C;
    let grants = (powers(), last_days(), weighted(0.1, kinds()), any::<bool>());
    prop_oneof![
        4 => grants.prop_map(|(powers, until_on, other, agency_may_act)| {
            let agency_kind = other.unwrap_or(OrganisationKind::Agency);
            C::Grant(Grant { powers, until_on, agency_kind, agency_may_act, ..grant(&[], None) })
        }),
        3 => (powers(), last_days()).prop_map(|(powers, until_on)| C::Limit { powers, until_on }),
        1 => Just(C::Withdraw),
        1 => Just(C::Expire),
    ]
}

pub(super) fn of_clients() -> impl Strategy<Value = ClientCommand> {
    use ClientCommand as C;
    let scopes = || btree_set("(a|b|c):(read|write)", 0..3);
    let allowed = || words(&["a:read", "a:write", "b:read", "b:write"]);
    prop_oneof![
        3 => (ids(), "[甲乙丙]{1,4}", scopes()).prop_map(move |(organisation, name, scopes)| {
            C::Make { organisation, name, scopes, allowed: allowed() }
        }),
        3 => Just(C::RotateSecret),
        3 => scopes().prop_map(move |scopes| C::ChangeScopes { scopes, allowed: allowed() }),
        2 => reasons().prop_map(|reason| C::Suspend { reason }),
        3 => Just(C::Reinstate),
        1 => Just(C::Revoke),
    ]
}
