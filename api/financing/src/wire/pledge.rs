//! Pledges as their sides see them, and as anybody sees the register.

use domain::calendar::due;
use domain::financing::deal::Law;
use domain::financing::pledge::{Content, HowKnown, PledgeCheck, PledgeState, PublicEntry, Version, possible, step};
use hall::act::uuid_of;
use hall::http::{AnswerWire, Day, Instant, Language};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::deal_words::{EntryKindWire, GroundWire, ProcedureWire, ReleaseReasonWire};
use super::right::RightKeyWire;
use crate::cases::StoredPledge;
use crate::desk::Registered;

/// 质押状态。Where a pledge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "PledgeState", rename_all = "snake_case")]
pub enum PledgeStateWire {
    /// 材料已备。Its papers are ready.
    PackReady,
    /// 已提交。The office has them.
    Submitted,
    /// 已登记。It stands in the register.
    Registered,
    /// 不予登记。The office refused it.
    Refused,
    /// 已注销。It was struck off.
    Released,
    /// 已放弃。It was given up.
    Abandoned,
}

impl PledgeStateWire {
    const fn of(state: &PledgeState) -> Self {
        match state {
            PledgeState::PackReady { .. } => Self::PackReady,
            PledgeState::Submitted { .. } => Self::Submitted,
            PledgeState::Registered { .. } => Self::Registered,
            PledgeState::Refused { .. } => Self::Refused,
            PledgeState::Released { .. } => Self::Released,
            PledgeState::Abandoned { .. } => Self::Abandoned,
        }
    }
}

/// 知悉方式。How the platform knows of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "PledgeKnownBy", rename_all = "snake_case")]
pub enum KnownByWire {
    /// 登记机构的通知书。The office's notice.
    Notice,
    /// 登记公告。An event of the registry.
    RegistryEvent,
    /// 人工查询。A person looked it up.
    Told,
}

/// 登记版本。A version of an entry of the register.
#[derive(Debug, Object)]
#[oai(rename = "PledgeVersion", skip_serializing_if_is_none)]
pub struct VersionView {
    /// 类型。What it is.
    pub kind: EntryKindWire,
    /// 生效日。The day from which it has effect.
    pub on: Day,
    /// 登记机构编号。The office's number.
    pub number: Option<String>,
    /// 出质人。Who pledges.
    pub pledgor: Option<String>,
    /// 质权人。Who takes the pledge.
    pub pledgee: Option<String>,
    /// 担保金额（元）。What it secures.
    pub amount: Option<String>,
    /// 债务履行期限届满日。The last day of the debt.
    pub debt_until_on: Option<Day>,
    /// 知悉方式。How it is known.
    pub known_by: KnownByWire,
    /// 通知书文件。The office's notice.
    pub notice_file_id: Option<Uuid>,
    /// 记录时间。When the platform wrote it down.
    pub recorded_at: Instant,
}

impl VersionView {
    fn of(version: &Version) -> Self {
        let Content { pledgor, pledgee, amount, debt_until_on } = version.content.clone();
        let (known_by, notice_file_id) = match &version.known {
            HowKnown::Notice { file, .. } => (KnownByWire::Notice, Some(uuid_of(*file))),
            HowKnown::RegistryEvent { .. } => (KnownByWire::RegistryEvent, None),
            HowKnown::Told { .. } => (KnownByWire::Told, None),
        };
        Self {
            kind: version.kind.into(),
            on: Day(version.on),
            number: version.number.clone(),
            pledgor,
            pledgee,
            amount: amount.map(|amount| amount.to_string()),
            debt_until_on: debt_until_on.map(Day),
            known_by,
            notice_file_id,
            recorded_at: Instant(version.recorded_at),
        }
    }
}

/// 质押。A pledge as it stands, with every version of its entry.
#[derive(Debug, Object)]
#[oai(rename = "Pledge", skip_serializing_if_is_none)]
pub struct PledgeView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: PledgeStateWire,
    /// 业务；平台外的质押没有。The deal; none of a pledge made elsewhere.
    pub deal_id: Option<Uuid>,
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 登记程序。By which procedure it is registered.
    pub procedure: Option<ProcedureWire>,
    /// 出质人。Who pledges.
    pub pledgor: Option<String>,
    /// 质权人。Who takes the pledge.
    pub pledgee: Option<String>,
    /// 合同担保金额（元）。What it secures by the contract.
    pub secured: Option<String>,
    /// 登记材料的 SHA-256，登记机构作出决定前。The SHA-256 of its pack, until the office has decided.
    pub pack_sha256: Option<String>,
    /// 受理回执。The office's receipt.
    pub receipt: Option<String>,
    /// 补正要求。What the office wants to have corrected.
    pub defects: Option<String>,
    /// 登记机构审查期限。The office's last day.
    pub office_due_on: Option<Day>,
    /// 不予登记情形。On which ground the office refused.
    pub refused_for: Option<GroundWire>,
    /// 理由。What the office, or who gave it up, says.
    pub reason: Option<String>,
    /// 注销原因。Why it was struck off.
    pub released_for: Option<ReleaseReasonWire>,
    /// 登记版本，先后为序。Every version of the entry, the first first.
    pub versions: Vec<VersionView>,
    /// 现在可以办理的事项。What is possible now.
    pub possible_acts: Vec<String>,
}

impl PledgeView {
    /// The pledge by this law.
    pub(crate) fn of(stored: &StoredPledge, law: &Law<'_>) -> Self {
        let (state, facts) = (&stored.state, stored.state.facts());
        let terms = facts.terms();
        let content = state.register().map(|register| &register.last().content);
        let (mut receipt, mut wanted, mut refused_for, mut reason) = (None, None, None, None);
        if let PledgeState::Submitted { receipt: of_the_office, defects, .. } = state {
            (receipt, wanted) = (Some(of_the_office.clone()), defects.as_ref().map(|defects| defects.note.clone()));
        } else if let PledgeState::Refused { ground, reason: of_the_office, .. } = state {
            (refused_for, reason) = (Some((*ground).into()), Some(of_the_office.clone()));
        } else if let PledgeState::Abandoned { reason: told, .. } = state {
            reason = Some(told.clone());
        }
        let released_for = if let PledgeState::Released { reason, .. } = state { Some((*reason).into()) } else { None };
        let office_due_on = step(state, law).and_then(|step| due(&step.basis, law.calendar).ok());
        Self {
            id: stored.id,
            version: stored.version,
            state: PledgeStateWire::of(state),
            deal_id: facts.deal().map(uuid_of),
            right: RightKeyWire::of(&facts.right),
            procedure: facts.procedure().map(Into::into),
            pledgor: content
                .map_or_else(|| terms.map(|terms| terms.pledgor.clone()), |content| content.pledgor.clone()),
            pledgee: content
                .map_or_else(|| terms.map(|terms| terms.pledgee.clone()), |content| content.pledgee.clone()),
            secured: terms.map(|terms| terms.amount.to_string()),
            pack_sha256: state.pack().map(|pack| pack.digest.clone()),
            receipt,
            defects: wanted,
            office_due_on: office_due_on.map(|due| Day(due.due_on)),
            refused_for,
            reason,
            released_for,
            versions: state.register().map(|all| all.versions().map(VersionView::of).collect()).unwrap_or_default(),
            possible_acts: possible(state).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// 登记前核查。What one check says before anyone signs.
#[derive(Debug, Object)]
#[oai(rename = "PledgeCheck", skip_serializing_if_is_none)]
pub struct PledgeCheckView {
    /// 不予登记情形。The ground.
    pub ground: GroundWire,
    /// 结论：yes 即无此情形。What it says: `yes`: the ground is not there.
    pub answer: AnswerWire,
    /// 理由，按请求语言。Why, in the caller's language.
    pub reason: String,
    /// 登记机构目录中的编号。By what code the office's list knows it.
    pub listed_as: Option<String>,
    /// 依据。The rule.
    pub basis: Option<String>,
    /// 当事人可声明后继续。Whether the parties may declare to go on.
    pub can_be_declared: bool,
}

impl PledgeCheckView {
    /// The answer in one language.
    pub(crate) fn of(check: &PledgeCheck, language: Language) -> Self {
        Self {
            ground: check.ground.into(),
            answer: check.answer.into(),
            reason: match language {
                Language::Chinese => check.zh.clone(),
                Language::English => check.en.clone(),
            },
            listed_as: check.listed_as.map(str::to_owned),
            basis: check.basis.map(str::to_owned),
            can_be_declared: check.ground.can_be_declared(),
        }
    }
}

/// 质押登记公示。What the law makes public of a pledge, as it stood on a day.
#[derive(Debug, Object)]
#[oai(rename = "PledgeRegisterEntry", skip_serializing_if_is_none)]
pub struct RegisterEntryView {
    /// Its id.
    pub id: Uuid,
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 出质人。Who pledges.
    pub pledgor: Option<String>,
    /// 质权人。Who takes the pledge.
    pub pledgee: Option<String>,
    /// 登记号。The office's number.
    pub number: Option<String>,
    /// 登记日。The day of the registration.
    pub registered_on: Day,
    /// 该日最近一次登记。What the last version up to that day is.
    pub last: EntryKindWire,
    /// 最近一次登记之日。Since when it is so.
    pub last_on: Day,
    /// 该日是否有效。Whether the pledge stands on that day.
    pub stands: bool,
}

impl RegisterEntryView {
    /// What anybody may know of a pledge on a day.
    pub(crate) fn of(registered: Registered) -> Self {
        let PublicEntry { right, pledgor, pledgee, number, registered_on, last, last_on } = registered.entry;
        Self {
            id: registered.id,
            right: RightKeyWire::of(&right),
            pledgor,
            pledgee,
            number,
            registered_on: Day(registered_on),
            last: last.into(),
            last_on: Day(last_on),
            stands: registered.stands,
        }
    }
}
