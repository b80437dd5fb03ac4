//! Filing entities, lists of fields, and the centres that there are.

use domain::preexam::entity::EntityCommand;
use hall::act::{Acted, Answer, Created, Versioned, id_of};
use hall::http::ReasonRequest;
use hall::http::{Fault, Page, PageAsked, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::{StoredEntity, StoredFieldList};
use crate::desk::{Desk, who_acts};
use crate::wire::{
    CentreView, ClassRequest, EffectRequest, EntityCheckView, EntityFactsRequest, EntityRequest, EntityStateWire,
    EntitySuspensionRequest, EntityView, FieldListRequest, FieldListView, QuotaRequest, ReasonsRequest, ReportRequest,
    ReviewRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct EntitiesApi;

fn done(entity: &StoredEntity) -> Answer {
    Answer::done(&EntityView::of(entity)).at_version(entity.version)
}

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl EntitiesApi {
    /// 保护中心列表。The protection centres.
    #[oai(path = "/centres", method = "get", operation_id = "listCentres")]
    async fn centres(
        &self,
        _call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<CentreView>>, Fault> {
        let asked = PageAsked::new("centres", limit.0, cursor.0.as_deref())?;
        let found = desk.centres(asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |centre| centre.id, CentreView::of)))
    }

    /// 申请备案。Asks a centre to register the caller's organisation: an enterprise as an applicant, an agency as an agency.
    #[oai(path = "/entities", method = "post", operation_id = "applyForFiling")]
    async fn apply(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<EntityRequest>,
    ) -> Result<Created<EntityView>, Fault> {
        let answer = |entity: &StoredEntity| Answer::created(&EntityView::of(entity)).at_version(entity.version);
        let EntityRequest { centre_id, facts } = body.0;
        Ok(desk.apply_for_registration(&call, centre_id, facts.into(), answer).await?.into())
    }

    /// 备案主体列表。The filing entities that the caller may see.
    #[oai(path = "/entities", method = "get", operation_id = "listEntities")]
    async fn entities(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 状态。Only those in this state.
        state: Query<Option<EntityStateWire>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<EntityView>>, Fault> {
        let state = state.0.as_ref().map(code_of);
        let asked = PageAsked::new(format!("entities {state:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.entities(&call, state, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |entity| entity.id, |entity| EntityView::of(&entity))))
    }

    /// 一个备案主体。A filing entity.
    #[oai(path = "/entities/:id", method = "get", operation_id = "getEntity")]
    async fn entity(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<EntityView>, Fault> {
        let entity = desk.entity(&call, id.0).await?;
        Ok(Versioned::new(EntityView::of(&entity), entity.version))
    }

    /// 备案核查。What each check of a registration says today.
    #[oai(path = "/entities/:id/checks", method = "get", operation_id = "getEntityChecks")]
    async fn checks(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<Vec<EntityCheckView>>, Fault> {
        let checks = desk.checks_of_entity(&call, id.0).await?;
        Ok(Json(checks.iter().map(|check| EntityCheckView::of(check, call.language)).collect()))
    }

    /// 变更备案信息。Says something else of the organisation.
    #[oai(path = "/entities/:id/revise", method = "post", operation_id = "reviseEntity")]
    async fn revise(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<EntityFactsRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        Ok(desk.revise_entity(&call, id.0, body.0.into(), done).await?.into())
    }

    /// 退出备案。Leaves.
    #[oai(path = "/entities/:id/withdraw", method = "post", operation_id = "withdrawEntity")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<EntityView>, Fault> {
        let command = EntityCommand::Withdraw;
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 审核备案。Reviews a registration; every check that does not say yes is settled with a reason.
    #[oai(path = "/entities/:id/review", method = "post", operation_id = "reviewEntity")]
    async fn review(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReviewRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Review { by, settled: body.0.settled() };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 不予备案。Does not register it.
    #[oai(path = "/entities/:id/refuse", method = "post", operation_id = "refuseEntity")]
    async fn refuse(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonsRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Refuse { by, reasons: body.0.reasons };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 上报。Tells that it was reported to the office.
    #[oai(path = "/entities/:id/report", method = "post", operation_id = "reportEntity")]
    async fn report(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReportRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let command = EntityCommand::Report { on: body.0.on.0, receipt: body.0.receipt };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 备案生效。Lets it apply from a day on.
    #[oai(path = "/entities/:id/take-effect", method = "post", operation_id = "letEntityTakeEffect")]
    async fn take_effect(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<EffectRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let EffectRequest { from_on, class, quota } = body.0;
        let command = EntityCommand::TakeEffect { from_on: from_on.0, class: class.into(), quota };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 分类。Puts it into another class.
    #[oai(path = "/entities/:id/classify", method = "post", operation_id = "classifyEntity")]
    async fn classify(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ClassRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Classify { by, class: body.0.class.into() };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 设定年度限额。Says how many cases it may submit in a year.
    #[oai(path = "/entities/:id/set-quota", method = "post", operation_id = "setQuota")]
    async fn set_quota(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<QuotaRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::SetQuota { by, year: body.0.year, quota: body.0.quota };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 提醒。Warns it.
    #[oai(path = "/entities/:id/remind", method = "post", operation_id = "remindEntity")]
    async fn remind(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Remind { by, reason: body.0.reason };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 暂停备案。Keeps it from applying, up to and with a day.
    #[oai(path = "/entities/:id/suspend", method = "post", operation_id = "suspendEntity")]
    async fn suspend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<EntitySuspensionRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let EntitySuspensionRequest { reason, until_on } = body.0;
        let command = EntityCommand::Suspend { by, reason, until_on: until_on.0 };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 恢复。Takes back the warning or the suspension.
    #[oai(path = "/entities/:id/reinstate", method = "post", operation_id = "reinstateEntity")]
    async fn reinstate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Reinstate { by, reason: body.0.reason };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 取消备案。Strikes it off.
    #[oai(path = "/entities/:id/cancel", method = "post", operation_id = "cancelEntity")]
    async fn cancel(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<EntityView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = EntityCommand::Cancel { by, reason: body.0.reason };
        Ok(desk.change_entity(&call, id.0, command, done).await?.into())
    }

    /// 发布领域清单。Publishes a version of the list of fields of the caller's centre.
    #[oai(path = "/field-lists", method = "post", operation_id = "publishFieldList")]
    async fn publish_fields(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<FieldListRequest>,
    ) -> Result<Created<FieldListView>, Fault> {
        let scheme = body.0.scheme.into();
        let answer = |list: &StoredFieldList| Answer::created(&FieldListView::of(list)).at_version(list.version);
        Ok(desk.publish_fields(&call, scheme, body.0.version(), answer).await?.into())
    }

    /// 领域清单列表。The lists of fields, of one centre or all.
    #[oai(path = "/field-lists", method = "get", operation_id = "listFieldLists")]
    async fn field_lists(
        &self,
        _call: Call,
        desk: Data<&Desk>,
        /// 保护中心。Only those of this centre.
        centre_id: Query<Option<Uuid>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<FieldListView>>, Fault> {
        let asked = PageAsked::new(format!("field lists {:?}", centre_id.0), limit.0, cursor.0.as_deref())?;
        let found = desk.field_lists(centre_id.0, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |list| list.id, |list| FieldListView::of(&list))))
    }

    /// 领域清单。A list of fields, every version.
    #[oai(path = "/field-lists/:id", method = "get", operation_id = "getFieldList")]
    async fn field_list(
        &self,
        _call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<FieldListView>, Fault> {
        Ok(Json(FieldListView::of(&desk.field_list(id.0).await?)))
    }
}
