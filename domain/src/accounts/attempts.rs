//! Guessing is slowed, and nobody is locked out for ever: after some failures an attempt must wait, up to a longest
//! delay, and a quiet hour forgets them.
//!
//! Failures are counted three times: for a login from anywhere (slows those who guess one password from many
//! addresses), for an address with any login (slows those who try many logins), and for a login from one address. Where
//! the login has succeeded from an address before, only what failed at that address counts: so strangers who guess never
//! delay the owner at his desk. An attempt that comes too early is turned away unread and is not counted as a failure.

use super::{AccountsNumbers, refusals};
use crate::hall::{Moment, Refusal};

/// Failures without a quiet hour between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many; at least one.
    pub count: u32,
    /// When the last one was.
    pub last_at: Moment,
}

/// What failed before an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FailuresSoFar {
    /// With this login, from anywhere.
    pub of_login: Option<Failures>,
    /// From this address, with any login.
    pub of_address: Option<Failures>,
    /// With this login from this address.
    pub of_login_here: Option<Failures>,
    /// Whether this login has succeeded from this address before.
    pub succeeded_here_before: bool,
}

/// The seconds to wait after so many failures: none for the first `free`, then 1, 2, 4 … up to `longest`.
#[must_use]
pub fn delay_after(failures: u32, free: u32, longest: u32) -> u32 {
    match failures.checked_sub(free) {
        None | Some(0) => 0,
        Some(beyond) => 1_u32.checked_shl(beyond - 1).map_or(longest, |delay| delay.min(longest)),
    }
}

/// The failures after another one at this moment.
#[must_use]
pub fn after_a_failure(before: Option<Failures>, numbers: &AccountsNumbers, moment: Moment) -> Failures {
    let remembered = before.filter(|failures| is_remembered(*failures, numbers, moment));
    let count = remembered.map_or(0, |failures| failures.count).saturating_add(1);
    Failures { count, last_at: moment }
}

/// The seconds that an attempt at this moment comes too early; none: it may be made.
#[must_use]
pub fn seconds_to_wait(so_far: &FailuresSoFar, numbers: &AccountsNumbers, moment: Moment) -> u32 {
    let of = |failures, free| seconds_left(failures, free, numbers, moment);
    let of_login = if so_far.succeeded_here_before { so_far.of_login_here } else { so_far.of_login };
    of(of_login, numbers.attempts_free_by_login).max(of(so_far.of_address, numbers.attempts_free_by_address))
}

/// Whether an attempt may be made at this moment.
///
/// # Errors
/// `accounts.attempts_too_many`; [`seconds_to_wait`] says for how long.
pub fn may_try(so_far: &FailuresSoFar, numbers: &AccountsNumbers, moment: Moment) -> Result<(), Refusal> {
    if seconds_to_wait(so_far, numbers, moment) == 0 { Ok(()) } else { Err(refusals::attempts_too_many()) }
}

fn is_remembered(failures: Failures, numbers: &AccountsNumbers, moment: Moment) -> bool {
    moment < failures.last_at.plus_seconds(numbers.attempts_quiet_seconds)
}

fn seconds_left(failures: Option<Failures>, free: u32, numbers: &AccountsNumbers, moment: Moment) -> u32 {
    let Some(failures) = failures.filter(|failures| is_remembered(*failures, numbers, moment)) else { return 0 };
    let delay = delay_after(failures.count, free, numbers.attempts_longest_delay_seconds);
    let left_millis = failures.last_at.plus_seconds(delay).millis().saturating_sub(moment.millis()).max(0);
    // A started second counts whole. A clock that was set back never makes the wait longer than the delay itself.
    u32::try_from(left_millis.saturating_add(999) / 1_000).unwrap_or(delay).min(delay)
}
