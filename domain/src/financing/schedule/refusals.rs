//! Every "no" of a schedule and of a loan's payments. The code is the room and the name of the function
//! (`financing.principal_zero`).

use crate::hall::refusals;

refusals! {
    "financing";
    principal_zero: "本金须大于零" / "The principal is more than nothing";
    loan_months_out_of_range: "期限须为1至360个月" / "A loan runs for 1 to 360 months";
    disbursement_day_out_of_range: "放款日须在1900年至9900年之间" / "A loan is disbursed from 1900 to 9900";
    disbursement_day_missing: "须填写放款日" / "The day of disbursement is missing";
    interest_out_of_range: "利息总额超过一万亿元" / "The interest is more than 10^12 yuan in all";
    loan_day_before_last: "日期早于放款日或上一笔记录" / "The day lies before the disbursement or the entry before";
    loan_amount_zero: "金额须大于零" / "The amount is more than nothing";
    loan_costs_out_of_range: "费用总额超过一万亿元" / "The costs are more than 10^12 yuan in all";
    payment_more_than_due: "还款超过已到期款项与下一期款项之和；多还的部分应作为提前还款"
        / "The payment is more than what is due with the next instalment; the rest is an early repayment";
    due_before_early: "提前还款前须先付清费用、已到期款项和已部分支付的一期"
        / "Before an early repayment the costs, what is due, and an instalment paid in part are to be paid" ["民法典第五百六十一条"];
    early_more_than_outstanding: "提前还款超过剩余本金" / "The early repayment is more than the principal left";
    early_no_term_to_shorten: "该还款方式没有可缩短的期限" / "Of this kind of loan no number of instalments can be shortened";
}
