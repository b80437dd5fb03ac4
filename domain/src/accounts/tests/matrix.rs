//! Each state by each command in one view: the event that follows, or in brackets what stands in the way.

use super::*;

/// A table with a line for each command and a column for each state.
fn table<A: Aggregate>(states: &[(&str, Option<A::State>)], commands: &[(&str, A::Command)], at: Moment) -> String {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<29}")).collect();
        format!("{head:<22}{cells}").trim_end().to_owned() + "\n"
    };
    let cell = |state: Option<&A::State>, command: &A::Command| match A::decide(state, command.clone(), at) {
        Ok(events) => events.iter().map(A::name).collect::<Vec<_>>().join(", "),
        refused @ Err(_) => format!("({})", code(refused)),
    };
    let heads = states.iter().map(|(state, _)| (*state).to_owned()).collect();
    commands.iter().fold(line("", heads), |table, (head, command)| {
        table + &line(head, states.iter().map(|(_, state)| cell(state.as_ref(), command)).collect())
    })
}

#[test]
fn an_organisation_in_each_state_answers_each_command() {
    use OrganisationCommand as C;
    let reason = || "材料不符".to_owned();
    let register = || C::Register { facts: firm_facts() };
    let suspend = || C::Suspend { reason: reason() };
    let refuse = || C::Refuse { reason: reason() };
    let states = [
        ("none", None),
        ("applied", Organisation::told(&[register()])),
        ("confirmed", Organisation::told(&[register(), C::Confirm])),
        ("suspended", Organisation::told(&[register(), C::Confirm, suspend()])),
        ("refused", Organisation::told(&[register(), refuse()])),
        ("closed", Organisation::told(&[register(), C::Confirm, C::Close])),
    ];
    let commands = [
        ("register", register()),
        ("confirm", C::Confirm),
        ("refuse", refuse()),
        ("suspend", suspend()),
        ("reinstate", C::Reinstate),
        ("rename", C::Rename { name: "黑龙江某农业机械有限公司".into() }),
        ("close", C::Close),
    ];
    insta::assert_snapshot!(table::<Organisation>(&states, &commands, today()), @"
                          none                         applied                      confirmed                    suspended                    refused                      closed
    register              registered                   (organisation_registered)    (organisation_registered)    (organisation_registered)    (organisation_registered)    (organisation_registered)
    confirm               (organisation_unknown)       confirmed                    (organisation_confirmed)     (organisation_suspended)     (organisation_refused)       (organisation_closed)
    refuse                (organisation_unknown)       refused                      (organisation_confirmed)     (organisation_suspended)     (organisation_refused)       (organisation_closed)
    suspend               (organisation_unknown)       (organisation_not_confirmed) suspended                    (organisation_suspended)     (organisation_refused)       (organisation_closed)
    reinstate             (organisation_unknown)       (organisation_not_confirmed) (organisation_confirmed)     reinstated                   (organisation_refused)       (organisation_closed)
    rename                (organisation_unknown)       renamed                      renamed                      (organisation_suspended)     (organisation_refused)       (organisation_closed)
    close                 (organisation_unknown)       (organisation_not_confirmed) closed                       closed                       (organisation_refused)       (organisation_closed)
    ");
}

#[test]
fn a_person_in_each_state_answers_each_command() {
    use PersonCommand as C;
    let member = || join(FIRM, OrganisationKind::Enterprise, &[Role::EnterpriseMember]);
    let suspend = || C::Suspend { reason: SuspensionReason::Compromised };
    let states = [
        ("none", None),
        ("active", Person::told(&[member()])),
        ("factor pending", Person::told(&[member(), C::BeginSecondFactor])),
        ("factor confirmed", Person::told(&[member(), C::BeginSecondFactor, C::ConfirmSecondFactor])),
        ("suspended", Person::told(&[member(), suspend()])),
        ("without membership", Person::told(&[member(), leave(FIRM, WELL)])),
        ("erased", Person::told(&[member(), leave(FIRM, WELL), C::Erase])),
    ];
    let commands = [
        ("join", member()),
        ("join another", join(AGENCY, OrganisationKind::Agency, &[Role::Agent])),
        ("change roles", change_roles(FIRM, &[Role::OrganisationAdministrator], WELL)),
        ("leave", leave(FIRM, ALONE)),
        ("suspend", suspend()),
        ("reinstate", C::Reinstate),
        ("change password", C::ChangePassword),
        ("begin second factor", C::BeginSecondFactor),
        ("confirm second factor", C::ConfirmSecondFactor),
        ("reset second factor", C::ResetSecondFactor),
        ("change contact", C::ChangeContact),
        ("erase", C::Erase),
    ];
    insta::assert_snapshot!(table::<Person>(&states, &commands, today()), @"
                          none                         active                       factor pending               factor confirmed             suspended                    without membership           erased
    join                  joined                       (member_already)             (member_already)             (member_already)             (person_suspended)           joined                       (person_erased)
    join another          joined                       joined                       joined                       joined                       (person_suspended)           joined                       (person_erased)
    change roles          (person_unknown)             roles_changed                roles_changed                roles_changed                roles_changed                (member_not)                 (person_erased)
    leave                 (person_unknown)             left                         left                         left                         left                         (member_not)                 (person_erased)
    suspend               (person_unknown)             suspended                    suspended                    suspended                    (person_suspended)           suspended                    (person_erased)
    reinstate             (person_unknown)             (person_active)              (person_active)              (person_active)              reinstated                   (person_active)              (person_erased)
    change password       (person_unknown)             password_changed             password_changed             password_changed             (person_suspended)           password_changed             (person_erased)
    begin second factor   (person_unknown)             second_factor_begun          second_factor_begun          (second_factor_confirmed)    (person_suspended)           second_factor_begun          (person_erased)
    confirm second factor (person_unknown)             (second_factor_not_begun)    second_factor_confirmed      (second_factor_confirmed)    (person_suspended)           (second_factor_not_begun)    (person_erased)
    reset second factor   (person_unknown)             (second_factor_absent)       second_factor_reset          second_factor_reset          (second_factor_absent)       (second_factor_absent)       (person_erased)
    change contact        (person_unknown)             contact_changed              contact_changed              contact_changed              (person_suspended)           contact_changed              (person_erased)
    erase                 (person_unknown)             (member_still)               (member_still)               (member_still)               (member_still)               erased                       (person_erased)
    ");
}

#[test]
fn an_invitation_in_each_state_answers_each_command_in_time_and_after_it() {
    use InvitationCommand as C;
    let invite = || invite(OrganisationKind::Enterprise, &[Role::EnterpriseMember]);
    let states = [
        ("none", None),
        ("open", Invitation::told(&[invite()])),
        ("accepted", Invitation::told(&[invite(), C::Accept { person: WANG }])),
        ("withdrawn", Invitation::told(&[invite(), C::Withdraw])),
        ("expired", Invitation::replayed(&[InvitationEvent::Expired { organisation: FIRM, at: today() }])),
    ];
    let commands = [
        ("invite", invite()),
        ("accept", C::Accept { person: WANG }),
        ("withdraw", C::Withdraw),
        ("expire", C::Expire),
    ];
    insta::assert_snapshot!(table::<Invitation>(&states, &commands, today()), @"
                          none                         open                         accepted                     withdrawn                    expired
    invite                invited                      (invitation_open)            (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    accept                (invitation_unknown)         accepted                     (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    withdraw              (invitation_unknown)         withdrawn                    (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    expire                (invitation_unknown)         (invitation_open)            (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    ");
    insta::assert_snapshot!(table::<Invitation>(&states, &commands, noon("2026-03-09")), @"
                          none                         open                         accepted                     withdrawn                    expired
    invite                invited                      (invitation_open)            (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    accept                (invitation_unknown)         (invitation_expired)         (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    withdraw              (invitation_unknown)         (invitation_expired)         (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    expire                (invitation_unknown)         expired                      (invitation_used)            (invitation_withdrawn)       (invitation_expired)
    ");
}

#[test]
fn an_authorisation_in_each_state_answers_each_command_in_time_and_after_it() {
    use AuthorisationCommand as C;
    let granted = |until| C::Grant(grant(&[Power::Files, Power::Credit], until));
    let (enterprise, agency, last_day_on) = (FIRM, AGENCY, day("2026-12-31"));
    let expired = AuthorisationEvent::Expired { enterprise, agency, last_day_on };
    let states = [
        ("none", None),
        ("granted", Authorisation::told(&[granted(Some("2026-12-31"))])),
        ("granted for good", Authorisation::told(&[granted(None)])),
        ("withdrawn", Authorisation::told(&[granted(None), C::Withdraw])),
        ("expired", Authorisation::replayed(&[expired])),
    ];
    let commands = [
        ("grant", granted(Some("2027-12-31"))),
        ("limit", limit(&[Power::Files], Some("2026-12-31"))),
        ("withdraw", C::Withdraw),
        ("expire", C::Expire),
    ];
    insta::assert_snapshot!(table::<Authorisation>(&states, &commands, noon("2026-12-31")), @"
                          none                         granted                      granted for good             withdrawn                    expired
    grant                 granted                      (authorisation_granted)      (authorisation_granted)      (authorisation_withdrawn)    (authorisation_expired)
    limit                 (authorisation_unknown)      limited                      limited                      (authorisation_withdrawn)    (authorisation_expired)
    withdraw              (authorisation_unknown)      withdrawn                    withdrawn                    (authorisation_withdrawn)    (authorisation_expired)
    expire                (authorisation_unknown)      (authorisation_granted)      (authorisation_granted)      (authorisation_withdrawn)    (authorisation_expired)
    ");
    insta::assert_snapshot!(table::<Authorisation>(&states, &commands, noon("2027-01-01")), @"
                          none                         granted                      granted for good             withdrawn                    expired
    grant                 granted                      (authorisation_expired)      (authorisation_granted)      (authorisation_withdrawn)    (authorisation_expired)
    limit                 (authorisation_unknown)      (authorisation_expired)      (authorisation_end_passed)   (authorisation_withdrawn)    (authorisation_expired)
    withdraw              (authorisation_unknown)      (authorisation_expired)      withdrawn                    (authorisation_withdrawn)    (authorisation_expired)
    expire                (authorisation_unknown)      expired                      (authorisation_granted)      (authorisation_withdrawn)    (authorisation_expired)
    ");
}

#[test]
fn a_client_in_each_state_answers_each_command() {
    use ClientCommand as C;
    let made = || make(&["registry:read"]);
    let suspend = || C::Suspend { reason: "密钥泄露".into() };
    let states = [
        ("none", None),
        ("active", Client::told(&[made()])),
        ("suspended", Client::told(&[made(), suspend()])),
        ("revoked", Client::told(&[made(), C::Revoke])),
    ];
    let commands = [
        ("make", made()),
        ("rotate secret", C::RotateSecret),
        ("change scopes", change_scopes(&["financing:write"])),
        ("suspend", suspend()),
        ("reinstate", C::Reinstate),
        ("revoke", C::Revoke),
    ];
    insta::assert_snapshot!(table::<Client>(&states, &commands, today()), @"
                          none                         active                       suspended                    revoked
    make                  made                         (client_made)                (client_suspended)           (client_revoked)
    rotate secret         (client_unknown)             secret_rotated               (client_suspended)           (client_revoked)
    change scopes         (client_unknown)             scopes_changed               (client_suspended)           (client_revoked)
    suspend               (client_unknown)             suspended                    (client_suspended)           (client_revoked)
    reinstate             (client_unknown)             (client_active)              reinstated                   (client_revoked)
    revoke                (client_unknown)             revoked                      revoked                      (client_revoked)
    ");
}
