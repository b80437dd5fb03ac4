//! Every "no" about demands. The code is the room and the name of the function (`financing.demand_expired`).

use crate::hall::refusals;

refusals! {
    "financing";
    demand_of_firms: "只有企业可以建立融资需求" / "Demands are made by enterprises";
    demand_unknown: "没有该融资需求" / "There is no such demand";
    demand_exists: "该需求已建立" / "The demand exists already";
    demand_draft: "该需求尚未发布" / "The demand is not published yet";
    demand_open: "该需求已发布；修改前须先撤回修改" / "The demand is open; it is taken back before it is changed";
    demand_matched: "已有银行受理该需求" / "A bank has accepted the demand";
    demand_closed: "该需求已完成融资" / "The demand is financed and closed";
    demand_withdrawn: "该需求已撤回" / "The demand is withdrawn";
    demand_expired: "该需求已过期" / "The demand has expired";
    demand_not_expired: "该需求尚未到期" / "The demand has not expired yet";
    demand_matched_by_another: "该需求由另一笔业务占用" / "Another deal holds the demand";
    demand_nothing_changes: "没有任何变化" / "The change changes nothing";
    demand_reason: "理由须为1至500个字符" / "A reason has 1 to 500 characters";
    demand_client_reference: "自编号须为1至100个字符" / "A reference of the firm's own has 1 to 100 characters";
    demand_amount: "金额须大于零且不超过100亿元"
        / "The amount is above zero and at most 10,000,000,000 yuan";
    demand_term: "期限须为1至360个月" / "The term is of 1 to 360 months";
    demand_open_until: "有效期止日须自今日起一年内"
        / "The last day on which a demand is open lies between today and a year from now";
    demand_region: "地区须为6位行政区划代码" / "A region is a division code of 6 digits" ["GB/T 2260"];
    demand_industry: "行业须为字母A至T及至多4位数字"
        / "An industry is a letter from A to T and up to four digits" ["GB/T 4754"];
    demand_source: "来源名称须为1至100个字符" / "The name of a source has 1 to 100 characters";
    demand_day_in_future: "日期不得晚于今日" / "The day lies in the future";
    demand_days_turned: "止日早于起日" / "The last day lies before the first one";
    demand_digest: "文件摘要须为64位十六进制数" / "A digest has 64 hexadecimal digits";
    demand_data_too_many: "资料至多100份" / "There are at most 100 pieces of data";
    demand_data_twice: "该文件已提供" / "This file is attached already";
    demand_data_absent: "没有该资料" / "There is no such piece of data";
    demand_rights_missing: "质押物至少须有一件权利" / "The bundle has at least one right";
    demand_rights_too_many: "质押物至多50件权利" / "The bundle has at most 50 rights";
    demand_right_twice: "该权利已在质押物中" / "The right is in the bundle already";
    demand_right_absent: "质押物中没有该权利" / "There is no such right in the bundle";
    demand_right_unregistered: "登记库中没有该权利" / "The registry knows no such right";
    demand_right_wrong_kind: "登记的权利种类与所填不同" / "The registry has it as another kind of right";
    demand_fact_twice: "该项企业信息重复" / "The fact is told twice";
    demand_fact_unreadable: "该项企业信息的值无法识别" / "The value of the fact cannot be read";
    demand_right_number: "权利号码须为1至100个字符" / "The number of a right has 1 to 100 characters";
    demand_right_wrong_origin: "著作权须申报，其他权利须来自登记库"
        / "A copyright is declared, and every other right comes from the registry";
    demand_right_not_declared: "该权利不是申报的权利" / "The right is not a declared one";
    demand_certificate: "证书的作品名称、作者、著作权人须为1至200个字符"
        / "Title, author and owners of a certificate have 1 to 200 characters";
    demand_certificate_owners: "证书的著作权人须为1至50人" / "A certificate names 1 to 50 owners";
    demand_value_range: "评估值下限须大于零且不高于上限"
        / "The low end of a value is above zero and not above the high one";
    demand_value_validity: "评估有效期须自评估基准日起60个月内"
        / "A valuation is valid for at most 60 months from its day";
    demand_co_owner: "共有人名称须为1至200个字符" / "The name of a co-owner has 1 to 200 characters";
    demand_consents_too_many: "一件权利至多50份共有人同意" / "A right has at most 50 consents of co-owners";
    demand_consent_twice: "该共有人的同意已登记" / "The consent of this co-owner is recorded already";
    demand_check_settles_nothing: "该核查项目不需要人工确认" / "The check does not need a person";
    demand_check_not_for_persons: "该核查项目不由平台人员确认"
        / "The check is not one that a person of the platform settles";
    demand_right_not_owned: "企业不是登记的权利人" / "The firm is not the registered owner of the right";
    demand_right_not_in_force: "权利不是有效状态" / "The right is not in force";
    demand_right_ends_too_soon: "融资期限超过权利有效期" / "The term runs beyond the life of the right";
    demand_right_pledged: "权利已设立质权" / "The right is under pledge already";
    demand_right_seized: "权利已被保全" / "The right is preserved by a court";
    demand_right_in_dispute: "权利存在权属纠纷" / "The ownership of the right is in dispute";
    demand_co_owner_consent_missing: "未取得共有人同意" / "The consent of a co-owner is missing";
    demand_declaration_refused: "申报的权利未通过核验" / "The declared right did not pass the check of its certificate";
    demand_credit_measure: "企业被采取限制融资的惩戒措施" / "A credit measure keeps the firm from financing";
    demand_needs_person: "有核查项目须先由人工确认" / "A check must be settled by a person first";
}
