//! The centre's board, and what will come of its queues.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::calendar::due;
use domain::hall::Id;
use domain::preexam::case::steps;
use domain::preexam::examiner::Candidate;
use domain::preexam::forecast::{Forecast, Queue, Waiting, forecast};
use hall::act::{Act, ActFault, id_of, uuid_of};
use hall::deadlines::Moved;
use hall::policy::Call;
use uuid::Uuid;

use super::clocks::placed;
use super::examiners::examiners_of;
use super::{Desk, acting_organisation};
use crate::cases::{PreexamCase, RequestCase};
use crate::store;
use crate::store::board::Counted;

/// The most cases that a forecast looks at: those that are due first.
const LOOKED_AT: u64 = 5_000;

/// The most moves that a forecast proposes.
const MOST_MOVES: usize = 20;

/// How far back an examiner's speed is taken from, in days.
const SPEED_OF_DAYS: u64 = 90;

/// How many cases stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All open ones.
    pub open: i64,
    /// Those of which a clock has run out.
    pub late: i64,
    /// Those of which a clock runs out today.
    pub today: i64,
    /// Those of which a clock runs out later this week.
    pub this_week: i64,
    /// Those that are at risk and not late.
    pub at_risk: i64,
}

impl Tally {
    fn add(&mut self, counted: &Counted) {
        self.open += counted.open;
        self.late += counted.late;
        self.today += counted.today;
        self.this_week += counted.this_week;
        self.at_risk += counted.at_risk;
    }
}

/// A centre's open cases, counted.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// All of them.
    pub all: Tally,
    /// By examiner; `None`: nobody has them yet.
    pub by_examiner: BTreeMap<Option<Uuid>, Tally>,
    /// By field.
    pub by_field: BTreeMap<String, Tally>,
}

/// What will come of the queues of a centre.
#[derive(Debug, Clone)]
pub struct ForecastView {
    /// The day from which it is computed.
    pub from_on: NaiveDate,
    /// How many cases were looked at.
    pub looked_at: usize,
    /// What comes of them.
    pub forecast: Forecast,
}

impl Desk {
    /// The board of the caller's centre today.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn board(&self, call: &Call) -> Result<Board, ActFault> {
        let centre = acting_organisation(call)?;
        let today = self.acts().clocks().moment.moment().legal_day();
        let sunday = today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()));
        let reader = self.acts().database().reader();
        let mut board = Board::default();
        for counted in store::board::counted(reader, centre, today, sunday).await? {
            board.all.add(&counted);
            board.by_examiner.entry(counted.examiner_id).or_default().add(&counted);
            board.by_field.entry(counted.field.clone()).or_default().add(&counted);
        }
        Ok(board)
    }

    /// Which cases of the caller's centre will be late if everybody goes on at his own past speed, and which handing over
    /// avoids it.
    ///
    /// # Errors
    /// The database's, or what keeps a day from being computed.
    pub(crate) async fn forecast(&self, call: &Call) -> Result<ForecastView, ActFault> {
        let centre = acting_organisation(call)?;
        let calendar = self.calendar().await?;
        let law = self.law(&calendar);
        let today = self.acts().clocks().moment.moment().legal_day();
        let reader = self.acts().database().reader();
        let back_on = today.checked_sub_days(Days::new(SPEED_OF_DAYS)).unwrap_or(today);
        let since = domain::hall::Moment::beginning_of(back_on).map_or(0, domain::hall::Moment::millis);
        let completed = store::cases::completed_since(reader, centre, since).await?;
        let days = u32::try_from(calendar.working_days_between(back_on, today)).unwrap_or_default();
        let mut queues: BTreeMap<Id, Queue> = BTreeMap::new();
        for (known, load) in examiners_of(reader, centre).await? {
            let person = known.state.person();
            queues.insert(person, queue(known.state.candidate(load), &completed, days));
        }
        let cases = store::board::on_the_centre(reader, centre, LOOKED_AT).await?;
        let looked_at = cases.len();
        for case in cases {
            let (Some(examiner), Some(step)) = (case.state.course().examiner, steps::step(&case.state, &law)) else {
                continue;
            };
            let waiting = Waiting {
                case: id_of(case.id),
                classification: case.state.facts().classification.clone(),
                due_on: due(&step.basis, &calendar)?.due_on,
            };
            let unknown = || {
                let nobody = Candidate { person: examiner, fields: [].into(), available: false, load: 0 };
                queue(nobody, &completed, days)
            };
            queues.entry(examiner).or_insert_with(unknown).waiting.push(waiting);
        }
        let queues: Vec<Queue> = queues.into_values().collect();
        // Some thousand cases against each examiner: off the threads that answer others.
        let forecast = tokio::task::spawn_blocking(move || forecast(&queues, today, &calendar, MOST_MOVES)).await;
        let forecast = forecast.map_err(|error| ActFault::Inconsistent {
            table: "preexam_case",
            cause: format!("the forecast did not end: {error}"),
        })?;
        Ok(ForecastView { from_on: today, looked_at, forecast })
    }

    /// Puts down where the clocks of cases and requests stand, after a calendar has moved some of them.
    pub(crate) async fn move_clocks(&self, act: &Act<'_>, moved: &[Moved]) -> Result<(), ActFault> {
        use hall::act::Case;
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let of = |kind: &str| -> Vec<Uuid> {
            let theirs = moved.iter().filter(|one| one.aggregate_kind == kind).map(|one| one.aggregate_id);
            let ids: std::collections::BTreeSet<Uuid> = theirs.collect();
            ids.into_iter().collect()
        };
        for some in of(PreexamCase::KIND).chunks(AT_ONCE) {
            store::cases::move_clocks(act.transaction(), some, |state| placed(state, &law)).await?;
        }
        for one in moved.iter().filter(|one| one.aggregate_kind == RequestCase::KIND) {
            store::requests::move_step(act.transaction(), one.aggregate_id, one.due_on).await?;
        }
        Ok(())
    }
}

/// Cases that are read at once when a calendar moves them.
const AT_ONCE: usize = 500;

fn queue(examiner: Candidate, completed: &[(Uuid, i64)], working_days: u32) -> Queue {
    let own = completed.iter().find(|(person, _)| *person == uuid_of(examiner.person));
    let completed = own.and_then(|(_, count)| u32::try_from(*count).ok()).unwrap_or_default();
    Queue { examiner, completed, working_days, waiting: Vec::new() }
}
