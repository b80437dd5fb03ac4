//! Demands beside products, with the failing conditions of every pair: the rules alone, in this process and on one thread.

use std::collections::BTreeSet;
use std::hint::black_box;

use chrono::NaiveDate;
use domain::financing::demand::RightKey;
use domain::financing::matching::{
    PreparedDemand, PreparedProduct, Sought, SoughtRight, explain, failing, opportunities,
};
use domain::financing::money::{Money, Rate};
use domain::financing::product::{
    AmountRange, Condition, CreditGrade, DataKind, FirmSize, LoanToValue, Offer, PledgedKind, ProductCommand,
    ProductKind, ProductState, Purpose, RateRange, TermRange, Terms, apply, decide,
};
use domain::financing::schedule::Repayment;
use domain::hall::{Id, Moment};

use crate::measure::{millis, timed};
use crate::setting::Outcome;
use crate::table::{Report, Table, figure, verdict};

/// Demands.
const DEMANDS: u32 = 10_000;
/// Products.
const PRODUCTS: u32 = 500;
/// The most seconds that all pairs may take.
const MOST_SECONDS: f64 = 2.0;
/// Pairs that are put into words.
const SHOWN: usize = 200;

/// Measures, on whatever machine this is.
pub(crate) fn measure(report: &mut Report) -> Outcome<()> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("a day")?;
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let sought: Vec<Sought> =
        (0..DEMANDS).map(|number| a_demand(number, &mut draw, today)).collect::<Option<_>>().ok_or("a demand")?;
    let products: Vec<PreparedProduct> =
        (0..PRODUCTS).map(|number| a_product(number, &mut draw)).collect::<Outcome<_>>()?;
    let (demands, preparing) =
        timed(|| sought.into_iter().map(|one| PreparedDemand::of(one, today)).collect::<Vec<PreparedDemand>>());
    let ((matching, failed), comparing) = timed(|| {
        let (mut matching, mut failed) = (0_u64, 0_u64);
        for demand in &demands {
            for product in &products {
                let failures = black_box(failing(demand, product));
                matching += u64::from(failures.is_empty());
                failed += u64::from(failures.count());
            }
        }
        (matching, failed)
    });
    let (ranked, ranking) =
        timed(|| products.iter().map(|product| opportunities(product, &demands).len() as u64).sum::<u64>());
    if ranked != matching || matching == 0 || failed == 0 {
        return Err(format!("{matching} pairs match and {ranked} are ranked").into());
    }
    let pairs = demands.iter().flat_map(|demand| products.iter().map(move |product| (demand, product)));
    let shown: Vec<_> = pairs.filter(|(demand, product)| !failing(demand, product).is_empty()).take(SHOWN).collect();
    let (sentences, explaining) = timed(|| {
        shown.iter().map(|(demand, product)| explain(demand, product, failing(demand, product)).len()).sum::<usize>()
    });
    let all = f64::from(DEMANDS) * f64::from(PRODUCTS);
    let seconds = (millis(preparing) + millis(comparing)) / 1_000.0;
    let mut table = Table::new(
        "Demands beside products, one thread",
        &[
            "pairs",
            "match",
            "failing conditions",
            "seconds",
            "target",
            "reached",
            "ranked, seconds",
            "a pair in words, ms",
        ],
    );
    table.row([
        figure(all),
        figure(matching as f64),
        figure(failed as f64),
        figure(seconds),
        format!("≤ {MOST_SECONDS}"),
        verdict(seconds <= MOST_SECONDS),
        figure(millis(ranking) / 1_000.0),
        format!("{} ({sentences} sentences of {SHOWN} pairs)", figure(millis(explaining) / SHOWN as f64)),
    ]);
    report.table(&table)
}

/// A sequence that is the same in every run (xorshift64*).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        u32::try_from(high % u64::from(bound)).unwrap_or(0)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let place = self.below(u32::try_from(all.len()).unwrap_or(1));
        all.get(place as usize).copied()
    }
}

fn yuan(amount: u32) -> Option<Money> {
    Money::from_fen(i64::from(amount) * 100)
}

fn a_demand(number: u32, draw: &mut Draw, today: NaiveDate) -> Option<Sought> {
    let rights = (0..1 + draw.below(4)).map(|place| {
        let ends_on = today.checked_add_months(chrono::Months::new(6 + draw.below(200)))?;
        Some(SoughtRight {
            key: RightKey { kind: draw.one_of(PledgedKind::ALL)?, number: format!("{number}-{place}") },
            value: yuan(500_000 + draw.below(20_000_000)),
            ends_on: Some(ends_on),
            free_of_pledge: draw.below(10) > 0,
        })
    });
    let rights = rights.collect::<Option<Vec<_>>>()?;
    let data: BTreeSet<DataKind> = DataKind::ALL.iter().copied().filter(|_| draw.below(2) == 0).collect();
    Some(Sought {
        id: Id::from_u128(u128::from(number) + 1),
        amount: yuan(100_000 + draw.below(10_000_000))?,
        term_months: u16::try_from(6 + draw.below(54)).ok()?,
        purpose: draw.one_of(Purpose::ALL)?,
        rights,
        region: Some(format!("{:06}", 230_100 + draw.below(14) * 100)),
        industry: Some(format!("{}{:02}", draw.one_of(&["C", "I", "M", "F"])?, 10 + draw.below(40))),
        size: draw.one_of(FirmSize::ALL),
        founded_on: today.checked_sub_months(chrono::Months::new(6 + draw.below(300))),
        revenue: yuan(draw.below(200_000_000)),
        employees: Some(draw.below(500)),
        granted_rights: Some(draw.below(60)),
        high_tech: Some(draw.below(3) == 0),
        credit_grade: draw.one_of(CreditGrade::ALL),
        data,
    })
}

fn a_product(number: u32, draw: &mut Draw) -> Outcome<PreparedProduct> {
    let offer = an_offer(number, draw).ok_or("an offer")?;
    let (by, bank) = (Id::from_u128(7), Id::from_u128(u128::from(number % 40) + 1));
    let at = Moment::from_millis(1_795_406_400_000).map_err(|fault| fault.to_string())?;
    let commands = [ProductCommand::Draft { by, bank, offer: Box::new(offer) }, ProductCommand::Publish { by }];
    let mut state: Option<ProductState> = None;
    for command in commands {
        for event in decide(state.as_ref(), command, at).map_err(|refused| refused.to_string())? {
            state = Some(apply(state, &event));
        }
    }
    let state = state.ok_or("a product")?;
    Ok(PreparedProduct::of(Id::from_u128(u128::from(number) + 1_000_000), &state))
}

/// An offer with six conditions, as banks have them.
fn an_offer(number: u32, draw: &mut Draw) -> Option<Offer> {
    let ratio =
        |kind, hundredths: u32| Some(LoanToValue { kind, most: Rate::parse(&format!("0.{hundredths:02}")).ok()? });
    let kinds = [PledgedKind::Invention, PledgedKind::UtilityModel, PledgedKind::Trademark];
    let lends = kinds.into_iter().map(|kind| ratio(kind, 20 + draw.below(40))).collect::<Option<Vec<_>>>()?;
    let terms = Terms {
        name: format!("质押贷{number}"),
        kind: ProductKind::Pure,
        amount: AmountRange { least: yuan(100_000)?, most: yuan(3_000_000 + draw.below(20_000_000))? },
        term_months: TermRange { least: 6, most: u16::try_from(12 + draw.below(48)).ok()? },
        annual_rate: RateRange { least: Rate::parse("0.0345").ok()?, most: Rate::parse("0.0480").ok()? },
        loan_to_value: lends,
        repayments: [Repayment::EqualInstalments].into(),
        wanted: BTreeSet::new(),
        decision_working_days: u16::try_from(3 + draw.below(12)).ok()?,
        papers: Vec::new(),
        contact: "公司业务部".into(),
        regions: if draw.below(2) == 0 { BTreeSet::new() } else { ["23".to_owned()].into() },
    };
    let conditions = vec![
        Condition::RemainingLife { kind: PledgedKind::Invention, months: u16::try_from(24 + draw.below(72)).ok()? },
        Condition::NoExistingPledge,
        Condition::SizeIn { sizes: [FirmSize::Micro, FirmSize::Small, FirmSize::Medium].into() },
        Condition::YearsSinceFounding { years: u16::try_from(1 + draw.below(5)).ok()? },
        Condition::RevenueAtLeast { revenue: yuan(1_000_000 + draw.below(5_000_000))? },
        Condition::DataAttached { data: draw.one_of(DataKind::ALL)? },
    ];
    Some(Offer { terms, conditions })
}
