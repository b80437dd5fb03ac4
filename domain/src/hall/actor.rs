//! Who acts: the kinds of organisation, the roles of their people, and the actor that a journal entry names.

use super::coded::coded;

coded! {
    /// What an organisation is on the platform.
    OrganisationKind {
        /// A firm with a unified social credit code.
        Enterprise = "enterprise" / "企业",
        /// A patent or trademark agency.
        Agency = "agency" / "代理机构",
        /// A bank.
        Bank = "bank" / "银行",
        /// A guarantor.
        Guarantor = "guarantor" / "担保机构",
        /// An insurer.
        Insurer = "insurer" / "保险机构",
        /// An appraiser.
        Appraiser = "appraiser" / "评估机构",
        /// The centre that protects intellectual property 知识产权保护中心.
        ProtectionCentre = "protection_centre" / "知识产权保护中心",
        /// An organisation of mediators.
        MediationOrganisation = "mediation_organisation" / "调解组织",
        /// The authority that supervises credit.
        CreditAuthority = "credit_authority" / "信用监管部门",
        /// A regulator of banks and markets.
        Regulator = "regulator" / "监管部门",
        /// The operator of this platform.
        Platform = "platform" / "平台运营方",
    }
}

coded! {
    /// What a person may do for an organisation.
    Role {
        /// Invites members, makes clients, grants authorisations.
        OrganisationAdministrator = "organisation_administrator" / "机构管理员",
        /// Acts for a firm.
        EnterpriseMember = "enterprise_member" / "企业经办人",
        /// Acts for the firms that authorised the agency.
        Agent = "agent" / "代理师",
        /// Makes a bank's products.
        ProductManager = "product_manager" / "产品经理",
        /// Works a bank's deals.
        LoanOfficer = "loan_officer" / "客户经理",
        /// Approves them: the second pair of eyes.
        BankApprover = "bank_approver" / "审批人",
        /// Acts for a guarantor.
        Guarantor = "guarantor" / "担保经办人",
        /// Acts for an insurer.
        Insurer = "insurer" / "保险经办人",
        /// Values rights.
        Appraiser = "appraiser" / "评估师",
        /// Examines fast-lane cases.
        Examiner = "examiner" / "预审员",
        /// Leads the centre's examiners.
        CentreLead = "centre_lead" / "中心负责人",
        /// Mediates.
        Mediator = "mediator" / "调解员",
        /// Runs an organisation of mediators.
        MediationManager = "mediation_manager" / "调解组织负责人",
        /// Records conduct.
        CreditOfficer = "credit_officer" / "信用经办人",
        /// Decides on what another recorded.
        DecidingOfficer = "deciding_officer" / "信用决定人",
        /// Looks at figures.
        Regulator = "regulator" / "监管人员",
        /// Accounts and rules 系统管理员.
        SystemAdministrator = "system_administrator" / "系统管理员",
        /// Keys and access 安全管理员.
        SecurityAdministrator = "security_administrator" / "安全管理员",
        /// Who did what and when 审计管理员.
        AuditAdministrator = "audit_administrator" / "审计管理员",
    }
}

coded! {
    /// What an enterprise may let an agency do for it.
    Power {
        /// Read and upload the enterprise's files.
        Files = "files" / "文件",
        /// Read its notices and events.
        Notices = "notices" / "通知",
        /// Act in its pre-examination cases.
        PreExamination = "preexam" / "快速预审",
        /// Act in its mediations.
        Mediation = "mediation" / "纠纷调解",
        /// Act in its financings.
        Financing = "financing" / "质押融资",
        /// Read its credit file, ask for repair, object.
        Credit = "credit" / "信用",
    }
}

impl Role {
    /// The kinds of organisation whose people may have this role; empty for none.
    #[must_use]
    pub const fn organisations(self) -> &'static [OrganisationKind] {
        use OrganisationKind as K;
        match self {
            Self::OrganisationAdministrator => &[
                K::Enterprise,
                K::Agency,
                K::Bank,
                K::Guarantor,
                K::Insurer,
                K::Appraiser,
                K::ProtectionCentre,
                K::MediationOrganisation,
                K::CreditAuthority,
                K::Regulator,
            ],
            Self::EnterpriseMember => &[K::Enterprise],
            Self::Agent => &[K::Agency],
            Self::ProductManager | Self::LoanOfficer | Self::BankApprover => &[K::Bank],
            Self::Guarantor => &[K::Guarantor],
            Self::Insurer => &[K::Insurer],
            Self::Appraiser => &[K::Appraiser],
            Self::Examiner | Self::CentreLead => &[K::ProtectionCentre],
            Self::Mediator | Self::MediationManager => &[K::MediationOrganisation],
            Self::CreditOfficer | Self::DecidingOfficer => &[K::CreditAuthority],
            Self::Regulator => &[K::Regulator],
            Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator => &[K::Platform],
        }
    }

    /// Whether it is one of the three administrators 三员, whose roles no person may join.
    #[must_use]
    pub const fn is_of_the_three(self) -> bool {
        matches!(self, Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator)
    }

    /// Whether a second factor is needed to use it: it decides over others, over money or over the platform.
    #[must_use]
    pub const fn is_privileged(self) -> bool {
        self.is_of_the_three() || matches!(self, Self::BankApprover | Self::DecidingOfficer | Self::CentreLead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_own() {
        assert!(Role::ALL.iter().all(|role| Role::from_code(role.code()) == Some(*role)));
        assert!(OrganisationKind::ALL.iter().all(|kind| OrganisationKind::from_code(kind.code()) == Some(*kind)));
        assert!(Power::ALL.iter().all(|power| Power::from_code(power.code()) == Some(*power)));
    }

    #[test]
    fn every_kind_of_organisation_has_somebody_who_acts_for_it() {
        for kind in OrganisationKind::ALL {
            assert!(Role::ALL.iter().any(|role| role.organisations().contains(kind)), "{kind}");
        }
    }

    #[test]
    fn the_three_administrators_belong_to_the_platform_and_are_privileged() {
        for role in Role::ALL.iter().filter(|role| role.is_of_the_three()) {
            assert_eq!(role.organisations(), [OrganisationKind::Platform]);
            assert!(role.is_privileged());
        }
    }
}
