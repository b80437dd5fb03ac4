//! The columns of the room of accounts.

use super::super::PersonalData::{
    Contact, FreeText, NetworkAddress, None, PersonalFact, Pseudonym, SealedPersonal, Secret,
};
use super::super::{Column, PersonalData};

/// Every column of the room of accounts, by table, in the order of the migration.
pub(super) const COLUMNS: &[Column] = &[
    accounts_organisation("id", None, "机构标识。The organisation's id."),
    accounts_organisation("version", None, "版本。The version of the row."),
    accounts_organisation("uscc", None, "统一社会信用代码，机构公开信息。The credit code, public of an organisation."),
    accounts_organisation("kind", None, "机构类别。What it is."),
    accounts_organisation("name", None, "机构名称。Its name."),
    accounts_organisation("state", None, "状态。Where it stands."),
    accounts_organisation("body", None, "状态全文。The whole state."),
    accounts_organisation("updated_at", None, "更新时间。When it changed."),
    accounts_person("id", Pseudonym, "用户标识。The person's id."),
    accounts_person("version", None, "版本。The version of the row."),
    accounts_person(
        "login",
        Contact,
        "登录名，可为邮箱；删除时抹去。The login, which may be a mail address; wiped on erasure.",
    ),
    accounts_person("state", None, "状态。Where the person stands."),
    accounts_person(
        "body",
        PersonalFact,
        "所属机构、角色与第二因子状态。Memberships, roles, whether a second factor is set up.",
    ),
    accounts_person("password_hash", Secret, "口令的 argon2id 杂凑。The password's argon2id hash."),
    accounts_person("second_factor", Secret, "加密保存的第二因子密钥。The second factor's secret, sealed."),
    accounts_person("second_factor_step", None, "已用验证码的时间步。The step of the last code used."),
    accounts_person(
        "details",
        SealedPersonal,
        "姓名、电话、邮箱，以本人密钥加密。Name, telephone, mail address, sealed under the person's key.",
    ),
    accounts_person("updated_at", None, "更新时间。When it changed."),
    accounts_membership("person_id", Pseudonym, "成员。The member."),
    accounts_membership("organisation_id", None, "机构。The organisation."),
    accounts_membership("roles", PersonalFact, "角色。The roles."),
    accounts_invitation("id", None, "邀请标识。The invitation's id."),
    accounts_invitation("version", None, "版本。The version of the row."),
    accounts_invitation("organisation_id", None, "发出机构。Who invites."),
    accounts_invitation("code_digest", Secret, "邀请码摘要。The digest of its code."),
    accounts_invitation("state", None, "状态。Where it stands."),
    accounts_invitation("body", Pseudonym, "角色与期限、邀请人标识。Roles, expiry, ids of those concerned."),
    accounts_invitation("updated_at", None, "更新时间。When it changed."),
    accounts_authorisation("id", None, "授权标识。The authorisation's id."),
    accounts_authorisation("version", None, "版本。The version of the row."),
    accounts_authorisation("enterprise_id", None, "授权企业。Who lets act."),
    accounts_authorisation("agency_id", None, "代理机构。Who may act."),
    accounts_authorisation("state", None, "状态。Where it stands."),
    accounts_authorisation("body", None, "授权事项与期限。In what, until when."),
    accounts_authorisation("updated_at", None, "更新时间。When it changed."),
    accounts_client("id", None, "客户端标识。The program's id."),
    accounts_client("version", None, "版本。The version of the row."),
    accounts_client("organisation_id", None, "所属机构。For whom it acts."),
    accounts_client("state", None, "状态。Where it stands."),
    accounts_client("body", None, "名称与权限范围。Its name and scopes."),
    accounts_client("secret_digest", Secret, "密钥摘要。The digest of its secret."),
    accounts_client("previous_digest", Secret, "前一密钥的摘要。That of the one before."),
    accounts_client("updated_at", None, "更新时间。When it changed."),
    accounts_session("id", None, "会话标识。The session's id."),
    accounts_session("person_id", Pseudonym, "用户。Whose it is."),
    accounts_session("organisation_id", None, "代表的机构。For whom the person acts."),
    accounts_session("token_digest", Secret, "令牌摘要。The digest of its token."),
    accounts_session("second_factor", None, "是否通过第二重验证。Whether the second factor was passed."),
    accounts_session("address", NetworkAddress, "来源网段，已隐去末段。The network it came from, shortened."),
    accounts_session("agent", FreeText, "客户端自称。What the client calls itself."),
    accounts_session("opened_at", PersonalFact, "登录时间。When it was opened."),
    accounts_session("seen_at", PersonalFact, "最近使用时间。When it was last used."),
    accounts_session("ended_at", PersonalFact, "结束时间。When it ended."),
    accounts_attempt("id", None, "尝试标识。The attempt's id."),
    accounts_attempt(
        "login",
        Pseudonym,
        "登录名的密钥摘要，不可还原。A keyed digest of the login, which nobody can read.",
    ),
    accounts_attempt("address", Pseudonym, "来源地址的密钥摘要。A keyed digest of the address."),
    accounts_attempt("attempted_at", PersonalFact, "时间；防止猜测口令。When; guessing is slowed by it."),
    accounts_attempt("succeeded", None, "是否成功。Whether it succeeded."),
    accounts_purpose("id", None, "查阅标识。The reading's id."),
    accounts_purpose("subject_id", Pseudonym, "被查阅者。Whose data were read."),
    accounts_purpose("reader_kind", None, "查阅者类别。The kind of reader."),
    accounts_purpose("reader_id", Pseudonym, "查阅者。Who read."),
    accounts_purpose("organisation_id", None, "查阅者所代表的机构。For whom."),
    accounts_purpose("fields", None, "查阅的项目。What was read."),
    accounts_purpose("purpose", FreeText, "查阅目的。What for."),
    accounts_purpose("read_at", PersonalFact, "查阅时间。When."),
];

const fn accounts_organisation(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_organisation", column, class, why }
}

const fn accounts_person(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_person", column, class, why }
}

const fn accounts_membership(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_membership", column, class, why }
}

const fn accounts_invitation(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_invitation", column, class, why }
}

const fn accounts_authorisation(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_authorisation", column, class, why }
}

const fn accounts_client(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_client", column, class, why }
}

const fn accounts_session(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_session", column, class, why }
}

const fn accounts_attempt(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_attempt", column, class, why }
}

const fn accounts_purpose(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "accounts_purpose", column, class, why }
}
