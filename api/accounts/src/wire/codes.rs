//! Codes of the domain on the wire.

use std::collections::BTreeSet;

use domain::hall::{OrganisationKind, Power, Role};
use hall::beside;

beside!(
    /// 机构类别。What an organisation is.
    OrganisationKindWire = "OrganisationKind", OrganisationKind:
    /// 企业。
    Enterprise,
    /// 代理机构。
    Agency,
    /// 银行。
    Bank,
    /// 担保机构。
    Guarantor,
    /// 保险机构。
    Insurer,
    /// 评估机构。
    Appraiser,
    /// 知识产权保护中心。
    ProtectionCentre,
    /// 调解组织。
    MediationOrganisation,
    /// 信用监管部门。
    CreditAuthority,
    /// 监管部门。
    Regulator,
    /// 平台运营方。
    Platform
);

beside!(
    /// 角色。What a person may do for an organisation.
    RoleWire = "Role", Role:
    /// 机构管理员。
    OrganisationAdministrator,
    /// 企业经办人。
    EnterpriseMember,
    /// 代理师。
    Agent,
    /// 产品经理。
    ProductManager,
    /// 客户经理。
    LoanOfficer,
    /// 审批人。
    BankApprover,
    /// 担保经办人。
    Guarantor,
    /// 保险经办人。
    Insurer,
    /// 评估师。
    Appraiser,
    /// 预审员。
    Examiner,
    /// 中心负责人。
    CentreLead,
    /// 调解员。
    Mediator,
    /// 调解组织负责人。
    MediationManager,
    /// 信用经办人。
    CreditOfficer,
    /// 信用决定人。
    DecidingOfficer,
    /// 监管人员。
    Regulator,
    /// 系统管理员。
    SystemAdministrator,
    /// 安全管理员。
    SecurityAdministrator,
    /// 审计管理员。
    AuditAdministrator
);

beside!(
    /// 授权事项。What an enterprise lets an agency do.
    PowerWire = "Power", Power:
    /// 文件。
    Files,
    /// 通知与事件。
    Notices,
    /// 快速预审。
    #[oai(rename = "preexam")]
    PreExamination,
    /// 纠纷调解。
    Mediation,
    /// 质押融资。
    Financing,
    /// 信用。
    Credit
);

/// Roles on the wire, in the order of the product's list.
pub(super) fn on_the_wire(roles: &BTreeSet<Role>) -> Vec<RoleWire> {
    roles.iter().copied().map(Into::into).collect()
}

/// The roles of a request, each once.
pub(crate) fn roles_of(roles: Vec<RoleWire>) -> BTreeSet<Role> {
    roles.into_iter().map(Into::into).collect()
}
