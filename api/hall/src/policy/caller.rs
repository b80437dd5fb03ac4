//! Who calls, with what right, and what the request says of itself: everything an act needs to know of its caller.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::hall::{OrganisationKind, Power, Refusal, Role};
use poem::{FromRequest, Request, RequestBody};
use uuid::Uuid;

use super::Whose;
use crate::http::{Fault, Language};
use crate::journal::ActorOf;

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who has not said who he is.
    Visitor,
    /// A person with a session.
    Person {
        /// The person.
        id: Uuid,
        /// The session.
        session: Uuid,
        /// Whether this session passed the second factor.
        second_factor: bool,
    },
    /// A program with an access token.
    Program {
        /// The client.
        id: Uuid,
        /// What it may do, of what its organisation may.
        scopes: BTreeSet<String>,
    },
}

/// The organisation for which somebody acts, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The organisation.
    pub organisation: Uuid,
    /// What it is.
    pub kind: OrganisationKind,
    /// What the caller may do for it; empty for programs, which have scopes.
    pub roles: BTreeSet<Role>,
    /// Why the organisation may not act now, if so.
    pub hindrance: Option<Refusal>,
}

/// The enterprise for which an agency acts in this request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The enterprise.
    pub enterprise: Uuid,
    /// What the authorisation in force today covers.
    pub powers: BTreeSet<Power>,
}

/// Who calls and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who calls.
    pub who: Who,
    /// For which organisation; visitors and the erased have none.
    pub seat: Option<Seat>,
    /// For which enterprise an agency acts.
    pub mandate: Option<Mandate>,
}

impl Caller {
    /// Somebody who has not said who he is.
    pub const VISITOR: Self = Self { who: Who::Visitor, seat: None, mandate: None };
}

/// The key under which a POST may be sent again, and the digest of what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The key.
    pub key: String,
    /// SHA-256 of the body.
    pub body_digest: [u8; 32],
}

/// One admitted request. Clones share it.
#[derive(Debug, Clone)]
pub struct Call(Arc<Facts>);

/// What is known of an admitted request.
#[derive(Debug)]
pub struct Facts {
    /// Who calls.
    pub caller: Caller,
    /// The operation of the contract.
    pub operation: String,
    /// Whose rows it may see and change.
    pub whose: Whose,
    /// The request.
    pub request_id: String,
    /// The language of the answer.
    pub language: Language,
    /// Where the request says that it may be sent again.
    pub idempotency: Option<Idempotency>,
    /// The version that the request says it has seen.
    pub if_match: Option<i32>,
    /// The address it came from, where it is known.
    pub address: Option<std::net::IpAddr>,
}

impl std::ops::Deref for Call {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Call {
    /// An admitted request.
    pub fn new(facts: Facts) -> Self {
        Self(Arc::new(facts))
    }

    /// The platform's own act, which no request brought.
    pub fn of_the_system(name: &str, request_id: String) -> Self {
        Self::new(Facts {
            caller: Caller::VISITOR,
            operation: name.to_owned(),
            whose: Whose::Everyones,
            request_id,
            language: Language::Chinese,
            idempotency: None,
            if_match: None,
            address: None,
        })
    }

    /// The organisation whose rows the caller works on: the enterprise, where an agency acts for one.
    pub fn organisation(&self) -> Option<Uuid> {
        let mandate = self.caller.mandate.as_ref().map(|mandate| mandate.enterprise);
        mandate.or_else(|| self.caller.seat.as_ref().map(|seat| seat.organisation))
    }

    /// The person, where one calls.
    pub fn person(&self) -> Option<Uuid> {
        match self.caller.who {
            Who::Person { id, .. } => Some(id),
            Who::Visitor | Who::Program { .. } => None,
        }
    }

    /// The organisation to which the caller is confined; `None`: he may see everyone's rows.
    pub fn confined_to(&self) -> Option<Uuid> {
        match self.whose {
            Whose::Everyones => None,
            Whose::Own | Whose::OwnOrganisation => Some(self.organisation().unwrap_or(Uuid::nil())),
        }
    }

    /// Whether a row of this organisation may be seen.
    pub fn may_see(&self, organisation: Option<Uuid>) -> bool {
        self.confined_to().is_none_or(|own| organisation == Some(own))
    }

    /// Who acts, as the journal has it.
    pub fn actor(&self) -> ActorOf {
        let (kind, id) = match (&self.caller.who, &self.whose) {
            (Who::Person { id, .. }, _) => ("person", Some(*id)),
            (Who::Program { id, .. }, _) => ("program", Some(*id)),
            (Who::Visitor, Whose::Everyones) => ("system", None),
            (Who::Visitor, Whose::Own | Whose::OwnOrganisation) => ("visitor", None),
        };
        ActorOf {
            kind,
            id,
            organisation: self.caller.seat.as_ref().map(|seat| seat.organisation),
            acting_for: self.caller.mandate.as_ref().map(|mandate| mandate.enterprise),
        }
    }

    /// Whose idempotency keys it uses: the caller's own, for the organisation he acts for.
    pub fn key_owner(&self) -> String {
        let organisation = self.organisation().map(|id| id.simple().to_string()).unwrap_or_default();
        match self.caller.who {
            Who::Visitor => "visitor".into(),
            Who::Person { id, .. } => format!("person:{}:{organisation}", id.simple()),
            Who::Program { id, .. } => format!("program:{}:{organisation}", id.simple()),
        }
    }
}

impl<'a> FromRequest<'a> for Call {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> poem::Result<Self> {
        // The guard puts it there for every operation of the contract.
        request.extensions().get::<Self>().cloned().ok_or_else(|| Fault::internal().into())
    }
}
