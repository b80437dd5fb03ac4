//! Every "no" about deals. The code is the room and the name of the function (`financing.deal_offers_sealed`).

use crate::hall::refusals;

refusals! {
    "financing";
    deal_line_length: "名称或编号须为1至100个字符" / "A name, number or reference has 1 to 100 characters";
    deal_reason_length: "理由须为1至500个字符" / "A reason has 1 to 500 characters";
    deal_note_length: "说明须为1至2000个字符" / "A note has 1 to 2,000 characters";
    deal_note_missing: "须作出说明" / "A note must say what is meant";
    deal_text_characters: "内容含有不可显示的字符" / "The text has characters that cannot be shown";
    deal_digest_malformed: "文件摘要须为64位十六进制数" / "A digest has 64 hexadecimal digits";
    deal_day_in_future: "日期不得晚于今日" / "The day lies in the future";
    deal_day_too_early: "日期不得早于前一步骤" / "The day lies before the step that it follows";
    deal_amount_zero: "金额须大于零" / "The amount must be more than nothing";
    deal_amount_exceeds: "金额超过已约定的金额" / "The amount is more than what was agreed";
    deal_amount_too_large: "金额合计过大" / "The amounts sum to more than an amount can be";
    deal_term_out_of_range: "期限须为1至360个月" / "A term has 1 to 360 months";
    deal_nothing_lapsed: "没有已届满的期限" / "No period has lapsed";
    deal_lapsed: "期限已届满，该业务依日历已终结" / "A period has lapsed, and by the calendar the deal has ended";
    deal_too_late: "已逾期，依规定不予受理" / "It comes too late, and the rule takes nothing that is late";

    deal_unknown: "没有该融资业务" / "There is no such deal";
    deal_exists: "该融资业务已建立" / "The deal exists already";
    deal_published: "该需求已发布，尚未匹配" / "The demand is published and not matched yet";
    deal_matched: "该需求待银行答复" / "The bank is to answer";
    deal_accepted: "银行已受理，尚未开始尽职调查" / "The bank has taken it on and not begun its due diligence";
    deal_refused: "银行已拒绝" / "The bank has refused";
    deal_due_diligence: "银行正在尽职调查" / "The bank is at its due diligence";
    deal_offered: "银行已报价，待企业接受" / "The bank has made an offer that the firm has not accepted";
    deal_offer_accepted: "企业已接受报价，待审批" / "The firm has accepted the offer and the approval is awaited";
    deal_approved: "已审批，待拟定合同" / "It is approved and the contract is not drawn up yet";
    deal_contracting: "合同待双方签署" / "The contract waits for both signatures";
    deal_registering: "正在办理质押登记" / "The pledges are being registered";
    deal_disbursed: "已放款" / "The money is paid out already";
    deal_monitored: "已放款，处于贷后管理" / "The money is paid out and the bank looks after the loan";
    deal_overdue: "该贷款已逾期" / "The loan is overdue";
    deal_default: "该贷款已认定不良" / "The loan is recognised as bad";
    deal_compensated: "已代偿" / "Others have paid their parts of the loss";
    deal_disposed: "质物已处置" / "The pledged rights are disposed of";
    deal_settled: "已结清" / "The debt is settled";
    deal_closed: "已办结" / "The deal is closed";
    deal_rejected: "已否决" / "The bank has rejected it";
    deal_withdrawn: "已撤回" / "The deal is withdrawn";
    deal_expired: "已过期" / "The deal has expired";

    deal_demand_unknown: "没有该融资需求" / "There is no such demand of the firm";
    deal_demand_not_open: "融资需求未处于已发布状态" / "The demand is not open to banks";
    deal_product_not_offered: "没有该产品或该产品未发布" / "The product is not offered";
    deal_product_not_met: "融资需求不符合产品条件" / "The demand does not meet the product";
    deal_asked_already: "该需求已提交至该产品，业务尚未终止" / "The demand is before this product already";
    deal_banks_too_many: "一项需求至多提交50次" / "A demand is put before banks 50 times at most";
    deal_reason_of_others: "该原因不得由此方提出" / "This side does not give up for this reason";
    deal_party_of_another_kind: "没有该机构，或其类型与角色不符" / "There is no such organisation, or it is of another kind than its role";

    deal_party_lacks: "该角色须填写此项" / "The role needs this field";
    deal_parties_too_many: "参与方至多20个" / "There are at most 20 parties";
    deal_party_twice: "该参与方已在本业务中" / "The party stands in the deal already";
    deal_party_unknown: "本业务中没有该参与方" / "There is no such party in the deal";
    deal_guarantor_missing: "反担保须对应本业务的担保机构" / "A counter-guarantee is given to a guarantor of the deal"
        ["民法典第三百八十七条"];
    deal_policy_missing: "保险单号尚未登记" / "The number of a policy is not recorded yet";
    deal_bearer_unknown: "风险分担方须为银行或本业务的参与方" / "A loss is borne by the bank or by a party of the deal";
    deal_share_twice: "风险分担方重复或份额为零" / "A bearer stands twice or bears nothing";
    deal_shares_no_whole: "风险分担份额合计须为100%" / "The shares of a loss must sum to 100 percent";

    deal_range_turned: "评估区间上限须大于零且不低于下限" / "The upper end of a value is more than nothing and not below the lower";
    deal_valuation_missing: "尚未登记评估" / "The rights are not valued yet";
    deal_fees_too_many: "费用至多20项" / "There are at most 20 fees";
    deal_opening_past: "报价开启日不得早于今日" / "The day on which the offers are opened does not lie in the past";
    deal_offer_expires_too_soon: "报价有效期须至少至开启日" / "An offer stands at least up to the day on which it is open";
    deal_offers_sealed: "报价尚未开启" / "The offers are still sealed";
    deal_offers_opened: "报价已开启，不再接受新报价" / "The offers are opened and none is taken any more";
    deal_offer_expired: "报价已失效，逾期接受无效" / "The offer has expired and can no longer be accepted"
        ["民法典第四百七十八条"];
    deal_offer_irrevocable: "载明承诺期限的报价开启后不得撤销或变更"
        / "An open offer that names its last day is neither revoked nor changed" ["民法典第四百七十六条"];
    deal_nothing_refused: "尚未办理登记，不存在不予登记" / "Nothing is being registered that an office could have refused";
    deal_bank_answers: "银行应以拒绝或否决答复" / "A bank answers by refusing or rejecting";
    deal_own_offer_accepted: "企业已接受本业务的报价" / "The firm has accepted the offer of this very deal";
    deal_same_person: "须由另一人审批" / "A second person must approve";

    deal_contract_signed: "合同已有一方签署，不得重新拟定" / "A contract that one has signed is not drawn up anew";
    deal_side_signed: "该方已签署" / "This side has signed already";
    deal_digest_differs: "所签文件与拟定的合同不一致" / "What is signed is not what was drawn up";
    deal_pledges_out_of_range: "质押登记须为1至100项" / "A contract has 1 to 100 pledges";
    deal_secured_exceeds_contract: "各质押担保的金额合计超过合同金额"
        / "What the pledges secure together is more than the contract";
    deal_pledge_twice: "该质押已列入本业务" / "The pledge stands in the deal already";
    deal_pledge_unknown: "本业务中没有该质押" / "There is no such pledge in the deal";
    deal_pledge_registered: "该质押已登记" / "The pledge is registered already";
    deal_pledge_stands: "质押登记尚未解除" / "A pledge still stands in the register" ["民法典第三百九十三条"];
    deal_pledge_does_not_stand: "该质押未在登记中" / "The pledge does not stand in the register";
    deal_pledges_unregistered: "质权自办理出质登记时设立；质押未全部登记且无豁免，不得放款"
        / "A pledge arises on registration: no money before every pledge is registered or a waiver is recorded"
        ["民法典第四百四十四条"];
    deal_waived: "已记录豁免" / "A waiver is recorded already";
    deal_nothing_to_waive: "质押已全部登记，无须豁免" / "Every pledge is registered and there is nothing to waive";

    deal_class_performing: "不良贷款须分类为次级、可疑或损失" / "A bad loan is classified as substandard, doubtful or loss";
    deal_losses_not_shared: "未约定风险分担，全部损失由银行承担" / "Nobody but the bank bears a part of the loss";
    deal_loss_exceeds_principal: "损失不得超过未偿本金" / "The loss is more than the outstanding principal";
    deal_compensation_exceeds_share: "代偿金额超过其分担份额" / "A compensation is more than the part that its payer bears";
    deal_pool_bears_nothing: "资金池不承担该损失" / "The pool bears nothing of this loss";
    deal_pool_year_used_up: "资金池本年度限额已用完" / "The cap of the pool for this year is used up";
    deal_pool_empty: "资金池余额不足" / "There is not enough in the pool";
}
