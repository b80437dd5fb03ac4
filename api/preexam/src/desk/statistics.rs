//! Statistics as centres publish them: received, accepted, passed, mean days; granted, and within the target.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::elapsed_days;
use domain::preexam::{PatentKind, refusals};
use hall::act::ActFault;
use hall::policy::Call;

use super::{Desk, acting_organisation};
use crate::store;
use crate::store::statistics::{Counted, day_of};

/// The figures of one kind of patent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Submitted in the time.
    pub received: u64,
    /// Accepted in the time.
    pub accepted: u64,
    /// Passed in the time.
    pub passed: u64,
    /// Working days from submission to the pass, of all that passed.
    pub pre_exam_working_days: i64,
    /// Granted in the time.
    pub granted: u64,
    /// Days from the filing to the grant, of all that were granted.
    pub grant_days: i64,
}

impl Figures {
    fn count(&mut self, case: &Counted, within: impl Fn(NaiveDate) -> bool) {
        let at = |millis: Option<i64>| millis.and_then(day_of).is_some_and(&within);
        self.received += u64::from(at(case.submitted_at));
        self.accepted += u64::from(at(case.accepted_at));
        if at(case.passed_at) {
            self.passed += 1;
            self.pre_exam_working_days += case.pre_exam_days.unwrap_or_default();
        }
        if let (Some(filed_on), Some(granted_on)) = (case.filed_on, case.granted_on.filter(|day| within(*day))) {
            self.granted += 1;
            self.grant_days += elapsed_days(filed_on, granted_on);
        }
    }
}

impl Desk {
    /// The figures of the caller's centre from one day to another, both included, by kind of patent.
    ///
    /// # Errors
    /// Days that are turned, or the database's.
    pub(crate) async fn statistics(
        &self,
        call: &Call,
        from_on: NaiveDate,
        to_on: NaiveDate,
    ) -> Result<BTreeMap<PatentKind, Figures>, ActFault> {
        let centre = acting_organisation(call)?;
        if to_on < from_on {
            return Err(ActFault::of_field("?to_on", refusals::days_turned()));
        }
        let mut figures: BTreeMap<PatentKind, Figures> =
            PatentKind::ALL.iter().map(|kind| (*kind, Figures::default())).collect();
        let reader = self.acts().database().reader();
        store::statistics::each(reader, centre, |case| {
            let within = |day: NaiveDate| (from_on..=to_on).contains(&day);
            figures.entry(case.kind).or_default().count(&case, within);
        })
        .await?;
        Ok(figures)
    }
}
