//! The columns of financing.

use super::super::PersonalData::{FreeText, None, PersonalFact, Pseudonym};
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
    deal("id", None, "业务标识。The deal's id."),
    deal("version", None, "版本。The version."),
    deal("demand_id", None, "需求。The demand."),
    deal("firm_id", None, "企业。The firm."),
    deal("bank_id", None, "银行。The bank."),
    deal("product_id", None, "产品。The product."),
    deal("state", None, "状态。Where it stands."),
    deal("accepted_demand_id", None, "所占用的需求，唯一。The demand that it holds, alone."),
    deal("amount", None, "金额（分）。The amount, in fen."),
    deal("matched_on", None, "请银行答复之日。The day on which the bank was asked."),
    deal("answered_on", None, "银行答复之日。The day on which it answered."),
    deal("refused_for", None, "拒绝原因。The listed reason of a refusal."),
    deal("disbursed_on", None, "放款日。The day of the money."),
    deal("disbursed", None, "放款金额（分）。How much was paid out, in fen."),
    deal("outstanding", None, "未偿本金（分）。The principal that is not paid back, in fen."),
    deal(
        "body",
        FreeText,
        "业务内容：参与方、报价、合同、备注和经办人标识。The deal: parties, offers, contract, notes, and who acted.",
    ),
    deal("updated_at", None, "更新时间。When it was written."),
    disbursement("deal_id", None, "业务，唯一。The deal, once."),
    disbursement("amount", None, "放款金额（分）。How much, in fen."),
    disbursement("disbursed_on", None, "放款日。The day."),
    pledge("id", None, "质押标识。The pledge's id."),
    pledge("version", None, "版本。The version."),
    pledge("deal_id", None, "业务。The deal."),
    pledge("firm_id", None, "企业。The firm."),
    pledge("bank_id", None, "银行。The bank."),
    pledge("kind", None, "权利种类。The kind of the right."),
    pledge("number", None, "权利号码。The number of the right."),
    pledge("state", None, "状态。Where it stands."),
    pledge("place", None, "占用的质权位次，唯一。The place of the right that it takes, alone."),
    pledge("pledgor", PersonalFact, "出质人，登记簿公开。Who pledges, as the register makes public."),
    pledge("pledgee", PersonalFact, "质权人，登记簿公开。Who takes the pledge, as the register makes public."),
    pledge("registered_on", None, "登记日。The day of the registration."),
    pledge("released_on", None, "注销日。The day on which it was struck off."),
    pledge("secured", None, "担保金额（分）。What it secures, in fen."),
    pledge("region", None, "企业所在地区。The region of the firm."),
    pledge(
        "body",
        FreeText,
        "质押内容：合同条款、核查、登记各版本和经办人标识。The pledge: terms, checks, versions of the entry, and who acted.",
    ),
    pledge("updated_at", None, "更新时间。When it was written."),
    pool("id", None, "资金池标识。The pool's id."),
    pool("version", None, "版本。The version."),
    pool("keeper_id", None, "管理机构。Who keeps it."),
    pool("state", None, "状态。Where it stands."),
    pool("balance", None, "余额（分）。What is in it, in fen."),
    pool("body", FreeText, "名称、限额、入账说明和代偿记录。Its name, caps, and what came in and went out."),
    pool("updated_at", None, "更新时间。When it was written."),
    sight("pledge_id", None, "质押。The pledge."),
    sight("sight", None, "权利的法律状态、权属和保全情况。How the right stands, whose it is, whether it is preserved."),
    watch("id", None, "唯一一行。The one row."),
    watch("change_number", None, "已查看至登记库的第几项变更。Up to which change of the registry it has looked."),
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

const fn deal(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_deal", column, class, why }
}

const fn disbursement(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_disbursement", column, class, why }
}

const fn pledge(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_pledge", column, class, why }
}

const fn pool(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_pool", column, class, why }
}

const fn sight(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_sight", column, class, why }
}

const fn watch(column: &'static str, class: PersonalData, why: &'static str) -> Column {
    Column { table: "financing_watch", column, class, why }
}
