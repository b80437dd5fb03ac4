//! The diagrams of the states, drawn from the matrices and compared with those that stand in the documents.

use super::matrix::{
    Matrix, cases_after_the_last_day, cases_blocked, cases_ended, cases_of_designs, cases_up_to_the_pass,
    cases_with_the_office, entities, entities_later, examiners, field_lists, requests,
};
use super::*;
use crate::tests::diagrams::{Asked, Drawn, Place, stands_in_the_documents};

const HEAD: &str = "# Pre-examination: the states

These diagrams are made from the code by its tests: each arrow is a command that was accepted in a state of the matrix.
`late` marks what follows only after the last day of a clock. `UPDATE_DIAGRAMS=1 cargo test -p domain diagrams` writes
them anew.
";

/// Draws what a matrix accepts.
fn draw<A: Aggregate>(drawn: &mut Drawn, matrix: &Matrix<A>, asked: Asked) {
    let place = |state: &A::State| Place::of(state, A::has_ended(state));
    let decide = |state: Option<&A::State>, command| A::decide(state, command, matrix.at).ok();
    drawn.ask(asked, &matrix.states, &matrix.commands, place, decide, A::apply);
}

fn of_cases() -> Drawn {
    let mut of_cases = Drawn::default();
    let in_time = [cases_up_to_the_pass(), cases_with_the_office(), cases_blocked(), cases_of_designs(), cases_ended()];
    in_time.iter().for_each(|matrix| draw(&mut of_cases, matrix, Asked::InTime));
    draw(&mut of_cases, &cases_after_the_last_day(), Asked::Late);
    of_cases
}

fn drawn() -> String {
    let mut of_entities = Drawn::default();
    draw(&mut of_entities, &entities(), Asked::InTime);
    draw(&mut of_entities, &entities_later(), Asked::Late);
    let (mut of_requests, mut of_lists, mut of_examiners) = (Drawn::default(), Drawn::default(), Drawn::default());
    draw(&mut of_requests, &requests(), Asked::InTime);
    draw(&mut of_lists, &field_lists(), Asked::InTime);
    draw(&mut of_examiners, &examiners(), Asked::InTime);
    [
        HEAD.to_owned(),
        of_cases().mermaid("Case 预审案件"),
        of_entities.mermaid("Filing entity 备案主体"),
        of_requests.mermaid("Request 快速确权、快速维权"),
        of_lists.mermaid("Field list 领域清单"),
        of_examiners.mermaid("Examiner 预审员"),
    ]
    .concat()
}

#[test]
fn the_diagrams_in_the_documents_are_those_of_the_code() {
    stands_in_the_documents("preexam.md", &drawn());
}

#[test]
fn the_diagram_of_a_case_shows_every_state_and_every_command() {
    let drawn = of_cases();
    let (states, commands) = (drawn.states(), drawn.commands());
    assert_eq!(states.len(), 17, "{states:?}");
    for command in CommandKind::ALL {
        assert!(commands.contains(command.code()), "{command}");
    }
}
