//! The cost method.

use super::*;

#[test]
fn cost_with_profit_less_three_losses_is_the_value() {
    // (800,000 · 1.15 + 80,000) · 1.2 · 180/240 · 0.9 · 0.8
    assert_eq!(cost(&costs()), Ok(yuan("648000.00")));
}

#[test]
fn what_is_new_and_lost_nothing_is_worth_its_cost_with_profit() {
    let lives = Lives { used_months: 0, remaining_months: 1 };
    let inputs =
        CostInputs { lives, functional_obsolescence: Rate::ZERO, economic_obsolescence: Rate::ZERO, ..costs() };
    assert_eq!(cost(&inputs), Ok(yuan("1200000.00")));
    assert_eq!(cost(&CostInputs { economic_obsolescence: Rate::ONE, ..inputs }), Ok(Money::ZERO));
}

#[test]
fn a_part_of_a_fen_is_rounded_once_half_to_even() {
    let item = |amount| CostItem { label: "申请费".to_owned(), amount: yuan(amount), price_factor: Factor::ONE };
    let half_gone = |amount| CostInputs {
        items: vec![item(amount)],
        profit: Rate::ZERO,
        lives: Lives { used_months: 1, remaining_months: 1 },
        functional_obsolescence: Rate::ZERO,
        economic_obsolescence: Rate::ZERO,
        ..costs()
    };
    assert_eq!(cost(&half_gone("0.01")), Ok(Money::ZERO));
    assert_eq!(cost(&half_gone("0.03")), Ok(yuan("0.02")));
}

#[test]
fn inputs_that_mean_nothing_are_refused_each_at_its_field() {
    let lives = Lives { used_months: 1_201, remaining_months: 0 };
    let wrong = CostInputs { items: Vec::new(), lives, ..costs() };
    assert_eq!(
        refused(cost(&wrong)),
        [("/items".to_owned(), "financing.cost_items_number"), ("/lives".to_owned(), "financing.lives_out_of_range"),]
    );
    let item = CostItem { label: " ".to_owned(), amount: Money::MAX, price_factor: factor("10") };
    let unnamed = CostInputs { items: vec![item.clone()], ..costs() };
    assert_eq!(refused(cost(&unnamed)), [("/items/0/label".to_owned(), "financing.label_length")]);
    let huge = CostInputs { items: vec![CostItem { label: "研发".to_owned(), ..item }; 200], ..costs() };
    assert_eq!(refused(cost(&huge)), [("/items".to_owned(), "financing.value_out_of_range")]);
}
