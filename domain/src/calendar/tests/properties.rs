//! What holds for every period.

use chrono::Days;
use proptest::prelude::*;

use super::generated::{any_at_all, days, sound, units};
use super::*;

fn computed(basis: &Basis) -> Due {
    due(basis, shipped()).unwrap_or_else(|refusal| panic!("{basis:?}: {refusal}"))
}

proptest! {
    #[test]
    fn a_longer_period_never_ends_earlier(basis in sound(), more in 1_u32..30) {
        let mut longer = basis.clone();
        longer.period.length += more;
        prop_assert!(computed(&basis).raw_on <= computed(&longer).raw_on);
        prop_assert!(computed(&basis).due_on <= computed(&longer).due_on);
    }

    #[test]
    fn an_extension_never_ends_a_period_earlier(basis in sound()) {
        let without = Basis { extended: None, ..basis.clone() };
        prop_assert!(computed(&without).due_on <= computed(&basis).due_on);
    }

    #[test]
    fn a_period_of_working_days_never_ends_on_a_rest_day(mut basis in sound()) {
        basis.period.unit = Unit::WorkingDays;
        let Due { raw_on, due_on, .. } = computed(&basis);
        prop_assert!(shipped().is_working(raw_on));
        prop_assert_eq!(raw_on, due_on);
    }

    #[test]
    fn working_days_without_suspension_are_as_many_as_the_calendar_counts(start_on in days(), length in 1_u32..300) {
        let basis = working_days(&start_on.to_string(), length);
        let due_on = computed(&basis).due_on;
        prop_assert_eq!(shipped().working_days_between(start_on, due_on), i64::from(length));
        prop_assert_eq!(shipped().working_days_before(due_on, length), {
            // The start itself, if it works, else the working day before it.
            if shipped().is_working(start_on) { start_on } else { shipped().working_days_before(start_on, 1) }
        });
    }

    #[test]
    fn a_rolled_day_is_a_working_day_and_never_before_the_raw_day(basis in sound()) {
        let Due { raw_on, due_on, .. } = computed(&basis);
        prop_assert!(raw_on <= due_on);
        match basis.period.roll {
            Roll::None => prop_assert_eq!(raw_on, due_on),
            Roll::NextWorkingDay | Roll::NextDayAfterHoliday => {
                prop_assert_eq!(due_on, shipped().next_working_day(raw_on));
                prop_assert!(shipped().is_working(due_on));
            }
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier(basis in sound(), later in 0_u64..40) {
        let basis = Basis { received_on: None, ..basis };
        prop_assume!(matches!(basis.period.unit, Unit::Days | Unit::WorkingDays));
        let moved = Basis { start_on: basis.start_on + Days::new(later), ..basis.clone() };
        prop_assert!(computed(&basis).due_on <= computed(&moved).due_on);
    }

    #[test]
    fn suspensions_never_shorten_and_their_order_does_not_matter(basis in sound()) {
        let running = Basis { suspensions: Vec::new(), ..basis.clone() };
        prop_assert!(computed(&running).raw_on <= computed(&basis).raw_on);
        let mut turned = basis.clone();
        turned.suspensions.reverse();
        turned.suspensions.extend(basis.suspensions.iter().copied());
        prop_assert_eq!(computed(&turned), computed(&basis));
    }

    #[test]
    fn a_period_never_ends_within_a_suspension(basis in sound()) {
        let raw_on = computed(&basis).raw_on;
        prop_assert!(!basis.suspensions.iter().any(|span| span.from_on <= raw_on && raw_on <= span.to_on));
    }

    #[test]
    fn what_is_explained_is_what_is_due_and_the_trace_ends_on_it(basis in sound()) {
        let Explained { due, trace } = explain(&basis, shipped()).expect("explained");
        prop_assert_eq!(due, computed(&basis));
        let last = trace.last().expect("a step");
        prop_assert_eq!((last.kind, last.on), (StepKind::Due, due.due_on));
        prop_assert_eq!(trace.iter().filter(|step| step.kind == StepKind::Due).count(), 1);
        prop_assert_eq!(trace.iter().any(|step| step.kind == StepKind::Provisional), due.provisional);
        prop_assert_eq!(trace.iter().any(|step| step.kind == StepKind::Rolled), due.raw_on != due.due_on);
        for step in trace {
            prop_assert!(!step.zh.is_empty() && !step.en.is_empty());
        }
    }

    #[test]
    fn every_rest_day_among_working_days_is_named(start_on in days(), length in 1_u32..60) {
        let Explained { due, trace } = explain(&working_days(&start_on.to_string(), length), shipped()).expect("explained");
        let skipped: Vec<_> = trace.iter().filter(|step| step.kind == StepKind::Skipped).map(|step| step.on).collect();
        let rests = start_on.iter_days().skip(1).take_while(|day| *day <= due.due_on);
        prop_assert_eq!(skipped, rests.filter(|day| !shipped().is_working(*day)).collect::<Vec<_>>());
    }

    #[test]
    fn it_is_provisional_if_and_only_if_a_day_lies_beyond_the_last_year(basis in sound()) {
        let due = computed(&basis);
        prop_assert_eq!(due.provisional, !shipped().is_published(due.due_on));
    }

    #[test]
    fn no_basis_makes_it_fall_over(basis in any_at_all()) {
        let due = due(&basis, shipped());
        prop_assert_eq!(explain(&basis, shipped()).map(|explained| explained.due), due.clone());
        if let Ok(Due { raw_on, due_on, .. }) = due {
            prop_assert!(raw_on <= due_on && due_on.year() <= 9_999 && raw_on.year() >= 2004);
        }
    }

    #[test]
    fn counting_with_sums_is_counting_day_by_day(after in days(), more in 0_u64..900) {
        let up_to = after + Days::new(more);
        let one_by_one = after.iter_days().skip(1).take_while(|day| *day <= up_to);
        let counted = one_by_one.filter(|day| shipped().is_working(*day)).count();
        prop_assert_eq!(shipped().working_days_between(after, up_to), i64::try_from(counted).expect("few"));
    }

    #[test]
    fn the_days_before_a_day_are_found_as_by_walking(from in days(), n in 1_u32..200) {
        let mut day = from;
        for _ in 0..n {
            day = day.pred_opt().expect("a day");
            while !shipped().is_working(day) {
                day = day.pred_opt().expect("a day");
            }
        }
        prop_assert_eq!(shipped().working_days_before(from, n), day);
    }

    #[test]
    fn the_net_clock_never_runs_faster_than_the_gross(basis in sound(), more in 0_u64..200) {
        let to = basis.start_on + Days::new(more);
        let net = net_days(basis.start_on, to, &basis.suspensions);
        let of_applicant = |day: NaiveDate| basis.suspensions.iter().any(|span| span.from_on <= day && day <= span.to_on);
        let days = basis.start_on.iter_days().skip(1).take_while(|day| *day <= to);
        prop_assert_eq!(net, i64::try_from(days.filter(|day| !of_applicant(*day)).count()).expect("few"));
    }

    #[test]
    fn a_stored_basis_reads_back(basis in any_at_all(), unit in units()) {
        let basis = Basis { period: Period { unit, ..basis.period }, ..basis };
        let stored = serde_json::to_string(&basis).expect("storable");
        prop_assert_eq!(serde_json::from_str::<Basis>(&stored).ok(), Some(basis));
    }
}
