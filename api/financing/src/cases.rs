//! The cases of this room: where their rules are, and who hears of them.

use domain::financing::consent::{self, ConsentEvent, ConsentState};
use domain::financing::deal::{self, DealEvent, DealState};
use domain::financing::demand::{self, DemandEvent, DemandState};
use domain::financing::pledge::{self, Origin, PledgeEvent, PledgeState};
use domain::financing::pool::{self, PoolEvent, PoolState};
use domain::financing::product::{self, ProductEvent, ProductState};
use hall::act::uuid_of;
use hall::case;
use uuid::Uuid;

case!(
    /// Products of banks.
    ProductCase, StoredProduct, "financing.product", product: ProductState, ProductEvent,
    |_, state| vec![uuid_of(state.product().bank)]
);

case!(
    /// Demands of firms.
    DemandCase, StoredDemand, "financing.demand", demand: DemandState, DemandEvent,
    |_, state| vec![uuid_of(state.demand().firm)]
);

case!(
    /// Consents of firms to banks.
    ConsentCase, StoredConsent, "financing.consent", consent: ConsentState, ConsentEvent,
    |_, state| vec![uuid_of(state.consent().firm), uuid_of(state.consent().bank)]
);

case!(
    /// Deals between a firm and a bank.
    DealCase, StoredDeal, "financing.deal", deal: DealState, DealEvent,
    |_, state| who_hears(state)
);

case!(
    /// Pledges of rights.
    PledgeCase, StoredPledge, "financing.pledge", pledge: PledgeState, PledgeEvent,
    |_, state| match state.facts().origin {
        Origin::Deal { firm, bank, .. } => vec![uuid_of(firm), uuid_of(bank)],
        Origin::Elsewhere => Vec::new(),
    }
);

case!(
    /// Risk-compensation pools.
    PoolCase, StoredPool, "financing.pool", pool: PoolState, PoolEvent,
    |_, state| vec![uuid_of(state.keeper)]
);

/// Of a sealed offer, and of what a bank notes when it looks after a loan, the bank alone hears; of everything else both.
fn who_hears(state: &DealState) -> Vec<Uuid> {
    let facts = state.facts();
    if state.was_made_sealed() || matches!(state, DealState::Monitored { .. }) {
        vec![uuid_of(facts.bank)]
    } else {
        vec![uuid_of(facts.firm), uuid_of(facts.bank)]
    }
}
