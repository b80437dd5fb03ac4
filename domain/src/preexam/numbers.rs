//! Counts and percentages of this room, read from `rules/preexam.toml`, with where each comes from.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{NumberFault, PatentKind};
use crate::calendar::Scope;
use crate::hall::coded;

coded! {
    /// What a number counts.
    NumberUnit {
        /// How often.
        Times = "times" / "次",
        /// How many people.
        People = "people" / "人",
        /// A part of a hundred.
        Percent = "percent" / "%",
        /// How many cases or rights.
        Cases = "cases" / "件",
        /// Days.
        Days = "days" / "日",
        /// Working days.
        WorkingDays = "working_days" / "个工作日",
        /// Months.
        Months = "months" / "个月",
        /// Years.
        Years = "years" / "年",
    }
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// Which number.
    pub id: NumberId,
    /// Its value.
    pub value: u32,
    /// What the value counts.
    pub unit: NumberUnit,
    /// The first day on which it applies, up to that of the next row of the same number; `None`: from the beginning.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Where it applies.
    pub scope: Scope,
    /// The rule, or that it is the platform's own choice.
    pub basis: String,
    /// `false`: recalled, or read in a secondary source only; shown as such.
    pub verified: bool,
}

/// A number by the day: the first value, and those that follow, each from its day on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Timeline {
    first: u32,
    later: BTreeMap<NaiveDate, u32>,
}

/// The table of numbers: name, unit, the values it can have, and what it says.
macro_rules! numbers {
    ($($(#[$meta:meta])* $variant:ident $field:ident = $code:literal / $zh:literal: $unit:ident $range:expr;)+) => {
        coded! {
            /// The numbers that the file says.
            NumberId {
                $($(#[$meta])* $variant = $code / $zh),+
            }
        }

        impl NumberId {
            /// What it counts.
            #[must_use]
            pub const fn unit(self) -> NumberUnit {
                match self { $(Self::$variant => NumberUnit::$unit),+ }
            }

            /// The values that can be meant.
            #[must_use]
            pub const fn range(self) -> RangeInclusive<u32> {
                match self { $(Self::$variant => $range),+ }
            }
        }

        /// The numbers as they are on one day.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct PreexamNumbers {
            $($(#[$meta])* pub $field: u32),+
        }

        /// The numbers, checked: on each day each has one value.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct PreexamNumbersByDay {
            rows: Vec<NumberRule>,
            $($field: Timeline),+
        }

        impl PreexamNumbersByDay {
            /// Takes in the rows of a file.
            pub(super) fn of(rows: Vec<NumberRule>) -> Result<Self, NumberFault> {
                Ok(Self { $($field: Timeline::of(&rows, NumberId::$variant)?,)+ rows })
            }

            /// The numbers as they are on this day.
            #[must_use]
            pub fn on(&self, day: NaiveDate) -> PreexamNumbers {
                PreexamNumbers { $($field: self.$field.on(day)),+ }
            }
        }
    };
}

numbers! {
    /// How many opinions a case can have, each with one amendment.
    AmendmentRounds amendment_rounds = "amendment_rounds" / "补正次数": Times 1..=20;
    /// How many people let an invention pass.
    ReviewersInvention reviewers_of_a_pass_invention
        = "reviewers_of_a_pass_invention" / "发明预审合格复核人数": People 1..=2;
    /// How many people let a utility model pass.
    ReviewersUtilityModel reviewers_of_a_pass_utility_model
        = "reviewers_of_a_pass_utility_model" / "实用新型预审合格复核人数": People 1..=2;
    /// How many people let a design pass.
    ReviewersDesign reviewers_of_a_pass_design
        = "reviewers_of_a_pass_design" / "外观设计预审合格复核人数": People 1..=2;
    /// How many actions of the office an invention can have in the fast lane.
    OfficeActionsInvention office_actions_invention
        = "office_actions_invention" / "发明加快程序内的审查意见次数": Times 0..=20;
    /// How many actions of the office a utility model can have in the fast lane.
    OfficeActionsUtilityModel office_actions_utility_model
        = "office_actions_utility_model" / "实用新型加快程序内的审查意见次数": Times 0..=20;
    /// How many actions of the office a design can have in the fast lane.
    OfficeActionsDesign office_actions_design
        = "office_actions_design" / "外观设计加快程序内的审查意见次数": Times 0..=20;
    /// For how many months an applicant must exist to register.
    EntityMinAge entity_min_age_months = "entity_min_age_months" / "备案主体成立时间": Months 0..=1_200;
    /// How many people it must insure.
    EntityMinInsured entity_min_insured = "entity_min_insured" / "备案主体参保人数": People 0..=100_000;
    /// How many granted inventions it must have, where it has not enough others.
    EntityMinInventions entity_min_inventions = "entity_min_inventions" / "备案主体发明专利数": Cases 0..=10_000;
    /// How many granted utility models and designs it must have, where it has not enough inventions.
    EntityMinOthers entity_min_others = "entity_min_others" / "备案主体其他专利数": Cases 0..=10_000;
    /// For how many years it must be without dishonesty and abnormal filing.
    EntityCleanYears entity_clean_years = "entity_clean_years" / "备案主体无失信记录年限": Years 0..=100;
    /// How long a suspension lasts at least.
    SuspensionMin suspension_min_months = "suspension_min_months" / "暂停备案最短期限": Months 1..=120;
    /// A rate of failed cases in a year above this calls for a suspension.
    FailRateSuspends fail_rate_suspends_percent
        = "fail_rate_suspends_percent" / "暂停备案的不合格率": Percent 1..=100;
    /// A rate of failed cases in a year above this calls for striking off.
    FailRateCancels fail_rate_cancels_percent
        = "fail_rate_cancels_percent" / "取消备案的不合格率": Percent 1..=100;
    /// So many abnormal filings in a year call for striking off.
    AbnormalCancels abnormal_cancels = "abnormal_cancels" / "取消备案的非正常申请次数": Times 1..=1_000;
    /// For how many years one that was struck off may not register again.
    CancelledBars cancelled_bars_years = "cancelled_bars_years" / "取消后不得重新备案年限": Years 0..=100;
    /// From this pass rate on, a class B entity without quota left may still submit inventions.
    QuotaBPassRate quota_b_pass_rate_percent
        = "quota_b_pass_rate_percent" / "B类主体超额提交所需合格率": Percent 1..=100;
    /// So many of them a week.
    QuotaBWeekly quota_b_weekly = "quota_b_weekly" / "B类主体超额每周件数": Cases 0..=10_000;
    /// A clock of which so much has run is at risk.
    AtRisk at_risk_percent = "at_risk_percent" / "临期预警比例": Percent 1..=100;
    /// So long before a due day whoever is to act is reminded.
    RemindBefore remind_before_working_days = "remind_before_working_days" / "提前提醒": WorkingDays 0..=100;
}

impl PreexamNumbersByDay {
    /// The rows as the file has them, with their basis, to be shown.
    #[must_use]
    pub fn rows(&self) -> &[NumberRule] {
        &self.rows
    }
}

impl PreexamNumbers {
    /// How many people let a case of this kind pass.
    #[must_use]
    pub const fn reviewers_of_a_pass(&self, kind: PatentKind) -> u32 {
        match kind {
            PatentKind::Invention => self.reviewers_of_a_pass_invention,
            PatentKind::UtilityModel => self.reviewers_of_a_pass_utility_model,
            PatentKind::Design => self.reviewers_of_a_pass_design,
        }
    }

    /// How many actions of the office a case of this kind can have in the fast lane.
    #[must_use]
    pub const fn office_actions(&self, kind: PatentKind) -> u32 {
        match kind {
            PatentKind::Invention => self.office_actions_invention,
            PatentKind::UtilityModel => self.office_actions_utility_model,
            PatentKind::Design => self.office_actions_design,
        }
    }
}

impl Timeline {
    fn of(rows: &[NumberRule], id: NumberId) -> Result<Self, NumberFault> {
        let mut first = None;
        let mut later = BTreeMap::new();
        for row in rows.iter().filter(|row| row.id == id) {
            row.check()?;
            let already = match row.valid_from {
                None => first.replace(row.value),
                Some(from) => later.insert(from, row.value),
            };
            if already.is_some() {
                return Err(NumberFault::Twice(id));
            }
        }
        first.map(|first| Self { first, later }).ok_or(NumberFault::Missing(id))
    }

    fn on(&self, day: NaiveDate) -> u32 {
        self.later.range(..=day).next_back().map_or(self.first, |(_, value)| *value)
    }
}

impl NumberRule {
    fn check(&self) -> Result<(), NumberFault> {
        if self.basis.trim().is_empty() {
            return Err(NumberFault::WithoutBasis(self.id));
        }
        if self.unit != self.id.unit() {
            return Err(NumberFault::WrongUnit(self.id, self.id.unit()));
        }
        if self.id.range().contains(&self.value) { Ok(()) } else { Err(NumberFault::OutOfRange(self.id)) }
    }
}
