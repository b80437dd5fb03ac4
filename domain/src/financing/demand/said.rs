//! What each check says, one small function a check: the answer with the reason in both languages.

use chrono::{Months, NaiveDate};

use super::bundle::{BundledRight, Verdict};
use super::{CreditAnswer, DisputeAnswer, FirmIdentity, RegisteredOwner, RightAnswer};
use crate::financing::product::PledgedKind;
use crate::hall::Answer;
use crate::registry::SimpleStatus;

/// An answer with its reason in Chinese and in English.
pub(in crate::financing) type Said = (Answer, String, String);

pub(in crate::financing) fn said(answer: Answer, zh: &str, en: &str) -> Said {
    (answer, zh.to_owned(), en.to_owned())
}

/// The owners: of a declared right those that its certificate names, of others those that the register does.
fn owners(right: &BundledRight, known: &RightAnswer) -> Vec<RegisteredOwner> {
    right.declared_owners().unwrap_or_else(|| known.owners.clone())
}

pub(super) fn the_firm_owns_it(right: &BundledRight, known: &RightAnswer, firm: &FirmIdentity) -> Said {
    let owners = owners(right, known);
    if owners.is_empty() {
        return said(Answer::NeedsPerson, "权利人未知，需人工核查", "Its owner is not known, so a person must look");
    }
    if !owners.iter().any(|owner| firm.is(owner)) {
        let names: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
        let zh = format!("登记的权利人为{}，不是{}", names.join("、"), firm.name);
        return (Answer::No, zh, "The firm is not among its owners as they are named".into());
    }
    match right.verdict() {
        Some(Verdict::Unchecked | Verdict::Refused { .. }) => said(
            Answer::NeedsPerson,
            "证书载明本企业为著作权人，以证书核验为准",
            "The certificate names the firm, and the check of it decides",
        ),
        Some(Verdict::Accepted { .. }) | None => said(Answer::Yes, "本企业为权利人", "The firm owns it"),
    }
}

/// Unknown never counts as in force: somebody who saw the register, or the certificate, must say so.
pub(super) fn it_is_in_force(right: &BundledRight, known: &RightAnswer) -> Said {
    match (known.standing, right.verdict()) {
        (SimpleStatus::InForce, _) => said(Answer::Yes, "权利有效", "It is in force"),
        (SimpleStatus::Pending, _) => said(Answer::No, "尚未授权或注册", "It is not granted or registered yet"),
        (SimpleStatus::Dead, _) => said(Answer::No, "权利已终止", "It has ended"),
        (SimpleStatus::Unknown, Some(Verdict::Accepted { .. })) => {
            said(Answer::Yes, "证书已人工核验", "Its certificate was checked by a person")
        }
        (SimpleStatus::Unknown, _) => said(
            Answer::NeedsPerson,
            "法律状态未知，不视为有效，需人工核查",
            "Its status is unknown, which is not in force, so a person must look",
        ),
    }
}

/// A mark can be renewed without end, so that its last day alone refuses nothing.
pub(super) fn it_outlives_the_term(
    right: &BundledRight,
    known: &RightAnswer,
    term_months: u16,
    today: NaiveDate,
) -> Said {
    let due_on = today.checked_add_months(Months::new(u32::from(term_months)));
    match (right.last_day(known), due_on) {
        (Some(ends_on), Some(due_on)) if due_on <= ends_on => {
            (Answer::Yes, format!("有效期至{ends_on}"), format!("It stands until {ends_on}"))
        }
        (Some(ends_on), _) if right.key.kind == PledgedKind::Trademark && today <= ends_on => (
            Answer::NeedsPerson,
            format!("有效期至{ends_on}，短于{term_months}个月的融资期限，须人工确认续展安排"),
            format!(
                "It stands until {ends_on}, before a term of {term_months} months: a person must look at its renewal"
            ),
        ),
        (Some(ends_on), _) => (
            Answer::No,
            format!("有效期至{ends_on}，短于{term_months}个月的融资期限"),
            format!("It ends on {ends_on}, before a term of {term_months} months"),
        ),
        (None, _) => {
            said(Answer::NeedsPerson, "有效期未知，需人工核查", "Its last day is not known, so a person must look")
        }
    }
}

/// How many pledges lie on it beside how many it carries at once.
pub(in crate::financing) fn it_can_be_pledged(pledges: Option<u32>, most: u32) -> Said {
    match pledges {
        Some(0) => said(Answer::Yes, "未设立质权", "It is under no pledge"),
        Some(pledges) if pledges < most => {
            said(Answer::Yes, "已设立质权，该类权利可再次出质", "It is under pledge, and its kind takes another one")
        }
        Some(_) => said(Answer::No, "已设立质权，该类权利不得再次出质", "It is under pledge, and takes no other one"),
        None => said(
            Answer::NeedsPerson,
            "是否设立质权未知，需人工核查",
            "Whether it is under pledge is not known, so a person must look",
        ),
    }
}

pub(in crate::financing) fn no_court_preserves_it(seized: Option<bool>) -> Said {
    match seized {
        Some(false) => said(Answer::Yes, "未被保全", "No court preserves it"),
        Some(true) => said(Answer::No, "已被保全", "A court preserves it"),
        None => said(
            Answer::NeedsPerson,
            "是否被保全未知，需人工核查",
            "Whether a court preserves it is not known, so a person must look",
        ),
    }
}

pub(in crate::financing) fn nobody_disputes_it(dispute: &DisputeAnswer) -> Said {
    match dispute {
        DisputeAnswer::Clear => said(Answer::Yes, "无权属纠纷", "Its ownership is not in dispute"),
        DisputeAnswer::Open { case } => {
            (Answer::No, format!("权属纠纷{case}未结"), format!("The dispute {case} about its ownership is open"))
        }
        DisputeAnswer::NotConnected => said(
            Answer::NeedsPerson,
            "未接入纠纷数据源，需人工核查",
            "No source of disputes is connected, so a person must look",
        ),
    }
}

pub(super) fn its_co_owners_agree(right: &BundledRight, known: &RightAnswer, firm: &FirmIdentity) -> Said {
    let owners = owners(right, known);
    let co_owners: Vec<&str> = owners.iter().filter(|owner| !firm.is(owner)).map(|owner| owner.name.as_str()).collect();
    let lacking = right.lacks_consent_of(&co_owners);
    if owners.is_empty() || owners.len() == co_owners.len() {
        // Whether the firm owns it at all is the first check's question, and stops the demand there.
        said(Answer::NeedsPerson, "共有人未知，需人工核查", "Its co-owners are not known, so a person must look")
    } else if co_owners.is_empty() {
        said(Answer::Yes, "无共有人", "It has no co-owner")
    } else if lacking.is_empty() {
        said(Answer::Yes, "共有人已同意或另有约定", "Its co-owners agreed")
    } else {
        let zh = format!("未取得共有人{}同意", lacking.join("、"));
        (Answer::No, zh, format!("The consent of {} of its co-owners is missing", lacking.len()))
    }
}

pub(super) fn its_certificate_was_checked(right: &BundledRight) -> Said {
    match right.verdict() {
        None => said(Answer::Yes, "权利来自登记库", "It stands in the registry"),
        Some(Verdict::Accepted { .. }) => said(Answer::Yes, "证书已核验", "Its certificate was checked"),
        Some(Verdict::Refused { reason, .. }) => {
            (Answer::No, format!("证书未通过核验：{reason}"), "Its certificate did not pass the check".into())
        }
        Some(Verdict::Unchecked) => said(Answer::NeedsPerson, "证书待人工核验", "A person must check its certificate"),
    }
}

pub(super) fn its_credit_is_clear(credit: &CreditAnswer) -> Said {
    match credit {
        CreditAnswer::Clear => said(Answer::Yes, "信用状况无碍", "Nothing in its credit record stands in the way"),
        CreditAnswer::Measure { name } => {
            (Answer::No, format!("被采取惩戒措施：{name}"), "A measure keeps the firm from financing".into())
        }
        CreditAnswer::NotConnected => said(
            Answer::NeedsPerson,
            "未接入信用数据源，需人工核查",
            "No source of credit is connected, so a person must look",
        ),
    }
}
