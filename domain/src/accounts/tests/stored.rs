//! The stored form: what was journalled yesterday is read tomorrow.

use serde_json::{Value, json};

use super::*;
use OrganisationKind as K;

/// One of each event as it is stored today. Lines may be added; those that stand are never changed.
const STORED: &str = include_str!("events_v1.json");

fn organisations() -> Vec<OrganisationEvent> {
    use OrganisationEvent as E;
    let (at, confirmed_at) = (today(), noon("2026-02-01"));
    let (facts, reason) = (firm_facts, || "年检未通过".to_owned());
    let bare = OrganisationFacts { name: "平台".into(), kind: K::Platform, uscc: None };
    vec![
        E::Registered { at, facts: facts() },
        E::Registered { at, facts: bare },
        E::Confirmed { at, facts: facts() },
        E::Refused { at, reason: reason(), facts: facts() },
        E::Suspended { at, reason: reason(), confirmed_at, facts: facts() },
        E::Reinstated { confirmed_at, facts: facts() },
        E::Renamed { at, facts: facts() },
        E::Closed { at, facts: facts() },
    ]
}

fn people() -> Vec<PersonEvent> {
    use PersonEvent as E;
    let (organisation, kind, since) = (FIRM, K::Enterprise, today());
    let suspended = |reason| E::Suspended { since, reason };
    vec![
        E::Joined { organisation, kind, roles: roles(&[Role::OrganisationAdministrator, Role::EnterpriseMember]) },
        E::RolesChanged { organisation, kind, roles: roles(&[Role::EnterpriseMember]) },
        E::Left { organisation },
        suspended(SuspensionReason::Compromised),
        suspended(SuspensionReason::AskedByOrganisation),
        suspended(SuspensionReason::BrokeRules),
        suspended(SuspensionReason::Unused),
        E::Reinstated,
        E::PasswordChanged,
        E::SecondFactorBegun,
        E::SecondFactorConfirmed { since },
        E::SecondFactorReset,
        E::ContactChanged,
        E::Erased { on: day("2026-03-02") },
    ]
}

fn invitations() -> Vec<InvitationEvent> {
    use InvitationEvent as E;
    let (organisation, at, expires_at) = (FIRM, today(), noon("2026-03-09"));
    let invited = |invited_by| E::Invited {
        organisation,
        kind: K::Enterprise,
        roles: roles(&[Role::EnterpriseMember]),
        invited_by,
        expires_at,
    };
    vec![
        invited(Some(LI)),
        invited(None),
        E::Accepted { organisation, by: WANG, at },
        E::Withdrawn { organisation, at },
        E::Expired { organisation, at: expires_at },
    ]
}

fn authorisations() -> Vec<AuthorisationEvent> {
    use AuthorisationEvent as E;
    let (enterprise, agency, last_day_on) = (FIRM, AGENCY, day("2026-12-31"));
    let powers = || Power::ALL.iter().copied().collect();
    vec![
        E::Granted { enterprise, agency, powers: powers(), until_on: None },
        E::Limited { enterprise, agency, powers: [Power::Files].into(), until_on: Some(last_day_on) },
        E::Withdrawn { enterprise, agency, at: today() },
        E::Expired { enterprise, agency, last_day_on },
    ]
}

fn clients() -> Vec<ClientEvent> {
    use ClientEvent as E;
    let (organisation, name, scopes) = (BANK, || "核心系统".to_owned(), words(&["registry:read"]));
    let first = ClientFacts { organisation, name: name(), scopes, generation: 1, older_until: None };
    let second = || ClientFacts { generation: 2, older_until: Some(noon("2026-03-03")), ..first.clone() };
    vec![
        E::Made { facts: first.clone() },
        E::SecretRotated { facts: second() },
        E::ScopesChanged { facts: second() },
        E::Suspended { since: today(), reason: "密钥泄露".into(), facts: second() },
        E::Reinstated { facts: second() },
        E::Revoked { at: today(), organisation, name: name() },
    ]
}

fn file() -> Value {
    serde_json::from_str(STORED).expect("the file is JSON")
}

fn stands<E: Debug + PartialEq + Serialize + DeserializeOwned>(
    aggregate: &str,
    events: &[E],
    name: fn(&E) -> &'static str,
    names: &[&str],
) {
    let stored = &file()[aggregate];
    assert_eq!(&serde_json::to_value(events).expect("storable"), stored, "{aggregate}");
    let read: Vec<E> = serde_json::from_value(stored.clone()).expect("what was stored is readable");
    assert_eq!(read, events);
    for (event, stored) in events.iter().zip(stored.as_array().expect("a list")) {
        assert_eq!(stored["event"], name(event));
    }
    let said: BTreeSet<&str> = events.iter().map(name).collect();
    assert_eq!(said, names.iter().copied().collect(), "one of each");
}

#[test]
fn events_are_stored_as_the_file_has_them_and_read_as_they_were_meant() {
    let names = ["registered", "confirmed", "refused", "suspended", "reinstated", "renamed", "closed"];
    stands("organisation", &organisations(), OrganisationEvent::name, &names);
    let names = [
        "joined",
        "roles_changed",
        "left",
        "suspended",
        "reinstated",
        "password_changed",
        "second_factor_begun",
        "second_factor_confirmed",
        "second_factor_reset",
        "contact_changed",
        "erased",
    ];
    stands("person", &people(), PersonEvent::name, &names);
    let names = ["invited", "accepted", "withdrawn", "expired"];
    stands("invitation", &invitations(), InvitationEvent::name, &names);
    let names = ["granted", "limited", "withdrawn", "expired"];
    stands("authorisation", &authorisations(), AuthorisationEvent::name, &names);
    let names = ["made", "secret_rotated", "scopes_changed", "suspended", "reinstated", "revoked"];
    stands("client", &clients(), ClientEvent::name, &names);
}

#[test]
fn a_field_added_later_does_not_hinder_the_reader_of_today() {
    for (aggregate, events) in file().as_object().expect("by aggregate") {
        for mut event in events.as_array().expect("a list").clone() {
            event["added_later"] = json!({"any": ["thing", 1]});
            let read = match aggregate.as_str() {
                "organisation" => serde_json::from_value::<OrganisationEvent>(event).is_ok(),
                "person" => serde_json::from_value::<PersonEvent>(event).is_ok(),
                "invitation" => serde_json::from_value::<InvitationEvent>(event).is_ok(),
                "authorisation" => serde_json::from_value::<AuthorisationEvent>(event).is_ok(),
                "client" => serde_json::from_value::<ClientEvent>(event).is_ok(),
                other => panic!("{other}"),
            };
            assert!(read, "{aggregate}");
        }
    }
}

#[test]
fn a_state_is_stored_with_its_name_and_its_facts() {
    let state = Person::replayed(&people()[..1]);
    assert_eq!(
        serde_json::to_value(state).expect("storable"),
        json!({
            "state": "active",
            "facts": {
                "memberships": {
                    "00000000-0000-0000-0000-0000000000f1": {
                        "kind": "enterprise",
                        "roles": ["organisation_administrator", "enterprise_member"],
                    },
                },
                "second_factor": {"factor": "none"},
            },
        })
    );
}
