//! The columns of financing.

use super::super::PersonalData::{FreeText, None, Pseudonym};
use super::super::{Column, PersonalData};

/// Every column of financing, by table, in the order of the migration.
pub(super) const COLUMNS: &[Column] = &[
    product("id", None, "产品标识。The product's id."),
    product("version", None, "版本。The version."),
    product("bank_id", None, "银行。The bank."),
    product("state", None, "状态。Where it stands."),
    product(
        "body",
        FreeText,
        "产品条款与条件、联系方式、理由和经办人标识。The offer, whom to ask, reasons, and who acted.",
    ),
    product("updated_at", None, "更新时间。When it was written."),
    demand("id", None, "需求标识。The demand's id."),
    demand("version", None, "版本。The version."),
    demand("firm_id", None, "企业。The firm."),
    demand("state", None, "状态。Where it stands."),
    demand("amount", None, "金额（分）。The amount, in fen."),
    demand("purpose", None, "用途。What for."),
    demand("client_reference", FreeText, "企业自己的编号。The firm's own reference."),
    demand(
        "sought",
        None,
        "参与匹配的内容，只含企业与权利信息。What it brings to the matching, of the firm and its rights.",
    ),
    demand(
        "body",
        FreeText,
        "需求内容：权利、共有人、作者、资料来源、理由和经办人标识。The demand: rights, co-owners, authors, sources, reasons, and who acted.",
    ),
    demand("updated_at", None, "更新时间。When it was written."),
    consent("id", None, "授权标识。The consent's id."),
    consent("version", None, "版本。The version."),
    consent("firm_id", None, "企业。The firm."),
    consent("bank_id", None, "银行。The bank."),
    consent("demand_id", None, "需求。The demand."),
    consent("state", None, "状态。Where it stands."),
    consent("until_on", None, "有效期至。The last day."),
    consent("body", Pseudonym, "授权内容、查阅记录和经办人标识。What may be seen, what was looked at, and who acted."),
    consent("updated_at", None, "更新时间。When it was written."),
];

const fn consent(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_consent", column, class, why }
}

const fn demand(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_demand", column, class, why }
}

const fn product(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_product", column, class, why }
}
