//! A loan as it stands: the money, and what became of it.

use chrono::NaiveDate;
use domain::financing::deal::{BadLoan, Compensation, DealState, Disposal, Ending, Loan, Settlement};
use hall::act::uuid_of;
use hall::http::{Day, Instant};
use poem_openapi::Object;
use uuid::Uuid;

use super::deal_words::{DisposalMethodWire, LoanClassWire};
use super::lending_requests::CompensatedWire;

/// 逾期。What was not paid in time.
#[derive(Debug, Object)]
#[oai(rename = "Arrears")]
pub struct ArrearsView {
    /// 逾期起日。Since which day.
    pub since_on: Day,
    /// 逾期金额（元）。How much.
    pub amount: String,
}

/// 贷后检查。The bank's last look at the firm.
#[derive(Debug, Object)]
#[oai(rename = "LoanReview")]
pub struct ReviewView {
    /// 时间。When.
    pub at: Instant,
    /// 检查情况。What was found.
    pub note: String,
}

/// 不良。That the loan is bad.
#[derive(Debug, Object)]
#[oai(rename = "LoanDefault")]
pub struct DefaultView {
    /// 认定日。The day of the recognition.
    pub recognised_on: Day,
    /// 分类。Its class.
    pub class: LoanClassWire,
    /// 未偿本金（元）。The principal that is not paid back.
    pub outstanding: String,
}

/// 代偿。What others paid of the loss.
#[derive(Debug, Object)]
#[oai(rename = "Compensation")]
pub struct CompensationView {
    /// 申请日。The day of the claim.
    pub claimed_on: Day,
    /// 本金损失（元）。The loss of principal.
    pub loss: String,
    /// 各方代偿。Who paid what.
    pub paid: Vec<CompensatedWire>,
}

impl CompensationView {
    fn of(compensation: &Compensation) -> Self {
        let paid = compensation.paid.iter();
        Self {
            claimed_on: Day(compensation.claimed_on),
            loss: compensation.loss.to_string(),
            paid: paid
                .map(|one| CompensatedWire { bearer_id: uuid_of(one.bearer), amount: one.amount.to_string() })
                .collect(),
        }
    }
}

/// 处置：价款依法定顺序清偿。What the rights brought, and whom it paid in the legal order.
#[derive(Debug, Object)]
#[oai(rename = "Disposal")]
pub struct DisposalView {
    /// 处置日。The day.
    pub disposed_on: Day,
    /// 方式。How.
    pub method: DisposalMethodWire,
    /// 所得价款（元）。What came in.
    pub proceeds: String,
    /// 其中：费用。For costs.
    pub costs: String,
    /// 其中：利息。For interest.
    pub interest: String,
    /// 其中：本金。For the principal.
    pub principal: String,
    /// 其中：违约金。For penalties.
    pub penalty: String,
    /// 归出质人。What the pledgor gets.
    pub surplus: String,
    /// 仍欠金额。What is still owed.
    pub shortfall: String,
    /// 凭证。The paper that proves it.
    pub file_id: Uuid,
}

impl DisposalView {
    fn of(disposal: &Disposal) -> Self {
        let to = &disposal.distribution;
        Self {
            disposed_on: Day(disposal.on),
            method: disposal.method.into(),
            proceeds: disposal.proceeds.to_string(),
            costs: to.costs.to_string(),
            interest: to.interest.to_string(),
            principal: to.principal.to_string(),
            penalty: to.penalty.to_string(),
            surplus: to.surplus.to_string(),
            shortfall: to.shortfall.to_string(),
            file_id: uuid_of(disposal.file),
        }
    }
}

/// 贷款。A loan as it stands.
#[derive(Debug, Object)]
#[oai(rename = "Loan", skip_serializing_if_is_none)]
pub struct LoanView {
    /// 放款金额（元）。How much was paid out.
    pub amount: String,
    /// 放款日。The day of the money.
    pub disbursed_on: Day,
    /// 银行凭证号。The bank's reference.
    pub reference: String,
    /// 到期日。The last day of the loan.
    pub matures_on: Option<Day>,
    /// 最近一次贷后检查，只向银行显示。The bank's last look, shown to the bank.
    pub review: Option<ReviewView>,
    /// 逾期。What was not paid in time.
    pub arrears: Option<ArrearsView>,
    /// 不良。That it is bad.
    pub default: Option<DefaultView>,
    /// 代偿。What others paid.
    pub compensation: Option<CompensationView>,
    /// 处置。What the rights brought.
    pub disposal: Option<DisposalView>,
    /// 结清日。The day on which the debt was paid.
    pub settled_on: Option<Day>,
}

impl LoanView {
    /// The loan of a deal.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other states tell no more of the loan")]
    pub(super) fn of(state: &DealState, loan: &Loan, matures_on: Option<NaiveDate>, is_bank: bool) -> Self {
        let view = Self {
            amount: loan.disbursement.amount.to_string(),
            disbursed_on: Day(loan.disbursement.on),
            reference: loan.disbursement.reference.clone(),
            matures_on: matures_on.map(Day),
            review: None,
            arrears: None,
            default: None,
            compensation: None,
            disposal: None,
            settled_on: None,
        };
        match state {
            DealState::Monitored { review, .. } if is_bank => {
                let review = ReviewView { at: Instant(review.stamp.at), note: review.note.clone() };
                Self { review: Some(review), ..view }
            }
            DealState::Overdue { arrears, .. } => {
                let arrears = ArrearsView { since_on: Day(arrears.since_on), amount: arrears.amount.to_string() };
                Self { arrears: Some(arrears), ..view }
            }
            DealState::Default { bad, .. } | DealState::Compensated { bad, .. } => view.bad(bad),
            DealState::Disposed { bad, disposal, .. }
            | DealState::Closed { ending: Ending::Disposed { bad, disposal }, .. } => view.bad(bad).disposed(disposal),
            DealState::Settled { settlement, .. }
            | DealState::Closed { ending: Ending::Settled { settlement }, .. } => view.settled(settlement),
            _ => view,
        }
    }

    fn bad(self, bad: &BadLoan) -> Self {
        let default = DefaultView {
            recognised_on: Day(bad.default.on),
            class: bad.default.class.into(),
            outstanding: bad.default.outstanding.to_string(),
        };
        let compensation = bad.compensation.as_ref().map(CompensationView::of);
        Self { default: Some(default), compensation, ..self }
    }

    fn disposed(self, disposal: &Disposal) -> Self {
        Self { disposal: Some(DisposalView::of(disposal)), ..self }
    }

    fn settled(self, settlement: &Settlement) -> Self {
        Self { settled_on: Some(Day(settlement.on)), ..self }
    }
}
