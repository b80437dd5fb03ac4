//! The rules on roles, each for itself.

use super::*;
use OrganisationKind as K;

fn held(roles_held: &[(Id, K, &[Role])]) -> Memberships {
    let membership = |kind: &K, held: &[Role]| Membership { kind: *kind, roles: roles(held) };
    roles_held.iter().map(|(id, kind, held)| (*id, membership(kind, held))).collect()
}

#[test]
fn a_role_belongs_to_the_kinds_that_the_list_says_and_to_no_other() {
    for role in Role::ALL {
        for kind in K::ALL {
            let belongs = a_role_belongs_to_its_kind_of_organisation(*kind, &roles(&[*role])).is_ok();
            assert_eq!(belongs, role.organisations().contains(kind), "{role} {kind}");
        }
    }
}

#[test]
fn the_three_are_kept_apart_within_one_organisation_and_across_all() {
    let three = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];
    for one in three {
        assert!(the_three_administrators_are_kept_apart(&held(&[(PLATFORM, K::Platform, &[one])])).is_ok());
        for other in Role::ALL.iter().filter(|other| **other != one) {
            let together = held(&[(PLATFORM, K::Platform, &[one, *other])]);
            let elsewhere = held(&[(PLATFORM, K::Platform, &[one]), (FIRM, K::Enterprise, &[*other])]);
            for memberships in [together, elsewhere] {
                let apart = the_three_administrators_are_kept_apart(&memberships);
                assert_eq!(code(apart), "administrators_apart", "{one} {other}");
            }
        }
    }
    let others = held(&[(FIRM, K::Enterprise, &[Role::OrganisationAdministrator, Role::EnterpriseMember])]);
    assert!(the_three_administrators_are_kept_apart(&others).is_ok());
}

#[test]
fn a_privileged_role_is_used_with_a_second_factor_passed_in_this_session() {
    let asked = |factor, passed| {
        a_privileged_role_needs_a_second_factor(Role::DecidingOfficer, K::CreditAuthority, factor, passed)
    };
    let confirmed = SecondFactor::Confirmed { since: today() };
    assert_eq!(code(asked(SecondFactor::None, false)), "second_factor_not_set_up");
    assert_eq!(code(asked(SecondFactor::Pending, true)), "second_factor_not_set_up");
    assert_eq!(code(asked(confirmed, false)), "second_factor_needed");
    assert!(asked(confirmed, true).is_ok());
    let plain = a_privileged_role_needs_a_second_factor(Role::Agent, K::Agency, SecondFactor::None, false);
    assert!(plain.is_ok());
}

#[test]
fn an_administrator_is_privileged_where_he_gives_such_roles() {
    let privileged: Vec<K> =
        K::ALL.iter().copied().filter(|kind| is_privileged(Role::OrganisationAdministrator, *kind)).collect();
    assert_eq!(privileged, [K::Bank, K::ProtectionCentre, K::CreditAuthority]);
    for kind in K::ALL.iter().filter(|kind| !privileged.contains(kind) && **kind != K::Platform) {
        let gives = Role::ALL.iter().any(|role| role.is_privileged() && role.organisations().contains(kind));
        assert!(!gives, "{kind}");
    }
}
