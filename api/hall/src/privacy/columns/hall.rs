//! The columns of the hall.

use super::super::PersonalData::{FreeText, None, PersonalFact, Pseudonym, SealedPersonal, Secret};
use super::super::{Column, PersonalData};

/// Every column of the hall, by table, in the order of the migration.
pub(super) const COLUMNS: &[Column] = &[
    hall_entry("ordinal", None, "写入顺序。The order of writing."),
    hall_entry("id", None, "条目标识。The entry's id."),
    hall_entry("aggregate_kind", None, "事项类别。The kind of case."),
    hall_entry("aggregate_id", Pseudonym, "事项标识，可为个人账户。The case, which may be a person's account."),
    hall_entry("version", None, "事项版本。The case's version."),
    hall_entry("kind", None, "发生了什么。What happened."),
    hall_entry("payload_version", None, "内容格式版本。The form of the payload."),
    hall_entry("actor_kind", None, "操作者类别。The kind of actor."),
    hall_entry("actor_id", Pseudonym, "操作者；审计所需（网络安全法第二十一条）。Who acted; audit needs it."),
    hall_entry("organisation_id", None, "代表的机构。For which organisation."),
    hall_entry("acting_for", None, "被代理的企业。On whose behalf."),
    hall_entry("moment_at", None, "业务时间。The legal moment."),
    hall_entry("recorded_at", None, "实际时间。The real time."),
    hall_entry("audience", None, "知悉的机构。Which organisations hear of it."),
    hall_entry("request_id", None, "请求标识。The request."),
    hall_entry("payload", Pseudonym, "公开事实，只含标识，不含个人信息。The open facts: ids, nothing personal."),
    hall_entry("sealed", SealedPersonal, "以案件密钥加密的内容。What is sealed under a case key."),
    hall_entry("case_key_id", None, "所用密钥。Under which key."),
    hall_entry("content_hash", None, "内容杂凑。The hash of the content."),
    hall_entry("position", None, "链上位置。The place in the chain."),
    hall_entry("chain_hash", None, "链杂凑。The chain's hash."),
    hall_chain("id", None, "仅一行。The only row."),
    hall_chain("position", None, "链头位置。Where the chain stands."),
    hall_chain("hash", None, "链头杂凑。Its hash there."),
    hall_feed("organisation_id", None, "知悉的机构。Who hears."),
    hall_feed("position", None, "条目位置。Of which entry."),
    hall_answer("caller", Pseudonym, "请求者；重复请求只办一次。Who asked: a request sent twice is done once."),
    hall_answer("operation", None, "操作。The operation."),
    hall_answer("key", None, "幂等键。The key."),
    hall_answer("body_digest", None, "请求摘要。The digest of the request."),
    hall_answer("answer", SealedPersonal, "加密保存的答复，24 小时后删除。The answer, sealed, forgotten after a day."),
    hall_answer("created_at", None, "保存时间。When it was kept."),
    hall_cursor("name", None, "跟随者名称。The follower."),
    hall_cursor("position", None, "已处理位置。How far it has read."),
    hall_cursor("holder", None, "持有进程。Which process works."),
    hall_cursor("held_until_at", None, "租约期限。Until when."),
    hall_cursor("failures", None, "连续失败次数。How often it failed."),
    hall_cursor("retry_at", None, "重试时间。When it tries again."),
    hall_cursor("fault", None, "失败原因（技术）。What it failed with, technically."),
    hall_deadline("aggregate_id", Pseudonym, "事项标识。The case."),
    hall_deadline("kind", None, "期限类别。The kind of deadline."),
    hall_deadline("aggregate_kind", None, "事项类别。The kind of case."),
    hall_deadline("due_at", None, "到期时间。When it falls due."),
    hall_deadline("raised_at", None, "处理时间。When it was raised."),
    hall_deadline("due_on", None, "届满日。The last day."),
    hall_deadline("provisional", None, "是否暂定。Whether that is provisional."),
    hall_deadline("basis", None, "计算依据。What it is computed from."),
    hall_deadline("owner_id", None, "须遵守期限的机构。Who has to keep to it."),
    hall_deadline("keeper_id", None, "办理机构。Who works the case."),
    hall_deadline("person_id", Pseudonym, "经办人。The person who works it."),
    hall_deadline("facts", None, "通知用语所需事实，不含个人信息。What its wording needs, nothing personal."),
    hall_calendar("id", None, "年度日历标识。The year's id."),
    hall_calendar("version", None, "版本。The version."),
    hall_calendar("year", None, "年份。The year."),
    hall_calendar("body", None, "放假与调休安排。The days off and made up."),
    hall_calendar("updated_at", None, "更新时间。When it was written."),
    hall_deadline_feed("id", None, "订阅标识。The feed's id."),
    hall_deadline_feed("person_id", Pseudonym, "订阅人。Who made it."),
    hall_deadline_feed("organisation_id", None, "所属机构。For which organisation."),
    hall_deadline_feed("scope", None, "订阅范围。Whose deadlines it shows."),
    hall_deadline_feed("token_digest", Secret, "地址摘要。The digest of its secret address."),
    hall_deadline_feed("created_at", None, "建立时间。When it was made."),
    hall_deadline_feed("revoked_at", None, "撤销时间。When it was revoked."),
    hall_notice("id", None, "通知标识。The notice's id."),
    hall_notice("recipient_kind", None, "收件人类别。Whose inbox."),
    hall_notice("recipient_id", Pseudonym, "收件人。Who is told."),
    hall_notice("kind", None, "通知类别。What happened."),
    hall_notice("aggregate_kind", None, "事项类别。The kind of case."),
    hall_notice("aggregate_id", Pseudonym, "事项标识。The case."),
    hall_notice("facts", None, "机构名称与日期，不含个人信息。Names of organisations and days, nothing personal."),
    hall_notice("raised_at", None, "发出时间。When it was raised."),
    hall_notice_reading("notice_id", None, "通知。The notice."),
    hall_notice_reading("person_id", Pseudonym, "读者。Who read it."),
    hall_notice_reading("read_at", PersonalFact, "阅读时间。When it was read."),
    hall_case_key("id", Pseudonym, "密钥所属事项。Whose key it is."),
    hall_case_key(
        "wrapped",
        Secret,
        "以主密钥加密的案件密钥；销毁即不可恢复。The wrapped key; destroying it is for ever.",
    ),
    hall_case_key("created_at", None, "生成时间。When it was made."),
    hall_case_key("destroyed_at", None, "销毁时间。When it was destroyed."),
    hall_signing_key("kid", None, "签名密钥名称。The key's name."),
    hall_signing_key("public_key", None, "公钥。Its public half."),
    hall_signing_key("sealed", Secret, "加密保存的私钥。Its private half, sealed."),
    hall_signing_key("created_at", None, "生成时间。When it was made."),
    hall_signing_key("retired_at", None, "轮换时间。When it was rotated out."),
    hall_file("id", None, "文件标识。The file's id."),
    hall_file("organisation_id", None, "所属机构。Whose it is."),
    hall_file("uploaded_by_kind", None, "上传者类别。The kind of uploader."),
    hall_file("uploaded_by", Pseudonym, "上传者。Who sent it."),
    hall_file("digest", None, "内容摘要。The digest of the content."),
    hall_file("stored_digest", None, "存储内容的摘要。The digest of what is stored."),
    hall_file("octets", None, "字节数。Its size."),
    hall_file("kind", None, "内容类型。What it is."),
    hall_file(
        "name",
        FreeText,
        "文件名由人所起；保密文件加密保存，销毁时清空。People name their files; sealed for private ones, emptied on destruction.",
    ),
    hall_file("case_key_id", None, "加密所用密钥。Under which key it is sealed."),
    hall_file("created_at", None, "上传时间。When it was sent."),
    hall_file("destroyed_at", None, "销毁时间。When it was destroyed."),
    hall_file("version", None, "版本。The version of the row."),
    hall_operation("id", None, "任务标识。The operation's id."),
    hall_operation("kind", None, "任务类别。What it does."),
    hall_operation("organisation_id", None, "所属机构。Whose it is."),
    hall_operation("started_by", Pseudonym, "发起人。Who started it."),
    hall_operation("request", None, "任务参数，不含个人信息。What is to be done, nothing personal."),
    hall_operation("state", None, "状态。Where it stands."),
    hall_operation("progress", None, "进度与结果计数。How far it is."),
    hall_operation("holder", None, "持有进程。Which process works."),
    hall_operation("held_until_at", None, "租约期限。Until when."),
    hall_operation("created_at", None, "创建时间。When it was started."),
    hall_operation("updated_at", None, "更新时间。When it changed."),
    hall_operation("finished_at", None, "完成时间。When it ended."),
    hall_operation("version", None, "版本。The version of the row."),
    hall_moment("id", None, "仅一行。The only row."),
    hall_moment("ahead_ms", None, "演示时间提前量。How far a demonstration is ahead."),
];

const fn hall_entry(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_entry", column, class, why }
}

const fn hall_chain(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_chain", column, class, why }
}

const fn hall_feed(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_feed", column, class, why }
}

const fn hall_answer(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_answer", column, class, why }
}

const fn hall_cursor(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_cursor", column, class, why }
}

const fn hall_deadline(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_deadline", column, class, why }
}

const fn hall_calendar(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_calendar", column, class, why }
}

const fn hall_deadline_feed(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_deadline_feed", column, class, why }
}

const fn hall_notice(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_notice", column, class, why }
}

const fn hall_notice_reading(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_notice_reading", column, class, why }
}

const fn hall_case_key(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_case_key", column, class, why }
}

const fn hall_signing_key(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_signing_key", column, class, why }
}

const fn hall_file(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_file", column, class, why }
}

const fn hall_operation(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_operation", column, class, why }
}

const fn hall_moment(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "hall_moment", column, class, why }
}
