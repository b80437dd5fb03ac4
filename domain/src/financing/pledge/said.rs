//! What each check says, one small function a check: the answer with the reason in both languages.

use chrono::NaiveDate;

use super::PledgeGate;
use crate::financing::demand::said::{Said, said};
use crate::financing::product::PledgedKind;
use crate::hall::Answer;
use crate::registry::SimpleStatus;

/// A fact that must not be so, with the sentence for each of the three cases.
fn must_not_be(fact: Option<bool>, clear: (&str, &str), wrong: (&str, &str), unknown: (&str, &str)) -> Said {
    let (answer, (zh, en)) = match fact {
        Some(false) => (Answer::Yes, clear),
        Some(true) => (Answer::No, wrong),
        None => (Answer::NeedsPerson, unknown),
    };
    said(answer, zh, en)
}

pub(super) fn the_pledgor_owns_it(gate: &PledgeGate) -> Said {
    let owners = &gate.right.owners;
    if owners.is_empty() {
        said(Answer::NeedsPerson, "权利人未知，需人工核查", "Its owner is not known, so a person must look")
    } else if owners.iter().any(|owner| gate.firm.is(owner)) {
        said(Answer::Yes, "出质人为登记的权利人", "The pledgor is its registered owner")
    } else {
        let names: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
        let zh = format!("登记的权利人为{}，不是{}", names.join("、"), gate.firm.name);
        (Answer::No, zh, "The pledgor is not among its registered owners".to_owned())
    }
}

pub(super) fn it_has_not_ended(standing: SimpleStatus) -> Said {
    match standing {
        SimpleStatus::InForce | SimpleStatus::Pending => said(Answer::Yes, "权利未终止", "It has not ended"),
        SimpleStatus::Dead => said(Answer::No, "权利已终止", "It has ended"),
        SimpleStatus::Unknown => said(
            Answer::NeedsPerson,
            "法律状态未知，不视为有效，需人工核查",
            "Its status is unknown, which is not in force, so a person must look",
        ),
    }
}

pub(super) fn it_is_granted(standing: SimpleStatus) -> Said {
    match standing {
        SimpleStatus::InForce | SimpleStatus::Dead => said(Answer::Yes, "已授权或注册", "It was granted or registered"),
        SimpleStatus::Pending => said(Answer::No, "尚未授权或注册", "It is not granted or registered yet"),
        SimpleStatus::Unknown => said(
            Answer::NeedsPerson,
            "是否已授权未知，需人工核查",
            "Whether it is granted is not known, so a person must look",
        ),
    }
}

pub(super) fn its_fee_is_paid(paid: Option<bool>) -> Said {
    must_not_be(
        paid.map(|paid| !paid),
        ("年费已缴纳", "Its annual fee is paid"),
        ("年费未缴纳", "Its annual fee is not paid"),
        ("年费是否缴纳未知，需人工核查", "Whether its annual fee is paid is not known, so a person must look"),
    )
}

/// A mark can be renewed, so that its last day alone refuses nothing.
pub(super) fn it_outlives_the_debt(kind: PledgedKind, ends_on: Option<NaiveDate>, until_on: Option<NaiveDate>) -> Said {
    match (ends_on, until_on) {
        (Some(ends_on), Some(until_on)) if until_on <= ends_on => {
            (Answer::Yes, format!("有效期至{ends_on}"), format!("It stands until {ends_on}"))
        }
        (Some(ends_on), Some(until_on)) => {
            let can_be_renewed = kind == PledgedKind::Trademark;
            let answer = if can_be_renewed { Answer::NeedsPerson } else { Answer::No };
            let (more, more_en) = if can_be_renewed {
                ("，须人工确认续展安排", ": a person must look at its renewal")
            } else {
                ("", "")
            };
            (
                answer,
                format!("有效期至{ends_on}，早于债务履行期限届满日{until_on}{more}"),
                format!("It ends on {ends_on}, before the debt does on {until_on}{more_en}"),
            )
        }
        (None, _) | (_, None) => {
            said(Answer::NeedsPerson, "有效期未知，需人工核查", "Its last day is not known, so a person must look")
        }
    }
}

/// The pack is made from the terms, which have everything that the rule asks for.
pub(super) fn the_contract_says_all(is_told: bool) -> Said {
    if is_told {
        said(Answer::Yes, "质押合同必备内容齐全", "The contract says what it must")
    } else {
        said(Answer::NeedsPerson, "质押合同内容未知，需人工核查", "The contract is not known, so a person must look")
    }
}

pub(super) fn its_co_owners_agree(gate: &PledgeGate) -> Said {
    let owners = &gate.right.owners;
    let is_alone = !owners.is_empty() && owners.iter().all(|owner| gate.firm.is(owner));
    if is_alone {
        return said(Answer::Yes, "无共有人", "It has no co-owner");
    }
    must_not_be(
        gate.co_owners_agree.map(|agree| !agree),
        ("共有人已同意或另有约定", "Its co-owners agreed"),
        ("未取得共有人同意", "The consent of its co-owners is missing"),
        ("共有人是否同意未知，需人工核查", "Whether its co-owners agree is not known, so a person must look"),
    )
}

pub(super) fn no_invention_stands_beside_it(beside: Option<bool>) -> Said {
    must_not_be(
        beside,
        ("无同日申请的发明专利", "No invention of the same day stands beside it"),
        (
            "存在同日申请的发明专利，当事人声明后可继续办理",
            "An invention of the same day stands beside it; the parties may declare to go on",
        ),
        (
            "是否存在同日申请的发明专利未知，需人工核查",
            "Whether an invention of the same day stands beside it is not known, so a person must look",
        ),
    )
}

pub(super) fn nobody_asks_for_its_invalidation(started: Option<bool>) -> Said {
    must_not_be(
        started,
        ("未启动无效宣告程序", "Nobody asked to have it declared invalid"),
        (
            "已启动无效宣告程序，当事人声明后可继续办理",
            "Its invalidation is asked for; the parties may declare to go on",
        ),
        (
            "是否启动无效宣告程序未知，需人工核查",
            "Whether its invalidation is asked for is not known, so a person must look",
        ),
    )
}

pub(super) fn no_similar_mark_is_left_out(left_out: Option<bool>) -> Said {
    must_not_be(
        left_out,
        ("相同近似商标已一并质押", "No similar mark is left out"),
        (
            "同类商品上的相同近似商标未一并质押，当事人声明后可继续办理",
            "Similar marks on similar goods are left out; the parties may declare to go on",
        ),
        (
            "是否存在相同近似商标未知，需人工核查",
            "Whether similar marks are left out is not known, so a person must look",
        ),
    )
}

pub(super) fn the_office_alone_knows() -> Said {
    said(Answer::NeedsPerson, "由登记机构认定", "The office alone knows")
}
