//! How this room words what it tells people.

use hall::http::Sentence;
use serde_json::Value;

/// The kinds of notices of this room.
pub mod kinds {
    /// Somebody waits to be confirmed.
    pub const ORGANISATION_REGISTERED: &str = "accounts.organisation_registered";
    /// The organisation may act.
    pub const ORGANISATION_CONFIRMED: &str = "accounts.organisation_confirmed";
    /// It may not.
    pub const ORGANISATION_REFUSED: &str = "accounts.organisation_refused";
    /// It may not for a time.
    pub const ORGANISATION_SUSPENDED: &str = "accounts.organisation_suspended";
    /// It may again.
    pub const ORGANISATION_REINSTATED: &str = "accounts.organisation_reinstated";
    /// Nobody accepted an invitation in time.
    pub const INVITATION_EXPIRED: &str = "accounts.invitation_expired";
    /// An agency may act for an enterprise.
    pub const AUTHORISATION_GRANTED: &str = "accounts.authorisation_granted";
    /// It may do less, or for a shorter time.
    pub const AUTHORISATION_LIMITED: &str = "accounts.authorisation_limited";
    /// It may no longer.
    pub const AUTHORISATION_WITHDRAWN: &str = "accounts.authorisation_withdrawn";
    /// Its last day is over.
    pub const AUTHORISATION_EXPIRED: &str = "accounts.authorisation_expired";
}

/// Title and text of a notice of this room.
pub fn wording(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)> {
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    let (organisation, enterprise, reason) = (of("organisation"), of("enterprise"), of("reason"));
    let both = |title: (&'static str, &'static str), zh: String, en: String| {
        Some((Sentence::new(title.0, title.1), Sentence::new(zh, en)))
    };
    match kind {
        kinds::ORGANISATION_REGISTERED => both(
            ("机构待审核", "An organisation waits to be confirmed"),
            format!("{organisation} 申请登记，请审核。"),
            format!("{organisation} has registered. Please confirm or refuse it."),
        ),
        kinds::ORGANISATION_CONFIRMED => both(
            ("机构已通过审核", "The organisation is confirmed"),
            format!("{organisation} 已通过审核，可以开始办理业务。"),
            format!("{organisation} is confirmed and may act from now on."),
        ),
        kinds::ORGANISATION_REFUSED => both(
            ("机构登记未通过", "The registration was refused"),
            format!("{organisation} 的登记申请未通过：{reason}"),
            format!("The registration of {organisation} was refused: {reason}"),
        ),
        kinds::ORGANISATION_SUSPENDED => both(
            ("机构已被暂停", "The organisation is suspended"),
            format!("{organisation} 已被暂停办理业务：{reason}"),
            format!("{organisation} may not act for the time being: {reason}"),
        ),
        kinds::ORGANISATION_REINSTATED => both(
            ("机构已恢复", "The organisation is reinstated"),
            format!("{organisation} 已恢复办理业务。"),
            format!("{organisation} may act again."),
        ),
        kinds::INVITATION_EXPIRED => both(
            ("邀请已过期", "An invitation has expired"),
            "发出的邀请未在期限内被接受，已过期。如仍需要，请重新邀请。".into(),
            "An invitation was not accepted in time and has expired. Invite again if it is still wanted.".into(),
        ),
        kinds::AUTHORISATION_GRANTED => both(
            ("收到企业授权", "An enterprise authorised you"),
            format!("{enterprise} 已授权贵机构代为办理业务。"),
            format!("{enterprise} lets your agency act for it."),
        ),
        kinds::AUTHORISATION_LIMITED => both(
            ("企业授权已缩减", "An authorisation was narrowed"),
            format!("{enterprise} 缩减了对贵机构的授权，立即生效。"),
            format!("{enterprise} has narrowed what your agency may do, from now on."),
        ),
        kinds::AUTHORISATION_WITHDRAWN => both(
            ("企业授权已撤回", "An authorisation was withdrawn"),
            format!("{enterprise} 撤回了对贵机构的授权，立即生效。"),
            format!("{enterprise} has withdrawn its authorisation, from now on."),
        ),
        kinds::AUTHORISATION_EXPIRED => both(
            ("企业授权已到期", "An authorisation has expired"),
            format!("{enterprise} 对贵机构的授权已到期。"),
            format!("The last day of the authorisation by {enterprise} has passed."),
        ),
        _ => None,
    }
}
