//! Authorisations: who grants them to whom, how they are narrowed, and on which days they cover what.

use super::*;
use AuthorisationCommand as C;
use OrganisationKind as K;

const BOTH: &[Power] = &[Power::Files, Power::Credit];

fn granted(grant: Grant) -> Result<Vec<AuthorisationEvent>, Refusal> {
    Authorisation::decide(None, C::Grant(grant), today())
}

#[test]
fn an_enterprise_authorises_a_confirmed_agency() {
    let sound = || grant(BOTH, None);
    assert!(granted(sound()).is_ok());
    let from = Grant { enterprise_kind: K::Bank, ..sound() };
    assert_eq!(code(granted(from)), "authorisation_only_from_enterprise");
    let to = Grant { agency_kind: K::Bank, ..sound() };
    assert_eq!(code(granted(to)), "authorisation_only_to_agency");
    let suspended = Grant { agency_may_act: false, ..sound() };
    assert_eq!(code(granted(suspended)), "authorisation_agency_cannot_act");
    assert_eq!(code(granted(grant(&[], None))), "powers_missing");
}

#[test]
fn an_authorisation_ends_between_today_and_the_same_day_three_years_on() {
    let until = |until| granted(grant(BOTH, Some(until)));
    assert_eq!(code(until("2026-03-01")), "authorisation_end_passed");
    assert!(until("2026-03-02").is_ok());
    assert!(until("2029-03-02").is_ok());
    assert_eq!(code(until("2029-03-03")), "authorisation_too_long");
}

#[test]
fn an_authorisation_is_only_narrowed() {
    let limited = |until, limit| Authorisation::then(&[C::Grant(grant(BOTH, until))], limit, today());
    let bounded = |limit| limited(Some("2026-12-31"), limit);
    for wider in [
        limit(&[Power::Files, Power::Credit, Power::Mediation], Some("2026-12-31")),
        limit(&[Power::Mediation], Some("2026-12-31")),
        limit(BOTH, Some("2027-01-01")),
        limit(&[Power::Files], None),
    ] {
        assert_eq!(code(bounded(wider)), "authorisation_only_narrows");
    }
    assert_eq!(code(bounded(limit(BOTH, Some("2026-12-31")))), "nothing_changes");
    assert_eq!(code(bounded(limit(&[], Some("2026-12-31")))), "powers_missing");
    assert_eq!(code(bounded(limit(BOTH, Some("2026-03-01")))), "authorisation_end_passed");
    assert!(bounded(limit(BOTH, Some("2026-12-30"))).is_ok());
    assert!(bounded(limit(&[Power::Credit], Some("2026-12-31"))).is_ok());
    assert!(limited(None, limit(&[Power::Files], None)).is_ok());
    assert!(limited(None, limit(BOTH, Some("2031-01-01"))).is_ok());
}

#[test]
fn an_authorisation_covers_its_powers_up_to_and_with_its_last_day() {
    let state = Authorisation::told(&[C::Grant(grant(BOTH, Some("2026-12-31")))]).expect("a state");
    assert!(authorisation::covers(&state, Power::Files, day("2026-12-31")).is_ok());
    let next_day = authorisation::covers(&state, Power::Files, day("2027-01-01"));
    assert_eq!(code(next_day), "authorisation_expired");
    let other = authorisation::covers(&state, Power::Financing, day("2026-06-01"));
    assert_eq!(code(other), "authorisation_lacks_power");
    let for_good = Authorisation::told(&[C::Grant(grant(BOTH, None))]).expect("a state");
    assert!(authorisation::covers(&for_good, Power::Credit, day("2099-01-01")).is_ok());
    let withdrawn = Authorisation::told(&[C::Grant(grant(BOTH, None)), C::Withdraw]).expect("a state");
    let covered = authorisation::covers(&withdrawn, Power::Credit, day("2026-03-02"));
    assert_eq!(code(covered), "authorisation_withdrawn");
}

#[test]
fn the_sweep_shows_the_last_day_and_does_not_make_it() {
    let state = Authorisation::told(&[C::Grant(grant(BOTH, Some("2026-12-31")))]);
    let swept = Authorisation::decide(state.as_ref(), C::Expire, noon("2027-02-01")).expect("expired");
    let last_day_on = day("2026-12-31");
    assert_eq!(swept, [AuthorisationEvent::Expired { enterprise: FIRM, agency: AGENCY, last_day_on }]);
    let expired = Authorisation::replayed(&swept).expect("a state");
    assert_eq!(expired.parties(), (FIRM, AGENCY));
    let covered = authorisation::covers(&expired, Power::Files, day("2026-06-01"));
    assert_eq!(code(covered), "authorisation_expired");
    assert_eq!(code(Authorisation::decide(Some(&expired), C::Expire, noon("2027-02-01"))), "authorisation_expired");
}
