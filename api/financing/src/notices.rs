//! Whom this room tells what, and in which words.

use domain::financing::consent::ConsentEvent;
use domain::financing::deal::{DealEvent, StepKind, Whose};
use domain::financing::demand::DemandEvent;
use domain::financing::pledge::{Origin, PledgeEvent};
use domain::financing::watch::{Cover, CoverLevel, Finding};
use hall::act::{Act, ActFault, Case, uuid_of};
use hall::http::Sentence;
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use serde_json::{Value, json};

use crate::cases::{
    ConsentCase, DealCase, DemandCase, PledgeCase, StoredConsent, StoredDeal, StoredDemand, StoredPledge,
};
use crate::desk::PLEDGE_STEP;

/// Something happened to a demand that its firm did not do itself.
const DEMAND: &str = "financing.demand_changed";

/// Tells the firm what others, or the calendar, did to its demand.
pub(crate) async fn tell_of_demand(
    act: &Act<'_>,
    demand: &StoredDemand,
    events: &[DemandEvent],
) -> Result<(), ActFault> {
    for event in events.iter().filter(|event| title(event.name()).is_some()) {
        let notice = Notice {
            recipient: Recipient::Organisation(uuid_of(demand.state.demand().firm)),
            kind: DEMAND,
            aggregate: Aggregate { kind: DemandCase::KIND, id: demand.id },
            facts: json!({"event": event.name(), "amount": demand.state.demand().facts.amount.to_string()}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// A firm let a bank see something, or no longer does.
const CONSENT: &str = "financing.consent_changed";

/// Tells the bank that it may look, or may no longer.
pub(crate) async fn tell_of_consent(
    act: &Act<'_>,
    consent: &StoredConsent,
    events: &[ConsentEvent],
) -> Result<(), ActFault> {
    let of = consent.state.consent();
    for event in events {
        let notice = Notice {
            recipient: Recipient::Organisation(uuid_of(of.bank)),
            kind: CONSENT,
            aggregate: Aggregate { kind: ConsentCase::KIND, id: consent.id },
            facts: json!({"event": event.name(), "until_on": of.until_on.to_string()}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// Something happened to a deal that the other side did.
const DEAL: &str = "financing.deal_changed";
/// A clock of a deal ran out, or runs out today.
pub(crate) const DEAL_STEP: &str = "financing.deal_step";
/// Something happened to a pledge.
const PLEDGE: &str = "financing.pledge_changed";
/// The office is late with a pledge.
pub(crate) const OFFICE_LATE: &str = "financing.pledge_office_late";

/// Tells the side that did not act, or both of what the calendar did; of what is sealed or the bank's own nobody.
pub(crate) async fn tell_of_deal(act: &Act<'_>, deal: &StoredDeal, events: &[DealEvent]) -> Result<(), ActFault> {
    let facts = deal.state.facts();
    let (firm, bank) = (uuid_of(facts.firm), uuid_of(facts.bank));
    for event in events {
        if deal_title(event.name()).is_none() || deal.state.was_made_sealed() {
            continue;
        }
        for told in [firm, bank] {
            if act.call().organisation() == Some(told) {
                continue;
            }
            let notice = Notice {
                recipient: Recipient::Organisation(told),
                kind: DEAL,
                aggregate: Aggregate { kind: DealCase::KIND, id: deal.id },
                facts: json!({"event": event.name(), "amount": facts.amount.to_string()}),
            };
            notices::raise(act, notice).await?;
        }
    }
    Ok(())
}

/// Tells whose clock it is that it runs out today, or both sides that it has run out.
pub(crate) async fn tell_of_step(
    act: &Act<'_>,
    deal: &StoredDeal,
    step: StepKind,
    whose: Whose,
    is_over: bool,
) -> Result<(), ActFault> {
    let facts = deal.state.facts();
    let (firm, bank) = (uuid_of(facts.firm), uuid_of(facts.bank));
    let told: &[uuid::Uuid] = match whose {
        _ if is_over => &[firm, bank],
        Whose::Firm => &[firm],
        Whose::Bank => &[bank],
        Whose::Both | Whose::Office => &[firm, bank],
    };
    for told in told {
        let notice = Notice {
            recipient: Recipient::Organisation(*told),
            kind: DEAL_STEP,
            aggregate: Aggregate { kind: DealCase::KIND, id: deal.id },
            facts: json!({"step": step.code(), "over": is_over}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// Tells both sides what the office did, and the side that did not act what the other did.
pub(crate) async fn tell_of_pledge(
    act: &Act<'_>,
    pledge: &StoredPledge,
    events: &[PledgeEvent],
) -> Result<(), ActFault> {
    for event in events.iter().filter(|event| pledge_title(event.name()).is_some()) {
        tell_the_sides(act, pledge, PLEDGE, event.name()).await?;
    }
    Ok(())
}

/// Tells both sides of a pledge, but for the one that acts.
pub(crate) async fn tell_the_sides(
    act: &Act<'_>,
    pledge: &StoredPledge,
    kind: &'static str,
    event: &str,
) -> Result<(), ActFault> {
    let facts = pledge.state.facts();
    let Origin::Deal { firm, bank, .. } = &facts.origin else { return Ok(()) };
    for told in [uuid_of(*firm), uuid_of(*bank)] {
        if act.call().organisation() == Some(told) {
            continue;
        }
        let notice = Notice {
            recipient: Recipient::Organisation(told),
            kind,
            aggregate: Aggregate { kind: PledgeCase::KIND, id: pledge.id },
            facts: json!({"event": event, "right": facts.right.number}),
        };
        notices::raise(act, notice).await?;
    }
    Ok(())
}

/// The annual fee of a pledged patent is due soon.
pub(crate) const FEE_DUE: &str = "financing.annual_fee_due";
/// Something became of a pledged right.
const COLLATERAL: &str = "financing.collateral";

/// What pledgee and pledgor are told of a pledged right.
pub(crate) fn of_collateral(pledge: &StoredPledge, finding: Finding, cover: Option<&Cover>) -> Vec<Notice> {
    let facts = pledge.state.facts();
    let Origin::Deal { firm, bank, .. } = &facts.origin else { return Vec::new() };
    let told = json!({
        "finding": finding.code(),
        "right": facts.right.number,
        "cover_percent": cover.and_then(|cover| cover.percent),
        "cover": cover.map_or(CoverLevel::Unknown, |cover| cover.level).code(),
    });
    let notice = |organisation| Notice {
        recipient: Recipient::Organisation(organisation),
        kind: COLLATERAL,
        aggregate: Aggregate { kind: PledgeCase::KIND, id: pledge.id },
        facts: told.clone(),
    };
    vec![notice(uuid_of(*bank)), notice(uuid_of(*firm))]
}

/// The words for a finding.
fn finding_words(finding: &str) -> Option<(&'static str, &'static str)> {
    Some(match Finding::from_code(finding)? {
        Finding::Ended => ("质押权利已终止", "A pledged right has ended"),
        Finding::StandingUnknown => ("质押权利法律状态不明", "It is not known whether a pledged right stands"),
        Finding::Transferred => ("质押权利的权利人已变更", "A pledged right has another owner"),
        Finding::Preserved => ("质押权利被采取保全措施", "A court preserves a pledged right"),
        Finding::Recovered => ("质押权利状态恢复", "A pledged right stands as it did"),
    })
}

/// What a finding means for the pledgee: the cover, and what the law and the contract allow.
fn collateral_words(facts: &Value) -> Option<(Sentence, Sentence)> {
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    let ((zh, en), right) = (finding_words(of("finding"))?, of("right"));
    let percent = facts.get("cover_percent").and_then(Value::as_u64);
    let (covers, covers_en) = percent.map_or_else(
        || ("剩余押品覆盖率未知".to_owned(), "the remaining cover is not known".to_owned()),
        |percent| (format!("剩余押品覆盖率{percent}%"), format!("the remaining cover is {percent} %")),
    );
    let (allowed, allowed_en) = match CoverLevel::from_code(of("cover")) {
        Some(CoverLevel::Warning | CoverLevel::Urgent) => (
            "；质权人可以要求恢复价值或者提供相应担保，不能恢复的可以请求提前清偿（民法典第四百三十三条）",
            "; the pledgee may ask for the value to be restored or for further security, and failing that for early payment \
             (Civil Code art. 433)",
        ),
        _ => ("", ""),
    };
    let text =
        Sentence::new(format!("{right}：{zh}，{covers}{allowed}"), format!("{right}: {en}; {covers_en}{allowed_en}"));
    Some((Sentence::new(zh, en), text))
}

/// What an event of a deal is called; `None`: nobody is told of it.
fn deal_title(event: &str) -> Option<(&'static str, &'static str)> {
    Some(match event {
        "matched" => ("收到融资需求，待答复", "A demand waits for the bank's answer"),
        "accepted" => ("银行已受理", "The bank takes the demand on"),
        "refused" => ("银行已拒绝", "The bank refused"),
        "offer_made" => ("收到银行报价", "A bank made an offer"),
        "offer_accepted" => ("企业已接受报价", "The firm accepted the offer"),
        "approved" => ("业务已审批", "The deal is approved"),
        "drawn_up" => ("合同待签署", "A contract waits for signatures"),
        "signed" => ("合同已签署", "A side signed the contract"),
        "disbursed" => ("已放款", "The money is paid out"),
        "fell_overdue" => ("贷款已逾期", "The loan is overdue"),
        "cured" => ("逾期已还", "What was overdue is paid"),
        "default_declared" => ("贷款已认定不良", "The loan is recognised as bad"),
        "compensated" => ("已代偿", "Others paid of the loss"),
        "disposed" => ("质物已处置", "The pledged rights were disposed of"),
        "settled" => ("贷款已结清", "The debt is settled"),
        "closed" => ("业务已办结", "The deal is closed"),
        "rejected" => ("银行已否决", "The bank rejected"),
        "withdrawn" => ("业务已撤回", "The deal was given up"),
        "expired" => ("业务已过期", "The deal has expired"),
        _ => return None,
    })
}

/// What an event of a pledge is called; `None`: nobody is told of it.
fn pledge_title(event: &str) -> Option<(&'static str, &'static str)> {
    Some(match event {
        "prepared" => ("登记材料已备", "The papers of a pledge are ready"),
        "submitted" => ("登记材料已提交", "The office has the papers of a pledge"),
        "defects_noted" => ("登记机构要求补正", "The office wants something corrected"),
        "registered" => ("质押已登记", "A pledge is registered"),
        "refused" => ("登记机构不予登记", "The office refused a pledge"),
        "amended" => ("质押登记已变更", "An entry of a pledge was changed"),
        "extended" => ("质押登记已延期", "The debt of a pledge runs longer"),
        "released" => ("质押已注销", "A pledge was struck off"),
        "abandoned" => ("质押已放弃办理", "A pledge was given up"),
        _ => return None,
    })
}

/// What a step of a deal is called.
fn step_title(step: &str) -> Option<(&'static str, &'static str)> {
    Some(match StepKind::from_code(step)? {
        StepKind::Answer => ("银行答复", "The bank's answer"),
        StepKind::DueDiligence => ("尽职调查与报价", "Due diligence and offer"),
        StepKind::AcceptOffer => ("接受报价", "The firm's acceptance"),
        StepKind::Approve => ("审批", "The approval"),
        StepKind::Contract => ("签订合同", "The contract"),
        StepKind::Register => ("办理质押登记", "The registration of the pledges"),
        StepKind::Disburse => ("放款", "The disbursement"),
        StepKind::Repay => ("还款", "The repayment"),
        StepKind::Claim => ("申请补偿", "The claim for compensation"),
        StepKind::Release => ("解除质押", "The release of the pledges"),
    })
}

/// What an event is called; `None`: nobody is told of it.
fn title(event: &str) -> Option<(&'static str, &'static str)> {
    Some(match event {
        "declaration_checked" => ("申报的权利已核验", "A declared right was checked"),
        "check_settled" => ("核查项目已人工确认", "A check was settled"),
        "matched" => ("银行已受理融资需求", "A bank accepted the demand"),
        "released" => ("融资需求重新开放", "The demand is open again"),
        "expired" => ("融资需求已过期", "The demand has expired"),
        _ => return None,
    })
}

/// The words of a notice of this room: its title and its text; `None` for a kind of another room.
pub fn wording(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)> {
    let of = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default();
    match kind {
        DEMAND => {
            let ((zh, en), amount) = (title(of("event"))?, of("amount"));
            let text =
                Sentence::new(format!("{amount}元的融资需求：{zh}"), format!("The demand of {amount} yuan: {en}"));
            Some((Sentence::new(zh, en), text))
        }
        DEAL => {
            let ((zh, en), amount) = (deal_title(of("event"))?, of("amount"));
            let text = Sentence::new(format!("{amount}元的融资业务：{zh}"), format!("The deal of {amount} yuan: {en}"));
            Some((Sentence::new(zh, en), text))
        }
        DEAL_STEP => {
            let (zh, en) = step_title(of("step"))?;
            // In a calendar the day says when; a notice says whether it is the last day, or past.
            let (when, when_en) = match facts.get("over").and_then(Value::as_bool) {
                Some(true) => ("已逾期", " is late"),
                Some(false) => ("今日到期", " is due today"),
                None => ("", ""),
            };
            let title = Sentence::new(format!("{zh}{when}"), format!("{en}{when_en}"));
            Some((title, Sentence::new(format!("融资业务：{zh}{when}"), format!("A deal: {en}{when_en}"))))
        }
        PLEDGE => {
            let ((zh, en), right) = (pledge_title(of("event"))?, of("right"));
            Some((Sentence::new(zh, en), Sentence::new(format!("{right}：{zh}"), format!("{right}: {en}"))))
        }
        COLLATERAL => collateral_words(facts),
        FEE_DUE => {
            let (right, due_on) = (of("right"), of("event"));
            let text = Sentence::new(
                format!("{right}：质押专利的年费须于{due_on}前缴纳"),
                format!("{right}: the annual fee of the pledged patent is due on {due_on}"),
            );
            Some((Sentence::new("质押专利年费即将到期", "The annual fee of a pledged patent is due soon"), text))
        }
        PLEDGE_STEP => {
            let right = of("right");
            let text =
                Sentence::new(format!("{right}：登记机构审查"), format!("{right}: the office examines a pledge"));
            Some((Sentence::new("质押登记审查", "The examination of a pledge"), text))
        }
        OFFICE_LATE => {
            let right = of("right");
            let text = Sentence::new(
                format!("{right}：登记机构审查期限已过"),
                format!("{right}: the office's time to decide has passed"),
            );
            Some((Sentence::new("质押登记审查逾期", "The office is late with a pledge"), text))
        }
        CONSENT if of("event") == "given" => {
            let until = of("until_on");
            let text = Sentence::new(
                format!("企业授权查阅融资需求资料，有效期至{until}"),
                format!("A firm lets the bank see data of a demand until {until}"),
            );
            Some((Sentence::new("收到企业授权", "A firm gave a consent"), text))
        }
        CONSENT => {
            let text =
                Sentence::new("授权已撤回，不得再查阅", "The consent is taken back: the data are no longer open");
            Some((Sentence::new("企业撤回授权", "A firm took a consent back"), text))
        }
        _ => None,
    }
}
