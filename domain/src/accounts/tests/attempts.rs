//! Guessing is slowed, and the owner is not locked out.

use proptest::prelude::*;

use super::*;
use crate::accounts::attempts::{after_a_failure, delay_after, may_try, seconds_to_wait};

fn numbers() -> AccountsNumbers {
    shipped().on(today().legal_day())
}

fn failed(count: u32) -> Option<Failures> {
    Some(Failures { count, last_at: today() })
}

#[test]
fn the_first_four_are_free_then_the_delay_doubles_up_to_a_quarter_of_an_hour() {
    let delays: Vec<u32> = (0..=16).map(|failures| delay_after(failures, 4, 900)).collect();
    assert_eq!(delays, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    assert_eq!(delay_after(u32::MAX, 4, 900), 900);
}

#[test]
fn an_address_is_given_more_room_than_a_login() {
    let of_address = |count| FailuresSoFar { of_address: failed(count), ..FailuresSoFar::default() };
    assert_eq!(seconds_to_wait(&of_address(19), &numbers(), today()), 0);
    assert_eq!(seconds_to_wait(&of_address(20), &numbers(), today()), 1);
    let of_login = FailuresSoFar { of_login: failed(5), ..FailuresSoFar::default() };
    assert_eq!(seconds_to_wait(&of_login, &numbers(), today()), 1);
}

#[test]
fn the_wait_runs_from_the_last_failure_and_ends() {
    let so_far = FailuresSoFar { of_login: failed(8), ..FailuresSoFar::default() };
    let after = |millis| Moment::from_millis(today().millis() + millis).expect("a moment");
    assert_eq!(seconds_to_wait(&so_far, &numbers(), today()), 8);
    assert_eq!(seconds_to_wait(&so_far, &numbers(), after(7_001)), 1);
    assert_eq!(code(may_try(&so_far, &numbers(), after(7_999))), "attempts_too_many");
    assert!(may_try(&so_far, &numbers(), after(8_000)).is_ok());
    assert_eq!(seconds_to_wait(&so_far, &numbers(), after(-60_000)), 8, "the clock was set back");
}

#[test]
fn a_quiet_hour_forgets_the_failures() {
    let hour_later = today().plus_seconds(3_600);
    let just_before = Moment::from_millis(hour_later.millis() - 1).expect("a moment");
    assert_eq!(after_a_failure(failed(9), &numbers(), just_before), Failures { count: 10, last_at: just_before });
    assert_eq!(after_a_failure(failed(9), &numbers(), hour_later), Failures { count: 1, last_at: hour_later });
    assert_eq!(after_a_failure(None, &numbers(), today()).count, 1);
}

#[test]
fn strangers_who_guess_do_not_delay_the_owner_at_his_own_address() {
    let attacked = FailuresSoFar { of_login: failed(1_000), ..FailuresSoFar::default() };
    assert_eq!(seconds_to_wait(&attacked, &numbers(), today()), 900);
    let at_home = FailuresSoFar { succeeded_here_before: true, ..attacked };
    assert!(may_try(&at_home, &numbers(), today()).is_ok());
    let own_slips = FailuresSoFar { of_login_here: failed(6), ..at_home };
    assert_eq!(seconds_to_wait(&own_slips, &numbers(), today()), 2);
}

proptest! {
    #[test]
    fn nobody_waits_longer_than_the_longest_delay(
        counts in proptest::array::uniform3(proptest::option::of(1_u32..)),
        later in -10_000_000_i64..10_000_000,
        succeeded_here_before: bool,
    ) {
        let [of_login, of_address, of_login_here] = counts.map(|count| count.and_then(failed));
        let so_far = FailuresSoFar { of_login, of_address, of_login_here, succeeded_here_before };
        let moment = Moment::from_millis(today().millis() + later).expect("a moment");
        prop_assert!(seconds_to_wait(&so_far, &numbers(), moment) <= 900);
    }
}
