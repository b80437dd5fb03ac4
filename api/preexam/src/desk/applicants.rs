//! What an applicant does with a case: opens it, brings its documents, hands it in, tells the filing.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::identifier::PatentNumber;
use domain::preexam::CheckAnswer;
use domain::preexam::PatentKind;
use domain::preexam::case::{CaseCommand, CaseFacts, CoApplicant, Declarations, DocumentRole, decide};
use hall::act::{Act, ActFault, Answer, Stored, id_of, table, uuid_of};
use hall::policy::Call;
use uuid::Uuid;

use super::clocks::placed;
use super::{Desk, Side, acting_organisation, agency_of, found, who_acts};
use crate::cases::{PreexamCase, StoredCase};
use crate::store;

/// What an applicant says of a case.
#[derive(Debug, Clone)]
pub struct CaseWish {
    /// The filing entity under which it applies; it says the centre.
    pub filing_entity: Uuid,
    /// The kind of patent.
    pub kind: PatentKind,
    /// The title.
    pub title: String,
    /// The main classification.
    pub classification: String,
    /// Who applies beside it.
    pub co_applicants: Vec<CoApplicant>,
    /// What is declared.
    pub declarations: Declarations,
    /// The applicant's own reference.
    pub client_reference: Option<String>,
}

/// What is told of a filing at the office.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The number that the office gave.
    pub application_number: PatentNumber,
    /// The filing day.
    pub filed_on: NaiveDate,
    /// The documents as they were filed, each an uploaded file.
    pub texts: Vec<(DocumentRole, Uuid)>,
}

impl Desk {
    /// Opens a case of the caller's enterprise.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) async fn open_case(
        &self,
        call: &Call,
        wish: CaseWish,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let applicant = acting_organisation(call)?;
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let facts = facts_of(act, applicant, wish, agency_of(call), None).await?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let events = decide(None, CaseCommand::Open(facts), &self.law(&calendar), act.moment())?;
                    let case = found(Stored::<PreexamCase>::begun(act, act.new_id(), &events))?;
                    let placed = placed(&case.state, &self.law(&calendar))?;
                    store::cases::insert(act.transaction(), &case, &placed, act.real_millis()).await?;
                    Ok(answer(&case))
                })
            })
            .await
    }

    /// Says something else of a draft.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn revise_case(
        &self,
        call: &Call,
        id: Uuid,
        wish: CaseWish,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Applicant).await?;
                    let of = known.state.facts();
                    let agency = agency_of(call).map(id_of).or(of.agency).map(uuid_of);
                    let facts = facts_of(act, uuid_of(of.applicant), wish, agency, of.imported.clone()).await?;
                    let changed = self.change_case_within(act, known, CaseCommand::Revise(facts)).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// Attaches an uploaded file as a document of a case.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn attach(
        &self,
        call: &Call,
        id: Uuid,
        role: DocumentRole,
        file: Uuid,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Applicant).await?;
                    let digest = self.files().to_attach(act, file, "/file_id").await?;
                    let command = CaseCommand::Attach { role, file: id_of(file), digest };
                    Ok(answer(&self.change_case_within(act, known, command).await?))
                })
            })
            .await
    }

    /// What the gate says of a case today.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], or the database's.
    pub(crate) async fn gate_of(&self, call: &Call, id: Uuid) -> Result<Vec<CheckAnswer>, ActFault> {
        let case = self.case(call, id).await?;
        let reader = self.acts().database().reader();
        let calendar = self.calendar().await?;
        self.ask_the_gate(reader, &case, &calendar, self.acts().clocks().moment.moment()).await
    }

    /// Hands a case in, with what the gate says at this moment.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way: each check that says no.
    pub(crate) async fn submit(
        &self,
        call: &Call,
        id: Uuid,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Applicant).await?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let gate = self.ask_the_gate(act.transaction(), &known, &calendar, act.moment()).await?;
                    let command = CaseCommand::Submit { gate: gate.clone() };
                    let submitted = self.change_case_within(act, known, command).await;
                    Ok(answer(&submitted.map_err(|fault| super::gate::with_checks(fault, &gate))?))
                })
            })
            .await
    }

    /// Tells that a case was filed at the office, with the documents as they were filed.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn file(
        &self,
        call: &Call,
        id: Uuid,
        filing: Filing,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (filing, answer) = (&filing, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Applicant).await?;
                    let mut texts = Vec::new();
                    let mut roles = BTreeSet::new();
                    for (place, (role, file)) in filing.texts.iter().enumerate() {
                        if !roles.insert(*role) {
                            let twice = domain::preexam::refusals::text_role_twice();
                            return Err(ActFault::of_field(format!("/texts/{place}/role"), twice));
                        }
                        let pointer = format!("/texts/{place}/file_id");
                        texts.push((*role, id_of(*file), self.files().to_attach(act, *file, &pointer).await?));
                    }
                    let command = CaseCommand::File {
                        application_number: filing.application_number.clone(),
                        filed_on: filing.filed_on,
                        texts,
                    };
                    Ok(answer(&self.change_case_within(act, known, command).await?))
                })
            })
            .await
    }

    /// Changes a case by a command that names a file of the caller's, if it names one.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn pay_fees(
        &self,
        call: &Call,
        id: Uuid,
        paid_on: NaiveDate,
        receipt: Option<Uuid>,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Applicant).await?;
                    if let Some(receipt) = receipt {
                        self.files().to_attach(act, receipt, "/receipt_file_id").await?;
                    }
                    let command = CaseCommand::PayFees { paid_on, receipt: receipt.map(id_of) };
                    Ok(answer(&self.change_case_within(act, known, command).await?))
                })
            })
            .await
    }

    /// Signs the commitment in the name of the applicant.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn sign_commitment(
        &self,
        call: &Call,
        id: Uuid,
        text_version: String,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let by = id_of(who_acts(call));
        self.change_case(call, id, CaseCommand::SignCommitment { by, text_version }, answer).await
    }
}

/// The facts of a case, as its filing entity says the centre.
pub(super) async fn facts_of(
    act: &Act<'_>,
    applicant: Uuid,
    wish: &CaseWish,
    agency: Option<Uuid>,
    imported: Option<String>,
) -> Result<CaseFacts, ActFault> {
    let entity = table::find::<store::Entities>(act.transaction(), wish.filing_entity).await?;
    let unknown = || ActFault::of_field("/filing_entity_id", domain::preexam::refusals::entity_unknown());
    let entity = entity.filter(|entity| entity.state.facts().organisation == id_of(applicant)).ok_or_else(unknown)?;
    Ok(CaseFacts {
        centre: entity.state.facts().centre,
        applicant: id_of(applicant),
        filing_entity: id_of(wish.filing_entity),
        agency: agency.map(id_of),
        kind: wish.kind,
        title: wish.title.clone(),
        classification: wish.classification.clone(),
        co_applicants: wish.co_applicants.clone(),
        declarations: wish.declarations,
        client_reference: wish.client_reference.clone(),
        imported,
    })
}
