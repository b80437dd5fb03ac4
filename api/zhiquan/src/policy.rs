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
    // Pre-examination: registrations.
    Row::public("listCentres", Reads),
    Row::public("listFieldLists", Reads),
    Row::public("getFieldList", Reads),
    Row::public("listOpinionTemplates", Reads),
    Row::roles("publishFieldList", Creates, LEADS),
    Row::roles("applyForFiling", Creates, REGISTERING).scope("preexam:write").power(Power::PreExamination),
    Row::roles("listEntities", Reads, REGISTERED).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getEntity", Reads, REGISTERED).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getEntityChecks", Reads, REGISTERED).scope("preexam:read").power(Power::PreExamination),
    Row::roles("reviseEntity", Changes, REGISTERING).scope("preexam:write").power(Power::PreExamination),
    Row::roles("withdrawEntity", Changes, REGISTERING).scope("preexam:write").power(Power::PreExamination),
    Row::roles("reviewEntity", Changes, LEADS),
    Row::roles("refuseEntity", Changes, LEADS),
    Row::roles("reportEntity", Changes, LEADS),
    Row::roles("letEntityTakeEffect", Changes, LEADS),
    Row::roles("classifyEntity", Changes, LEADS),
    Row::roles("setQuota", Changes, LEADS),
    Row::roles("remindEntity", Changes, LEADS),
    Row::roles("suspendEntity", Changes, LEADS),
    Row::roles("reinstateEntity", Changes, LEADS),
    Row::roles("cancelEntity", Changes, LEADS),
    // Pre-examination: cases, for both sides.
    Row::roles("listCases", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getCase", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getGate", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getCaseDeadlines", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getDocumentContent", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    // Pre-examination: what an applicant does.
    Row::roles("openCase", Creates, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("reviseCase", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("attachDocument", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("detachDocument", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("signCommitment", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("submitCase", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("amendCase", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("withdrawCase", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("fileCase", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("payFees", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("receiveAction", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("replyToAction", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    // Pre-examination: what a centre does.
    Row::roles("importCase", Creates, LEADS),
    Row::roles("assignCase", Changes, LEADS),
    Row::roles("releaseCase", Changes, LEADS),
    Row::roles("blockCase", Changes, EXAMINERS),
    Row::roles("unblockCase", Changes, EXAMINERS),
    Row::roles("acceptCase", Changes, EXAMINERS),
    Row::roles("returnCase", Changes, EXAMINERS),
    Row::roles("issueOpinion", Changes, EXAMINERS),
    Row::roles("passCase", Changes, EXAMINERS),
    Row::roles("failCase", Changes, EXAMINERS),
    Row::roles("confirmIdentity", Changes, EXAMINERS),
    Row::roles("markCase", Changes, EXAMINERS),
    Row::roles("loseLane", Changes, EXAMINERS),
    Row::roles("grantCase", Changes, EXAMINERS),
    Row::roles("rejectCase", Changes, EXAMINERS),
    Row::roles("listExaminers", Reads, EXAMINERS),
    Row::roles("setExaminer", Acts, LEADS),
    Row::roles("getBoard", Reads, EXAMINERS),
    Row::roles("getForecast", Reads, LEADS),
    Row::roles("getStatistics", Reads, LEADS),
    Row::roles("exportStatistics", Reads, LEADS),
    // Pre-examination: fast confirmation and enforcement.
    Row::roles("bringRequest", Creates, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("listRequests", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("getRequest", Reads, BOTH_SIDES).scope("preexam:read").power(Power::PreExamination),
    Row::roles("withdrawRequest", Changes, APPLICANTS).scope("preexam:write").power(Power::PreExamination),
    Row::roles("triageRequest", Changes, EXAMINERS),
    Row::roles("referRequest", Changes, EXAMINERS),
    Row::roles("acknowledgeRequest", Changes, EXAMINERS),
    Row::roles("concludeRequest", Changes, EXAMINERS),
    Row::roles("declineRequest", Changes, EXAMINERS),
    // Financing: calculators.
    Row::public("calculateValuation", Calculates),
    Row::public("calculateSchedule", Calculates),
    // Financing: products.
    Row::public("listCatalogue", Reads),
    Row::public("getCatalogueProduct", Reads),
    Row::roles("listProducts", Reads, BANKERS).scope("financing:read"),
    Row::roles("getProduct", Reads, BANKERS).scope("financing:read"),
    Row::roles("draftProduct", Creates, PRODUCT_MANAGERS).scope("financing:write"),
    Row::roles("reviseProduct", Changes, PRODUCT_MANAGERS).scope("financing:write"),
    Row::roles("publishProduct", Changes, PRODUCT_MANAGERS).scope("financing:write"),
    Row::roles("pauseProduct", Changes, PRODUCT_MANAGERS).scope("financing:write"),
    Row::roles("resumeProduct", Changes, PRODUCT_MANAGERS).scope("financing:write"),
    Row::roles("withdrawProduct", Changes, PRODUCT_MANAGERS).scope("financing:write"),
    // Financing: demands of firms.
    Row::roles("draftDemand", Creates, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("listDemands", Reads, DEMANDS).scope("financing:read").power(Power::Financing),
    Row::roles("getDemand", Reads, DEMANDS).scope("financing:read").power(Power::Financing),
    Row::roles("getDemandChecks", Reads, DEMANDS).scope("financing:read").power(Power::Financing),
    Row::roles("getDemandMatches", Reads, APPLICANTS).scope("financing:read").power(Power::Financing),
    Row::roles("reviseDemand", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("addRight", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("removeRight", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("valueRight", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("recordCoOwnerConsent", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("attachDemandData", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("detachDemandData", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("publishDemand", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("takeBackDemand", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("withdrawDemand", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("acceptDeclaration", Changes, CHECKERS),
    Row::roles("refuseDeclaration", Changes, CHECKERS),
    Row::roles("settleDemandCheck", Changes, CHECKERS),
    Row::roles("listOpportunities", Reads, BANKERS).scope("financing:read"),
    // Financing: what a firm lets a bank see.
    Row::roles("giveConsent", Creates, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("withdrawConsent", Changes, APPLICANTS).scope("financing:write").power(Power::Financing),
    Row::roles("listConsents", Reads, CONSENTS).scope("financing:read").power(Power::Financing),
    Row::roles("getConsent", Reads, CONSENTS).scope("financing:read").power(Power::Financing),
    Row::roles("readConsent", Acts, BANKERS).scope("financing:read"),
    Row::roles("getConsentFileContent", Reads, BANKERS).scope("financing:read"),
    // Legal time.
    Row::public("calculateDeadline", Calculates),
    Row::public("listDeadlineRules", Reads),
    Row::public("listCalendars", Reads),
    Row::public("getCalendar", Reads),
    Row::roles("applyCalendar", Acts, SYSTEM),
    // Deadlines in calendar programs.
    Row::own("createDeadlineFeed", Creates),
    Row::own("listDeadlineFeeds", Reads),
    Row::own("revokeDeadlineFeed", Acts),
    Row::public("getDeadlineCalendar", Reads),
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

/// Those who act for an applicant, on its cases.
const APPLICANTS: &[(Role, Whose)] = &[(Role::EnterpriseMember, OwnOrganisation)];

/// Those who register with a centre: firms, and agencies for themselves.
const REGISTERING: &[(Role, Whose)] = &[(Role::EnterpriseMember, OwnOrganisation), (Role::Agent, OwnOrganisation)];

/// Those who examine, of their own centre.
const EXAMINERS: &[(Role, Whose)] = &[(Role::Examiner, OwnOrganisation), (Role::CentreLead, OwnOrganisation)];

/// Those who lead a centre.
const LEADS: &[(Role, Whose)] = &[(Role::CentreLead, OwnOrganisation)];

/// Both sides of a case: the applicant and the centre.
const BOTH_SIDES: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::Examiner, OwnOrganisation),
    (Role::CentreLead, OwnOrganisation),
];

/// Who makes a bank's products.
const PRODUCT_MANAGERS: &[(Role, Whose)] = &[(Role::ProductManager, OwnOrganisation)];

/// The people of a bank who work with its products and deals.
const BANKERS: &[(Role, Whose)] = &[
    (Role::ProductManager, OwnOrganisation),
    (Role::LoanOfficer, OwnOrganisation),
    (Role::BankApprover, OwnOrganisation),
];

/// The people of the centre who look at what a machine cannot know of a right.
const CHECKERS: &[(Role, Whose)] = &[(Role::Examiner, Everyones), (Role::CentreLead, Everyones)];

/// Both sides of a consent: the firm, and the bank's people.
const CONSENTS: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::ProductManager, OwnOrganisation),
    (Role::LoanOfficer, OwnOrganisation),
    (Role::BankApprover, OwnOrganisation),
];

/// The firm whose demand it is, and who looks after all of them.
const DEMANDS: &[(Role, Whose)] =
    &[(Role::EnterpriseMember, OwnOrganisation), (Role::Examiner, Everyones), (Role::CentreLead, Everyones)];

/// Both sides of a registration: who registers, and the centre.
const REGISTERED: &[(Role, Whose)] = &[
    (Role::EnterpriseMember, OwnOrganisation),
    (Role::Agent, OwnOrganisation),
    (Role::Examiner, OwnOrganisation),
    (Role::CentreLead, OwnOrganisation),
];

/// Programs: of one's own organisation, and for the security administrator all.
const CLIENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::SecurityAdministrator, Everyones)];

/// Both sides of an authorisation.
const ADMINISTRATORS_AND_AGENTS: &[(Role, Whose)] =
    &[(Role::OrganisationAdministrator, OwnOrganisation), (Role::Agent, OwnOrganisation)];
