//! Lists of fields: a centre publishes what it takes, version after version.

use domain::preexam::field_list::{FieldListCommand, FieldScheme, FieldVersion, decide};
use hall::act::{ActFault, Answer, Stored, id_of, table};
use hall::policy::Call;
use uuid::Uuid;

use super::{Desk, acting_organisation, found};
use crate::cases::{FieldListCase, StoredFieldList};
use crate::store;

impl Desk {
    /// Publishes a version of the list of the caller's centre.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) async fn publish_fields(
        &self,
        call: &Call,
        scheme: FieldScheme,
        version: FieldVersion,
        answer: impl Fn(&StoredFieldList) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let centre = acting_organisation(call)?;
        let (version, answer) = (&version, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = store::field_lists::of_scheme(act.transaction(), centre, scheme).await?;
                    let command = FieldListCommand::Publish { centre: id_of(centre), scheme, version: version.clone() };
                    let state = known.as_ref().map(|known| &known.state);
                    let events = decide(state, command, act.moment())?;
                    let at = act.real_millis();
                    let list = match known {
                        None => {
                            let list = found(Stored::<FieldListCase>::begun(act, act.new_id(), &events))?;
                            table::insert::<store::FieldLists>(act.transaction(), &list, at).await?;
                            list
                        }
                        Some(known) => {
                            let before = known.version;
                            let list = known.after(act, &events);
                            table::update::<store::FieldLists>(act.transaction(), &list, before, at).await?;
                            list
                        }
                    };
                    Ok(answer(&list))
                })
            })
            .await
    }

    /// A page of the lists of a centre, or of all.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn field_lists(
        &self,
        centre: Option<Uuid>,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredFieldList>, u64), ActFault> {
        store::field_lists::page(self.acts().database().reader(), centre, after, limit).await
    }

    /// One list.
    ///
    /// # Errors
    /// [`ActFault::NotFound`].
    pub(crate) async fn field_list(&self, id: Uuid) -> Result<StoredFieldList, ActFault> {
        found(table::find::<store::FieldLists>(self.acts().database().reader(), id).await?)
    }
}
