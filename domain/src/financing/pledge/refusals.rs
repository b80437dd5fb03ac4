//! Every "no" about pledges. The code is the room and the name of the function (`financing.pledge_already_pledged`).

use crate::hall::refusals;

refusals! {
    "financing";
    pledge_unknown: "没有该质押" / "There is no such pledge";
    pledge_exists: "该质押已建立" / "The pledge exists already";
    pledge_pack_ready: "登记材料已备，尚未提交" / "The papers are ready and not submitted yet";
    pledge_pack_not_ready: "登记材料未处于已备状态" / "The papers of the pledge are not ready to be signed";
    pledge_submitted: "登记机构正在审查" / "The office examines it";
    pledge_registered: "该质押已登记" / "The pledge is registered";
    pledge_refused: "登记机构不予登记" / "The office refused to register it";
    pledge_released: "该质押已注销" / "The pledge is struck off";
    pledge_abandoned: "该质押已放弃办理" / "The pledge was given up";
    pledge_defective: "登记机构要求补正，尚未补正齐全" / "The office wants something corrected that is not yet";
    pledge_not_defective: "登记机构没有要求补正" / "The office wants nothing corrected";
    pledge_not_in_bundle: "该权利不在融资需求中" / "The right is not in the demand of the deal";
    pledge_prepared_already: "该权利在本业务中已有质押" / "The deal has a pledge of this right already";
    pledge_deal_not_ready: "业务尚未审批或已终止，不能准备登记材料"
        / "No papers are prepared before the deal is approved or after it ended";
    pledge_of_another_deal: "该质押不属于本业务" / "The pledge is of another deal";
    pledge_of_the_contract: "该质押已列入合同，请在业务中减少质物"
        / "The pledge stands in the contract: the deal leaves it out";
    pledge_made_elsewhere: "平台外的质押不由平台办理登记" / "A pledge made elsewhere is not registered by the platform";
    pledge_procedure_of_another_kind: "登记程序与权利类型不符" / "The procedure is of another kind of right";
    pledge_notice_missing: "须以登记机构的通知书为凭" / "The notice of the office must prove it"
        ["民法典第四百四十四条"];
    pledge_amount_zero: "担保金额须大于零" / "The amount that is secured must be more than nothing";
    pledge_days_turned: "债务履行期限止日早于起日" / "The last day of the debt lies before the first one";
    pledge_day_in_future: "日期不得晚于今日" / "The day lies in the future";
    pledge_day_too_early: "日期不得早于前一步骤" / "The day lies before the step that it follows";
    pledge_nothing_changes: "没有任何变化" / "The amendment changes nothing";
    pledge_extension_not_longer: "延期后的期限须晚于原期限" / "An extension ends later than the debt did before";
    pledge_not_declarable: "该情形不得以当事人声明排除" / "The parties cannot declare this ground away";
    pledge_needs_person: "有核查项目须先由人工确认" / "A check must be settled by a person first";
    pledge_not_owner: "出质人与登记的权利人不一致" / "The pledgor is not the registered owner of the right";
    pledge_right_ended: "权利已终止" / "The right has ended";
    pledge_right_not_granted: "权利尚未授权或注册" / "The right is not granted or registered yet";
    pledge_fee_unpaid: "年费未缴纳" / "The annual fee of the right is not paid";
    pledge_right_preserved: "权利被采取保全措施" / "The right is preserved by a court";
    pledge_right_disputed: "权利归属存在争议" / "The ownership of the right is in dispute";
    pledge_debt_outlives_right: "债务履行期限超过权利有效期" / "The debt runs longer than the right";
    pledge_contract_lacks: "质押合同不符合规定" / "The contract lacks what it must say";
    pledge_co_owner_consent_missing: "未取得共有人同意" / "The consent of a co-owner is missing";
    pledge_already_pledged: "权利已设立质权" / "The right is under pledge already";
    pledge_same_day_invention: "存在同日申请的发明专利" / "An invention of the same day stands beside the utility model";
    pledge_invalidation_started: "已启动无效宣告程序" / "The invalidation of the right is asked for";
    pledge_similar_marks_left_out: "相同近似商标未一并质押" / "Similar marks are not pledged together";
    pledge_other_ground: "存在其他不予登记情形" / "There is another ground to refuse";
}
