//! Which products a demand meets and why not the others, and the same from the side of a bank.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::financing::matching::{
    Failing, Failures, PreparedDemand, PreparedProduct, Ranked, Sought, explain, failing, opportunities, rank,
};
use domain::hall::Id;
use hall::act::{ActFault, acting_organisation, id_of, table, uuid_of};
use hall::db::Connection;
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use crate::cases::{StoredDemand, StoredProduct};
use crate::store;
use crate::store::demands::OpenFilter;

/// The most products that are compared with a demand.
const MOST_PRODUCTS: u64 = 2_000;

/// The most open demands that a bank looks through at once: the oldest.
const MOST_DEMANDS: u64 = 10_000;

/// The most of its products beside which it does, unless it names one.
const MOST_OWN_PRODUCTS: u64 = 50;

/// What a demand meets.
#[derive(Debug)]
pub(crate) struct Matches {
    /// The products that it meets, the best first.
    pub(crate) matching: Vec<(StoredProduct, Ranked)>,
    /// The others: those that fail fewest conditions first.
    pub(crate) others: Vec<(StoredProduct, Vec<Failing>)>,
}

/// Open demands beside products of the bank's.
#[derive(Debug)]
pub(crate) struct Opportunities {
    demands: Vec<PreparedDemand>,
    products: Vec<StoredProduct>,
    /// Product by product: the demands that meet it, the best first, and then, where asked for, those that fail fewest
    /// conditions.
    pairs: Vec<Pair>,
}

/// A demand beside a product, by their places, and which conditions it does not meet.
#[derive(Debug, Clone, Copy)]
struct Pair {
    demand: usize,
    product: usize,
    failures: Failures,
}

/// An open demand beside a product of the bank's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opportunity<'o> {
    /// What the demand brings.
    pub(crate) sought: &'o Sought,
    /// The product.
    pub(crate) product: &'o StoredProduct,
    /// Which conditions the demand does not meet.
    pub(crate) failures: Failures,
}

impl Opportunities {
    /// All of them, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = Opportunity<'_>> {
        self.pairs.iter().filter_map(|Pair { demand, product, failures }| {
            let sought = &self.demands.get(*demand)?.sought;
            Some(Opportunity { sought, product: self.products.get(*product)?, failures: *failures })
        })
    }
}

/// What a bank looks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct OpportunityFilter {
    /// Beside this product alone.
    pub(crate) product: Option<Uuid>,
    /// Also those that do not match.
    pub(crate) with_failing: bool,
    /// Which demands.
    pub(crate) open: OpenFilter,
}

impl Desk {
    /// The products that a demand meets today, ranked, and at most so many of the others with what would have to change.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for a demand that the caller may not see.
    pub(crate) async fn matches(&self, call: &Call, id: Uuid, most_others: usize) -> Result<Matches, ActFault> {
        let known = self.demand(call, id).await?;
        let (reader, today) = (self.acts().database().reader(), self.today());
        let demand = known.state.demand();
        let gate = self.gate(reader, demand, today).await?;
        let sought = Sought::of(id_of(known.id), demand, &gate, &self.numbers().of_demands(), today);
        let products = store::products::published(reader, None, MOST_PRODUCTS).await?;
        let demand = PreparedDemand::of(sought, today);
        let prepared: Vec<PreparedProduct> =
            products.iter().map(|product| PreparedProduct::of(id_of(product.id), &product.state)).collect();
        let ranked = rank(&demand, &prepared);
        let mut pairs: Vec<(Failures, &PreparedProduct)> = prepared
            .iter()
            .map(|product| (failing(&demand, product), product))
            .filter(|(failures, _)| !failures.is_empty())
            .collect();
        pairs.sort_by_key(|(failures, product)| (failures.count(), product.id));
        let others: Vec<(Uuid, Vec<Failing>)> = pairs
            .into_iter()
            .take(most_others)
            .map(|(failures, product)| (uuid_of(product.id), explain(&demand, product, failures)))
            .collect();
        let mut by_id: BTreeMap<Uuid, StoredProduct> =
            products.into_iter().map(|product| (product.id, product)).collect();
        let mut take = |id: Uuid| by_id.remove(&id);
        let matching = ranked.into_iter().filter_map(|one| Some((take(uuid_of(one.product))?, one))).collect();
        let others = others.into_iter().filter_map(|(id, failing)| Some((take(id)?, failing))).collect();
        Ok(Matches { matching, others })
    }

    /// The conditions of a product that a demand does not meet today; none: it meets the product.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn what_it_fails(
        &self,
        connection: &impl Connection,
        demand: &StoredDemand,
        product: &StoredProduct,
    ) -> Result<Vec<Failing>, ActFault> {
        let today = self.today();
        let (id, demand) = (id_of(demand.id), demand.state.demand());
        let gate = self.gate(connection, demand, today).await?;
        let sought = Sought::of(id, demand, &gate, &self.numbers().of_demands(), today);
        let demand = PreparedDemand::of(sought, today);
        let product = PreparedProduct::of(id_of(product.id), &product.state);
        let failures = failing(&demand, &product);
        Ok(explain(&demand, &product, failures))
    }

    /// The open demands beside the published products of the caller's bank.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn opportunities(
        &self,
        call: &Call,
        filter: &OpportunityFilter,
    ) -> Result<Opportunities, ActFault> {
        let (bank, today) = (acting_organisation(call)?, self.today());
        let reader = self.acts().database().reader();
        let products = match filter.product {
            None => store::products::published(reader, Some(bank), MOST_OWN_PRODUCTS).await?,
            Some(id) => {
                let named = table::find::<store::Products>(reader, id).await?;
                let is_its =
                    |one: &StoredProduct| one.state.is_published() && uuid_of(one.state.product().bank) == bank;
                named.into_iter().filter(is_its).collect()
            }
        };
        let open = store::demands::open(reader, &filter.open, MOST_DEMANDS).await?;
        let with_failing = filter.with_failing;
        // Thousands of demands beside each product: off the threads that answer others.
        let compared = tokio::task::spawn_blocking(move || compare(open, products, with_failing, today)).await;
        compared.map_err(|error| ActFault::Inconsistent {
            table: "financing_demand",
            cause: format!("the comparison did not end: {error}"),
        })
    }
}

fn compare(open: Vec<Sought>, products: Vec<StoredProduct>, with_failing: bool, today: NaiveDate) -> Opportunities {
    let demands: Vec<PreparedDemand> = open.into_iter().map(|sought| PreparedDemand::of(sought, today)).collect();
    let places: HashMap<Id, usize> = demands.iter().enumerate().map(|(place, one)| (one.sought.id, place)).collect();
    let mut pairs = Vec::new();
    for (product, stored) in products.iter().enumerate() {
        let prepared = PreparedProduct::of(id_of(stored.id), &stored.state);
        let ranked = opportunities(&prepared, &demands);
        let matching = ranked.iter().filter_map(|one| places.get(&one.demand));
        pairs.extend(matching.map(|demand| Pair { demand: *demand, product, failures: Failures::NONE }));
        if with_failing {
            let compared = demands.iter().map(|demand| failing(demand, &prepared)).enumerate();
            let mut others: Vec<Pair> = compared
                .filter(|(_, failures)| !failures.is_empty())
                .map(|(demand, failures)| Pair { demand, product, failures })
                .collect();
            others.sort_by_key(|pair| (pair.failures.count(), pair.demand));
            pairs.extend(others);
        }
    }
    Opportunities { demands, products, pairs }
}
