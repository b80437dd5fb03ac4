//! What happened to a filing entity, and what can be asked of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntityCheckId, EntityClass, EntityFacts};
use crate::hall::{Id, Moment, coded};

/// What happened to a filing entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum EntityEvent {
    /// It asked to be registered.
    Applied { at: Moment, facts: EntityFacts },
    /// It says something else of itself.
    Revised { at: Moment, facts: EntityFacts },
    /// The centre looked at it.
    Reviewed {
        at: Moment,
        by: Id,
        #[serde(default)]
        settled: BTreeMap<EntityCheckId, String>,
    },
    /// The centre reported it to the office.
    Reported {
        at: Moment,
        on: NaiveDate,
        #[serde(default)]
        receipt: Option<String>,
    },
    /// It may apply.
    TookEffect {
        at: Moment,
        from_on: NaiveDate,
        class: EntityClass,
        /// The quota of the year in which it takes effect.
        #[serde(default)]
        quota: Option<u32>,
    },
    /// It is of another class.
    Classified { at: Moment, by: Id, class: EntityClass },
    /// It has another quota for a year; `None`: no limit.
    QuotaSet {
        at: Moment,
        by: Id,
        year: i32,
        #[serde(default)]
        quota: Option<u32>,
    },
    /// It was warned.
    Reminded { at: Moment, by: Id, on: NaiveDate, reason: String },
    /// It may not apply for a time.
    Suspended { at: Moment, by: Id, on: NaiveDate, until_on: NaiveDate, reason: String },
    /// The centre took the warning or the suspension back.
    Reinstated { at: Moment, by: Id, reason: String },
    /// The time of its suspension passed.
    Resumed { at: Moment },
    /// It may not apply any more.
    Cancelled { at: Moment, by: Id, on: NaiveDate, barred_until_on: NaiveDate, reason: String },
    /// It was not registered.
    Refused { at: Moment, by: Id, reasons: Vec<String> },
    /// It left.
    Withdrawn { at: Moment },
}

/// What can be asked of a filing entity. `by` is the person of the centre who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum EntityCommand {
    /// Ask to be registered.
    Apply(EntityFacts),
    /// Say something else of itself.
    Revise(EntityFacts),
    /// Look at it; every check that does not say yes is settled with a reason.
    Review { by: Id, settled: BTreeMap<EntityCheckId, String> },
    /// Report it to the office.
    Report { on: NaiveDate, receipt: Option<String> },
    /// Let it apply, from a day on.
    TakeEffect { from_on: NaiveDate, class: EntityClass, quota: Option<u32> },
    /// Put it into another class.
    Classify { by: Id, class: EntityClass },
    /// Say how many cases it may submit in a year.
    SetQuota { by: Id, year: i32, quota: Option<u32> },
    /// Warn it.
    Remind { by: Id, reason: String },
    /// Keep it from applying, up to and with a day.
    Suspend { by: Id, reason: String, until_on: NaiveDate },
    /// Take back the warning or the suspension.
    Reinstate { by: Id, reason: String },
    /// Show that the suspension is over.
    Resume,
    /// Strike it off.
    Cancel { by: Id, reason: String },
    /// Do not register it.
    Refuse { by: Id, reasons: Vec<String> },
    /// Leave.
    Withdraw,
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    EntityCommandKind {
        /// Ask to be registered.
        Apply = "apply" / "申请备案",
        /// Say something else.
        Revise = "revise" / "变更信息",
        /// Look at it.
        Review = "review" / "审核",
        /// Report it.
        Report = "report" / "上报",
        /// Let it apply.
        TakeEffect = "take_effect" / "生效",
        /// Put it into another class.
        Classify = "classify" / "分类",
        /// Set its quota.
        SetQuota = "set_quota" / "设定限额",
        /// Warn it.
        Remind = "remind" / "提醒",
        /// Keep it from applying.
        Suspend = "suspend" / "暂停",
        /// Take that back.
        Reinstate = "reinstate" / "恢复",
        /// Show that the suspension is over.
        Resume = "resume" / "到期恢复",
        /// Strike it off.
        Cancel = "cancel" / "取消",
        /// Do not register it.
        Refuse = "refuse" / "不予备案",
        /// Leave.
        Withdraw = "withdraw" / "退出",
    }
}

impl EntityEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Applied { .. } => "applied",
            Self::Revised { .. } => "revised",
            Self::Reviewed { .. } => "reviewed",
            Self::Reported { .. } => "reported",
            Self::TookEffect { .. } => "took_effect",
            Self::Classified { .. } => "classified",
            Self::QuotaSet { .. } => "quota_set",
            Self::Reminded { .. } => "reminded",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated { .. } => "reinstated",
            Self::Resumed { .. } => "resumed",
            Self::Cancelled { .. } => "cancelled",
            Self::Refused { .. } => "refused",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl EntityCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> EntityCommandKind {
        match self {
            Self::Apply(_) => EntityCommandKind::Apply,
            Self::Revise(_) => EntityCommandKind::Revise,
            Self::Review { .. } => EntityCommandKind::Review,
            Self::Report { .. } => EntityCommandKind::Report,
            Self::TakeEffect { .. } => EntityCommandKind::TakeEffect,
            Self::Classify { .. } => EntityCommandKind::Classify,
            Self::SetQuota { .. } => EntityCommandKind::SetQuota,
            Self::Remind { .. } => EntityCommandKind::Remind,
            Self::Suspend { .. } => EntityCommandKind::Suspend,
            Self::Reinstate { .. } => EntityCommandKind::Reinstate,
            Self::Resume => EntityCommandKind::Resume,
            Self::Cancel { .. } => EntityCommandKind::Cancel,
            Self::Refuse { .. } => EntityCommandKind::Refuse,
            Self::Withdraw => EntityCommandKind::Withdraw,
        }
    }
}
