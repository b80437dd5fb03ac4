//! The protection centres that there are.

use domain::hall::OrganisationKind;
use hall::act::ActFault;
use uuid::Uuid;

use super::Desk;

/// A protection centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl Desk {
    /// A page of the centres that may act, in the order of their making, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn centres(&self, after: Option<Uuid>, limit: u64) -> Result<(Vec<Centre>, u64), ActFault> {
        let reader = self.acts().database().reader();
        let kind = OrganisationKind::ProtectionCentre;
        let (found, total) = accounts::door::confirmed_of_kind(reader, kind, after, limit).await?;
        Ok((found.into_iter().map(|(id, name)| Centre { id, name }).collect(), total))
    }
}
