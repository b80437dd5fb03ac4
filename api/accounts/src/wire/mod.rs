//! The JSON shapes of accounts. Nothing here decides.

mod codes;
mod delegation;
mod invitation;
mod organisation;
mod person;
mod session;

pub(crate) use codes::roles_of;
pub use codes::{OrganisationKindWire, PowerWire, RoleWire};
pub use delegation::{
    AuthorisationRequest, AuthorisationView, ClientRequest, ClientScopes, ClientView, LimitRequest, SigningKeyView,
    TokenAnswer, TokenRequest,
};
pub(crate) use invitation::in_person;
pub use invitation::{AcceptanceRequest, InvitationRequest, InvitationView, JoinedView};
pub use organisation::{NameRequest, OrganisationRequest, OrganisationView, RegistrationRequest, StateWire};
pub(crate) use organisation::{facts, in_administrator};
pub use person::{
    CodeRequest, MemberView, MyselfView, PasswordRequest, PurposeRequest, PurposeView, RolesRequest, SecondFactorView,
    SuspensionReasonWire, SuspensionRequest,
};
pub use session::{LoginRequest, SessionView};
