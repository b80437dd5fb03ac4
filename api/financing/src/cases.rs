//! The cases of this room: where their rules are, and who hears of them.

use domain::financing::consent::{self, ConsentEvent, ConsentState};
use domain::financing::demand::{self, DemandEvent, DemandState};
use domain::financing::product::{self, ProductEvent, ProductState};
use hall::act::uuid_of;
use hall::case;

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
