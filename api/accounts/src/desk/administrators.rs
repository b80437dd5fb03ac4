//! First entry: the platform's own organisation and one-time invitations for its three administrators 三员.

use domain::accounts::{InvitationCommand, InvitationState, OrganisationCommand, OrganisationFacts};
use domain::hall::{OrganisationKind, Role};
use hall::act::{Act, ActFault};
use hall::ids::new_request_id;
use hall::policy::Call;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Desk, organisations};
use crate::cases::StoredOrganisation;
use crate::store;
use hall::secrets::OneTimeSecret;

/// The name of the platform's organisation until somebody renames it.
const PLATFORM_NAME: &str = "知权平台运营方";

/// The most invitations of the platform that are looked through.
const MOST_LOOKED_AT: u64 = 1_000;

/// The three administrators.
pub(crate) const THE_THREE: [Role; 3] =
    [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];

/// An administrator who is invited, with the code that lets him in once.
#[derive(Debug)]
pub struct Invited {
    /// As what.
    pub role: Role,
    /// The code.
    pub code: Zeroizing<String>,
}

impl Desk {
    /// Makes the platform's organisation, and an invitation for each of the three administrators whom it lacks. Earlier
    /// invitations to the same office are withdrawn, so that a lost code opens nothing.
    ///
    /// # Errors
    /// The database's.
    pub async fn first_entry(&self) -> Result<Vec<Invited>, ActFault> {
        let codes: Vec<(Role, OneTimeSecret)> =
            THE_THREE.into_iter().map(|role| (role, OneTimeSecret::draw("zqi"))).collect();
        let call = Call::of_the_system("init", new_request_id());
        let codes = &codes;
        let missing = self
            .acts()
            .perform_own::<_, ActFault, _>(&call, |act| {
                Box::pin(async move {
                    let platform = the_platform(act).await?;
                    let mut missing = Vec::new();
                    for (role, code) in codes {
                        if store::persons::holders(act.transaction(), platform.id, *role).await?.is_empty() {
                            self.withdraw_open(act, platform.id, *role).await?;
                            let (kind, roles) = (OrganisationKind::Platform, [*role].into());
                            self.invite_within(act, platform.id, kind, &roles, None, code).await?;
                            missing.push(*role);
                        }
                    }
                    Ok(missing)
                })
            })
            .await?;
        let invited = codes.iter().filter(|(role, _)| missing.contains(role));
        Ok(invited.map(|(role, code)| Invited { role: *role, code: code.text.clone() }).collect())
    }

    async fn withdraw_open(&self, act: &Act<'_>, platform: Uuid, role: Role) -> Result<(), ActFault> {
        let (invitations, _) =
            store::invitations::page(act.transaction(), Some(platform), None, MOST_LOOKED_AT).await?;
        for invitation in invitations {
            let is_open = match &invitation.state {
                InvitationState::Open { roles, expires_at, .. } => roles.contains(&role) && act.moment() < *expires_at,
                InvitationState::Accepted { .. }
                | InvitationState::Withdrawn { .. }
                | InvitationState::Expired { .. } => false,
            };
            if is_open {
                self.change_invitation_within(act, invitation, InvitationCommand::Withdraw).await?;
            }
        }
        Ok(())
    }
}

/// The platform's own organisation; made where it is not there.
pub(super) async fn the_platform(act: &Act<'_>) -> Result<StoredOrganisation, ActFault> {
    if let Some(platform) = store::organisations::find_platform(act.transaction()).await? {
        return Ok(platform);
    }
    let facts = OrganisationFacts { name: PLATFORM_NAME.into(), kind: OrganisationKind::Platform, uscc: None };
    let platform = organisations::begin(act, facts).await?;
    organisations::change(act, platform, OrganisationCommand::Confirm).await
}
