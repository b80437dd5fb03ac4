//! The JSON shapes of financing. Amounts are yuan, rates fractions of one; both are text, because a JSON number is a float in many
//! readers.

mod condition;
mod consent;
mod deal;
mod deal_parties;
mod deal_requests;
mod deal_words;
mod demand;
mod lending_requests;
mod loan;
mod matching;
mod pledge;
mod pledge_requests;
mod pool;
mod product;
mod profile;
mod questionnaire;
mod right;
mod schedule;
mod statistics;
mod statistics_table;
mod valuation;
mod words;

pub use condition::{ConditionKind, ConditionView, ConditionWire};
pub use consent::{ConsentGiving, ConsentView, LookRequest, LookedView};
pub use deal::{DealStateWire, DealView};
pub use deal_parties::{LossSharesRequest, PartyRemoval, PartyRequest, PolicyRequest};
pub use deal_requests::{
    ContractRequest, DealRefusalRequest, DealValuationRequest, DealWithdrawalRequest, NoteRequest, OfferWire,
    PledgeDropRequest, ProposalRequest, SignatureRequest,
};
pub use demand::{
    DataRemoval, DataRequest, DemandCheckView, DemandRequest, DemandStateWire, DemandView, PublicationRequest,
    SettlementRequest,
};
pub use lending_requests::{
    ArrearsRequest, CompensationRequest, DefaultRequest, DisbursementRequest, DisposalRequest, SettledRequest,
};
pub use matching::{MatchesView, OpportunityView};
pub use pledge::{PledgeCheckView, PledgeStateWire, PledgeView, RegisterEntryView};
pub use pledge_requests::{
    AmendmentRequest, CureRequest, DefectsRequest, ExtensionRequest, MirrorRequest, OfficeRefusalRequest,
    PledgeRequest, RegistrationRequest, ReleaseRequest, SubmissionRequest,
};
pub use pool::{CapsWire, FundingRequest, PoolRequest, PoolView};
pub use product::{ProductRequest, ProductStateWire, ProductView};
pub use questionnaire::{AnswersRequest, QuestionnaireView, SceneWire, ScoredView};
pub use right::{
    CoOwnerConsentRequest, DeclarationAcceptance, DeclarationRefusal, RightKeyWire, RightRequest, ValueRequest,
};
pub use schedule::{InstalmentView, RepaymentWire, ScheduleRequest, ScheduleView};
pub use statistics::FinancingStatisticsView;
pub use statistics_table::csv;
pub use valuation::{MethodWire, ValuationRequest, ValuationView};
pub use words::PurposeWire;
