//! The use cases of legal time: which calendars are held, and applying another one.

use std::collections::BTreeMap;

use domain::calendar::YearCalendar;
use serde_json::json;
use uuid::Uuid;

use super::case::{CalendarCase, CalendarEvent, id_of_year};
use super::{LegalTime, store};
use crate::act::{Act, ActFault, Acts, Answer, Case, Stored, table};
use crate::deadlines::{Moved, Recomputed, Sweep, recompute};
use crate::http::Sentence;
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::notices::{self, Notice, Recipient};
use crate::policy::Call;

/// What an owner is told when a calendar moves his deadlines.
const MOVED: &str = "deadlines.moved";

/// Moved deadlines that one entry tells of.
const TOLD_AT_ONCE: usize = 500;

/// The desk. Clones share everything.
#[derive(Debug, Clone)]
pub struct CalendarDesk {
    acts: Acts,
    legal_time: LegalTime,
    sweep: Sweep,
}

impl CalendarDesk {
    /// The desk with what it works with; the sweep knows the rooms that hear of moved deadlines.
    pub const fn new(acts: Acts, legal_time: LegalTime, sweep: Sweep) -> Self {
        Self { acts, legal_time, sweep }
    }

    /// Legal time.
    pub const fn legal_time(&self) -> &LegalTime {
        &self.legal_time
    }

    /// The calendar of now, for reading.
    ///
    /// # Errors
    /// The database's.
    pub async fn calendar(&self) -> Result<std::sync::Arc<domain::calendar::WorkingDays>, ActFault> {
        self.legal_time.calendar(self.acts.database().reader()).await
    }

    /// Applies a year's calendar: every open deadline is computed anew, and each owner of one that moves is told once. A
    /// rehearsal answers the same and changes nothing.
    ///
    /// # Errors
    /// What is wrong with the calendar, by field; the database's.
    pub async fn apply(
        &self,
        call: &Call,
        calendar: YearCalendar,
        dry_run: bool,
        answer: impl Fn(&YearCalendar, &Recomputed) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let calendar = calendar.checked().map_err(|refusal| ActFault::of_field("/", refusal))?;
        let (calendar, answer) = (&calendar, &answer);
        self.acts
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let before = self.legal_time.calendar(act.transaction()).await?;
                    let after = before.with(calendar.clone());
                    let after = after.map_err(|refusal| ActFault::of_field("/year", refusal))?;
                    let found = recompute(act, &after, !dry_run).await?;
                    if dry_run {
                        return Ok(answer(calendar, &found).unchanged());
                    }
                    applied(act, calendar.clone(), &found).await?;
                    self.sweep.moved(act, &found.moved).await?;
                    tell(act, calendar.year, &found.moved).await?;
                    Ok(answer(calendar, &found))
                })
            })
            .await
    }
}

/// Writes the year and records it.
async fn applied(act: &Act<'_>, calendar: YearCalendar, found: &Recomputed) -> Result<(), ActFault> {
    let id = id_of_year(calendar.year);
    let moved = u64::try_from(found.moved.len()).unwrap_or(u64::MAX);
    let events = [CalendarEvent::Applied { calendar, moved }];
    let (transaction, at) = (act.transaction(), act.real_millis());
    match table::find::<store::Years>(transaction, id).await? {
        Some(known) => {
            let before = known.version;
            table::update::<store::Years>(transaction, &known.after(act, &events), before, at).await
        }
        None => {
            let year = Stored::<CalendarCase>::begun(act, id, &events).ok_or(ActFault::NotFound)?;
            table::insert::<store::Years>(transaction, &year, at).await
        }
    }
}

/// Tells each organisation once which of its deadlines moved: a notice with their number, and entries that name them.
async fn tell(act: &Act<'_>, year: i32, moved: &[Moved]) -> Result<(), ActFault> {
    let mut by_organisation: BTreeMap<Uuid, Vec<&Moved>> = BTreeMap::new();
    for one in moved {
        for organisation in one.owner.into_iter().chain(one.keeper.filter(|keeper| Some(*keeper) != one.owner)) {
            by_organisation.entry(organisation).or_default().push(one);
        }
    }
    for (organisation, theirs) in by_organisation {
        let notice = Notice {
            recipient: Recipient::Organisation(organisation),
            kind: MOVED,
            aggregate: Aggregate { kind: CalendarCase::KIND, id: id_of_year(year) },
            facts: json!({"year": year, "moved": theirs.len()}),
        };
        notices::raise(act, notice).await?;
        for some in theirs.chunks(TOLD_AT_ONCE) {
            let told: Vec<_> = some
                .iter()
                .map(|one| {
                    json!({
                        "case_kind": one.aggregate_kind,
                        "case": one.aggregate_id,
                        "deadline": one.kind,
                        "before_on": one.before_on,
                        "due_on": one.due_on,
                        "provisional": one.provisional,
                    })
                })
                .collect();
            act.record(NewEntry {
                aggregate: Aggregate { kind: MOVED, id: act.new_id() },
                version: 1,
                kind: MOVED.into(),
                payload_version: 1,
                payload: Payload::Open(json!({"year": year, "moved": told})),
                audience: vec![organisation],
            });
        }
    }
    Ok(())
}

/// How legal time words what it tells people.
pub fn wording(kind: &str, facts: &serde_json::Value) -> Option<(Sentence, Sentence)> {
    let number = |name: &str| facts.get(name).and_then(serde_json::Value::as_i64).unwrap_or_default();
    let (year, moved) = (number("year"), number("moved"));
    (kind == MOVED).then(|| {
        let title = Sentence::new("期限因日历调整而变动", "Deadlines have moved with the calendar");
        let text = Sentence::new(
            format!("{year}年工作日日历已更新，贵机构有{moved}个期限随之变动，请查看。"),
            format!("The calendar of {year} was applied; {moved} of your deadlines have moved. Please look at them."),
        );
        (title, text)
    })
}
