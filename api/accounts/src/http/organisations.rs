//! Organisations: registered, confirmed, suspended, listed.

use domain::accounts::OrganisationCommand;
use hall::act::{Acted, Answer, Created, Versioned};
use hall::http::ReasonRequest;
use hall::http::{Fault, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredOrganisation;
use crate::desk::{Desk, Registration};
use crate::wire::{
    NameRequest, OrganisationKindWire, OrganisationRequest, OrganisationView, RegistrationRequest, StateWire, facts,
    in_administrator,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationsApi;

fn created(organisation: &StoredOrganisation) -> Answer {
    Answer::created(&OrganisationView::of(organisation)).at_version(organisation.version)
}

fn done(organisation: &StoredOrganisation) -> Answer {
    Answer::done(&OrganisationView::of(organisation)).at_version(organisation.version)
}

#[OpenApi(tag = "RoomTags::Accounts", prefix_path = "/api/v1")]
impl OrganisationsApi {
    /// 机构登记。Registers an organisation with its first administrator; it acts after it was confirmed.
    #[oai(path = "/organisations/register", method = "post", operation_id = "registerOrganisation")]
    async fn register(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<RegistrationRequest>,
    ) -> Result<Created<OrganisationView>, Fault> {
        let RegistrationRequest { kind, name, uscc, administrator } = body.0;
        let facts = facts(kind, name, uscc.as_deref())?;
        let registration = Registration { facts, person: administrator.into() };
        Ok(desk.register(&call, registration, created).await.map_err(in_administrator)?.into())
    }

    /// 录入机构。Enters an organisation, confirmed at once: for the platform.
    #[oai(path = "/organisations", method = "post", operation_id = "enterOrganisation")]
    async fn enter(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<OrganisationRequest>,
    ) -> Result<Created<OrganisationView>, Fault> {
        let OrganisationRequest { kind, name, uscc } = body.0;
        let facts = facts(kind, name, uscc.as_deref())?;
        Ok(desk.enter_organisation(&call, facts, created).await?.into())
    }

    /// 机构列表。The organisations that the caller may see, in the order of their registration.
    #[oai(path = "/organisations", method = "get", operation_id = "listOrganisations")]
    async fn list(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// What they are.
        kind: Query<Option<OrganisationKindWire>>,
        /// Where they stand.
        state: Query<Option<StateWire>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<OrganisationView>>, Fault> {
        let kind = kind.0.map(|kind| domain::hall::OrganisationKind::from(kind).code().to_owned());
        let state = state.0.map(|state| state.code().to_owned());
        let of_request = format!("organisations {kind:?} {state:?}");
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let found = desk.organisations(&call, kind, state, asked.mark(), asked.rows()).await?;
        let view = |organisation| OrganisationView::of(&organisation);
        Ok(Json(asked.page(found, |organisation| organisation.id, view)))
    }

    /// 一个机构。One organisation.
    #[oai(path = "/organisations/:id", method = "get", operation_id = "getOrganisation")]
    async fn one(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<OrganisationView>, Fault> {
        let organisation = desk.organisation(&call, id.0).await?;
        Ok(Versioned::new(OrganisationView::of(&organisation), organisation.version))
    }

    /// 审核通过。Confirms an organisation: it may act from now on.
    #[oai(path = "/organisations/:id/confirm", method = "post", operation_id = "confirmOrganisation")]
    async fn confirm(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        Ok(desk.change_organisation(&call, id.0, OrganisationCommand::Confirm, done).await?.into())
    }

    /// 审核不通过。Refuses a registration.
    #[oai(path = "/organisations/:id/refuse", method = "post", operation_id = "refuseOrganisation")]
    async fn refuse(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        let command = OrganisationCommand::Refuse { reason: body.0.reason };
        Ok(desk.change_organisation(&call, id.0, command, done).await?.into())
    }

    /// 暂停机构。Suspends an organisation: its people and programs may not act.
    #[oai(path = "/organisations/:id/suspend", method = "post", operation_id = "suspendOrganisation")]
    async fn suspend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        let command = OrganisationCommand::Suspend { reason: body.0.reason };
        Ok(desk.change_organisation(&call, id.0, command, done).await?.into())
    }

    /// 恢复机构。Reinstates an organisation.
    #[oai(path = "/organisations/:id/reinstate", method = "post", operation_id = "reinstateOrganisation")]
    async fn reinstate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        Ok(desk.change_organisation(&call, id.0, OrganisationCommand::Reinstate, done).await?.into())
    }

    /// 机构更名。Gives an organisation another name.
    #[oai(path = "/organisations/:id/rename", method = "post", operation_id = "renameOrganisation")]
    async fn rename(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<NameRequest>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        let command = OrganisationCommand::Rename { name: body.0.name };
        Ok(desk.change_organisation(&call, id.0, command, done).await?.into())
    }

    /// 机构注销。Lets an organisation leave the platform.
    #[oai(path = "/organisations/:id/close", method = "post", operation_id = "closeOrganisation")]
    async fn close(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<OrganisationView>, Fault> {
        Ok(desk.change_organisation(&call, id.0, OrganisationCommand::Close, done).await?.into())
    }
}
