//! A deal as its sides see it.

use chrono::NaiveDate;
use domain::calendar::due;
use domain::financing::deal::{
    Contract, DealState, Law, Loan, Offer, Pledged, Side, Step, StepKind, Valuation, possible, step, visible_offer,
};
use domain::hall::Moment;
use hall::act::uuid_of;
use hall::http::{Day, Instant};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::deal_parties::{LossShareWire, PartyWire};
use super::deal_requests::OfferWire;
use super::deal_words::{RefusalReasonWire, StepKindWire, ValuationMethodWire, WhoseWire, WithdrawalReasonWire};
use super::loan::LoanView;
use crate::cases::StoredDeal;
use crate::desk::SideOf;

/// 业务状态。Where a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "DealState", rename_all = "snake_case")]
pub enum DealStateWire {
    /// 已发布。The firm put its demand before the bank.
    Published,
    /// 待银行答复。The bank is to answer.
    Matched,
    /// 已受理。The bank takes it on.
    Accepted,
    /// 已拒绝。It does not.
    Refused,
    /// 尽职调查。It looks at firm and rights.
    DueDiligence,
    /// 已报价。It made an offer.
    Offered,
    /// 已接受报价。The firm accepted it.
    OfferAccepted,
    /// 已审批。A second person approved it.
    Approved,
    /// 签约中。The contract waits for signatures.
    Contracting,
    /// 办理质押登记。The pledges are being registered.
    Registering,
    /// 已放款。The money is paid out.
    Disbursed,
    /// 贷后管理。The bank looks after the loan.
    Monitored,
    /// 已逾期。The firm did not pay in time.
    Overdue,
    /// 已认定不良。The loan is bad.
    Default,
    /// 已代偿。Others paid of the loss.
    Compensated,
    /// 已处置。The rights became money.
    Disposed,
    /// 已结清。The debt is paid.
    Settled,
    /// 已办结。Everything is done.
    Closed,
    /// 已否决。The bank does not lend after all.
    Rejected,
    /// 已撤回。It was given up.
    Withdrawn,
    /// 已过期。A clock ended it.
    Expired,
}

impl DealStateWire {
    const fn of(state: &DealState) -> Self {
        match state {
            DealState::Published { .. } => Self::Published,
            DealState::Matched { .. } => Self::Matched,
            DealState::Accepted { .. } => Self::Accepted,
            DealState::Refused { .. } => Self::Refused,
            DealState::DueDiligence { .. } => Self::DueDiligence,
            DealState::Offered { .. } => Self::Offered,
            DealState::OfferAccepted { .. } => Self::OfferAccepted,
            DealState::Approved { .. } => Self::Approved,
            DealState::Contracting { .. } => Self::Contracting,
            DealState::Registering { .. } => Self::Registering,
            DealState::Disbursed { .. } => Self::Disbursed,
            DealState::Monitored { .. } => Self::Monitored,
            DealState::Overdue { .. } => Self::Overdue,
            DealState::Default { .. } => Self::Default,
            DealState::Compensated { .. } => Self::Compensated,
            DealState::Disposed { .. } => Self::Disposed,
            DealState::Settled { .. } => Self::Settled,
            DealState::Closed { .. } => Self::Closed,
            DealState::Rejected { .. } => Self::Rejected,
            DealState::Withdrawn { .. } => Self::Withdrawn,
            DealState::Expired { .. } => Self::Expired,
        }
    }
}

/// 时限。The clock that runs.
#[derive(Debug, Object)]
#[oai(rename = "DealClock")]
pub struct ClockView {
    /// 事项。For what.
    pub step: StepKindWire,
    /// 时限方。Whose time it is.
    pub whose: WhoseWire,
    /// 到期日。The last day.
    pub due_on: Day,
    /// 日历尚未公布，日期可能变动。Whether the calendar for it is not published yet.
    pub provisional: bool,
}

impl ClockView {
    fn of(step: &Step<StepKind>, law: &Law<'_>) -> Option<Self> {
        let due = due(&step.basis, law.calendar).ok()?;
        Some(Self {
            step: step.kind.into(),
            whose: step.whose.into(),
            due_on: Day(due.due_on),
            provisional: due.provisional,
        })
    }
}

/// 报价。A bank's offer, and who made it.
#[derive(Debug, Object)]
#[oai(rename = "Offer", skip_serializing_if_is_none)]
pub struct OfferView {
    /// 条件。What is offered.
    pub terms: OfferWire,
    /// 报价时间。When it was made.
    pub made_at: Instant,
    /// 报价人。Who of the bank made it.
    pub made_by_id: Option<Uuid>,
}

/// 评估。What the rights were found to be worth.
#[derive(Debug, Object)]
#[oai(rename = "DealValuation", skip_serializing_if_is_none)]
pub struct DealValuationView {
    /// 方法。How it was found.
    pub method: ValuationMethodWire,
    /// 下限（元）。The lower end.
    pub low: String,
    /// 上限（元）。The upper end.
    pub high: String,
    /// 评估基准日。The day for which it holds.
    pub valued_on: Day,
    /// 评估机构。The appraiser; the bank itself when not said.
    pub appraiser_id: Option<Uuid>,
    /// 评估报告。The report.
    pub file_id: Uuid,
}

impl DealValuationView {
    fn of(valuation: &Valuation) -> Self {
        Self {
            method: valuation.method.into(),
            low: valuation.low.to_string(),
            high: valuation.high.to_string(),
            valued_on: Day(valuation.valued_on),
            appraiser_id: valuation.appraiser.map(uuid_of),
            file_id: uuid_of(valuation.file),
        }
    }
}

/// 合同。The contract as it is drawn up, and who signed it.
#[derive(Debug, Object)]
#[oai(rename = "DealContract", skip_serializing_if_is_none)]
pub struct ContractView {
    /// 本金（元）。The principal.
    pub amount: String,
    /// 合同文件的 SHA-256：所签即此。The SHA-256 of the file: what is signed is this.
    pub sha256: String,
    /// 银行签署日。The day beside the bank's signature.
    pub bank_signed_on: Option<Day>,
    /// 企业签署日。The day beside the firm's signature.
    pub firm_signed_on: Option<Day>,
}

impl ContractView {
    fn of(contract: &Contract) -> Self {
        let on = |side| contract.signature(side).map(|signature| Day(signature.on));
        Self {
            amount: contract.amount.to_string(),
            sha256: contract.digest.clone(),
            bank_signed_on: on(Side::Bank),
            firm_signed_on: on(Side::Firm),
        }
    }
}

/// 合同所列质押。A pledge of the contract.
#[derive(Debug, Object)]
#[oai(rename = "DealPledge", skip_serializing_if_is_none)]
pub struct PledgedView {
    /// 质押。The pledge.
    pub pledge_id: Uuid,
    /// 担保金额（元）。The part of the debt that it secures.
    pub secured: String,
    /// 登记日。The day of its registration.
    pub registered_on: Option<Day>,
    /// 注销日。The day on which it ended.
    pub released_on: Option<Day>,
}

impl PledgedView {
    fn of(pledged: &Pledged) -> Self {
        Self {
            pledge_id: uuid_of(pledged.pledge),
            secured: pledged.secured.to_string(),
            registered_on: pledged.registered_on.map(Day),
            released_on: pledged.released_on.map(Day),
        }
    }
}

/// 终止。How a deal came to nothing.
#[derive(Debug, Object)]
#[oai(rename = "DealExit", skip_serializing_if_is_none)]
pub struct ExitView {
    /// 银行拒绝或否决的原因。Why the bank does not lend.
    pub refused_for: Option<RefusalReasonWire>,
    /// 撤回原因。Why it was given up.
    pub withdrawn_for: Option<WithdrawalReasonWire>,
    /// 到期未办事项。What a clock waited for.
    pub undone: Option<StepKindWire>,
    /// 备注。What was said besides.
    pub note: Option<String>,
}

impl ExitView {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other states are no exits")]
    fn of(state: &DealState) -> Option<Self> {
        let none = Self { refused_for: None, withdrawn_for: None, undone: None, note: None };
        match state {
            DealState::Refused { reason, note, .. } | DealState::Rejected { reason, note, .. } => {
                Some(Self { refused_for: Some((*reason).into()), note: note.clone(), ..none })
            }
            DealState::Withdrawn { reason, note, .. } => {
                Some(Self { withdrawn_for: Some((*reason).into()), note: note.clone(), ..none })
            }
            DealState::Expired { undone, .. } => Some(Self { undone: Some((*undone).into()), ..none }),
            _ => None,
        }
    }
}

/// 融资业务。A deal as the side that asks sees it: a sealed offer is its bank's alone.
#[derive(Debug, Object)]
#[oai(rename = "Deal", skip_serializing_if_is_none)]
pub struct DealView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: DealStateWire,
    /// 需求。The demand.
    pub demand_id: Uuid,
    /// 企业。The firm.
    pub firm_id: Uuid,
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 产品。The product.
    pub product_id: Uuid,
    /// 产品版本。The version of the product.
    pub product_version: u32,
    /// 申请金额（元）。How much the firm asks for.
    pub amount: String,
    /// 申请期限（月）。For how many months.
    pub term_months: u32,
    /// 报价开启日。The day on which all offers are opened.
    pub offers_open_on: Option<Day>,
    /// 提交银行时间。When the bank was asked.
    pub matched_at: Option<Instant>,
    /// 银行答复时间。When it answered.
    pub answered_at: Option<Instant>,
    /// 参与方。Who stands beside bank and firm.
    pub parties: Vec<PartyWire>,
    /// 风险分担；为空即全由银行承担。Who bears which part of a loss; the bank all of it when empty.
    pub loss_shares: Vec<LossShareWire>,
    /// 评估。What the rights were found to be worth.
    pub valuations: Vec<DealValuationView>,
    /// 报价已密封，开启日前不显示。Whether an offer lies there that is still sealed for the firm.
    pub offer_sealed: bool,
    /// 报价。The offer, where the side that asks may see it.
    pub offer: Option<OfferView>,
    /// 合同。The contract.
    pub contract: Option<ContractView>,
    /// 合同所列质押。The pledges of the contract.
    pub pledges: Vec<PledgedView>,
    /// 登记前放款的豁免理由。Why the bank pays before every pledge is registered.
    pub waived_for: Option<String>,
    /// 贷款。The loan, from the money on.
    pub loan: Option<LoanView>,
    /// 终止。How it came to nothing.
    pub exit: Option<ExitView>,
    /// 时限。The clock that runs.
    pub clock: Option<ClockView>,
    /// 现在可以办理的事项。What is possible now.
    pub possible_acts: Vec<String>,
}

impl DealView {
    /// The deal as a side sees it at a moment.
    pub(crate) fn of(stored: &StoredDeal, side: SideOf, law: &Law<'_>, moment: Moment) -> Self {
        let state = &stored.state;
        let (course, facts) = (state.course(), state.facts());
        let is_bank = side.0 == Side::Bank;
        let offer = if is_bank { state.offer() } else { visible_offer(state, moment) };
        let shown = |offer: &Offer| OfferView {
            terms: OfferWire::of(&offer.terms),
            made_at: Instant(offer.made.at),
            made_by_id: is_bank.then(|| uuid_of(offer.made.by)),
        };
        let collateral = state.collateral();
        Self {
            id: stored.id,
            version: stored.version,
            state: DealStateWire::of(state),
            demand_id: uuid_of(facts.demand),
            firm_id: uuid_of(facts.firm),
            bank_id: uuid_of(facts.bank),
            product_id: uuid_of(facts.product),
            product_version: facts.product_version,
            amount: facts.amount.to_string(),
            term_months: facts.term_months,
            offers_open_on: facts.offers_open_on.map(Day),
            matched_at: course.matched_at.map(Instant),
            answered_at: course.answered_at.map(Instant),
            parties: course.parties.iter().map(PartyWire::of).collect(),
            loss_shares: course.losses.iter().map(LossShareWire::of).collect(),
            valuations: course.valuations.iter().map(DealValuationView::of).collect(),
            offer_sealed: state.offer().is_some() && visible_offer(state, moment).is_none(),
            offer: offer.map(shown),
            contract: state.contract().map(ContractView::of),
            pledges: collateral
                .map(|collateral| collateral.pledges.iter().map(PledgedView::of).collect())
                .unwrap_or_default(),
            waived_for: collateral.and_then(|all| all.waiver.as_ref()).map(|waiver| waiver.reason.clone()),
            loan: state.loan().map(|loan| loan_view(state, loan, law, is_bank)),
            exit: ExitView::of(state),
            clock: step(state, law).and_then(|step| ClockView::of(&step, law)),
            possible_acts: possible(state, law, moment).into_iter().map(str::to_owned).collect(),
        }
    }
}

fn loan_view(state: &DealState, loan: &Loan, law: &Law<'_>, is_bank: bool) -> LoanView {
    let matures_on: Option<NaiveDate> = domain::financing::deal::matures_on(loan, law).ok();
    LoanView::of(state, loan, matures_on, is_bank)
}
