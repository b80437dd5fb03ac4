//! Pairs as a reader would check them.

use super::*;

/// The reasons as they are shown.
fn told(sought: Sought, offer: Offer) -> String {
    let (demand, product) = (PreparedDemand::of(sought, today()), published(1, offer));
    let reasons = explain(&demand, &product, failing(&demand, &product));
    let line = |one: &Failing| {
        let changes: Vec<String> =
            one.nearest.iter().map(|change| format!("{} | {}", change.zh(), change.en())).collect();
        format!("{}\n  {}\n  {}\n  -> {}\n", one.code, one.zh, one.en, changes.join("\n  -> "))
    };
    reasons.iter().map(line).collect()
}

#[test]
fn a_demand_that_meets_everything_matches() {
    assert_eq!(told(a_demand(), an_offer()), "");
}

#[test]
fn an_amount_beyond_what_the_rights_cover_goes_down_to_it() {
    let sought = Sought { amount: yuan("3000000"), ..a_demand() };
    insta::assert_snapshot!(told(sought, an_offer()), @"
    loan_to_value
      质押物可贷额度须覆盖金额；可贷2200000.00元，金额3000000.00元
      What is lent on the rights reaches the amount; it is 2200000.00 yuan of 3000000.00 yuan
      -> 金额调整为2200000.00元 | Ask for 2200000.00 yuan
    ");
}

#[test]
fn a_term_beyond_the_life_of_the_rights_goes_down_to_it() {
    let mut offer = an_offer();
    offer.conditions.clear();
    let rights = vec![a_right(PledgedKind::Trademark, "99000001", "9000000", "2028-02-23")];
    insta::assert_snapshot!(told(Sought { rights, ..a_demand() }, offer), @"
    life_beyond_term
      权利须存续至还款期限届满；期限24个月，可质押的权利至多剩余15个月
      A right outlives the loan; the term is 24 months, the longest life 15 months
      -> 期限调整为15个月 | Ask for a term of 15 months
    loan_to_value
      质押物可贷额度须覆盖金额；可贷0.00元，金额2000000.00元
      What is lent on the rights reaches the amount; it is 0.00 yuan of 2000000.00 yuan
      -> 期限调整为15个月 | Ask for a term of 15 months
    ");
}

#[test]
fn where_the_rights_do_not_carry_the_smallest_loan_another_is_asked_for() {
    let rights = vec![a_right(PledgedKind::Copyright, "2026-A-1", "9000000", "2070-01-01")];
    insta::assert_snapshot!(told(Sought { rights, ..a_demand() }, an_offer()), @"
    kind_accepted
      可质押的权利类型为发明专利、注册商标；质押物中没有
      It lends on these kinds: invention patent, registered trademark; the bundle has none
      -> 增加评估值不低于5000000.00元、剩余期限不少于96个月的发明专利 | Add value of 5000000.00 yuan: invention patent, with 96 months left at least
    loan_to_value
      质押物可贷额度须覆盖金额；可贷0.00元，金额2000000.00元
      What is lent on the rights reaches the amount; it is 0.00 yuan of 2000000.00 yuan
      -> 增加评估值不低于5000000.00元、剩余期限不少于96个月的发明专利 | Add value of 5000000.00 yuan: invention patent, with 96 months left at least
    ");
}

#[test]
fn what_follows_from_leaving_out_a_pledged_right_stands_with_it() {
    let mut sought = a_demand();
    if let Some(first) = sought.rights.first_mut() {
        first.free_of_pledge = false;
    }
    insta::assert_snapshot!(told(sought, an_offer()), @"
    no_existing_pledge
      质押物未设立质权；现不符合
      No right is under pledge already; this is not so
      -> 移出发明专利ZL202110000001.4 | Leave out the invention patent ZL202110000001.4
      -> 金额调整为600000.00元 | Ask for 600000.00 yuan
    ");
}

#[test]
fn what_is_not_told_is_asked_for() {
    let sought = Sought { region: None, industry: None, founded_on: None, ..a_demand() };
    insta::assert_snapshot!(told(sought, an_offer()), @"
    region_served
      企业所在地区限于23；未提供
      The firm is in one of the regions 23; it is not told
      -> 企业所在地区为23 | Be in the region 23
    industry_not_in
      行业不属于K70；未提供
      The industry is none of K70; it is not told
      -> 企业行业属于可受理的行业，例如A | Be of an industry that is taken, such as A
    years_since_founding
      成立满2年；未提供
      The firm exists for 2 years; it is not told
      -> 企业成立日不晚于2024-11-23 | Have been founded by 2024-11-23
    ");
}

#[test]
fn the_cheaper_product_comes_first_and_then_the_one_that_lends_more() {
    let offer_at = |lowest: &str, ratio: &str| {
        let mut offer = an_offer();
        offer.terms.annual_rate.least = crate::financing::product::tests::rate(lowest);
        for of in &mut offer.terms.loan_to_value {
            of.most = crate::financing::product::tests::rate(ratio);
        }
        offer
    };
    let products = [
        published(1, offer_at("0.04", "0.9")),
        published(2, offer_at("0.03", "0.4")),
        published(3, offer_at("0.03", "0.5")),
    ];
    let ranked = rank(&PreparedDemand::of(a_demand(), today()), &products);
    let told: String = ranked.iter().map(|one| format!("{} {} | {}\n", one.product, one.zh(), one.en())).collect();
    insta::assert_snapshot!(told, @"
    00000000-0000-0000-0000-000000000003 年利率3%至5%，按现有质押物至多可贷3000000.00元，10个工作日内审批 | At 3 % to 5 % a year, up to 3000000.00 yuan on these rights, decided within 10 working days
    00000000-0000-0000-0000-000000000002 年利率3%至5%，按现有质押物至多可贷2400000.00元，10个工作日内审批 | At 3 % to 5 % a year, up to 2400000.00 yuan on these rights, decided within 10 working days
    00000000-0000-0000-0000-000000000001 年利率4%至5%，按现有质押物至多可贷5400000.00元，10个工作日内审批 | At 4 % to 5 % a year, up to 5400000.00 yuan on these rights, decided within 10 working days
    ");
}

#[test]
fn a_right_without_a_value_or_a_known_last_day_carries_nothing() {
    let of = |value, ends_on| {
        let mut sought = a_demand();
        for right in &mut sought.rights {
            (right.value, right.ends_on) = (value, ends_on);
        }
        failing(&PreparedDemand::of(sought, today()), &published(1, an_offer()))
    };
    assert!(of(None, Some(in_days(9_000))).has(Intrinsic::LoanToValue));
    let unknown_end = of(Some(yuan("90000000")), None);
    assert!(unknown_end.has(Intrinsic::LifeBeyondTerm) && unknown_end.has(Intrinsic::LoanToValue));
}

#[test]
fn cover_is_exact_to_the_fen() {
    let mut offer = an_offer();
    offer.conditions.clear();
    let rights = vec![a_right(PledgedKind::Invention, "1", "250000.02", "2041-01-03")];
    let of = |amount: &str| {
        let sought = Sought { amount: yuan(amount), rights: rights.clone(), ..a_demand() };
        failing(&PreparedDemand::of(sought, today()), &published(1, offer.clone())).is_empty()
    };
    assert!(of("100000.00") && !of("100000.01"));
}

#[test]
fn the_demand_that_is_covered_best_comes_first_for_the_bank_and_then_the_larger_one() {
    let demand = |id, amount: &str| {
        let sought = Sought { id: Id::from_u128(id), amount: yuan(amount), ..a_demand() };
        PreparedDemand::of(sought, today())
    };
    let demands = [demand(1, "2200000"), demand(2, "1100000"), demand(3, "2200000.01"), demand(4, "550000")];
    let told: String = opportunities(&published(1, an_offer()), &demands)
        .iter()
        .map(|one| format!("{} {} | {}\n", one.demand.as_u128(), one.zh(), one.en()))
        .collect();
    insta::assert_snapshot!(told, @"
    4 质押物可贷额度为金额的400%，金额550000.00元，期限24个月 | What is lent on the rights is 400 % of the 550000.00 yuan, for 24 months
    2 质押物可贷额度为金额的200%，金额1100000.00元，期限24个月 | What is lent on the rights is 200 % of the 1100000.00 yuan, for 24 months
    1 质押物可贷额度为金额的100%，金额2200000.00元，期限24个月 | What is lent on the rights is 100 % of the 2200000.00 yuan, for 24 months
    ");
}
