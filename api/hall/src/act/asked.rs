//! What desks ask of a call before anything else: for whom somebody acts, who acts, and that what is needed is there.

use uuid::Uuid;

use super::ActFault;
use crate::policy::Call;

/// What must be there and is not.
///
/// # Errors
/// [`ActFault::NotFound`].
pub fn found<T>(found: Option<T>) -> Result<T, ActFault> {
    found.ok_or(ActFault::NotFound)
}

/// The organisation that somebody acts for.
///
/// # Errors
/// [`ActFault::NotFound`] for who acts for none.
pub fn acting_organisation(call: &Call) -> Result<Uuid, ActFault> {
    found(call.organisation())
}

/// Who acts: the person, or the program.
pub fn who_acts(call: &Call) -> Uuid {
    call.actor().id.unwrap_or_default()
}
