//! Which cases will be late if everybody goes on at his own past speed, and which handing over avoids it.
//!
//! A queue is worked one case after the other, the one that is due first before the others (earliest due day first: no
//! other order has less lateness of its latest case, Jackson 1955). A case takes as many working days as its examiner has
//! taken for one in the past, the mean of what he completed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::examiner::{Candidate, who_takes};
use crate::calendar::WorkingDays;
use crate::hall::Id;

/// The longest time for which a queue is looked ahead, in working days.
const HORIZON: u32 = 1_000;

/// A case in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The case.
    pub case: Id,
    /// Its classification.
    pub classification: String,
    /// The last day of the centre's clock that runs for it.
    pub due_on: NaiveDate,
}

/// An examiner's queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The examiner, and what he takes; the load is that of the queue.
    pub examiner: Candidate,
    /// Cases that he completed in the time that was looked at.
    pub completed: u32,
    /// Working days of that time.
    pub working_days: u32,
    /// What waits, in any order.
    pub waiting: Vec<Waiting>,
}

/// A case that will be late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WillBeLate {
    /// The case.
    pub case: Id,
    /// Whose queue it stands in.
    pub examiner: Id,
    /// The last day of its clock.
    pub due_on: NaiveDate,
    /// The day on which it will be done; `None`: beyond what is looked ahead.
    pub done_on: Option<NaiveDate>,
}

/// A case that is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The case.
    pub case: Id,
    /// From whom.
    pub from: Id,
    /// To whom.
    pub to: Id,
}

/// What will come of the queues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// What will be late, the first due first.
    pub late: Vec<WillBeLate>,
    /// The fewest moves found that make fewer late: one case at a time, each to whoever then has the least late.
    pub moves: Vec<HandOver>,
    /// What would still be late after them.
    pub still_late: usize,
}

/// The most cases of a queue that are looked at for a move: those nearest before the last late one.
const MOST_CANDIDATES: usize = 200;

/// The speed of an examiner of whom nothing is known, in cases for a hundred working days: one a day.
const UNKNOWN_SPEED: u32 = 100;

/// What will come of these queues from a day on, with at most so many moves.
#[must_use]
pub fn forecast(queues: &[Queue], today: NaiveDate, calendar: &WorkingDays, most_moves: usize) -> Forecast {
    let days = days_ahead(today, calendar);
    let mut lines: BTreeMap<Id, Line> = queues.iter().map(|queue| (queue.examiner.person, Line::of(queue))).collect();
    let late = late_in(&lines, &days);
    let mut moves = Vec::new();
    let mut still = late.len();
    while still > 0 && moves.len() < most_moves {
        let Some((found, left)) = best_move(&lines, &days, still) else { break };
        apply(&mut lines, &found);
        moves.push(found);
        still = left;
    }
    Forecast { late, moves, still_late: still }
}

/// A queue in the order in which it is worked.
#[derive(Debug, Clone)]
struct Line {
    examiner: Candidate,
    /// Hundredths of a working day that one case takes.
    pace: u64,
    waiting: Vec<Waiting>,
}

/// What a line would gain or lose by a case less or more, at each place.
struct Shifts {
    /// How many are late from this place on, as it stands.
    late_from: Vec<usize>,
    /// How many would be late from this place on, if each were done one place earlier.
    earlier_from: Vec<usize>,
    /// How many would be late from this place on, if each were done one place later.
    later_from: Vec<usize>,
}

impl Line {
    fn of(queue: &Queue) -> Self {
        let speed = match (queue.completed, queue.working_days) {
            (0, _) | (_, 0) => UNKNOWN_SPEED,
            (completed, days) => (completed.saturating_mul(100) / days).max(1),
        };
        let mut waiting = queue.waiting.clone();
        waiting.sort_by_key(|case| (case.due_on, case.case));
        Self { examiner: queue.examiner.clone(), pace: 10_000_u64.div_ceil(u64::from(speed)), waiting }
    }

    /// The day on which what stands at this place is done; the first place is 1.
    fn done_at(&self, place: usize, days: &[NaiveDate]) -> Option<NaiveDate> {
        let place = u64::try_from(place).ok()?;
        // The first working day counts as the first: a case that takes up to one day is done on it.
        let day = place.saturating_mul(self.pace).div_ceil(100).saturating_sub(1);
        usize::try_from(day).ok().and_then(|day| days.get(day).copied())
    }

    /// On which day each case of the line is done.
    fn done<'l>(&'l self, days: &'l [NaiveDate]) -> impl Iterator<Item = (&'l Waiting, Option<NaiveDate>)> {
        (1..).zip(&self.waiting).map(|(place, case)| (case, self.done_at(place, days)))
    }

    fn shifts(&self, days: &[NaiveDate]) -> Shifts {
        let from = |shift: fn(usize) -> usize| {
            let mut late = vec![0; self.waiting.len() + 1];
            let mut so_far = 0;
            for (index, case) in self.waiting.iter().enumerate().rev() {
                so_far += usize::from(is_late(case, self.done_at(shift(index + 1), days)));
                if let Some(entry) = late.get_mut(index) {
                    *entry = so_far;
                }
            }
            late
        };
        Shifts {
            late_from: from(|place| place),
            earlier_from: from(|place| place.saturating_sub(1)),
            later_from: from(|place| place + 1),
        }
    }

    /// Where a case would stand.
    fn index_of(&self, case: &Waiting) -> usize {
        self.waiting.partition_point(|other| (other.due_on, other.case) < (case.due_on, case.case))
    }
}

impl Shifts {
    fn at(counts: &[usize], index: usize) -> usize {
        counts.get(index).copied().unwrap_or_default()
    }

    /// How many fewer are late without the case at this index.
    fn gained_without(&self, index: usize) -> usize {
        Self::at(&self.late_from, index).saturating_sub(Self::at(&self.earlier_from, index + 1))
    }

    /// How many more of those behind are late with a case at this index.
    fn lost_with(&self, index: usize) -> usize {
        Self::at(&self.later_from, index).saturating_sub(Self::at(&self.late_from, index))
    }
}

fn is_late(case: &Waiting, done: Option<NaiveDate>) -> bool {
    done.is_none_or(|done| done > case.due_on)
}

/// The working days from this day on.
fn days_ahead(today: NaiveDate, calendar: &WorkingDays) -> Vec<NaiveDate> {
    let first = calendar.next_working_day(today);
    let next = |day: &NaiveDate| day.succ_opt().map(|day| calendar.next_working_day(day));
    std::iter::successors(Some(first), next).take(HORIZON as usize).collect()
}

fn late_in(lines: &BTreeMap<Id, Line>, days: &[NaiveDate]) -> Vec<WillBeLate> {
    let of_line = |line: &Line| -> Vec<WillBeLate> {
        let late = line.done(days).filter(|(case, done)| is_late(case, *done));
        let examiner = line.examiner.person;
        late.map(|(case, done_on)| WillBeLate { case: case.case, examiner, due_on: case.due_on, done_on }).collect()
    };
    let mut late: Vec<WillBeLate> = lines.values().flat_map(of_line).collect();
    late.sort_by_key(|one| (one.due_on, one.case));
    late
}

/// The one move after which the fewest are late, where that is fewer than now: of each queue with a late case one of those
/// that stand up to it, to somebody who takes its field.
fn best_move(lines: &BTreeMap<Id, Line>, days: &[NaiveDate], now: usize) -> Option<(HandOver, usize)> {
    let shifts: BTreeMap<Id, Shifts> = lines.iter().map(|(id, line)| (*id, line.shifts(days))).collect();
    let mut best: Option<(usize, HandOver)> = None;
    for (from, line) in lines {
        let Some(own) = shifts.get(from).filter(|own| Shifts::at(&own.late_from, 0) > 0) else { continue };
        let late = line.done(days).enumerate().filter(|(_, (case, done))| is_late(case, *done));
        let Some((last_late, _)) = late.last() else { continue };
        let first = last_late.saturating_sub(MOST_CANDIDATES);
        for (index, case) in line.waiting.iter().enumerate().take(last_late + 1).skip(first) {
            let gained = own.gained_without(index);
            for (to, other) in lines.iter().filter(|(to, _)| gained > 0 && *to != from) {
                if who_takes(&case.classification, std::slice::from_ref(&other.examiner)).is_none() {
                    continue;
                }
                let place = other.index_of(case);
                let itself = usize::from(is_late(case, other.done_at(place + 1, days)));
                let lost = shifts.get(to).map_or(0, |theirs| theirs.lost_with(place)) + itself;
                let left = (now + lost).saturating_sub(gained);
                if left < now && best.as_ref().is_none_or(|(known, _)| left < *known) {
                    best = Some((left, HandOver { case: case.case, from: *from, to: *to }));
                }
            }
        }
    }
    best.map(|(left, hand_over)| (hand_over, left))
}

fn apply(lines: &mut BTreeMap<Id, Line>, hand_over: &HandOver) {
    let Some(from) = lines.get_mut(&hand_over.from) else { return };
    let Some(index) = from.waiting.iter().position(|case| case.case == hand_over.case) else { return };
    let case = from.waiting.remove(index);
    if let Some(to) = lines.get_mut(&hand_over.to) {
        let place = to.index_of(&case);
        to.waiting.insert(place, case);
    }
}
