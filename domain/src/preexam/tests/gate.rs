//! Each check of the gate, with what makes it say yes, no, or that a person must look.

use super::case::{CoApplicant, Dossier};
use super::told_cases::*;
use super::*;

/// What is asked of the gate; whole, it says yes to everything.
struct Asked {
    facts: CaseFacts,
    dossier: Dossier,
    signed: bool,
    gate: GateFacts,
}

impl Asked {
    fn whole() -> Self {
        let state = draft(PatentKind::Invention);
        let gate = GateFacts { credit: CreditAnswer::Clear, ..open_gate() };
        Self { facts: state.facts().clone(), dossier: state.course().dossier.clone(), signed: true, gate }
    }

    fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut asked = Self::whole();
        change(&mut asked);
        asked
    }

    fn answers(&self) -> Vec<CheckAnswer> {
        examine(&self.facts, &self.dossier, self.signed, &self.gate, &law(), day(TODAY))
    }

    /// What does not say yes.
    fn closed(&self) -> Vec<(CheckId, Answer)> {
        let other = self.answers().into_iter().filter(|answer| answer.answer != Answer::Yes);
        other.map(|answer| (answer.check, answer.answer)).collect()
    }
}

fn with_standing(standing: EntityStanding) -> Asked {
    Asked::with(|asked| asked.gate.entity.as_mut().expect("an entity").standing = standing)
}

fn with_agency(standing: Option<EntityStanding>) -> Asked {
    Asked::with(|asked| {
        asked.facts.agency = Some(LI);
        asked.gate.agency = standing;
    })
}

fn class_b(quota: Quota, kind: PatentKind) -> Asked {
    let mut asked = with_standing(EntityStanding::Effective { class: EntityClass::B, reminded: false });
    asked.gate.quota = quota;
    asked.facts.kind = kind;
    asked
}

fn no(check: CheckId) -> Vec<(CheckId, Answer)> {
    vec![(check, Answer::No)]
}

#[test]
fn every_check_always_answers_in_its_place_with_a_sentence_in_both_languages() {
    let empty = Case::told([a(CommandKind::Open)]);
    let nothing = GateFacts {
        entity: None,
        field: FieldAnswer::NoList,
        quota: Quota::default(),
        agency: None,
        credit: CreditAnswer::NotConnected,
    };
    let bare = Asked { facts: empty.facts().clone(), dossier: Dossier::default(), signed: false, gate: nothing };
    for asked in [Asked::whole(), bare] {
        let answers = asked.answers();
        assert_eq!(answers.iter().map(|answer| answer.check).collect::<Vec<_>>(), CheckId::ALL);
        for answer in answers {
            assert!(!answer.zh.is_ascii() && !answer.en.is_empty(), "{answer:?}");
        }
    }
    assert_eq!(Asked::whole().closed(), []);
}

#[test]
fn what_is_declared_keeps_a_case_out() {
    let declared = |change: fn(&mut Declarations)| Asked::with(|asked| change(&mut asked.facts.declarations)).closed();
    assert_eq!(declared(|said| said.pct = true), no(CheckId::NotPct));
    assert_eq!(declared(|said| said.same_day_twin = true), no(CheckId::NoSameDayTwin));
    assert_eq!(declared(|said| said.divisional = true), no(CheckId::NotDivisional));
    assert_eq!(declared(|said| said.secrecy_review = true), no(CheckId::NoSecrecyReview));
    assert_eq!(declared(|said| said.accelerated_elsewhere = true), no(CheckId::NotAcceleratedElsewhere));
}

#[test]
fn the_commitment_and_every_required_document_must_be_there() {
    assert_eq!(Asked::with(|asked| asked.signed = false).closed(), no(CheckId::CommitmentSigned));
    for role in DocumentRole::required(PatentKind::Invention) {
        let without = Case::then(draft(PatentKind::Invention), CaseCommand::Detach { role: *role });
        let dossier = without.course().dossier.clone();
        let asked = Asked::with(|asked| asked.dossier = dossier);
        assert_eq!(asked.closed(), no(CheckId::DocumentsComplete), "{role}");
        let said = asked.answers().into_iter().find(|answer| answer.check == CheckId::DocumentsComplete);
        assert_eq!(said.map(|answer| answer.en), Some(format!("Missing: {role}")));
    }
}

#[test]
fn joint_research_is_said_and_proved_where_there_are_co_applicants() {
    let proof = Case::then(draft(PatentKind::Invention), attach(DocumentRole::JointResearchProof));
    let together = |said, proved: bool| {
        Asked::with(|asked| {
            asked.facts.co_applicants =
                vec![CoApplicant { name: "东北农业大学".into(), joint_research_proved: said }];
            if proved {
                asked.dossier = proof.course().dossier.clone();
            }
        })
        .closed()
    };
    assert_eq!(together(false, true), no(CheckId::JointResearchProved));
    assert_eq!(together(true, false), no(CheckId::JointResearchProved));
    assert_eq!(together(true, true), []);
}

#[test]
fn the_entity_is_effective_and_the_first_applicant() {
    let until_on = day("2026-12-31");
    let closing = [
        EntityStanding::NotYet { from_on: until_on },
        EntityStanding::Pending,
        EntityStanding::Suspended { until_on },
        EntityStanding::Cancelled { barred_until_on: until_on },
        EntityStanding::Ended,
    ];
    for standing in closing {
        assert_eq!(with_standing(standing.clone()).closed(), no(CheckId::EntityEffective));
        assert_eq!(with_agency(Some(standing)).closed(), no(CheckId::AgencyRegistered));
    }
    let reminded = EntityStanding::Effective { class: EntityClass::A, reminded: true };
    assert_eq!(with_standing(reminded.clone()).closed(), []);
    assert_eq!(with_agency(Some(reminded)).closed(), []);
    assert_eq!(with_agency(None).closed(), no(CheckId::AgencyRegistered));
    let agency = Asked::with(|asked| asked.gate.entity.as_mut().expect("an entity").kind = EntityKind::Agency);
    assert_eq!(agency.closed(), no(CheckId::EntityEffective));
    let another = Asked::with(|asked| asked.facts.applicant = LI);
    assert_eq!(another.closed(), no(CheckId::FirstApplicantIsEntity));
    let unknown = Asked::with(|asked| asked.gate.entity = None).closed();
    assert_eq!(unknown, [no(CheckId::EntityEffective), no(CheckId::FirstApplicantIsEntity)].concat());
}

#[test]
fn the_field_is_open_closed_or_for_a_person_to_say() {
    let field = |field| Asked::with(|asked| asked.gate.field = field).closed();
    assert_eq!(field(FieldAnswer::Closed { list_version: "2026".into() }), no(CheckId::FieldOpen));
    assert_eq!(field(FieldAnswer::NoList), [(CheckId::FieldOpen, Answer::NeedsPerson)]);
}

#[test]
fn credit_is_clear_closed_or_for_a_person_to_say() {
    let credit = |credit| Asked::with(|asked| asked.gate.credit = credit).closed();
    assert_eq!(credit(CreditAnswer::NotConnected), [(CheckId::CreditClear, Answer::NeedsPerson)]);
    let measure = CreditAnswer::Measure { name: "严重违法失信".into(), basis: "信用管理规定".into() };
    assert_eq!(credit(measure), no(CheckId::CreditClear));
}

#[test]
fn a_used_up_quota_lets_an_entity_of_class_b_that_passes_often_bring_some_inventions_a_week() {
    let quota =
        |used, rate, beyond| Quota { allowed: Some(10), used, beyond_this_week: beyond, pass_rate_percent: rate };
    let closed = |quota, kind| class_b(quota, kind).closed().contains(&(CheckId::QuotaLeft, Answer::No));
    let invention = PatentKind::Invention;
    assert!(!closed(quota(9, None, 0), invention));
    assert!(closed(quota(10, None, 0), invention));
    assert!(closed(quota(10, Some(59), 0), invention));
    assert!(!closed(quota(10, Some(60), 4), invention));
    assert!(closed(quota(10, Some(60), 5), invention));
    assert!(closed(quota(10, Some(60), 0), PatentKind::UtilityModel));
    let class_a = Asked::with(|asked| asked.gate.quota = quota(10, Some(100), 0));
    assert_eq!(class_a.closed(), no(CheckId::QuotaLeft));
    let without_limit = Asked::with(|asked| asked.gate.quota.used = 1_000);
    assert_eq!(without_limit.closed(), []);
}

#[test]
fn a_case_comes_in_only_with_the_answers_of_today_and_none_that_says_no() {
    let state = draft(PatentKind::Invention);
    let submit = |gate| Case::decide(Some(&state), CaseCommand::Submit { gate }, today());
    let answers = examined(&state);
    assert!(submit(answers.clone()).is_ok());
    assert_eq!(code(submit(answers[1..].to_vec())), "gate_incomplete");
    assert_eq!(code(submit([&answers[..], &answers[..1]].concat())), "gate_incomplete");
    let said = |check, answer| {
        let mut gate = answers.clone();
        gate.iter_mut().filter(|one| one.check == check).for_each(|one| one.answer = answer);
        code(submit(gate))
    };
    assert_eq!(said(CheckId::QuotaLeft, Answer::No), "gate_closed");
    assert_eq!(said(CheckId::NotPct, Answer::NeedsPerson), "gate_stale");
    let imported = CaseFacts { imported: Some("旧系统".into()), ..facts(PatentKind::Invention) };
    let taken_over = Case::told([CaseCommand::Open(imported)]);
    assert!(Case::decide(Some(&taken_over), CaseCommand::Submit { gate: Vec::new() }, today()).is_ok());
}

#[test]
fn what_needs_a_person_is_settled_with_a_reason_and_nothing_else_is() {
    let state = invention_in("submitted");
    let accept = |settled: &[(CheckId, &str)]| {
        let settled = settled.iter().map(|(check, reason)| (*check, (*reason).to_owned())).collect();
        Case::decide(Some(&state), CaseCommand::Accept { by: LI, settled }, today())
    };
    let credit = (CheckId::CreditClear, "已人工核查");
    assert!(accept(&[credit]).is_ok());
    assert_eq!(code(accept(&[])), "check_unsettled");
    assert_eq!(code(accept(&[(CheckId::CreditClear, " ")])), "reason_length");
    assert_eq!(code(accept(&[credit, (CheckId::NotPct, "无")])), "check_settles_nothing");
}
