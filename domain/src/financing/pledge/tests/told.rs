//! A command of each kind, and a pledge in each state.

use super::*;

pub(super) fn digest() -> String {
    "ab".repeat(32)
}

pub(super) fn terms() -> PledgeTerms {
    PledgeTerms {
        pledgor: "哈尔滨某科技有限公司".into(),
        pledgee: "某银行哈尔滨分行".into(),
        amount: yuan("2000000"),
        debt_from_on: day("2026-11-23"),
        debt_until_on: day("2027-11-23"),
        scope: "主债权及利息、违约金、实现质权的费用".into(),
    }
}

pub(super) fn facts_of(kind: PledgedKind) -> PledgeFacts {
    let procedure = match kind {
        PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => Procedure::PatentOnline,
        PledgedKind::Trademark => Procedure::Trademark,
        PledgedKind::Copyright => Procedure::Copyright,
    };
    let origin = Origin::Deal { deal: DEAL, firm: FIRM, bank: BANK, region: None, procedure, terms: terms() };
    PledgeFacts { right: RightKey { kind, number: "ZL202010123456.7".into() }, origin }
}

pub(super) fn facts() -> PledgeFacts {
    facts_of(PledgedKind::Invention)
}

/// Nothing stands against the pledge.
pub(super) fn gate() -> PledgeGate {
    let name = String::from("哈尔滨某科技有限公司");
    PledgeGate {
        firm: FirmIdentity { name: name.clone(), uscc: None },
        right: RightAnswer {
            owners: vec![RegisteredOwner { name, uscc: None }],
            standing: SimpleStatus::InForce,
            ends_on: Some(day("2040-01-01")),
            pledges: Some(0),
            seized: Some(false),
            dispute: DisputeAnswer::Clear,
        },
        co_owners_agree: None,
        annual_fee_paid: Some(true),
        invalidation_started: Some(false),
        same_day_invention: Some(false),
        similar_marks_left_out: Some(false),
    }
}

pub(super) fn notice() -> HowKnown {
    HowKnown::Notice { file: Id::from_u128(0x707), digest: digest() }
}

pub(super) fn prepare(facts: PledgeFacts, gate: PledgeGate, cleared: Cleared) -> PledgeCommand {
    let pack = Pack { file: Id::from_u128(0x9ac), digest: digest().to_uppercase() };
    PledgeCommand::Prepare { by: SUN, facts, pack, cleared, gate: Box::new(gate) }
}

pub(super) fn mirror() -> PledgeCommand {
    let content = Content { pledgee: Some("另一家银行".into()), ..Content::default() };
    let right = RightKey { kind: PledgedKind::Invention, number: "ZL201810123456.7".into() };
    let elsewhere = Elsewhere { right, on: day("2026-01-05"), number: Some("Y2026230000001".into()), content };
    PledgeCommand::Mirror { elsewhere, known: HowKnown::RegistryEvent { code: "PE01".into() } }
}

/// A command of this kind, of today.
pub(super) fn a(kind: PledgeCommandKind) -> PledgeCommand {
    use {PledgeCommand as C, PledgeCommandKind as K};
    let (by, on, known) = (SUN, day(TODAY), notice());
    match kind {
        K::Prepare => prepare(facts(), gate(), Cleared::default()),
        K::Mirror => mirror(),
        K::Submit => C::Submit { by, receipt: "SL2026112300012".into(), on },
        K::NoteDefects => C::NoteDefects { by, note: "合同缺少专利件数".into(), on },
        K::Cure => C::Cure { by, on },
        K::Register => C::Register { by, number: "Y2026230000042".into(), known, on },
        K::Refuse => {
            C::Refuse {
                by, ground: Ground::FeeUnpaid, reason: "年费未缴纳".into(), notice: Some(Id::from_u128(7)), on
            }
        }
        K::Amend => {
            let content = Content { amount: Some(yuan("1500000")), ..Content::of(&terms()) };
            C::Amend { number: Some("B2026230000003".into()), content, known, on }
        }
        K::Extend => C::Extend { number: None, until_on: day("2028-11-23"), known, on },
        K::Release => C::Release { number: Some("Z2026230000009".into()), reason: ReleaseReason::Performed, known, on },
        K::Abandon => C::Abandon { by: LI, reason: "改用其他专利".into() },
    }
}

pub(super) fn asked(
    state: Option<&PledgeState>,
    command: PledgeCommand,
    at: Moment,
) -> Result<Vec<PledgeEvent>, Vec<FieldRefusal>> {
    decide(state, command, &law(), at)
}

/// The state after a command that is accepted at a moment.
pub(super) fn then_at(state: Option<&PledgeState>, command: PledgeCommand, at: Moment) -> PledgeState {
    let told = format!("{command:?}");
    let events = asked(state, command, at).unwrap_or_else(|refused| panic!("{told}: {refused:?}"));
    let after = events.iter().fold(state.cloned(), |state, event| Some(apply(state, event)));
    after.expect("a state")
}

/// A pledge after these commands of today, all of which are accepted.
pub(super) fn after(kinds: &[PledgeCommandKind]) -> PledgeState {
    let given = kinds.iter().fold(None, |state, kind| Some(then_at(state.as_ref(), a(*kind), today())));
    given.expect("a command at least")
}

pub(super) fn states() -> Vec<(&'static str, Option<PledgeState>)> {
    use PledgeCommandKind as K;
    vec![
        ("none", None),
        ("pack_ready", Some(after(&[K::Prepare]))),
        ("submitted", Some(after(&[K::Prepare, K::Submit]))),
        ("submitted, defective", Some(after(&[K::Prepare, K::Submit, K::NoteDefects]))),
        ("registered", Some(after(&[K::Prepare, K::Submit, K::Register]))),
        ("registered, mirrored", Some(after(&[K::Mirror]))),
        ("refused", Some(after(&[K::Prepare, K::Submit, K::Refuse]))),
        ("released", Some(after(&[K::Prepare, K::Submit, K::Register, K::Amend, K::Release]))),
        ("abandoned", Some(after(&[K::Prepare, K::Abandon]))),
    ]
}
