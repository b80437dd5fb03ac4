//! The JSON shapes of financing. Amounts are yuan, rates fractions of one; both are text, because a JSON number is a float in many
//! readers.

mod condition;
mod consent;
mod demand;
mod matching;
mod product;
mod profile;
mod right;
mod schedule;
mod valuation;
mod words;

pub use condition::{ConditionKind, ConditionView, ConditionWire};
pub use consent::{ConsentGiving, ConsentView, LookRequest, LookedView};
pub use demand::{
    DataRemoval, DataRequest, DemandCheckView, DemandRequest, DemandStateWire, DemandView, PublicationRequest,
    SettlementRequest,
};
pub use matching::{MatchesView, OpportunityView};
pub use product::{ProductRequest, ProductStateWire, ProductView};
pub use right::{
    CoOwnerConsentRequest, DeclarationAcceptance, DeclarationRefusal, RightKeyWire, RightRequest, ValueRequest,
};
pub use schedule::{InstalmentView, RepaymentWire, ScheduleRequest, ScheduleView};
pub use valuation::{MethodWire, ValuationRequest, ValuationView};
pub use words::PurposeWire;
