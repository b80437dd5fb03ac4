//! Every "no" about products. The code is the room and the name of the function (`financing.product_paused`).

use crate::hall::refusals;

refusals! {
    "financing";
    product_of_banks: "只有银行可以建立金融产品" / "Products are made by banks";
    product_unknown: "没有该金融产品" / "There is no such product";
    product_exists: "该产品已建立" / "The product exists already";
    product_draft: "该产品尚未发布" / "The product is not published yet";
    product_published: "该产品已发布" / "The product is published";
    product_paused: "该产品已暂停" / "The product is paused";
    product_withdrawn: "该产品已下架" / "The product is withdrawn";
    product_nothing_changes: "没有任何变化" / "The revision changes nothing";
    product_versions_used_up: "版本数已达上限" / "The product has as many versions as there can be";
    product_reason: "理由须为1至500个字符" / "A reason has 1 to 500 characters";
    product_name: "产品名称须为1至100个字符" / "The name of a product has 1 to 100 characters";
    product_contact: "联系方式须为1至200个字符" / "The contact has 1 to 200 characters";
    product_paper: "所需材料名称须为1至100个字符" / "The name of a paper has 1 to 100 characters";
    product_papers_too_many: "所需材料至多50项" / "A product asks for at most 50 papers";
    product_amount_range: "金额下限须大于零且不高于上限"
        / "The least amount is above zero and not above the most";
    product_amount_too_large: "金额上限不得超过100亿元" / "The most amount is at most 10,000,000,000 yuan";
    product_term_range: "期限须为1至360个月且下限不长于上限"
        / "A term is of 1 to 360 months, and the least is not above the most";
    product_rate_range: "年利率下限不得高于上限" / "The lowest annual rate is not above the highest";
    product_ltv_missing: "至少须有一类权利的质押率" / "There is a loan-to-value ratio for at least one kind of right";
    product_ltv_twice: "同一类权利的质押率列出两次" / "The ratio for a kind of right stands twice";
    product_ltv_range: "质押率须为1%至100%" / "A loan-to-value ratio is from 1 % to 100 %";
    product_repayment_missing: "至少须有一种还款方式" / "There is at least one kind of repayment";
    product_support_missing: "该类产品须列明担保机构或保险机构"
        / "A product of this kind names the guarantor or the insurer that it wants";
    product_decision_days: "审批工作日须为1至250日" / "A decision takes 1 to 250 working days";
    product_region: "地区须为2、4或6位行政区划代码"
        / "A region is a division code of 2, 4 or 6 digits" ["GB/T 2260"];
    product_regions_too_many: "地区至多100个" / "There are at most 100 regions";
    product_conditions_too_many: "准入条件至多64项" / "There are at most 64 conditions";
    product_condition_twice: "同一准入条件列出两次" / "A condition stands twice";
    product_condition_empty: "准入条件的清单须有1至100项" / "The list of a condition has 1 to 100 entries";
    product_condition_number: "准入条件的数值超出范围" / "The number of a condition is out of range";
    product_industry: "行业须为字母A至T及至多4位数字"
        / "An industry is a letter from A to T and up to four digits" ["GB/T 4754"];
    product_kind_without_ltv: "所要求的权利类型没有质押率"
        / "No kind of right that the conditions ask for has a loan-to-value ratio";
    product_conditions_contradict: "准入条件相互矛盾，没有企业能够符合"
        / "The conditions contradict each other, so that no firm can meet them";
    product_life_within_term: "剩余期限要求过长" / "The remaining life that is asked for is too long";
}
