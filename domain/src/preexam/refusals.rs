//! Every "no" of this room. The code is the room and the name of the function (`preexam.case_blocked`).

use crate::hall::refusals;

refusals! {
    "preexam";
    nothing_changes: "没有任何变化" / "The change changes nothing";
    title_length: "名称或事由须为1至200个字符" / "A title or subject has 1 to 200 characters";
    name_length: "名称须为2至100个字符" / "A name has 2 to 100 characters";
    reference_length: "编号或回执须为1至100个字符" / "A reference or receipt has 1 to 100 characters";
    version_length: "版本名称须为1至50个字符" / "The name of a version has 1 to 50 characters";
    reason_length: "理由须为1至500个字符" / "A reason has 1 to 500 characters";
    reasons_missing: "至少须有一条理由" / "There must be at least one reason";
    reasons_too_many: "理由至多50条" / "There are at most 50 reasons";
    note_length: "说明须为1至2000个字符" / "A note has 1 to 2,000 characters";
    opinion_length: "意见须为1至2000个字符" / "An item of an opinion has 1 to 2,000 characters";
    statement_length: "陈述须为1至5000个字符" / "A statement has 1 to 5,000 characters";
    text_characters: "内容含有不可显示的字符" / "The text has characters that cannot be shown";
    digest_malformed: "文件摘要须为64位十六进制数" / "A digest has 64 hexadecimal digits";
    day_in_future: "日期不得晚于今日" / "The day lies in the future";
    days_turned: "止日早于起日" / "The last day lies before the first one";
    nothing_lapsed: "没有已届满的期限" / "No period has lapsed";
    files_too_many: "文件至多50个" / "There are at most 50 files";

    centre_unknown: "没有该保护中心" / "There is no such protection centre";
    number_taken: "该申请号已有案件登记" / "A case with this application number is registered already";
    nobody_takes_the_field: "没有可承办该领域的预审员" / "No examiner takes the field";
    examiner_unknown: "没有该预审员" / "There is no such examiner";

    case_unknown: "没有该预审案件" / "There is no such case";
    case_opened: "该案件已建立" / "The case is open already";
    case_draft: "该案件尚未提交" / "The case has not been submitted yet";
    case_submitted: "该案件已提交，待受理" / "The case is submitted and not accepted yet";
    case_accepted: "该案件已受理，正在预审" / "The case is accepted and being examined";
    case_returned: "该案件已退回" / "The case was returned";
    case_opinion_issued: "已发出预审意见，待补正" / "An opinion is issued and the amendment is awaited";
    case_amended: "申请人已补正，正在复核" / "The applicant has amended and the case is examined again";
    case_pass_proposed: "已拟合格，待第二人复核" / "A pass is proposed and a second person must agree";
    case_passed: "该案件预审已合格" / "The case has passed";
    case_failed: "该案件预审不合格" / "The case has failed";
    case_filed: "该案件已正式提交，待缴费" / "The case is filed and the fees are awaited";
    case_fees_paid: "该案件已缴费，待加快标注" / "The fees are paid and the mark for the fast lane is awaited";
    case_marked: "该案件已加快标注" / "The case is marked for the fast lane";
    case_action_open: "有官方通知待答复" / "The office has sent something that must be answered";
    case_granted: "该案件已授权" / "The case is granted";
    case_rejected: "该案件已被驳回" / "The case is rejected";
    case_lane_lost: "该案件已退出加快，转为普通程序" / "The case has lost the fast lane and goes on on the normal track";
    case_withdrawn: "该案件已撤回" / "The case is withdrawn";
    case_lapsed: "期限已届满，该案件依日历已终结" / "A period has lapsed, and by the calendar the case has ended";
    case_blocked: "该案件已挂起，须先解除" / "The case is blocked; the block must be lifted first";
    case_not_blocked: "该案件未挂起" / "The case is not blocked";
    case_not_assigned: "该案件未分配预审员" / "The case has no examiner";
    case_parties_fixed: "案件的预审中心、申请人和来源不得变更"
        / "The centre, the applicant and the origin of a case never change";
    co_applicants_too_many: "共同申请人至多20个" / "There are at most 20 co-applicants";
    classification_no_ipc: "主分类号须为国际专利分类号（IPC）" / "The main classification must be an IPC symbol";
    classification_no_locarno: "主分类号须为洛迦诺分类号" / "The main classification of a design must be a Locarno class";
    versions_too_many: "同一文件至多20个版本" / "A document has at most 20 versions";
    document_absent: "没有该文件" / "There is no such document";
    documents_incomplete: "必需的文件不齐全" / "A document that is required is missing";
    commitment_signed: "承诺书已签署" / "The commitment is signed already";
    gate_incomplete: "资格核查项目不齐全或重复" / "A check of the gate is missing or stands twice";
    gate_stale: "资格核查结果与案件现状不符，须重新核查" / "The answers of the gate are not those of the case as it is";
    gate_closed: "有资格核查项目不符合" / "A check of the gate says no";
    check_unsettled: "需人工核查的项目须逐项说明理由" / "A check that needs a person must be settled with a reason";
    check_settles_nothing: "所说明的项目不需要人工核查" / "A check was settled that needs no person";
    amendment_empty: "补正须修改文件或作出说明" / "An amendment changes a document or says something";
    opinion_empty: "预审意见须有1至50项" / "An opinion has 1 to 50 items";
    rounds_used_up: "补正次数已用完" / "All rounds of amendment are used up";
    same_person: "须由另一人复核" / "A second person must agree";
    number_check_character_fails: "号码的校验位不符" / "The check character of the number fails" ["ZC 0006-2003"];
    number_of_another_kind: "申请号的种类与案件的专利类型不符"
        / "The application number is of another kind of patent" ["ZC 0006-2003"];
    number_is_international: "该申请号属国际申请，不适用快速预审"
        / "The number is of an international application, which has no fast lane";
    patent_number_differs: "专利号与申请号不一致" / "The patent number is not that of the application"
        ["专利申请号标准 ZC 0006-2003"];
    filed_before_passed: "申请日不得早于预审合格日" / "The filing day lies before the day of the pass";
    day_before_filing: "日期不得早于申请日" / "The day lies before the filing day";
    replied_before_served: "答复日不得早于送达日" / "The reply lies before the service";
    text_missing: "须列明正式提交的文件" / "The documents that were filed must be named";
    text_role_wrong: "所列文件不属于申请文件" / "A document that is named is no part of an application of this kind";
    text_role_twice: "同一文件列出两次" / "A document is named twice";
    text_differs: "提交文本与预审合格文本不一致" / "What was filed is not what passed";
    text_identical: "提交文本与预审合格文本一致" / "What was filed is what passed";
    text_core_missing: "未提交界定保护范围的文件，不得确认一致"
        / "A document that says what is protected was not filed, so the texts cannot be confirmed to be the same";
    text_confirmed: "文本一致已经确认" / "The texts are confirmed to be the same already";
    late_act_kept_today: "同类逾期行为今日已记录" / "A late act of this kind is kept already today";
    late_acts_too_many: "逾期行为至多记录20次" / "At most 20 late acts are kept";

    entity_unknown: "没有该备案主体" / "There is no such filing entity";
    entity_applied: "该备案申请待审核" / "The registration waits for review";
    entity_reviewed: "该备案申请已审核，待上报" / "The registration is reviewed and not reported yet";
    entity_reported: "该备案申请已上报，待生效" / "The registration is reported and not effective yet";
    entity_effective: "该备案已生效" / "The registration is effective";
    entity_reminded: "该备案主体已被提醒" / "The filing entity has been reminded";
    entity_suspended: "该备案主体已被暂停" / "The filing entity is suspended";
    entity_cancelled: "该备案主体已被取消" / "The filing entity is cancelled";
    entity_refused: "该备案申请未通过" / "The registration was refused";
    entity_withdrawn: "该备案主体已退出" / "The filing entity has left";
    entity_barred: "该主体被取消备案，期满前不得重新备案"
        / "The filing entity was cancelled and may not register again before its time";
    entity_registered: "该主体已备案或正在备案" / "The filing entity is registered or asks to be";
    entity_parties_fixed: "备案的预审中心、机构和类型不得变更"
        / "The centre, the organisation and the kind of a filing entity never change";
    fields_too_many: "技术领域至多200项" / "There are at most 200 fields";
    field_malformed: "技术领域须为IPC或洛迦诺分类号" / "A field is the beginning of an IPC symbol or a Locarno class";
    uscc_check_character_fails: "统一社会信用代码的校验码不符"
        / "The check character of the unified social credit code fails" ["GB 32100-2015"];
    entity_check_says_no: "有备案条件不符合，须说明理由" / "A check of the registration says no and was not overridden with a reason";
    effect_before_report: "生效日不得早于上报日" / "The registration takes effect before it was reported";
    suspension_too_short: "暂停期限短于规定" / "The suspension is shorter than the rule asks for";
    suspension_not_over: "暂停期限尚未届满" / "The suspension is not over yet";
    quota_out_of_range: "年度限额须为2004年至9998年、至多100000件"
        / "A quota is of a year from 2004 to 9998, and of at most 100,000 cases";

    field_list_of_another: "该领域清单属于其他中心或其他分类" / "The list is of another centre or scheme";
    field_version_twice: "该版本名称已使用" / "There is a version of this name already";
    field_version_not_later: "新版本的施行日须晚于前一版本" / "A new version begins after the one before";
    field_version_empty: "清单至少须有一个分类号" / "A list has at least one classification";
    field_version_too_long: "清单至多5000个分类号" / "A list has at most 5,000 classifications";
    field_versions_too_many: "清单至多500个版本" / "A list has at most 500 versions";

    request_unknown: "没有该请求" / "There is no such request";
    request_filed: "该请求待分流" / "The request waits for triage";
    request_triaged: "该请求已分流" / "The request knows its way";
    request_referred: "该请求已移送，待接收" / "The request is sent on and not acknowledged yet";
    request_acknowledged: "该请求已被接收" / "The request is acknowledged";
    request_concluded: "该请求已办结" / "The request is concluded";
    request_declined: "该请求未予受理" / "The request was declined";
    request_withdrawn: "该请求已撤回" / "The request is withdrawn";
    request_handled_here: "该请求由本中心办理，不移送" / "The centre handles the request itself";
    request_goes_elsewhere: "该请求须移送，本中心不办结" / "The request is to be sent on and is not concluded here";
    right_number_missing: "须填写专利号或申请号" / "The number of the patent is missing";
    right_number_malformed: "号码不是专利号、申请号或商标号" / "The number is none of a patent or, for enforcement, of a mark";
    step_before_last: "日期不得早于上一步骤" / "The day lies before that of the step before";
}
