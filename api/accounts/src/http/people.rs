//! Persons: the caller himself, members, invitations, and what the security administrator does.

use domain::accounts::PersonCommand;
use hall::act::{Acted, Answer, Created, Versioned};
use hall::http::{Fault, Instant, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::RoomTags;
use crate::cases::StoredInvitation;
use crate::desk::{self, Acceptance, Desk};
use crate::wire::{
    AcceptanceRequest, CodeRequest, InvitationRequest, InvitationView, JoinedView, MemberView, MyselfView,
    PasswordRequest, PurposeRequest, PurposeView, RolesRequest, SecondFactorView, SuspensionRequest, in_person,
    roles_of,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct PeopleApi;

fn masked(person: &desk::PersonView) -> Answer {
    Answer::done(&MemberView::masked(person, None)).at_version(person.version)
}

fn invitation_done(invitation: &StoredInvitation) -> Answer {
    Answer::done(&InvitationView::of(invitation)).at_version(invitation.version)
}

#[OpenApi(tag = "RoomTags::Accounts", prefix_path = "/api/v1")]
impl PeopleApi {
    /// 本人信息。Who the caller is, and what he may do.
    #[oai(path = "/me", method = "get", operation_id = "getMyself")]
    async fn myself(&self, call: Call, desk: Data<&Desk>) -> Result<Versioned<MyselfView>, Fault> {
        let person = desk.myself(&call).await?;
        let version = person.version;
        Ok(Versioned::new(MyselfView::of(person, &call), version))
    }

    /// 修改密码。Changes the caller's password; his other sessions end.
    #[oai(path = "/me/password", method = "post", operation_id = "changePassword")]
    async fn change_password(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<PasswordRequest>,
    ) -> Result<Acted<bool>, Fault> {
        let PasswordRequest { old_password, new_password } = body.0;
        let (old, new) = (Zeroizing::new(old_password), Zeroizing::new(new_password));
        Ok(desk.change_password(&call, old, new).await?.into())
    }

    /// 开始设置第二重验证。Begins to set up the second factor; its secret is shown this once.
    #[oai(path = "/me/second-factor/begin", method = "post", operation_id = "beginSecondFactor")]
    async fn begin_second_factor(&self, call: Call, desk: Data<&Desk>) -> Result<Acted<SecondFactorView>, Fault> {
        Ok(desk.begin_second_factor(&call).await?.into())
    }

    /// 启用第二重验证。Confirms the second factor with a code; the next login asks for one.
    #[oai(path = "/me/second-factor/confirm", method = "post", operation_id = "confirmSecondFactor")]
    async fn confirm_second_factor(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<CodeRequest>,
    ) -> Result<Acted<bool>, Fault> {
        Ok(desk.confirm_second_factor(&call, &body.0.code).await?.into())
    }

    /// 谁查阅过我的个人信息。Who read the caller's personal data, and what for.
    #[oai(path = "/me/readings", method = "get", operation_id = "listReadings")]
    async fn readings(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<PurposeView>>, Fault> {
        let asked = PageAsked::new("readings", limit.0, cursor.0.as_deref())?;
        let found = desk.readings(&call, asked.mark(), asked.rows()).await?;
        let view = |reading: desk::Reading| PurposeView {
            id: reading.id,
            reader_id: reading.reader,
            organisation_id: reading.organisation,
            fields: reading.fields,
            purpose: reading.purpose,
            read_at: Instant::of_millis(reading.read_at),
        };
        Ok(Json(asked.page(found, |reading| reading.id, view)))
    }

    /// 成员列表。The members of an organisation, masked.
    #[oai(path = "/organisations/:id/members", method = "get", operation_id = "listMembers")]
    async fn members(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<MemberView>>, Fault> {
        let organisation = id.0;
        let of_request = format!("members {organisation}");
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let found = desk.members(&call, organisation, asked.mark(), asked.rows()).await?;
        let view = |person| MemberView::masked(&person, Some(organisation));
        Ok(Json(asked.page(found, |person| person.id, view)))
    }

    /// 变更成员角色。Changes the roles of a member.
    #[oai(path = "/organisations/:id/members/:person_id/change-roles", method = "post", operation_id = "changeRoles")]
    async fn change_roles(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        #[oai(example = "hall::http::example_id")] person_id: Path<Uuid>,
        body: Json<RolesRequest>,
    ) -> Result<Acted<MemberView>, Fault> {
        let (organisation, roles) = (id.0, Some(roles_of(body.0.roles)));
        let answer = |person: &desk::PersonView| member(person, organisation);
        Ok(desk.change_member(&call, organisation, person_id.0, roles, answer).await?.into())
    }

    /// 移除成员。Takes a member out of an organisation.
    #[oai(path = "/organisations/:id/members/:person_id/remove", method = "post", operation_id = "removeMember")]
    async fn remove(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        #[oai(example = "hall::http::example_id")] person_id: Path<Uuid>,
    ) -> Result<Acted<MemberView>, Fault> {
        let organisation = id.0;
        let answer = |person: &desk::PersonView| member(person, organisation);
        Ok(desk.change_member(&call, organisation, person_id.0, None, answer).await?.into())
    }

    /// 邀请成员。Invites somebody; the code is shown this once.
    #[oai(path = "/invitations", method = "post", operation_id = "createInvitation")]
    async fn invite(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<InvitationRequest>,
    ) -> Result<Created<InvitationView>, Fault> {
        let InvitationRequest { organisation_id, roles } = body.0;
        let organisation = organisation_id.or_else(|| call.organisation()).ok_or_else(Fault::not_found)?;
        let answer = |invitation: &StoredInvitation| {
            Answer::created(&InvitationView::of(invitation)).at_version(invitation.version)
        };
        Ok(desk.invite(&call, organisation, roles_of(roles), answer).await?.into())
    }

    /// 邀请列表。The invitations that the caller may see.
    #[oai(path = "/invitations", method = "get", operation_id = "listInvitations")]
    async fn invitations(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<InvitationView>>, Fault> {
        let asked = PageAsked::new("invitations", limit.0, cursor.0.as_deref())?;
        let found = desk.invitations(&call, asked.mark(), asked.rows()).await?;
        let view = |invitation| InvitationView::of(&invitation);
        Ok(Json(asked.page(found, |invitation| invitation.id, view)))
    }

    /// 接受邀请。Accepts an invitation as a new person.
    #[oai(path = "/invitations/accept", method = "post", operation_id = "acceptInvitation")]
    async fn accept(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<AcceptanceRequest>,
    ) -> Result<Created<JoinedView>, Fault> {
        let AcceptanceRequest { code, person } = body.0;
        let acceptance = Acceptance { code: Zeroizing::new(code), person: person.into() };
        let answer = |person_id| Answer::created(&JoinedView { person_id });
        Ok(desk.accept(&call, acceptance, answer).await.map_err(in_person)?.into())
    }

    /// 撤回邀请。Withdraws an invitation.
    #[oai(path = "/invitations/:id/withdraw", method = "post", operation_id = "withdrawInvitation")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<InvitationView>, Fault> {
        Ok(desk.withdraw_invitation(&call, id.0, invitation_done).await?.into())
    }

    /// 查阅个人信息。Shows somebody's personal data in clear; who read them and what for is written down.
    #[oai(path = "/persons/:id/read-details", method = "post", operation_id = "readDetails")]
    async fn read_details(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PurposeRequest>,
    ) -> Result<Acted<MemberView>, Fault> {
        Ok(desk.read_details(&call, id.0, &body.0.purpose, in_clear).await?.into())
    }

    /// 一个用户。One person, masked.
    #[oai(path = "/persons/:id", method = "get", operation_id = "getPerson")]
    async fn person(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<MemberView>, Fault> {
        let person = desk.person(&call, id.0).await?;
        let version = person.version;
        Ok(Versioned::new(MemberView::masked(&person, call.organisation()), version))
    }

    /// 暂停用户。Suspends a person, who may not log in for a time.
    #[oai(path = "/persons/:id/suspend", method = "post", operation_id = "suspendPerson")]
    async fn suspend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<SuspensionRequest>,
    ) -> Result<Acted<MemberView>, Fault> {
        let command = PersonCommand::Suspend { reason: body.0.reason.into() };
        Ok(desk.restrain(&call, id.0, command, masked).await?.into())
    }

    /// 恢复用户。Reinstates a person.
    #[oai(path = "/persons/:id/reinstate", method = "post", operation_id = "reinstatePerson")]
    async fn reinstate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<MemberView>, Fault> {
        Ok(desk.restrain(&call, id.0, PersonCommand::Reinstate, masked).await?.into())
    }

    /// 重置第二重验证。Takes a person's second factor away, who may set up another.
    #[oai(path = "/persons/:id/reset-second-factor", method = "post", operation_id = "resetSecondFactor")]
    async fn reset_second_factor(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<MemberView>, Fault> {
        Ok(desk.restrain(&call, id.0, PersonCommand::ResetSecondFactor, masked).await?.into())
    }

    /// 删除用户。Erases a person who has left every organisation: the key of what is personal is destroyed.
    #[oai(path = "/persons/:id/erase", method = "post", operation_id = "erasePerson")]
    async fn erase(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<MemberView>, Fault> {
        Ok(desk.erase(&call, id.0, masked).await?.into())
    }
}

/// In clear this once; what is kept for the request that is sent again is masked, so that an erasure reaches it.
fn in_clear(person: &desk::PersonView) -> Answer {
    let details = person.details.as_ref();
    let clear = [
        ("name", details.map(|details| details.name.clone())),
        ("phone", details.and_then(|details| details.phone.clone())),
        ("email", details.and_then(|details| details.email.clone())),
    ];
    let shown = clear.into_iter().filter_map(|(field, value)| Some((field, value?)));
    shown.fold(masked(person), |answer, (field, value)| answer.with_secret(field, value))
}

fn member(person: &desk::PersonView, organisation: Uuid) -> Answer {
    Answer::done(&MemberView::masked(person, Some(organisation))).at_version(person.version)
}
