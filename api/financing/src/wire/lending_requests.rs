//! What is told of a loan: the money, and what becomes of it.

use domain::financing::deal::{Claims, Compensated, DealCommand};
use domain::financing::valuation::Fields;
use domain::hall::{FieldRefusal, Id};
use hall::act::id_of;
use hall::http::{Day, example_id};
use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use super::deal_requests::example_day;
use super::deal_words::{DisposalMethodWire, LoanClassWire};

/// 放款。The money, paid out once.
#[derive(Debug, Object)]
#[oai(example, rename = "DisbursementRequest")]
pub struct DisbursementRequest {
    /// 金额（元），不超过合同。How much, no more than the contract.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 放款日。The day.
    pub disbursed_on: Day,
    /// 银行凭证号。The bank's reference.
    #[oai(validator(max_length = 400))]
    pub reference: String,
}

impl Example for DisbursementRequest {
    fn example() -> Self {
        Self { amount: "900000.00".into(), disbursed_on: example_day(2026, 11, 23), reference: "FK20261125001".into() }
    }
}

/// What a person of the bank does with a loan.
pub(crate) type CommandOf = Box<dyn Fn(Id) -> DealCommand + Send + Sync>;

impl DisbursementRequest {
    /// The command.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn read(self) -> Result<CommandOf, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &self.amount);
        fields.end()?;
        let (amount, on, reference) = (amount.unwrap_or_default(), self.disbursed_on.0, self.reference);
        Ok(Box::new(move |by| DealCommand::Disburse { by, amount, on, reference: reference.clone() }))
    }
}

/// 逾期。What was not paid when it should have been.
#[derive(Debug, Object)]
#[oai(example, rename = "ArrearsRequest")]
pub struct ArrearsRequest {
    /// 逾期起日。Since which day.
    pub since_on: Day,
    /// 逾期金额（元）。How much.
    #[oai(validator(max_length = 40))]
    pub amount: String,
}

impl Example for ArrearsRequest {
    fn example() -> Self {
        Self { since_on: example_day(2026, 11, 23), amount: "10000.00".into() }
    }
}

impl ArrearsRequest {
    /// The command.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn read(&self) -> Result<CommandOf, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &self.amount);
        fields.end()?;
        let (amount, since_on) = (amount.unwrap_or_default(), self.since_on.0);
        Ok(Box::new(move |by| DealCommand::FallOverdue { by, since_on, amount }))
    }
}

/// 认定不良。A loan that is bad.
#[derive(Debug, Object)]
#[oai(example, rename = "DefaultRequest")]
pub struct DefaultRequest {
    /// 认定日。The day of the recognition.
    pub recognised_on: Day,
    /// 分类：次级、可疑或损失。Its class: one of the last three.
    pub class: LoanClassWire,
    /// 未偿本金（元）。The principal that is not paid back.
    #[oai(validator(max_length = 40))]
    pub outstanding: String,
}

impl Example for DefaultRequest {
    fn example() -> Self {
        Self {
            recognised_on: example_day(2026, 11, 23),
            class: LoanClassWire::Substandard,
            outstanding: "800000.00".into(),
        }
    }
}

impl DefaultRequest {
    /// The command.
    ///
    /// # Errors
    /// The amount, where it cannot be read.
    pub(crate) fn read(&self) -> Result<CommandOf, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let outstanding = fields.money("/outstanding", &self.outstanding);
        fields.end()?;
        let (on, class, outstanding) = (self.recognised_on.0, self.class.into(), outstanding.unwrap_or_default());
        Ok(Box::new(move |by| DealCommand::DeclareDefault { by, on, class, outstanding }))
    }
}

/// 代偿款项。What one of them paid.
#[derive(Debug, Object)]
#[oai(rename = "CompensationPart")]
pub struct CompensatedWire {
    /// 承担方。Who paid.
    pub bearer_id: Uuid,
    /// 金额（元）。How much.
    #[oai(validator(max_length = 40))]
    pub amount: String,
}

/// 代偿。What others paid of a loss.
#[derive(Debug, Object)]
#[oai(example, rename = "CompensationRequest")]
pub struct CompensationRequest {
    /// 申请日。The day of the claim.
    pub claimed_on: Day,
    /// 本金损失（元）。The loss of principal.
    #[oai(validator(max_length = 40))]
    pub loss: String,
    /// 各方代偿。Who paid what.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub paid: Vec<CompensatedWire>,
}

impl Example for CompensationRequest {
    fn example() -> Self {
        Self {
            claimed_on: example_day(2026, 11, 23),
            loss: "500000.00".into(),
            paid: vec![CompensatedWire { bearer_id: example_id(), amount: "200000.00".into() }],
        }
    }
}

impl CompensationRequest {
    /// The command.
    ///
    /// # Errors
    /// Each amount that cannot be read.
    pub(crate) fn read(&self) -> Result<CommandOf, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let loss = fields.money("/loss", &self.loss);
        let paid = |(place, one): (usize, &CompensatedWire)| {
            let amount = fields.money(format!("/paid/{place}/amount"), &one.amount);
            Compensated { bearer: id_of(one.bearer_id), amount: amount.unwrap_or_default() }
        };
        let paid: Vec<Compensated> = self.paid.iter().enumerate().map(paid).collect();
        fields.end()?;
        let (claimed_on, loss) = (self.claimed_on.0, loss.unwrap_or_default());
        Ok(Box::new(move |by| DealCommand::Compensate { by, claimed_on, loss, paid: paid.clone() }))
    }
}

/// 处置。The pledged rights became money.
#[derive(Debug, Object)]
#[oai(example, rename = "DisposalRequest")]
pub struct DisposalRequest {
    /// 处置日。The day.
    pub disposed_on: Day,
    /// 方式。How.
    pub method: DisposalMethodWire,
    /// 所得价款（元）。What came in.
    #[oai(validator(max_length = 40))]
    pub proceeds: String,
    /// 实现债权的费用（元）。The costs of realising the claim.
    #[oai(validator(max_length = 40))]
    pub costs: String,
    /// 利息（元）。The interest that is owed.
    #[oai(validator(max_length = 40))]
    pub interest: String,
    /// 本金（元）。The principal that is owed.
    #[oai(validator(max_length = 40))]
    pub principal: String,
    /// 违约金（元）。The penalties that are owed.
    #[oai(validator(max_length = 40))]
    pub penalty: String,
    /// 凭证。The paper that proves it, uploaded by the bank.
    pub file_id: Uuid,
}

impl Example for DisposalRequest {
    fn example() -> Self {
        Self {
            disposed_on: example_day(2026, 11, 23),
            method: DisposalMethodWire::Auction,
            proceeds: "700000.00".into(),
            costs: "20000.00".into(),
            interest: "15000.00".into(),
            principal: "800000.00".into(),
            penalty: "0.00".into(),
            file_id: example_id(),
        }
    }
}

impl DisposalRequest {
    /// The command.
    ///
    /// # Errors
    /// Each amount that cannot be read.
    pub(crate) fn read(&self) -> Result<CommandOf, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let proceeds = fields.money("/proceeds", &self.proceeds);
        let mut owed = |name: &str, text: &str| fields.money(format!("/{name}"), text).unwrap_or_default();
        let claims = Claims {
            costs: owed("costs", &self.costs),
            interest: owed("interest", &self.interest),
            principal: owed("principal", &self.principal),
            penalty: owed("penalty", &self.penalty),
        };
        fields.end()?;
        let (on, method, file) = (self.disposed_on.0, self.method.into(), id_of(self.file_id));
        let proceeds = proceeds.unwrap_or_default();
        Ok(Box::new(move |by| DealCommand::Dispose { by, on, method, proceeds, claims, file }))
    }
}

/// 结清。The day on which the debt was paid.
#[derive(Debug, Object)]
#[oai(example, rename = "SettledRequest")]
pub struct SettledRequest {
    /// 结清日。The day.
    pub settled_on: Day,
}

impl Example for SettledRequest {
    fn example() -> Self {
        Self { settled_on: example_day(2026, 11, 23) }
    }
}
