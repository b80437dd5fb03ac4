//! The accounts of a demonstration: one organisation of each kind and one person for each role, all invented.

use std::collections::BTreeSet;

use domain::accounts::{Login, OrganisationCommand, OrganisationFacts, PersonCommand};
use domain::hall::{OrganisationKind, Role};
use domain::identifier::Uscc;
use hall::act::{ActFault, id_of};
use hall::ids::new_request_id;
use hall::policy::Call;
use zeroize::Zeroizing;

use super::persons::{Details, Ready};
use super::{Desk, administrators, organisations};
use crate::store;

/// The password of every demo account.
pub const DEMO_PASSWORD: &str = "Zhiquan-demo-2026";

/// The invented organisations, by kind. Codes of region 990000 are given to nobody.
const ORGANISATIONS: [(OrganisationKind, &str, Option<&str>); 10] = [
    (OrganisationKind::Enterprise, "松岭智能装备有限公司（演示）", Some("91990000MA00000182")),
    (OrganisationKind::Agency, "北辰专利代理事务所（演示）", Some("91990000MA0000026W")),
    (OrganisationKind::Bank, "龙江示范银行（演示）", Some("91990000MA0000034P")),
    (OrganisationKind::Guarantor, "省科技融资担保公司（演示）", Some("91990000MA0000042J")),
    (OrganisationKind::Insurer, "北方财产保险公司（演示）", Some("91990000MA0000050D")),
    (OrganisationKind::Appraiser, "中衡知识产权评估公司（演示）", Some("91990000MA0000069A")),
    (OrganisationKind::ProtectionCentre, "省知识产权保护中心（演示）", None),
    (OrganisationKind::MediationOrganisation, "知识产权纠纷调解委员会（演示）", None),
    (OrganisationKind::CreditAuthority, "省知识产权信用监管处（演示）", None),
    (OrganisationKind::Regulator, "省地方金融监管部门（演示）", None),
];

/// An account that may be used to try the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The login.
    pub login: String,
    /// The role.
    pub role: Role,
    /// The organisation.
    pub organisation: OrganisationKind,
}

impl DemoAccount {
    /// The password of every one of them.
    pub const PASSWORD: &'static str = DEMO_PASSWORD;

    /// Every one of them: each role once in each kind of organisation that has it, under a name that says so.
    pub fn all() -> Vec<Self> {
        let of_role = |role: &Role| {
            let role = *role;
            role.organisations().iter().map(move |kind| Self {
                login: login_of(role, *kind),
                role,
                organisation: *kind,
            })
        };
        Role::ALL.iter().flat_map(of_role).collect()
    }
}

/// `loan_officer`, or `enterprise.admin` where several kinds of organisation have the role.
fn login_of(role: Role, kind: OrganisationKind) -> String {
    if role == Role::OrganisationAdministrator { format!("{}.admin", kind.code()) } else { role.code().to_owned() }
}

impl Desk {
    /// Makes what of the demo accounts is not there yet.
    ///
    /// # Errors
    /// The database's, or that a rule refuses what is invented here.
    pub async fn make_demo_accounts(&self) -> Result<Vec<DemoAccount>, ActFault> {
        let accounts = DemoAccount::all();
        let hash = self.hash(Zeroizing::new(DEMO_PASSWORD.to_owned())).await?;
        let call = Call::of_the_system("demo", new_request_id());
        let (all, hash) = (&accounts, &hash);
        self.acts()
            .perform_own::<_, ActFault, _>(&call, |act| {
                Box::pin(async move {
                    let platform = administrators::the_platform(act).await?;
                    let mut organisations =
                        std::collections::BTreeMap::from([(OrganisationKind::Platform, platform.id)]);
                    for (kind, name, uscc) in ORGANISATIONS {
                        organisations.insert(kind, demo_organisation(act, kind, name, uscc).await?);
                    }
                    for account in all {
                        if store::persons::find_by_login(act.transaction(), &account.login).await?.is_some() {
                            continue;
                        }
                        let Some(organisation) = organisations.get(&account.organisation) else { continue };
                        let ready = Ready {
                            login: Login::parse(&account.login)?,
                            password_hash: hash.clone(),
                            details: Details {
                                name: format!("演示{}", account.role.zh()),
                                phone: Some("13800000000".into()),
                                email: Some(format!("{}@example.cn", account.login)),
                            },
                        };
                        let join = PersonCommand::Join {
                            organisation: id_of(*organisation),
                            kind: account.organisation,
                            roles: BTreeSet::from([account.role]),
                        };
                        self.create_person(act, &ready, join).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(accounts)
    }
}

async fn demo_organisation(
    act: &hall::act::Act<'_>,
    kind: OrganisationKind,
    name: &str,
    uscc: Option<&str>,
) -> Result<uuid::Uuid, ActFault> {
    let known = match uscc {
        Some(uscc) => store::organisations::find_by_uscc(act.transaction(), uscc).await?,
        None => store::organisations::find_by_name(act.transaction(), name).await?,
    };
    if let Some(known) = known {
        return Ok(known.id);
    }
    let uscc = uscc.map(Uscc::parse).transpose().map_err(|fault| ActFault::Inconsistent {
        table: "accounts_organisation",
        cause: format!("the demo code of {name}: {}", fault.en()),
    })?;
    let facts = OrganisationFacts { name: name.to_owned(), kind, uscc };
    let begun = organisations::begin(act, facts).await?;
    Ok(organisations::change(act, begun, OrganisationCommand::Confirm).await?.id)
}
