//! The bundle of a demand: its rights, what they are worth, who agrees, and the data that banks need.

use domain::financing::valuation::{estimate, refusals};
use domain::hall::FieldRefusal;
use hall::act::{ActFault, Acted};
use hall::http::Fault;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use super::demands::done;
use crate::desk::{DemandWish, Desk, calculated};
use crate::wire::{
    CoOwnerConsentRequest, DataRemoval, DataRequest, DeclarationAcceptance, DeclarationRefusal, DemandView,
    RightKeyWire, RightRequest, ValueRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct BundlesApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl BundlesApi {
    /// 增加权利。Adds a right: one of the registry by its number, a copyright by its certificate.
    #[oai(path = "/demands/:id/add-right", method = "post", operation_id = "addRight")]
    async fn add_right(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<RightRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::AddRight(body.0.read().map_err(ActFault::from)?);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 移出权利。Leaves a right out.
    #[oai(path = "/demands/:id/remove-right", method = "post", operation_id = "removeRight")]
    async fn remove_right(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<RightKeyWire>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::RemoveRight(body.0.into());
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 登记评估值。Says what a right is worth: by an appraiser's report, or calculated here.
    #[oai(path = "/demands/:id/value-right", method = "post", operation_id = "valueRight")]
    async fn value_right(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ValueRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let ValueRequest { right, report, calculation } = body.0;
        let value = match (report, calculation) {
            (Some(report), None) => report.read().map_err(ActFault::from)?,
            (None, Some(calculation)) => {
                let (numbers, below) = (desk.numbers(), |refused| below_the_calculation(refused));
                let inputs = calculation.inputs().map_err(below)?;
                let valuation = estimate(inputs, numbers.sensitivity(), numbers.valuation_valid_months);
                calculated(&valuation.map_err(below)?, desk.today())
            }
            (None, None) => return Err(ActFault::of_field("/report", refusals::input_missing()).into()),
            (Some(_), Some(_)) => {
                return Err(ActFault::of_field("/calculation", refusals::input_of_another_kind()).into());
            }
        };
        let wish = DemandWish::ValueRight(right.into(), Box::new(value));
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 登记共有人同意。Records a paper of a co-owner.
    #[oai(path = "/demands/:id/record-consent", method = "post", operation_id = "recordCoOwnerConsent")]
    async fn record_consent(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CoOwnerConsentRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let CoOwnerConsentRequest { right, kind, co_owner, file_id: file, given_on } = body.0;
        let (right, kind, given_on) = (right.into(), kind.into(), given_on.0);
        let wish = DemandWish::RecordConsent { right, kind, co_owner, file, given_on };
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 提供资料。Attaches data that banks need, with who issued it.
    #[oai(path = "/demands/:id/attach-data", method = "post", operation_id = "attachDemandData")]
    async fn attach_data(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DataRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let DataRequest { kind, file_id: file, issuer, from_on, to_on } = body.0;
        let wish = DemandWish::AttachData { kind: kind.into(), file, issuer, from_on: from_on.0, to_on: to_on.0 };
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 撤下资料。Takes data away.
    #[oai(path = "/demands/:id/detach-data", method = "post", operation_id = "detachDemandData")]
    async fn detach_data(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DataRemoval>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::DetachData(body.0.file_id);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 核验通过。Finds the certificate of a declared right sound.
    #[oai(path = "/demands/:id/accept-declaration", method = "post", operation_id = "acceptDeclaration")]
    async fn accept_declaration(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DeclarationAcceptance>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::AcceptDeclaration(body.0.right.into(), body.0.protected_until_on.0);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 核验不通过。Finds it not sound.
    #[oai(path = "/demands/:id/refuse-declaration", method = "post", operation_id = "refuseDeclaration")]
    async fn refuse_declaration(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DeclarationRefusal>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::RefuseDeclaration(body.0.right.into(), body.0.reason);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }
}

/// The fields of a calculation stand below it in what was sent.
fn below_the_calculation(fields: Vec<FieldRefusal>) -> ActFault {
    let below = |field: FieldRefusal| FieldRefusal::at(format!("/calculation{}", field.pointer), field.refusal);
    fields.into_iter().map(below).collect::<Vec<_>>().into()
}
