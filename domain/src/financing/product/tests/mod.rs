//! Products: what is refused in an offer, the states by the commands, and the stored form.

mod offers;
mod states;
mod stored;

pub(in crate::financing) use states::drawn;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::financing::money::{Money, Rate};
use crate::financing::schedule::Repayment;
use crate::hall::{Id, Moment};

pub(in crate::financing) const BANK: Id = Id::from_u128(0xba);
pub(in crate::financing) const SUN: Id = Id::from_u128(0x5001);

/// Noon of this day in China.
pub(in crate::financing) fn noon(text: &str) -> Moment {
    let day: NaiveDate = text.parse().expect("a day");
    let noon = day.and_hms_opt(4, 0, 0).expect("an hour").and_utc();
    Moment::from_millis(noon.timestamp_millis()).expect("within the calendar")
}

pub(in crate::financing) fn yuan(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

pub(in crate::financing) fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

pub(in crate::financing) fn texts(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

/// A product that lends up to ten million on inventions and marks.
pub(in crate::financing) fn an_offer() -> Offer {
    let terms = Terms {
        name: "知易贷".into(),
        kind: ProductKind::Pure,
        amount: AmountRange { least: yuan("100000"), most: yuan("10000000") },
        term_months: TermRange { least: 6, most: 36 },
        annual_rate: RateRange { least: rate("0.035"), most: rate("0.05") },
        loan_to_value: vec![
            LoanToValue { kind: PledgedKind::Invention, most: rate("0.4") },
            LoanToValue { kind: PledgedKind::Trademark, most: rate("0.3") },
        ],
        repayments: [Repayment::InterestOnly].into(),
        wanted: BTreeSet::new(),
        decision_working_days: 10,
        papers: vec!["营业执照".into()],
        contact: "0451-99000000".into(),
        regions: texts(&["23"]),
    };
    let conditions = vec![
        Condition::RemainingLife { kind: PledgedKind::Invention, months: 96 },
        Condition::IndustryNotIn { industries: texts(&["K70"]) },
        Condition::YearsSinceFounding { years: 2 },
        Condition::NoExistingPledge,
    ];
    Offer { terms, conditions }
}

/// Offers that are sound, of every kind of condition.
pub(in crate::financing) fn offers() -> impl Strategy<Value = Offer> {
    let kinds = (select(PledgedKind::ALL), btree_set(select(PledgedKind::ALL), 0..4));
    (kinds, any::<bool>()).prop_flat_map(|((kind, others), long)| {
        let most = if long { 12 } else { 3 };
        let conditions = some_conditions(kind, others.clone()).prop_shuffle();
        (some_terms(kind, others), conditions).prop_map(move |(terms, mut conditions)| {
            conditions.truncate(most);
            Offer { terms, conditions }
        })
    })
}

fn some_terms(kind: PledgedKind, others: BTreeSet<PledgedKind>) -> impl Strategy<Value = Terms> {
    let thousands = |amount: i64| Money::from_fen(amount * 100_000).expect("an amount");
    let hundredths = |number: i64| Rate::of(rust_decimal::Decimal::new(number, 2)).expect("a rate");
    let kinds: BTreeSet<PledgedKind> = others.into_iter().chain([kind]).collect();
    let ratios = vec(1_i64..=100, kinds.len());
    let numbers = (1_i64..1_000, 0_i64..10_000, 1_u16..60, 0_u16..300, 1_i64..4, 0_i64..3, 1_u16..30);
    let regions = subsequence(vec!["23", "2301", "230103", "31"], 0..=4);
    (ratios, numbers, regions).prop_map(move |(ratios, numbers, regions)| {
        let (amount, more, term, longer, lowest, higher, days) = numbers;
        let ratios = kinds.iter().zip(ratios).map(|(kind, most)| LoanToValue { kind: *kind, most: hundredths(most) });
        Terms {
            amount: AmountRange { least: thousands(amount), most: thousands(amount + more) },
            term_months: TermRange { least: term, most: term + longer },
            annual_rate: RateRange { least: hundredths(lowest), most: hundredths(lowest + higher) },
            loan_to_value: ratios.collect(),
            decision_working_days: days,
            regions: texts(&regions),
            ..an_offer().terms
        }
    })
}

/// Conditions that some firm with a right of this kind can meet.
fn some_conditions(kind: PledgedKind, others: BTreeSet<PledgedKind>) -> impl Strategy<Value = Vec<Condition>> {
    use Condition as C;
    let with_it: BTreeSet<PledgedKind> = others.into_iter().chain([kind]).collect();
    let millions = |amount: i64| Money::from_fen(amount * 100_000_000).expect("an amount");
    let of_rights = (
        option::of(Just(C::RightOfKind { kinds: [kind].into() })),
        option::of(Just(C::OnlyKinds { kinds: with_it })),
        option::of((1_u16..200).prop_map(move |months| C::RemainingLife { kind, months })),
        option::of((1_u16..200).prop_map(|months| C::RemainingLife { kind: PledgedKind::Copyright, months })),
        option::of((1_i64..30).prop_map(move |value| C::ValuationAtLeast { value: millions(value) })),
        option::of(Just(C::NoExistingPledge)),
    );
    let of_business = (
        option::of(select(CreditGrade::ALL).prop_map(|grade| C::CreditGradeAtLeast { grade })),
        option::of(subsequence(vec!["C", "C35", "I65"], 1..3).prop_map(|of| C::IndustryIn { industries: texts(&of) })),
        option::of(
            subsequence(vec!["C26", "C3511", "J"], 1..3).prop_map(|of| C::IndustryNotIn { industries: texts(&of) }),
        ),
        option::of(btree_set(select(FirmSize::ALL), 1..3).prop_map(|sizes| C::SizeIn { sizes })),
        option::of((1_i64..20).prop_map(move |revenue| C::RevenueAtLeast { revenue: millions(revenue) })),
        option::of((20_i64..90).prop_map(move |revenue| C::RevenueAtMost { revenue: millions(revenue) })),
        option::of((1_u16..20).prop_map(|years| C::YearsSinceFounding { years })),
        option::of((1_u32..100).prop_map(|count| C::EmployeesAtLeast { count })),
        option::of((1_u32..30).prop_map(|count| C::GrantedRightsAtLeast { count })),
    );
    let further = (
        option::of(Just(C::HighTechCertificate)),
        option::of(btree_set(select(Purpose::ALL), 1..3).prop_map(|purposes| C::PurposeIn { purposes })),
        option::of(select(DataKind::ALL).prop_map(|data| C::DataAttached { data })),
    );
    (of_rights, of_business, further).prop_map(move |(rights, business, further)| {
        let (a, b, c, d, e, f) = rights;
        // Of copyrights, remaining life is asked for once.
        let d = d.filter(|_| kind != PledgedKind::Copyright);
        let (g, h, i, j, k, l, m, n, o) = business;
        let (p, q, r) = further;
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r].into_iter().flatten().collect()
    })
}
