//! What can be asked of a pledge. `by` is the person who acts; `on` is the office's day.

use chrono::NaiveDate;

use super::{Cleared, Content, Elsewhere, Ground, HowKnown, Pack, PledgeFacts, PledgeGate, ReleaseReason};
use crate::hall::{Id, coded};

/// What can be asked of a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows, and what others know")]
pub enum PledgeCommand {
    /// Make the papers ready.
    Prepare { by: Id, facts: PledgeFacts, pack: Pack, cleared: Cleared, gate: Box<PledgeGate> },
    /// Mirror a pledge made elsewhere.
    Mirror { elsewhere: Elsewhere, known: HowKnown },
    /// Tell that the office received the papers.
    Submit { by: Id, receipt: String, on: NaiveDate },
    /// Tell what it wants to have corrected.
    NoteDefects { by: Id, note: String, on: NaiveDate },
    /// Tell that all of it is corrected.
    Cure { by: Id, on: NaiveDate },
    /// Tell that the office registered it.
    Register { by: Id, number: String, known: HowKnown, on: NaiveDate },
    /// Tell that it refused.
    Refuse { by: Id, ground: Ground, reason: String, notice: Option<Id>, on: NaiveDate },
    /// Tell that the entry was changed.
    Amend { number: Option<String>, content: Content, known: HowKnown, on: NaiveDate },
    /// Tell that its debt runs longer.
    Extend { number: Option<String>, until_on: NaiveDate, known: HowKnown, on: NaiveDate },
    /// Tell that it was struck off.
    Release { number: Option<String>, reason: ReleaseReason, known: HowKnown, on: NaiveDate },
    /// Give it up before the office decides.
    Abandon { by: Id, reason: String },
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    PledgeCommandKind {
        /// Make the papers ready.
        Prepare = "prepare" / "准备登记材料",
        /// Mirror a pledge made elsewhere.
        Mirror = "mirror" / "登记平台外质押",
        /// The office received the papers.
        Submit = "submit" / "提交登记",
        /// It wants something corrected.
        NoteDefects = "note_defects" / "登记补正要求",
        /// All of it is corrected.
        Cure = "cure" / "补正齐全",
        /// It registered.
        Register = "register" / "登记生效",
        /// It refused.
        Refuse = "refuse" / "不予登记",
        /// The entry was changed.
        Amend = "amend" / "变更登记",
        /// Its debt runs longer.
        Extend = "extend" / "延期登记",
        /// It was struck off.
        Release = "release" / "注销登记",
        /// It is given up.
        Abandon = "abandon" / "放弃办理",
    }
}

impl PledgeCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> PledgeCommandKind {
        use PledgeCommandKind as K;
        match self {
            Self::Prepare { .. } => K::Prepare,
            Self::Mirror { .. } => K::Mirror,
            Self::Submit { .. } => K::Submit,
            Self::NoteDefects { .. } => K::NoteDefects,
            Self::Cure { .. } => K::Cure,
            Self::Register { .. } => K::Register,
            Self::Refuse { .. } => K::Refuse,
            Self::Amend { .. } => K::Amend,
            Self::Extend { .. } => K::Extend,
            Self::Release { .. } => K::Release,
            Self::Abandon { .. } => K::Abandon,
        }
    }
}
