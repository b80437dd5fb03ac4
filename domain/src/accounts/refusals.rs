//! Every "no" of this room. The code is the room and the name of the function (`accounts.invitation_expired`).

use crate::hall::refusals;

refusals! {
    "accounts";
    nothing_changes: "没有任何变化" / "The change changes nothing";
    name_length: "名称须为2至100个字符" / "A name has 2 to 100 characters";
    name_characters: "名称含有不可显示的字符" / "The name has characters that cannot be shown";
    reason_length: "理由须为1至500个字符" / "A reason has 1 to 500 characters";

    organisation_unknown: "没有该机构" / "There is no such organisation";
    organisation_registered: "该机构已登记" / "The organisation is registered already";
    organisation_not_confirmed: "该机构尚未通过审核" / "The organisation has not been confirmed yet";
    organisation_confirmed: "该机构已通过审核" / "The organisation is confirmed already";
    organisation_suspended: "该机构已被暂停" / "The organisation is suspended";
    organisation_refused: "该机构的登记申请已被驳回" / "The registration of the organisation was refused";
    organisation_closed: "该机构已注销" / "The organisation is closed";
    uscc_missing: "此类机构须填写统一社会信用代码" / "This kind of organisation needs its unified social credit code";
    uscc_check_character_fails: "统一社会信用代码的校验码不符"
        / "The check character of the unified social credit code fails" ["GB 32100-2015"];
    kind_not_open: "此类机构不能自行登记" / "This kind of organisation is not open to registration";
    uscc_taken: "该统一社会信用代码已有机构登记"
        / "Another organisation is registered under this unified social credit code";

    login_not_valid: "登录名须为3至64个字符，只含小写字母、数字和 . _ - @，并以字母或数字开头"
        / "A login has 3 to 64 characters of a-z 0-9 . _ - @ and begins with a letter or a digit";
    login_taken: "该登录名已被使用" / "The login is taken";
    person_unknown: "没有该用户" / "There is no such person";
    person_active: "该用户未被暂停" / "The person is not suspended";
    person_suspended: "该用户已被暂停" / "The person is suspended";
    person_erased: "该用户已被删除" / "The person has been erased";
    member_already: "该用户已是该机构成员" / "The person is a member of the organisation already";
    member_not: "该用户不是该机构成员" / "The person is no member of the organisation";
    member_still: "该用户仍是某机构成员，须先退出" / "The person is still a member of an organisation and must leave it first";
    roles_missing: "至少须有一个角色" / "There must be at least one role";
    role_not_of_this_kind: "此类机构没有该角色" / "This kind of organisation has no such role";
    // The clause on separating administrators was recalled and not read in the standard: unverified.
    administrators_apart: "系统管理员、安全管理员、审计管理员三员分立，不得由一人兼任，也不得兼任其他角色"
        / "The three administrators are kept apart: none of their roles is held beside another" ["GB/T 22239-2019 8.1.4"];
    own_roles: "不能变更自己的角色" / "Nobody changes his own roles";
    last_administrator: "机构须保留至少一名管理员" / "An organisation keeps at least one administrator";

    password_wrong: "原密码不正确" / "The old password is not right";
    second_factor_code_wrong: "验证码不正确" / "The code is not right";
    second_factor_needed: "该操作须先通过第二重验证" / "The second factor must be passed first";
    second_factor_not_set_up: "该角色须先启用第二重验证" / "The role needs a second factor, and none is set up";
    second_factor_confirmed: "第二重验证已启用，须先重置" / "A second factor is set up already; it must be reset first";
    second_factor_not_begun: "尚未开始设置第二重验证" / "Setting up the second factor has not begun";
    second_factor_absent: "没有可重置的第二重验证" / "There is no second factor to reset";

    password_too_short: "密码至少12个字符" / "A password has at least 12 characters";
    password_too_long: "密码至多128个字符" / "A password has at most 128 characters";
    password_too_plain: "密码须含大写字母、小写字母、数字、其他字符中的至少三类，或至少20个字符"
        / "A password has three of capitals, small letters, digits and others, or at least 20 characters";
    password_contains_login: "密码不得包含登录名" / "A password does not contain the login";
    password_repeats: "密码中同一字符不得连续出现四次以上" / "A password does not repeat a character four times in a row";
    password_too_common: "密码过于常见" / "The password is too common";
    attempts_too_many: "尝试次数过多，请稍后再试" / "There were too many attempts; try again later";

    invitation_unknown: "没有该邀请" / "There is no such invitation";
    invitation_open: "邀请仍然有效" / "The invitation is still open";
    invitation_used: "邀请已被使用" / "The invitation has been used";
    invitation_withdrawn: "邀请已撤回" / "The invitation has been withdrawn";
    invitation_expired: "邀请已过期" / "The invitation has expired";

    authorisation_unknown: "没有该授权" / "There is no such authorisation";
    authorisation_granted: "授权仍然有效" / "The authorisation is still granted";
    authorisation_withdrawn: "授权已撤回" / "The authorisation has been withdrawn";
    authorisation_expired: "授权已到期" / "The authorisation has expired";
    authorisation_only_from_enterprise: "只有企业可以作出授权" / "Only an enterprise grants an authorisation";
    authorisation_only_to_agency: "只能授权给代理机构" / "An authorisation is granted to an agency only";
    authorisation_agency_cannot_act: "该代理机构未通过审核或已被暂停" / "The agency is not confirmed, or is suspended";
    authorisation_end_passed: "授权的截止日已过" / "The last day of the authorisation has passed";
    authorisation_too_long: "授权期限超过上限" / "The authorisation is longer than the rule allows";
    authorisation_only_narrows: "授权只能缩小，不能扩大" / "An authorisation is only narrowed, never widened";
    authorisation_lacks_power: "授权不包括该事项" / "The authorisation does not cover this";
    powers_missing: "至少须授权一个事项" / "There must be at least one power";

    client_unknown: "没有该应用" / "There is no such client";
    client_made: "该应用已创建" / "The client is made already";
    client_active: "该应用未被暂停" / "The client is not suspended";
    client_suspended: "该应用已被暂停" / "The client is suspended";
    client_revoked: "该应用已被吊销" / "The client has been revoked";
    scopes_missing: "至少须有一个权限范围" / "There must be at least one scope";
    scope_not_of_this_kind: "此类机构不能取得该权限范围" / "This kind of organisation cannot have this scope";
}
