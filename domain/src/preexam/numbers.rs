//! Counts and percentages of this room, read from `rules/preexam.toml`, with where each comes from.

use super::PatentKind;
use crate::hall::numbers;

numbers! {
    PreexamNumbers, PreexamNumbersByDay;
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
