//! The matrices of cases that have an examiner and are blocked, and of a design, which one person lets pass.

use super::cases::matrix;
use super::*;

/// The states in which the centre can say that it cannot decide.
const WITH_THE_CENTRE: [&str; 10] = [
    "submitted",
    "accepted",
    "opinion_issued",
    "amended",
    "pass_proposed",
    "passed",
    "filed",
    "fees_paid",
    "marked",
    "action_open",
];

pub(in super::super) fn cases_blocked() -> Matrix<Case> {
    let blocked = |name| {
        let assigned = Case::then(invention_in(name), CaseCommand::Assign { examiner: LI });
        (name, Some(Case::then(assigned, a(CommandKind::Block))))
    };
    matrix(PatentKind::Invention, WITH_THE_CENTRE.map(blocked).into(), today())
}

pub(in super::super) fn cases_of_designs() -> Matrix<Case> {
    let design = |name| (name, Some(case_in(name, PatentKind::Design)));
    matrix(PatentKind::Design, ["accepted", "amended", "marked"].map(design).into(), today())
}

#[test]
fn a_block_keeps_the_centre_from_deciding_and_the_applicant_from_nothing() {
    insta::assert_snapshot!(cases_blocked().table(), @"
                       submitted                  accepted                   opinion_issued             amended                    pass_proposed              passed                     filed                      fees_paid                  marked                     action_open
    open               (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)              (case_opened)
    revise             (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    attach             (case_submitted)           (case_accepted)            attached                   (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    detach             (case_submitted)           (case_accepted)            detached                   (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    sign_commitment    (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    submit             (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    amend              (case_submitted)           (case_accepted)            amended                    (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    withdraw           withdrawn                  withdrawn                  withdrawn                  withdrawn                  withdrawn                  withdrawn                  lane_lost                  lane_lost                  lane_lost                  lane_lost
    file               (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       filed                      (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    pay_fees           (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              fees_paid                  (case_fees_paid)           (case_marked)              (case_action_open)
    receive_action     (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           action_received            (case_action_open)
    reply              (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              replied
    assign             assigned                   assigned                   assigned                   assigned                   assigned                   assigned                   assigned                   assigned                   assigned                   assigned
    release            released                   released                   released                   released                   released                   released                   released                   released                   released                   released
    block              (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)
    unblock            unblocked                  unblocked                  unblocked                  unblocked                  unblocked                  unblocked                  unblocked                  unblocked                  unblocked                  unblocked
    accept             (case_blocked)             (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    return             (case_blocked)             (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    issue_opinion      (case_submitted)           (case_blocked)             (case_opinion_issued)      (case_blocked)             (case_blocked)             (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    pass               (case_submitted)           (case_blocked)             (case_opinion_issued)      (case_blocked)             (case_blocked)             (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    fail               (case_submitted)           (case_blocked)             (case_opinion_issued)      (case_blocked)             (case_blocked)             (case_passed)              (case_filed)               (case_fees_paid)           (case_marked)              (case_action_open)
    confirm_identity   (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_blocked)             (case_blocked)             (case_marked)              (case_action_open)
    mark               (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_blocked)             (case_marked)              (case_action_open)
    lose_lane          (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_blocked)             (case_blocked)             (case_blocked)             (case_blocked)
    grant              (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           granted                    (case_action_open)
    reject             (case_submitted)           (case_accepted)            (case_opinion_issued)      (case_amended)             (case_pass_proposed)       (case_passed)              (case_filed)               (case_fees_paid)           rejected                   (case_action_open)
    lapse              (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)           (nothing_lapsed)
    ");
}

#[test]
fn one_person_lets_a_design_pass_and_any_examination_by_the_office_ends_its_lane() {
    let matrix = cases_of_designs();
    let shown = ["pass", "receive_action"];
    let commands = matrix.commands.iter().filter(|(name, _)| shown.contains(name)).cloned().collect();
    insta::assert_snapshot!(Matrix { commands, ..matrix }.table(), @"
                       accepted                   amended                    marked
    receive_action     (case_accepted)            (case_amended)             action_received, lane_lost
    pass               passed                     passed                     (case_marked)
    ");
}

#[test]
fn what_is_shown_as_possible_for_a_blocked_case_is_what_is_accepted() {
    for matrix in [cases_blocked(), cases_of_designs()] {
        assert_eq!(matrix.agrees_with(|state| case::possible(state, &law(), today())), []);
    }
}
