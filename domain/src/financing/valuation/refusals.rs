//! Every "no" of a valuation. The code is the room and the name of the function (`financing.revenue_years`).

use crate::hall::refusals;

refusals! {
    "financing";
    figure_malformed: "须为不带符号的十进制数字，写成文本" / "It must be a decimal number without a sign, written as text";
    figure_too_fine: "小数位数过多：金额至多两位，比率和系数至多八位"
        / "It has too many decimal places: an amount has two at most, a rate or factor eight";
    figure_out_of_range: "数值为负数或超出范围：金额至多一万亿元，比率为0至1，系数为0.01至10"
        / "It is negative or out of range: amounts go to 10^12 yuan, rates from 0 to 1, factors from 0.01 to 10";
    input_missing: "须填写该项" / "This is needed";
    input_of_another_method: "该项属于其他方法，不应填写" / "This belongs to another method";
    input_of_another_kind: "该种类不含此项，不应填写" / "This belongs to another kind";
    label_length: "名称须为1至200个可显示的字符" / "A name has 1 to 200 characters that can be shown";
    revenue_years: "收入预测须为1至60年" / "Revenue is forecast for 1 to 60 years";
    tax_takes_everything: "计算税务摊销收益时，所得税率须小于1"
        / "With the benefit of tax amortisation, the tax rate must be less than 1";
    value_out_of_range: "估值结果超过一万亿元" / "The value is more than 10^12 yuan";
    cost_items_number: "成本项目须为1至200项" / "There are 1 to 200 items of cost";
    lives_out_of_range: "已使用月数至多1200，剩余使用月数须为1至1200"
        / "It was used for at most 1,200 months and has 1 to 1,200 left";
    comparables_number: "可比案例须为3至100个" / "There are 3 to 100 comparables";
    comparable_price_zero: "可比案例的成交价须大于零" / "The price of a comparable is more than nothing";
    adjustments_too_many: "每个可比案例的修正系数至多20个" / "A comparable has at most 20 adjustments";
    validity_out_of_range: "估值有效期须为1至60个月" / "A valuation is valid for 1 to 60 months";
    indicator_unknown: "没有该指标" / "There is no such indicator";
    indicator_score_out_of_range: "指标得分须为1至5分" / "An indicator is scored from 1 to 5";
}
