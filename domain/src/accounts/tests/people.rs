//! People: joining, roles, leaving, the second factor, suspension and erasure.

use super::*;
use OrganisationKind as K;
use PersonCommand as C;

fn administrator() -> C {
    join(FIRM, K::Enterprise, &[Role::OrganisationAdministrator])
}

fn after(commands: &[C], command: C) -> Result<Vec<PersonEvent>, Refusal> {
    Person::then(commands, command, today())
}

#[test]
fn the_last_administrator_neither_leaves_nor_loses_the_role() {
    let member = |administration| change_roles(FIRM, &[Role::EnterpriseMember], administration);
    for command in [leave(FIRM, ALONE), member(ALONE)] {
        assert_eq!(code(after(&[administrator()], command)), "last_administrator");
    }
    for command in [leave(FIRM, WELL), member(WELL)] {
        assert!(after(&[administrator()], command).is_ok());
    }
    let both = change_roles(FIRM, &[Role::OrganisationAdministrator, Role::EnterpriseMember], ALONE);
    assert!(after(&[administrator()], both).is_ok());
}

#[test]
fn an_organisation_that_has_ended_needs_no_administrator() {
    let ended = Administration { others: 0, ended: true };
    assert!(after(&[administrator()], leave(FIRM, ended)).is_ok());
}

#[test]
fn nobody_changes_his_own_roles_whatever_they_are() {
    let by = |by| C::ChangeRoles {
        person: LI,
        by,
        organisation: FIRM,
        roles: roles(&[Role::EnterpriseMember]),
        administration: WELL,
    };
    assert_eq!(code(after(&[administrator()], by(Some(LI)))), "own_roles");
    assert!(after(&[administrator()], by(Some(WANG))).is_ok());
    assert!(after(&[administrator()], by(None)).is_ok());
}

#[test]
fn one_of_the_three_administrators_joins_nothing_else() {
    let system = join(PLATFORM, K::Platform, &[Role::SystemAdministrator]);
    let apart = |told: C, command: C| assert_eq!(code(after(&[told], command)), "administrators_apart");
    apart(system.clone(), administrator());
    apart(system.clone(), change_roles(PLATFORM, &[Role::SystemAdministrator, Role::AuditAdministrator], WELL));
    apart(administrator(), system.clone());
    assert!(after(&[system], change_roles(PLATFORM, &[Role::AuditAdministrator], WELL)).is_ok());
}

#[test]
fn roles_are_of_the_kind_of_the_organisation() {
    assert_eq!(code(after(&[], join(FIRM, K::Enterprise, &[Role::BankApprover]))), "role_not_of_this_kind");
    assert_eq!(code(after(&[], join(FIRM, K::Enterprise, &[]))), "roles_missing");
    assert_eq!(code(after(&[administrator()], change_roles(FIRM, &[Role::Agent], WELL))), "role_not_of_this_kind");
}

#[test]
fn roles_are_changed_where_one_is_a_member_and_only_to_others() {
    let same = change_roles(FIRM, &[Role::OrganisationAdministrator], WELL);
    assert_eq!(code(after(&[administrator()], same)), "nothing_changes");
    assert_eq!(code(after(&[administrator()], change_roles(BANK, &[Role::LoanOfficer], WELL))), "member_not");
    assert_eq!(code(after(&[administrator()], leave(BANK, WELL))), "member_not");
    assert_eq!(code(after(&[administrator()], administrator())), "member_already");
}

#[test]
fn one_person_is_a_member_of_several_organisations() {
    let state = Person::told(&[administrator(), join(BANK, K::Bank, &[Role::LoanOfficer])]).expect("a state");
    let facts = state.facts().expect("not erased");
    assert_eq!(facts.memberships.keys().copied().collect::<Vec<_>>(), [BANK, FIRM]);
    assert_eq!(facts.memberships[&BANK], Membership { kind: K::Bank, roles: roles(&[Role::LoanOfficer]) });
}

#[test]
fn a_second_factor_counts_from_its_confirmation_until_it_is_reset() {
    let factor = |commands: &[C]| {
        let told = [vec![administrator()], commands.to_vec()].concat();
        Person::told(&told).and_then(|state| state.facts().map(|facts| facts.second_factor))
    };
    assert_eq!(factor(&[]), Some(SecondFactor::None));
    assert_eq!(factor(&[C::BeginSecondFactor, C::BeginSecondFactor]), Some(SecondFactor::Pending));
    let confirmed = [C::BeginSecondFactor, C::ConfirmSecondFactor];
    assert_eq!(factor(&confirmed), Some(SecondFactor::Confirmed { since: today() }));
    let reset = [confirmed.to_vec(), vec![C::ResetSecondFactor]].concat();
    assert_eq!(factor(&reset), Some(SecondFactor::None));
}

#[test]
fn a_reinstated_person_has_what_the_suspension_left() {
    let told = vec![administrator(), C::BeginSecondFactor, C::ConfirmSecondFactor];
    let suspended = [told.clone(), vec![C::Suspend { reason: SuspensionReason::Unused }]].concat();
    let may = |commands: &[C]| person::may_act(&Person::told(commands).expect("a state"));
    assert_eq!(code(may(&suspended)), "person_suspended");
    let reinstated = [suspended.clone(), vec![C::Reinstate]].concat();
    assert_eq!(Person::told(&reinstated), Person::told(&told));
    assert!(may(&reinstated).is_ok());
    let relieved = [suspended, vec![leave(FIRM, WELL), C::ResetSecondFactor, C::Reinstate]].concat();
    let facts = PersonFacts::default();
    assert_eq!(Person::told(&relieved), Some(PersonState::Active { facts }));
}

#[test]
fn a_person_is_erased_after_leaving_everywhere_and_only_the_day_remains() {
    assert_eq!(code(after(&[administrator()], C::Erase)), "member_still");
    let erased = Person::told(&[administrator(), leave(FIRM, WELL), C::Erase]).expect("a state");
    assert_eq!(erased, PersonState::Erased { on: day("2026-03-02") });
    assert_eq!(code(person::may_act(&erased)), "person_erased");
    assert_eq!(serde_json::to_string(&erased).ok().as_deref(), Some(r#"{"state":"erased","on":"2026-03-02"}"#));
}
