//! Clients: scopes, secrets, suspension.

use super::*;
use ClientCommand as C;

fn facts_of(commands: &[C]) -> ClientFacts {
    match Client::told(commands).expect("a state") {
        ClientState::Active { facts } | ClientState::Suspended { facts, .. } => facts,
        ClientState::Revoked { .. } => panic!("revoked"),
    }
}

#[test]
fn a_client_asks_for_what_its_kind_of_organisation_allows() {
    let made = |scopes: &[&str]| Client::decide(None, make(scopes), today());
    assert_eq!(code(made(&[])), "scopes_missing");
    assert_eq!(code(made(&["registry:read", "platform:rules"])), "scope_not_of_this_kind");
    assert!(made(&["registry:read", "financing:write"]).is_ok());
    let changed = |scopes: &[&str]| Client::then(&[make(&["registry:read"])], change_scopes(scopes), today());
    assert_eq!(code(changed(&["platform:rules"])), "scope_not_of_this_kind");
    assert_eq!(code(changed(&[])), "scopes_missing");
    assert_eq!(code(changed(&["registry:read"])), "nothing_changes");
    assert!(changed(&["financing:write"]).is_ok());
}

#[test]
fn the_secret_before_the_last_is_good_for_a_day() {
    let made = facts_of(&[make(&["registry:read"])]);
    assert!(client::a_secret_is_good(&made, 1, today()));
    assert!(!client::a_secret_is_good(&made, 0, today()));
    let rotated = facts_of(&[make(&["registry:read"]), C::RotateSecret]);
    let day_later = today().plus_seconds(86_400);
    let just_before = Moment::from_millis(day_later.millis() - 1).expect("a moment");
    assert!(client::a_secret_is_good(&rotated, 1, just_before));
    assert!(!client::a_secret_is_good(&rotated, 1, day_later));
    assert!(client::a_secret_is_good(&rotated, 2, day_later));
    assert!(!client::a_secret_is_good(&rotated, 3, today()));
    let twice = facts_of(&[make(&["registry:read"]), C::RotateSecret, C::RotateSecret]);
    assert!(!client::a_secret_is_good(&twice, 1, today()) && client::a_secret_is_good(&twice, 2, today()));
    assert!(!client::a_secret_is_good(&twice, u32::MAX, today()));
}

#[test]
fn only_an_active_client_acts() {
    let suspend = || C::Suspend { reason: "异常调用".into() };
    let may = |commands: &[C]| client::may_act(&Client::told(commands).expect("a state"));
    let made = || make(&["registry:read"]);
    assert!(may(&[made()]).is_ok());
    assert_eq!(code(may(&[made(), suspend()])), "client_suspended");
    assert!(may(&[made(), suspend(), C::Reinstate]).is_ok());
    assert_eq!(code(may(&[made(), suspend(), C::Revoke])), "client_revoked");
    assert_eq!(Client::told(&[made(), C::Revoke]).expect("a state").organisation(), BANK);
}
