//! Every "no" about consents. The code is the room and the name of the function (`financing.consent_expired`).

use crate::hall::refusals;

refusals! {
    "financing";
    consent_unknown: "没有该授权" / "There is no such consent";
    consent_exists: "该授权已存在" / "The consent exists already";
    consent_withdrawn: "该授权已撤回" / "The consent is withdrawn";
    consent_expired: "该授权已到期" / "The consent has expired";
    consent_fields_missing: "须至少选择一项内容" / "At least one field is needed";
    consent_field_not_given: "所查内容未经授权" / "A field was not consented to";
    consent_until: "截止日须在今日至授权最长期限之间" / "The last day lies between today and the longest that a consent may last";
    consent_used_up: "该授权的查阅次数已用完" / "The consent takes no more readings";
    consent_not_a_bank: "被授权方须为已确认的银行" / "The consent is given to a bank that is confirmed";
    consent_not_of_the_firm: "该需求不是本企业的" / "The demand is another firm's";
}
