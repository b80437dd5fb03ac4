//! The policy table: for each operation of the contract, who may call it and whose rows they see.
//!
//! What is not allowed here is refused. The program does not start while an operation lacks its row; the mechanism is
//! `hall::policy`. A program acts on its organisation's rows alone, with the scope of the row; an agency acts on the rows
//! of an enterprise that gave it the power of the row.

use domain::hall::{Power, Role};
use hall::policy::Effect::{Acts, Calculates, Changes, Creates, Enters, Reads, Uploads};
use hall::policy::Whose::{Everyones, OwnOrganisation};
use hall::policy::{Row, Whose};

/// Whoever administers an organisation, of its own.
const ADMINISTRATORS: &[(Role, Whose)] = &[(Role::OrganisationAdministrator, OwnOrganisation)];

/// The same, and the system administrator of all.
const ADMINISTRATORS_AND_SYSTEM: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::SystemAdministrator, Everyones)];

/// Those who look after accounts: of their own organisation, or of all.
const KEEPERS: &[(Role, Whose)] = &[
    (Role::OrganisationAdministrator, OwnOrganisation),
    (Role::SystemAdministrator, Everyones),
    (Role::SecurityAdministrator, Everyones),
];

/// Accounts and rules.
const SYSTEM: &[(Role, Whose)] = &[(Role::SystemAdministrator, Everyones)];

/// Keys and access.
const SECURITY: &[(Role, Whose)] = &[(Role::SecurityAdministrator, Everyones)];

/// The three administrators, who look at all organisations.
const THE_THREE: &[(Role, Whose)] = &[
    (Role::SystemAdministrator, Everyones),
    (Role::SecurityAdministrator, Everyones),
    (Role::AuditAdministrator, Everyones),
];

/// Who did what, and when.
const AUDIT: &[(Role, Whose)] = &[(Role::AuditAdministrator, Everyones)];

/// Those who bring records into the registry.
const IMPORTERS: &[(Role, Whose)] = &[(Role::SystemAdministrator, Everyones), (Role::CentreLead, OwnOrganisation)];

/// The table.
pub const TABLE: &[Row] = &[
    // Operations.
    Row::public("getLiveness", Reads),
    Row::public("getReadiness", Reads),
    // Registry: public.
    Row::public("searchRecords", Reads),
    Row::public("searchRecordsByBody", Calculates),
    Row::public("getPatent", Reads),
    Row::public("getTrademark", Reads),
    Row::public("getGeographicalIndication", Reads),
    Row::public("recogniseIdentifier", Reads),
    Row::roles("startImport", Creates, IMPORTERS).scope("registry:import"),
    // Long operations.
    Row::members("listOperations", Reads, SYSTEM).scope("operations:read"),
    Row::members("getOperation", Reads, SYSTEM).scope("operations:read"),
    Row::members("cancelOperation", Changes, SYSTEM),
    // Accounts: the way in.
    Row::public("openSession", Enters),
    Row::own("closeSession", Enters),
    Row::own("listSessions", Reads),
    Row::own("endSession", Acts),
    Row::public("issueToken", Enters),
    Row::public("getJwks", Reads),
    Row::public("registerOrganisation", Creates),
    Row::public("acceptInvitation", Creates),
    // Accounts: oneself.
    Row::own("getMyself", Reads),
    Row::own("changePassword", Acts),
    Row::own("beginSecondFactor", Acts),
    Row::own("confirmSecondFactor", Acts),
    Row::own("listReadings", Reads),
    // Accounts: organisations.
    Row::roles("enterOrganisation", Creates, SYSTEM),
    Row::members("listOrganisations", Reads, THE_THREE).scope("accounts:read"),
    Row::members("getOrganisation", Reads, THE_THREE).scope("accounts:read"),
    Row::roles("confirmOrganisation", Changes, SYSTEM),
    Row::roles("refuseOrganisation", Changes, SYSTEM),
    Row::roles("suspendOrganisation", Changes, SYSTEM),
    Row::roles("reinstateOrganisation", Changes, SYSTEM),
    Row::roles("renameOrganisation", Changes, SYSTEM),
    Row::roles("closeOrganisation", Changes, SYSTEM),
    // Accounts: people.
    Row::roles("listMembers", Reads, KEEPERS).scope("accounts:read"),
    Row::roles("changeRoles", Changes, ADMINISTRATORS_AND_SYSTEM),
    Row::roles("removeMember", Changes, ADMINISTRATORS_AND_SYSTEM),
    Row::roles("createInvitation", Creates, ADMINISTRATORS_AND_SYSTEM),
    Row::roles("listInvitations", Reads, ADMINISTRATORS_AND_SYSTEM),
    Row::roles("withdrawInvitation", Changes, ADMINISTRATORS_AND_SYSTEM),
    Row::roles("getPerson", Reads, KEEPERS),
    Row::roles("readDetails", Acts, KEEPERS),
    Row::roles("suspendPerson", Changes, SECURITY),
    Row::roles("reinstatePerson", Changes, SECURITY),
    Row::roles("resetSecondFactor", Changes, SECURITY),
    Row::roles("erasePerson", Changes, SECURITY),
    // Accounts: agencies and programs.
    Row::roles("grantAuthorisation", Creates, ADMINISTRATORS),
    Row::roles("listAuthorisations", Reads, ADMINISTRATORS_AND_AGENTS).scope("accounts:read"),
    Row::roles("getAuthorisation", Reads, ADMINISTRATORS_AND_AGENTS).scope("accounts:read"),
    Row::roles("limitAuthorisation", Changes, ADMINISTRATORS),
    Row::roles("withdrawAuthorisation", Changes, ADMINISTRATORS),
    Row::roles("createClient", Creates, ADMINISTRATORS),
    Row::roles("listClients", Reads, CLIENTS),
    Row::roles("rotateClientSecret", Changes, ADMINISTRATORS),
    Row::roles("changeClientScopes", Changes, ADMINISTRATORS),
    Row::roles("suspendClient", Changes, CLIENTS),
    Row::roles("reinstateClient", Changes, CLIENTS),
    Row::roles("revokeClient", Changes, CLIENTS),
    Row::roles("listSigningKeys", Reads, SECURITY),
    Row::roles("rotateSigningKey", Acts, SECURITY),
    // Demo.
    Row::own("getDemoMoment", Reads),
    Row::roles("moveDemoMoment", Acts, SYSTEM),
    // Notices.
    Row::members("listNotices", Reads, &[]).scope("notices:read").power(Power::Notices),
    Row::members("readNotice", Acts, &[]).power(Power::Notices),
    // Events.
    Row::members("listEvents", Reads, AUDIT).scope("events:read").power(Power::Notices),
    Row::members("streamEvents", Reads, AUDIT).scope("events:read").power(Power::Notices),
    // Journal.
    Row::roles("listJournal", Reads, AUDIT),
    Row::roles("getJournalHead", Reads, AUDIT),
    Row::roles("getJournalEntry", Reads, AUDIT),
    // Files.
    Row::members("uploadFile", Uploads, &[]).scope("files:write").power(Power::Files),
    Row::members("listFiles", Reads, &[]).scope("files:read").power(Power::Files),
    Row::members("getFile", Reads, &[]).scope("files:read").power(Power::Files),
    Row::members("getFileContent", Reads, &[]).scope("files:read").power(Power::Files),
    Row::members("destroyFile", Changes, &[]).scope("files:write").power(Power::Files),
];

/// Programs: of one's own organisation, and for the security administrator all.
const CLIENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::SecurityAdministrator, Everyones)];

/// Both sides of an authorisation.
const ADMINISTRATORS_AND_AGENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::Agent, OwnOrganisation)];
