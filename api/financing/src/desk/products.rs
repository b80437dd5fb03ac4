//! Products: a bank drafts, publishes, pauses and withdraws what it lends on.

use domain::financing::product::{Offer, ProductCommand, decide, possible, refusals};
use domain::hall::OrganisationKind;
use hall::act::{Act, ActFault, Answer, Stored, acting_organisation, found, id_of, table, uuid_of, who_acts};
use hall::policy::Call;
use uuid::Uuid;

use super::{Desk, with_possible};
use crate::cases::{ProductCase, StoredProduct};
use crate::store;
use crate::store::products::ProductFilter;

/// What is asked of a product that is there.
#[derive(Debug, Clone)]
pub(crate) enum ProductWish {
    /// Offer something else.
    Revise(Box<Offer>),
    /// Show it to firms.
    Publish,
    /// Take no more demands for a time.
    Pause(String),
    /// Take demands again.
    Resume,
    /// Offer it no more.
    Withdraw(String),
}

impl ProductWish {
    fn command(self, act: &Act<'_>) -> ProductCommand {
        let by = id_of(who_acts(act.call()));
        match self {
            Self::Revise(offer) => ProductCommand::Revise { by, offer },
            Self::Publish => ProductCommand::Publish { by },
            Self::Pause(reason) => ProductCommand::Pause { by, reason },
            Self::Resume => ProductCommand::Resume { by },
            Self::Withdraw(reason) => ProductCommand::Withdraw { by, reason },
        }
    }
}

impl Desk {
    /// Drafts a product of the caller's bank.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn draft_product(
        &self,
        call: &Call,
        offer: Offer,
        answer: impl Fn(&StoredProduct) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let bank = acting_organisation(call)?;
        let (offer, answer) = (&offer, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let bank_of = accounts::door::standing(act.transaction(), bank).await?;
                    if bank_of.is_none_or(|of| of.kind != OrganisationKind::Bank) {
                        return Err(refusals::product_of_banks().into());
                    }
                    let by = id_of(who_acts(act.call()));
                    let command = ProductCommand::Draft { by, bank: id_of(bank), offer: Box::new(offer.clone()) };
                    let events = decide(None, command, act.moment())?;
                    let product = found(Stored::<ProductCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Products>(act.transaction(), &product, act.real_millis()).await?;
                    Ok(answer(&product))
                })
            })
            .await
    }

    /// Changes a product of the caller's bank.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way, with what is possible now.
    pub(crate) async fn change_product(
        &self,
        call: &Call,
        id: Uuid,
        wish: ProductWish,
        answer: impl Fn(&StoredProduct) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Products>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| is_of(call, known)))?;
                    act.has_seen(known.version)?;
                    let command = wish.clone().command(act);
                    let events = decide(Some(&known.state), command, act.moment())
                        .map_err(|refused| with_possible(refused, possible(&known.state)))?;
                    let before = known.version;
                    let product = known.after(act, &events);
                    table::update::<store::Products>(act.transaction(), &product, before, act.real_millis()).await?;
                    Ok(answer(&product))
                })
            })
            .await
    }

    /// A page of the products of the caller's bank, or of all, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn products(
        &self,
        call: &Call,
        state: Option<String>,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredProduct>, u64), ActFault> {
        let filter = ProductFilter { bank: call.confined_to(), state };
        store::products::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One product.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one of another bank.
    pub(crate) async fn product(&self, call: &Call, id: Uuid) -> Result<StoredProduct, ActFault> {
        let known = table::find::<store::Products>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| is_of(call, known)))
    }

    /// A page of what firms may ask for, of one bank or all, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn catalogue(
        &self,
        bank: Option<Uuid>,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredProduct>, u64), ActFault> {
        let filter = ProductFilter { bank, state: Some("published".into()) };
        store::products::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One of what firms may ask for.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for what is not published now.
    pub(crate) async fn offered(&self, id: Uuid) -> Result<StoredProduct, ActFault> {
        let known = table::find::<store::Products>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| known.state.is_published()))
    }
}

fn is_of(call: &Call, product: &StoredProduct) -> bool {
    call.may_see(Some(uuid_of(product.state.product().bank)))
}
