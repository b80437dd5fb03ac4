//! Guessing is slowed: an attempt is written down as failed before the password is looked at, and as succeeded afterwards,
//! so that many at once count like many after another.

use std::net::IpAddr;

use domain::accounts::attempts;
use hall::act::ActFault;
use hall::http::{Fault, Sentence};
use hall::ids::new_request_id;
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use crate::store;
use crate::store::attempts::Attempt;

impl Desk {
    /// Whether an attempt may be made now; if so it is written down as failed, and its id is the answer.
    pub(super) async fn attempt(&self, login: &str, address: Option<IpAddr>) -> Result<Uuid, ActFault> {
        let login = self.0.attempts.digest("login", login);
        let address = self.0.attempts.digest("address", &network_of(address));
        let (login, address) = (&login, &address);
        let call = Call::of_the_system("attempt", new_request_id());
        self.0
            .acts
            .perform_own::<_, ActFault, _>(&call, |act| {
                Box::pin(async move {
                    let numbers = self.numbers();
                    let quiet = i64::from(numbers.attempts_quiet_seconds) * 1_000;
                    let so_far = store::attempts::so_far(act.transaction(), login, address, quiet).await?;
                    let wait = attempts::seconds_to_wait(&so_far, &numbers, self.real());
                    if wait > 0 {
                        return Err(too_many(wait).into());
                    }
                    let id = act.new_id();
                    let attempted_at = act.real_millis();
                    let (login, address) = (login.clone(), address.clone());
                    let attempt = Attempt { id, login, address, attempted_at, succeeded: false };
                    store::attempts::insert(act.transaction(), &attempt).await?;
                    Ok(id)
                })
            })
            .await
    }
}

/// An address counts alone, one of version 6 with all of its network: whoever has one has the rest.
fn network_of(address: Option<IpAddr>) -> String {
    match address {
        None => String::new(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => format!("{:x?}", &address.segments()[..4]),
    }
}

fn too_many(seconds: u32) -> Fault {
    let refusal = domain::accounts::refusals::attempts_too_many();
    let said = Sentence::new(refusal.zh, refusal.en);
    Fault::too_early(refusal.code, said, seconds)
}
