//! Organisations: what they are registered under, and when they may act.

use super::*;
use OrganisationCommand as C;
use OrganisationKind as K;

fn register(facts: OrganisationFacts) -> Result<Vec<OrganisationEvent>, Refusal> {
    organisation::decide(None, C::Register { facts }, today())
}

fn registered() -> C {
    C::Register { facts: firm_facts() }
}

#[test]
fn a_code_whose_check_character_fails_is_not_registered() {
    let uscc = Uscc::parse("91350211M0000XUF46").ok();
    let refusal = register(OrganisationFacts { uscc, ..firm_facts() }).expect_err("a refusal");
    assert_eq!((refusal.code, refusal.basis), ("accounts.uscc_check_character_fails", Some("GB 32100-2015")));
}

#[test]
fn those_that_trade_have_a_code_and_bodies_of_the_state_may_lack_one() {
    let without = |kind| register(OrganisationFacts { kind, uscc: None, ..firm_facts() });
    for kind in [K::Enterprise, K::Agency, K::Bank, K::Guarantor, K::Insurer, K::Appraiser] {
        assert_eq!(code(without(kind)), "uscc_missing", "{kind}");
    }
    for kind in [K::ProtectionCentre, K::MediationOrganisation, K::CreditAuthority, K::Regulator, K::Platform] {
        assert!(without(kind).is_ok(), "{kind}");
    }
}

#[test]
fn a_name_has_two_to_a_hundred_characters_without_the_blanks_around_it() {
    let named = |name: &str| register(OrganisationFacts { name: name.to_owned(), ..firm_facts() });
    for (name, refused) in [
        ("知", "name_length"),
        (" 知 ", "name_length"),
        ("", "name_length"),
        (&*"知".repeat(101), "name_length"),
        ("知\n权", "name_characters"),
    ] {
        assert_eq!(code(named(name)), refused, "{name:?}");
    }
    assert!(named(&"知".repeat(100)).is_ok());
    let events = named(" 知权 ").expect("a name");
    assert_eq!(Organisation::replayed(&events).expect("a state").facts().name, "知权");
}

#[test]
fn a_reason_is_said_and_is_bounded() {
    for reason in [String::new(), "  ".into(), "因".repeat(501)] {
        assert_eq!(code(Organisation::then(&[registered()], C::Refuse { reason }, today())), "reason_length");
    }
}

#[test]
fn only_a_confirmed_organisation_acts() {
    let reason = || "年检未通过".to_owned();
    let may = |commands: &[C]| organisation::may_act(&Organisation::told(commands).expect("a state"));
    assert_eq!(code(may(&[registered()])), "organisation_not_confirmed");
    assert!(may(&[registered(), C::Confirm]).is_ok());
    let suspended = [registered(), C::Confirm, C::Suspend { reason: reason() }];
    assert_eq!(code(may(&suspended)), "organisation_suspended");
    assert!(may(&[suspended.to_vec(), vec![C::Reinstate]].concat()).is_ok());
    assert_eq!(code(may(&[registered(), C::Refuse { reason: reason() }])), "organisation_refused");
    assert_eq!(code(may(&[registered(), C::Confirm, C::Close])), "organisation_closed");
}

#[test]
fn a_suspension_keeps_the_day_of_the_confirmation() {
    let confirmed = Organisation::told(&[registered(), C::Confirm]);
    let later = noon("2026-05-01");
    let suspend = C::Suspend { reason: "投诉".into() };
    let events = organisation::decide(confirmed.as_ref(), suspend, later).expect("suspended");
    let suspended = organisation::apply(confirmed.clone(), &events[0]);
    assert!(matches!(&suspended, OrganisationState::Suspended { since, .. } if *since == later));
    let events = organisation::decide(Some(&suspended), C::Reinstate, noon("2026-06-01")).expect("reinstated");
    assert_eq!(Some(organisation::apply(Some(suspended), &events[0])), confirmed);
}

#[test]
fn a_new_name_leaves_the_rest_as_it_was() {
    let rename = |name: &str| C::Rename { name: name.to_owned() };
    assert_eq!(code(Organisation::then(&[registered()], rename(&firm_facts().name), today())), "nothing_changes");
    let renamed = Organisation::told(&[registered(), C::Confirm, rename("知权农机")]).expect("a state");
    let facts = OrganisationFacts { name: "知权农机".into(), ..firm_facts() };
    assert_eq!(renamed, OrganisationState::Confirmed { confirmed_at: today(), facts });
}
