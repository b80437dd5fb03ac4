//! Bases at random: such as occur, and such as nobody should send.

use chrono::Days;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// A day between 2005 and 2028.
pub(super) fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..8_700).prop_map(|after| day("2005-01-01") + Days::new(after))
}

pub(super) fn units() -> impl Strategy<Value = Unit> {
    select(Unit::ALL)
}

fn spans() -> impl Strategy<Value = Span> {
    (days(), 0_u64..60).prop_map(|(from_on, more)| Span { from_on, to_on: from_on + Days::new(more) })
}

/// Suspensions near a day, so that they meet the period.
fn spans_near(start_on: NaiveDate) -> impl Strategy<Value = Vec<Span>> {
    let near = (0_u64..90, 0_u64..40).prop_map(move |(after, more)| {
        let from_on = start_on + Days::new(after) - Days::new(20);
        Span { from_on, to_on: from_on + Days::new(more) }
    });
    vec(prop_oneof![near, spans()], 0..5)
}

/// A basis that can be computed.
pub(super) fn sound() -> impl Strategy<Value = Basis> {
    let near = days().prop_flat_map(|start_on| (Just(start_on), spans_near(start_on)));
    let served = (select(Channel::ALL), of(0_u64..40));
    (near, units(), 1_u32..40, select(Roll::ALL), served, of(1_u32..10)).prop_map(
        |((start_on, suspensions), unit, length, roll, (channel, received), extended)| {
            let received_on = received.filter(|_| channel == Channel::Post).map(|after| start_on + Days::new(after));
            let period = Period { unit, length, roll };
            Basis { start_on, period, channel, received_on, suspensions, extended, rule: None }
        },
    )
}

/// Any basis, the calendar's ends and the numbers' ends included.
pub(super) fn any_at_all() -> impl Strategy<Value = Basis> {
    let any_day = || {
        prop_oneof![
            days(),
            (NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce())
                .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).expect("within")),
            select(&[NaiveDate::MIN, NaiveDate::MAX][..]),
            (0_u64..800).prop_map(|before| day("9999-12-31") - Days::new(before)),
        ]
    };
    let any_span = (any_day(), any_day()).prop_map(|(from_on, to_on)| Span { from_on, to_on });
    let any_spans = vec(prop_oneof![any_span, spans()], 0..4);
    let length = || prop_oneof![0_u32..6_000, any::<u32>()];
    let served = (select(Channel::ALL), of(any_day()));
    (any_day(), units(), length(), select(Roll::ALL), served, any_spans, of(length())).prop_map(
        |(start_on, unit, length, roll, (channel, received_on), suspensions, extended)| {
            let period = Period { unit, length, roll };
            Basis { start_on, period, channel, received_on, suspensions, extended, rule: None }
        },
    )
}
