//! The grounds for which an office refuses, asked before anyone signs.

use super::told::*;
use super::*;
use crate::financing::FinancingRules;

/// What is refused of a pledge of this kind where others know this.
fn refused(kind: PledgedKind, change: impl FnOnce(&mut PledgeGate)) -> Vec<String> {
    let mut gate = gate();
    change(&mut gate);
    match asked(None, prepare(facts_of(kind), gate, Cleared::default()), today()) {
        Ok(_) => Vec::new(),
        refused => codes(refused),
    }
}

#[test]
fn the_lists_of_the_offices_are_these() {
    let mut lists = String::new();
    for kind in [PledgedKind::UtilityModel, PledgedKind::Trademark, PledgedKind::Copyright] {
        for ground in Ground::ALL {
            let listed = ground.listed_as(kind).unwrap_or("-");
            let asked = if ground.is_asked_of(kind) { "asked" } else { "not asked" };
            let basis = ground.basis(kind).unwrap_or("-");
            lists += &format!("{listed} {} {} {asked} {basis}\n", kind.code(), ground.code());
        }
    }
    insta::assert_snapshot!(lists, @"
    P01 utility_model not_owner asked 专利权质押登记办法（国家知识产权局公告第461号）
    P02 utility_model ended asked 专利权质押登记办法（国家知识产权局公告第461号）
    P03 utility_model not_granted asked 专利权质押登记办法（国家知识产权局公告第461号）
    P04 utility_model fee_unpaid asked 专利权质押登记办法（国家知识产权局公告第461号）
    P05 utility_model preserved asked 专利权质押登记办法（国家知识产权局公告第461号）
    P05 utility_model disputed asked 专利权质押登记办法（国家知识产权局公告第461号）
    P06 utility_model debt_outlives_right asked 专利权质押登记办法（国家知识产权局公告第461号）
    P07 utility_model contract_lacks asked 专利权质押登记办法第八条
    P08 utility_model co_owner_consent_missing asked 专利权质押登记办法第四条
    P09 utility_model already_pledged asked 专利权质押登记办法（国家知识产权局公告第461号）
    P10 utility_model same_day_invention asked 专利权质押登记办法（国家知识产权局公告第461号）
    P11 utility_model invalidation_started asked 专利权质押登记办法（国家知识产权局公告第461号）
    - utility_model similar_marks_left_out not asked -
    P12 utility_model other not asked 专利权质押登记办法（国家知识产权局公告第461号）
    T01 trademark not_owner asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    T03 trademark ended asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    - trademark not_granted asked 民法典第四百四十条
    - trademark fee_unpaid not asked -
    T04 trademark preserved asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    - trademark disputed asked -
    - trademark debt_outlives_right asked -
    T02 trademark contract_lacks asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    - trademark co_owner_consent_missing asked -
    T04 trademark already_pledged asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    - trademark same_day_invention not asked -
    - trademark invalidation_started not asked -
    - trademark similar_marks_left_out asked -
    T05 trademark other not asked 注册商标专用权质押登记程序规定（国家知识产权局公告第358号）
    C01 copyright not_owner asked 著作权质权登记办法（国家版权局令第8号）第十二条
    C03 copyright ended asked 著作权质权登记办法（国家版权局令第8号）第十二条
    - copyright not_granted asked 民法典第四百四十条
    - copyright fee_unpaid not asked -
    - copyright preserved asked -
    C05 copyright disputed asked 著作权质权登记办法（国家版权局令第8号）第十二条
    C04 copyright debt_outlives_right asked 著作权质权登记办法（国家版权局令第8号）第十二条
    C02 copyright contract_lacks asked 著作权质权登记办法（国家版权局令第8号）第十二条
    - copyright co_owner_consent_missing asked 著作权质权登记办法（国家版权局令第8号）第三条
    - copyright already_pledged asked -
    - copyright same_day_invention not asked -
    - copyright invalidation_started not asked -
    - copyright similar_marks_left_out not asked -
    C06 copyright other not asked 著作权质权登记办法（国家版权局令第8号）第十二条
    ");
}

#[test]
fn every_ground_that_the_lists_name_is_asked_but_what_the_office_alone_knows() {
    for kind in PledgedKind::ALL {
        for ground in Ground::ALL.iter().filter(|ground| ground.listed_as(*kind).is_some()) {
            let of_utility_models_alone = *ground == Ground::SameDayInvention && *kind != PledgedKind::UtilityModel;
            assert_eq!(
                ground.is_asked_of(*kind),
                *ground != Ground::Other && !of_utility_models_alone,
                "{kind} {ground}"
            );
        }
    }
}

#[test]
fn each_ground_refuses_the_pack_with_its_reason() {
    let patent = PledgedKind::UtilityModel;
    let other = RegisteredOwner { name: "另一家公司".into(), uscc: None };
    let refusals = [
        refused(patent, |gate| gate.right.owners = vec![other.clone()]),
        refused(patent, |gate| gate.right.standing = SimpleStatus::Dead),
        refused(patent, |gate| gate.right.standing = SimpleStatus::Pending),
        refused(patent, |gate| gate.annual_fee_paid = Some(false)),
        refused(patent, |gate| gate.right.seized = Some(true)),
        refused(patent, |gate| gate.right.dispute = DisputeAnswer::Open { case: "2026-17".into() }),
        refused(patent, |gate| gate.right.ends_on = Some(day("2027-11-22"))),
        refused(patent, |gate| gate.right.owners.push(other.clone())),
        refused(patent, |gate| {
            gate.right.owners.push(other.clone());
            gate.co_owners_agree = Some(false);
        }),
        refused(patent, |gate| gate.right.pledges = Some(1)),
        refused(patent, |gate| gate.same_day_invention = Some(true)),
        refused(patent, |gate| gate.invalidation_started = Some(true)),
        refused(PledgedKind::Trademark, |gate| gate.similar_marks_left_out = Some(true)),
        refused(PledgedKind::Copyright, |gate| gate.right.pledges = Some(1)),
    ];
    insta::assert_snapshot!(refusals.map(|codes| codes.join(", ")).join("\n"), @"
    not_owner, needs_person
    right_ended
    right_not_granted
    fee_unpaid
    right_preserved
    right_disputed
    debt_outlives_right
    needs_person
    co_owner_consent_missing
    already_pledged
    same_day_invention
    invalidation_started
    similar_marks_left_out
    already_pledged
    ");
}

#[test]
fn what_is_not_known_needs_a_person_and_is_never_taken_for_good() {
    for kind in PledgedKind::ALL {
        let unknown = PledgeGate {
            right: RightAnswer::UNKNOWN,
            annual_fee_paid: None,
            invalidation_started: None,
            same_day_invention: None,
            similar_marks_left_out: None,
            ..gate()
        };
        let checks = examine(&facts_of(*kind), &unknown, law().numbers, day(TODAY));
        for check in &checks {
            let expected = if check.ground == Ground::ContractLacks { Answer::Yes } else { Answer::NeedsPerson };
            assert_eq!(check.answer, expected, "{kind} {}", check.ground);
        }
        let settled = checks.iter().map(|check| (check.ground, "已查登记簿副本".to_owned())).collect();
        let cleared = Cleared { settled, ..Cleared::default() };
        assert!(asked(None, prepare(facts_of(*kind), unknown, cleared), today()).is_ok(), "{kind}");
    }
}

#[test]
fn what_is_known_to_be_wrong_nobody_settles_and_few_grounds_are_declared_away() {
    let wrong = PledgeGate { annual_fee_paid: Some(false), invalidation_started: Some(true), ..gate() };
    let settled = Ground::ALL.iter().map(|ground| (*ground, "看过".to_owned())).collect();
    let cleared = Cleared { settled, declared: [Ground::InvalidationStarted].into() };
    let answer = asked(None, prepare(facts(), wrong, cleared), today());
    assert_eq!(codes(answer), ["fee_unpaid"], "the other was declared");
    for ground in Ground::ALL.iter().filter(|ground| !ground.can_be_declared()) {
        let cleared = Cleared { declared: [*ground].into(), ..Cleared::default() };
        assert_eq!(codes(asked(None, prepare(facts(), gate(), cleared), today())), ["not_declarable /declared"]);
    }
}

#[test]
fn a_refusal_says_the_code_of_the_list_the_reason_and_the_rule() {
    let pledged = PledgeGate { right: RightAnswer { pledges: Some(1), ..gate().right }, ..gate() };
    let refused = asked(None, prepare(facts(), pledged, Cleared::default()), today()).expect_err("refused");
    let refusal = &refused.first().expect("one").refusal;
    insta::assert_snapshot!(format!("{}\n{}\n{}", refusal.zh, refusal.en, refusal.basis.expect("a rule")), @"
    权利已设立质权（P09）：已设立质权，该类权利不得再次出质
    The right is under pledge already (P09): It is under pledge, and takes no other one
    专利权质押登记办法（国家知识产权局公告第461号）
    ");
}

#[test]
fn a_second_pledge_is_a_rule_of_the_kind() {
    let second = |kind, most: u32| {
        let shipped = include_str!("../../../../../rules/financing.toml");
        let id = match kind {
            PledgedKind::Trademark => "trademark",
            PledgedKind::Copyright => "copyright",
            PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => "patent",
        };
        let row = format!("id = \"pledges_at_once_{id}\"\nvalue = 1");
        assert!(shipped.contains(&row));
        let rules = shipped.replacen(&row, &row.replace("= 1", &format!("= {most}")), 1);
        let rules = FinancingRules::parse(&rules).expect("sound");
        let right = RightAnswer { pledges: Some(1), ..gate().right };
        let checks = examine(&facts_of(kind), &PledgeGate { right, ..gate() }, rules.numbers(), day(TODAY));
        what_keeps_from_signing(&checks, &Cleared::default()).is_empty()
    };
    for kind in PledgedKind::ALL {
        assert_eq!([second(*kind, 1), second(*kind, 2)], [false, true], "{kind}");
    }
}

#[test]
fn what_comes_up_after_the_pack_keeps_the_parties_from_signing() {
    use PledgeCommandKind as K;
    let may = |state: &PledgeState, gate: &PledgeGate| {
        may_be_signed(state, gate, law().numbers, day(TODAY)).map_err(|refusal| refusal.code)
    };
    let ready = after(&[K::Prepare]);
    assert_eq!(may(&ready, &gate()), Ok(()));
    let seized = PledgeGate { right: RightAnswer { seized: Some(true), ..gate().right }, ..gate() };
    assert_eq!(may(&ready, &seized), Err("financing.pledge_right_preserved"));
    assert_eq!(may(&after(&[K::Prepare, K::Submit]), &gate()), Err("financing.pledge_pack_not_ready"));
}

#[test]
fn what_the_contract_says_is_refused_by_field() {
    let wrong = |change: fn(&mut PledgeTerms)| {
        let mut terms = terms();
        change(&mut terms);
        let Origin::Deal { deal, firm, bank, procedure, .. } = facts().origin else { panic!("of a deal") };
        let facts =
            PledgeFacts { origin: Origin::Deal { deal, firm, bank, region: None, procedure, terms }, ..facts() };
        codes(asked(None, prepare(facts, gate(), Cleared::default()), today())).join(", ")
    };
    let elsewhere = PledgeFacts { origin: Origin::Elsewhere, ..facts() };
    let wrong = [
        wrong(|terms| terms.amount = yuan("0")),
        wrong(|terms| terms.debt_until_on = day("2026-11-22")),
        wrong(|terms| terms.pledgor = " ".into()),
        wrong(|terms| terms.pledgee = "长".repeat(101)),
        wrong(|terms| terms.scope.clear()),
        codes(asked(None, prepare(elsewhere, gate(), Cleared::default()), today())).join(", "),
    ];
    insta::assert_snapshot!(wrong.join("\n"), @"
    amount_zero /terms/amount
    days_turned /terms/debt_until_on
    financing.deal_line_length /terms/pledgor
    financing.deal_line_length /terms/pledgee
    financing.deal_reason_length /terms/scope
    made_elsewhere
    ");
}
