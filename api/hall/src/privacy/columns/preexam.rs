//! The columns of pre-examination.

use super::super::PersonalData::{FreeText, None, Pseudonym};
use super::super::{Column, PersonalData};

/// Every column of pre-examination, by table, in the order of the migration.
pub(super) const COLUMNS: &[Column] = &[
    entity("id", None, "备案标识。The registration's id."),
    entity("version", None, "版本。The version."),
    entity("centre_id", None, "保护中心。The centre."),
    entity("organisation_id", None, "备案机构。Who registers."),
    entity("kind", None, "备案类型。As what."),
    entity("state", None, "状态。Where it stands."),
    entity(
        "body",
        FreeText,
        "备案信息与理由，只含机构信息和处理人标识。What the organisation says of itself, and reasons.",
    ),
    entity("updated_at", None, "更新时间。When it was written."),
    field_list("id", None, "清单标识。The list's id."),
    field_list("version", None, "版本。The version."),
    field_list("centre_id", None, "保护中心。The centre."),
    field_list("scheme", None, "分类体系。The classification."),
    field_list("body", None, "各版本的分类号。The versions."),
    field_list("updated_at", None, "更新时间。When it was written."),
    examiner("id", None, "标识。The id."),
    examiner("version", None, "版本。The version."),
    examiner("centre_id", None, "保护中心。The centre."),
    examiner("person_id", Pseudonym, "预审员。The examiner."),
    examiner("body", Pseudonym, "承办领域与分配人标识。The fields, and who set them."),
    examiner("updated_at", None, "更新时间。When it was written."),
    case("id", None, "案件标识。The case's id."),
    case("version", None, "版本。The version."),
    case("centre_id", None, "保护中心。The centre."),
    case("applicant_id", None, "申请人。The applicant."),
    case("entity_id", None, "备案主体。The filing entity."),
    case("kind", None, "专利类型。The kind of patent."),
    case("field", None, "技术领域。The field."),
    case("state", None, "状态。Where it stands."),
    case("is_open", None, "是否在办。Whether it is open."),
    case("examiner_id", Pseudonym, "预审员。The examiner."),
    case("client_reference", FreeText, "申请人自己的编号。The applicant's own reference."),
    case("application_number", None, "申请号。The application number."),
    case("step", None, "当前步骤。The step that runs."),
    case("step_due_on", None, "当前步骤届满日。Its due day."),
    case("target_due_on", None, "授权目标日。The target."),
    case("first_due_on", None, "最早届满日。The earlier of both."),
    case("at_risk_on", None, "临期日。From when on it is at risk."),
    case("submitted_at", None, "提交时间。When it was submitted."),
    case("accepted_at", None, "受理时间。When it was accepted."),
    case("passed_at", None, "合格时间。When it passed."),
    case("pre_exam_days", None, "预审用时。Working days to the pass."),
    case("filed_on", None, "申请日。The filing day."),
    case("granted_on", None, "授权公告日。The day of the grant."),
    case("body", FreeText, "案件内容：名称、意见、说明、处理人标识。The case: title, opinions, notes, who acted."),
    case("updated_at", None, "更新时间。When it was written."),
    request("id", None, "请求标识。The request's id."),
    request("version", None, "版本。The version."),
    request("centre_id", None, "保护中心。The centre."),
    request("applicant_id", None, "请求人。Who asks."),
    request("kind", None, "请求种类。What is asked for."),
    request("state", None, "状态。Where it stands."),
    request("step_due_on", None, "当前步骤届满日。Its due day."),
    request(
        "body",
        FreeText,
        "请求内容：事由、陈述、对方、处理人标识。The request: subject, statement, respondent, who acted.",
    ),
    request("updated_at", None, "更新时间。When it was written."),
];

const fn entity(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "preexam_entity", column, class, why }
}

const fn field_list(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "preexam_field_list", column, class, why }
}

const fn examiner(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "preexam_examiner", column, class, why }
}

const fn case(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "preexam_case", column, class, why }
}

const fn request(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "preexam_request", column, class, why }
}
