//! Who is named in the rows of the policy table: the roles that may call an operation, and whose rows each of them sees.

use domain::hall::Role;
use hall::policy::Whose;
use hall::policy::Whose::{Everyones, OwnOrganisation};

/// Whoever administers an organisation, of its own.
pub(super) const ADMINISTRATORS: &[(Role, Whose)] = &[(Role::OrganisationAdministrator, OwnOrganisation)];

/// The same, and the system administrator of all.
pub(super) const ADMINISTRATORS_AND_SYSTEM: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::SystemAdministrator, Everyones)];

/// Those who look after accounts: of their own organisation, or of all.
pub(super) const KEEPERS: &[(Role, Whose)] = &[
    (Role::OrganisationAdministrator, OwnOrganisation),
    (Role::SystemAdministrator, Everyones),
    (Role::SecurityAdministrator, Everyones),
];

/// Accounts and rules.
pub(super) const SYSTEM: &[(Role, Whose)] = &[(Role::SystemAdministrator, Everyones)];

/// Keys and access.
pub(super) const SECURITY: &[(Role, Whose)] = &[(Role::SecurityAdministrator, Everyones)];

/// The three administrators, who look at all organisations.
pub(super) const THE_THREE: &[(Role, Whose)] = &[
    (Role::SystemAdministrator, Everyones),
    (Role::SecurityAdministrator, Everyones),
    (Role::AuditAdministrator, Everyones),
];

/// Who did what, and when.
pub(super) const AUDIT: &[(Role, Whose)] = &[(Role::AuditAdministrator, Everyones)];

/// Those who bring records into the registry.
pub(super) const IMPORTERS: &[(Role, Whose)] =
    &[(Role::SystemAdministrator, Everyones), (Role::CentreLead, OwnOrganisation)];

/// Those who act for an applicant, on its cases.
pub(super) const APPLICANTS: &[(Role, Whose)] = &[(Role::EnterpriseMember, OwnOrganisation)];

/// Those who register with a centre: firms, and agencies for themselves.
pub(super) const REGISTERING: &[(Role, Whose)] =
    &[(Role::EnterpriseMember, OwnOrganisation), (Role::Agent, OwnOrganisation)];

/// Those who examine, of their own centre.
pub(super) const EXAMINERS: &[(Role, Whose)] =
    &[(Role::Examiner, OwnOrganisation), (Role::CentreLead, OwnOrganisation)];

/// Those who lead a centre.
pub(super) const LEADS: &[(Role, Whose)] = &[(Role::CentreLead, OwnOrganisation)];

/// Both sides of a case: the applicant and the centre.
pub(super) const BOTH_SIDES: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::Examiner, OwnOrganisation),
    (Role::CentreLead, OwnOrganisation),
];

/// Who makes a bank's products.
pub(super) const PRODUCT_MANAGERS: &[(Role, Whose)] = &[(Role::ProductManager, OwnOrganisation)];

/// The people of a bank who work with its products and deals.
pub(super) const BANKERS: &[(Role, Whose)] = &[
    (Role::ProductManager, OwnOrganisation),
    (Role::LoanOfficer, OwnOrganisation),
    (Role::BankApprover, OwnOrganisation),
];

/// The people of a bank who work its deals.
pub(super) const LENDERS: &[(Role, Whose)] =
    &[(Role::LoanOfficer, OwnOrganisation), (Role::BankApprover, OwnOrganisation)];

/// The second pair of eyes of a bank: a person, never a program.
pub(super) const APPROVERS: &[(Role, Whose)] = &[(Role::BankApprover, OwnOrganisation)];

/// Both sides of a deal: the firm, and those who work the bank's deals.
pub(super) const DEAL_SIDES: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::LoanOfficer, OwnOrganisation),
    (Role::BankApprover, OwnOrganisation),
];

/// Those who may know what is in a pool: banks, centres, and who supervises them.
pub(super) const POOL_READERS: &[(Role, Whose)] = &[
    (Role::ProductManager, Everyones),
    (Role::LoanOfficer, Everyones),
    (Role::BankApprover, Everyones),
    (Role::CentreLead, Everyones),
    (Role::Regulator, Everyones),
];

/// Those who see what all banks do with what they are asked for: people alone, and none of a bank.
pub(super) const SUPERVISORS: &[(Role, Whose)] = &[(Role::CentreLead, Everyones), (Role::Regulator, Everyones)];

/// The people of the centre who look at what a machine cannot know of a right.
pub(super) const CHECKERS: &[(Role, Whose)] = &[(Role::Examiner, Everyones), (Role::CentreLead, Everyones)];

/// Both sides of a consent: the firm, and the bank's people.
pub(super) const CONSENTS: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::ProductManager, OwnOrganisation),
    (Role::LoanOfficer, OwnOrganisation),
    (Role::BankApprover, OwnOrganisation),
];

/// The firm whose demand it is, and who looks after all of them.
pub(super) const DEMANDS: &[(Role, Whose)] =
    &[(Role::EnterpriseMember, OwnOrganisation), (Role::Examiner, Everyones), (Role::CentreLead, Everyones)];

/// Both sides of a registration: who registers, and the centre.
pub(super) const REGISTERED: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::Agent, OwnOrganisation),
    (Role::Examiner, OwnOrganisation),
    (Role::CentreLead, OwnOrganisation),
];

/// Programs: of one's own organisation, and for the security administrator all.
pub(super) const CLIENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::SecurityAdministrator, Everyones)];

/// Both sides of an authorisation.
pub(super) const ADMINISTRATORS_AND_AGENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::Agent, OwnOrganisation)];
