//! Cases as they come: what a complete one brings, and one command of each kind that fits it.

use super::*;

pub(super) fn facts(kind: PatentKind) -> CaseFacts {
    let classification = if kind == PatentKind::Design { "15-03" } else { "A01C7/20" };
    CaseFacts {
        centre: CENTRE,
        applicant: FIRM,
        filing_entity: ENTITY,
        agency: None,
        kind,
        title: "一种免耕播种机".into(),
        classification: classification.into(),
        co_applicants: Vec::new(),
        declarations: Declarations::default(),
        client_reference: None,
        imported: None,
    }
}

fn place(role: DocumentRole) -> u128 {
    DocumentRole::ALL.iter().zip(1..).find(|(known, _)| **known == role).map_or(0, |(_, place)| place)
}

pub(super) fn file_of(role: DocumentRole) -> Id {
    Id::from_u128(0xd000 + place(role))
}

pub(super) fn digest_of(role: DocumentRole) -> String {
    format!("{:064x}", place(role))
}

pub(super) fn attach(role: DocumentRole) -> CaseCommand {
    CaseCommand::Attach { role, file: file_of(role), digest: digest_of(role) }
}

/// All checks of others say yes but the one of credit, which needs a person.
pub(super) fn open_gate() -> GateFacts {
    let standing = EntityStanding::Effective { class: EntityClass::A, reminded: false };
    GateFacts {
        entity: Some(EntityAnswer { organisation: FIRM, kind: EntityKind::Applicant, standing }),
        field: FieldAnswer::Open { list_version: "2026".into() },
        quota: Quota::default(),
        agency: None,
        credit: CreditAnswer::NotConnected,
    }
}

/// What the gate says of a draft today.
pub(super) fn examined(state: &CaseState) -> Vec<CheckAnswer> {
    let course = state.course();
    let signed = course.commitment.is_some();
    examine(&course.facts, &course.dossier, signed, &open_gate(), &law(), day(TODAY))
}

pub(super) fn number(kind: PatentKind) -> PatentNumber {
    let digits = match kind {
        PatentKind::Invention => "202610123456",
        PatentKind::UtilityModel => "202620123456",
        PatentKind::Design => "202630123456",
    };
    PatentNumber::parse(digits).expect("a number").with_check()
}

/// The application as it was attached.
pub(super) fn texts(kind: PatentKind) -> Vec<(DocumentRole, Id, String)> {
    let required = DocumentRole::required(kind);
    let filed = DocumentRole::filed_texts(kind).iter().copied().filter(|role| required.contains(role));
    filed.map(|role| (role, file_of(role), digest_of(role))).collect()
}

pub(super) fn file(kind: PatentKind, texts: Vec<(DocumentRole, Id, String)>) -> CaseCommand {
    CaseCommand::File { application_number: number(kind), filed_on: day(TODAY), texts }
}

pub(super) fn draft(kind: PatentKind) -> CaseState {
    let attached = DocumentRole::required(kind).iter().map(|role| attach(*role));
    let opened = std::iter::once(CaseCommand::Open(facts(kind)));
    Case::told(opened.chain(attached).chain([a_command(CommandKind::SignCommitment, kind)]))
}

/// A command of each kind, such that a complete case takes it wherever it is possible.
pub(super) fn a_command(command: CommandKind, kind: PatentKind) -> CaseCommand {
    use CaseCommand as C;
    use CommandKind as K;
    let (by, on) = (WANG, day(TODAY));
    match command {
        K::Open => C::Open(facts(kind)),
        K::Revise => C::Revise(CaseFacts { title: "一种播种机".into(), ..facts(kind) }),
        K::Attach => attach(DocumentRole::Other),
        K::Detach => C::Detach { role: DocumentRole::Request },
        K::SignCommitment => C::SignCommitment { by: LI, text_version: "2026".into() },
        K::Submit => C::Submit { gate: examined(&draft(kind)) },
        K::Amend => C::Amend { note: Some("已补正".into()) },
        K::Withdraw => C::Withdraw { reason: None },
        K::File => file(kind, texts(kind)),
        K::PayFees => C::PayFees { paid_on: on, receipt: Some(Id::from_u128(0xd100)) },
        K::ReceiveAction => receive(ActionKind::Examination, TODAY),
        K::Reply => C::Reply { replied_on: on, note: None },
        K::Assign => C::Assign { examiner: by },
        K::Release => C::Release,
        K::Block => C::Block { reason: "待上级答复".into() },
        K::Unblock => C::Unblock,
        K::Accept => C::Accept { by, settled: [(CheckId::CreditClear, "已人工核查".into())].into() },
        K::Return => C::Return { by, reasons: vec![reason()] },
        K::IssueOpinion => C::IssueOpinion { by, items: vec![item()] },
        K::Pass => C::Pass { by },
        K::Fail => C::Fail { by, reasons: vec![reason()] },
        K::ConfirmIdentity => C::ConfirmIdentity { by, reason: "仅排版不同".into() },
        K::Mark => C::Mark { by },
        K::LoseLane => C::LoseLane { by, reason: LaneLossReason::CommitmentBroken, note: None },
        K::Grant => C::Grant { announced_on: on, patent_number: number(kind) },
        K::Reject => C::Reject { on, reason: reason() },
        K::Lapse => C::Lapse,
    }
}

fn item() -> OpinionItem {
    OpinionItem { template: Some("claims.clarity".into()), role: Some(DocumentRole::Claims), text: "不清楚".into() }
}

pub(super) fn receive(kind: ActionKind, served_on: &str) -> CaseCommand {
    let (served_on, channel) = (day(served_on), Channel::Electronic);
    CaseCommand::ReceiveAction { kind, served_on, channel, received_on: None, note: None }
}

/// The way of a case from the draft to an open action of the office, through every state on it.
fn way(kind: PatentKind) -> Vec<CaseCommand> {
    use CommandKind as K;
    let mut way: Vec<CaseCommand> =
        [K::Submit, K::Accept, K::IssueOpinion, K::Amend].map(|command| a_command(command, kind)).into();
    way.push(CaseCommand::Pass { by: LI });
    if law().numbers.on(day(TODAY)).reviewers_of_a_pass(kind) > 1 {
        way.push(CaseCommand::Pass { by: WANG });
    }
    way.extend([K::File, K::PayFees, K::Mark, K::ReceiveAction].map(|command| a_command(command, kind)));
    way
}

/// A case of today in this state of the way.
pub(super) fn case_in(name: &str, kind: PatentKind) -> CaseState {
    let mut state = draft(kind);
    for command in way(kind) {
        if state.name() == name {
            break;
        }
        state = Case::then(state, command);
    }
    assert_eq!(state.name(), name, "on the way");
    state
}

/// The same for an invention, the kind with every state.
pub(super) fn invention_in(name: &str) -> CaseState {
    case_in(name, PatentKind::Invention)
}

/// A command of this kind for an invention.
pub(super) fn a(command: CommandKind) -> CaseCommand {
    a_command(command, PatentKind::Invention)
}
