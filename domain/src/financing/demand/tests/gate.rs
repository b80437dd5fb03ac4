//! The checks of the rights, and what keeps a demand from being opened.

use super::*;
use crate::hall::Answer;

/// What the checks of a demand say, those that say yes left out.
fn not_yes(state: &DemandState, gate: &DemandGate) -> String {
    let line = |one: &DemandCheck| {
        let basis = one.basis.as_deref().unwrap_or("-");
        format!("{}: {} {} | {} | {basis}\n", one.check, one.answer, one.zh, one.en)
    };
    let checks = examine(state.demand(), gate, &NUMBERS, day(TODAY));
    checks.iter().filter(|one| one.answer != Answer::Yes).map(line).collect()
}

/// What keeps it from being opened.
fn kept_out(state: &DemandState, gate: DemandGate) -> (String, &'static str) {
    let refused = decide(Some(state), publish(gate), &NUMBERS, today()).expect_err("a refusal");
    (refused.pointer.clone(), code(&refused))
}

fn settle(check: DemandCheckId, gate: DemandGate) -> DemandCommand {
    let (right, reason) = (key(PledgedKind::Invention), String::from("登记簿副本2026-11-22"));
    DemandCommand::SettleCheck { by: LI, right, check, reason, gate: Box::new(gate) }
}

#[test]
fn every_check_answers_for_every_right_and_for_the_firm() {
    let state = on_a_bundle();
    let checks = examine(state.demand(), &gate(), &NUMBERS, day(TODAY));
    assert_eq!(checks.len(), 3 * 8 + 1);
    for one in &checks {
        assert!(!one.zh.is_ascii() && one.en.is_ascii(), "{one:?}");
        assert_eq!(one.right.is_none(), one.check == DemandCheckId::CreditClear);
    }
    let nothing_known = DemandGate { rights: BTreeMap::new(), ..gate() };
    let checks = examine(state.demand(), &nothing_known, &NUMBERS, day(TODAY));
    assert_eq!(checks.len(), 3 * 8 + 1, "of what nobody knows a person must look");
    assert!(checks.iter().all(|one| one.answer != Answer::No));
}

#[test]
fn what_nobody_can_be_asked_is_said_and_left_to_the_bank() {
    insta::assert_snapshot!(not_yes(&on_an_invention(), &gate()), @"
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
    assert!(decide(Some(&on_an_invention()), publish(gate()), &NUMBERS, today()).is_ok());
}

#[test]
fn of_what_is_not_known_a_person_must_look_and_can_settle_it() {
    let unknown = DemandGate { rights: BTreeMap::new(), ..gate() };
    let state = on_an_invention();
    insta::assert_snapshot!(not_yes(&state, &unknown), @"
    owner_is_firm: needs_person 权利人未知，需人工核查 | Its owner is not known, so a person must look | 民法典第四百四十条
    in_force: needs_person 法律状态未知，不视为有效，需人工核查 | Its status is unknown, which is not in force, so a person must look | 民法典第四百四十条
    outlives_term: needs_person 有效期未知，需人工核查 | Its last day is not known, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    not_pledged: needs_person 是否设立质权未知，需人工核查 | Whether it is under pledge is not known, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    not_seized: needs_person 是否被保全未知，需人工核查 | Whether a court preserves it is not known, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    co_owners_agree: needs_person 共有人未知，需人工核查 | Its co-owners are not known, so a person must look | 专利权质押登记办法第四条
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
    assert_eq!(kept_out(&state, unknown.clone()), ("/rights/0".into(), "needs_person"));
    let checks = DemandCheckId::ALL.iter().copied().filter(|check| check.is_settled_by_a_person());
    let settled = then(Some(state), checks.map(|check| settle(check, unknown.clone()))).expect("a draft");
    assert!(decide(Some(&settled), publish(unknown), &NUMBERS, today()).is_ok());
}

#[test]
fn what_is_known_to_be_no_is_refused_with_its_basis_and_nobody_settles_it() {
    let state = on_an_invention();
    type Change = fn(&mut RightAnswer);
    let cases: [(DemandCheckId, &str, Change); 7] = [
        (DemandCheckId::OwnerIsFirm, "right_not_owned", |known| known.owners = vec![owner("别家公司")]),
        (DemandCheckId::InForce, "right_not_in_force", |known| known.standing = SimpleStatus::Dead),
        (DemandCheckId::InForce, "right_not_in_force", |known| known.standing = SimpleStatus::Pending),
        (DemandCheckId::OutlivesTerm, "right_ends_too_soon", |known| known.ends_on = Some(day("2028-11-22"))),
        (DemandCheckId::NotPledged, "right_pledged", |known| known.pledges = Some(1)),
        (DemandCheckId::NotSeized, "right_seized", |known| known.seized = Some(true)),
        (DemandCheckId::CoOwnersAgree, "co_owner_consent_missing", |known| known.owners.push(owner("东北某大学"))),
    ];
    for (check, says, change) in cases {
        let gate = gate_where(change);
        assert_eq!(kept_out(&state, gate.clone()), ("/rights/0".into(), says));
        let refused = decide(Some(&state), publish(gate.clone()), &NUMBERS, today()).expect_err("a refusal");
        assert!(refused.refusal.basis.is_some(), "{refused}");
        let settling = decide(Some(&state), settle(check, gate), &NUMBERS, today()).expect_err("a refusal");
        assert_eq!(code(&settling), "check_settles_nothing");
    }
    let disputed = gate_where(|known| known.dispute = DisputeAnswer::Open { case: "调〔2026〕1号".into() });
    assert_eq!(kept_out(&state, disputed.clone()), ("/rights/0".into(), "right_in_dispute"));
    let settling = decide(Some(&state), settle(DemandCheckId::NotInDispute, disputed), &NUMBERS, today());
    assert_eq!(code(&settling.expect_err("a refusal")), "check_not_for_persons");
    let measured =
        DemandGate { credit: CreditAnswer::Measure { name: "限制取得政府性资金".into() }, ..gate() };
    assert_eq!(kept_out(&state, measured), (String::new(), "credit_measure"));
}

#[test]
fn a_refusal_names_the_right_the_reason_and_the_basis() {
    let gate = gate_where(|known| known.pledges = Some(1));
    let refused = decide(Some(&on_an_invention()), publish(gate), &NUMBERS, today()).expect_err("a refusal").refusal;
    insta::assert_snapshot!(format!("{}\n{}\n{}", refused.zh, refused.en, refused.basis.unwrap_or("-")), @"
    权利已设立质权（发明专利ZL202110000001.4）：已设立质权，该类权利不得再次出质
    The right is under pledge already (invention patent ZL202110000001.4): It is under pledge, and takes no other one
    专利权质押登记办法（国家知识产权局公告第461号）
    ");
}

#[test]
fn a_no_that_came_after_somebody_settled_it_holds() {
    let unknown = gate_where(|known| known.seized = None);
    let settled = then(Some(on_an_invention()), [settle(DemandCheckId::NotSeized, unknown.clone())]).expect("a draft");
    assert!(decide(Some(&settled), publish(unknown), &NUMBERS, today()).is_ok());
    assert_eq!(kept_out(&settled, gate_where(|known| known.seized = Some(true))).1, "right_seized");
}

#[test]
fn what_was_settled_of_a_term_or_a_right_does_not_outlive_it() {
    let unknown = gate_where(|known| (known.ends_on, known.seized) = (None, None));
    let settle = [DemandCheckId::OutlivesTerm, DemandCheckId::NotSeized].map(|check| settle(check, unknown.clone()));
    let settled = then(Some(on_an_invention()), settle).expect("a draft");
    assert_eq!(settled.demand().settled.len(), 2);
    let longer = DemandFacts { term_months: 36, ..facts() };
    let revise = DemandCommand::Revise { by: ZHAO, facts: longer, profile: Box::new(profile()) };
    let revised = then(Some(settled.clone()), [revise]).expect("a draft");
    let left: Vec<_> = revised.demand().settled.iter().map(|settled| settled.check).collect();
    assert_eq!(left, [DemandCheckId::NotSeized]);
    let remove = DemandCommand::RemoveRight { by: ZHAO, right: key(PledgedKind::Invention) };
    let without = then(Some(settled), [remove]).expect("a draft");
    assert!(without.demand().settled.is_empty());
    assert_eq!(kept_out(&without, gate()), ("/rights".into(), "rights_missing"));
}

#[test]
fn every_co_owner_agrees_or_all_agreed_otherwise() {
    let gate = gate_where(|known| known.owners.extend([owner("东北某大学"), owner("某研究所（哈尔滨）")]));
    let record = |consent| DemandCommand::RecordConsent { right: key(PledgedKind::Invention), consent };
    let one = then(Some(on_an_invention()), [record(a_consent("东北某大学"))]).expect("a draft");
    insta::assert_snapshot!(not_yes(&one, &gate), @"
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 专利权质押登记办法（国家知识产权局公告第461号）
    co_owners_agree: no 未取得共有人某研究所（哈尔滨）同意 | The consent of 1 of its co-owners is missing | 专利权质押登记办法第四条
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
    let both = then(Some(one), [record(a_consent("某研究所(哈尔滨)"))]).expect("a draft");
    assert!(decide(Some(&both), publish(gate.clone()), &NUMBERS, today()).is_ok(), "brackets of either width");
    let otherwise = CoOwnerConsent { kind: ConsentKind::AgreedOtherwise, ..a_consent("东北某大学") };
    let otherwise = then(Some(on_an_invention()), [record(otherwise)]).expect("a draft");
    assert!(decide(Some(&otherwise), publish(gate), &NUMBERS, today()).is_ok());
}

#[test]
fn the_firm_is_known_by_its_code_where_both_are_known_and_else_by_its_name() {
    let uscc = |text: &str| crate::identifier::Uscc::parse(text).ok();
    let (its, anothers) = (uscc("91350100M000100Y43"), uscc("91110000101623741K"));
    assert!(its.is_some() && anothers.is_some());
    let firm = FirmIdentity { name: FIRM_NAME.into(), uscc: its.clone() };
    let named = |name: &str, uscc| RegisteredOwner { name: name.into(), uscc };
    assert!(firm.is(&named("曾用名有限公司", its)));
    assert!(firm.is(&named(" 黑龙江某农机　有限公司", None)));
    assert!(!firm.is(&named("黑龙江某农机股份有限公司", None)));
    assert!(!firm.is(&named(FIRM_NAME, anothers)), "another firm of the same name");
}

#[test]
fn a_mark_that_ends_within_the_term_needs_a_person_since_it_can_be_renewed() {
    let state = told([draft(), add(a_right(PledgedKind::Trademark))]);
    let mut gate = gate();
    gate.rights.insert(key(PledgedKind::Trademark), clear("2028-02-23"));
    insta::assert_snapshot!(not_yes(&state, &gate), @"
    outlives_term: needs_person 有效期至2028-02-23，短于24个月的融资期限，须人工确认续展安排 | It stands until 2028-02-23, before a term of 24 months: a person must look at its renewal | 商标法第三十九条、第四十条
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
}

#[test]
fn a_declared_right_stands_when_a_person_checked_its_certificate() {
    let state = told([draft(), add(a_right(PledgedKind::Copyright))]);
    insta::assert_snapshot!(not_yes(&state, &gate()), @"
    owner_is_firm: needs_person 证书载明本企业为著作权人，以证书核验为准 | The certificate names the firm, and the check of it decides | 民法典第四百四十条
    in_force: needs_person 法律状态未知，不视为有效，需人工核查 | Its status is unknown, which is not in force, so a person must look | 民法典第四百四十条
    outlives_term: needs_person 有效期未知，需人工核查 | Its last day is not known, so a person must look | 著作权质权登记办法（国家版权局令第8号）第十二条
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 著作权质权登记办法（国家版权局令第8号）第十二条
    declaration_checked: needs_person 证书待人工核验 | A person must check its certificate | 著作权质权登记办法（国家版权局令第8号）第十二条
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
    let accepted = then(Some(state.clone()), [accept_declaration()]).expect("a draft");
    assert!(decide(Some(&accepted), publish(gate()), &NUMBERS, today()).is_ok());
    let (right, reason) = (key(PledgedKind::Copyright), String::from("登记号查无此证"));
    let refuse = DemandCommand::RefuseDeclaration { by: LI, right, reason };
    let refused = then(Some(state), [refuse]).expect("a draft");
    assert_eq!(kept_out(&refused, gate()).1, "declaration_refused");
    insta::assert_snapshot!(not_yes(&refused, &gate()), @"
    owner_is_firm: needs_person 证书载明本企业为著作权人，以证书核验为准 | The certificate names the firm, and the check of it decides | 民法典第四百四十条
    in_force: needs_person 法律状态未知，不视为有效，需人工核查 | Its status is unknown, which is not in force, so a person must look | 民法典第四百四十条
    outlives_term: needs_person 有效期未知，需人工核查 | Its last day is not known, so a person must look | 著作权质权登记办法（国家版权局令第8号）第十二条
    not_in_dispute: needs_person 未接入纠纷数据源，需人工核查 | No source of disputes is connected, so a person must look | 著作权质权登记办法（国家版权局令第8号）第十二条
    declaration_checked: no 证书未通过核验：登记号查无此证 | Its certificate did not pass the check | 著作权质权登记办法（国家版权局令第8号）第十二条
    credit_clear: needs_person 未接入信用数据源，需人工核查 | No source of credit is connected, so a person must look | -
    ");
}

#[test]
fn a_certificate_of_somebody_else_is_refused_whatever_a_person_found() {
    let mut right = a_right(PledgedKind::Copyright);
    if let Origin::Declared { certificate, .. } = &mut right.origin {
        certificate.owners = vec!["别家公司".into()];
    }
    let state = told([draft(), add(right), accept_declaration()]);
    assert_eq!(kept_out(&state, gate()), ("/rights/0".into(), "right_not_owned"));
}

#[test]
fn a_kind_that_takes_a_second_pledge_by_rule_is_let_through() {
    let gate = gate_where(|known| known.pledges = Some(1));
    let two = DemandNumbers { pledges_at_once_patent: 2, ..NUMBERS };
    assert!(decide(Some(&on_an_invention()), publish(gate), &two, today()).is_ok());
}
