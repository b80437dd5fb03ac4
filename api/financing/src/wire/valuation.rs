//! The shapes of the calculator of values.

use domain::financing::valuation::{
    Adjustment, Assumption, Comparable, CostBasis, CostInputs, CostItem, End, Factor, Fields, Input, Inputs, Lives,
    MarketInputs, Method, ReliefFromRoyalty, Valuation, refusals,
};
use domain::hall::FieldRefusal;
use hall::beside;
use hall::http::Language;
use poem_openapi::Object;
use poem_openapi::types::Example;

beside!(
    /// 评估方法（GB/T 42748—2023）。The method.
    MethodWire = "ValuationMethod", Method:
    /// 收益法（许可费节省法）。Income: relief from royalty.
    ReliefFromRoyalty,
    /// 成本法。Cost.
    Cost,
    /// 市场法。Market.
    Market
);

beside!(
    /// 重置成本的种类。Of what the cost is taken.
    CostBasisWire = "CostBasis", CostBasis:
    /// 复原重置成本。The right itself, as it was made.
    Reproduction,
    /// 更新重置成本。Something as useful, as it would be made today.
    Replacement
);

beside!(
    /// 为求区间而变动的参数。An input that is moved to find an end of the range.
    InputWire = "ValuationInput", Input:
    /// 许可费率。The royalty rate.
    RoyaltyRate,
    /// 折现率。The discount rate.
    DiscountRate,
    /// 合理利润率。The profit.
    Profit,
    /// 经济性贬值率。The economic obsolescence.
    EconomicObsolescence
);

/// 成本项目。One item of cost.
#[derive(Debug, Object)]
#[oai(rename = "CostItem", skip_serializing_if_is_none)]
pub struct CostItemWire {
    /// 名称：研发、材料、申请、维持等。What it was spent on.
    #[oai(validator(max_length = 200))]
    pub label: String,
    /// 金额（元）。What was spent, in yuan.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 价格变动系数（0.01至10），默认1。How prices moved since, 0.01 to 10; 1 when not said.
    #[oai(validator(max_length = 40))]
    pub price_factor: Option<String>,
}

/// 已使用与尚可使用的月数。How much of its life a right has behind it, and before it.
#[derive(Debug, Object)]
#[oai(rename = "Lives")]
pub struct LivesWire {
    /// 已使用月数，至多1200。Months of use up to now, at most 1,200.
    pub used_months: u32,
    /// 尚可使用月数，1至1200。Months of use to come, 1 to 1,200.
    pub remaining_months: u32,
}

/// 修正。By how much a comparable's price is moved, and why.
#[derive(Debug, Object)]
#[oai(rename = "PriceAdjustment")]
pub struct AdjustmentWire {
    /// 修正事由：日期、剩余期限、地域、许可种类等。In what it differs.
    #[oai(validator(max_length = 200))]
    pub label: String,
    /// 系数（0.01至10）；被评估的权利更优时大于1。More than one where the right to be valued is better in this.
    #[oai(validator(max_length = 40))]
    pub factor: String,
}

/// 可比交易。A right that was sold.
#[derive(Debug, Object)]
#[oai(rename = "ComparableSale", skip_serializing_if_is_none)]
pub struct ComparableWire {
    /// 交易名称。Which sale.
    #[oai(validator(max_length = 200))]
    pub label: String,
    /// 成交价（元）。For how much, in yuan.
    #[oai(validator(max_length = 40))]
    pub price: String,
    /// 修正。How it differs.
    #[oai(validator(max_items = 20))]
    pub adjustments: Option<Vec<AdjustmentWire>>,
}

/// 价值计算请求：方法与该方法的参数；其他方法的参数不得填写。A method with its own inputs, and none of another's.
///
/// 金额以元为单位，至多两位小数；比率为0至1的小数，至多八位。Amounts are yuan with at most two decimal places, rates fractions
/// from 0 to 1 with at most eight; both are text.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct ValuationRequest {
    /// 方法。The method.
    pub method: MethodWire,
    /// 收益法：各年收入（元），年末实现，1至60年。Income: the revenue of each year to come, at the year's end.
    #[oai(validator(max_items = 60))]
    pub revenue: Option<Vec<String>>,
    /// 收益法：许可费率。Income: the royalty rate.
    #[oai(validator(max_length = 40))]
    pub royalty_rate: Option<String>,
    /// 收益法：年折现率。Income: the discount rate a year.
    #[oai(validator(max_length = 40))]
    pub discount_rate: Option<String>,
    /// 收益法：所得税率。Income: the rate of income tax.
    #[oai(validator(max_length = 40))]
    pub tax_rate: Option<String>,
    /// 收益法：是否计入摊销节税，默认否。Income: whether writing the right off saves tax; not when not said.
    pub tax_amortisation_benefit: Option<bool>,
    /// 成本法：重置成本的种类，默认复原。Cost: of what; reproduction when not said.
    pub basis: Option<CostBasisWire>,
    /// 成本法：成本项目，1至200项。Cost: the items.
    #[oai(validator(max_items = 200))]
    pub items: Option<Vec<CostItemWire>>,
    /// 成本法：合理利润率，默认0。Cost: the profit, as a part of the cost; nothing when not said.
    #[oai(validator(max_length = 40))]
    pub profit: Option<String>,
    /// 成本法：使用年限。Cost: the lives.
    pub lives: Option<LivesWire>,
    /// 成本法：功能性贬值率，默认0。Cost: functional obsolescence; nothing when not said.
    #[oai(validator(max_length = 40))]
    pub functional_obsolescence: Option<String>,
    /// 成本法：经济性贬值率，默认0。Cost: economic obsolescence; nothing when not said.
    #[oai(validator(max_length = 40))]
    pub economic_obsolescence: Option<String>,
    /// 市场法：可比交易，3至100笔。Market: the sales, 3 to 100.
    #[oai(validator(max_items = 100))]
    pub comparables: Option<Vec<ComparableWire>>,
}

impl Example for ValuationRequest {
    fn example() -> Self {
        Self {
            method: MethodWire::ReliefFromRoyalty,
            revenue: Some(["8000000.00", "9000000.00", "9500000.00"].map(Into::into).into()),
            royalty_rate: Some("0.05".into()),
            discount_rate: Some("0.18".into()),
            tax_rate: Some("0.15".into()),
            tax_amortisation_benefit: Some(false),
            basis: None,
            items: None,
            profit: None,
            lives: None,
            functional_obsolescence: None,
            economic_obsolescence: None,
            comparables: None,
        }
    }
}

impl ValuationRequest {
    /// The inputs of the method.
    ///
    /// # Errors
    /// Each field that cannot be read, is missing, or belongs to another method.
    pub fn inputs(self) -> Result<Inputs, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        self.hold_no_others(&mut fields);
        let inputs = match self.method {
            MethodWire::ReliefFromRoyalty => self.royalties(&mut fields).map(Inputs::ReliefFromRoyalty),
            MethodWire::Cost => self.cost(&mut fields).map(Inputs::Cost),
            MethodWire::Market => self.market(&mut fields).map(Inputs::Market),
        };
        fields.end()?;
        inputs.ok_or_else(|| vec![FieldRefusal::at("", refusals::input_missing())])
    }

    /// What is said of another method would be left aside in silence.
    fn hold_no_others(&self, fields: &mut Fields) {
        let said = [
            ("/revenue", MethodWire::ReliefFromRoyalty, self.revenue.is_some()),
            ("/royalty_rate", MethodWire::ReliefFromRoyalty, self.royalty_rate.is_some()),
            ("/discount_rate", MethodWire::ReliefFromRoyalty, self.discount_rate.is_some()),
            ("/tax_rate", MethodWire::ReliefFromRoyalty, self.tax_rate.is_some()),
            ("/tax_amortisation_benefit", MethodWire::ReliefFromRoyalty, self.tax_amortisation_benefit.is_some()),
            ("/basis", MethodWire::Cost, self.basis.is_some()),
            ("/items", MethodWire::Cost, self.items.is_some()),
            ("/profit", MethodWire::Cost, self.profit.is_some()),
            ("/lives", MethodWire::Cost, self.lives.is_some()),
            ("/functional_obsolescence", MethodWire::Cost, self.functional_obsolescence.is_some()),
            ("/economic_obsolescence", MethodWire::Cost, self.economic_obsolescence.is_some()),
            ("/comparables", MethodWire::Market, self.comparables.is_some()),
        ];
        for (pointer, _, _) in said.into_iter().filter(|(_, method, is_said)| *is_said && *method != self.method) {
            fields.refuse(pointer, refusals::input_of_another_method());
        }
    }

    fn royalties(self, fields: &mut Fields) -> Option<ReliefFromRoyalty> {
        let revenue = self.revenue.map(|years| {
            let years = years.iter().enumerate();
            years.filter_map(|(year, text)| fields.money(format!("/revenue/{year}"), text)).collect()
        });
        let (revenue, royalty_rate, discount_rate, tax_rate) = (
            present(fields, "/revenue", revenue),
            needed_rate(fields, "/royalty_rate", self.royalty_rate.as_deref()),
            needed_rate(fields, "/discount_rate", self.discount_rate.as_deref()),
            needed_rate(fields, "/tax_rate", self.tax_rate.as_deref()),
        );
        Some(ReliefFromRoyalty {
            revenue: revenue?,
            royalty_rate: royalty_rate?,
            discount_rate: discount_rate?,
            tax_rate: tax_rate?,
            tax_amortisation_benefit: self.tax_amortisation_benefit.unwrap_or_default(),
        })
    }

    fn cost(self, fields: &mut Fields) -> Option<CostInputs> {
        let items = self.items.map(|items| {
            let items = items.into_iter().enumerate();
            items.filter_map(|(place, item)| item.read(fields, &format!("/items/{place}"))).collect()
        });
        let lives =
            self.lives.map(|lives| Lives { used_months: lives.used_months, remaining_months: lives.remaining_months });
        let mut part = |pointer, text: Option<String>| match text {
            None => Some(Default::default()),
            Some(text) => fields.rate(pointer, &text),
        };
        let (profit, functional, economic) = (
            part("/profit", self.profit),
            part("/functional_obsolescence", self.functional_obsolescence),
            part("/economic_obsolescence", self.economic_obsolescence),
        );
        let (items, lives) = (present(fields, "/items", items), present(fields, "/lives", lives));
        Some(CostInputs {
            basis: self.basis.unwrap_or(CostBasisWire::Reproduction).into(),
            items: items?,
            profit: profit?,
            lives: lives?,
            functional_obsolescence: functional?,
            economic_obsolescence: economic?,
        })
    }

    fn market(self, fields: &mut Fields) -> Option<MarketInputs> {
        let comparables = self.comparables.map(|sales| {
            let sales = sales.into_iter().enumerate();
            sales.filter_map(|(place, sale)| sale.read(fields, &format!("/comparables/{place}"))).collect()
        });
        Some(MarketInputs { comparables: present(fields, "/comparables", comparables)? })
    }
}

impl CostItemWire {
    fn read(self, fields: &mut Fields, at: &str) -> Option<CostItem> {
        let amount = fields.money(format!("{at}/amount"), &self.amount);
        let price_factor = match self.price_factor {
            None => Some(Factor::ONE),
            Some(text) => fields.factor(format!("{at}/price_factor"), &text),
        };
        Some(CostItem { label: self.label, amount: amount?, price_factor: price_factor? })
    }
}

impl ComparableWire {
    fn read(self, fields: &mut Fields, at: &str) -> Option<Comparable> {
        let price = fields.money(format!("{at}/price"), &self.price);
        let adjustments = self.adjustments.unwrap_or_default().into_iter().enumerate();
        let adjustments = adjustments.filter_map(|(place, adjustment)| {
            let factor = fields.factor(format!("{at}/adjustments/{place}/factor"), &adjustment.factor)?;
            Some(Adjustment { label: adjustment.label, factor })
        });
        let adjustments = adjustments.collect();
        Some(Comparable { label: self.label, price: price?, adjustments })
    }
}

fn present<T>(fields: &mut Fields, pointer: &str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        fields.refuse(pointer, refusals::input_missing());
    }
    value
}

fn needed_rate(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Option<domain::financing::money::Rate> {
    let text = present(fields, pointer, text)?;
    fields.rate(pointer, text)
}

/// 区间端点的假设。What an end of the range assumes.
#[derive(Debug, Object)]
#[oai(rename = "ValuationAssumption", skip_serializing_if_is_none)]
pub struct AssumptionView {
    /// 变动的参数；市场法无。The input that is moved; none of the market method.
    pub input: Option<InputWire>,
    /// 原值。As it was given.
    pub from: Option<String>,
    /// 假设值。As it is assumed.
    pub to: Option<String>,
    /// 说明，按请求语言。In words, in the caller's language.
    pub text: String,
}

impl AssumptionView {
    fn of(assumption: Assumption, language: Language) -> Self {
        match assumption {
            Assumption::Moved { input, from, to } => Self {
                text: match language {
                    Language::Chinese => format!("{}由{from}变为{to}", input.zh()),
                    Language::English => format!("{} is {to} instead of {from}", input.code().replace('_', " ")),
                },
                input: Some(input.into()),
                from: Some(from.to_string()),
                to: Some(to.to_string()),
            },
            Assumption::SellsAs { comparable, label } => Self {
                input: None,
                from: None,
                to: None,
                text: match language {
                    Language::Chinese => format!("按第{}笔可比交易“{label}”修正后的价格", comparable + 1),
                    Language::English => format!("sells as comparable {} ({label}) did, adjusted", comparable + 1),
                },
            },
        }
    }
}

/// 价值区间。What the inputs are worth, and between which ends.
#[derive(Debug, Object)]
#[oai(rename = "Valuation")]
pub struct ValuationView {
    /// 方法。The method.
    pub method: MethodWire,
    /// 按所给参数计算的价值（元）。The formula's figure, in yuan.
    pub value: String,
    /// 低值（元）。The low end, never above the value.
    pub low: String,
    /// 低值的假设。What the low end assumes.
    pub low_assumes: Vec<AssumptionView>,
    /// 高值（元）。The high end, never below the value.
    pub high: String,
    /// 高值的假设。What the high end assumes.
    pub high_assumes: Vec<AssumptionView>,
    /// 自评估之日起可采信的月数。For how many months from the day of the valuation it may be relied on.
    pub valid_for_months: u32,
    /// 说明，按请求语言。What it is and is not, in the caller's language.
    pub note: String,
}

impl ValuationView {
    /// The valuation in one language.
    pub fn of(valuation: Valuation, language: Language) -> Self {
        let assumed = |end: &End| -> Vec<_> {
            end.assumptions.iter().cloned().map(|assumption| AssumptionView::of(assumption, language)).collect()
        };
        let note = match language {
            Language::Chinese => "按公式计算的参考值，不是资产评估报告。",
            Language::English => "A figure by formula for orientation; it is no appraiser's report.",
        };
        Self {
            method: valuation.inputs.method().into(),
            value: valuation.value.to_string(),
            low: valuation.low.value.to_string(),
            low_assumes: assumed(&valuation.low),
            high: valuation.high.value.to_string(),
            high_assumes: assumed(&valuation.high),
            valid_for_months: valuation.valid_for_months,
            note: note.into(),
        }
    }
}
