//! What will be late, and which moves avoid it, against trying out everything.

use chrono::Days;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::examiner::{Candidate, who_takes};
use super::super::forecast::{Forecast, HandOver, Queue, Waiting, forecast};
use super::examiner::candidate;
use super::*;

fn waiting(case: u128, due_in: u64, classification: &str) -> Waiting {
    let due_on = day(TODAY).checked_add_days(Days::new(due_in)).expect("a day");
    Waiting { case: Id::from_u128(case), classification: classification.into(), due_on }
}

/// The queue of one who completed so many cases in ten working days.
fn queue(person: u128, completed: u32, waiting: Vec<Waiting>) -> Queue {
    Queue { examiner: candidate(person, &[], 0), completed, working_days: 10, waiting }
}

fn foreseen(queues: &[Queue], most_moves: usize) -> Forecast {
    forecast(queues, day(TODAY), law().calendar, most_moves)
}

/// The day on which the case at this place, from 1, is done: the working days that all up to it take, rounded up.
fn done_on(completed: u32, place: usize) -> NaiveDate {
    let days = (place * 10).div_ceil(completed as usize);
    let is_working = |day: &NaiveDate| law().calendar.is_working(*day);
    day(TODAY).iter_days().filter(is_working).nth(days - 1).expect("a day")
}

/// By how many days the latest case of this order is late; nothing late: 0.
fn latest(completed: u32, order: &[Waiting]) -> i64 {
    let late = (1..).zip(order).map(|(place, case)| (done_on(completed, place) - case.due_on).num_days());
    late.max().unwrap_or(0).max(0)
}

fn orders(cases: &[Waiting]) -> Vec<Vec<Waiting>> {
    let Some((first, rest)) = cases.split_first() else { return vec![Vec::new()] };
    let with_first = |order: Vec<Waiting>| {
        (0..=order.len()).map(move |place| {
            let mut longer = order.clone();
            longer.insert(place, first.clone());
            longer
        })
    };
    orders(rest).into_iter().flat_map(with_first).collect()
}

fn moved(queues: &[Queue], hand_over: &HandOver) -> Vec<Queue> {
    let mut queues = queues.to_vec();
    let from = queues.iter_mut().find(|queue| queue.examiner.person == hand_over.from).expect("a queue");
    let place = from.waiting.iter().position(|case| case.case == hand_over.case).expect("it waits there");
    let case = from.waiting.remove(place);
    let to = queues.iter_mut().find(|queue| queue.examiner.person == hand_over.to).expect("a queue");
    assert!(who_takes(&case.classification, std::slice::from_ref(&to.examiner)).is_some(), "he takes its field");
    to.waiting.push(case);
    queues
}

/// The fewest late after any one move to somebody who takes the field.
fn fewest_after_one_move(queues: &[Queue]) -> usize {
    let mut fewest = foreseen(queues, 0).late.len();
    for from in queues {
        for case in &from.waiting {
            for to in queues.iter().filter(|to| to.examiner.person != from.examiner.person) {
                if who_takes(&case.classification, std::slice::from_ref(&to.examiner)).is_some() {
                    let (from, to) = (from.examiner.person, to.examiner.person);
                    let after = moved(queues, &HandOver { case: case.case, from, to });
                    fewest = fewest.min(foreseen(&after, 0).late.len());
                }
            }
        }
    }
    fewest
}

fn queues() -> impl Strategy<Value = Vec<Queue>> {
    let cases = vec((0_u64..14, select(vec!["A01C7/20", "G06F16/33"])), 0..5);
    let fields = select(vec![&[][..], &["A01C"][..], &["A01C", "G06F"][..]]);
    // What divides the ten days, so that a pace is told without rounding.
    let one = (cases, select(vec![0_u32, 1, 2, 4, 5, 10, 20]), fields, prop::bool::weighted(0.9));
    vec(one, 1..4).prop_map(|queues| {
        let numbered = (1_u128..).zip(queues).map(|(person, (cases, completed, fields, available))| {
            let cases = (person * 100..).zip(cases).map(|(case, (due_in, field))| waiting(case, due_in, field));
            let mut queue = queue(person, completed, cases.collect());
            queue.examiner = candidate(person, fields, 0);
            queue.examiner.available = available;
            queue
        });
        numbered.collect()
    })
}

#[test]
fn the_case_that_is_due_first_is_done_first() {
    let late_first =
        queue(1, 10, vec![waiting(1, 2, "A01C7/20"), waiting(2, 0, "A01C7/20"), waiting(3, 1, "A01C7/20")]);
    assert_eq!(foreseen(&[late_first], 9), Forecast::default());
}

#[test]
fn a_move_to_who_is_free_avoids_what_would_be_late() {
    let busy = queue(1, 5, vec![waiting(1, 1, "A01C7/20"), waiting(2, 1, "A01C7/20")]);
    let free = queue(2, 5, Vec::new());
    let seen = foreseen(&[busy.clone(), free.clone()], 9);
    assert_eq!(seen.late.iter().map(|late| late.case).collect::<Vec<_>>(), [Id::from_u128(2)]);
    assert_eq!(seen.late[0].done_on, Some(day("2026-11-26")));
    assert_eq!((seen.moves.len(), seen.still_late), (1, 0));
    let away = Queue { examiner: Candidate { available: false, ..free.examiner.clone() }, ..free };
    let seen = foreseen(&[busy, away], 9);
    assert_eq!((seen.moves, seen.still_late), (Vec::new(), 1));
}

#[test]
fn of_whom_nothing_is_known_a_case_a_day_is_expected() {
    let unknown = queue(1, 0, vec![waiting(1, 0, "A01C7/20"), waiting(2, 0, "A01C7/20")]);
    let late = foreseen(&[unknown], 0).late;
    assert_eq!(late.iter().map(|late| late.done_on).collect::<Vec<_>>(), [Some(day("2026-11-24"))]);
}

proptest! {
    #[test]
    fn no_other_order_makes_the_latest_case_less_late(
        due in vec(0_u64..14, 0..6), completed in select(vec![1_u32, 2, 5, 10]),
    ) {
        let cases: Vec<Waiting> = (1..).zip(due).map(|(case, due_in)| waiting(case, due_in, "A01C7/20")).collect();
        let seen = foreseen(&[queue(1, completed, cases.clone())], 0).late;
        let by_days = seen.iter().map(|late| (late.done_on.expect("a day") - late.due_on).num_days()).max();
        let best = orders(&cases).iter().map(|order| latest(completed, order)).min();
        prop_assert_eq!(by_days.unwrap_or(0), best.unwrap_or(0));
    }

    #[test]
    fn one_move_leaves_as_few_late_as_the_best_of_all_moves(queues in queues()) {
        let seen = foreseen(&queues, 1);
        let fewest = fewest_after_one_move(&queues);
        prop_assert_eq!(seen.still_late, fewest);
        prop_assert_eq!(seen.moves.len(), usize::from(fewest < seen.late.len()));
    }

    #[test]
    fn each_move_makes_fewer_late_and_the_last_leaves_what_is_said(queues in queues()) {
        let seen = foreseen(&queues, 5);
        let (mut queues, mut late) = (queues, seen.late.len());
        for hand_over in &seen.moves {
            queues = moved(&queues, hand_over);
            let fewer = foreseen(&queues, 0).late.len();
            prop_assert!(fewer < late, "{hand_over:?}");
            late = fewer;
        }
        prop_assert_eq!(late, seen.still_late);
    }
}
