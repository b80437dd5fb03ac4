//! The use cases of accounts: load, decide, save, record.

mod administrators;
mod attempts;
mod authorisations;
mod clients;
mod demo;
mod invitations;
mod myself;
mod organisations;
mod persons;
mod secrets;
mod sessions;

use std::sync::Arc;

use domain::accounts::{AccountsNumbers, AccountsRules};
use domain::hall::Moment;
use hall::act::{Acts, acting_organisation, found};
use hall::case_keys::CaseKeys;
use hall::clock::Clocks;
use hall::secrets::{DigestKey, MasterKey, PasswordHasher, SealingKey, purposes};
use hall::signing_keys::SigningKeys;

pub use administrators::Invited;
pub use authorisations::AuthorisationWish;
pub(crate) use authorisations::EXPIRES as AUTHORISATION_EXPIRES;
pub use clients::{ClientChange, Token};
pub use demo::DemoAccount;
pub(crate) use invitations::EXPIRES as INVITATION_EXPIRES;
pub use invitations::{Acceptance, NewPerson};
pub use organisations::Registration;
pub use persons::{Details, PersonView, Reading};
pub(crate) use sessions::end as end_session;
pub use sessions::{Credentials, Opened, SessionView};

/// Passwords computed at once; more wait their turn.
const HASHES_AT_ONCE: usize = 2;

/// Passwords that wait; more are turned away.
const HASHES_WAITING: usize = 64;

/// The desk. Clones share everything.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inside>);

/// What the desk works with.
#[derive(Debug)]
pub struct Inside {
    acts: Acts,
    case_keys: CaseKeys,
    second_factors: SealingKey,
    attempts: DigestKey,
    hasher: PasswordHasher,
    rules: AccountsRules,
    signing: SigningKeys,
    second_factor: SecondFactorIs,
}

/// Whether privileged roles need a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactorIs {
    /// As the rules say.
    Needed,
    /// A demonstration: every session counts as having passed it.
    Off,
}

impl Desk {
    /// The desk with what it works with.
    pub fn new(
        acts: Acts,
        case_keys: CaseKeys,
        master: &MasterKey,
        rules: AccountsRules,
        signing: SigningKeys,
        second_factor: SecondFactorIs,
    ) -> Self {
        Self(Arc::new(Inside {
            acts,
            case_keys,
            second_factors: master.purpose(purposes::SECOND_FACTORS),
            attempts: master.digesting(purposes::ATTEMPTS),
            hasher: PasswordHasher::new(HASHES_AT_ONCE, HASHES_WAITING),
            rules,
            signing,
            second_factor,
        }))
    }

    /// How acts are performed.
    pub fn acts(&self) -> &Acts {
        &self.0.acts
    }

    /// The ring of signing keys.
    pub fn signing(&self) -> &SigningKeys {
        &self.0.signing
    }

    /// Both clocks.
    pub fn clocks(&self) -> &Clocks {
        self.0.acts.clocks()
    }

    /// The real time as a moment, for what runs by real time and is decided by rules.
    fn real(&self) -> Moment {
        let now = self.clocks().real.now_millis();
        Moment::from_millis(now).unwrap_or_else(|_| self.clocks().moment.moment())
    }

    /// The numbers of this room on the day that real time says.
    pub fn numbers(&self) -> AccountsNumbers {
        self.0.rules.on(self.real().legal_day())
    }

    /// The rules of this room.
    pub fn rules(&self) -> &AccountsRules {
        &self.0.rules
    }
}
