//! Invitations: what is offered, and for how long.

use super::*;
use InvitationCommand as C;
use OrganisationKind as K;

fn offer(kind: K, offered: &[Role]) -> Result<Vec<InvitationEvent>, Refusal> {
    Invitation::decide(None, invite(kind, offered), today())
}

fn open() -> C {
    invite(K::Enterprise, &[Role::EnterpriseMember])
}

#[test]
fn an_invitation_offers_what_a_person_could_hold() {
    assert_eq!(code(offer(K::Enterprise, &[])), "roles_missing");
    assert_eq!(code(offer(K::Enterprise, &[Role::Mediator])), "role_not_of_this_kind");
    let two = [Role::SystemAdministrator, Role::AuditAdministrator];
    assert_eq!(code(offer(K::Platform, &two)), "administrators_apart");
    assert!(offer(K::Bank, &[Role::LoanOfficer, Role::ProductManager]).is_ok());
}

#[test]
fn an_invitation_is_open_for_seven_days_to_the_millisecond() {
    let state = Invitation::told(&[open()]);
    let ends = today().plus_seconds(7 * 86_400);
    let millisecond_before = Moment::from_millis(ends.millis() - 1).expect("a moment");
    let accept = |at| Invitation::decide(state.as_ref(), C::Accept { person: WANG }, at);
    assert!(accept(millisecond_before).is_ok());
    assert_eq!(code(accept(ends)), "invitation_expired");
}

#[test]
fn the_sweep_shows_the_end_and_does_not_make_it() {
    let state = Invitation::told(&[open()]);
    let ends = today().plus_seconds(7 * 86_400);
    assert_eq!(code(Invitation::decide(state.as_ref(), C::Expire, today())), "invitation_open");
    let swept_late = Invitation::decide(state.as_ref(), C::Expire, noon("2026-04-01")).expect("expired");
    assert_eq!(swept_late, [InvitationEvent::Expired { organisation: FIRM, at: ends }]);
    let expired = Invitation::replayed(&swept_late);
    let accept = C::Accept { person: WANG };
    assert_eq!(code(Invitation::decide(expired.as_ref(), accept, today())), "invitation_expired");
}

#[test]
fn an_invitation_is_used_once_and_not_after_it_was_withdrawn() {
    let accept = || C::Accept { person: WANG };
    assert_eq!(code(Invitation::then(&[open(), accept()], accept(), today())), "invitation_used");
    assert_eq!(code(Invitation::then(&[open(), C::Withdraw], accept(), today())), "invitation_withdrawn");
    let accepted = Invitation::told(&[open(), accept()]).expect("a state");
    assert_eq!(accepted, InvitationState::Accepted { organisation: FIRM, by: WANG, at: today() });
    assert_eq!(accepted.organisation(), FIRM);
}
